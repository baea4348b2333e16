import Glibc

/// How much fits on a disk still.
public enum DiskRoom {
    /// Octets that this person may still write beside a file; nil where that cannot be told.
    public static func available(beside path: String) -> Int64? {
        var facts = statvfs()
        guard statvfs(DiskSync.folder(path), &facts) == 0 else { return nil }
        let (octets, overflow) = UInt64(facts.f_bavail)
            .multipliedReportingOverflow(by: UInt64(facts.f_frsize))
        return overflow ? nil : Int64(clamping: octets)
    }
}

extension NewFile {
    /// Throws before the disk is filled to its brim for nothing.
    func requireRoom(_ octets: Int64) throws(StoreFault) {
        guard let available = DiskRoom.available(beside: path), available < octets else { return }
        throw .full(path: target)
    }
}
