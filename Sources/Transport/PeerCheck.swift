import COpenSSL

/// Decides whether a server is the one we meant to reach.
///
/// OpenSSL finds what is wrong with a certificate; this keeps the first finding for the person
/// and excuses some when the server's key is the pinned one.
final class PeerCheck {
    private let host: String
    private let fingerprint: [UInt8]?
    /// What was found during the handshake.
    private(set) var fault: CertificateFault?

    init(host: String, fingerprint: [UInt8]?) {
        self.host = host
        self.fingerprint = fingerprint
    }

    /// Tells a session, before its handshake, whom it talks to; false when OpenSSL refuses.
    ///
    /// Subject alternative names alone count, wildcards only for a whole label (RFC 9525).
    func install(in session: OpaquePointer) -> Bool {
        SSL_set_hostflags(
            session,
            UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT))
        SSL_set_ex_data(session, PeerCheck.slot, Unmanaged.passUnretained(self).toOpaque())
        SSL_set_verify(session, SSL_VERIFY_PEER, PeerCheck.callback)
        if SocketAddress(literal: host, port: 0) != nil {
            return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host) == 1
        }
        return SSL_set1_host(session, host) == 1 && tls_name_server(session, host) == 1
    }

    /// The last word, after the handshake: nil when everything is right.
    func verdict(on session: OpaquePointer) -> CertificateFault? {
        guard let certificate = SSL_get1_peer_certificate(session) else {
            return CertificateFault(
                kind: .missing, reason: "the server showed none", host: host.withoutControls,
                issuer: "", validFrom: "", validUntil: "", fingerprint: "")
        }
        defer { X509_free(certificate) }
        let code = Int32(truncatingIfNeeded: SSL_get_verify_result(session))
        guard code == X509_V_OK else { return refusal(of: certificate, code: code) }
        return hasWrongKey(certificate) ? refusalOfKey(certificate) : nil
    }

    /// The place for application data in a session.
    private static let slot: Int32 = 0

    /// Called by OpenSSL for each finding; 1 lets the handshake go on.
    private static let callback: SSL_verify_cb = { isFine, store in
        guard isFine == 0 else { return 1 }
        guard let store,
            let session = X509_STORE_CTX_get_ex_data(
                store, SSL_get_ex_data_X509_STORE_CTX_idx()),
            let pointer = SSL_get_ex_data(OpaquePointer(session), PeerCheck.slot)
        else { return 0 }
        let check = Unmanaged<PeerCheck>.fromOpaque(pointer).takeUnretainedValue()
        return check.excuses(store) ? 1 : 0
    }

    private func excuses(_ store: OpaquePointer) -> Bool {
        guard let certificate = X509_STORE_CTX_get0_cert(store) else { return false }
        let code = X509_STORE_CTX_get_error(store)
        if fingerprint != nil, PeerCheck.excusable.contains(code) {
            if !hasWrongKey(certificate) {
                X509_STORE_CTX_set_error(store, X509_V_OK)
                return true
            }
            fault = fault ?? refusalOfKey(certificate)
        } else {
            fault = fault ?? refusal(of: certificate, code: code)
        }
        return false
    }

    /// What a known key makes up for: who vouches for it, and the name it is vouched for.
    private static let excusable: Set<Int32> = issuerFaults.union(nameFaults)
        .union([X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT])

    private static let issuerFaults: Set<Int32> = [
        X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
        X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
    ]

    private static let nameFaults: Set<Int32> = [
        X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH,
    ]

    private func hasWrongKey(_ certificate: OpaquePointer) -> Bool {
        guard let fingerprint else { return false }
        return Certificate.fingerprint(of: certificate) != fingerprint
    }

    private func refusalOfKey(_ certificate: OpaquePointer) -> CertificateFault {
        fault(
            certificate, .otherKey,
            "its key is not the one in the settings; someone may be listening, "
                + "or the server was given a new key")
    }

    private func refusal(of certificate: OpaquePointer, code: Int32) -> CertificateFault {
        let validity = Certificate(certificate)
        return switch code {
        case X509_V_ERR_CERT_HAS_EXPIRED:
            fault(certificate, .expired, "it expired on \(validity.until) UTC")
        case X509_V_ERR_CERT_NOT_YET_VALID:
            fault(certificate, .notYetValid, "it is not valid before \(validity.from) UTC")
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
            fault(certificate, .selfSigned, "it is signed by nobody but itself")
        case _ where PeerCheck.issuerFaults.contains(code):
            fault(certificate, .unknownIssuer, "its issuer is unknown here")
        case _ where PeerCheck.nameFaults.contains(code):
            fault(certificate, .wrongName, "it was made for another name")
        default:
            fault(
                certificate, .unacceptable,
                String(cString: X509_verify_cert_error_string(Int(code))).withoutControls)
        }
    }

    private func fault(
        _ pointer: OpaquePointer, _ kind: CertificateFault.Kind, _ reason: String
    ) -> CertificateFault {
        let certificate = Certificate(pointer)
        return CertificateFault(
            kind: kind, reason: reason, host: host.withoutControls, issuer: certificate.issuer,
            validFrom: certificate.from, validUntil: certificate.until,
            fingerprint: certificate.fingerprint)
    }
}
