/// Something about a message's sender that deserves a second look.
///
/// It claims nothing about guilt: mailing lists and newsletters have some of these honestly.
public enum Suspicion: Hashable, Sendable {
    /// Answers would go to another domain than the mail came from.
    case repliesElsewhere(from: String, to: String)
    /// The name shows an address that is not the sender's.
    case nameShowsAddress(name: String, address: String)
    /// Letters of several scripts that look alike stand in one domain; `encoded` is its xn-- form.
    case mixedScripts(domain: String, encoded: String)
    /// Several From fields, or one with several people.
    case severalSenders(count: Int)
    /// From is missing or names nobody.
    case noSender
    /// Sender is another than From.
    case sentByAnother(sender: String)
    /// Characters that reorder or hide text stand in the name or the subject.
    case hiddenCharacters(field: String)
}
