import Testing

@testable import MIME

@Suite("Flowed text")
struct FlowedTextTests {
    private func unwrapped(_ text: String) -> String {
        FlowedText.unwrapped(text, deletesSpace: false)
    }

    @Test("lines that end in a blank go on in the next line")
    func flows() {
        #expect(unwrapped("one \ntwo \nthree\nfour\n") == "one two three\nfour\n")
    }

    @Test("DelSp removes the blank that marked the flow")
    func deleteSpace() {
        #expect(FlowedText.unwrapped("日本 \n語\n", deletesSpace: true) == "日本語\n")
    }

    @Test("a stuffed blank is removed")
    func stuffing() {
        #expect(unwrapped(" From me\n  > no quote\n") == "From me\n > no quote\n")
    }

    @Test("a change of quote depth ends a paragraph")
    func quotes() {
        #expect(unwrapped(">> a \n>> b\n> c \nd\n") == ">> a b\n> c \nd\n")
    }

    @Test("the signature's separator never joins")
    func signature() {
        #expect(unwrapped("text \n-- \nAlice\n") == "text \n-- \nAlice\n")
    }

    @Test("a message is unwrapped only where it says so")
    func byParameter() {
        let type = { (value: String) in
            message("Content-Type: text/plain; \(value)\n\na \nb\n").readable.text
        }
        #expect(type("format=Flowed") == "a b\n")
        #expect(type("format=flowed; delsp=YES") == "ab\n")
        #expect(type("format=fixed") == "a \nb\n")
    }
}
