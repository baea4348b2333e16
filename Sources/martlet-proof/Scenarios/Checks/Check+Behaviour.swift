/// What is said of how the program carries itself: promptly, patiently, in words.
extension Check {
    static let behaviour: [String: Check] = [
        "client_responsive": Check(endsByItself),
        "connection_closed": Check(closes),
        "error_shown": Check(saysWhy),
        "times out in at most 60 s": Check(timesOut),
        "no allocation from a count": Check(smallMemory),
        "size limit with a message, not memory exhaustion": Check { evidence in
            smallMemory(evidence).and(tellsOfTheMessage(evidence))
        },
        "reconnect with back-off": Check(playing: [.watch], backsOff),
        "retry with back-off; the password is not asked again": Check(playing: [.watch]) {
            evidence in
            comesBackToLockedMail(evidence).and(
                .check(!watched(evidence).contains("password is needed"), "the password was asked"))
        },
        "no loop of attempts": Check(playing: [.endlessWatch], oneAttempt),
    ]

    /// Ends within a moment when it is asked to, in the middle of the row's behaviour.
    static func responsive(within limit: Duration) -> Check {
        Check(playing: [.interruption]) { evidence in
            guard let interruption = evidence.interruption else { return .fails("never met") }
            let delay = interruption.delay ?? .zero
            return .check(delay <= limit * evidence.slack, "it took \(delay) to end")
                .and(.check(!interruption.session.outcome.hasCrashed, "it crashed"))
        }
    }

    /// A minute of silence, and a little for noticing its end.
    private static let longest = Duration.seconds(61)
    /// Resident memory at its peak: the bound the design sets for the whole program.
    private static let megabytes = 64.0

    private static func endsByItself(_ evidence: Evidence) -> Finding {
        for session in evidence.sessions {
            let outcome = session.outcome
            if outcome.wasTooLong { return .fails("it did not end") }
            if outcome.hasCrashed { return .fails("it crashed (signal \(outcome.signal ?? 0))") }
        }
        return .check(!evidence.sessions.isEmpty, "it was never started")
    }

    private static func closes(_ evidence: Evidence) -> Finding {
        let visits = evidence.first?.visits ?? []
        return .check(
            !visits.isEmpty
                && visits.allSatisfy { $0.end == .byClient || $0.commands.last?.name == "QUIT" },
            "a connection was left to the server")
    }

    private static func saysWhy(_ evidence: Evidence) -> Finding {
        .check((evidence.first?.outcome.status ?? 0) != 0, "the program ended as if all were well")
            .and(.check(evidence.errorText.contains("proof"), "no error was shown"))
            .and(endsByItself(evidence))
    }

    private static func timesOut(_ evidence: Evidence) -> Finding {
        guard let first = evidence.first else {
            return .unchecked("takes a minute; left out of a quick round")
        }
        let silences = first.visits.compactMap { visit in
            visit.struck.flatMap { struck in visit.ended.map { struck.duration(to: $0) } }
        }
        return .check(!silences.isEmpty, "the fault was never met")
            .and(.check(silences.allSatisfy { $0 <= longest }, "it waited for \(silences)"))
            .and(.check(!first.outcome.hasCrashed, "it crashed"))
            .and(.check(!first.outcome.wasTooLong, "it had to be ended"))
    }

    private static func smallMemory(_ evidence: Evidence) -> Finding {
        let peak = evidence.everySession.map(\.outcome.peakMegabytes).max() ?? 0
        return .check(peak <= megabytes, "it took \(Int(peak)) MB")
            .and(endsByItself(evidence))
    }

    /// Whoever does not get a message is told so.
    private static func tellsOfTheMessage(_ evidence: Evidence) -> Finding {
        .check(!evidence.errorText.isEmpty, "nothing was said about the message")
    }

    /// It waits before it comes back; that the waits grow, a test of their own says.
    ///
    /// One repetition at once, to go on behind a message that broke the line, is part of a visit.
    private static func backsOff(_ evidence: Evidence) -> Finding {
        guard let watch = evidence.watch else { return .fails("never watched") }
        let moments = watch.visits.map(\.began)
        let gaps = zip(moments, moments.dropFirst()).map { $0.duration(to: $1) }
        let waits = gaps.filter { $0 > .seconds(1) }
        let missing = evidence.scenario.messages.count { !watch.stored.contains($0.raw) }
        return .check(gaps.count - waits.count <= 1, "it came back at once: \(gaps)")
            .and(.check(!waits.isEmpty, "it did not come back: \(gaps)"))
            .and(.check(missing == 0, "\(missing) messages were not fetched in the end"))
    }

    /// Another session's maildrop is not tried again within a minute.
    private static func comesBackToLockedMail(_ evidence: Evidence) -> Finding {
        guard evidence.isQuick, evidence.watch?.visits.count == 1 else { return backsOff(evidence) }
        return .unchecked("comes back after a minute; left out of a quick round")
    }

    private static func oneAttempt(_ evidence: Evidence) -> Finding {
        let attempts = evidence.watch?.visits.count ?? 0
        return .check(attempts == 1, "\(attempts) attempts")
    }

    private static func watched(_ evidence: Evidence) -> String {
        String(decoding: evidence.watch?.outcome.seen ?? [], as: UTF8.self)
    }
}

extension ClientRun.Outcome {
    /// A signal ended it that nobody sent.
    var hasCrashed: Bool {
        guard let signal else { return false }
        // SIGINT, SIGKILL and SIGTERM are ours.
        return ![2, 9, 15].contains(signal)
    }
}
