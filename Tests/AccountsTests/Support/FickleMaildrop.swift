import Synchronization

/// A maildrop that a test changes between two visits, and how its server behaves now.
final class FickleMaildrop: Sendable {
    struct Message: Sendable {
        var letter: String
        var name: String
        var raw: [UInt8]
    }

    /// How the server departs from what it should do, for all its sessions until it is changed.
    struct Mood: Sendable {
        var hasUIDL = true
        var hasTOP = true
        var hasPipelining = true
        /// Octets after which the line breaks; nil: it holds.
        var cut: Int?
        /// Of a hundred: what is refused.
        var refusedDeletions = 0
        var refusedMessages = 0
        /// QUIT is done, and its answer lost.
        var losesGoodbye = false
        /// QUIT is answered well, and nothing is deleted.
        var pretendsToDelete = false
        /// QUIT is answered with -ERR, and only every other message is deleted.
        var deletesHalf = false
        /// What is marked goes even when the line breaks (against RFC 1939 §6).
        var deletesOnDrop = false
        /// Sizes are counted by another rule than octets.
        var liesOnSizes = false
    }

    struct State: Sendable {
        var messages: [Message] = []
        var mood = Mood()
        var random: Dice
    }

    let state: Mutex<State>

    init(seed: UInt64) {
        state = Mutex(State(random: Dice(seed: seed)))
    }

    func with<Value: Sendable>(_ body: (inout State) -> Value) -> Value {
        state.withLock { body(&$0) }
    }
}

/// Random numbers that are the same for the same seed.
struct Dice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &self) < percent
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }
}
