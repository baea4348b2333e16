import Foundation
import GRDB
import Glibc
import Mail
import Testing

@testable import Storage

@Suite struct SoundnessTests {
    private let fixture: Fixture
    private let account: AccountID

    init() async throws {
        fixture = try Fixture()
        account = try fixture.account("pop", .pop)
        try fixture.store.makeLocalMailboxes(for: account)
        _ = try await fixture.store.commitDownload(
            [Fixture.download("a")], of: account, thenDelete: true)
    }

    /// Puts a device in the place of an open file, on which writing works and fsync does not.
    private func failSyncs(of path: String) throws {
        let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let device = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(device) }
        var found = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            var target = [CChar](repeating: 0, count: 4_096)
            let count = readlink("/proc/self/fd/\(name)", &target, target.count - 1)
            guard count > 0, let descriptor = Int32(name) else { continue }
            let link = String(
                decoding: target[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            guard link == path else { continue }
            _ = dup2(device, descriptor)
            found += 1
        }
        try #require(found > 0)
    }

    @Test("a store that works is sound, also after refused wishes and a full disk")
    func sound() async throws {
        try await fixture.store.checkSoundness()
        await #expect(throws: StoreFault.self) {
            try await fixture.store.forget(AccountID(999))
        }
        fixture.store.soundness.note(DatabaseError(resultCode: .SQLITE_FULL))
        fixture.store.soundness.note(DatabaseError(resultCode: .SQLITE_CONSTRAINT))
        fixture.store.soundness.note(DatabaseError(resultCode: .SQLITE_IOERR_SHMSIZE))
        try await fixture.store.checkSoundness()
        #expect(!fixture.store.isSuspect)
    }

    @Test("after a failed fsync nothing may be deleted elsewhere for the rest of the run")
    func failedSync() async throws {
        try failSyncs(of: fixture.mailPath + "-wal")
        await #expect(throws: StoreFault.self) {
            _ = try await fixture.store.commitDownload(
                [Fixture.download("b")], of: account, thenDelete: true)
        }
        #expect(fixture.store.isSuspect)
        for _ in 0..<2 {
            let fault = await #expect(throws: StoreFault.self) {
                try await fixture.store.checkSoundness()
            }
            guard case .suspect = fault else {
                Issue.record("\(String(describing: fault))")
                return
            }
        }
    }

    @Test("the next start reads everything and then trusts the store again")
    func nextStart() async throws {
        fixture.store.soundness.note(DatabaseError(resultCode: .SQLITE_IOERR))
        #expect(fixture.store.isSuspect)
        fixture.store.close()
        let next = try fixture.another()
        defer { next.close() }
        guard case .unverified(.everything) = next.soundness.state else {
            Issue.record("\(next.soundness.state)")
            return
        }
        try await next.checkSoundness()
        guard case .sound = next.soundness.state else {
            Issue.record("\(next.soundness.state)")
            return
        }
        next.close()
        let last = try fixture.another()
        defer { last.close() }
        guard case .sound = last.soundness.state else {
            Issue.record("\(last.soundness.state)")
            return
        }
    }

    @Test("damage that is met makes the store suspect, and stays so after a start")
    func damage() async throws {
        let (_, mailboxes) = try await fixture.imap("work")
        try await fixture.arrive(1...2_000, in: mailboxes[0])
        fixture.store.close()
        let file = try #require(FileHandle(forUpdatingAtPath: fixture.mailPath))
        let size = try file.seekToEnd()
        for page in stride(from: UInt64(4_096 * 120), to: size, by: 4_096) {
            try file.seek(toOffset: page)
            try file.write(contentsOf: Data(repeating: 0xA5, count: 4_096))
        }
        try file.close()
        let store = try fixture.another()
        await #expect(throws: StoreFault.self) {
            _ = try await store.window(ListRequest(scope: .mailbox(mailboxes[0]), after: 2_000))
        }
        #expect(store.isSuspect)
        store.close()
        let next = try fixture.another()
        defer { next.close() }
        await #expect(throws: StoreFault.self) { try await next.checkSoundness() }
        #expect(next.isSuspect)
    }

    @Test("after a kill the tables are read before anything is deleted; a lost log is noticed")
    func killed() async throws {
        let left = fixture.folder + "/left.sqlite"
        for suffix in ["", "-wal", ".lock"] {
            try FileManager.default.copyItem(
                atPath: fixture.mailPath + suffix, toPath: left + suffix)
        }
        let first = try Store(mail: left, bodies: fixture.bodyPath)
        guard case .unverified(.tables) = first.soundness.state else {
            Issue.record("\(first.soundness.state)")
            return
        }
        try await first.checkSoundness()
        first.close()
        unlink(left + "-wal")
        try "open\n".write(toFile: left + ".lock", atomically: false, encoding: .utf8)
        let second = try Store(mail: left, bodies: fixture.bodyPath)
        defer { second.close() }
        guard case .unverified(.everything) = second.soundness.state else {
            Issue.record("\(second.soundness.state)")
            return
        }
    }

    @Test("a store that is let go without being closed was closed in order all the same")
    func letGo() async throws {
        fixture.store.close()
        do {
            let store = try fixture.another()
            try await store.checkSoundness()
        }
        #expect(StoreLock.look(fixture.mailPath).word == .closed)
    }

    @Test("two stores on one file share it, and both must go before it can be had alone")
    func sharing() async throws {
        let other = try fixture.another()
        #expect(throws: StoreFault.inUse(process: nil)) {
            try StoreLock.takeAlone(fixture.mailPath)
        }
        other.close()
        #expect(throws: StoreFault.inUse(process: nil)) {
            try StoreLock.takeAlone(fixture.mailPath)
        }
        fixture.store.close()
        let lock = try StoreLock.takeAlone(fixture.mailPath)
        #expect(lock.found == .closed)
    }
}
