import COpenSSL
import Wire

/// What OpenSSL says about its last failure on this thread.
enum TLSError {
    /// The number of the oldest error, the cause of the others, within the TLS library.
    static var reasonCode: Int32 { ERR_GET_REASON(ERR_peek_error()) }

    /// The cause in OpenSSL's words; empties its list.
    static func takeReason() -> String {
        let code = ERR_get_error()
        ERR_clear_error()
        guard code != 0 else { return "unknown error" }
        guard let words = ERR_reason_error_string(code) else { return "error \(code)" }
        return String(cString: words).withoutControls
    }
}
