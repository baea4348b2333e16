import Testing

@testable import POP

@Suite("Transcripts of POP sessions")
struct TranscriptTests {
    @Test("there are transcripts to play")
    func some() {
        #expect(Transcript.all.count > 20)
    }

    @Test("every transcript goes as written", arguments: Transcript.all)
    func whole(_ transcript: Transcript) throws {
        var player = try TranscriptPlayer(transcript) { .max }
        try player.play(transcript.lines.dropFirst())
    }

    /// Whether octets came along with the answer to STLS is a question of the split.
    @Test(
        "octet by octet gives the same events",
        arguments: Transcript.all.filter { $0.name != "stls-injection.transcript" })
    func octetByOctet(_ transcript: Transcript) throws {
        var player = try TranscriptPlayer(transcript) { 1 }
        try player.play(transcript.lines.dropFirst())
    }

    @Test(
        "any split gives the same events",
        arguments: Transcript.all.filter { $0.name != "stls-injection.transcript" })
    func anySplit(_ transcript: Transcript) throws {
        for seed in UInt64(1)...40 {
            var random = SplitMix(seed: seed)
            var player = try TranscriptPlayer(transcript) { Int.random(in: 1...12, using: &random) }
            try player.play(transcript.lines.dropFirst())
        }
    }
}

/// A small generator that gives the same numbers for the same seed.
struct SplitMix: RandomNumberGenerator {
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
}
