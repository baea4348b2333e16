import Mail
import POP
import Storage
import Transport
import Wire

/// Gets into a maildrop: connects and logs in, not before the server wants it.
struct MaildropDoor: Sendable {
    let access: ServerAccess
    let credentials: CredentialProvider
    let network: Network
    let store: AccountStore

    typealias Entered = (conversation: Conversation<POP.Session>, found: POP.Capabilities)

    func enter(now: Timestamp) async throws(Problem) -> Entered {
        let pause = LoginPause(store: store, now: now)
        if let end = try await pause.end() {
            throw Problem.tooEarly(end, now: now, account: store.name)
        }
        let entered: Entered
        do throws(Problem) {
            entered = try await open(pause)
        } catch {
            // A token that was good an hour ago is fetched anew, once.
            guard error.kind == .loginRefused, await credentials.renew() else { throw error }
            entered = try await open(pause)
        }
        do throws(Problem) {
            try await pause.loggedIn(delay: entered.found.loginDelay)
        } catch {
            await entered.conversation.close()
            throw error
        }
        return entered
    }

    private func open(_ pause: LoginPause) async throws(Problem) -> Entered {
        let credential = try await credentials.credential()
        let session = POP.Session(
            POP.Configuration(
                credential: credential, auth: POP.AuthChoice(access.auth) ?? .auto,
                isTLS: access.endpoint.security == .tls,
                useSTLS: access.endpoint.security == .startTLS,
                allowsPlaintext: access.allowsPlaintext, host: access.endpoint.host,
                port: access.endpoint.port, nonce: LoginNonce.make()))
        let conversation = Conversation(session, access: access, network: network)
        do throws(Problem) {
            try await conversation.open()
            return (conversation, try await login(conversation, pause))
        } catch {
            await conversation.close()
            throw error
        }
    }

    private func login(
        _ conversation: Conversation<POP.Session>, _ pause: LoginPause
    ) async throws(Problem) -> POP.Capabilities {
        while true {
            switch try await conversation.next() {
            case .ready(let found):
                await credentials.worked()
                return found
            case .loginRefused(let refusal, let namesReasons):
                throw try await refused(refusal, namesReasons: namesReasons, pause)
            case .loginImpossible(.serverUnavailable(let refusal)) where refusal.code != nil:
                throw try await refused(refusal, namesReasons: true, pause)
            case .loginGivenUp(let doubt):
                throw Problem(doubt, account: access.account)
            case .loginImpossible(let obstacle):
                throw Problem(obstacle, account: access.account)
            default:
                break
            }
        }
    }

    private func refused(
        _ refusal: Refusal, namesReasons: Bool, _ pause: LoginPause
    ) async throws(Problem) -> Problem {
        var end: Timestamp?
        if refusal.code == "LOGIN-DELAY" { end = try await pause.wasTooEarly() }
        return Problem.maildropRefused(
            refusal, account: access.account, notBefore: end, namesReasons: namesReasons)
    }
}
