/// Whole messages that wait to be stored in one transaction.
struct DownloadGroup: Sendable {
    private(set) var downloads: [Download] = []
    private(set) var octets = 0

    private static let countLimit = 100
    private static let octetLimit = 16 << 20

    var isEmpty: Bool { downloads.isEmpty }

    /// Worth a transaction: more would only be lost time if the line drops.
    var isFull: Bool {
        downloads.count >= DownloadGroup.countLimit || octets >= DownloadGroup.octetLimit
    }

    mutating func add(_ download: Download) {
        downloads.append(download)
        octets += download.length
    }
}
