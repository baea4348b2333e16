import MIME

/// Whole messages of any octets.
enum TreeHarness {
    private static let parts = 1_000
    private static let depth = 60

    static func fault(_ octets: [UInt8]) -> String? {
        let message = ParsedMessage(octets)
        let all = message.root.descendants
        guard all.count <= parts + depth else { return "\(all.count) parts" }
        guard Set(all.map(\.number)).count == all.count else { return "a number twice" }
        var sizes = 0
        for part in all {
            guard part.header.upperBound <= part.body.lowerBound, part.header.lowerBound >= 0,
                part.body.upperBound <= message.source(of: part).count
            else { return "part \(part.number) lies outside" }
            if part.children.isEmpty { sizes += message.decodedSize(of: part) }
        }
        guard sizes <= octets.count + 4 * all.count + 4 else { return "\(sizes) octets decoded" }
        guard height(of: message.root) <= depth else { return "too deep" }
        for part in message.attachments { _ = message.decodedDigest(of: part) }
        return TextHarness.fault(message) ?? CardHarness.fault(message)
    }

    private static func height(of root: Part) -> Int {
        var height = 0
        var level = [root]
        while !level.isEmpty {
            height += 1
            level = level.flatMap(\.children)
        }
        return height
    }
}
