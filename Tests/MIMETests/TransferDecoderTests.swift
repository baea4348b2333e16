import Testing

@testable import MIME

@Suite("Transfer encodings")
struct TransferDecoderTests {
    private func decode(_ encoding: TransferEncoding, _ octets: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var decoder = TransferDecoder(encoding)
        decoder.update(octets[...], into: &output)
        decoder.finish(into: &output)
        return output
    }

    private func text(_ encoding: TransferEncoding, _ text: String) -> String {
        String(decoding: decode(encoding, Array(text.utf8)), as: UTF8.self)
    }

    @Test("base64 skips what is not of its alphabet")
    func base64Junk() {
        #expect(text(.base64, "aGVs\r\n!bG8\t=") == "hello")
    }

    @Test("base64 without its padding is read as far as it goes")
    func base64Truncated() {
        #expect(text(.base64, "aGVsbG8") == "hello")
        #expect(text(.base64, "aGVsb") == "hel")
        #expect(text(.base64, "a") == "")
    }

    @Test("what stands below the padding is no base64")
    func base64Footer() {
        #expect(text(.base64, "aGVsbG8=\r\n____\r\nMailing list footer") == "hello")
    }

    @Test("quoted-printable joins soft line breaks, with blanks behind them as well")
    func softBreaks() {
        #expect(text(.quotedPrintable, "one=\r\n two=\nthree= \t\r\nfour") == "one twothreefour")
    }

    @Test("blanks at the end of a quoted-printable line are dropped, others are not")
    func trailingBlanks() {
        #expect(text(.quotedPrintable, "a b  \t\r\nc d") == "a b\r\nc d")
        #expect(text(.quotedPrintable, "a  ") == "a")
    }

    @Test("an escape that is none stays as written")
    func badEscapes() {
        #expect(text(.quotedPrintable, "=3D =3d =XY =4") == "= = =XY =4")
        #expect(text(.quotedPrintable, "100=% =") == "100=% ")
    }

    @Test("uuencode is read between begin and end, its count never beyond the line")
    func uuencode() {
        #expect(text(.uuencode, "junk\nbegin 644 x\n#0V%T\n`\nend\njunk\n") == "Cat")
        #expect(decode(.uuencode, Array("begin 644 x\n~AAAA\nMzz\n`\nend\n".utf8)).count <= 45)
    }

    @Test("decoding undoes encoding, for all octets and every length")
    func roundTrip() {
        var generator = SeededGenerator(seed: 1)
        for length in 0..<200 {
            let octets = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(decode(.base64, base64(octets)) == octets)
            #expect(decode(.quotedPrintable, quotedPrintable(octets)) == octets)
        }
    }

    @Test(
        "any split of the octets gives the same result",
        arguments: [TransferEncoding.base64, .quotedPrintable, .uuencode, .identity])
    func splits(encoding: TransferEncoding) {
        let samples = [
            "aGVs\r\n!bG8\t=\r\nzzzz", "a =\r\n=C3=A9 \t\r\n= \r\n=4= =\r x\r\n \r \r\n=",
            "begin 644 x\r\n#0V%T\r\n`\r\nend\r\n",
        ]
        for sample in samples.map({ Array($0.utf8) }) {
            let whole = decode(encoding, sample)
            for middle in 0...sample.count {
                var output: [UInt8] = []
                var decoder = TransferDecoder(encoding)
                decoder.update(sample[..<middle], into: &output)
                decoder.update(sample[middle...], into: &output)
                decoder.finish(into: &output)
                #expect(output == whole)
            }
        }
    }

    @Test("a part decoded in pieces is the part decoded at once")
    func pieces() {
        let body = String(repeating: "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY\n", count: 9_000)
        let parsed = message("Content-Transfer-Encoding: base64\n\n\(body)")
        var joined: [UInt8] = []
        parsed.forEachDecodedPiece(of: parsed.root) { joined += $0 }
        #expect(joined == parsed.decodedOctets(of: parsed.root))
        #expect(parsed.decodedSize(of: parsed.root) == 216_000)
        #expect(parsed.decodedDigest(of: parsed.root) == SHA256.digest(of: joined))
    }

    @Test("the name of an encoding may carry case, comment and quotes")
    func encodingNames() {
        let encoding = { (value: String) in
            message("Content-Transfer-Encoding: \(value)\n\n").root.encoding
        }
        #expect(encoding("BASE64 (yes)") == .base64)
        #expect(encoding("\"quoted-printable\"") == .quotedPrintable)
        #expect(encoding("8bit") == .identity)
        #expect(
            message("Content-Transfer-Encoding: x-new\n\nx").defects == [.unknownEncoding])
    }

    private func base64(_ octets: [UInt8]) -> [UInt8] {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var output: [UInt8] = []
        for start in stride(from: 0, to: octets.count, by: 3) {
            let group = octets[start..<min(start + 3, octets.count)]
            let bits =
                group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                << UInt32(8 * (3 - group.count))
            for letter in 0...group.count {
                output.append(alphabet[Int(bits >> UInt32(18 - 6 * letter) & 63)])
            }
            output += repeatElement(UInt8(ascii: "="), count: 3 - group.count)
            if output.count % 78 == 76 { output += [13, 10] }
        }
        return output
    }

    private func quotedPrintable(_ octets: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return octets.enumerated().flatMap { index, octet -> [UInt8] in
            let softBreak: [UInt8] = index % 20 == 19 ? [0x3D, 13, 10] : []
            if octet.isLetter { return [octet] + softBreak }
            return [0x3D, digits[Int(octet >> 4)], digits[Int(octet & 15)]] + softBreak
        }
    }
}
