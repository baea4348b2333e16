import Mail

/// Whether the `rules` beside a hostile mail hold for what `inspect` shows of it.
struct RuleComparison {
    enum Outcome {
        case holds
        case broken(String)
        /// A sentence that only a person or a test of its own can judge.
        case forPeople
    }

    let report: JSON
    let screen: ScreenText
    /// Nil where nobody measured.
    var cost: Cost?
    /// Calls towards a network; nil where nobody watched.
    var networkCalls: [String]?

    /// What reading the mail took.
    struct Cost {
        let milliseconds: Double
        /// More than a mail of two lines takes.
        let megabytesMore: Double
    }

    func outcome(_ rule: String, _ wanted: JSON) -> Outcome {
        switch rule {
        case "screen_must_not_contain":
            return screen.fault.map(Outcome.broken) ?? unbrokenSubject
        case "must_show":
            return all(wanted.elements.compactMap(\.string))
        case "text":
            return all([wanted.string ?? ""])
        case "target":
            return all([RuleComparison.cleaned(wanted.string ?? "")])
        case "addr":
            let people = report["from"]?.elements ?? []
            return check(people.contains { $0["address"]?.string == wanted.string }, "From")
        case "subject_any_of":
            return check(isAny(of: wanted, report["subject"]), "Subject")
        case "text_any_of":
            let isReplaced = report["text"]?.string?.contains("\u{FFFD}") == true
            return check(isReplaced || isAny(of: wanted, report["text"]), "text")
        case "name_on_disk", "save":
            return names.compactMap(RuleComparison.nameFault).first.map(Outcome.broken) ?? .holds
        case "filename_is_the_decoded_value":
            return check(!names.isEmpty, "no file name")
        case "must_not_connect", "canary_domain":
            guard let networkCalls else { return .forPeople }
            return networkCalls.first.map(Outcome.broken) ?? .holds
        case "limits":
            return limits(wanted)
        default:
            return .forPeople
        }
    }

    private func check(_ holds: Bool, _ what: String) -> Outcome {
        holds ? .holds : .broken(what)
    }

    private func all(_ texts: [String]) -> Outcome {
        let missing = texts.first { !screen.contains($0) }
        return missing.map { .broken("\(JSON.quoted($0)) is not shown") } ?? .holds
    }

    /// A target as a browser goes there, which is what must be seen (WHATWG URL §4.4).
    private static func cleaned(_ target: String) -> String {
        target.filter { $0 != "\t" && !$0.isNewline }.replacing(" ", with: "%20")
    }

    private func isAny(of wanted: JSON, _ found: JSON?) -> Bool {
        let text = CollapsedText(found?.string ?? "")
        return wanted.elements.contains { CollapsedText($0.string ?? "") == text }
    }

    /// A line end inside the subject must not make a line of its own.
    private var unbrokenSubject: Outcome {
        let pieces = (report["subject"]?.string ?? "")
            .split(whereSeparator: \.isNewline).dropFirst()
        let begun = pieces.first { piece in screen.lines.contains { $0.hasPrefix(piece) } }
        return begun.map { .broken("\(JSON.quoted(String($0))) begins a line") } ?? .holds
    }

    private var names: [String] {
        (report["attachments"]?.elements ?? []).compactMap { $0["filename"]?.string }
    }

    /// Looks at octets and scalars only and shares no code with what it checks.
    private static func nameFault(_ proposed: String) -> String? {
        let name = SafeFileName(proposed).text
        let isBad =
            name.isEmpty || name.utf8.count > 255 || name.utf8.contains(0x2F)
            || name.utf8.first == 0x2E || name.utf8.first == 0x2D
            || name.unicodeScalars.contains { $0.isHostile }
        return isBad ? JSON.quoted(name) : nil
    }

    private func limits(_ wanted: JSON) -> Outcome {
        guard let cost else { return .forPeople }
        guard cost.milliseconds <= Double(wanted["parse_ms"]?.integer ?? 0) else {
            return .broken("\(Figure.text(cost.milliseconds)) ms")
        }
        let isSmall = cost.megabytesMore <= Double(wanted["rss_mb_above_idle"]?.integer ?? 0)
        return isSmall ? .holds : .broken("\(Figure.text(cost.megabytesMore)) MB above idle")
    }
}
