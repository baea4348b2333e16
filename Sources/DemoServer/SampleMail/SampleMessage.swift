import Mail

/// One message of the sample mail, described in a few words.
struct SampleMessage: Sendable {
    /// The left side of its Message-ID.
    var id: String
    /// How long before "now" it came, in minutes.
    var age: Int
    var from: SamplePerson
    var to: [SamplePerson]
    var cc: [SamplePerson] = []
    var subject: String
    /// The messages it answers, oldest first.
    var references: [String] = []
    var flags: Flags = [.seen]
    var keywords: Set<Keyword> = []
    /// Further header fields, as they are.
    var fields: [(name: String, value: String)] = []
    var body: SampleBody

    func octets(now: Timestamp) -> [UInt8] {
        SampleWriter(self, now: now).octets
    }

    func date(now: Timestamp) -> Timestamp {
        Timestamp(seconds: now.seconds - Int64(age) * 60)
    }
}

/// Somebody who writes sample mail.
struct SamplePerson: Sendable {
    let name: String
    let address: String
    /// Seconds east of Greenwich, for the Date field.
    var zone = 3_600
}

/// What a sample message holds.
indirect enum SampleBody: Sendable {
    case text(String)
    /// RFC 3676, written with a space where a line goes on.
    case flowed(String)
    case alternative(text: String, html: String)
    case html(String)
    /// Octets in an old charset, seven or eight bits.
    case encoded([UInt8], charset: String)
    case attached(SampleBody, [SampleAttachment])
    /// Text of another media type, its parameters included.
    case typed(String, type: String)
    /// The same with dates in it, made when it is sent.
    case dated(type: String, @Sendable (Timestamp) -> String)
    /// A whole message inside this one.
    case message(SampleMessage)
    /// A multipart of this subtype, its parameters included.
    case parts(String, [SampleBody])
}

struct SampleAttachment: Sendable {
    let name: String
    let type: String
    let octets: [UInt8]
    /// For pictures that HTML shows.
    var contentID: String?
}
