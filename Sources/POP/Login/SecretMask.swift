import Wire

/// Takes a secret out of the words of a server, some of which repeat what they were sent.
struct SecretMask: Sendable {
    private let credential: Credential
    private static let stand: [UInt8] = Array("<secret>".utf8)

    init(_ credential: Credential) {
        self.credential = credential
    }

    /// The octets without the secret, as it is or in base64.
    func masked(_ octets: some Collection<UInt8>) -> [UInt8] {
        let secret = credential.secret.bytes
        let plain = [0] + Array(credential.user.utf8) + [0] + secret
        return [secret, Base64.encode(secret), Base64.encode(plain)].reduce(Array(octets)) {
            SecretMask.replace($1, in: $0)
        }
    }

    private static func replace(_ needle: [UInt8], in text: [UInt8]) -> [UInt8] {
        guard !needle.isEmpty, needle.count <= text.count else { return text }
        var result: [UInt8] = []
        var index = 0
        while index < text.count {
            if text[index...].starts(with: needle) {
                result += stand
                index += needle.count
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return result
    }
}
