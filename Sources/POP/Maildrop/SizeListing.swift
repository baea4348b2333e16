/// The sizes of a LIST answer, gathered line by line; unreadable lines are skipped.
struct SizeListing {
    private(set) var sizes: [MessageNumber: Int] = [:]

    /// Takes `1 1205`.
    mutating func add(line: ArraySlice<UInt8>) {
        var fields = Fields(line)
        guard let number = fields.next().flatMap(MessageNumber.init(digits:)),
            let size = fields.next().flatMap(Digits.value(of:))
        else { return }
        sizes[number] = size
    }
}
