/// Mail as it was written before UTF-8.
enum OldCharsetMail {
    static let messages = [
        SampleMessage(
            id: "reunion", age: 7_700,
            from: SamplePerson(name: "佐藤", address: "sato@school.example", zone: 32_400),
            to: [.meAtHome], subject: "", flags: [],
            fields: [("Subject", "=?ISO-2022-JP?B?GyRCRjFBazJxJE4kKkNOJGkkOxsoQg==?=")],
            body: .encoded(Array(reunion.utf8), charset: "ISO-2022-JP")),
        SampleMessage(
            id: "dacha", age: 8_800,
            from: SamplePerson(name: "Вера", address: "vera@dacha.example", zone: 10_800),
            to: [.meAtHome], subject: "", flags: [],
            fields: [("Subject", "=?KOI8-R?B?5s/Uz8fSwcbJySDTIMTB3sk=?=")],
            body: .encoded(
                koi8("привет, робин!\r\n\r\nфотографии скоро будут готовы.\r\n\r\nвера\r\n"),
                charset: "KOI8-R")),
        SampleMessage(
            id: "geneva", age: 9_900,
            from: SamplePerson(name: "Jürg", address: "juerg@geneva.example"), to: [.meAtHome],
            subject: "", flags: [],
            fields: [("Subject", "=?ISO-8859-1?Q?Gr=FC=DFe_aus_Gen=E8ve?=")],
            body: .encoded(
                latin1("Schöne Grüße vom See!\r\n\r\nÀ bientôt,\r\nJürg\r\n"),
                charset: "ISO-8859-1")),
    ]

    /// In UTF-8: みなさま / 同窓会を来月の第二土曜日に開きます。/ 場所はいつもの店です。/ 佐藤.
    private static let reunion =
        "\u{1B}$B$_$J$5$^\u{1B}(B\r\n"
        + "\r\n"
        + "\u{1B}$BF1Ak2q$rMh7n$NBhFsEZMKF|$K3+$-$^$9!#\u{1B}(B\r\n"
        + "\u{1B}$B>l=j$O$$$D$b$NE9$G$9!#\u{1B}(B\r\n"
        + "\r\n"
        + "\u{1B}$B:4F#\u{1B}(B\r\n"

    private static func latin1(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { UInt8(exactly: $0.value) ?? UInt8(ascii: "?") }
    }

    /// Small letters only.
    private static func koi8(_ text: String) -> [UInt8] {
        let letters = Array("юабцдефгхийклмнопярстужвьызшэщчъ")
        return text.unicodeScalars.map { scalar in
            if let place = letters.firstIndex(of: Character(scalar)) {
                return 0xC0 + UInt8(place)
            }
            return UInt8(exactly: scalar.value) ?? UInt8(ascii: "?")
        }
    }
}
