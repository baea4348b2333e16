/// Characters that reorder or hide text, where no writing needs them.
enum HiddenCharacters {
    static func stand(in text: String) -> Bool {
        guard text.utf8.contains(where: { $0 >= 0x80 || $0 < 0x20 || $0 == 0x7F }) else {
            return false
        }
        let scalars = Array(text.unicodeScalars)
        let isRightToLeft = scalars.contains { isRightToLeftLetter($0.value) }
        return scalars.indices.contains { index in
            switch scalars[index].value {
            case 0...0x1F, 0x7F...0x9F: true
            // Embeddings, overrides and isolates.
            case 0x202A...0x202E, 0x2066...0x2069: true
            // The marks that Hebrew and Arabic text needs between digits and signs.
            case 0x061C, 0x200E, 0x200F: !isRightToLeft
            // Joiners belong into emoji and into scripts whose letters join.
            case 0x200C, 0x200D: isBesideASCIILetter(scalars, index)
            // A byte order mark that was encoded with the text.
            case 0xFEFF: index > 0
            case 0xAD, 0x115F, 0x1160, 0x180E, 0x200B, 0x2060...0x2065, 0x206A...0x206F: true
            case 0x2028, 0x2029, 0x3164, 0xFFA0, 0xFFF9...0xFFFB, 0x1_D173...0x1_D17A: true
            // Tags are hidden letters, except behind the flag of a part of a country.
            case 0xE_0000...0xE_0FFF: !followsFlag(scalars, index)
            default: false
            }
        }
    }

    private static func isRightToLeftLetter(_ value: UInt32) -> Bool {
        switch value {
        case 0x061C: false
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x1_0800...0x1_0FFF: true
        default: false
        }
    }

    private static func isBesideASCIILetter(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        [index - 1, index + 1].contains { neighbour in
            scalars.indices.contains(neighbour) && scalars[neighbour].isASCII
                && scalars[neighbour].properties.isAlphabetic
        }
    }

    private static func followsFlag(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        // The longest such flag has six tags and their end.
        scalars[max(0, index - 7)..<index].contains("\u{1F3F4}")
    }
}
