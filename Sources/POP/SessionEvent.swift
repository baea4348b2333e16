import Wire

extension Session {
    /// What happened in a session.
    public enum Event: Hashable, Sendable {
        /// Logged in; commands are now sent.
        case ready(Capabilities)
        /// The server refused the login. `IN-USE` and `LOGIN-DELAY` say that the password was
        /// right (RFC 2449 §8.1), `AUTH` that it was wrong, `SYS/TEMP` and `SYS/PERM` that the
        /// server has a trouble of its own (RFC 3206). A server that names its reasons announced
        /// AUTH-RESP-CODE: without a code the password is not among them.
        case loginRefused(Refusal, namesReasons: Bool)
        /// We gave the login up, as the server did not prove itself.
        case loginGivenUp(ServerDoubt)
        /// The session ended before a login was asked for.
        case loginImpossible(LoginObstacle)
        /// Nil stands for a number that cannot be read; both are hints.
        case stat(count: Int?, octets: Int?)
        /// In the server's order.
        case listing([MaildropItem])
        /// For plans and progress only: servers count differently.
        case sizes([MessageNumber: Int])
        case messageBegan(MessageNumber)
        /// Octets of the message as they are, in order, never empty.
        case messageChunk(MessageNumber, ArraySlice<UInt8>)
        /// The end of the message was seen: only now is it whole.
        case messageEnded(MessageNumber)
        /// The whole answer to ``Command/top(_:lines:)``.
        case top(MessageNumber, [UInt8])
        /// Marked; gone only after a good ``goodbye(_:)``.
        case deleted(MessageNumber)
        /// ``Command/noop`` or ``Command/rset`` was done.
        case done(Command)
        case refused(Command, Refusal)
        /// The answer to ``Command/quit``; with a refusal, some deletions did not happen.
        case goodbye(Refusal?)
    }
}
