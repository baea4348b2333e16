import CEventLoop

/// Calls about files that Swift's `Glibc` module does not show.
public enum FileSystem {
    /// Writes everything of the file system that an open file is on to its disk (`syncfs`).
    ///
    /// Dearer than a flush of one file, and far cheaper than one for each of hundreds.
    public static func flush(_ descriptor: Int32) throws(SystemFault) {
        guard loop_flush_file_system(descriptor) == 0 else { throw SystemFault(call: "syncfs") }
    }

    /// Renames a file from one open folder into another; a name that is taken is a fault (`EEXIST`).
    public static func rename(
        _ name: String, in folder: Int32, to newName: String, in newFolder: Int32
    ) throws(SystemFault) {
        guard loop_rename_new(folder, name, newFolder, newName) == 0 else {
            throw SystemFault(call: "renameat2")
        }
    }
}
