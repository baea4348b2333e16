import Console

/// Turns what a terminal sends into keys, without a terminal.
///
/// It knows the sequences of xterm and its many relatives, of the Linux console, rxvt, screen and
/// tmux, which are the same for all but a few keys, so no look-up in the terminal database is needed. A
/// sequence it does not know is left out as a whole: its letters would run commands.
struct KeyDecoder {
    /// What has come and is not decided yet.
    private var pending: [UInt8] = []
    private var pasted: [UInt8]?

    /// An Esc stands at the end: a key of its own, or the beginning of something longer.
    ///
    /// Once more than `Esc [` has come nobody can have typed it, and the rest may take its time.
    var isWaiting: Bool {
        pasted == nil && pending.first == Octet.escape && pending.count <= 2
    }

    mutating func decode(_ octets: some Sequence<UInt8>) -> [Key] {
        pending += octets
        return drain(isEnd: false)
    }

    /// Nothing more came in time: an undecided Esc was the key.
    mutating func flush() -> [Key] {
        drain(isEnd: true)
    }

    private mutating func drain(isEnd: Bool) -> [Key] {
        var keys: [Key] = []
        var rest = pending[...]
        while !rest.isEmpty {
            let before = rest.count
            if pasted != nil {
                takePaste(&rest, &keys)
            } else if rest.first == Octet.escape {
                takeEscape(&rest, &keys, isEnd: isEnd)
            } else {
                Self.takeText(&rest, &keys)
            }
            if rest.count == before { break }
        }
        pending = Array(rest)
        return keys
    }
}

// Pastes and sequences

extension KeyDecoder {
    private mutating func takePaste(_ rest: inout ArraySlice<UInt8>, _ keys: inout [Key]) {
        guard var text = pasted else { return }
        pasted = nil
        let end = rest.firstRange(of: Octet.pasteEnd)
        // Without the end, keep back what could be its beginning.
        let cut = end?.lowerBound ?? max(rest.startIndex, rest.endIndex - Octet.pasteEnd.count + 1)
        text += rest[..<cut]
        rest = rest[(end?.upperBound ?? cut)...]
        if end != nil {
            keys.append(.paste(Self.lines(of: text[...])))
        } else if text.count >= Limits.pasteOctets {
            let unfinished = text[...].unfinishedCharacter
            keys.append(.paste(Self.lines(of: text.dropLast(unfinished.count))))
            pasted = Array(unfinished)
        } else {
            pasted = text
        }
    }

    /// Terminals send the line ends of a paste as the Enter key does.
    private static func lines(of octets: ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(octets.count)
        var last: UInt8 = 0
        for octet in octets {
            if octet != Octet.lineFeed || last != Octet.carriageReturn {
                text.append(octet == Octet.carriageReturn ? Octet.lineFeed : octet)
            }
            last = octet
        }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func takeEscape(
        _ rest: inout ArraySlice<UInt8>, _ keys: inout [Key], isEnd: Bool
    ) {
        switch ControlSequence.read(rest) {
        case .sequence(let sequence, let length):
            rest = rest.dropFirst(length)
            if sequence.isPasteStart {
                pasted = []
            } else if let key = sequence.key {
                keys.append(key)
            }
        case .none:
            takeAlt(&rest, &keys)
        case .unfinished where isEnd && rest.count <= 2:
            takeAlt(&rest, &keys)
        case .unfinished:
            break
        }
    }

    /// Esc and a character that came with it, or Esc alone.
    private func takeAlt(_ rest: inout ArraySlice<UInt8>, _ keys: inout [Key]) {
        rest = rest.dropFirst()
        let character = rest.prefix(rest.firstCharacterLength)
        if let first = character.first, first >= 0x20, character.unfinishedCharacter.isEmpty {
            keys += String(decoding: character, as: UTF8.self).map(Key.alt)
            rest = rest.dropFirst(character.count)
        } else {
            keys.append(.escape)
        }
    }

    private static func takeText(_ rest: inout ArraySlice<UInt8>, _ keys: inout [Key]) {
        let run = rest.prefix { $0 >= 0x20 && $0 != Octet.delete }
        if let control = rest.first, run.isEmpty {
            keys.append(key(ofControl: control))
            rest = rest.dropFirst()
            return
        }
        let kept = run.endIndex == rest.endIndex ? run.unfinishedCharacter.count : 0
        let text = String(decoding: run.dropLast(kept), as: UTF8.self)
        keys += text.lazy.filter { $0 != "\u{FFFD}" }.map(Key.character)
        rest = rest.dropFirst(run.count - kept)
    }

    private static func key(ofControl octet: UInt8) -> Key {
        switch octet {
        case Octet.carriageReturn: .enter
        case Octet.tab: .tab
        case Octet.backspace, Octet.delete: .backspace
        case 0: .control(" ")
        case 1...26: .control(Character(Unicode.Scalar(octet + 0x60)))
        default: .control(Character(Unicode.Scalar(octet + 0x40)))
        }
    }
}
