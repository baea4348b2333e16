import Mail
import Storage

/// The pause a server wants between two logins, remembered over restarts (RFC 2449 §6.5).
struct LoginPause {
    let store: AccountStore
    let now: Timestamp

    /// A little more than the server asks for: its clock may be read later than ours.
    static func after(_ now: Timestamp, delay: Int) -> Timestamp {
        let delay = Int64(min(max(0, delay), longest))
        return Timestamp(seconds: now.seconds + delay + (delay + 19) / 20)
    }

    /// Where the server wants a pause and never said how long.
    private static let usual = 300
    /// No server means more than a day.
    private static let longest = 86_400

    /// When the next login may be; nil: now.
    ///
    /// A moment further away than any pause is from a clock that was wrong.
    func end() async throws(Problem) -> Timestamp? {
        let memory = try await memory()
        guard let end = memory.notBefore, end > now,
            end <= LoginPause.after(now, delay: max(memory.loginDelay, LoginPause.usual))
        else { return nil }
        return end
    }

    /// A login went well.
    func loggedIn(delay: Int?) async throws(Problem) {
        let memory = try await memory()
        guard let delay, delay > 0 else {
            guard memory.notBefore != nil || memory.loginDelay > 0 else { return }
            return try await save(nil, delay: 0)
        }
        try await save(LoginPause.after(now, delay: delay), delay: min(delay, LoginPause.longest))
    }

    /// The server said that it was too early; answers when it may be tried again.
    func wasTooEarly() async throws(Problem) -> Timestamp {
        let known = try await memory().loginDelay
        let delay = known > 0 ? known : LoginPause.usual
        let end = LoginPause.after(now, delay: delay)
        try await save(end, delay: delay)
        return end
    }

    private func memory() async throws(Problem) -> MaildropMemory {
        try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.maildropMemory(of: account)
        }
    }

    private func save(_ end: Timestamp?, delay: Int) async throws(Problem) {
        try await store.run { [account = store.account] store throws(StoreFault) in
            try await store.setMaildropLogin(of: account, notBefore: end, delay: delay)
        }
    }
}
