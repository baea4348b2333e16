/// The identity of a message in one mailbox under one ``UIDValidity`` (RFC 9051 §2.3.1.1).
public struct UID: Hashable, Comparable, Sendable {
    public let rawValue: UInt32

    /// Nil for zero, which names no message.
    public init?(_ rawValue: UInt32) {
        guard rawValue > 0 else { return nil }
        self.rawValue = rawValue
    }

    /// For numbers that are known to come out of a set, where zero cannot be.
    init(unchecked rawValue: UInt32) {
        self.rawValue = rawValue
    }

    public static let first = UID(unchecked: 1)
    public static let last = UID(unchecked: .max)

    /// The UID after this one; nil after the last there can be.
    public var next: UID? {
        rawValue == .max ? nil : UID(unchecked: rawValue + 1)
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension UID: CustomStringConvertible {
    public var description: String { String(rawValue) }
}

/// How long the UIDs of a mailbox hold: while this number stays the same (RFC 9051 §2.3.1.1).
///
/// The RFC allows 32 bits; servers with 64 exist, and a cut number would look like another.
public struct UIDValidity: Hashable, Sendable {
    public let rawValue: UInt64

    /// Nil for zero: such a server promises nothing, and its UIDs must not be kept.
    public init?(_ rawValue: UInt64) {
        guard rawValue > 0 else { return nil }
        self.rawValue = rawValue
    }
}

extension UIDValidity: CustomStringConvertible {
    public var description: String { String(rawValue) }
}

/// A counter of changes in a mailbox (RFC 7162 §3.1); greater means later.
public struct ModSeq: Hashable, Comparable, Sendable {
    public let rawValue: UInt64

    /// Nil for zero and for more than 63 bits (RFC 7162 §7).
    public init?(_ rawValue: UInt64) {
        guard rawValue > 0, rawValue <= UInt64(Int64.max) else { return nil }
        self.rawValue = rawValue
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension ModSeq: CustomStringConvertible {
    public var description: String { String(rawValue) }
}

/// A message's position now (RFC 9051 §2.3.1.2); it never leaves this module.
struct SequenceNumber: Hashable, Comparable {
    let rawValue: UInt32

    init?(_ rawValue: UInt64) {
        guard rawValue > 0, let narrow = UInt32(exactly: rawValue) else { return nil }
        self.rawValue = narrow
    }

    /// Counted from zero.
    var index: Int { Int(rawValue) - 1 }

    static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}
