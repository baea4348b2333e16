/// What is downloaded, and over how long a line.
struct PopLoad: Hashable {
    var count: Int
    var kind: ServedMail.Kind
    /// Milliseconds to the server and back; 0: no line between.
    var roundTrip = 0

    /// Reads such as `1000x15000@40`; nil where it is not like that.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "@", maxSplits: 1)
        let words = (parts.first ?? "").split(separator: "x", maxSplits: 1)
        guard words.count == 2, let count = Int(words[0]), count > 0 else { return nil }
        self.count = count
        if words[1] == "mixed" {
            kind = .mixed
        } else {
            guard let octets = Int(words[1]), octets >= 0 else { return nil }
            kind = .text(octets)
        }
        guard parts.count == 2 else { return }
        guard let roundTrip = Int(parts[1]), roundTrip > 0 else { return nil }
        self.roundTrip = roundTrip
    }

    /// Too much for memory.
    var isLarge: Bool {
        if case .text(let octets) = kind { octets * count > 400_000_000 } else { false }
    }

    /// How many are fetched by a reader that would take minutes for all of them.
    func count(for reader: any Downloader) -> Int {
        guard reader.waitsForEach else { return count }
        let most = roundTrip > 0 ? 100 : reader is GetmailDownloader ? 500 : count
        return min(count, most)
    }

    var description: String {
        let size =
            switch kind {
            case .mixed: "of all sizes"
            case .text(let octets): "of \(Figure.text(Double(octets) / 1_000)) kB"
            }
        let line = roundTrip > 0 ? ", \(roundTrip) ms to the server and back" : ""
        return "\(count) messages \(size)\(line)"
    }
}
