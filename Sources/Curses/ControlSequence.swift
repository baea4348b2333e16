import Console

/// A control sequence of the keyboard or mouse (ECMA-48 §5.4, and xterm's forms of it).
struct ControlSequence {
    /// The octets between introducer and end: digits, semicolons and marks such as `<`.
    private var parameters: ArraySlice<UInt8> = []
    private var final: UInt8 = 0
    private var introducer = Introducer.bracket
    /// The octets behind the end, in the few forms that have some.
    private var tail: ArraySlice<UInt8> = []

    private enum Introducer {
        case bracket, letterO
    }

    enum Reading {
        case sequence(ControlSequence, length: Int)
        /// What stands here is no control sequence.
        case none
        case unfinished
    }

    /// Reads one that begins with the Esc at the start of the octets.
    static func read(_ octets: ArraySlice<UInt8>) -> Reading {
        guard let second = octets.dropFirst().first else { return .unfinished }
        var sequence = ControlSequence()
        switch second {
        case UInt8(ascii: "["): sequence.introducer = .bracket
        case UInt8(ascii: "O"): sequence.introducer = .letterO
        default: return .none
        }
        let body = octets.dropFirst(2)
        sequence.parameters = body.prefix { (0x20...0x3F).contains($0) }
        let length = 2 + sequence.parameters.count
        guard length < Limits.sequenceOctets else { return .sequence(Self(), length: length) }
        guard let final = body.dropFirst(sequence.parameters.count).first else {
            return .unfinished
        }
        guard (0x40...0x7E).contains(final) else {
            return length == 2 ? .none : .sequence(Self(), length: length)
        }
        sequence.final = final
        let tailLength = sequence.tailLength
        sequence.tail = octets.dropFirst(length + 1).prefix(tailLength)
        guard sequence.tail.count == tailLength else { return .unfinished }
        return .sequence(sequence, length: length + 1 + tailLength)
    }

    private var tailLength: Int {
        guard introducer == .bracket, parameters.isEmpty else { return 0 }
        return switch final {
        // The Linux console's F1 to F5.
        case UInt8(ascii: "["): 1
        // The first mouse protocol of xterm: button, column, row.
        case UInt8(ascii: "M"): 3
        default: 0
        }
    }
}

extension ControlSequence {
    var isPasteStart: Bool { final == UInt8(ascii: "~") && numbers == [200] }

    /// Nil for what no key of ours sends; Shift, Ctrl and Alt on such keys make no difference.
    var key: Key? {
        switch final {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "Z"): .backTab
        case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(final) - 0x4F)
        case UInt8(ascii: "["): Self.consoleFunction(tail)
        case UInt8(ascii: "~"): numbers.first.flatMap(Self.key(numbered:))
        case UInt8(ascii: "M") where introducer == .letterO: .enter
        case UInt8(ascii: "M"), UInt8(ascii: "m"): mouse.map(Key.mouse)
        default: nil
        }
    }

    private static func key(numbered number: Int) -> Key? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        // The numbers leave gaps where the keys of a VT220 stood apart.
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28, 29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: nil
        }
    }

    private static func consoleFunction(_ tail: ArraySlice<UInt8>) -> Key? {
        guard let letter = tail.first, (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(letter)
        else {
            return nil
        }
        return .function(Int(letter) - 0x40)
    }

    /// The parameters; empty when there are others than numbers below a million.
    private var numbers: [Int] { Self.numbers(parameters) }

    private static func numbers(_ octets: ArraySlice<UInt8>) -> [Int] {
        var numbers = [0]
        for octet in octets {
            switch octet {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(octet) - 0x30
                guard numbers[numbers.count - 1] < 1_000_000 else { return [] }
            case UInt8(ascii: ";"): numbers.append(0)
            default: return []
            }
        }
        return numbers
    }
}

// The mouse

extension ControlSequence {
    private var mouse: MouseEvent? {
        if tail.count == 3 {
            let values = tail.map { Int($0) - 0x20 }
            return Self.mouse(values, isRelease: values[0] & 0x63 == 3)
        }
        guard parameters.first == UInt8(ascii: "<") else { return nil }
        return Self.mouse(
            Self.numbers(parameters.dropFirst()), isRelease: final == UInt8(ascii: "m"))
    }

    /// Button and modifiers in bits, then column and row, counted from 1.
    private static func mouse(_ values: [Int], isRelease: Bool) -> MouseEvent? {
        guard values.count == 3, values[0] >= 0 else { return nil }
        let place = Point(column: max(0, values[1] - 1), row: max(0, values[2] - 1))
        return kind(of: values[0], isRelease: isRelease).map { MouseEvent($0, at: place) }
    }

    private static func kind(of code: Int, isRelease: Bool) -> MouseEvent.Kind? {
        if code & 0x40 != 0 {
            return switch code & 3 {
            case 0: .wheelUp
            case 1: .wheelDown
            default: nil
            }
        }
        if isRelease { return .release }
        let buttons: [MouseEvent.Button] = [.left, .middle, .right]
        guard code & 3 < buttons.count, code < 0x40 else { return nil }
        let button = buttons[code & 3]
        return code & 0x20 != 0 ? .drag(button) : .press(button)
    }
}
