/// fetchmail, delivering by the cheapest of its ways: appending to one file.
struct FetchmailDownloader: Downloader {
    let name = "fetchmail"
    let program = "/usr/bin/fetchmail"
    let waitsForEach = true

    func command(home: BenchHome, server: ServerAddress) throws(BenchFault) -> [String] {
        let tls =
            server.authority.map { "ssl sslcertck sslcertfile \"\($0)\"" } ?? "sslproto \"\""
        let path = try home.write(
            """
            poll \(server.host) protocol pop3 service \(server.port) auth password \
            user "\(server.user)" password "\(server.password)" fetchall nokeep \(tls) \
            bsmtp "\(home.folder)/out"

            """, as: "fetchmailrc")
        return [
            program, "-f", path, "--nosyslog", "--pidfile", "\(home.folder)/pid", "-s", "--idfile",
            "\(home.folder)/ids",
        ]
    }
}
