import Console

/// What `inspect` prints for people, and what is wrong with it as something to show.
struct ScreenText {
    private let octets: [UInt8]
    let lines: [Substring]

    init(_ octets: [UInt8]) {
        self.octets = octets
        lines = String(decoding: octets, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The first thing that no mail may bring to a terminal; nil where all is well.
    var fault: String? {
        guard String(validating: octets, as: UTF8.self) != nil else { return "ill-formed UTF-8" }
        for (number, line) in lines.enumerated() {
            if let scalar = line.unicodeScalars.first(where: \.isHostile) {
                return "line \(number + 1) holds \(scalar.escaped)"
            }
            if let character = line.first(where: ScreenText.isCrowded) {
                return "line \(number + 1) has \(character.unicodeScalars.count) scalars in a cell"
            }
        }
        return nil
    }

    /// A base with more marks than any writing needs.
    private static func isCrowded(_ character: Character) -> Bool {
        let marks = character.unicodeScalars.filter(\.properties.isGraphemeExtend)
        return marks.count > ScreenText.marksInCell
    }

    /// Security notes T31.
    private static let marksInCell = 8

    func contains(_ text: String) -> Bool {
        let wanted = CollapsedText(text).octets
        return CollapsedText(lines.joined(separator: "\n")).octets.contains(wanted)
    }
}
