import Testing

@testable import MIME

@Suite("Previews")
struct PreviewTests {
    @Test("white space collapses to one line")
    func collapses() {
        #expect(Preview.text(of: "Hello,\n\n  how   are\tyou?\n") == "Hello, how are you?")
    }

    @Test(
        "plain ASCII is collapsed like any other text",
        arguments: [
            "one  two\tthree", "x\u{B}y\u{C}z\rw", "  ", String(repeating: "word ", count: 100),
            String(repeating: "w", count: 300), "a\n > b\n\n\nc", "\u{1}\u{7F}",
        ])
    func plain(text: String) {
        #expect(
            Preview.text(of: "e" + text).dropFirst() == Preview.text(of: "é" + text).dropFirst())
    }

    @Test("a character is never cut in two")
    func whole() {
        for blanks in 1_990...2_002 {
            let text = "a" + String(repeating: " ", count: blanks) + "€ end"
            #expect(Preview.text(of: text) == "a € end")
        }
        for blanks in 16_380...16_390 {
            let text = "a" + String(repeating: " ", count: blanks) + "€ end"
            #expect(!Preview.text(of: text).contains("\u{FFFD}"))
        }
    }

    @Test("quotations and the line that introduces them are left out")
    func quotes() {
        #expect(Preview.text(of: "On Monday Alice wrote:\n> old\n> text\n\nNew.\n") == "New.")
        #expect(Preview.text(of: "Yes.\n\nOn Monday Alice wrote:\n> old\n") == "Yes.")
    }

    @Test("a message that only quotes shows what it quotes")
    func onlyQuotes() {
        #expect(Preview.text(of: "> old\n>> older\n") == "old older")
    }

    @Test("the signature is no text")
    func signature() {
        #expect(Preview.text(of: "Yes.\n-- \nAlice Example\n") == "Yes.")
    }

    @Test("padding that cannot be seen is dropped")
    func padding() {
        #expect(
            Preview.text(of: "Sale\u{200C} \u{200C}\u{34F} \u{200C}\u{FEFF} now")
                == "Sale\u{200C} now")
    }

    @Test("an HTML message has a preview without link numbers and images")
    func html() {
        let parsed = message(
            "Content-Type: text/html\n\n<img src=x alt=Logo><p>Read <a href='http://x/'>this</a> now</p>"
        )
        #expect(parsed.preview == "Read this now")
    }

    @Test("no text, no preview")
    func empty() {
        #expect(message("Content-Type: image/png\n\nx").preview == "")
    }
}
