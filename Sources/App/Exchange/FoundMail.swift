import MIME
import Mail

/// A message in a file, before its octets are read.
struct FoundMail {
    var file: MailFile
    /// Its octets in the file.
    var range: Range<Int>
    /// Lines that begin with `From ` carry a `>` that is not the message's.
    var isQuoted = false
    var status = MailStatus()
    var received: Timestamp
    /// Where it is, for the person.
    var place: String

    /// The octets from a place in the file on, as many as are at hand; empty at the end.
    func piece(from position: Int) throws(Problem) -> ArraySlice<UInt8> {
        guard position < range.upperBound else { return [] }
        return try file.octets(from: position).prefix(range.upperBound - position)
    }
}

/// Files that hold messages, one after the other.
protocol MailSource {
    /// Octets of all of them; nil where nobody knows before the end.
    var octets: Int? { get }

    /// The next message; nil at the end. After a problem with one message the next can be asked for.
    mutating func next() throws(Problem) -> FoundMail?
}
