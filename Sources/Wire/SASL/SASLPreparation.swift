/// SASLprep, as far as it can be done with certainty (RFC 4013).
///
/// Two spellings of one password must give the same octets, or SCRAM fails. ASCII stays as it is.
/// Of all other text only what normalisation (NFKC) leaves alone is taken; combining marks,
/// compatibility forms, writing from right to left and what SASLprep prohibits are not. Such a
/// password is sent by another mechanism, as it was typed.
public enum SASLPreparation {
    /// The prepared text; nil where it cannot be told, and for what is not UTF-8.
    public static func prepare(_ text: Secret) -> Secret? {
        text.withBytes { octets in
            if octets.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
            var prepared: [UInt8] = []
            // Room for all, as growing would leave copies behind.
            prepared.reserveCapacity(octets.count)
            defer {
                for index in prepared.indices { prepared[index] = 0 }
            }
            var decoder = Unicode.UTF8()
            var iterator = octets.makeIterator()
            while true {
                switch decoder.decode(&iterator) {
                case .error: return nil
                case .emptyInput: return Secret(prepared)
                case .scalarValue(let scalar):
                    if isMappedToNothing(scalar) { continue }
                    let mapped = isSpace(scalar) ? " " : scalar
                    guard isPlain(mapped), let units = Unicode.UTF8.encode(mapped) else {
                        return nil
                    }
                    prepared.append(contentsOf: units)
                }
            }
        }
    }

    /// RFC 3454 table B.1.
    private static func isMappedToNothing(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x34F, 0x1806, 0x180B...0x180D, 0x200B...0x200D, 0x2060, 0xFE00...0xFE0F,
            0xFEFF:
            true
        default: false
        }
    }

    /// RFC 3454 table C.1.2.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x7F && scalar.properties.generalCategory == .spaceSeparator
    }

    /// Allowed, and the same after NFKC whatever stands beside it.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20...0x7E).contains(scalar.value) }
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator,
            .paragraphSeparator, .nonspacingMark, .spacingMark, .enclosingMark:
            return false
        default: break
        }
        switch scalar.value {
        // Hangul letters that join; writing from right to left.
        case 0x1100...0x11FF, 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF,
            0x1E800...0x1EFFF:
            return false
        // Prohibited by RFC 3454 tables C.6 and C.7.
        case 0xFFF9...0xFFFD, 0x2FF0...0x2FFB: return false
        // Case folding spells these in another way, normalisation does not.
        case 0xDF, 0x3C2: return true
        default: return isStable(scalar)
        }
    }

    /// Whether NFKC leaves the letter alone.
    ///
    /// Swift knows only what NFKC and case folding change together, so a capital is judged by its
    /// small letter, and must come back from it.
    private static func isStable(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.properties.changesWhenNFKCCaseFolded else { return true }
        let small = scalar.properties.lowercaseMapping.unicodeScalars
        guard let letter = small.first, small.count == 1, letter != scalar,
            !letter.properties.changesWhenNFKCCaseFolded
        else { return false }
        return letter.properties.uppercaseMapping.unicodeScalars.elementsEqual([scalar])
    }
}
