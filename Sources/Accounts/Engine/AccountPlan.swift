import Mail
import Settings
import Storage
import Transport

/// One account as the settings describe it, ready to be run.
public struct AccountPlan: Sendable {
    /// Where the two kinds of account part; everything above reads ``Mail/Capabilities``.
    enum Service: Sendable {
        case imap
        case pop(MaildropPolicy, grace: Duration, sizeLimit: Int?, poll: Duration)
    }

    public let name: String
    /// What the store keeps to notice that the settings mean another server.
    public let record: AccountRecord
    let service: Service
    let access: ServerAccess
    let user: String
    let source: CredentialSource
    /// Rules for mail that arrives.
    let filters: [FilterRule]
    /// How long mail may lie in Trash and Junk; empty: for ever.
    let retentions: [Retention]

    public init(_ settings: AccountSettings) {
        let incoming = settings.incoming
        name = settings.name
        record = AccountRecord(
            name: settings.name, kind: settings.kind, address: settings.address,
            server: "\(settings.kind.rawValue)://\(incoming.user)@\(incoming.host)")
        service =
            switch settings.kind {
            case .imap: .imap
            case .pop:
                .pop(
                    MaildropPolicy(incoming.leaveOnServer), grace: incoming.deleteGrace,
                    sizeLimit: incoming.sizeLimit, poll: incoming.poll)
            }
        access = ServerAccess(
            account: settings.name,
            endpoint: Endpoint(
                host: incoming.host, port: incoming.port,
                security: Endpoint.Security(incoming.security), caFile: incoming.caFile,
                fingerprint: incoming.fingerprint?.octets,
                certificate: incoming.certificate.map {
                    ClientCertificate(file: $0.file, keyFile: $0.keyFile)
                }),
            auth: incoming.auth.rawValue, allowsPlaintext: incoming.allowsPlaintext)
        user = incoming.user
        source = incoming.credential
        filters = settings.filters
        retentions = [
            (MailboxRole.trash, settings.emptyTrashAfter), (.junk, settings.emptyJunkAfter),
        ].compactMap { role, time in
            time.map { Retention(role, seconds: $0.components.seconds) }
        }
    }

    /// Whether the account's mailboxes exist in the store alone.
    public var keepsMailboxesHere: Bool {
        if case .pop = service { true } else { false }
    }

    func backend(
        account: AccountID, credentials: CredentialProvider, store: Store, network: Network,
        clock: @escaping @Sendable () -> Timestamp
    ) -> any Backend {
        switch service {
        case .imap:
            IMAPBackend(
                account: account, access: access, credentials: credentials, filters: filters,
                store: store, network: network)
        case .pop(let policy, let grace, let sizeLimit, let poll):
            POPBackend(
                account: account, access: access, policy: policy, grace: grace,
                sizeLimit: sizeLimit, poll: poll, filters: filters, credentials: credentials,
                store: store, network: network, clock: clock)
        }
    }
}

extension MaildropPolicy {
    fileprivate init(_ setting: LeaveOnServer?) {
        self =
            switch setting {
            case nil: .afterFirstVisit
            case .afterDownload: .afterDownload
            case .days(let days): .afterDays(days)
            case .forever: .never
            case .untilDeleted: .whenExpungedHere
            }
    }
}

extension Endpoint.Security {
    fileprivate init(_ setting: ConnectionSecurity) {
        self =
            switch setting {
            case .tls: .tls
            case .starttls: .startTLS
            case .none: .none
            }
    }
}
