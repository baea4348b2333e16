import Mail

/// 64 bits by which a message is looked up; equal messages have equal ones, never the reverse.
///
/// FNV-1a, because the number is kept in files and must be the same in every run. Whoever makes
/// two messages collide on purpose gains a wrong thread; binding compares the text as well.
enum Identity {
    /// Of a Message-ID.
    static func of(_ messageID: String) -> Int64 {
        var hash = Hash()
        hash.add(messageID)
        return hash.number
    }

    /// Of a message: its Message-ID, or what else its envelope says where there is none.
    static func of(_ envelope: Envelope) -> Int64 {
        if let messageID = envelope.messageID { return of(TextList.clean(messageID)) }
        var hash = Hash()
        hash.add(TextList.clean(envelope.subject))
        hash.add(String(envelope.date?.seconds ?? 0))
        hash.add(TextList.text(envelope.from))
        hash.add(TextList.text(envelope.to))
        return hash.number
    }

    private struct Hash {
        private var state: UInt64 = 0xCBF2_9CE4_8422_2325

        mutating func add(_ text: String) {
            for byte in text.utf8 {
                state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            }
            state = (state ^ 0xFF) &* 0x0000_0100_0000_01B3
        }

        var number: Int64 { Int64(bitPattern: state) }
    }
}
