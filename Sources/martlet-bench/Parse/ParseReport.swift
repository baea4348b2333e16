import MIME

/// The tables of the case `parse`.
struct ParseReport {
    let mails: Int
    let runs: Int
    /// Where the mails are written for the other parser.
    let file: String

    func make() async throws -> String {
        let figures = ParseFigures(mails: (0..<mails).map(MixedMail.octets), runs: runs)
        let size = Double(figures.octets) / 1_000_000
        var table = Table(
            "\(mails) mails of mixed kinds, \(Figure.text(size)) MB, median of \(runs) runs",
            ["read", "ms", "MB/s", "mails/s", "memory grew, MB"])
        for depth in ParseFigures.Depth.allCases {
            let (series, grown) = await figures.measure(depth)
            table.add(row(depth.rawValue, series, size) + [Figure.text(grown)])
        }
        return try table.text + other(figures, size) + (await large())
    }

    private func row(_ name: String, _ series: Series, _ megabytes: Double) -> [String] {
        let seconds = series.median / 1_000
        return [
            name, series.text, Figure.text(megabytes / seconds),
            Figure.text(Double(mails) / seconds),
        ]
    }

    private func other(_ figures: ParseFigures, _ size: Double) throws -> String {
        guard let python = PythonParser() else {
            return "\nNo python3 here: Python's `email` is left out.\n"
        }
        let runs = min(runs, 3)
        try PythonParser.write(figures.mails, to: file)
        let times = try python.measure(file, runs: runs)
        var table = Table(
            "The same mails, Python's `email` (\(python.program)), median of \(runs) runs",
            ["read", "ms", "MB/s", "mails/s"])
        for (depth, series) in zip(ParseFigures.Depth.allCases, times) {
            table.add(row(depth.rawValue, series, size))
        }
        return table.text
    }

    /// One mail with a large attachment: its body is passed over, then decoded.
    private func large() async -> String {
        var table = Table(
            "One mail with an attachment of 48 MB, median of \(runs) runs",
            ["attachment", "read", "ms", "GB/s", "memory grew, MB"])
        for (name, encoding) in [
            ("base64", MailEncoding.base64), ("quoted-printable", .quotedPrintable),
        ] {
            let mail = MixedMail.large(encoding: encoding, octets: 48_000_000)
            let figures = ParseFigures(mails: [mail], runs: runs)
            for depth in ParseFigures.Depth.allCases {
                let (series, grown) = await figures.measure(depth)
                let speed = Double(mail.count) / 1_000_000 / series.median
                table.add(
                    [name, depth.rawValue, series.text, Figure.text(speed), Figure.text(grown)])
            }
        }
        return table.text
    }
}
