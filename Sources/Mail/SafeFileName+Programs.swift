extension SafeFileName {
    /// Whether a desktop may run a file of this name instead of showing it.
    public var namesProgram: Bool {
        guard let dot = text.lastIndex(of: ".") else { return false }
        return SafeFileName.running.contains(text[text.index(after: dot)...].lowercased())
    }

    private static let running = Set(
        """
        action apk app appimage application appref-ms bash bat bin chm class cmd com command cpl crx csh \
        deb desktop directory dll dmg docm elf exe fish flatpakref gadget hta inf ipa iso jar jnlp js jse \
        ksh lnk mjs msc msi msix msp mst php pif pkg pl ppam pptm ps1 psm1 py pyc pyw rb rdp reg rpm run \
        scf scpt scr sct service settingcontent-ms sh snap so sys tcl url vb vbe vbs webloc website \
        workflow wsc wsf wsh wll xlam xll xlsb xlsm xpi zsh
        """.split(separator: " ").map(String.init))
}
