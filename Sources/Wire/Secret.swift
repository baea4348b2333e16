/// A password or token; prints as `<secret>` everywhere.
///
/// The octets live in memory of their own that is overwritten when the last holder lets go, and
/// never become a `String`.
public struct Secret: Sendable {
    private let storage: Storage

    public init(_ bytes: some Collection<UInt8>) {
        storage = Storage(bytes)
    }

    /// Lends the octets for as long as `body` runs; what it builds from them is its to guard.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
        -> Result
    {
        try withExtendedLifetime(storage) { try body(UnsafeRawBufferPointer(storage.octets)) }
    }

    public var isEmpty: Bool { storage.octets.isEmpty }

    /// The octets in an array, for encoders that build a command from them.
    public var bytes: [UInt8] { withBytes { [UInt8]($0) } }

    private final class Storage: Sendable {
        /// Written once in `init`, read afterwards, wiped in `deinit`.
        let address: UInt
        let count: Int

        var octets: UnsafeBufferPointer<UInt8> {
            UnsafeBufferPointer(start: UnsafePointer(bitPattern: address), count: count)
        }

        init(_ bytes: some Collection<UInt8>) {
            let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
            _ = buffer.initialize(from: bytes)
            address = UInt(bitPattern: buffer.baseAddress)
            count = bytes.count
        }

        deinit {
            guard let start = UnsafeMutablePointer<UInt8>(bitPattern: address) else { return }
            for index in 0..<count {
                (start + index).pointee = 0
            }
            start.deallocate()
        }
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "<secret>" }
    public var debugDescription: String { "<secret>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Secret: Equatable {
    public static func == (left: Secret, right: Secret) -> Bool {
        left.withBytes { mine in right.withBytes { mine.elementsEqual($0) } }
    }
}
