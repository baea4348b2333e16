/// UTF-7 (RFC 2152), decoded here so that a broken run never takes the text behind it along.
enum UTF7 {
    static let name = "UTF-7"

    static func decode(_ octets: ArraySlice<UInt8>) -> String {
        var units: [UInt16] = []
        units.reserveCapacity(octets.count)
        var index = octets.startIndex
        while index < octets.endIndex {
            let octet = octets[index]
            index += 1
            guard octet == UInt8(ascii: "+") else {
                units.append(octet < 0x80 ? UInt16(octet) : replacement)
                continue
            }
            if index < octets.endIndex, octets[index] == UInt8(ascii: "-") {
                units.append(UInt16(octet))
                index += 1
                continue
            }
            index = decodeRun(octets[index...], into: &units)
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// Base64 of UTF-16 up to the first octet of another kind; gives where the text goes on.
    private static func decodeRun(_ octets: ArraySlice<UInt8>, into units: inout [UInt16]) -> Int {
        var bits: UInt32 = 0
        var count = 0
        var index = octets.startIndex
        while index < octets.endIndex, let value = sextet(octets[index]) {
            bits = (bits & 0xFFFF) << 6 | UInt32(value)
            count += 6
            index += 1
            if count >= 16 {
                count -= 16
                units.append(UInt16(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        if index == octets.startIndex {
            // A lone "+", from somebody who did not know that this is UTF-7.
            units.append(UInt16(UInt8(ascii: "+")))
        } else if count >= 6 {
            // Half a character was cut off.
            units.append(replacement)
        }
        if index > octets.startIndex, index < octets.endIndex, octets[index] == UInt8(ascii: "-") {
            index += 1
        }
        return index
    }

    private static func sextet(_ octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): octet - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): octet - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): octet - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    private static let replacement: UInt16 = 0xFFFD
}
