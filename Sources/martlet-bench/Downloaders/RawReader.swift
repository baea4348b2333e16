/// Asks for everything at once, deletes it, and keeps nothing: the limit beside the others.
struct RawReader: Downloader {
    let name = "octets alone"
    var program: String { BenchProgram.path }

    func command(home: BenchHome, server: ServerAddress) -> [String] {
        var arguments = [
            program, "drain", "pop", "--delete", "--host", server.host, "--port",
            "\(server.port)", "--user", server.user, "--password", server.password,
        ]
        if let authority = server.authority { arguments += ["--ca", authority] }
        return arguments
    }
}
