import Console
import Mail

extension Interface {
    /// Shows the question at once where nothing else is being typed, else keeps it for `@`.
    mutating func askPassword(_ account: AccountID, _ text: String) {
        passwordRequests.removeAll { $0.account == account }
        passwordRequests.append(PasswordRequest(account: account, prompt: text))
        if prompt == nil, prefix.isEmpty { showPasswordPrompt(for: account) }
    }

    private mutating func showPasswordPrompt(for account: AccountID) {
        guard let request = passwordRequests.first(where: { $0.account == account }) else {
            return
        }
        prompt = .password(PasswordPrompt(account: account, label: request.prompt))
    }

    /// Enter in the account states: the password that is wanted, or a look for new mail.
    mutating func openAccount(at position: Int) -> [Effect] {
        guard index.accounts.indices.contains(position) else { return [] }
        let account = index.accounts[position]
        if passwordRequests.contains(where: { $0.account == account.id }) {
            showPasswordPrompt(for: account.id)
            return []
        }
        say("Checking \(account.name)")
        return [.checkForMail(account.id)]
    }

    mutating func answer(_ open: PasswordPrompt, _ key: Key) -> [Effect] {
        var prompt = open
        switch prompt.editor.answer(key) {
        case .stays:
            self.prompt = .password(prompt)
            return []
        case .cancelled:
            self.prompt = nil
            say("Not logged in; @ and Enter ask again")
            return []
        case .accepted:
            return accept(Array(prompt.editor.text.utf8), for: prompt.account)
        }
    }

    private mutating func accept(_ password: [UInt8], for account: AccountID) -> [Effect] {
        guard !password.isEmpty, password.count <= Limits.passwordOctets else {
            return complain(password.isEmpty ? "The password is empty" : "That is too long")
        }
        prompt = nil
        passwordRequests.removeAll { $0.account == account }
        if let next = passwordRequests.first { showPasswordPrompt(for: next.account) }
        return [.password(account, password)]
    }

    /// An account that came in by another way no longer wants a password.
    mutating func forgetAnsweredPasswords() {
        let served = index.accounts.filter { account in
            switch account.state {
            case .online, .working, .elsewhere, .notConnected: true
            case .resting, .connecting, .offline, .refused, .needsPassword: false
            }
        }.map(\.id)
        passwordRequests.removeAll { served.contains($0.account) }
        if case .password(let open) = prompt, served.contains(open.account) { prompt = nil }
    }
}
