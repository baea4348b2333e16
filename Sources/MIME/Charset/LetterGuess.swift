/// Which charset of single octets makes the likeliest words of a text.
///
/// For each language the letters beyond ASCII stand in the order of how common they are. What no
/// language does costs: a capital inside a word, a sign between letters, two scripts in one word.
enum LetterGuess {
    /// Another charset than windows-1252 only where there are enough octets beyond ASCII and it fits
    /// clearly better; nil where nothing makes words.
    /// - Parameter margin: by how much for each such octet.
    static func best(_ sample: [UInt8], margin: Double) -> Charset? {
        let usual = max(western.score(sample) ?? 0, 0)
        let high = sample.highCount
        var best: (charset: Charset?, score: Int) = (
            usual > 0 ? western.charset : nil, usual + Int(margin * Double(high))
        )
        guard high >= CharsetGuess.leastOctets else { return best.charset }
        for candidate in others {
            guard let score = candidate.score(sample), score > best.score else { continue }
            best = (candidate.charset, score)
        }
        return best.charset
    }

    private static let western = OctetLetters("CP1252", westernLetters, isLatin: true)

    /// Of equals the first one counts.
    private static let others: [OctetLetters] = [
        OctetLetters("CP1250", central, isLatin: true),
        OctetLetters("ISO-8859-2", central, isLatin: true),
        OctetLetters("CP1251", cyrillic, isLatin: false),
        OctetLetters("KOI8-R", [cyrillic[0]], isLatin: false),
        OctetLetters("KOI8-U", [cyrillic[1]], isLatin: false),
        OctetLetters("ISO-8859-5", cyrillic, isLatin: false),
        OctetLetters("CP866", [cyrillic[0]], isLatin: false),
        OctetLetters("CP1253", greek, isLatin: false),
        OctetLetters("ISO-8859-7", greek, isLatin: false),
        OctetLetters("CP1255", hebrew, isLatin: false),
        OctetLetters("CP1256", arabic, isLatin: false),
        OctetLetters("ISO-8859-6", arabic, isLatin: false),
        OctetLetters("CP1254", turkish, isLatin: true),
        OctetLetters("CP1257", baltic, isLatin: true),
        OctetLetters("CP874", thai, isLatin: false),
    ]

    private static let westernLetters = [
        LetterFrequency("éèàêçùâîôûëïœ"), LetterFrequency("üäößé"), LetterFrequency("óíáéñúü"),
        LetterFrequency("ãçáéíóõêâúàô"), LetterFrequency("äåöéøæ"), LetterFrequency("èàùòìé"),
        LetterFrequency("íáðöúóéæþý"), LetterFrequency("ëéïèöü"), LetterFrequency("àçèéíóòúïü"),
    ]

    private static let central = [
        LetterFrequency("łąężóśćńź"), LetterFrequency("íáéěřščžýůúťďňó"),
        LetterFrequency("áéöóőüíúű"), LetterFrequency("ăîâșțşţ"), LetterFrequency("čšžćđ"),
        LetterFrequency("áíčšéžúýľťôňäďĺŕó"),
    ]

    private static let cyrillic = [
        LetterFrequency("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъ"),
        LetterFrequency("оанитівреслкдумпзяьбгчхйжюшїцєщфґ"),
        LetterFrequency("аиоентрвсдлпкмзугябщчхцъжюшйфь"),
    ]

    private static let greek = [
        LetterFrequency("αοιετσνηυρπκλςμωάίόέδήγχθφύβώξζψϊ")
    ]

    private static let hebrew = [
        LetterFrequency("יוהלאתרמבשנעםדקחפגטכסצזןךףץ")
    ]

    private static let arabic = [
        LetterFrequency("اليمنرتوبعدسفهكقحجشطصخةزذضغثأإىئؤظءآ،")
    ]

    private static let turkish = [LetterFrequency("ışğüçöâî")]

    private static let baltic = [LetterFrequency("ėšųžįąčęū"), LetterFrequency("āīēšņļžčķģū")]

    private static let thai = [
        LetterFrequency(
            "านรอกเงมยลวดทสตะปบคหแจพชขใไผถธณโศซภฟญฉฐษำ่้ิีัุูื์็ๆฯ")
    ]
}
