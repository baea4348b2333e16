/// Which of a message's texts a person reads.
///
/// Of alternatives it is the plain text, unless that says nothing of its own. Texts that are no
/// alternatives follow each other.
struct TextChoice {
    private let root: Part
    private let isHollow: (Part) -> Bool
    private let isHollowPage: (Part) -> Bool

    init(_ message: ParsedMessage, _ root: Part) {
        self.root = root
        isHollow = { HollowText.isHollow($0, in: message) }
        isHollowPage = { HollowText.isHollowPage($0, in: message) }
    }

    /// Without looking into texts.
    init(_ root: Part) {
        self.root = root
        isHollow = { $0.body.isEmpty }
        isHollowPage = isHollow
    }

    /// In the order they are read.
    func parts(_ form: ReadingWish.Form) -> [Part] {
        let found = texts(form)
        guard form != .plain, let page = root.leaves.first(where: { $0.isHTML && $0.isReadable }),
            !found.contains(where: \.isHTML), found.allSatisfy(isHollow),
            found.isEmpty || !isHollowPage(page)
        else { return found }
        // An empty text beside a page that is no alternative to it.
        return [page]
    }

    /// The form that `parts` are not in, where the message has it.
    func otherSource(than parts: [Part]) -> ReadableText.Source? {
        if parts.contains(where: \.isHTML) {
            let others = texts(.plain)
            return others != parts && others.contains { !$0.isHTML } ? .plain : nil
        }
        return texts(.html).contains(where: \.isHTML) ? .html : nil
    }

    private func texts(_ form: ReadingWish.Form) -> [Part] {
        var found: [Part] = []
        var waiting = [root]
        while let part = waiting.popLast() {
            if part.contentType.mediaType == "multipart/alternative" {
                if let choice = best(of: part.children, form) { waiting.append(choice) }
            } else if part.contentType.mediaType == "multipart/related" {
                waiting += related(part).reversed()
            } else if part.isMultipart {
                waiting += part.children.reversed()
            } else if part.isReadable {
                found.append(part)
            }
        }
        return found
    }

    private func best(of alternatives: [Part], _ form: ReadingWish.Form) -> Part? {
        let texts = alternatives.compactMap { part in
            firstText(in: part).map { (part: part, text: $0) }
        }
        let pages = texts.filter { $0.text.isHTML }
        let plain = texts.filter { !$0.text.isHTML }
        switch form {
        case .html:
            return (pages.last ?? plain.last)?.part
        case .plain:
            return (plain.first { !$0.text.body.isEmpty } ?? plain.first ?? pages.last)?.part
        case .byRule:
            if let saying = plain.first(where: { !isHollow($0.text) }) { return saying.part }
            // The last alternative is the richest one (RFC 2046 §5.1.4).
            guard let page = pages.last, let first = plain.first else { return texts.last?.part }
            return isHollowPage(page.text) ? first.part : page.part
        }
    }

    private func firstText(in part: Part) -> Part? {
        part.leaves.first { $0.isReadable }
    }

    /// The root (RFC 2387 §3.2), and texts that nothing in it can refer to.
    private func related(_ part: Part) -> [Part] {
        let start = part.contentType.parameters["start"].map { name in
            name.filter { $0 != "<" && $0 != ">" }
        }
        let named = start.flatMap { name in part.children.firstIndex { $0.contentID == name } }
        let first = named ?? 0
        guard part.children.indices.contains(first), firstText(in: part.children[first]) != nil
        else { return part.children }
        return [part.children[first]]
            + part.children.indices.filter { index in
                index != first && part.children[index].contentID == nil
            }.map { part.children[$0] }
    }
}

extension Part {
    var isHTML: Bool { contentType.mediaType == "text/html" }
}
