/// The client's side of SCRAM (RFC 5802, RFC 7677) without its arithmetic.
struct SCRAMClient: Sendable {
    private enum State: Equatable {
        case waitsForSalt
        case waitsForProof
        case waitsForSignature([UInt8])
        case done
    }

    private let hash: SCRAMTask.Hash
    private let password: Secret
    /// What names the channel binding: `p=tls-exporter,,`.
    private let header: [UInt8]
    private let bindingOctets: [UInt8]
    private let nonce: [UInt8]
    private let bare: [UInt8]
    private var withoutProof: [UInt8] = []
    private var state = State.waitsForSalt
    /// The server has shown that it knows the password.
    private(set) var isServerProven = false
    /// What the server says is wrong, cleaned.
    private(set) var reason = ""

    init?(
        _ hash: SCRAMTask.Hash, _ mechanism: SASLMechanism, _ credential: Credential,
        _ place: SASLExchange.Place
    ) {
        let user = Secret(credential.user.utf8)
        guard let name = SASLPreparation.prepare(user),
            let password = SASLPreparation.prepare(credential.secret),
            !name.isEmpty, !password.isEmpty, SCRAMMessage.isNonce(place.nonce.utf8)
        else { return nil }
        if mechanism.bindsChannel {
            guard let binding = place.binding else { return nil }
            header = Array("p=\(binding.kind.rawValue),,".utf8)
            bindingOctets = binding.octets
        } else {
            // "y" tells a server that binds channels, and whose list says it does not, that
            // somebody changed the list (RFC 5802 §6).
            let isListShort = place.binding != nil && !place.serverBindsChannel
            header = Array(isListShort ? "y,,".utf8 : "n,,".utf8)
            bindingOctets = []
        }
        self.hash = hash
        self.password = password
        nonce = Array(place.nonce.utf8)
        bare = Array("n=".utf8) + SASLExchange.escaped(name.bytes) + Array(",r=".utf8) + nonce
    }

    /// `client-first-message`.
    var first: [UInt8] { header + bare }

    mutating func respond(to challenge: [UInt8]) throws(WireFault) -> SASLExchange.Move {
        switch state {
        case .waitsForSalt: try answer(salt: challenge)
        case .waitsForSignature(let due): try check(challenge, against: due)
        case .waitsForProof, .done: throw WireFault(expected: "no further challenge of SCRAM")
        }
    }

    private mutating func answer(salt challenge: [UInt8]) throws(WireFault) -> SASLExchange.Move {
        switch try SCRAMMessage(first: challenge) {
        case .error(let error): return refused(error)
        case .salt(let salt):
            guard salt.nonce.starts(with: nonce), salt.nonce.count > nonce.count else {
                throw WireFault(expected: "a nonce that goes on where ours ends")
            }
            guard salt.iterations >= SCRAMTask.rounds.lowerBound else {
                return .giveUp(.tooFewRounds(salt.iterations))
            }
            guard salt.iterations <= SCRAMTask.rounds.upperBound else {
                return .giveUp(.tooManyRounds(salt.iterations))
            }
            state = .waitsForProof
            withoutProof =
                Array("c=".utf8) + Base64.encode(header + bindingOctets) + Array(",r=".utf8)
                + salt.nonce
            let comma = [UInt8(ascii: ",")]
            return .prove(
                SCRAMTask(
                    hash: hash, password: password, salt: salt.octets, iterations: salt.iterations,
                    message: bare + comma + challenge + comma + withoutProof))
        case .signature: throw WireFault(expected: "a salt before a signature")
        }
    }

    /// `client-final-message`.
    mutating func proved(_ proof: SCRAMProof) -> [UInt8] {
        guard state == .waitsForProof else { return [] }
        state = .waitsForSignature(proof.serverSignature)
        return withoutProof + Array(",p=".utf8) + Base64.encode(proof.clientProof)
    }

    private mutating func check(
        _ challenge: [UInt8], against due: [UInt8]
    ) throws(WireFault) -> SASLExchange.Move {
        switch try SCRAMMessage(final: challenge) {
        case .error(let error): return refused(error)
        case .signature(let signature):
            state = .done
            guard !due.isEmpty, signature == due else { return .giveUp(.wrongSignature) }
            isServerProven = true
            return .send([])
        case .salt: throw WireFault(expected: "a signature")
        }
    }

    /// The refusal itself follows, in the words of the protocol around.
    private mutating func refused(_ error: String) -> SASLExchange.Move {
        state = .done
        reason = error
        return error == "channel-bindings-dont-match" ? .giveUp(.otherChannel) : .send([])
    }
}
