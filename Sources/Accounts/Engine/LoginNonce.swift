import Wire

/// What makes one login unlike every other (RFC 5802 §5.1).
enum LoginNonce {
    /// 18 octets from the system's generator, in base64.
    static func make() -> String {
        var numbers = SystemRandomNumberGenerator()
        let octets = (0..<18).map { _ in UInt8.random(in: 0...255, using: &numbers) }
        return String(decoding: Base64.encode(octets), as: UTF8.self)
    }
}
