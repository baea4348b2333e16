import GRDB

extension StoreFault {
    /// What SQLite reported, in the store's own words.
    init(_ error: any Error, path: String) {
        if let fault = error as? StoreFault {
            self = fault
            return
        }
        guard let error = error as? DatabaseError else {
            self = .cannotOpen(path: path, detail: "\(error)")
            return
        }
        let detail = error.message ?? "\(error.resultCode)"
        // The file that processes share did not fit on the disk.
        if error.extendedResultCode == .SQLITE_IOERR_SHMSIZE {
            self = .full(path: path)
            return
        }
        self =
            switch error.resultCode {
            case .SQLITE_FULL: .full(path: path)
            case .SQLITE_CORRUPT: .damaged(path: path, detail: detail)
            case .SQLITE_NOTADB: .notOurs(path: path)
            case .SQLITE_READONLY: .readOnly(path: path)
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
            case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_MISUSE:
                .cannotOpen(path: path, detail: detail)
            default: .inputOutput(detail: detail)
            }
    }
}
