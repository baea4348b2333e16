import COpenSSL
import Wire

extension TLSSession {
    /// How both ends can name this connection, for a login that is bound to it.
    ///
    /// With TLS 1.3 keying material (RFC 9266), before it a hash of the server's certificate
    /// (RFC 5929 §4). Nil where there is none, as for a certificate signed without a hash.
    func channelBinding(isServer: Bool) -> ChannelBinding? {
        if SSL_version(handle) >= TLS1_3_VERSION { return exporterBinding }
        guard isServer else {
            guard let certificate = SSL_get1_peer_certificate(handle) else { return nil }
            defer { X509_free(certificate) }
            return TLSSession.endPointBinding(of: certificate)
        }
        return SSL_get_certificate(handle).flatMap(TLSSession.endPointBinding)
    }

    private var exporterBinding: ChannelBinding? {
        ERR_clear_error()
        var octets = [UInt8](repeating: 0, count: 32)
        let label = "EXPORTER-Channel-Binding"
        let result = SSL_export_keying_material(
            handle, &octets, octets.count, label, label.utf8.count, [], 0, 1)
        return result == 1 ? ChannelBinding(kind: .exporter, octets: octets) : nil
    }

    /// The hash function is the signature's, but never one that is broken.
    private static func endPointBinding(of certificate: OpaquePointer) -> ChannelBinding? {
        ERR_clear_error()
        var hash: Int32 = 0
        guard X509_get_signature_info(certificate, &hash, nil, nil, nil) == 1 else { return nil }
        if hash == NID_md5 || hash == NID_sha1 { hash = NID_sha256 }
        guard hash != NID_undef, let digest = EVP_get_digestbyname(OBJ_nid2sn(hash)) else {
            return nil
        }
        var octets = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        guard X509_digest(certificate, digest, &octets, &count) == 1 else { return nil }
        return ChannelBinding(kind: .serverEndPoint, octets: Array(octets.prefix(Int(count))))
    }
}
