/// Lines that say who wrote what follows: "On Monday Alice wrote:", the header block that Outlook
/// puts above an answered mail, the line that opens a forwarded one.
struct AttributionLines {
    let octets: [UInt8]
    let lines: [PlainLine]

    /// Where the attribution that begins in line `index` ends; nil where none does.
    func end(from index: Int) -> Int? {
        if isOriginalLine(index) {
            return headerBlockEnd(from: index + 1) ?? index + 1
        }
        if isRuler(index), let end = headerBlockEnd(from: index + 1) { return end }
        return headerBlockEnd(from: index) ?? sentenceEnd(from: index)
    }

    // MARK: - A sentence

    private func sentenceEnd(from index: Int) -> Int? {
        let first = text(index)
        guard first.count <= 300, let start = first.first else { return nil }
        if endsInColon(first) {
            return isQuoteBelow(index) || hasVerb(first) && saysWhoOrWhen(first) ? index + 1 : nil
        }
        // "On Mon, 2 Mar 2026 at 10:00, Alice Example" and the rest below it.
        guard start.isDigit || Words.openers.contains(where: { first.starts(with: $0) }) else {
            return nil
        }
        for next in (index + 1)..<max(index + 1, min(index + 4, lines.count)) {
            let line = text(next)
            guard !line.isEmpty, line.count <= 300, lines[next].depth == lines[index].depth else {
                return nil
            }
            if endsInColon(line) {
                let all = octets[lines[index].content.lowerBound..<lines[next].content.upperBound]
                let isOne = hasVerb(Array(all)[...].lowercasedSlice) && saysWhoOrWhen(all)
                return isOne ? next + 1 : nil
            }
        }
        return nil
    }

    private func isQuoteBelow(_ index: Int) -> Bool {
        for next in (index + 1)..<max(index + 1, min(index + 3, lines.count)) {
            if lines[next].depth > lines[index].depth { return true }
            if !text(next).isEmpty { return false }
        }
        return false
    }

    private func endsInColon(_ line: ArraySlice<UInt8>) -> Bool {
        line.last == UInt8(ascii: ":") || line.suffix(3).elementsEqual("：".utf8)
    }

    private func hasVerb(_ line: ArraySlice<UInt8>) -> Bool {
        Words.verbs.contains { Array(line).firstRange(of: $0, in: 0..<line.count) != nil }
    }

    private func saysWhoOrWhen(_ line: ArraySlice<UInt8>) -> Bool {
        line.contains { $0.isDigit || $0 == UInt8(ascii: "@") }
    }

    // MARK: - A header block

    /// "-----Original Message-----" in many languages.
    private func isOriginalLine(_ index: Int) -> Bool {
        let line = text(index)
        guard line.count <= 120 else { return false }
        if Words.forwardings.contains(where: { line.elementsEqual($0) }) { return true }
        guard line.starts(with: Array("--".utf8)), line.suffix(2).elementsEqual("--".utf8) else {
            return false
        }
        let inner = line.drop { $0 == UInt8(ascii: "-") || $0 == .space }
        return Words.originals.contains { inner.starts(with: $0) }
    }

    private func isRuler(_ index: Int) -> Bool {
        let line = text(index)
        return line.count >= 10 && line.allSatisfy { $0 == UInt8(ascii: "_") || $0 == 0x2D }
    }

    /// A sender's line, and at least two of the others soon below it.
    private func headerBlockEnd(from start: Int) -> Int? {
        var index = start
        while index < min(start + 2, lines.count), text(index).isEmpty, index > 0,
            isOriginalLine(index - 1)
        { index += 1 }
        guard index < lines.count, let first = label(index), Words.senders.contains(first) else {
            return nil
        }
        var others = 0
        var end = index + 1
        while end < min(index + 16, lines.count), lines[end].depth == lines[index].depth,
            !text(end).isEmpty
        {
            if let label = label(end), Words.fields.contains(label) { others += 1 }
            end += 1
        }
        return others >= 2 ? end : nil
    }

    /// What stands before a colon: "from", also of "*From:*".
    private func label(_ index: Int) -> String? {
        let line = text(index).prefix(60).drop { $0 == UInt8(ascii: "*") }
        let wide = line.indices.first { line[$0...].starts(with: "：".utf8) }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? wide else { return nil }
        let name = line[..<colon].trimmed.filter { $0 != UInt8(ascii: "*") }
        return String(decoding: name, as: UTF8.self).replacingNoBreakSpaces
    }

