/// The position of a message in this session's maildrop (RFC 1939 §3).
///
/// It means nothing after the session: the next one numbers anew. Never store it; what lasts is
/// the ``UniqueID``.
public struct MessageNumber: RawRepresentable, Hashable, Comparable, Sendable {
    /// From 1 on.
    public let rawValue: UInt32

    /// Nil for 0, which names no message.
    public init?(rawValue: UInt32) {
        guard rawValue > 0 else { return nil }
        self.rawValue = rawValue
    }

    /// Nil unless the digits are a number from 1 to 4294967295.
    init?(digits: ArraySlice<UInt8>) {
        guard let value = Digits.value(of: digits), let number = UInt32(exactly: value) else {
            return nil
        }
        self.init(rawValue: number)
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}
