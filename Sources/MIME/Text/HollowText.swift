/// A text that says nothing: blank, or only that there is a page to look at.
enum HollowText {
    static func isHollow(_ part: Part, in message: ParsedMessage) -> Bool {
        let octets = message.source(of: part)
        guard part.body.count <= Limits.hollowTextOctets else {
            return octets[part.body].allSatisfy(\.isHeaderSpace)
        }
        return isHollow(message.text(of: part))
    }

    /// A page without two letters to read and without pictures that could be all of it.
    static func isHollowPage(_ part: Part, in message: ParsedMessage) -> Bool {
        guard part.body.count <= Limits.previewSourceOctets else { return false }
        let page = HTMLReader.read(message.text(of: part).utf8, isPreview: true)
        guard page.remoteImages == 0 else { return false }
        let letters = page.reading.flat.lazy.filter { $0.isLetter || $0.isNumber }
        return letters.prefix(2).count < 2
    }

    static func isHollow(_ text: String) -> Bool {
        var text = text.lowercased()
        let octets = Array(text.utf8)
        let links = LinkFinder.links(in: octets, withAddresses: false)
        for link in links.reversed() where link.target.hasPrefix("http") {
            text = text.replacing(link.target, with: " ")
        }
        let words = text.split { !$0.isLetter && !$0.isNumber }
        if words.isEmpty { return true }
        let line = words.joined(separator: " ")
        guard line.utf8.count <= 400 else { return false }
        if phrases.contains(where: line.contains) { return true }
        return viewers.contains(where: line.contains)
            && (words.contains { word in verbs.contains { word.hasPrefix($0) } }
                || unspacedVerbs.contains(where: line.contains))
    }

    /// In lower case, one blank between words, no signs.
    private static let phrases = [
        "view online", "view the online version", "view this email online",
        "read this email online", "read online", "multi part message in mime",
        "multipart message in mime", "mime aware", "online version", "onlineversion",
        "version en ligne", "versión online", "versión en línea", "versione online",
        "versão online", "webversie", "online versie", "webbversion", "wersja online",
        "веб версия", "онлайн версия",
    ]

    /// What the page is, or is seen with.
    private static let viewers = [
        "html", "browser", "navigateur", "navegador", "webbläsare", "nettleser", "selaime",
        "przeglądar", "prohlížeč", "prehliadač", "böngésző", "tarayıcı", "браузер", "переглядач",
        "浏览器", "瀏覽器", "ブラウザ", "브라우저",
    ]

    /// How words begin that say what a program can, must or should do with it, or call it a form of
    /// this mail, in many languages.
    private static let verbs: [String] = list(
        """
        display show view render support read see open enable require need capable compatible format
        version switch
        mail email message newsletter nachricht darstell dargestellt anzeig angezeig ansicht ansehen
        anschau unterstütz aktivier benötig erforder lesen öffnen kein courriel courrier affich prend
        prendre support supporte lire voir visualis consult activ nécessit mensaje correo mostrar muestr
        visualiz admite soporta leer requiere necesit abrir messaggio mostra vede legg richied attiv
        apri mensagem exib suporta ler requer bericht weer ondersteun bekijk lezen openen meddelande visa
        visas stöd läs öppna vises støtt understøtt læs åbn åpne viest näyt näe avaa
        wiadomo wyświetl obsług obsłuż zobacz otwórz zpráv zobraz podpor nepodpor otevř správ otvor
        üzenet megjelen támogat megnyit mesaj görüntül destekle mesajul afiș сообщени письм показ отобра
        поддерж просм посмотр откр лист відобра підтрим перегля
        """)

    /// The same of scripts without blanks between words.
    private static let unspacedVerbs = list(
        "表示 対応 ご覧 見る 開く メール 形式 显示 支持 查看 打开 邮件 格式 顯示 支援 檢視 開啟 郵件 표시 지원 보기 형식 메일")

    private static func list(_ words: String) -> [String] {
        words.split { $0 == " " || $0 == "\n" }.map(String.init)
    }
}