    /// The line in lower case, as far as ASCII goes, without blanks at its ends.
    private func text(_ index: Int) -> ArraySlice<UInt8> {
        guard lines.indices.contains(index) else { return [] }
        let line = lines[index].content
        // Longer lines are never looked at, so they need not be copied.
        guard line.count <= 1_000 else { return octets[line] }
        return octets[line].trimmed.lowercasedSlice
    }
}

extension ArraySlice<UInt8> {
    fileprivate var lowercasedSlice: ArraySlice<UInt8> { map(\.lowercased)[...] }
}

extension String {
    /// French puts one before its colons.
    fileprivate var replacingNoBreakSpaces: String {
        String(unicodeScalars.filter { $0 != "\u{A0}" && $0 != "\u{202F}" })
    }
}

/// In lower case as far as ASCII goes.
private enum Words {
    private static func list(_ words: String) -> [[UInt8]] {
        words.split(separator: ",").map { Array($0.utf8) }
    }

    static let openers = list(
        "on ,am ,le ,el ,il ,op ,em ,den ,dne ,dnia ,w dniu ,at ,quoting ,în ,a(z) ,tarihinde ,"
            + "in article ,in message ,citando ,mon,tue,wed,thu,fri,sat,sun,пн,вт,ср,чт,пт,сб,вс,"
            + "на ,в ,στις ,ב,في ,from: ,na ,dana ,vào ,pada ,pe ,tiistai,från ")
    static let verbs = list(
        "wrote,writes,schrieb,schreibt,a écrit,écrit,ecrit,écrivait,escribió,escribio,escribi,"
            + "ha scritto,scrive,schreef,geschreven,escreveu,skrev,kirjoitti,napisał,napisal,"
            + "napísal,napsal,írta,a scris,пишет,писал,написал,написав,пише,写道,寫道,のメール,"
            + "のメッセージ,書きました,님이 작성,yazdı,έγραψε,כתב,كتب,said,viết,menulis,piše,rašė,"
            + "rakstīja,wrote,va escriure,skrifaði")
    static let originals = list(
        "original message,original mail,original appointment,ursprüngliche nachricht,original-nachricht,"
            + "originalnachricht,weitergeleitete nachricht,message d'origine,message d’origine,"
            + "message original,message transféré,mensaje original,mensaje reenviado,"
            + "mensagem original,mensagem encaminhada,messaggio originale,messaggio inoltrato,"
            + "oorspronkelijk bericht,doorgestuurd bericht,originalmeddelande,"
            + "vidarebefordrat meddelande,oprindelig meddelelse,opprinnelig melding,"
            + "wiadomość oryginalna,oryginalna wiadomość,treść oryginalnej,původní zpráva,"
            + "forwarded message,forwarded by,begin forwarded,reply message,"
            + "Исходное сообщение,исходное сообщение,Пересылаемое сообщение,пересылаемое,"
            + "Начало переадресованного,原始邮件,原始郵件,转发的邮件,邮件原件,元のメッセージ,転送,"
            + "원본 메시지,eredeti üzenet,alkuperäinen viesti")
    static let forwardings = list(
        "begin forwarded message:,anfang der weitergeleiteten nachricht:,"
            + "début du message réexpédié :,inizio messaggio inoltrato:,"
            + "inicio del mensaje reenviado:,begin doorgestuurd bericht:")
    static let senders = set(
        "from,von,de,da,van,från,fra,od,От,от,发件人,寄件者,差出人,보낸 사람,lähettäjä,feladó,"
            + "Από,מאת,من,expéditeur,remitente,kimden,gönderen")
    static let fields = set(
        "sent,date,to,cc,bcc,subject,reply-to,importance,gesendet,datum,an,betreff,envoyé,à,objet,"
            + "enviado,enviado el,enviada em,para,asunto,assunto,inviato,data,a,oggetto,verzonden,aan,"
            + "onderwerp,skickat,till,ämne,sendt,til,emne,wysłano,do,temat,dw,Отправлено,Кому,Тема,"
            + "Дата,Копия,отправлено,кому,тема,дата,发送时间,收件人,抄送,主题,日期,發送時間,收件者,"
            + "主旨,寄件日期,件名,宛先,送信日時,日時,보낸 날짜,받는 사람,제목,참조,lähetetty,vastaanottaja,"
            + "aihe,elküldve,címzett,tárgy,Στάλθηκε,Προς,Θέμα,fecha,kopie,copie,kime,konu,tarih,"
            + "odesláno,komu,předmět,odoslané,predmet,trimis,către,subiect")

    private static func set(_ words: String) -> Set<String> {
        Set(words.split(separator: ",").map(String.init))
    }
}
