import Foundation

/// A certificate authority of the test run's own, and the certificates it signed.
struct CertificateAuthority {
    struct Certificate {
        var certificate: String
        var key: String
    }

    /// What may be wrong with a server's certificate.
    enum Validity: String, CaseIterable {
        case good
        case wrongName
        case expired
    }

    let folder: String

    var certificate: String { "\(folder)/ca.crt" }

    /// - Parameter folder: exists and is empty.
    init(folder: String) throws {
        self.folder = folder
        try Tool.named("openssl").run([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days", "30", "-subj", "/CN=Martlet test CA", "-addext",
            "keyUsage=critical,keyCertSign,cRLSign", "-keyout", "\(folder)/ca.key", "-out",
            certificate,
        ])
    }

    /// Signs a certificate for a loopback address.
    func sign(_ validity: Validity, address: String) throws -> Certificate {
        let openssl = try Tool.named("openssl")
        let base = "\(folder)/\(validity.rawValue)"
        let names =
            validity == .wrongName ? "DNS:mail.example.net" : "DNS:localhost,IP:\(address)"
        try """
        [ca]
        default_ca = ours
        [ours]
        database = \(base).index
        serial = \(base).serial
        new_certs_dir = \(folder)
        policy = names
        x509_extensions = server
        [names]
        commonName = supplied
        [server]
        subjectAltName = \(names)
        extendedKeyUsage = serverAuth
        """.write(toFile: "\(base).cnf", atomically: true, encoding: .utf8)
        try "".write(toFile: "\(base).index", atomically: true, encoding: .utf8)
        try "01\n".write(toFile: "\(base).serial", atomically: true, encoding: .utf8)
        try openssl.run([
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
            "/CN=Martlet test server", "-keyout", "\(base).key", "-out", "\(base).csr",
        ])
        let end = validity == .expired ? "20200201000000Z" : "20490101000000Z"
        try openssl.run([
            "ca", "-batch", "-notext", "-md", "sha256", "-config", "\(base).cnf", "-cert",
            certificate, "-keyfile", "\(folder)/ca.key", "-in", "\(base).csr", "-out",
            "\(base).crt", "-startdate", "20200101000000Z", "-enddate", end,
        ])
        return Certificate(certificate: "\(base).crt", key: "\(base).key")
    }

    /// SHA-256 of the public key, computed by OpenSSL and not by us.
    static func fingerprint(of certificate: Certificate) throws -> String {
        let openssl = try Tool.named("openssl")
        let key = "\(certificate.certificate).der"
        try openssl.run(["pkey", "-in", certificate.key, "-pubout", "-outform", "DER", "-out", key])
        let text = try openssl.run(["dgst", "-sha256", "-r", key])
        return String(text.prefix(64))
    }
}
