import Testing

@testable import Settings

@Suite("KeyPlaces")
struct KeyPlacesTests {
    private func key(_ text: String, _ path: String...) -> String? {
        KeyPlaces(text).key(path).map { "\($0.line):\($0.column)" }
    }

    private func value(_ text: String, _ path: String...) -> String? {
        KeyPlaces(text).value(path).map { "\($0.line):\($0.column)" }
    }

    @Test("a key stands where it is written, its value behind the equals sign")
    func plain() {
        let text = "# a = 1\n\n  a   =  1 # b = 2\r\nb=2"
        #expect(key(text, "a") == "3:3")
        #expect(value(text, "a") == "3:10")
        #expect(key(text, "b") == "4:1")
        #expect(value(text, "b") == "4:3")
    }

    @Test("a table stands at its header, and keys below belong to it")
    func headers() {
        let text = "[ a . \"b c\" ]\nd = 1\n[e]\nd = 2\n[[f]]\ng = 3"
        #expect(key(text, "a", "b c") == "1:3")
        #expect(key(text, "a") == "1:3")
        #expect(key(text, "a", "b c", "d") == "2:1")
        #expect(key(text, "e", "d") == "4:1")
        #expect(key(text, "f", KeyPlaces.item(0), "g") == "6:1")
        #expect(value(text, "e") == "3:2")
    }

    @Test("a header takes the place of an earlier mention")
    func laterHeader() {
        let text = "[a.b]\nc = 1\n[a]\nd = 2"
        #expect(key(text, "a") == "3:2")
        #expect(KeyPlaces(text).children(of: ["a"]) == ["b", "d"])
    }

    @Test("dotted keys, quoted keys and escapes are one path")
    func dotted() {
        let text = "a.\"b.c\" . 'd' = 1\n\"\\u0061\\tx\" = 2\n'\\' = 3"
        #expect(key(text, "a", "b.c", "d") == "1:1")
        #expect(value(text, "a", "b.c", "d") == "1:17")
        #expect(key(text, "a\tx") == "2:1")
        #expect(key(text, "\\") == "3:1")
    }

    @Test("keys in inline tables are found")
    func inline() {
        let text = "a = { b = \"x, y = }\", c.d = [1, { e = 2 }] }\nf = 1"
        #expect(key(text, "a", "b") == "1:7")
        #expect(key(text, "a", "c", "d") == "1:23")
        #expect(key(text, "a", "c", "d", "e") == "1:35")
        #expect(key(text, "f") == "2:1")
    }

    @Test("brackets, signs and keys in strings, arrays and comments are none")
    func strings() {
        let text = """
            a = "x \\" = ["
            b = 'x \\'
            c = \"\"\"
            d = 1 \\\"""
            [e]\"\"\"\"
            f = '''
            g = 1
            ''''
            h = [ # ] i = 1
              "]", '[',
            ]
            j = 1
            """
        let places = KeyPlaces(text)
        #expect(places.children(of: []) == ["a", "b", "c", "f", "h", "j"])
        #expect(key(text, "j") == "12:1")
    }

    @Test("columns count characters, not octets")
    func columns() {
        #expect(key("a = {\"é作\" = 1, b = 2}", "a", "b") == "1:16")
    }

    @Test("any octets end without a trap")
    func random() {
        let alphabet = Array("ab.\"'[]{}=,# \n\r\\u0é")
        var seed: UInt64 = 7
        for _ in 0..<5_000 {
            var text = ""
            for _ in 0..<20 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int(seed >> 33) % alphabet.count])
            }
            let places = KeyPlaces(text)
            #expect(places.children(of: []).count <= 20)
        }
    }
}
