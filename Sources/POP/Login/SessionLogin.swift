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
        let method = LoginMethod(
            choice: configuration.auth, proof: credential.proof, offered: capabilities)
        guard let method else {
            return end(
                with: .loginImpossible(.noMechanism(offered: capabilities.saslMechanisms)))
        }
        // Without it the server rewrites or withholds mail with UTF-8 in its header (RFC 6856).
        if capabilities.hasUTF8 { pipeline.add(.utf8) }
        switch method {
        case .sasl(let mechanism):
            pipeline.add(.auth(mechanism))
        case .user:
            pipeline.add(.user)
            pipeline.add(.pass)
        }
        pipeline.add(.capabilities)
    }

    /// AUTH with the first message on the same line where that is allowed.
    ///
    /// XOAUTH2 goes in two steps because Exchange knows no other, and a token only ever travels
    /// as an answer to the server's wish for it.
    func authLine(_ mechanism: SASLMechanism) -> [UInt8] {
        let line = Array("AUTH \(mechanism.rawValue)".utf8)
        guard mechanism != .xoauth2, let first = newExchange(mechanism).initialResponse else {
            return line
        }
        let whole = line + [0x20] + Base64.encode(first)
        return whole.count + 2 <= Limits.authLineLength ? whole : line
    }

    func newExchange(_ mechanism: SASLMechanism) -> SASLExchange {
        SASLExchange(
            mechanism: mechanism, credential: configuration.credential,
            host: configuration.host, port: configuration.port)
    }

    mutating func answer(
        challenge text: ArraySlice<UInt8>, mechanism: SASLMechanism
    ) throws(WireFault) {
        guard let challenge = Base64.decode(text) else {
            throw WireFault(expected: "a SASL challenge in base64")
        }
        var exchange = exchange ?? newExchange(mechanism)
        send(line: Base64.encode(try exchange.respond(to: challenge)))
        self.exchange = exchange
    }
}
