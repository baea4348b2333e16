import Console
import Testing

@testable import Curses

@Suite("KeyDecoder")
struct KeyDecoderTests {
    private func keys(_ text: String) -> [Key] {
        var decoder = KeyDecoder()
        return decoder.decode(text.utf8) + decoder.flush()
    }

    @Test("text comes as characters, however many scalars they have")
    func characters() {
        #expect(keys("aé作") == [.character("a"), .character("é"), .character("作")])
        #expect(keys("👩‍👩‍👧‍👦🇩🇪") == [.character("👩‍👩‍👧‍👦"), .character("🇩🇪")])
    }

    @Test(
        "control octets are keys",
        arguments: [
            ("\r", .enter), ("\n", .control("j")), ("\t", .tab), ("\u{7F}", .backspace),
            ("\u{8}", .backspace), ("\u{2}", .control("b")), ("\u{1A}", .control("z")),
            ("\u{0}", .control(" ")), ("\u{1C}", .control("\\")), ("\u{1F}", .control("_")),
        ] as [(String, Key)])
    func controls(text: String, key: Key) {
        #expect(keys(text) == [key])
    }

    @Test("Enter after Ctrl-j stays two keys although Swift joins CR and LF")
    func returnAndLineFeed() {
        #expect(keys("\r\n") == [.enter, .control("j")])
    }

    @Test(
        "the keys of xterm, rxvt, the Linux console and tmux",
        arguments: [
            ("[A", .up), ("OA", .up), ("[B", .down), ("OC", .right), ("[D", .left), ("[H", .home),
            ("OH", .home), ("[1~", .home), ("[7~", .home), ("[F", .end), ("[4~", .end),
            ("[8~", .end),
            ("[2~", .insert), ("[3~", .delete), ("[5~", .pageUp), ("[6~", .pageDown),
            ("[Z", .backTab),
            ("OP", .function(1)), ("OS", .function(4)), ("[[A", .function(1)),
            ("[[E", .function(5)),
            ("[11~", .function(1)), ("[15~", .function(5)), ("[17~", .function(6)),
            ("[21~", .function(10)), ("[24~", .function(12)), ("[1;5C", .right), ("[3;2~", .delete),
            ("[1;2P", .function(1)), ("OM", .enter),
        ] as [(String, Key)])
    func sequences(text: String, key: Key) {
        #expect(keys("\u{1B}" + text) == [key])
        #expect(keys("x\u{1B}" + text + "y") == [.character("x"), key, .character("y")])
    }

    @Test("Esc alone is a key, and with a character behind it Alt")
    func escape() {
        #expect(keys("\u{1B}") == [.escape])
        #expect(keys("\u{1B}\u{1B}") == [.escape, .escape])
        #expect(keys("\u{1B}x") == [.alt("x")])
        #expect(keys("\u{1B}éa") == [.alt("é"), .character("a")])
        #expect(keys("\u{1B}\u{7F}") == [.alt("\u{7F}")])
        #expect(keys("\u{1B}[") == [.alt("[")])
        #expect(keys("\u{1B}O") == [.alt("O")])
        #expect(keys("\u{1B}\r") == [.escape, .enter])
    }

    @Test("an Esc at the end waits for what it may begin")
    func waiting() {
        var decoder = KeyDecoder()
        #expect(decoder.decode("a\u{1B}".utf8) == [.character("a")])
        #expect(decoder.isWaiting)
        #expect(decoder.decode("[".utf8).isEmpty)
        #expect(decoder.isWaiting)
        #expect(decoder.decode("A".utf8) == [.up])
        #expect(!decoder.isWaiting)
        #expect(decoder.flush().isEmpty)
    }

    @Test("a sequence that stalls halfway is no text")
    func stalled() {
        var decoder = KeyDecoder()
        #expect(decoder.decode("\u{1B}[20".utf8).isEmpty)
        #expect(decoder.flush().isEmpty)
        #expect(decoder.decode("~q".utf8) == [.function(9), .character("q")])
    }

    @Test("sequences that are no key of ours leave nothing behind")
    func unknown() {
        #expect(keys("\u{1B}[?1;2cq") == [.character("q")])
        #expect(keys("\u{1B}[27;5;9~q") == [.character("q")])
        #expect(keys("\u{1B}[999999999999999999999~q") == [.character("q")])
        #expect(keys("\u{1B}[I\u{1B}[Oq") == [.character("q")])
        #expect(keys("\u{1B}[1;\u{1B}[A") == [.up])
    }

    @Test("a sequence of 64 octets is one, a longer one ends there")
    func longSequence() {
        let digits = String(repeating: "0", count: Limits.sequenceOctets - 4)
        #expect(keys("\u{1B}[" + digits + "5~") == [.pageUp])
        #expect(keys("\u{1B}[" + digits + "05~") == [.character("~")])
    }

