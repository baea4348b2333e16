import Foundation
import Testing

extension EndToEnd {
    @Suite("care of the store")
    struct StoreCareTests {
        private struct DoctorLine: Decodable {
            struct Finding: Decodable {
                var about: String
                var severity: String
                var what: String
                var remedy: String
            }

            var sound: Bool
            var messages: Int?
            var verified: Int?
            var findings: [Finding]
        }

        private struct SalvageLine: Decodable {
            var whole: Int
            var lost: Int
            var damaged: Int
        }

        /// A home with some downloaded mail, which is nowhere else.
        private func home(messages count: Int) throws -> MartletHome {
            let user = try DovecotServer.shared().newUser()
            try user.deliver(SampleMessage.numbered(count))
            let home = try MartletHome(.pop("home", user))
            try home.succeed(["sync"])
            #expect(try user.messages().isEmpty)
            return home
        }

        private func subjects(_ home: MartletHome) throws -> [String] {
            try home.lines(ListLine.self, "list", "--limit", "1000").map(\.subject).sorted()
        }

        private func doctor(
            _ home: MartletHome, _ options: String...
        ) throws -> (status: Int32, line: DoctorLine) {
            let outcome = try home.run(["doctor", "--json"] + options)
            let line = try JSONDecoder().decode(DoctorLine.self, from: outcome.output)
            return (outcome.status, line)
        }

        /// Overwrites octets of the store as a failing disk does.
        private func damage(_ home: MartletHome, at offset: Int, count: Int) throws {
            let file = try #require(FileHandle(forUpdatingAtPath: home.store))
            try file.seek(toOffset: UInt64(offset))
            try file.write(contentsOf: Data(repeating: 0xA5, count: count))
            try file.close()
        }

        @Test("the doctor finds nothing in a store that is well, quickly and fully")
        func well() throws {
            let home = try home(messages: 5)
            let quick = try doctor(home)
            #expect(quick.status == 0)
            #expect(quick.line.sound)
            #expect(quick.line.messages == 5)
            #expect(quick.line.verified == nil)
            #expect(try doctor(home, "--full").line.verified == 5)
            let words = try home.succeed(["doctor"]).text
            #expect(words.contains("store: all is well; 5 messages of 1 accounts"))
        }

        @Test("wrong settings are told, and do not keep the store from being looked at")
        func settings() throws {
            let home = try home(messages: 1)
            try home.write(settings: "[accounts.home]\nprotocol = \"smoke\"\n")
            let found = try doctor(home)
            #expect(found.status == 78)
            #expect(found.line.sound)
            #expect(found.line.findings.contains { $0.about == "settings" })
        }

        @Test("a backup made beside a running program brings all mail back")
        func backup() throws {
            let home = try home(messages: 6)
            let watcher = try home.start(["sync", "--watch"])
            let file = "\(home.folder)/backup.sqlite"
            try home.succeed(["backup", file])
            #expect(try home.run("backup", file).status == 64)
            try home.succeed(["backup", "--force", file])
            watcher.send(SIGTERM)
            _ = try watcher.end()
            let before = try subjects(home)
            for suffix in ["", "-wal", "-shm"] { unlink(home.store + suffix) }
            try home.succeed(["restore", file])
            #expect(try subjects(home) == before)
            #expect(try doctor(home, "--full").line.sound)
            let raw = try home.lines(ListLine.self, "list").first
            let id = try #require(raw?.id)
            #expect(try !home.succeed(["show", "\(id)", "--raw"]).output.isEmpty)
        }

        @Test("restoring waits for nobody: while the screen is open it is refused")
        func inUse() throws {
            let home = try home(messages: 1)
            let file = "\(home.folder)/backup.sqlite"
            try home.succeed(["backup", file])
            let screen = try Terminal(home)
            _ = try screen.wait(for: "message 1")
            let refused = try home.run("restore", file)
            #expect(refused.status == 75)
            #expect(refused.errorText.contains("in use"))
            #expect(try doctor(home).line.sound)
        }

        @Test("a store that does not open any more is told, salvaged and put in place")
        func salvage() throws {
            let home = try home(messages: 40)
            let before = try subjects(home)
            try damage(home, at: 0, count: 4_096)
            let found = try doctor(home)
            #expect(found.status == 74)
            #expect(!found.line.sound)
            #expect(found.line.findings.contains { $0.remedy.contains("--salvage") })
            let old = try Data(contentsOf: URL(filePath: home.store))
            let file = "\(home.folder)/saved.sqlite"
            let saved = try home.run("doctor", "--salvage", file, "--json")
            let line = try JSONDecoder().decode(SalvageLine.self, from: saved.output)
            #expect(line.whole == 40)
            #expect(line.lost == 0)
            #expect(try Data(contentsOf: URL(filePath: home.store)) == old)
            try home.succeed(["restore", file])
            #expect(try doctor(home, "--full").line.sound)
            #expect(try subjects(home) == before)
        }

        @Test("a file of another program is told as such and left alone")
        func foreign() throws {
            let home = try home(messages: 1)
            for suffix in ["", "-wal", "-shm", ".lock"] { unlink(home.store + suffix) }
            try "a letter to a friend".write(
                toFile: home.store, atomically: false, encoding: .utf8)
            let found = try doctor(home)
            #expect(found.status == 74)
            #expect(found.line.findings.contains { $0.what.contains("is not a mail store") })
            #expect(
                try String(contentsOfFile: home.store, encoding: .utf8) == "a letter to a friend")
        }

        @Test("a compacted store holds what it held")
        func compact() throws {
            let home = try home(messages: 8)
            let before = try subjects(home)
            let outcome = try home.succeed(["doctor", "--compact"])
            #expect(outcome.errorText.contains("needs"))
            #expect(try subjects(home) == before)
            #expect(try doctor(home, "--full").line.verified == 8)
        }
    }
}
