extension ParsedMessage {
    /// The text a search looks through: what a person reads of the message, and of those enclosed
    /// in it.
    ///
    /// - Parameter limit: octets after which no further part is begun; encoded octets of one part
    ///   beyond it are not looked at.
    public func searchedText(limit: Int) -> String {
        let enclosed = root.descendants.filter(\.isMessage).compactMap(\.children.first)
        var text = ""
        for root in [root] + enclosed {
            for part in TextChoice(self, root).parts(.byRule) where text.utf8.count < limit {
                let decoded = self.text(of: part, limit: limit)
                if !text.isEmpty { text += "\n" }
                text += part.isHTML ? HTMLReader.read(decoded.utf8).reading.flat : decoded
            }
        }
        return text
    }
}
