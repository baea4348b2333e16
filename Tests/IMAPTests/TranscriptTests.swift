import Testing
import Wire

@testable import IMAP

@Suite("Transcripts")
struct TranscriptTests {
    @Test("the session says and reports what the transcript says", arguments: Transcript.all)
    func plays(_ transcript: Transcript) {
        var player = Player(transcript, arrival: .whole)
        player.play(transcript)
    }

    @Test("octets one by one give the same conversation", arguments: Transcript.all)
    func playsByteByByte(_ transcript: Transcript) {
        var player = Player(transcript, arrival: .byteByByte)
        player.play(transcript)
    }

    @Test("any piece length gives the same conversation", arguments: Transcript.all)
    func playsInPieces(_ transcript: Transcript) {
        for size in [2, 3, 7, 61, 1_000] {
            var player = Player(transcript, arrival: .pieces(of: size))
            player.play(transcript)
        }
    }

    @Test("every quirk has its transcript")
    func coversQuirks() {
        let names = Set(Transcript.all.map(\.name))
        for quirk in Quirk.allCases {
            #expect(names.contains("quirk-\(quirk.rawValue)"))
        }
    }
}
