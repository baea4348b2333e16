/// What the server's CAPA answer says (RFC 2449); it may differ before and after the login.
public struct Capabilities: Hashable, Sendable {
    /// How long the server keeps messages that were not deleted (RFC 2449 §6.7).
    public enum Expiry: Hashable, Sendable {
        case never
        /// 0: a message may be gone as soon as it was retrieved.
        case days(Int)
    }

    /// False when the server refused CAPA: then nothing is known rather than missing.
    public private(set) var isKnown = false
    public private(set) var hasUIDL = false
    public private(set) var hasTOP = false
    public private(set) var hasPipelining = false
    public private(set) var hasSTLS = false
    /// USER and PASS may be used.
    public private(set) var hasUser = false
    public private(set) var hasResponseCodes = false
    /// Failed logins carry `[AUTH]` or `[SYS/…]` (RFC 3206).
    public private(set) var hasAuthResponseCode = false
    /// The UTF8 command is understood (RFC 6856).
    public private(set) var hasUTF8 = false
    /// In the server's order, upper case.
    public private(set) var saslMechanisms: [String] = []
    /// Nil when the server does not say.
    public private(set) var expiry: Expiry?
    /// Seconds that must lie between two logins; nil when the server does not say.
    public private(set) var loginDelay: Int?

    /// Nothing known.
    public init() {}

    /// Reads the lines of an answer; unknown ones are passed over.
    init(lines: [ArraySlice<UInt8>]) {
        isKnown = true
        for line in lines {
            var fields = Fields(line)
            guard let keyword = fields.next() else { continue }
            read(Capabilities.word(keyword), &fields)
        }
    }

    private mutating func read(_ keyword: String, _ fields: inout Fields) {
        switch keyword {
        case "UIDL": hasUIDL = true
        case "TOP": hasTOP = true
        case "PIPELINING": hasPipelining = true
        case "STLS": hasSTLS = true
        case "USER": hasUser = true
        case "RESP-CODES": hasResponseCodes = true
        case "AUTH-RESP-CODE": hasAuthResponseCode = true
        case "UTF8": hasUTF8 = true
        case "SASL":
            while let mechanism = fields.next() {
                saslMechanisms.append(Capabilities.word(mechanism))
            }
        case "EXPIRE": readExpiry(fields.next())
        case "LOGIN-DELAY":
            guard let seconds = fields.next().flatMap(Digits.value(of:)) else { return }
            loginDelay = max(loginDelay ?? 0, seconds)
        default: break
        }
    }

    /// The shortest of several is believed: it is the one that can lose mail.
    private mutating func readExpiry(_ field: ArraySlice<UInt8>?) {
        guard let field else { return }
        if let days = Digits.value(of: field) {
            if case .days(let known) = expiry, known < days { return }
            expiry = .days(days)
        } else if Capabilities.word(field) == "NEVER", expiry == nil {
            expiry = .never
        }
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).uppercased()
    }
}
