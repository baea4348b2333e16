import Wire

extension Session {
    /// One line of a CAPA, UIDL or LIST answer.
    mutating func readLine() throws(WireFault) -> Bool {
        guard var line = try buffer.nextLine() else { return false }
        if line.first == UInt8(ascii: ".") {
            line = line.dropFirst()
            if line.isEmpty {
                finishList()
                return true
            }
        }
        block.lines += 1
        switch answer {
        case .capabilities:
            try check(block.lines, against: Limits.capabilityLines)
            block.capabilities.append(line)
        case .listing:
            try check(block.lines, against: Limits.listingLines)
            block.listing.add(line: line)
        case .sizes:
            try check(block.lines, against: Limits.listingLines)
            block.sizes.add(line: line)
        case .greeting, .status, .message, .top: break
        }
        return true
    }

    private func check(_ lines: Int, against limit: Int) throws(WireFault) {
        guard lines <= limit else {
            throw WireFault(expected: "a list of at most \(limit) lines")
        }
    }

    private mutating func finishList() {
        let list = block
        let kind = answer
        finishBlock()
        switch kind {
        case .capabilities:
            capabilities = Capabilities(lines: list.capabilities)
            capabilitiesKnown()
        case .listing: emit(.listing(list.listing.items))
        case .sizes: emit(.sizes(list.sizes.sizes))
        case .greeting, .status, .message, .top: break
        }
    }

    /// A piece of a message, as long as what has arrived.
    mutating func readContent(of number: MessageNumber) throws(WireFault) -> Bool {
        let piece = try nextPiece(limit: configuration.messageLimit)
        if !piece.content.isEmpty { emit(.messageChunk(number, piece.content)) }
        if piece.isEnd {
            finishBlock()
            emit(.messageEnded(number))
        }
        return piece.used > 0
    }

    /// A piece of a TOP answer, which is kept until it is whole.
    mutating func readTop(of number: MessageNumber) throws(WireFault) -> Bool {
        let piece = try nextPiece(limit: Limits.topOctets)
        block.top += piece.content
        if piece.isEnd {
            let header = block.top
            finishBlock()
            emit(.top(number, header))
        }
        return piece.used > 0
    }

    private mutating func nextPiece(limit: Int) throws(WireFault) -> DotStuffing.Piece {
        let piece = block.dots.decode(buffer.unread)
        _ = buffer.take(upTo: piece.used)
        block.octets += piece.content.count
        guard block.octets <= limit else {
            throw WireFault(expected: "a message of at most \(limit) octets")
        }
        return piece
    }

    private mutating func finishBlock() {
        block = Block()
        answer = .status
        pipeline.finishCurrent()
    }
}
