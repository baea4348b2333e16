/// The items of a UIDL answer, gathered line by line.
///
/// A line that names no message is skipped, so one bad line costs one item.
struct UniqueIDListing {
    private(set) var items: [MaildropItem] = []
    private var numbers: Set<MessageNumber> = []
    private var copies: [UniqueID: Int] = [:]

    /// Takes `1 whqtswO00WBw418f9t5JxYwZ`; more blanks and a `+OK` before the number, which some
    /// servers send, are passed over.
    mutating func add(line: ArraySlice<UInt8>) {
        var fields = Fields(line)
        var first = fields.next()
        if first?.elementsEqual(StatusLine.okMark) == true { first = fields.next() }
        guard let first, let number = MessageNumber(digits: first),
            numbers.insert(number).inserted
        else { return }
        guard let id = UniqueID(fields.rest) else {
            items.append(MaildropItem(number: number, uniqueID: nil))
            return
        }
        items.append(MaildropItem(number: number, uniqueID: id, ordinal: copies[id, default: 0]))
        copies[id, default: 0] += 1
    }
}
