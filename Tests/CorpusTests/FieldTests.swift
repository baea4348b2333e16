import MIME
import Testing

@testable import martlet_bench

@Suite("What mails are known to say")
struct FieldTests {
    @Test("every expected field of every mail is read right", arguments: Corpus.origins)
    func agrees(origin: String) throws {
        let corpus = try Corpus.mails(of: origin)
        #expect(!corpus.mails.isEmpty)
        for mail in corpus.mails {
            let octets = try corpus.octets(of: mail.name)
            let comparison = FieldComparison(
                report: try Corpus.report(on: octets), message: ParsedMessage(octets))
            for (field, expected) in mail.expected.fields {
                let found = comparison.disagreement(field, expected)
                #expect(found == nil, "\(origin)/\(mail.name) \(field): not \(expected.summary)")
            }
        }
    }

    @Test("a wrong value is noticed in each kind of field")
    func notices() throws {
        let octets = Array("From: a@b.example\r\nSubject: one\r\n\r\ntext\r\n".utf8)
        let comparison = FieldComparison(
            report: try Corpus.report(on: octets), message: ParsedMessage(octets))
        let wrong: [(String, String)] = [
            ("subject", "\"two\""), ("text", "\"other\""), ("html", "\"<p>\""),
            ("date", "\"2026-01-01T00:00:00Z\""), ("from_addrs", "[\"c@b.example\"]"),
            ("from", "[{\"name\": \"A\", \"addr\": \"a@b.example\"}]"),
            ("to", "[{\"addr\": \"\"}]"),
            ("attachment_names", "[\"a.pdf\"]"), ("attachments", "[{\"size\": 1}]"),
            ("tree", "{\"content_type\": \"text/html\"}"), ("enriched", "\"bold\""),
            ("unheard_of", "null"),
        ]
        for (field, value) in wrong {
            let expected = try JSON(parsing: Array(value.utf8))
            #expect(comparison.disagreement(field, expected) != nil, "\(field)")
        }
    }
}
