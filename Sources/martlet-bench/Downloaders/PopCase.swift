import ArgumentParser
import Glibc

/// Emptying a full maildrop: this program, other downloaders, and a reader that keeps nothing.
struct PopCase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pop",
        abstract: "Download and delete maildrops, beside other downloaders.",
        discussion: """
            Servers are made for the purpose: Dovecot, where it is installed, and the one of this
            project. Everything goes over TLS. The other downloaders are those of Debian that are
            installed: mpop, fetchmail, getmail6.
            """)

    @Option(
        help: """
            COUNTxOCTETS or COUNTxmixed, then @ and the milliseconds of a round trip where the \
            line is long; separated by commas.
            """)
    var loads = "10000x15000,1000x15000,1000x15000@40,20x25000000,20x25000000@40,10000xmixed"
    @Option(help: "The program to measure; default: the one built beside this one.")
    var martlet = BenchProgram.martlet
    @Option(help: "How often each reader is measured; the readers take turns.") var runs = 7
    @Option(help: "Seconds; a reader that takes longer is measured once.") var patience = 20
    @Option(help: "Only readers whose names begin so, separated by commas.") var readers = ""
    @Option(help: "dovecot, built-in or both, separated by a comma.")
    var servers = "dovecot,built-in"
    @Option(help: "Where the mail lies meanwhile.") var state = BenchHome.temporaryFolder

    func validate() throws {
        guard runs > 0, patience > 0, !chosenLoads.isEmpty, !chosenLoads.contains(nil) else {
            throw ValidationError("--loads are like 1000x15000@40; --runs is at least 1.")
        }
    }

    private var chosenLoads: [PopLoad?] {
        loads.split(separator: ",").map { PopLoad($0) }
    }

    private var chosenReaders: [any Downloader] {
        let names = readers.split(separator: ",")
        return Downloaders.all(martlet: martlet).filter { reader in
            reader.isInstalled
                && (names.isEmpty || names.contains { reader.name.hasPrefix($0) })
        }
    }

    func run() async throws {
        let folder = try PopFolder(in: state)
        defer { folder.remove() }
        let identity = try TestAuthority(in: folder.path)
        for (number, load) in chosenLoads.enumerated() {
            guard let load else { continue }
            let place = "\(folder.path)/\(number)"
            try BenchFile.makeFolder(place)
            let mail = try ServedMail(load.kind, count: load.count, in: place + "/served")
            for server in try makeServers(load, mail, identity, in: place) {
                var series = PopSeries(
                    load: load, octets: mail.octets / load.count, server: server,
                    readers: chosenReaders, patience: patience)
                try await series.measure(runs: runs)
                print(series.table.text)
                fflush(nil)
            }
            BenchFile.remove(place)
        }
    }

    private func makeServers(
        _ load: PopLoad, _ mail: ServedMail, _ identity: TestAuthority, in place: String
    ) throws(BenchFault) -> [any MaildropServer] {
        let names = servers.split(separator: ",")
        var made: [any MaildropServer] = []
        if names.contains("dovecot"), DovecotServer.isInstalled {
            made.append(
                try DovecotServer(
                    mail, identity: identity, in: place + "/dovecot", port: Port.unused()))
        }
        // It keeps all mail in memory.
        if names.contains("built-in"), !load.isLarge {
            made.append(BuiltInServer(load.kind, identity: identity))
        }
        return made
    }
}

/// Where everything lies while it is measured; short, as it holds sockets.
struct PopFolder {
    let path: String

    init(in place: String) throws(BenchFault) {
        var template = Array("\(place)/pop-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw BenchFault(call: "mkdtemp") }
        path = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // The server's user and the downloaders' have to pass.
        guard chmod(path, 0o755) == 0 else { throw BenchFault(call: path) }
    }

    func remove() {
        BenchFile.remove(path)
    }
}
