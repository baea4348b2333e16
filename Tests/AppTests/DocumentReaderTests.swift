import Accounts
import Mail
import Presentation
import Storage
import Testing
import Transport

@testable import App

@Suite("Bringing documents")
struct DocumentReaderTests {
    /// A store with mail of one sender that declares no charset, and nobody to fetch from.
    private final class Scene {
        let temporary: TemporaryFolder
        let store: Store
        let reader: DocumentReader
        let entries: [EntryID]

        init(_ count: Int) async throws {
            temporary = try TemporaryFolder()
            store = try Store(mail: temporary.paths.mail, bodies: temporary.paths.bodies)
            let account = try #require(
                try store.adopt([
                    AccountRecord(
                        name: "home", kind: .pop, address: "me@home.example", server: "pop://x")
                ]).first
            ).id
            try store.makeLocalMailboxes(for: account)
            let header = "From: Vera <Vera@dacha.example>\r\nSubject: x\r\n\r\n"
            let octets = Array(header.utf8) + [0xD0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4]
            entries = try await store.commitDownload(
                (1...count).map { number in
                    DownloadedMessage(
                        uniqueID: "\(number)", ordinal: 0, octets: .bytes(octets),
                        sha256: [UInt8(number)], received: Timestamp(seconds: Int64(number)),
                        envelope: Envelope(subject: "x", messageID: "\(number)@x"))
                }, of: account, thenDelete: false)
            let directory = AccountDirectory(
                accounts: [], plans: [], questions: [], store: store,
                storePath: temporary.paths.mail, network: try Network(),
                clock: { Timestamp(seconds: 0) })
            reader = DocumentReader(
                source: MessageSource(store: store, directory: directory),
                builder: DocumentBuilder(zone: .utc))
        }

        deinit {
            store.close()
            temporary.remove()
        }

        func line(_ entry: Int, charset: String? = nil) async throws -> String? {
            let request = DocumentRequest(entries[entry], charset: charset)
            let document = try await reader.document(request) {}
            #expect(document.request == request)
            return document.lines.first
        }
    }

    @Test("a charset named for one message is used for the sender's others until it is forgotten")
    func charset() async throws {
        let scene = try await Scene(2)
        #expect(try await scene.line(0) != nil)
        #expect(try await scene.line(1, charset: "koi8-u") == "привет")
        #expect(try await scene.line(0) == "привет")
        #expect(try await scene.store.charset(ofSender: "vera@dacha.example") == "koi8-u")
        _ = try await scene.line(0, charset: "")
        #expect(try await scene.store.charset(ofSender: "vera@dacha.example") == nil)
    }

    @Test("a message, and a part, that is not there is told")
    func missing() async throws {
        let scene = try await Scene(1)
        await #expect(throws: Problem.self) {
            try await scene.reader.document(DocumentRequest(EntryID(99))) {}
        }
        let part = DocumentRequest(scene.entries[0], part: "7")
        await #expect(throws: Problem.self) { try await scene.reader.document(part) {} }
    }

    @Test("what was read before is ready even when the store is not")
    func kept() async throws {
        let scene = try await Scene(1)
        let line = try await scene.line(0)
        scene.store.close()
        #expect(try await scene.line(0) == line)
    }
}
