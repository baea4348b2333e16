/// Whole messages that wait to be stored in one transaction.
struct DownloadGroup: Sendable {
    private(set) var downloads: [Download] = []
    private(set) var octets = 0

    private static let countLimit = 500
    private static let octetLimit = 3 << 20

    var isEmpty: Bool { downloads.isEmpty }

    /// Worth a transaction: large enough that waiting for the disk is shared by many messages, and
    /// small enough that the person's own changes hardly wait behind it.
    var isFull: Bool {
        downloads.count >= DownloadGroup.countLimit || octets >= DownloadGroup.octetLimit
    }

    mutating func add(_ download: Download) {
        downloads.append(download)
        octets += download.length
    }
}
