/// mpop: pipelines, delivers into a Maildir.
struct MpopDownloader: Downloader {
    let name = "mpop"
    let program = "/usr/bin/mpop"

    func command(home: BenchHome, server: ServerAddress) throws(BenchFault) -> [String] {
        try home.makeMaildir()
        let tls =
            server.authority.map { "tls on\ntls_starttls off\ntls_trust_file \($0)" } ?? "tls off"
        let path = try home.write(
            """
            defaults
            \(tls)
            uidls_file \(home.folder)/uidls
            account bench
            host \(server.host)
            port \(server.port)
            user \(server.user)
            password \(server.password)
            auth user
            keep off
            delivery maildir \(home.maildir)
            account default : bench

            """, as: "mpoprc")
        return [program, "-C", path, "-q"]
    }
}
