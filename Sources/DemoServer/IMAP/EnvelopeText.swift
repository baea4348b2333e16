extension ResponseText {
    /// ENVELOPE of a message (RFC 3501 §7.4.2); text stays as encoded as it is in the mail.
    mutating func append(envelopeOf header: HeaderBlock) {
        append("(")
        append(string: header["Date"])
        append(" ")
        append(string: header["Subject"])
        let from = header["From"]
        // An absent Sender or Reply-To is the From.
        for field in [
            from, header["Sender"] ?? from, header["Reply-To"] ?? from, header["To"],
            header["Cc"], header["Bcc"],
        ] {
            append(" ")
            append(addresses: field)
        }
        append(" ")
        append(string: header["In-Reply-To"])
        append(" ")
        append(string: header["Message-ID"])
        append(")")
    }

    private mutating func append(addresses field: [UInt8]?) {
        let items = AddressField(field ?? []).items
        guard !items.isEmpty else {
            append("NIL")
            return
        }
        append("(")
        for item in items {
            switch item {
            case .address(let name, let local, let domain):
                append("(")
                append(string: name)
                append(" NIL ")
                append(string: local)
                append(" ")
                append(string: domain)
                append(")")
            case .groupStart(let name):
                append("(NIL NIL ")
                append(string: name)
                append(" NIL)")
            case .groupEnd:
                append("(NIL NIL NIL NIL)")
            }
        }
        append(")")
    }
}
