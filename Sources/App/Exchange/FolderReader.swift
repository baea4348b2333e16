import EventLoop
import Glibc
import Mail

/// The names in a folder, one after the other and in no order.
final class FolderReader {
    let path: String
    private let folder: OpaquePointer

    init(_ path: String) throws(Problem) {
        guard let folder = opendir(path) else {
            throw MailFile.problem(path, SystemFault(call: "open").reason)
        }
        self.path = path
        self.folder = folder
    }

    deinit {
        closedir(folder)
    }

    /// The next name; nil at the end.
    func next() -> String? {
        while let entry = readdir(folder) {
            let name = TemporaryFolder.name(of: entry)
            if name != ".", name != ".." { return name }
        }
        return nil
    }

    static func isFolder(_ path: String) -> Bool {
        TypedPath(typed: path, home: "").isFolder
    }
}
