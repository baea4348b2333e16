import Glibc

extension Store {
    /// Octets that the file system of the store still takes from this user; nil where it does not
    /// say.
    public var freeOctets: Int? {
        var status = statvfs()
        guard statvfs(pool.path, &status) == 0 else { return nil }
        let (octets, overflows) = status.f_bavail.multipliedReportingOverflow(by: status.f_frsize)
        return overflows ? Int.max : Int(clamping: octets)
    }
}
