/// Octets on their way out, in order.
///
/// Small pieces are joined, so that commands sent together leave in one packet; large ones are
/// kept as they are, so that a message is not copied.
struct OutputQueue {
    private static let joinLimit = 16 * 1024

    private var pieces: [[UInt8]] = []
    /// The piece that is being sent, and how much of it is gone.
    private var current = 0
    private var sent = 0

    var isEmpty: Bool { current == pieces.count }

    mutating func append(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        if let last = pieces.indices.last, last >= current,
            pieces[last].count + bytes.count <= OutputQueue.joinLimit
        {
            pieces[last] += bytes
        } else {
            pieces.append(bytes)
        }
    }

    /// Lends what is due next; not to be called when empty.
    func withFirst<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        pieces[current].withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
    }

    /// Forgets octets of the piece that ``withFirst(_:)`` lent.
    mutating func removeFirst(_ count: Int) {
        sent += count
        guard sent == pieces[current].count else { return }
        pieces[current] = []
        current += 1
        sent = 0
        if isEmpty || current == 64 {
            pieces.removeFirst(current)
            current = 0
        }
    }

    mutating func removeAll() {
        self = OutputQueue()
    }
}
