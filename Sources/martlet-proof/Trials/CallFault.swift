import Glibc

/// What goes wrong at one of the program's own calls, as the library `CFaultShim` does it.
struct CallFault: Hashable, Sendable {
    enum Scope: String, Sendable {
        /// Calls that write, sync, cut, make, rename or remove a file, or send.
        case any
        case file
        /// `fsync` and `fdatasync` alone.
        case sync
    }

    enum Deed: Hashable, Sendable {
        case killBefore
        /// When half of the octets are written.
        case killHalfway
        case killAfter
        case fail(Int32)
        case shortWrite
        case interrupt
    }

    var scope: Scope
    var deed: Deed
    /// At every call from there on, not at one alone.
    var lasts = false

    static let count = CallFault(scope: .any, deed: .killBefore)

    /// The variables that tell the library; point 0 only counts.
    func environment(at point: Int, tally: String, shim: String) -> [String: String] {
        var variables = [
            "LD_PRELOAD": shim, "FAULT_TALLY": tally, "FAULT_IN": scope.rawValue,
            "FAULT_AT": "\(point)", "FAULT_LASTS": lasts ? "on" : "once",
        ]
        switch deed {
        case .killBefore: variables["FAULT_DO"] = "kill"
        case .killHalfway: variables["FAULT_DO"] = "half"
        case .killAfter: variables["FAULT_DO"] = "after"
        case .fail(let code):
            variables["FAULT_DO"] = "fail"
            variables["FAULT_ERROR"] = "\(code)"
        case .shortWrite: variables["FAULT_DO"] = "short"
        case .interrupt: variables["FAULT_DO"] = "interrupt"
        }
        // What was sent before is then known to have arrived before the failure was told.
        if scope == .sync { variables["FAULT_PAUSE"] = "20" }
        return variables
    }
}
