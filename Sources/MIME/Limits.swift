/// Every bound on what a mail may make us do; reaching one leaves a ``Defect`` or a shorter text.
enum Limits {
    /// Octets of one header block; what follows is taken for the body.
    static let headerBlockOctets = 4 << 20
    /// Octets of one field that are kept; the rest is skipped.
    static let keptFieldOctets = 1 << 20
    /// Octets of one field that are understood.
    static let parsedFieldOctets = 64 << 10
    /// Fields of one header block that are kept.
    static let headerFields = 10_000
    /// Multiparts and enclosed messages inside each other; a deeper one is a single attachment.
    static let partDepth = 50
    /// Parts of one message; the last one holds the rest.
    static let parts = 1_000
    /// Addresses of one list.
    static let addresses = 5_000
    /// Message-IDs of one References field.
    static let references = 1_000
    /// Encoded words (RFC 2047) of one field; later ones are shown undecoded.
    static let encodedWords = 2_000
    /// Parameters of one Content-Type or Content-Disposition field.
    static let parameters = 200
    /// Elements of an HTML document inside each other; deeper ones are read as if not nested.
    static let htmlDepth = 200
    /// Octets of text made from HTML.
    static let htmlTextOctets = 1 << 20
    /// Link targets listed below a text made from HTML.
    static let htmlLinks = 2_000
    /// Octets of one link target that are shown; a longer one ends in "…".
    static let linkOctets = 2_000
    /// Characters of a preview.
    static let previewCharacters = 200
    /// Octets of a part that are looked at for the preview.
    static let previewSourceOctets = 16 << 10
    /// Octets of a text that are looked at first for its preview.
    static let previewFirstOctets = 2_000
}
