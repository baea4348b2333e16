/// A text of a filter, compared without regard to case; `*` stands for any text.
public struct FilterPattern: Hashable, Sendable {
    /// What a pattern is compared with.
    enum Subject: Hashable, Sendable {
        /// An address, a name or a list: the pattern must fit all of it.
        case name(String)
        /// A line of text: the pattern may fit anywhere in it.
        case text(String)
    }

    public let text: String
    /// The pieces between the stars, in small letters.
    private let pieces: [[UInt8]]

    public init(_ text: String) {
        self.text = text
        pieces = text.lowercased().utf8.split(
            separator: UInt8(ascii: "*"), omittingEmptySubsequences: false
        ).map(Array.init)
    }

    func matches(_ subject: Subject) -> Bool {
        switch subject {
        case .name(let name): fits(name, isAnywhere: false)
        case .text(let line): fits(line, isAnywhere: true)
        }
    }

    /// Takes each piece at its first place, which finds a fit wherever there is one.
    private func fits(_ text: String, isAnywhere: Bool) -> Bool {
        guard text.utf8.count <= Limits.filteredOctets, var last = pieces.last else { return false }
        var rest = Array(text.lowercased().utf8)[...]
        var middle = pieces[...]
        if !isAnywhere {
            guard let first = middle.popFirst(), rest.starts(with: first) else { return false }
            rest = rest.dropFirst(first.count)
            // A pattern without a star is all of the text.
            guard let end = middle.popLast() else { return rest.isEmpty }
            last = end
        } else {
            last = []
        }
        for piece in middle {
            guard let end = FilterPattern.end(of: piece, in: rest) else { return false }
            rest = rest[end...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }

    private static func end(of piece: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
        guard !piece.isEmpty else { return text.startIndex }
        guard text.count >= piece.count else { return nil }
        return (text.startIndex...(text.endIndex - piece.count)).first {
            text[$0..<($0 + piece.count)].elementsEqual(piece)
        }.map { $0 + piece.count }
    }
}
