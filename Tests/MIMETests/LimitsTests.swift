import Testing

@testable import MIME

@Suite("Limits")
struct LimitsTests {
    private func nested(_ depth: Int) -> ParsedMessage {
        let levels = (0..<depth).map {
            "Content-Type: multipart/mixed; boundary=n\($0)\n\n--n\($0)\n"
        }
        return message(levels.joined() + "\ninnermost\n")
    }

    private func multipart(parts: Int) -> ParsedMessage {
        let body = (0..<parts).map { "--a\n\npart \($0)\n" }.joined()
        return message("Content-Type: multipart/mixed; boundary=a\n\n\(body)--a--\n")
    }

    @Test("multiparts inside each other are opened up to the limit")
    func depth() {
        #expect(nested(Limits.partDepth).readable.text == "innermost\r\n".withLineFeeds)
        #expect(!nested(Limits.partDepth).defects.contains(.nestedTooDeep))
    }

    @Test("one level deeper is a single attachment and the mail is marked")
    func tooDeep() {
        let parsed = nested(Limits.partDepth + 1)
        #expect(parsed.defects.contains(.nestedTooDeep))
        #expect(parsed.attachments.map(\.mediaType) == ["application/octet-stream"])
    }

    @Test("enclosed messages count as levels too")
    func enclosedMessages() {
        let text = String(repeating: "Content-Type: message/rfc822\n\n", count: 500) + "x\n"
        let parsed = message(text)
        #expect(parsed.defects.contains(.nestedTooDeep))
        #expect(parsed.root.descendants.count == Limits.partDepth + 1)
    }

    @Test("parts up to the limit are told apart, the last one holds the rest")
    func parts() {
        let below = multipart(parts: Limits.parts - 1)
        #expect(below.root.children.count == Limits.parts - 1)
        #expect(below.defects.isEmpty)
        let above = multipart(parts: Limits.parts)
        #expect(above.root.children.count == Limits.parts - 1)
        #expect(above.defects == [.tooManyParts])
        #expect(above.readable.text.hasSuffix("part \(Limits.parts - 1)"))
    }

    @Test("fields up to the limit are kept")
    func fields() {
        let fields = { count in String(repeating: "A: b\n", count: count) + "\n" }
        #expect(message(fields(Limits.headerFields)).headerFields.count == Limits.headerFields)
        #expect(message(fields(Limits.headerFields + 1)).headerFields.count == Limits.headerFields)
    }

    @Test("a field above the limit is cut and the mail is marked")
    func fieldLength() {
        let field = { count in "A: " + String(repeating: "x", count: count - 3) + "\nSubject: s\n\n"
        }
        let below = message(field(Limits.keptFieldOctets))
        #expect(below.defects.isEmpty)
        let above = message(field(Limits.keptFieldOctets + 1))
        #expect(above.defects == [.fieldTooLong])
        #expect(above.headerFields[0].body.count == Limits.keptFieldOctets - 3)
        #expect(above.envelope.subject == "s")
    }

    @Test("a header block above the limit ends there")
    func headerBlock() {
        let line = "A: " + String(repeating: "x", count: 1_020) + "\n"
        let lines = Limits.headerBlockOctets / 1_024
        let below = ParsedMessage(Array((String(repeating: line, count: lines) + "\n").utf8))
        #expect(below.defects.isEmpty)
        let above = ParsedMessage(
            Array((String(repeating: line, count: lines + 1) + "\n").utf8))
        #expect(above.defects == [.headerTooLong])
    }

    @Test("the structure of a message is searched up to the limit, what follows is the last part")
    func messageLength() {
        let head = Array("Content-Type: multipart/mixed; boundary=a\n\n--a\n\n".utf8)
        let tail = Array("\n--a\n\n".utf8)
        var octets = [UInt8](repeating: 0x78, count: Limits.messageOctets)
        let put = { (piece: [UInt8], place: Int) in
            for (index, octet) in piece.enumerated() { octets[place + index] = octet }
        }
        put(head, 0)
        put(tail, octets.count - tail.count)
        let below = ParsedMessage(octets)
        #expect(below.root.children.count == 2)
        #expect(!below.defects.contains(.messageTooLong))
        put([UInt8](repeating: 0x78, count: tail.count), octets.count - tail.count)
        octets.append(contentsOf: tail)
        let above = ParsedMessage(octets)
        #expect(above.root.children.count == 1)
        #expect(above.root.children.last?.body.upperBound == octets.count)
        #expect(above.defects.contains(.messageTooLong))
    }

    @Test("a line of text above the limit is broken between characters")
    func textLine() {
        let line = String(repeating: "é", count: Limits.textLineOctets / 2)
        #expect(message("\n\(line)\n").readable.text == "\(line)\n")
        #expect(message("\n\(line)é\n").readable.text == "\(line)\né\n")
    }

    @Test("encoded words and parameters beyond their limits are not read")
    func wordsAndParameters() {
        let words = { (count: Int) in
            message("Subject: \(String(repeating: "=?utf-8?Q?a?=", count: count))\n\n")
                .envelope.subject
        }
        let all = String(repeating: "a", count: Limits.encodedWords)
        #expect(words(Limits.encodedWords) == all)
        #expect(words(Limits.encodedWords + 1).hasPrefix("\(all)=?utf-8"))
        let parameters = { (count: Int) in
            let list = (0..<count).map { "; p\($0)=x" }.joined()
            return message("Content-Type: text/plain\(list)\n\n").root.contentType.parameters.all
        }
        #expect(parameters(Limits.parameters).count == Limits.parameters)
        #expect(parameters(Limits.parameters + 1).count == Limits.parameters)
    }

    @Test("a boundary is guessed where the declared one does not come within the limit")
    func boundarySearch() {
        let parsed = { (count: Int) in
            let preamble = "--x\nContent-Type: a/b\n" + String(repeating: "y", count: count - 22)
            return message(
                "Content-Type: multipart/mixed; boundary=a\n\n\(preamble)\n--a\n\none\n--a--\n")
        }
        #expect(!parsed(1_000).defects.contains(.guessedBoundary))
        #expect(parsed(Limits.boundarySearchOctets).defects.contains(.guessedBoundary))
    }

    @Test("a preview ends at the limit, wherever its source goes on")
    func preview() {
        let text = String(repeating: "x", count: Limits.previewCharacters)
        #expect(Preview.text(of: text) == text)
        #expect(Preview.text(of: text + "y") == text)
        let blanks = String(repeating: " ", count: Limits.previewSourceOctets)
        #expect(message("\n\(blanks)late").preview == "")
        #expect(message("\n\(blanks.dropFirst())late").preview == "l")
    }
}

extension String {
    fileprivate var withLineFeeds: String { LineEnds.normalised(self) }
}
