import Foundation
import Testing

extension EndToEnd {
    /// The peers themselves, so that a failure elsewhere is the program's.
    @Suite("Peers")
    struct PeersTests {
        @Test("every program the end-to-end tests need is here")
        func requirements() throws {
            try Requirements.insist()
        }

        @Test("the test server takes mail and tells what it holds")
        func server() throws {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage("first"), SampleMessage("second"))
            try user.save(SampleMessage("third"), in: "Archive")
            try user.addFlags("\\Seen", to: "first")
            #expect(try user.subjects() == ["first", "second"])
            #expect(try user.subjects(in: "Archive") == ["third"])
            #expect(try user.flags(of: "first") == ["\\Seen"])
        }

        @Test("a terminal shows what runs in it, and takes keys")
        func terminal() throws {
            let home = try MartletHome()
            let terminal = try Terminal(home, arguments: ["--version"])
            try terminal.waitForEnd(status: 0)
            try terminal.type("typed words")
            let picture = try terminal.wait(for: "typed words")
            #expect(picture.lines.count == 24)
        }
    }
}
