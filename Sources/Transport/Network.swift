import COpenSSL
import EventLoop
import Logging
import Synchronization

/// What all connections share: the loop's thread, name look-ups and the trusted authorities.
///
/// Made once for a run of the program; its thread lives as long as the process.
public final class Network: Sendable {
    public let loop: PollLoop
    let logger: Logger
    let resolver = Resolver()
    private let contexts = Mutex<[Trust: TLSContext]>([:])

    /// What connections with one context have in common.
    private struct Trust: Hashable {
        var caFile: String?
        var certificate: ClientCertificate?
    }

    /// Also makes writes to broken connections an error instead of a signal, for the process.
    public init(
        logger: Logger = Logger(label: "martlet.transport")
    ) throws(SystemFault) {
        Signals.ignoreBrokenPipes()
        // At the end of the process the loop may be inside OpenSSL, which must not be torn down
        // under it.
        OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil)
        loop = try PollLoop(name: "network")
        self.logger = logger
    }

    /// The settings of connections that trust the system's authorities and those of a file, and
    /// show the same certificate.
    ///
    /// Loading the system's takes 27 ms, so it is done at the first use, on the loop's thread.
    func clientContext(for endpoint: Endpoint) throws(TransportFault) -> TLSContext {
        let trust = Trust(caFile: endpoint.caFile, certificate: endpoint.certificate)
        return try contexts.withLock { contexts throws(TransportFault) in
            if let known = contexts[trust] { return known }
            let context = try TLSContext(trusting: trust.caFile, showing: trust.certificate)
            contexts[trust] = context
            return context
        }
    }
}
