import Wire

extension SampleAttachment {
    /// A blue dot, 16 by 16.
    static func picture(_ name: String, contentID: String? = nil) -> SampleAttachment {
        SampleAttachment(name: name, type: "image/png", octets: dot, contentID: contentID)
    }

    /// One empty page.
    static func document(_ name: String) -> SampleAttachment {
        SampleAttachment(name: name, type: "application/pdf", octets: Array(page.utf8))
    }

    static func text(_ name: String, _ text: String, type: String = "text/plain")
        -> SampleAttachment
    {
        let lines = text.replacing("\n", with: "\r\n")
        return SampleAttachment(
            name: name, type: "\(type); charset=utf-8", octets: Array(lines.utf8))
    }

    private static let dot = Base64.decode(picture.joined().utf8) ?? []

    private static let picture = [
        "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAPklEQVR42mP49fUZSYiBOho0ohZAEGENcKXI",
        "CKcGrKrR9DAQoxpZD7kaCKqG66GbBtp7mpx4ICemyUlLBBEAORoHhOAeEMYAAAAASUVORK5CYII=",
    ]

    private static let page = """
        %PDF-1.4
        1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
        2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
        3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >> endobj
        trailer << /Root 1 0 R >>
        %%EOF

        """
}
