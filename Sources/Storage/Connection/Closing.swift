import GRDB

extension DatabasePool {
    /// Closes the file, the writer as the last of its connections.
    ///
    /// The last one moves the write-ahead log into the file and removes it, which a reader may
    /// not; a log that stays behind has to be read through at the next start.
    func closeReadersFirst() {
        invalidateReadOnlyConnections()
        // A connection that is still in use closes when its last reference goes.
        do { try close() } catch { return }
    }
}
