import GRDB
import Glibc

/// Having the store for oneself, to put another file in its place.
enum Sole {
    /// Takes the store; throws while another process has it open or speaks for an account.
    static func take(_ store: String) throws(StoreFault) -> StoreLock {
        for path in locks(beside: store) {
            if let process = AccountLock.owner(path) { throw .inUse(process: process) }
        }
        return try StoreLock.takeAlone(store)
    }

    /// Moves the log into the file, as far as the file lets itself be opened.
    static func settle(_ store: String) {
        do {
            let queue = try DatabaseQueue(path: store)
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            }
            try queue.close()
        } catch {
            // A damaged file keeps its log, and both are kept.
            return
        }
    }

    /// The locks of engines and screen that lie beside a store.
    private static func locks(beside store: String) -> [String] {
        let folder = DiskSync.folder(store)
        let name = store.split(separator: "/").last.map(String.init) ?? store
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var found: [String] = []
        while let entry = readdir(directory) {
            let file = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            let isLock = file.hasPrefix("\(name).engine-") || file == "\(name).screen.lock"
            if isLock, file.hasSuffix(".lock") { found.append("\(folder)/\(file)") }
        }
        return found
    }
}
