/// How the octets of a part are written for the way (RFC 2045 §6).
public enum TransferEncoding: String, Hashable, Sendable {
    /// 7bit, 8bit, binary and everything unknown: as they are.
    case identity
    case base64
    case quotedPrintable = "quoted-printable"
    case uuencode
    /// Found in texts only, never declared.
    case yenc

    /// Nil for a name that we do not know.
    init?(named name: String) {
        switch name {
        case "", "7bit", "8bit", "binary", "7-bit", "8-bit": self = .identity
        case "base64", "base-64", "b": self = .base64
        case "quoted-printable", "quotedprintable", "qp": self = .quotedPrintable
        case "x-uuencode", "uuencode", "x-uue", "uue": self = .uuencode
        default: return nil
        }
    }
}

/// Undoes a transfer encoding piece by piece; any split of the octets gives the same result.
struct TransferDecoder {
    private enum State {
        case identity
        case base64(Base64Decoder)
        case quotedPrintable(QuotedPrintableDecoder)
        case uuencode(UUDecoder)
        case yenc(YDecoder)
    }

    private var state: State

    init(_ encoding: TransferEncoding) {
        state =
            switch encoding {
            case .identity: .identity
            case .base64: .base64(Base64Decoder())
            case .quotedPrintable: .quotedPrintable(QuotedPrintableDecoder())
            case .uuencode: .uuencode(UUDecoder())
            case .yenc: .yenc(YDecoder())
            }
    }

    mutating func update(_ octets: ArraySlice<UInt8>, into output: inout [UInt8]) {
        switch state {
        case .identity:
            output += octets
        case .base64(var decoder):
            decoder.update(octets, into: &output)
            state = .base64(decoder)
        case .quotedPrintable(var decoder):
            // The decoder holds an array: a second owner would make each change copy it.
            state = .identity
            decoder.update(octets, into: &output)
            state = .quotedPrintable(decoder)
        case .uuencode(var decoder):
            state = .identity
            decoder.update(octets, into: &output)
            state = .uuencode(decoder)
        case .yenc(var decoder):
            decoder.update(octets, into: &output)
            state = .yenc(decoder)
        }
    }

    mutating func finish(into output: inout [UInt8]) {
        switch state {
        case .identity, .yenc: break
        case .base64(var decoder): decoder.finish(into: &output)
        case .quotedPrintable(var decoder): decoder.finish(into: &output)
        case .uuencode(var decoder): decoder.finish(into: &output)
        }
        state = .identity
    }
}
