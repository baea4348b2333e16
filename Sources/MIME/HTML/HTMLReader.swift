import Mail

/// What is read of an HTML text, and what was left out of it.
struct HTMLReading {
    var reading: ReadingText
    /// Images that a browser would fetch from elsewhere.
    var remoteImages = 0
    /// Pieces of text that a browser would not show.
    var hiddenTexts = 0
}

/// Makes text of HTML: structure kept, links numbered, nothing loaded, nothing executed.
///
/// Iterative and bounded (``Limits``): a document of any shape costs time in proportion to its
/// length and yields at most a megabyte.
enum HTMLReader {
    /// `isPreview`: the first words alone, without numbers of links and names of images.
    static func read(_ text: String.UTF8View, isPreview: Bool = false) -> HTMLReading {
        read(Array(text), isPreview: isPreview)
    }

    static func read(_ octets: [UInt8], isPreview: Bool = false) -> HTMLReading {
        var page = HTMLPage(octets, isPreview: isPreview)
        return page.read()
    }
}
