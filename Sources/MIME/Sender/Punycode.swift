/// The letters, digits and hyphens that stand for a label in another script (RFC 3492).
enum Punycode {
    /// The scalars behind "xn--"; nil when they are no Punycode.
    static func decoded(_ octets: some Collection<UInt8>) -> [Unicode.Scalar]? {
        let octets = Array(octets)
        guard octets.count <= Limits.domainLabelOctets else { return nil }
        let hyphen = octets.lastIndex(of: UInt8(ascii: "-"))
        var output: [Unicode.Scalar] = []
        for octet in octets[..<(hyphen ?? 0)] {
            guard octet < 0x80 else { return nil }
            output.append(Unicode.Scalar(octet))
        }
        var position = hyphen.map { $0 + 1 } ?? 0
        var (code, bias, place) = (firstCode, firstBias, 0)
        while position < octets.count {
            guard let step = readNumber(octets, at: &position, bias: bias),
                place + step <= highest
            else { return nil }
            let start = place
            place += step
            let length = output.count + 1
            bias = adapted(place - start, length: length, isFirst: start == 0)
            code += place / length
            place %= length
            guard let value = UInt32(exactly: code), let scalar = Unicode.Scalar(value) else {
                return nil
            }
            output.insert(scalar, at: place)
            place += 1
        }
        return output
    }

    /// What stands behind "xn--" for these scalars; nil when they are too many.
    static func encoded(_ input: [Unicode.Scalar]) -> [UInt8]? {
        guard input.count <= Limits.domainLabelOctets else { return nil }
        var output = input.compactMap { $0.isASCII ? UInt8($0.value) : nil }
        let basics = output.count
        if basics > 0 { output.append(UInt8(ascii: "-")) }
        var (code, bias, step, handled) = (firstCode, firstBias, 0, basics)
        while handled < input.count {
            let later = input.lazy.map { Int($0.value) }.filter { $0 >= code }
            guard let next = later.min() else { return nil }
            step += (next - code) * (handled + 1)
            code = next
            for scalar in input {
                if scalar.value < code { step += 1 }
                guard scalar.value == code else { continue }
                append(step, bias: bias, to: &output)
                bias = adapted(step, length: handled + 1, isFirst: handled == basics)
                step = 0
                handled += 1
            }
            step += 1
            code += 1
        }
        return output
    }

    // MARK: - The numbers of RFC 3492 §3.3 and §6

    private static let base = 36
    private static let lowestThreshold = 1
    private static let highestThreshold = 26
    private static let firstBias = 72
    private static let firstCode = 128
    /// More than any label of allowed length comes to.
    private static let highest = 0x11_0000 * (Limits.domainLabelOctets + 1)

    private static func threshold(_ weightIndex: Int, _ bias: Int) -> Int {
        min(max(weightIndex - bias, lowestThreshold), highestThreshold)
    }

    private static func readNumber(_ octets: [UInt8], at position: inout Int, bias: Int) -> Int? {
        var number = 0
        var weight = 1
        var index = base
        while position < octets.count {
            guard let digit = digit(octets[position]) else { return nil }
            position += 1
            number += digit * weight
            guard number <= highest else { return nil }
            let threshold = threshold(index, bias)
            if digit < threshold { return number }
            weight *= base - threshold
            guard weight <= highest else { return nil }
            index += base
        }
        return nil
    }

    private static func append(_ number: Int, bias: Int, to output: inout [UInt8]) {
        var number = number
        var index = base
        while true {
            let threshold = threshold(index, bias)
            if number < threshold { break }
            output.append(octet(threshold + (number - threshold) % (base - threshold)))
            number = (number - threshold) / (base - threshold)
            index += base
        }
        output.append(octet(number))
    }

    private static func adapted(_ step: Int, length: Int, isFirst: Bool) -> Int {
        var step = isFirst ? step / 700 : step / 2
        step += step / length
        var index = 0
        while step > (base - lowestThreshold) * highestThreshold / 2 {
            step /= base - lowestThreshold
            index += base
        }
        return index + (base - lowestThreshold + 1) * step / (step + 38)
    }

    private static func digit(_ octet: UInt8) -> Int? {
        if octet.isLetter { return Int(octet | 0x20) - 0x61 }
        return octet.isDigit ? Int(octet) - 0x30 + 26 : nil
    }

    private static func octet(_ digit: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: digit < 26 ? digit + 0x61 : digit - 26 + 0x30)
    }
}
