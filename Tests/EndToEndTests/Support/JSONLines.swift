/// What the program prints with `--json`; a member that is missing fails the test.
struct ListLine: Decodable {
    struct Person: Decodable, Equatable {
        var name: String
        var address: String
    }

    var id: Int
    var account: String
    var mailbox: String
    var thread: Int
    var subject: String
    var from: [Person]
    var to: [Person]
    var date: String?
    var size: Int
    var flags: [String]
    var keywords: [String]
    var attachments: Int?
    var preview: String?
}

struct SyncLine: Decodable {
    var account: String
    var new: Int
    var changed: Int
    var removed: Int
    var pushed: Int
    var pending: Int
    var bytes_in: Int
    var bytes_out: Int
    var round_trips: Int
    var seconds: Double
}

struct CheckLine: Decodable {
    var account: String
    var capabilities: [String]
}

struct MailboxLine: Decodable {
    var account: String
    var mailbox: String
    var role: String?
    var total: Int?
    var unread: Int?
    var flagged: Int?
    var `where`: String
}

struct AccountLine: Decodable {
    var account: String
    var `protocol`: String
    var address: String
    var state: String
    var last_sync: String?
    var pending: Int
}

struct MessageObject: Decodable {
    var subject: String
    var from: [ListLine.Person]
    var to: [ListLine.Person]
    var date: String?
    var message_id: String?
    var text: String
    var text_source: String
}
