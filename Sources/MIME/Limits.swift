/// Every bound on what a mail may make us do; reaching one leaves a ``Defect`` or a shorter text.
enum Limits {
    /// Octets of a message whose structure is searched; what follows belongs to the last part.
    static let messageOctets = 256 << 20
    /// Octets of one line of plain text; a longer one is broken there.
    static let textLineOctets = 1 << 20
    /// How deep quotes can be; more marks count as the deepest.
    static let quoteDepth = 50
    /// Lines of plain text that are laid out; the flat text has all of them.
    static let textBlocks = 50_000
    /// Targets that are found in plain text.
    static let textLinks = 5_000
    /// Octets of one address in plain text; a longer one is no link.
    static let textLinkOctets = 8_000
    /// Lines of a signature; what is longer is none.
    static let signatureLines = 60
    /// Lines of program text between two fences, or of armour.
    static let enclosedLines = 400
    /// Encoded octets of a text that is asked whether it only points to the HTML.
    static let hollowTextOctets = 2_000
    /// Octets of one header block; what follows is taken for the body.
    static let headerBlockOctets = 4 << 20
    /// Octets of one field that are kept; the rest is skipped.
    static let keptFieldOctets = 1 << 20
    /// Octets of one field with a grammar that are understood: addresses, parameters, dates.
    static let parsedFieldOctets = 64 << 10
    /// Octets of one field of text, such as the subject, that are decoded.
    static let textFieldOctets = 256 << 10
    /// Fields of one header block that are kept.
    static let headerFields = 10_000
    /// Multiparts and enclosed messages inside each other; a deeper one is a single attachment.
    static let partDepth = 50
    /// Parts of one message; the last one holds the rest.
    static let parts = 1_000
    /// Decoded octets of enclosed messages that came encoded and are kept for their parts; one that
    /// does not fit is a single attachment.
    static let enclosedOctets = 8 << 20
    /// Octets of a multipart in which its delimiter must show itself, else it is guessed.
    static let boundarySearchOctets = 256 << 10
    /// Addresses of one list.
    static let addresses = 5_000
    /// Message-IDs of one References field.
    static let references = 1_000
    /// Encoded words (RFC 2047) of one field; later ones are shown undecoded.
    static let encodedWords = 20_000
    /// Parameters of one Content-Type or Content-Disposition field.
    static let parameters = 200
    /// Elements of an HTML document inside each other; deeper ones are read as if not nested.
    static let htmlDepth = 200
    /// Octets of text made from HTML.
    static let htmlTextOctets = 1 << 20
    /// Link targets listed below a text made from HTML.
    static let htmlLinks = 2_000
    /// Blocks (paragraphs, rules, tables) made from HTML.
    static let htmlBlocks = 50_000
    /// Attributes of one tag that are understood; further ones are skipped.
    static let htmlAttributes = 64
    /// Octets of one `style` attribute or rule that are understood.
    static let htmlStyleOctets = 4_000
    /// Octets of one style value that are understood.
    static let htmlStyleValueOctets = 500
    /// Octets of all style sheets of a document that are read for what they hide.
    static let htmlStyleSheetOctets = 256 << 10
    /// Classes and identifiers that a document's style sheets may hide.
    static let htmlStyleRules = 500
    /// Classes of one element that are looked up.
    static let htmlClasses = 20
    /// Octets of a link's target; a longer one is no link.
    static let htmlTargetOctets = 8 << 10
    /// Octets that are shown of a target that is neither of the web nor of mail.
    static let htmlOddTargetOctets = 500
    /// Octets of an image's alternative text that are shown.
    static let htmlAlternativeOctets = 300
    /// A picture in an address of fewer octets shows nothing worth a word.
    static let htmlPictureOctets = 512
    /// Columns a text made from HTML may stand in from the left.
    static let htmlIndent = 40
    /// Quotations inside each other that are counted.
    static let htmlQuotes = 20
    /// Columns of a table; a wider one is read cell by cell.
    static let htmlTableColumns = 64
    /// Cells of one table; one with more is read cell by cell.
    static let htmlTableCells = 20_000
    /// Octets of text that are enough for a preview.
    static let htmlPreviewOctets = 4_000
    /// Octets of hidden text that are looked at to see whether it says anything.
    static let htmlHiddenOctets = 1_000
    /// Characters of a preview.
    static let previewCharacters = 200
    /// Octets of a part that are looked at for the preview.
    static let previewSourceOctets = 16 << 10
    /// Octets of a text that are looked at first for its preview.
    static let previewFirstOctets = 2_000

    /// Octets of a domain; a longer one is shown as it is (RFC 1035 §2.3.4).
    static let domainOctets = 253
    /// Octets or characters of one label of a domain that is decoded or encoded.
    static let domainLabelOctets = 63
    /// Senders, and fields of one name, that are looked at for what deserves suspicion.
    static let checkedSenders = 20
    /// Addresses looked for in one display name.
    static let shownAddresses = 20
    /// Decoded octets of an attachment that tell what it is.
    static let lookedAtOctets = 16 << 10
    /// Members of an archive whose names are looked at.
    static let archiveMembers = 200

    /// Octets of a calendar, a contact or a report that are read.
    static let cardOctets = 256 << 10
    /// Octets of all of them in one message; where they are reached no further one is read.
    static let allCardOctets = 512 << 10
    /// Octets of one text of a calendar or contact that are understood.
    static let cardTextOctets = 8_000
    /// Properties of one calendar or contact file.
    static let contentLines = 5_000
    /// Components of a calendar inside each other; deeper ones count as part of the last.
    static let componentDepth = 8
    /// Time zones of one calendar.
    static let calendarZones = 100
    /// Changes of the clock, single or yearly, of one time zone.
    static let zoneObservances = 200
    /// Octets of one rule of recurrence.
    static let ruleOctets = 1_000
    /// Seconds of one duration: a hundred years.
    static let durationSeconds = 3_155_760_000
    /// Cards of one message.
    static let cards = 20
    /// Events of one calendar, and contacts of one file, that get a card.
    static let shownEvents = 5
    /// Attendees of one event, and recipients of one report, that are named; a last one more is too.
    static let shownAttendees = 8
    /// Links of one event.
    static let shownLinks = 3
    /// Lines of a description.
    static let shownTextLines = 6
    /// Characters of a card's title that come from the mail.
    static let cardTitleCharacters = 200
    /// Characters of a name or address on a card.
    static let cardNameCharacters = 100
    /// Characters of one row of a card.
    static let cardValueCharacters = 400
    /// Recipients of one delivery report.
    static let reportGroups = 200
    /// Octets of a mail system's answer that are searched for what it means.
    static let diagnosticOctets = 4_000
    /// Octets of a delivery report written for people that are read.
    static let bounceOctets = 64 << 10
    /// Lines below an address in a delivery report that may be about it.
    static let bounceLines = 12
    /// Octets of a line of an mbox file that separates messages, or of a header field's first line.
    static let mboxLineOctets = 1_024
    /// Octets of a line that an mbox file of ours has above a message; all keywords stand on one.
    static let mboxMarkOctets = 64 << 10
}