    @Test("a paste is one key, its line ends are line feeds, its keys are text")
    func paste() {
        #expect(
            keys("\u{1B}[200~a\rb\r\nc\n\u{3}\u{1B}[201~q") == [
                .paste("a\nb\nc\n\u{3}"), .character("q"),
            ])
        #expect(keys("\u{1B}[200~\u{1B}[201~") == [.paste("")])
        #expect(keys("\u{1B}[200~a\u{1B}[Ab\u{1B}[201~") == [.paste("a\u{1B}[Ab")])
    }

    @Test("a long paste comes in pieces and loses nothing")
    func longPaste() {
        let text = String(repeating: "作者", count: Limits.pasteOctets / 5)
        var decoder = KeyDecoder()
        var pasted = ""
        var pieces = 0
        let octets = Array("\u{1B}[200~\(text)\u{1B}[201~".utf8)
        for start in stride(from: 0, to: octets.count, by: 4_095) {
            for key in decoder.decode(octets[start..<min(start + 4_095, octets.count)]) {
                guard case .paste(let piece) = key else {
                    Issue.record("no paste: \(key)")
                    continue
                }
                pasted += piece
                pieces += 1
            }
        }
        #expect(pieces == 2)
        #expect(pasted == text)
    }

    @Test("a paste one octet below the limit comes whole")
    func pasteLimit() {
        for (count, pieces) in [(Limits.pasteOctets - 1, 1), (Limits.pasteOctets + 5, 2)] {
            var decoder = KeyDecoder()
            let text = String(repeating: "a", count: count)
            let keys =
                decoder.decode("\u{1B}[200~\(text)".utf8) + decoder.decode("\u{1B}[201~".utf8)
            #expect(keys.count == pieces)
        }
    }

    @Test(
        "the mouse",
        arguments: [
            ("[<0;250;5M", MouseEvent(.press(.left), at: Point(column: 249, row: 4))),
            ("[<2;1;1M", MouseEvent(.press(.right), at: .zero)),
            ("[<0;3;4m", MouseEvent(.release, at: Point(column: 2, row: 3))),
            ("[<32;3;4M", MouseEvent(.drag(.left), at: Point(column: 2, row: 3))),
            ("[<64;3;4M", MouseEvent(.wheelUp, at: Point(column: 2, row: 3))),
            ("[<65;3;4M", MouseEvent(.wheelDown, at: Point(column: 2, row: 3))),
            ("[<16;3;4M", MouseEvent(.press(.left), at: Point(column: 2, row: 3))),
            ("[M !!", MouseEvent(.press(.left), at: .zero)),
            ("[M#\"!", MouseEvent(.release, at: Point(column: 1, row: 0))),
        ])
    func mouse(text: String, event: MouseEvent) {
        #expect(keys("\u{1B}" + text) == [.mouse(event)])
    }

    @Test(
        "nonsense from the mouse is ignored",
        arguments: ["[<M", "[<1;2M", "[<1;2;3;4M", "[<35;1;1M", "[<99999999;1;1M"])
    func noMouse(text: String) {
        #expect(keys("\u{1B}" + text).isEmpty)
    }

    @Test("a character in two pieces is one key, ill-formed octets are none")
    func pieces() {
        var decoder = KeyDecoder()
        #expect(decoder.decode([0x61, 0xE4, 0xBD]) == [.character("a")])
        #expect(decoder.flush().isEmpty)
        #expect(decoder.decode([0x9C, 0x62]) == [.character("作"), .character("b")])
        #expect(decoder.decode([0xFF, 0xC0, 0x63, 0x80, 0x0D]) == [.character("c"), .enter])
    }

    @Test("the octets of a key may come one by one")
    func dripFeed() {
        let text =
            "aé\u{1B}[A\u{1B}[5~\u{1B}OP\u{1B}x\u{1B}[200~x\ry\u{1B}[201~\u{1B}[<0;250;5M\u{1B}[[A作q"
        var decoder = KeyDecoder()
        var dripped: [Key] = []
        for octet in text.utf8 { dripped += decoder.decode([octet]) }
        #expect(dripped == keys(text))
        #expect(dripped.count == 11)
    }

    @Test("random octets never trap and never keep the decoder from the next key")
    func random() {
        var generator = SplitMix(state: 5)
        let likely = Array("\u{1B}\u{1B}[[O<;~0123Mm\r".utf8)
        for _ in 0..<5_000 {
            var decoder = KeyDecoder()
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                let octet =
                    Bool.random(using: &generator)
                    ? likely.randomElement(using: &generator) ?? 0
                    : UInt8.random(in: 0...255, using: &generator)
                _ = decoder.decode([octet])
            }
            _ = decoder.flush()
            #expect(!decoder.isWaiting)
        }
    }
}

private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
