/// What the octets of an attachment are by their looks, and what is wrong with what it claims.
public struct PartContents: Hashable, Sendable {
    /// "PDF document"; empty where the octets do not say.
    public var name: String
    /// A sentence for the person, such as "calls itself a picture but is a Windows program"; empty
    /// where nothing deserves one.
    public var warning: String
    /// The octets, or the name's ending, are those of something that runs when it is opened.
    public var isProgram: Bool

    public init(name: String = "", warning: String = "", isProgram: Bool = false) {
        self.name = name
        self.warning = warning
        self.isProgram = isProgram
    }
}

extension ParsedMessage {
    /// What a part really is, told from its first octets and its name.
    ///
    /// The octets decide, as they do for whatever opens the file; the media type and the name are
    /// only claims.
    public func contents(of part: Part) -> PartContents {
        if part.isMessage { return PartContents(name: "mail message") }
        if part.isMultipart { return PartContents() }
        let start = decodedStart(of: part, octets: Limits.lookedAtOctets)
        let kind = FileLook.kind(of: start)
        let check = ClaimCheck(part: part, kind: kind, start: start)
        return PartContents(
            name: kind?.name ?? "", warning: check.warning, isProgram: check.isProgram)
    }

    /// The first decoded octets of a part; what lies behind them is not decoded.
    func decodedStart(of part: Part, octets limit: Int) -> [UInt8] {
        // No encoding takes more than three octets for one, apart from line ends.
        Array(decodedOctets(of: part, limit: limit * 4).prefix(limit))
    }
}
