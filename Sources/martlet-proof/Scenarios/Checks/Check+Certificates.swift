/// What is said of certificates.
extension Check {
    static let certificates: [String: Check] = [
        "accept": Check { evidence in
            .check(evidence.first?.outcome.status == 0, "it was refused")
                .and(.check(evidence.first?.left.isEmpty == true, "mail was left behind"))
        },
        "refuse": Check(refused),
        "refuse a certificate that is not valid for the host": Check(refused),
        "refuse; offer to pin with fingerprint shown": Check { evidence in
            let pin = "fingerprint = \"sha256:\(evidence.fingerprint)\""
            return refused(evidence).and(
                .check(evidence.errorText.contains(pin), "no fingerprint to pin was shown"))
        },
        "refuse loudly, no one-key accept": Check { evidence in
            refused(evidence).and(
                .check(
                    evidence.errorText.contains("someone may be listening"),
                    "the danger was not spoken of"))
        },
        "error_shown: reason, host, fingerprint": Check { evidence in
            let text = evidence.errorText
            return .check(text.contains(evidence.scenario.host), "the host is not named")
                .and(.check(text.contains(evidence.fingerprint), "no fingerprint was shown"))
                .and(.check(text.contains("is not trusted: "), "no reason was shown"))
        },
    ]

    /// Ended as a refused login, and nothing was asked of the server.
    private static func refused(_ evidence: Evidence) -> Finding {
        .check(evidence.first?.outcome.status == 77, "it did not end as a refusal")
            .and(
                .check(
                    !evidence.commands.contains(where: \.isSecure), "it went on inside TLS")
            )
            .and(.check(evidence.first?.stored.isEmpty == true, "mail was fetched"))
    }
}
