import CNcurses
import Console
import Testing

@testable import Curses

@Suite("HeldCluster")
struct HeldClusterTests {
    init() {
        _ = cn_choose_locale()
    }

    private func held(_ text: TerminalText) -> [String] {
        var canvas = Canvas(size: Size(columns: 2, rows: 1))
        canvas.write(text, at: .zero)
        let held = HeldCluster(canvas[0, 0], width: cn_width)
        return [held.scalars, held.follower.map { [$0] } ?? []].filter { !$0.isEmpty }.map(string)
    }

    private func string(_ scalars: [UInt32]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars.compactMap(Unicode.Scalar.init))
        return String(view)
    }

    @Test("what curses can hold passes as it is")
    func plain() {
        #expect(held("a") == ["a"])
        #expect(held("作") == ["作"])
        #expect(held("e\u{301}") == ["e\u{301}"])
        #expect(held("👍") == ["👍"])
    }

    @Test("an emoji sequence is reduced to its base and keeps two columns")
    func sequences() {
        #expect(held("👩‍👩‍👧‍👦") == ["👩"])
        #expect(held("👍🏽") == ["👍"])
        #expect(held("❤️") == ["❤", " "])
        #expect(held("1️⃣") == ["1\u{20E3}", " "])
    }

    @Test("a flag becomes its letters")
    func flag() {
        #expect(held("🇩🇪") == ["D", "E"])
    }

    @Test("a joiner is left out, for terminals join the next cell to it; a non-joiner stays")
    func joiners() {
        #expect(held("क\u{200D}") == ["क"])
        #expect(held("ی\u{200C}") == ["ی\u{200C}"])
    }

    @Test("four marks stay, a fifth does not")
    func marks() {
        #expect(held("a\u{301}\u{302}\u{303}\u{304}") == ["a\u{301}\u{302}\u{303}\u{304}"])
        #expect(held("a\u{301}\u{302}\u{303}\u{304}\u{305}") == ["a\u{301}\u{302}\u{303}\u{304}"])
    }

    @Test("what the C library does not know, or finds wider than we do, becomes a stand-in")
    func unknown() {
        var canvas = Canvas(size: Size(columns: 3, rows: 1))
        canvas.write("作é", at: .zero)
        let wide = HeldCluster(canvas[0, 0]) { _ in -1 }
        #expect((wide.scalars, wide.follower) == ([0xFFFD], 0x20))
        let narrow = HeldCluster(canvas[2, 0]) { _ in 2 }
        #expect((narrow.scalars, narrow.follower) == ([0xFFFD], nil))
    }
}
