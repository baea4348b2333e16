/// The octets of keys, by their names.
enum Octet {
    static let backspace: UInt8 = 0x08
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let escape: UInt8 = 0x1B
    static let delete: UInt8 = 0x7F
    static let pasteEnd = Array("\u{1B}[201~".utf8)
}

extension ArraySlice<UInt8> {
    /// How many octets the character of UTF-8 that begins here should have.
    var firstCharacterLength: Int {
        guard let first else { return 0 }
        return switch first {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }

    /// The octets at the end that begin a character and lack its rest: the next read brings it.
    var unfinishedCharacter: ArraySlice<UInt8> {
        for length in 1...3 where length <= count {
            let tail = suffix(length)
            if tail.first.map({ $0 & 0xC0 != 0x80 }) == true {
                return tail.firstCharacterLength > length ? tail : []
            }
        }
        return []
    }
}
