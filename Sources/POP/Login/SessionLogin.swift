import Wire

extension Session {
    mutating func greeted() {
        if !configuration.isTLS, !configuration.useSTLS, !configuration.allowsPlaintext {
            end(with: .loginImpossible(.plaintextForbidden))
        } else {
            pipeline.add(.capabilities)
        }
    }

    /// Goes on after a CAPA answer; a refused one leaves what was known.
    mutating func capabilitiesKnown() {
        switch stage {
        case .beforeTLS:
            if capabilities.isKnown, !capabilities.hasSTLS {
                end(with: .loginImpossible(.tlsNotOffered))
            } else {
                pipeline.add(.stls)
            }
        case .beforeLogin: logIn()
        case .afterLogin: becomeReady()
        case .ready: break
        }
    }

    private mutating func logIn() {
        let credential = configuration.credential
        guard credential.isSendable else {
            return end(with: .loginImpossible(.unsendableCredential))
        }
        let methods = LoginMethod.candidates(
            configuration.auth, proof: credential.proof, offered: capabilities)
        for method in methods {
            guard case .sasl(let mechanism) = method else { return logIn(by: method) }
            exchange = newExchange(mechanism)
            if exchange != nil { return logIn(by: method) }
        }
        if case .only(let mechanism) = configuration.auth {
            end(with: .loginImpossible(.mechanismUnusable(mechanism)))
        } else {
            end(with: .loginImpossible(.noMechanism(offered: capabilities.saslMechanisms)))
        }
    }

    private mutating func logIn(by method: LoginMethod) {
        // Without it the server rewrites or withholds mail with UTF-8 in its header (RFC 6856).
        if capabilities.hasUTF8 { pipeline.add(.utf8) }
        switch method {
        case .sasl(let mechanism): pipeline.add(.auth(mechanism))
        case .user:
            pipeline.add(.user)
            pipeline.add(.pass)
        }
        pipeline.add(.capabilities)
    }

    private func newExchange(_ mechanism: SASLMechanism) -> SASLExchange? {
        let bindsChannel = SASLMechanism.allCases.contains { known in
            known.bindsChannel && capabilities.saslMechanisms.contains(known.rawValue)
        }
        return SASLExchange(
            mechanism: mechanism, credential: configuration.credential,
            place: SASLExchange.Place(
                host: configuration.host, port: configuration.port, nonce: configuration.nonce,
                binding: binding, serverBindsChannel: bindsChannel))
    }

    /// AUTH with the first message on the same line where that is allowed.
    ///
    /// XOAUTH2 goes in two steps because Exchange knows no other, and a token only ever travels
    /// as an answer to the server's wish for it.
    func authLine(_ mechanism: SASLMechanism) -> [UInt8] {
        let line = Array("AUTH \(mechanism.rawValue)".utf8)
        guard mechanism != .xoauth2, let first = exchange?.initialResponse else { return line }
        let whole = line + [0x20] + Base64.encode(first)
        return whole.count + 2 <= Limits.authLineLength ? whole : line
    }

    mutating func answer(challenge text: ArraySlice<UInt8>) throws(WireFault) {
        guard let challenge = Base64.decode(text) else {
            throw WireFault(expected: "a SASL challenge in base64")
        }
        switch try exchange?.respond(to: challenge) {
        case .send(let response): send(line: Base64.encode(response))
        case .prove(let task): self.task = task
        case .giveUp(let doubt):
            send(line: Array("*".utf8))
            end(with: .loginGivenUp(doubt))
        case nil: break
        }
    }

    /// The server said `+OK`; believed only where it had to prove nothing, or has.
    mutating func loggedIn() {
        if let doubt = exchange?.doubt { return end(with: .loginGivenUp(doubt)) }
        exchange = nil
        stage = .afterLogin
    }

    /// The end of the session; where the server gives no words, those of the mechanism.
    mutating func refusedLogin(_ refusal: Refusal) {
        var refusal = refusal
        if refusal.text.isEmpty { refusal.text = exchange?.reason ?? "" }
        end(with: .loginRefused(refusal, namesReasons: capabilities.hasAuthResponseCode))
    }
}
