import COpenSSL
import Wire

extension SCRAMTask {
    /// Does the arithmetic (RFC 5802 §3); nil when OpenSSL will not, as where SHA-1 is forbidden.
    ///
    /// It blocks, for up to seconds where the server wants many rounds. Keys in between are wiped.
    public func solve() -> SCRAMProof? {
        var saltedPassword = [UInt8](repeating: 0, count: size)
        var clientKey: [UInt8] = []
        var serverKey: [UInt8] = []
        defer {
            SCRAMTask.wipe(&saltedPassword)
            SCRAMTask.wipe(&clientKey)
            SCRAMTask.wipe(&serverKey)
        }
        guard let rounds = Int32(exactly: iterations), let saltCount = Int32(exactly: salt.count),
            password.withBytes({ octets in
                PKCS5_PBKDF2_HMAC(
                    octets.bindMemory(to: CChar.self).baseAddress, Int32(clamping: octets.count),
                    salt, saltCount, rounds, digest, Int32(size), &saltedPassword)
            }) == 1
        else { return nil }
        clientKey = signature(Array("Client Key".utf8), by: saltedPassword)
        serverKey = signature(Array("Server Key".utf8), by: saltedPassword)
        var storedKey = [UInt8](repeating: 0, count: size)
        guard EVP_Digest(clientKey, clientKey.count, &storedKey, nil, digest, nil) == 1 else {
            return nil
        }
        let clientSignature = signature(message, by: storedKey)
        let serverSignature = signature(message, by: serverKey)
        guard [clientKey, serverKey, clientSignature, serverSignature].allSatisfy({ !$0.isEmpty })
        else { return nil }
        return SCRAMProof(
            clientProof: zip(clientKey, clientSignature).map { $0 ^ $1 },
            serverSignature: serverSignature)
    }

    private var digest: OpaquePointer? {
        switch hash {
        case .sha1: EVP_sha1()
        case .sha256: EVP_sha256()
        }
    }

    /// Octets of a hash.
    private var size: Int {
        switch hash {
        case .sha1: Int(SHA_DIGEST_LENGTH)
        case .sha256: Int(SHA256_DIGEST_LENGTH)
        }
    }

    /// Empty when OpenSSL will not.
    private func signature(_ text: [UInt8], by key: [UInt8]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: size)
        let made = HMAC(digest, key, Int32(clamping: key.count), text, text.count, &result, nil)
        return made == nil ? [] : result
    }

    private static func wipe(_ octets: inout [UInt8]) {
        octets.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
    }
}
