/// Commands of fcntl(2) that Glibc's module leaves out; the numbers are the kernel's ABI.
enum OpenFileLock {
    /// F_OFD_GETLK.
    static let query: Int32 = 36
    /// F_OFD_SETLK.
    static let set: Int32 = 37
}
