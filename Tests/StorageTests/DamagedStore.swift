import Foundation
import GRDB
import Mail
import Testing

@testable import Storage

/// A store with mail of known octets, closed, to be damaged again and again.
struct DamagedStore {
    static let pageSize = 4_096

    let temporary = TemporaryFolder()
    let octets: [UInt8]
    /// Each message's octets by its hash.
    let mail: [[UInt8]: [UInt8]]

    var path: String { temporary.path + "/damaged.sqlite" }
    var pages: Int { octets.count / DamagedStore.pageSize }

    /// - Parameter count: of messages; every tenth goes over several pages.
    init(messages count: Int) async throws {
        let fixture = try Fixture()
        let account = try fixture.account("home", .pop)
        try fixture.store.makeLocalMailboxes(for: account)
        var mail: [[UInt8]: [UInt8]] = [:]
        var downloads: [DownloadedMessage] = []
        for number in 0..<count {
            let octets = DamagedStore.message(number)
            let hash = DamagedStore.hash(octets)
            mail[hash] = octets
            downloads.append(
                DownloadedMessage(
                    uniqueID: "uid-\(number)", octets: .bytes(octets), sha256: hash,
                    received: Timestamp(seconds: 1_700_000_000),
                    envelope: DamagedStore.reading.envelope(octets)))
        }
        let entries = try await fixture.store.commitDownload(
            downloads, of: account, thenDelete: true)
        try await fixture.apply(.flags(Array(entries.prefix(count / 2)), add: .seen, remove: []))
        try await fixture.apply(
            .move(Array(entries.suffix(count / 4)), to: .role(.archive)))
        // One that was deleted for good: remembered, so that it does not come again.
        try await fixture.apply(.move([entries[0]], to: .role(.trash)))
        try await fixture.apply(.expunge([entries[0]]))
        fixture.store.close()
        mail[DamagedStore.hash(DamagedStore.message(0))] = nil
        self.mail = mail
        octets = [UInt8](try Data(contentsOf: URL(fileURLWithPath: fixture.mailPath)))
        try FileManager.default.createDirectory(
            atPath: temporary.path, withIntermediateDirectories: true)
    }

    static func message(_ number: Int) -> [UInt8] {
        let length = number % 10 == 0 ? 9_000 : 300 + number % 7 * 100
        let line = "Line of message \(number), which is like no other one.\r\n"
        let body = String(repeating: line, count: length / line.utf8.count + 1)
        return Array(
            """
            From: Ann \(number) <ann@example.org>\r
            To: bob@example.org\r
            Subject: Subject \(number)\r
            Message-ID: <\(number)@example.org>\r
            Date: Mon, 23 Nov 2026 10:00:00 +0000\r
            \r
            \(body)
            """.utf8)
    }

    /// The pages on which each message begins and ends, counted from 1, by its hash.
    func places() throws -> [[UInt8]: ClosedRange<Int>] {
        let text = Data(octets)
        return try mail.mapValues { mail in
            let ends = try [Data(mail.prefix(200)), Data(mail.suffix(200))].map { end in
                let place = try #require(text.range(of: end))
                return [place.lowerBound, place.upperBound - 1]
            }.joined().map { $0 / DamagedStore.pageSize + 1 }
            return (ends.min() ?? 1)...(ends.max() ?? 1)
        }
    }

    /// Writes the store with some of its pages changed.
    func write(_ change: (inout [UInt8]) -> Void) throws {
        var octets = octets
        change(&octets)
        try Data(octets).write(to: URL(fileURLWithPath: path))
        for suffix in ["-wal", "-shm", ".lock"] {
            if FileManager.default.fileExists(atPath: path + suffix) {
                try FileManager.default.removeItem(atPath: path + suffix)
            }
        }
    }

    func salvage() throws -> (report: SalvageReport, store: Store, path: String) {
        let target = temporary.path + "/new/\(UUID().uuidString).sqlite"
        try FileManager.default.createDirectory(
            atPath: temporary.path + "/new", withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let report = try Salvage(from: path, to: target, reading: DamagedStore.reading).run()
        let store = try Store(mail: target, bodies: temporary.path + "/new/bodies.sqlite")
        return (report, store, target)
    }

    /// The hashes of the messages that a person can open in a store, with their octets.
    static func visible(in store: Store) async throws -> [[UInt8]: [UInt8]] {
        let messages = try await store.read { db in
            try db.numbers(
                """
                SELECT DISTINCT message_id FROM entry e JOIN mailbox b ON b.id = e.mailbox_id
                WHERE e.is_expunged = 0 AND b.is_hidden = 0
                """)
        }
        var found: [[UInt8]: [UInt8]] = [:]
        for message in messages {
            let octets = try #require(try await store.octets(of: MessageID(message)))
            found[hash(octets)] = octets
        }
        return found
    }

    // MARK: What the store is told to read mail with

    static let reading = MessageReading(
        digest: { TestDigest() },
        envelope: { octets in
            var fields: [String: String] = [:]
            for line in String(decoding: octets, as: UTF8.self).components(separatedBy: "\r\n") {
                guard let colon = line.firstIndex(of: ":") else { break }
                fields[String(line[..<colon])] = String(line[line.index(colon, offsetBy: 2)...])
            }
            return Envelope(
                date: Timestamp(seconds: 1_700_000_000), subject: fields["Subject"] ?? "",
                from: [Address(address: fields["From"] ?? "")],
                messageID: fields["Message-ID"].map { String($0.dropFirst().dropLast()) })
        })

    static func hash(_ octets: [UInt8]) -> [UInt8] {
        var digest = TestDigest()
        digest.update(octets[...])
        return digest.value
    }
}

/// A database file as anybody may open it.
enum PlainDatabase {
    static func execute(_ path: String, _ sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    static func texts(_ path: String, _ sql: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        let texts = try queue.read { try String.fetchAll($0, sql: sql) }
        try queue.close()
        return texts
    }
}

/// Stands for SHA-256, which is not this module's: as long, and different for different octets.
struct TestDigest: OctetDigest {
    private var octets: [UInt8] = []

    mutating func update(_ octets: ArraySlice<UInt8>) {
        self.octets += octets
    }

    var value: [UInt8] {
        var lanes: [UInt64] = [1, 2, 3, UInt64(octets.count)]
        octets.withUnsafeBytes { buffer in
            var position = 0
            while position + 8 <= buffer.count {
                let word = buffer.loadUnaligned(fromByteOffset: position, as: UInt64.self)
                let lane = position / 8 % 4
                lanes[lane] = (lanes[lane] ^ word) &* 0x9E37_79B9_7F4A_7C15
                lanes[lane] ^= lanes[lane] >> 29
                position += 8
            }
            for octet in buffer[position...] {
                lanes[3] = (lanes[3] ^ UInt64(octet)) &* 0x0000_0100_0000_01B3
            }
        }
        return lanes.flatMap { lane in
            (0..<8).map { UInt8(truncatingIfNeeded: lane >> (8 * $0)) }
        }
    }
}
