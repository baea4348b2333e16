import Mail

extension MessageDocument.Attachment {
    /// Why it is not shown by another program without a question; nil where nothing speaks against it.
    var doubt: String? {
        if !warning.isEmpty { return warning }
        let name = SafeFileName(fileName)
        if name.namesProgram { return "This may be a program" }
        let end =
            name.text.lowercased().split(separator: ".", omittingEmptySubsequences: false)
            .last ?? ""
        if Self.pages.contains(String(end)) || mediaType == "text/html" {
            return "A browser may fetch things from the network for it"
        }
        return nil
    }

    private static let pages: Set = ["htm", "html", "xhtml", "shtml", "mht", "mhtml", "svg", "url"]
}
