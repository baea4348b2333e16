import Glibc

/// getmail, delivering into a Maildir; it refuses to do that for the superuser.
struct GetmailDownloader: Downloader {
    let name = "getmail6"
    let program = "/usr/bin/getmail"
    let waitsForEach = true

    func command(home: BenchHome, server: ServerAddress) throws(BenchFault) -> [String] {
        try home.makeMaildir()
        let retriever =
            server.authority.map { "type = SimplePOP3SSLRetriever\nca_certs = \($0)" }
            ?? "type = SimplePOP3Retriever"
        _ = try home.write(
            """
            [retriever]
            \(retriever)
            server = \(server.host)
            port = \(server.port)
            username = \(server.user)
            password = \(server.password)
            [destination]
            type = Maildir
            path = \(home.maildir)/
            [options]
            delete = true
            read_all = true
            verbose = 0

            """, as: "getmailrc")
        let command = [program, "--getmaildir", home.folder, "--rcfile", "getmailrc"]
        guard geteuid() == 0 else { return command }
        try home.give(to: MailOwner.user)
        return [
            "/usr/bin/setpriv", "--reuid=\(MailOwner.user)", "--regid=\(MailOwner.user)",
            "--clear-groups",
        ] + command
    }
}
