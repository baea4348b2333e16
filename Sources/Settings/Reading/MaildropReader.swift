import Mail

/// What only POP accounts have: when mail leaves the server, and what is fetched whole.
extension SettingsReader {
    mutating func readLeaveOnServer(_ section: Section, _ kind: AccountKind?) -> LeaveOnServer? {
        guard let text = section.text("leave_on_server") else { return nil }
        checkIsPOP("leave_on_server", section, kind)
        if let policy = LeaveOnServer(text) { return policy }
        tell(
            "leave_on_server", in: section, "leave_on_server cannot be \"\(text)\"",
            remedy: "Write \"0d\" (download and delete), \"14d\", \"forever\" or \"until-deleted\"."
        )
        return nil
    }

    mutating func readDeleteGrace(_ section: Section, _ kind: AccountKind?) -> Duration {
        guard let text = section.text("delete_grace") else { return .zero }
        checkIsPOP("delete_grace", section, kind)
        guard let time = RelativeTime(text) else {
            tell(
                "delete_grace", in: section, "delete_grace is no length of time: \"\(text)\"",
                remedy: "Write a number and s, m, h or d, such as \"1h\".")
            return .zero
        }
        return .seconds(time.seconds)
    }

    /// Nil, also for 0: no limit.
    mutating func readSizeLimit(_ section: Section, _ kind: AccountKind?) -> Int? {
        guard section.has("size_limit") else { return nil }
        checkIsPOP("size_limit", section, kind)
        guard let text = section.text("size_limit") else { return nil }
        guard let octets = ByteCount.octets(text) else {
            tell(
                "size_limit", in: section, "size_limit is no size: \"\(text)\"",
                remedy: "Write a number and KB, MB or GB, such as \"25 MB\"; 0 is no limit.")
            return nil
        }
        return octets > 0 ? octets : nil
    }

    private mutating func checkIsPOP(_ key: String, _ section: Section, _ kind: AccountKind?) {
        guard kind == .imap else { return }
        tell(
            at: section.path + [key], "\(key) is for POP accounts",
            remedy: "Remove it: with IMAP mail stays on the server.")
    }
}
