import Mail

/// A consistent copy of the store, made while other processes use it.
///
/// The copy gets its name when it is whole, checked and on the disk; a run that was cut short
/// leaves no file that looks like a backup.
public struct Backup {
    /// What the copy holds.
    public struct Report: Sendable {
        public var octets: Int64
        public var messages: Int
        public var accounts: [String]
    }

    private let store: String
    private let target: String
    private let replaces: Bool
    private let progress: (Activity) -> Void

    /// - Parameter replacing: a file of the target's name gives way; else it is refused.
    public init(
        of store: String, to target: String, replacing: Bool,
        progress: @escaping (Activity) -> Void = { _ in }
    ) {
        self.store = store
        self.target = target
        replaces = replacing
        self.progress = progress
    }

    public func run() throws(StoreFault) -> Report {
        try StoreCopy.check(store)
        // Not even when files may be written over.
        guard !StoreCopy.isSame(store, target) else { throw .exists(path: target) }
        // Nobody may put another file in the store's place meanwhile.
        let lock = try StoreLock.share(store)
        defer { lock?.release(nil) }
        let new = try NewFile(for: target, replacing: replaces)
        defer { new.discard() }
        let content = try StoreCopy(source: store, progress: progress).write(to: new)
        progress(Activity(label: "checking the copy"))
        try new.checked()
        try new.publish()
        return Report(
            octets: content.octets, messages: content.messages, accounts: content.accounts)
    }
}
