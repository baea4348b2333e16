import Mail
import POP
import Storage

/// What the settings say of a maildrop: when mail is deleted there, and what is fetched whole.
struct MaildropRules: Hashable, Sendable {
    var policy: MaildropPolicy
    /// Seconds a message stays at the server at least, once it is here.
    var grace: Int64 = 0
    /// In octets: of larger messages only the header is fetched; nil for no limit but our own.
    var sizeLimit: Int?

    /// Whether what is downloaded now is to be deleted in the same visit.
    func deletesAtOnce(isFirstVisit: Bool) -> Bool {
        grace <= 0 && policy.deletesAtOnce(isFirstVisit: isFirstVisit)
    }

    /// What holds before the person was told what will be deleted.
    var atFirst: MaildropRules {
        var rules = self
        rules.policy = policy.atFirst
        return rules
    }

    /// Whether more than one visit may pass with the mail at the server.
    var keepsMail: Bool {
        switch policy {
        case .afterDownload, .afterFirstVisit: false
        case .afterDays(let days): days > 0
        case .never, .whenExpungedHere: true
        }
    }

    /// From when on the server shall delete what is stored since an earlier visit; nil: never, as
    /// far as is known now.
    ///
    /// A message of which only the header is here is deleted when the person deleted it for good.
    func due(_ item: Storage.MaildropItem) -> Timestamp? {
        guard policy != .never else { return nil }
        let (seconds, graceOverflows) = item.firstSeen.seconds.addingReportingOverflow(grace)
        guard !graceOverflows else { return nil }
        let settled = Timestamp(seconds: seconds)
        if item.state == .headerOnly { return item.isExpungedHere ? settled : nil }
        switch policy {
        case .afterDownload, .afterFirstVisit: return settled
        case .afterDays(let days):
            let (wait, overflows) = Int64(days).multipliedReportingOverflow(by: 86_400)
            let (end, endOverflows) = item.firstSeen.seconds.addingReportingOverflow(wait)
            return overflows || endOverflows ? nil : max(settled, Timestamp(seconds: end))
        case .never: return nil
        case .whenExpungedHere: return item.isExpungedHere ? settled : nil
        }
    }

    /// Whether an item is to be deleted now.
    func deletes(_ item: Storage.MaildropItem, now: Timestamp) -> Bool {
        due(item).map { $0 <= now } ?? false
    }

    /// Whether a message is fetched whole, by the server's word on its size.
    func fetchesWhole(_ size: Int) -> Bool {
        size <= min(sizeLimit ?? POP.Limits.messageOctets, POP.Limits.messageOctets)
    }
}
