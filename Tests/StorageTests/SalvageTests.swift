import Foundation
import GRDB
import Mail
import Testing

@testable import Storage

@Suite struct SalvageTests {
    enum Damage: CaseIterable, Sendable {
        case flipped, zeroed, cut

        func apply(to octets: inout [UInt8], page: Int) {
            let start = (page - 1) * DamagedStore.pageSize
            switch self {
            case .flipped:
                for index in start..<start + DamagedStore.pageSize { octets[index] ^= 0xFF }
            case .zeroed:
                for index in start..<start + DamagedStore.pageSize { octets[index] = 0 }
            case .cut: octets.removeLast(octets.count - start)
            }
        }
    }

    /// Every page with `MARTLET_EVERY_PAGE` in the environment, else some of each kind.
    private static func pages(_ count: Int, _ damage: Damage) -> [Int] {
        let isThorough = ProcessInfo.processInfo.environment["MARTLET_EVERY_PAGE"] != nil
        let pages =
            isThorough
            ? Array(1...count) : Array(1...6) + Array(stride(from: 7, through: count, by: 23))
        return damage == .cut ? pages.filter { $0 > count / 2 } : pages
    }

    @Test(
        "of a store with any one page damaged, what lies elsewhere is saved",
        arguments: Damage.allCases)
    func everyPage(damage: Damage) async throws {
        let store = try await DamagedStore(messages: 500)
        #expect(store.pages >= 150)
        let places = try store.places()
        for page in SalvageTests.pages(store.pages, damage) {
            try store.write { damage.apply(to: &$0, page: page) }
            let left = try Data(contentsOf: URL(fileURLWithPath: store.path))
            let (_, saved, path) = try store.salvage()
            let visible = try await DamagedStore.visible(in: saved)
            saved.close()
            let findings = StoreDoctor(of: path, reading: DamagedStore.reading)
                .examine(isFull: false)
            #expect(findings.isSound, "page \(page): \(findings.findings)")
            let undamaged = places.filter { _, place in
                damage == .cut ? place.upperBound < page : !place.contains(page)
            }.keys
            let found = undamaged.filter { visible[$0] == store.mail[$0] }
            #expect(
                Double(found.count) >= 0.99 * Double(undamaged.count),
                "page \(page): \(found.count) of \(undamaged.count)")
            // The old file is as it was.
            #expect(try Data(contentsOf: URL(fileURLWithPath: store.path)) == left)
            unlink(path)
        }
    }

    @Test("of a whole store nothing is lost, and nothing comes back that was deleted")
    func whole() async throws {
        let store = try await DamagedStore(messages: 100)
        try store.write { _ in }
        let (report, saved, _) = try store.salvage()
        defer { saved.close() }
        #expect(report.isComplete)
        #expect(report.whole == 99)
        #expect(report.maildropItems == 100)
        #expect(report.wantedAgain == 0)
        #expect(try await DamagedStore.visible(in: saved) == store.mail)
        let mailboxes = try await saved.mailboxes()
        #expect(mailboxes.first { $0.role == .archive }?.counts.total == 25)
        #expect(mailboxes.first { $0.role == .inbox }?.counts.total == 74)
        #expect(mailboxes.first { $0.role == .inbox }?.counts.unread == 25)
        let account = try #require(try await saved.accounts().first)
        let items = try await saved.maildropItems(of: account.id)
        #expect(items.filter(\.isExpungedHere).map(\.id.uniqueID) == ["uid-0"])
    }

    @Test("messages whose rows are gone come back by their octets, flags and places with them")
    func rowsGone() async throws {
        let store = try await DamagedStore(messages: 60)
        try store.write { _ in }
        let roots = try PlainDatabase.texts(
            store.path, "SELECT rootpage FROM sqlite_schema WHERE name = 'message'"
        ).compactMap { Int($0) }
        try store.write { octets in
            for root in roots { Damage.zeroed.apply(to: &octets, page: root) }
            // Leaves of the table begin so, and hold the subject in the middle of a record.
            for page in 2...octets.count / DamagedStore.pageSize {
                let start = (page - 1) * DamagedStore.pageSize
                let content = Data(octets[start..<start + DamagedStore.pageSize])
                if content[content.startIndex] == 13,
                    content.range(of: Data("Subject 3".utf8)) != nil,
                    content.range(of: Data("Subject: ".utf8)) == nil
                {
                    Damage.flipped.apply(to: &octets, page: page)
                }
            }
        }
        let (report, saved, _) = try store.salvage()
        defer { saved.close() }
        #expect(report.whole == 59)
        #expect(report.counts.isEmpty)
        let archive = try await saved.mailboxes().first { $0.role == .archive }
        #expect(archive?.counts.total == 15)
    }

    @Test("a lost message is named, and asked for again where a server may still have it")
    func lost() async throws {
        let store = try await DamagedStore(messages: 40)
        let mark = Data("Line of message 7,".utf8)
        try store.write { octets in
            while let place = Data(octets).range(of: mark) {
                let page = place.lowerBound / DamagedStore.pageSize + 1
                Damage.zeroed.apply(to: &octets, page: page)
            }
        }
        let (report, saved, _) = try store.salvage()
        defer { saved.close() }
        let loss = try #require(report.losses.first { $0.subject == "Subject 7" })
        #expect(loss.kind == .lost)
        #expect(loss.account == "home")
        #expect(loss.mailbox == "Inbox")
        #expect(report.wantedAgain == report.counts[.lost])
        let account = try #require(try await saved.accounts().first)
        let items = try await saved.maildropItems(of: account.id)
        #expect(!items.contains { $0.id.uniqueID == "uid-7" })
        #expect(items.contains { $0.id.uniqueID == "uid-0" && $0.isExpungedHere })
    }

    @Test("changes that are in the log alone are saved as well")
    func logged() async throws {
        let fixture = try Fixture()
        let account = try fixture.account("home", .pop)
        try fixture.store.makeLocalMailboxes(for: account)
        for name in ["a", "b", "c"] {
            let octets = Array("Subject: \(name)\r\n\r\nbody \(name)".utf8)
            var download = Fixture.download(name, octets: .bytes(octets))
            download.sha256 = DamagedStore.hash(octets)
            _ = try await fixture.store.commitDownload(
                [download], of: account, thenDelete: true)
        }
        let target = fixture.folder + "/saved.sqlite"
        let salvage = Salvage(
            from: fixture.mailPath, to: target, reading: DamagedStore.reading)
        #expect(throws: StoreFault.inUse(process: nil)) { try salvage.run() }
        // What a killed process leaves.
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(
                atPath: fixture.mailPath + suffix, toPath: fixture.folder + "/left" + suffix)
        }
        let report = try Salvage(
            from: fixture.folder + "/left", to: target, reading: DamagedStore.reading
        ).run()
        #expect(report.whole == 3)
        #expect(report.isComplete)
    }

    @Test("a file that exists is never written over")
    func exists() async throws {
        let store = try await DamagedStore(messages: 20)
        try store.write { _ in }
        let salvage = Salvage(from: store.path, to: store.path, reading: DamagedStore.reading)
        #expect(throws: StoreFault.exists(path: store.path)) { try salvage.run() }
    }

    @Test("a file of random octets gives an empty store and no fault")
    func noise() async throws {
        let store = try await DamagedStore(messages: 20)
        var state: UInt64 = 42
        try store.write { octets in
            for index in octets.indices {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                octets[index] = UInt8(truncatingIfNeeded: state >> 33)
            }
        }
        let (report, saved, _) = try store.salvage()
        saved.close()
        #expect(report.whole == 0)
    }
}
