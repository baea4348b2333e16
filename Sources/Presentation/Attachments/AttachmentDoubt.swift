import Mail

extension MessageDocument.Attachment {
    /// Why it is not shown by another program without a question; nil where nothing speaks against it.
    var doubt: String? {
        if !warning.isEmpty { return warning }
        let name = SafeFileName(fileName).text.lowercased()
        let end = name.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
        if Self.programs.contains(String(end)) { return "This may be a program" }
        if Self.pages.contains(String(end)) || mediaType == "text/html" {
            return "A browser may fetch things from the network for it"
        }
        return nil
    }

    private static let programs = Set(
        """
        action apk app appimage bash bat bin chm cmd com command cpl csh deb desktop dll dmg docm exe \
        fish gadget hta inf iso jar js jse ksh lnk mjs msc msi msp mst php pif pkg pl ps1 py pyw rb reg \
        rpm run scf scpt scr sh sys tcl vb vbe vbs workflow ws wsf wsh xlsm pptm xll zsh
        """.split(separator: " ").map(String.init))

    private static let pages: Set = ["htm", "html", "xhtml", "shtml", "mht", "mhtml", "svg", "url"]
}
