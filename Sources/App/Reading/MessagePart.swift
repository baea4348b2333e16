import MIME
import Mail

/// A part by its number, however deep it lies.
///
/// The tree of a message ends at messages enclosed deeper than parts are followed. Such a message is
/// read by itself, and the rest of the number counts there.
struct MessagePart {
    let message: ParsedMessage
    let part: Part

    init?(_ number: String, in outer: ParsedMessage) {
        var message = outer
        var number = number
        for _ in 0...Limits.enclosedDepth {
            if let part = message.part(numbered: number) {
                self.message = message
                self.part = part
                return
            }
            let enclosing = message.attachments.first { candidate in
                candidate.isMessage && number.hasPrefix(candidate.number + ".")
            }
            guard let enclosing else { return nil }
            number = String(number.dropFirst(enclosing.number.count + 1))
            guard let inner = message.message(in: enclosing) else { return nil }
            message = inner
        }
        return nil
    }

    /// The message this part is; nil where it is none.
    var enclosed: ParsedMessage? { message.message(in: part) }
}
