import Wire

extension Session {
    /// How to log in, and what to insist on.
    public struct Configuration: Sendable {
        /// How the login is chosen.
        public enum Authentication: Hashable, Sendable {
            /// The best the server offers for the credential at hand, in the order of
            /// ``Wire/SASLMechanism/byPreference(for:)``; after PLAIN come the LOGIN command and
            /// then the mechanism of that name.
            case automatic
            /// This one, whether the server names it or not.
            case only(SASLMechanism)
        }

        /// Who logs in, and with what.
        public var credential: Credential
        /// How the login is chosen.
        public var authentication = Authentication.automatic
        /// The server as the person configured it; goes into OAUTHBEARER.
        public var host: String
        public var port: UInt16
        /// Octets nobody can foresee, made anew for each session; without them there is no SCRAM.
        public var nonce = ""
        /// The stream is a TLS stream from its first octet on.
        public var isTLS = true
        /// TLS begins after STARTTLS; nothing is sent or believed before.
        public var usesStartTLS = false
        /// A password may go over a stream that is not TLS: for loopback, or where a person insists.
        public var allowsPlaintext = false
        /// The server may say that we are logged in already (a tunnel); never before STARTTLS.
        public var allowsPreauth = false
        /// The number of this connection in the process; makes its tags unique.
        public var connection: UInt32 = 0
        /// Commands under way at once, where they may be.
        public var pipelineDepth = 4
        /// The greatest literal that is accepted, in octets.
        public var literalLimit = Limits.literal
        /// How we call ourselves where the server has ID (RFC 2971); NetEase insists on it.
        public var clientName = "Martlet"
        public var clientVersion = "1"

        public init(credential: Credential, host: String, port: UInt16) {
            self.credential = credential
            self.host = host
            self.port = port
        }
    }
}
