import Testing

@testable import MIME

@Suite("Boundaries")
struct BoundaryTests {
    private func texts(_ parsed: ParsedMessage) -> [String] {
        parsed.root.leaves.map { String(decoding: parsed.decodedOctets(of: $0), as: UTF8.self) }
    }

    @Test("a boundary that is not declared is found where the header of a part stands below it")
    func undeclared() {
        let parsed = message(
            "Content-Type: multipart/mixed\n\npre\n--xyz\nContent-Type: text/plain\n\none\n--xyz\n"
                + "\ntwo\n--xyz--\n")
        #expect(texts(parsed) == ["one", "two"])
        #expect(parsed.defects == [.guessedBoundary])
    }

    @Test("a boundary that is not declared is found when its line comes again")
    func recurring() {
        let parsed = message(
            "Content-Type: multipart/mixed; boundary=\n\n--xyz\n\none\n--xyz--\n")
        #expect(texts(parsed) == ["one"])
        #expect(parsed.defects == [.guessedBoundary])
    }

    @Test("a declared boundary that is never used gives way to the one that is")
    func unusedBoundary() {
        let parsed = message(
            "Content-Type: multipart/mixed; boundary=abc\n\n--ABC\nContent-Type: text/plain\n\n"
                + "one\n--ABC--\n")
        #expect(texts(parsed) == ["one"])
        #expect(parsed.defects == [.guessedBoundary])
    }

    @Test("a line that looks like a boundary does not replace the declared one that is used")
    func usedBoundary() {
        let parsed = message(
            "Content-Type: multipart/mixed; boundary=abc\n\n--ABC\nContent-Type: x/y\n\n--abc\n\n"
                + "one\n--abc--\n")
        #expect(texts(parsed) == ["one"])
        #expect(parsed.defects.isEmpty)
    }

    @Test("blanks at the end of a boundary count where the lines of the mail have them too")
    func blanks() {
        let start = "Content-Type: multipart/mixed; boundary=\"a  \"\n\n"
        let other = message(start + "--a  \n\none\n--a \ntwo\n--a  --\nx")
        #expect(texts(other) == ["one\r\n--a \r\ntwo"])
        #expect(texts(message(start + "--a\n\none\n--a \n\ntwo\n--a--\nx")) == ["one", "two"])
        #expect(texts(message(start + "--a  \n\none\n--a  \n\ntwo")) == ["one", "two"])
    }

    @Test("rules and signatures in a text are no boundaries")
    func rules() {
        let parsed = message(
            "Content-Type: multipart/mixed\n\none\n-----\n-- \ntwo\n-----\n-- \nthree words\n")
        #expect(parsed.root.children.isEmpty)
        #expect(parsed.readable.text == "one\n-----\n-- \ntwo\n-----\n-- \nthree words\n")
        #expect(parsed.defects == [.missingBoundary])
    }

    @Test("the search for a boundary ends where the outer multipart goes on")
    func outer() {
        let parsed = message(
            "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed\n\n"
                + "inner\n--a\nContent-Type: text/plain\n\ntwo\n--a--\n")
        #expect(texts(parsed) == ["inner", "two"])
        #expect(parsed.defects == [.missingBoundary])
    }

    @Test("words behind a delimiter and blanks around its dashes do not hide it")
    func untidyDelimiters() {
        let parsed = message(
            "Content-Type: multipart/mixed; boundary=\"a \"\n\n--a junk\n\none\n--a \t\n\ntwo\n"
                + "--a -- \nepilogue\n")
        #expect(texts(parsed) == ["one", "two"])
        #expect(parsed.defects.isEmpty)
    }

    @Test("a boundary may have blanks and dashes of its own")
    func oddBoundaries() {
        for boundary in ["a b", "--", "a--", "=_?'()+,-./:= x", "é"] {
            let parsed = message(
                "Content-Type: multipart/mixed; boundary=\"\(boundary)\"\n\n--\(boundary)\n\none\n"
                    + "--\(boundary)\n\ntwo\n--\(boundary)--\n")
            #expect(texts(parsed) == ["one", "two"], "\(boundary)")
            #expect(parsed.defects.isEmpty, "\(boundary)")
        }
    }

    @Test("a multipart of which only the end is there shows the text before it")
    func onlyTheEnd() {
        let parsed = message(
            "Content-Type: multipart/mixed; boundary=a\n\nall there is\n--a--\nepilogue\n")
        #expect(parsed.readable.text.hasPrefix("all there is"))
        #expect(!parsed.readable.text.contains("--a--"))
        #expect(parsed.root.mediaType == "multipart/mixed")
        #expect(parsed.defects == [.missingBoundary])
    }

    @Test("parts behind a closing delimiter are still parts")
    func reopened() {
        let parsed = message(
            "Content-Type: multipart/mixed; boundary=a\n\n--a\n\none\n--a--\n--a\n\ntwo\n--a--\n")
        #expect(texts(parsed) == ["one", "two"])
    }

    @Test("a delimiter ends a header that has no empty line")
    func headerWithoutEnd() {
        let parsed = message(
            "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/html\n--a\n\n"
                + "two\n--a--\n")
        #expect(texts(parsed) == ["", "two"])
    }

    @Test("the closing delimiter may be the last octets, without a line end")
    func noFinalLineEnd() {
        let parsed = message("Content-Type: multipart/mixed; boundary=a\n\n--a\n\none\n--a--")
        #expect(texts(parsed) == ["one"])
        #expect(parsed.defects.isEmpty)
    }

    @Test("a multipart encoded as a whole, which is forbidden, is shown decoded")
    func encodedMultipart() {
        let parsed = message(
            "Content-Type: multipart/mixed; boundary=a\nContent-Transfer-Encoding: base64\n\n"
                + "aGVsbG8=\n")
        #expect(parsed.readable.text == "hello")
    }

    @Test("many lines that are almost delimiters are text, at any depth")
    func nearMisses() {
        let levels = (0..<40).map {
            "Content-Type: multipart/mixed; boundary=\(String(repeating: "x", count: $0 + 1))\n\n"
                + "--\(String(repeating: "x", count: $0 + 1))\n"
        }
        let lines = String(repeating: "--yxxx\n", count: 20_000)
        let parsed = message(levels.joined() + "\n" + lines)
        #expect(parsed.root.leaves.count == 1)
        #expect(parsed.readable.text.utf8.count == lines.utf8.count)
    }
}
