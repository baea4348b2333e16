import Glibc

/// An authority made for one run, and the certificate of a server on this computer.
struct TestAuthority {
    /// PEM files.
    let authority: String
    let certificate: String
    let key: String

    init(in folder: String) throws(BenchFault) {
        authority = folder + "/ca.pem"
        certificate = folder + "/server.pem"
        key = folder + "/server.key"
        let (authorityKey, request) = (folder + "/ca.key", folder + "/server.csr")
        let names = folder + "/names"
        try BenchFile.write(
            "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n", to: names)
        let steps = [
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj",
                "/CN=martlet-bench", "-addext", "keyUsage=critical,keyCertSign", "-keyout",
                authorityKey, "-out", authority,
            ],
            [
                "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", key,
                "-out", request,
            ],
            [
                "x509", "-req", "-in", request, "-CA", authority, "-CAkey", authorityKey,
                "-CAcreateserial", "-days", "30", "-extfile", names, "-out", certificate,
            ],
        ]
        for step in steps {
            try ChildProgram.run(["/usr/bin/openssl"] + step, what: "openssl")
        }
    }
}
