import Mail

/// The line that separates the messages of an mbox file (RFC 4155, appendix A).
///
/// Its classic form is `From SENDER Www Mmm dd hh:mm:ss yyyy`, the time being UTC. Programs write
/// more: zones, commas, senders with blanks, "remote from". All these have a date in them, and
/// a line of text that happens to begin with the word has none.
public struct FromLine: Hashable, Sendable {
    /// The envelope's sender; empty where the line names none.
    public var sender: String
    public var moment: Timestamp?

    public init(sender: String, moment: Timestamp?) {
        self.sender = sender
        self.moment = moment
    }

    /// What every such line begins with.
    static let start = Array("From ".utf8)

    /// The line with its LF.
    ///
    /// A sender that would break the line's form is replaced by the name that stands for none.
    public var octets: [UInt8] {
        let isPlain = sender.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        let name = isPlain && !sender.isEmpty ? sender : "MAILER-DAEMON"
        let time = CivilTime(moment ?? Timestamp(seconds: 0), offset: 0)
        let clock = [time.hour, time.minute, time.second].map { FromLine.padded($0, "0") }
        let year = String(String(10_000 + time.year).dropFirst())
        let line =
            "From \(name) \(FromLine.weekdays[time.weekday]) \(FromLine.months[time.month - 1]) "
            + "\(FromLine.padded(time.day, " ")) \(clock.joined(separator: ":")) \(year)\n"
        return Array(line.utf8)
    }

    /// Reads a line with or without its end; nil where it does not begin as such a line.
    ///
    /// `moment` is nil where no date of the usual form is in it.
    public init?(_ line: [UInt8]) {
        guard line.hasPrefix(FromLine.start, at: 0) else { return nil }
        let words = line[FromLine.start.count...].split { $0.isHeaderSpace }
            .map { String(decoding: $0, as: UTF8.self) }
        for (index, word) in words.enumerated() where FromLine.isWeekday(word) {
            guard let moment = FromLine.moment(words[(index + 1)...].prefix(6)) else { continue }
            sender = words[..<index].joined(separator: " ")
            self.moment = moment
            return
        }
        sender = words.first ?? ""
        moment = nil
    }

    /// Month, day, time and year in any order that is in use, and a zone.
    private static func moment(_ words: ArraySlice<String>) -> Timestamp? {
        var month: Int?
        var day: Int?
        var year: Int?
        var clock: [Int]?
        var offset = 0
        for word in words {
            if let index = months.firstIndex(of: word) {
                month = index + 1
            } else if word.contains(":"), let parts = time(word) {
                clock = parts
            } else if let zone = zone(word) {
                offset = zone
            } else if let number = Int(word), word.utf8.count <= 2, day == nil {
                day = number
            } else if let number = Int(word), word.utf8.count == 4, year == nil {
                year = number
            }
        }
        guard let month, let day, let year, let clock else { return nil }
        return CivilTime(
            year: year, month: month, day: day, hour: clock[0], minute: clock[1],
            second: clock[2]
        ).timestamp(offset: offset)
    }

    private static func time(_ word: String) -> [Int]? {
        let parts = word.split(separator: ":").map { $0.utf8.count <= 2 ? Int($0) : nil }
        let numbers = parts.compactMap(\.self)
        guard numbers.count == parts.count, (2...3).contains(parts.count) else { return nil }
        return numbers.count == 3 ? numbers : numbers + [0]
    }

    /// Seconds east of Greenwich of a zone in digits; words for zones say too many things.
    private static func zone(_ word: String) -> Int? {
        guard word.utf8.count == 5, let sign = word.first, sign == "+" || sign == "-",
            let digits = Int(word.dropFirst())
        else { return nil }
        let seconds = digits / 100 * 3_600 + digits % 100 * 60
        return sign == "-" ? -seconds : seconds
    }

    private static func isWeekday(_ word: String) -> Bool {
        weekdays.contains(word.hasSuffix(",") ? String(word.dropLast()) : word)
    }

    private static func padded(_ number: Int, _ filling: String) -> String {
        number < 10 ? filling + String(number) : String(number)
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
