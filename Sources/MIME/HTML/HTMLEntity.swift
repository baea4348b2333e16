/// Character references (`&amp;`, `&#8364;`).
enum HTMLEntity {
    /// The character a reference stands for and where it ends; nil when "&" is just that.
    static func decode(_ octets: [UInt8], at start: Int, end: Int) -> (Unicode.Scalar, Int)? {
        var index = start + 1
        guard index < end else { return nil }
        if octets[index] == UInt8(ascii: "#") {
            return number(octets, at: index + 1, end: end)
        }
        var name = HTMLEntityName()
        while index < end, octets[index].isLetter || octets[index].isDigit {
            guard name.append(octets[index]) else { return nil }
            index += 1
        }
        guard let scalar = named[name] else { return nil }
        if index < end, octets[index] == UInt8(ascii: ";") { return (scalar, index + 1) }
        // Only the oldest names may stand without it (HTML §13.5).
        return scalar.value <= 0xFF ? (scalar, index) : nil
    }

    /// An attribute's value; "?a=1&copy=2" keeps its "&copy" (HTML §13.2.5.73).
    static func decoded(_ octets: [UInt8], in range: Range<Int>) -> [UInt8] {
        guard octets.firstIndex(of: UInt8(ascii: "&"), in: range) != nil else {
            return Array(octets[range])
        }
        var output: [UInt8] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if octets[index] == UInt8(ascii: "&"),
                let (scalar, next) = decode(octets, at: index, end: range.upperBound),
                octets[next - 1] == UInt8(ascii: ";") || next == range.upperBound
                    || octets[next] != UInt8(ascii: "=")
            {
                output += UTF8.encode(scalar) ?? .init()
                index = next
            } else {
                output.append(octets[index])
                index += 1
            }
        }
        return output
    }

    private static func number(
        _ octets: [UInt8], at start: Int, end: Int
    ) -> (Unicode.Scalar, Int)? {
        var index = start
        let isHexadecimal = index < end && octets[index] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { index += 1 }
        let first = index
        var value: UInt32 = 0
        while index < end, let digit = octets[index].hexValue, isHexadecimal || digit < 10 {
            // Stays above the last scalar once it is, and never overflows.
            if value <= 0x10_FFFF { value = value * (isHexadecimal ? 16 : 10) + UInt32(digit) }
            index += 1
        }
        guard index > first else { return nil }
        if index < end, octets[index] == UInt8(ascii: ";") { index += 1 }
        if (0x80...0x9F).contains(value) {
            return (Windows1252.scalar(UInt8(value)), index)
        }
        guard value != 0, let scalar = Unicode.Scalar(value) else { return ("\u{FFFD}", index) }
        return (scalar, index)
    }

    /// The names of HTML 4, which are those that mail uses.
    private static let named: [HTMLEntityName: Unicode.Scalar] = {
        var named: [HTMLEntityName: Unicode.Scalar] = [:]
        for (offset, name) in latin1.split(separator: " ").enumerated() {
            named[HTMLEntityName(name)] = Unicode.Scalar(UInt8(160 + offset))
        }
        let words = others.split(whereSeparator: \.isWhitespace)
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            named[HTMLEntityName(words[index])] = words[index + 1].unicodeScalars.first
        }
        for (name, value) in invisible { named[HTMLEntityName(name[...])] = value }
        return named
    }()

    /// U+00A0 to U+00FF in order.
    private static let latin1 =
        "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg "
        + "plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 "
        + "iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml "
        + "Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave "
        + "Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil "
        + "egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde "
        + "ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml"

    private static let invisible: [(String, Unicode.Scalar)] = [
        ("ensp", "\u{2002}"), ("emsp", "\u{2003}"), ("thinsp", "\u{2009}"), ("zwnj", "\u{200C}"),
        ("zwj", "\u{200D}"), ("lrm", "\u{200E}"), ("rlm", "\u{200F}"), ("Tab", "\t"),
        ("NewLine", "\n"), ("numsp", "\u{2007}"), ("puncsp", "\u{2008}"), ("hairsp", "\u{200A}"),
        ("emsp13", "\u{2004}"), ("emsp14", "\u{2005}"), ("NoBreak", "\u{2060}"),
        ("NonBreakingSpace", "\u{A0}"), ("ZeroWidthSpace", "\u{200B}"),
        ("InvisibleTimes", "\u{2062}"), ("ic", "\u{2063}"), ("it", "\u{2062}"),
    ]

    private static let others = """
        amp & lt < gt > quot " apos ' AMP & LT < GT > QUOT " OElig Œ oelig œ Scaron Š scaron š
        Yuml Ÿ fnof ƒ circ ˆ tilde ˜ ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ”
        bdquo „ dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo ›
        oline ‾ frasl ⁄ euro € image ℑ weierp ℘ real ℜ trade ™ alefsym ℵ larr ← uarr ↑ rarr →
        darr ↓ harr ↔ crarr ↵ lArr ⇐ uArr ⇑ rArr ⇒ dArr ⇓ hArr ⇔ forall ∀ part ∂ exist ∃ empty ∅
        nabla ∇ isin ∈ notin ∉ ni ∋ prod ∏ sum ∑ minus − lowast ∗ radic √ prop ∝ infin ∞ ang ∠
        and ∧ or ∨ cap ∩ cup ∪ int ∫ there4 ∴ sim ∼ cong ≅ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ sub ⊂
        sup ⊃ nsub ⊄ sube ⊆ supe ⊇ oplus ⊕ otimes ⊗ perp ⊥ sdot ⋅ lceil ⌈ rceil ⌉ lfloor ⌊
        rfloor ⌋ lang ⟨ rang ⟩ loz ◊ spades ♠ clubs ♣ hearts ♥ diams ♦ check ✓
        Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ
        Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω
        alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ
        mu μ nu ν xi ξ omicron ο pi π rho ρ sigmaf ς sigma σ tau τ upsilon υ phi φ chi χ psi ψ
        omega ω thetasym ϑ upsih ϒ piv ϖ
        lsqb [ lbrack [ rsqb ] rbrack ] lcub { lbrace { rcub } rbrace } lpar ( rpar ) verbar |
        vert | excl ! num # dollar $ percnt % ast * midast * plus + comma , period . sol / colon :
        semi ; equals = quest ? commat @ bsol \\ lowbar _ UnderBar _ Hat ^ grave ` dash ‐ hyphen ‐
        horbar ― mldr … nldr ‥ bullet • centerdot · cross ✗ checkmark ✓ star ☆ starf ★ phone ☎
        female ♀ male ♂ sung ♪ flat ♭ natural ♮ sharp ♯ copysr ℗ COPY © REG ® numero № rx ℞ TRADE ™
        laquo « raquo » ldquor „ rdquor ” lsquor ‚ rsquor ’ OpenCurlyQuote ‘ CloseCurlyQuote ’
        half ½ frac13 ⅓ frac23 ⅔ frac15 ⅕ frac16 ⅙ frac18 ⅛ frac38 ⅜ frac58 ⅝ frac78 ⅞
        Abreve Ă abreve ă Amacr Ā amacr ā Aogon Ą aogon ą Cacute Ć cacute ć Ccaron Č ccaron č
        Dcaron Ď dcaron ď Dstrok Đ dstrok đ Ecaron Ě ecaron ě Emacr Ē emacr ē Eogon Ę eogon ę
        Gbreve Ğ gbreve ğ Idot İ imath ı Imacr Ī imacr ī Lcaron Ľ lcaron ľ Lstrok Ł lstrok ł
        Nacute Ń nacute ń Ncaron Ň ncaron ň Odblac Ő odblac ő Omacr Ō omacr ō Rcaron Ř rcaron ř
        Sacute Ś sacute ś Scedil Ş scedil ş Tcaron Ť tcaron ť Tcedil Ţ tcedil ţ Udblac Ű udblac ű
        Umacr Ū umacr ū Uring Ů uring ů Zacute Ź zacute ź Zcaron Ž zcaron ž Zdot Ż zdot ż
        fflig ﬀ filig ﬁ fllig ﬂ larrb ⇤ rarrb ⇥ rarrw ↝ nearr ↗ nwarr ↖ searr ↘ swarr ↙
        RightArrow → LeftArrow ← UpArrow ↑ DownArrow ↓ utri ▵ utrif ▴ dtri ▿ dtrif ▾ ltrif ◂
        rtrif ▸ squ □ squf ▪ square □ block █ cir ○ xcirc ◯ target ⌖ ohm Ω mho ℧ micro µ
        ne ≠ leq ≤ geq ≥ approx ≈ pm ± div ÷ lozf ⧫ block █ boxh ─ boxv │
        """
}

/// The name of a character reference, packed; unlike tags, they tell "Eacute" from "eacute".
struct HTMLEntityName: Hashable {
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var shift: UInt64 = 0

    init() {}

    init(_ name: Substring) {
        for octet in name.utf8 where !append(octet) { break }
    }

    /// False when the name is longer than any that is known.
    mutating func append(_ octet: UInt8) -> Bool {
        if shift < 64 {
            first |= UInt64(octet) << shift
        } else if shift < 128 {
            second |= UInt64(octet) << (shift - 64)
        } else {
            return false
        }
        shift += 8
        return true
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(first ^ (second &* 0x9E37_79B9_7F4A_7C15))
    }
}
