import Mail
import Synchronization

/// Everything the server holds, shared by all its connections and open to the test that runs it.
///
/// Sessions read snapshots and change it in one piece, so each sees whole changes only.
public final class MailWorld: Sendable {
    private struct State: Sendable {
        var users: [String: MailUser] = [:]
        var lockedMaildrops: Set<String> = []
        var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
        var lastListener = 0
    }

    private let state: Mutex<State>
    private let clock: @Sendable () -> Timestamp

    /// `clock` dates what arrives without a date of its own.
    public init(_ users: [MailUser] = [], clock: @escaping @Sendable () -> Timestamp) {
        let named = users.map { ($0.name, $0) }
        state = Mutex(State(users: Dictionary(named, uniquingKeysWith: { _, last in last })))
        self.clock = clock
    }

    var now: Timestamp { clock() }

    /// That user's mail as it is now.
    public func user(_ name: String) -> MailUser? {
        state.withLock { $0.users[name] }
    }

    /// Changes a user's mail in one piece and tells every session; nil when there is no such user.
    ///
    /// Everything else waits meanwhile, so `body` must not come back to the world.
    @discardableResult
    public func update<Result: Sendable>(
        _ name: String, _ body: (inout MailUser) -> Result
    ) -> Result? {
        state.withLock { state in
            guard let index = state.users.index(forKey: name) else { return nil }
            let result = body(&state.users.values[index])
            for listener in state.listeners.values { listener.yield() }
            return result
        }
    }

    /// Puts a message into a mailbox, as mail that just came; nil when there is no such mailbox.
    @discardableResult
    public func deliver(
        _ raw: [UInt8], to name: String, mailbox: String = "INBOX", flags: Flags = [],
        keywords: Set<Keyword> = [], date: Timestamp? = nil
    ) -> UInt32? {
        let date = date ?? now
        let uid = update(name) { user -> UInt32? in
            guard let index = user.index(of: mailbox) else { return nil }
            return user.mailboxes[index].add(raw, flags: flags, keywords: keywords, date: date)
        }
        return uid ?? nil
    }

    /// One element after each change; changes that come faster than they are heard are merged.
    public func changes() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = state.withLock { state in
            state.lastListener += 1
            state.listeners[state.lastListener] = continuation
            return state.lastListener
        }
        continuation.onTermination = { [weak self] _ in self?.forget(id) }
        return stream
    }

    private func forget(_ listener: Int) {
        // Let go of outside the lock: the last reference may call back.
        let gone = state.withLock { $0.listeners.removeValue(forKey: listener) }
        gone?.finish()
    }

    /// Takes the exclusive lock on a maildrop (RFC 1939 §4); nil while another session has it.
    func lockMaildrop(of user: String) -> MaildropLock? {
        let isFree = state.withLock { $0.lockedMaildrops.insert(user).inserted }
        return isFree ? MaildropLock(user: user, world: self) : nil
    }

    fileprivate func unlockMaildrop(of user: String) {
        _ = state.withLock { $0.lockedMaildrops.remove(user) }
    }
}

/// The exclusive lock on a maildrop, held as long as somebody keeps this object.
///
/// An object, so that a session that is thrown away in the middle gives the lock back.
final class MaildropLock: Sendable {
    private let user: String
    private let world: MailWorld

    fileprivate init(user: String, world: MailWorld) {
        self.user = user
        self.world = world
    }

    deinit {
        world.unlockMaildrop(of: user)
    }
}
