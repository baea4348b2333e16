import Glibc

/// Messages on the disk, made once; each measured maildrop consists of links to them.
struct ServedMail {
    /// What the messages are like.
    enum Kind: Hashable {
        /// Plain text of so many octets.
        case text(Int)
        /// Of all kinds and sizes, as a mailbox holds them.
        case mixed
    }

    private let folder: String
    private var names: [String] = []
    /// All of them as the server sends them, with CR LF.
    private(set) var octets = 0
    private var firstOctets = 0

    /// A file above this many octets is made once and served again and again.
    private static let largeOctets = 1 << 20

    init(_ kind: Kind, count: Int, in folder: String) throws(BenchFault) {
        self.folder = folder
        try BenchFile.makeFolder(folder)
        let text = SyntheticMail(newest: .init(seconds: 1_700_000_000), count: count)
        for number in 0..<count {
            switch kind {
            case .text(let size) where size > ServedMail.largeOctets:
                guard number == 0 else {
                    try addAgain(number)
                    continue
                }
                try add(number, MixedMail.large(encoding: .base64, octets: size / 78 * 57))
            case .text(let size): try add(number, text.octets(number, text: size))
            case .mixed: try add(number, MixedMail.octets(number))
            }
        }
    }

    /// A maildrop for one download; only the first so many messages.
    func fill(_ maildir: String, count: Int) throws(BenchFault) {
        for path in ["", "/cur", "/new", "/tmp"] {
            try BenchFile.makeFolder(maildir + path)
            try MailOwner.give(maildir + path)
        }
        for name in names.prefix(count) {
            guard link(folder + "/" + name, maildir + "/cur/" + name) == 0 else {
                throw BenchFault(call: "link")
            }
        }
    }

    /// How a mail store writes it: LF alone, and both sizes in the name, so that the server need
    /// not read a message to list it.
    private mutating func add(_ number: Int, _ message: [UInt8]) throws(BenchFault) {
        let stored = message.filter { $0 != 13 }
        let lines = stored.reduce(0) { $1 == 10 ? $0 + 1 : $0 }
        let size = stored.count + lines
        let name = ServedMail.name(number, ",S=\(stored.count),W=\(size):2,")
        try BenchFile.write(stored, to: folder + "/" + name)
        try MailOwner.give(folder + "/" + name)
        if names.isEmpty { firstOctets = size }
        names.append(name)
        octets += size
    }

    /// The first message under another name.
    private mutating func addAgain(_ number: Int) throws(BenchFault) {
        guard let first = names.first, let mark = first.firstIndex(of: ",") else { return }
        let name = ServedMail.name(number, first[mark...])
        guard link(folder + "/" + first, folder + "/" + name) == 0 else {
            throw BenchFault(call: "link")
        }
        names.append(name)
        octets += firstOctets
    }

    private static func name(_ number: Int, _ ending: some StringProtocol) -> String {
        "\(1_700_000_000 + number).M\(number)P1.bench\(ending)"
    }
}
