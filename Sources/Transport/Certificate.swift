import COpenSSL
import Glibc
import Wire

/// What a person is told about a certificate; all of it is the other side's text, cleaned.
struct Certificate {
    let issuer: String
    /// First and last moment of validity: "2026-11-23 16:50".
    let from: String
    let until: String
    /// SHA-256 of the public key in hex.
    let fingerprint: String

    init(_ certificate: OpaquePointer) {
        issuer = Certificate.text(of: X509_get_issuer_name(certificate))
        from = Certificate.text(of: X509_get0_notBefore(certificate))
        until = Certificate.text(of: X509_get0_notAfter(certificate))
        fingerprint = Certificate.fingerprint(of: certificate).map { octet in
            let digits = String(octet, radix: 16)
            return octet < 16 ? "0" + digits : digits
        }.joined()
    }

    /// SHA-256 of the public key with its algorithm (SPKI); it outlives a renewed certificate.
    static func fingerprint(of certificate: OpaquePointer) -> [UInt8] {
        let key = X509_get_X509_PUBKEY(certificate)
        var encoded: UnsafeMutablePointer<UInt8>?
        let count = i2d_X509_PUBKEY(key, &encoded)
        guard count > 0, let encoded else { return [] }
        defer { tls_free(encoded) }
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        SHA256(encoded, Int(count), &digest)
        return digest
    }

    private static func text(of name: OpaquePointer?) -> String {
        guard let name, let memory = BIO_new(BIO_s_mem()) else { return "" }
        defer { BIO_free(memory) }
        tls_print_name(memory, name)
        var octets = [UInt8](repeating: 0, count: 4 * Limits.certificateText)
        let count = BIO_read(memory, &octets, Int32(octets.count))
        return cleaned(octets.prefix(max(0, Int(count))))
    }

    static func cleaned(_ octets: some Collection<UInt8>) -> String {
        let text = String(decoding: octets, as: UTF8.self).withoutControls
        return String(text.prefix(Limits.certificateText))
    }

    private static func text(of time: UnsafePointer<ASN1_TIME>?) -> String {
        var fields = tm()
        guard let time, ASN1_TIME_to_tm(time, &fields) == 1 else { return "unknown" }
        let date = [Int(fields.tm_year) + 1900, Int(fields.tm_mon) + 1, Int(fields.tm_mday)]
        let clock = [Int(fields.tm_hour), Int(fields.tm_min)]
        return date.map(twoDigits).joined(separator: "-") + " "
            + clock.map(twoDigits).joined(separator: ":")
    }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
