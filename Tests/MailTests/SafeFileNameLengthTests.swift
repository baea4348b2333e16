import Testing

@testable import Mail

@Suite("Length of a safe file name")
struct SafeFileNameLengthTests {
    private func letters(_ count: Int) -> String {
        String(repeating: "x", count: count)
    }

    @Test("200 octets are kept, one more shortens the stem")
    func limit() {
        #expect(SafeFileName.lengthLimit == 200)
        for count in [199, 200] {
            #expect(SafeFileName(letters(count)).text == letters(count))
            #expect(SafeFileName(letters(count - 4) + ".pdf").text == letters(count - 4) + ".pdf")
        }
        #expect(SafeFileName(letters(201)).text == letters(200))
        #expect(SafeFileName(letters(197) + ".pdf").text == letters(196) + ".pdf")
        #expect(SafeFileName(letters(4_096) + ".pdf").text == letters(196) + ".pdf")
    }

    @Test("an extension has at most 20 octets with its dot")
    func extensionLimit() {
        for count in [18, 19] {
            let text = SafeFileName("\(letters(300)).\(letters(count))").text
            #expect(text == "\(letters(199 - count)).\(letters(count))")
        }
        let long = SafeFileName("\(letters(100)).\(letters(20))").numbered(2).text
        #expect(long == "\(letters(100)).\(letters(20))-2")
    }

    @Test("a letter of several octets is never cut through")
    func manyOctets() {
        for letter in ["é", "한", "🎉"] {
            for shift in 0..<4 {
                let name = SafeFileName(letters(shift + 1) + String(repeating: letter, count: 300))
                #expect(name.text.utf8.count <= 200 && name.text.utf8.count > 196)
                #expect(!name.text.unicodeScalars.contains("\u{FFFD}"))
            }
        }
    }

    @Test("a cluster longer than any name leaves its beginning, not a hidden file")
    func endlessCluster() {
        let conjunct = String(repeating: "\u{915}\u{94D}", count: 300)
        let name = SafeFileName(conjunct + ".pdf").text
        #expect(name.unicodeScalars.first == "\u{915}")
        #expect(name.hasSuffix(".pdf"))
        #expect(name.utf8.count <= 200 && name.utf8.count > 190)
    }

    @Test("a cut never leaves a dot or blank at the end")
    func cutEnds() {
        #expect(SafeFileName(letters(198) + ". " + letters(50)).text == letters(198))
        #expect(
            SafeFileName(letters(194) + ". " + letters(9) + ".pdf").text == letters(194) + ".pdf")
    }

    @Test(
        "the number stands before the extension",
        arguments: [
            ("report.pdf", 1, "report-1.pdf"), ("report", 2, "report-2"),
            ("archive.tar.gz", 12, "archive.tar-12.gz"), ("a.b c", 3, "a-3.b c"),
        ])
    func numbered(name: String, number: Int, expected: String) {
        #expect(SafeFileName(name).numbered(number).text == expected)
    }

    @Test("a name that ends in the number it gets is another name all the same")
    func numberedAgain() {
        let name = SafeFileName(letters(180) + "-35.com_" + letters(12))
        #expect(name.text.utf8.count == SafeFileName.lengthLimit)
        #expect(name.numbered(35) != name)
        #expect(name.numbered(35) != name.numbered(36))
    }

    @Test("numbers tell names apart however long the name is")
    func numberedAtTheLimit() {
        for ending in ["", ".pdf", "." + letters(19)] {
            let name = SafeFileName(letters(400) + ending)
            let all = (1...1_200).map { name.numbered($0).text }
            #expect(Set(all + [name.text]).count == 1_201)
            #expect(all.allSatisfy { $0.utf8.count <= 200 && $0.hasSuffix(ending) })
        }
        let extreme = SafeFileName(letters(400) + ".pdf").numbered(.min).text
        #expect(extreme.hasSuffix("-\(Int.min).pdf") && extreme.utf8.count == 200)
    }
}
