@testable import MIME

/// Transfer encodings of any octets, cut anywhere.
enum DecoderHarness {
    private static let encodings: [TransferEncoding] = [
        .identity, .base64, .quotedPrintable, .uuencode, .yenc,
    ]

    /// The first octet chooses the encoding, the second where the octets are cut.
    static func fault(_ octets: [UInt8]) -> String? {
        guard octets.count >= 2 else { return nil }
        let encoding = encodings[Int(octets[0]) % encodings.count]
        let encoded = octets[2...]
        let whole = decode(encoded, encoding, pieces: encoded.count)
        guard whole.count <= encoded.count + 2 else { return "\(encoding) grew" }
        let pieces = decode(encoded, encoding, pieces: Int(octets[1]) + 1)
        return whole == pieces ? nil : "\(encoding) depends on where it is cut"
    }

    private static func decode(
        _ octets: ArraySlice<UInt8>, _ encoding: TransferEncoding, pieces size: Int
    ) -> [UInt8] {
        var decoder = TransferDecoder(encoding)
        var output: [UInt8] = []
        var rest = octets
        while !rest.isEmpty {
            decoder.update(rest.prefix(size), into: &output)
            rest = rest.dropFirst(size)
        }
        decoder.finish(into: &output)
        return output
    }
}
