import MIME

/// Octets in memory that come in small pieces, as those of a file come in windows.
struct OctetPieces: OctetSource {
    let octets: [UInt8]
    var size = 7

    init(_ octets: [UInt8], size: Int = 7) {
        self.octets = octets
        self.size = size
    }

    var count: Int { octets.count }

    mutating func octets(from position: Int) -> ArraySlice<UInt8> {
        octets.dropFirst(position).prefix(size)
    }
}

/// What an mbox file says of a message, and the message itself.
struct ReadMail: Equatable {
    var octets: [UInt8]
    var status: MailStatus
    var seconds: Int64?
}

extension OctetPieces {
    /// All messages; those found by lengths are taken as they are.
    func mails() -> [ReadMail] {
        var reader = MboxReader(self)
        var mails: [ReadMail] = []
        while let message = reader.next() {
            var octets: [UInt8] = []
            let raw = self.octets[message.content]
            if case .separator = message.framing {
                var quoting = FromQuoting(.unquoting)
                quoting.pass(raw) { octets += $0 }
                quoting.finish { octets += $0 }
            } else {
                octets = Array(raw)
            }
            mails.append(
                ReadMail(
                    octets: octets, status: message.status, seconds: message.received?.seconds))
        }
        return mails
    }
}
