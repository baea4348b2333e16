/// What is said of the mail itself: nothing lost, nothing doubled, nothing changed.
extension Check {
    static let mail: [String: Check] = [
        "0_lost": Check(nothingLost),
        "0_duplicated": Check(nothingDoubled),
        "0_duplicated after the next session": Check(nothingDoubled),
        "a message with no safe identity is kept on the server, or deleted only after its bytes "
            + "are in the store by hash": Check(deletedBehindStore),
        "DELE only after commit": Check(deletedBehindStore),
        "no DELE for that message": Check(firstStays),
        "no partial mail stored as whole": Check(onlyWhole),
        "other messages are still fetched": Check(othersFetched),
        "stored bytes equal the sent bytes after un-stuffing": Check(bytesEqual),
        "message stored whole": Check(bytesEqual),
        "sizes are hints only": Check(bytesEqual),
        "the server keeps all (no UPDATE state); next session: 0_duplicated, deletes are sent again":
            Check(deletedAgain),
        "no_path_is_made_from_a_uidl": Check(noStrangeFiles),
        "for every k: session cut after k server bytes, then a clean session: store has each "
            + "message once; server empty only of stored ones": Check(playing: [.sweep], sweep),
    ]

    private static func nothingLost(_ evidence: Evidence) -> Finding {
        for session in evidence.everySession {
            for (index, message) in evidence.scenario.messages.enumerated() {
                guard session.stored.contains(message.raw) || session.left.contains(message.raw)
                else { return .fails("message \(index + 1) is neither here nor at the server") }
            }
        }
        guard evidence.scenario.breaksSessions, let last = evidence.last else { return .holds }
        let missing = evidence.scenario.messages.count { !last.stored.contains($0.raw) }
        return .check(missing == 0, "\(missing) messages were not fetched in the end")
    }

    private static func nothingDoubled(_ evidence: Evidence) -> Finding {
        for session in evidence.everySession {
            for (index, message) in evidence.scenario.messages.enumerated() {
                let count = session.stored.count { $0 == message.raw }
                if count > 1 { return .fails("message \(index + 1) is here \(count) times") }
            }
        }
        return .holds
    }

    private static func deletedBehindStore(_ evidence: Evidence) -> Finding {
        let early = evidence.visits.flatMap(\.deletedUnstored)
        return .check(early.isEmpty, "DELE \(early) before the store held the message")
            .and(.check(!evidence.commands.isEmpty, "the server was asked nothing"))
    }

    private static func firstStays(_ evidence: Evidence) -> Finding {
        .check(
            !evidence.commands.contains { $0.name == "DELE" && $0.argument == "1" },
            "DELE 1 was sent")
    }

    private static func onlyWhole(_ evidence: Evidence) -> Finding {
        let whole = evidence.scenario.deliverable.map(\.octets)
        let strange = evidence.everySession.flatMap(\.stored).filter { !whole.contains($0) }
        return .check(strange.isEmpty, "\(strange.count) messages here were never sent whole")
    }

    private static func othersFetched(_ evidence: Evidence) -> Finding {
        let others = evidence.scenario.messages.dropFirst().map(\.raw)
        let missing = others.count { evidence.last?.stored.contains($0) != true }
        return .check(missing == 0, "\(missing) of \(others.count) others were not fetched")
    }

    private static func bytesEqual(_ evidence: Evidence) -> Finding {
        let sent = evidence.scenario.deliverable.map(\.octets)
        for session in evidence.sessions where !session.stored.sameElements(as: sent) {
            return .fails("\(session.stored.count) messages are here, not the \(sent.count) sent")
        }
        return .check(!sent.isEmpty, "the row sends no message")
    }

    private static func deletedAgain(_ evidence: Evidence) -> Finding {
        guard let first = evidence.first, let last = evidence.last else { return .fails("no run") }
        let count = evidence.scenario.messages.count
        let again = last.visits.flatMap(\.commands)
        return .check(first.left.count == count, "the server does not keep all")
            .and(.check(again.count { $0.name == "DELE" } == count, "not all deleted again"))
            .and(.check(!again.contains { $0.name == "RETR" }, "messages were fetched again"))
            .and(.check(last.left.isEmpty, "messages are left at the server"))
            .and(nothingDoubled(evidence))
    }

    private static func noStrangeFiles(_ evidence: Evidence) -> Finding {
        let own = ["config", "data", "cache", "state", "run"]
        let strange = evidence.files.filter { file in
            let parts = file.split(separator: "/").map(String.init)
            guard let top = parts.first, own.contains(top) else { return true }
            return top != "run" && parts.count > 1 && parts[1] != "martlet"
                || evidence.scenario.uniqueIDs.contains { file.contains($0) }
        }
        return .check(strange.isEmpty, "files appeared: \(strange.joined(separator: ", "))")
    }

    private static func sweep(_ evidence: Evidence) -> Finding {
        guard let sweep = evidence.sweep else { return .fails("no cut was made") }
        return .check(sweep.cuts > 0, "no cut was made")
            .and(.check(sweep.faults.isEmpty, sweep.faults.joined(separator: "; ")))
    }
}

extension Scenario {
    /// Last parts of what UIDL names, as they would look in a path.
    fileprivate var uniqueIDs: [String] {
        (answers["UIDL"] ?? []).flatMap { action -> [String] in
            guard case .send(let octets, _, _) = action else { return [] }
            return String(decoding: octets, as: UTF8.self).split { "\r\n /".contains($0) }
                .map(String.init).filter { $0.count > 2 }
        }
    }
}

extension [[UInt8]] {
    /// The same messages, in any order.
    fileprivate func sameElements(as others: [[UInt8]]) -> Bool {
        count == others.count
            && Set(self + others).allSatisfy { message in
                self.count { $0 == message } == others.count { $0 == message }
            }
    }
}
