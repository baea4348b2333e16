import COpenSSL
import Glibc
import Synchronization
import Testing

@testable import Transport

/// Makes authorities and certificates of any quality, as PEM files in a folder of its own.
final class CertificateWorkshop: Sendable {
    /// One for all tests: keys take time.
    static let shared = CertificateWorkshop()

    enum Flaw {
        case expired, notYetValid, selfSigned, hostileIssuer
    }

    struct Made: Sendable {
        let identity: ServerIdentity
        let fingerprint: [UInt8]
    }

    let caFile: String
    private let folder: String
    private let made = Atomic(0)

    private init() {
        var template = Array("/tmp/martlet-certificates-XXXXXX".utf8CString)
        precondition(mkdtemp(&template) != nil)
        folder = template.withUnsafeBytes { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        caFile = "\(folder)/ca.pem"
        let key = CertificateWorkshop.makeKey()
        let authority = CertificateWorkshop.makeCertificate(
            subject: "Test Authority", key: key, issuer: nil, signer: key, names: nil,
            days: -10...10)
        write(authority, to: caFile)
        writeKey(key, to: "\(folder)/ca.key")
        atexit { CertificateWorkshop.shared.tidyUp() }
    }

    private func tidyUp() {
        unlink(caFile)
        unlink("\(folder)/ca.key")
        rmdir(folder)
    }

    /// A server's certificate for `names` ("DNS:mail.example", "IP:127.0.0.1").
    ///
    /// - Parameter asksClients: the server wants a certificate of this workshop from its clients.
    func make(
        _ label: String, names: String, _ flaw: Flaw? = nil, asksClients: Bool = false
    ) throws -> Made {
        let (certificate, files) = try makeFiles(label, names: names, flaw)
        defer { remove(files) }
        return Made(
            identity: try ServerIdentity(
                certificateFile: files.file, keyFile: files.keyFile,
                clients: asksClients ? caFile : nil),
            fingerprint: Certificate.fingerprint(of: certificate))
    }

    /// A person's certificate, which the caller removes.
    func makeClient(_ label: String, _ flaw: Flaw? = nil) throws -> ClientCertificate {
        try makeFiles(label, names: "email:\(label)@example.org", flaw).files
    }

    func remove(_ files: ClientCertificate) {
        unlink(files.file)
        unlink(files.keyFile)
    }

    private func makeFiles(
        _ label: String, names: String, _ flaw: Flaw?
    ) throws -> (certificate: OpaquePointer, files: ClientCertificate) {
        let key = CertificateWorkshop.makeKey()
        let authority = try #require(readCertificate(caFile))
        let authorityKey = try #require(readKey("\(folder)/ca.key"))
        let isOwn = flaw == .selfSigned || flaw == .hostileIssuer
        let days =
            switch flaw {
            case .expired: -9 ... -2
            case .notYetValid: 2...9
            default: -9...9
            }
        let certificate = CertificateWorkshop.makeCertificate(
            subject: flaw == .hostileIssuer ? "\u{1b}]0;owned\u{7}" : label, key: key,
            issuer: isOwn ? nil : authority, signer: isOwn ? key : authorityKey, names: names,
            days: days)
        // Tests run side by side and may choose the same label.
        let place = "\(folder)/\(made.add(1, ordering: .relaxed).newValue)"
        let files = ClientCertificate(file: "\(place).pem", keyFile: "\(place).key")
        write(certificate, to: files.file)
        writeKey(key, to: files.keyFile)
        return (certificate, files)
    }

    private static func makeKey() -> OpaquePointer {
        let context = EVP_PKEY_CTX_new_id(EVP_PKEY_EC, nil)
        defer { EVP_PKEY_CTX_free(context) }
        EVP_PKEY_keygen_init(context)
        EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_X9_62_prime256v1)
        var key: OpaquePointer?
        guard EVP_PKEY_keygen(context, &key) == 1, let key else {
            preconditionFailure("no key could be made")
        }
        return key
    }

    private static func makeCertificate(
        subject: String, key: OpaquePointer, issuer: OpaquePointer?, signer: OpaquePointer,
        names: String?, days: ClosedRange<Int>
    ) -> OpaquePointer {
        guard let certificate = X509_new() else {
            preconditionFailure("no certificate could be made")
        }
        X509_set_version(certificate, 2)
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), Int.random(in: 1..<(1 << 40)))
        let day = 86_400
        X509_gmtime_adj(X509_getm_notBefore(certificate), days.lowerBound * day)
        X509_gmtime_adj(X509_getm_notAfter(certificate), days.upperBound * day)
        X509_set_pubkey(certificate, key)
        let name = X509_get_subject_name(certificate)
        let text = Array(subject.utf8)
        X509_NAME_add_entry_by_txt(
            name, "CN", V_ASN1_UTF8STRING, text, Int32(text.count), -1, 0)
        X509_set_issuer_name(certificate, issuer.map { X509_get_subject_name($0) } ?? name)
        add(NID_basic_constraints, names == nil ? "critical,CA:TRUE" : "CA:FALSE", certificate)
        if let names { add(NID_subject_alt_name, names, certificate) }
        precondition(X509_sign(certificate, signer, EVP_sha256()) > 0)
        return certificate
    }

    private static func add(_ kind: Int32, _ value: String, _ certificate: OpaquePointer) {
        let addition = X509V3_EXT_conf_nid(nil, nil, kind, value)
        precondition(X509_add_ext(certificate, addition, -1) == 1)
        X509_EXTENSION_free(addition)
    }

    private func write(_ certificate: OpaquePointer, to file: String) {
        let output = BIO_new_file(file, "w")
        precondition(PEM_write_bio_X509(output, certificate) == 1)
        BIO_free(output)
    }

    private func writeKey(_ key: OpaquePointer, to file: String) {
        let output = BIO_new_file(file, "w")
        precondition(PEM_write_bio_PrivateKey(output, key, nil, nil, 0, nil, nil) == 1)
        BIO_free(output)
    }

    private func readCertificate(_ file: String) -> OpaquePointer? {
        let input = BIO_new_file(file, "r")
        defer { BIO_free(input) }
        return PEM_read_bio_X509(input, nil, nil, nil)
    }

    private func readKey(_ file: String) -> OpaquePointer? {
        let input = BIO_new_file(file, "r")
        defer { BIO_free(input) }
        return PEM_read_bio_PrivateKey(input, nil, nil, nil)
    }
}
