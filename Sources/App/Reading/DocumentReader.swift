import MIME
import Mail
import Presentation
import Storage
import Synchronization

/// Brings the readable forms of messages, now or ahead, in the character sets the person chose.
///
/// A character set that the person names for a message is remembered for its sender's address. From
/// then on it is used for texts of that sender that declare none, or that do not decode as what they
/// declare; a text whose declaration holds is read as it says.
final class DocumentReader: Sendable {
    private let source: MessageSource
    private let builder: DocumentBuilder
    private let cache = DocumentCache()
    private let preparation = Mutex<Task<Void, Never>?>(nil)

    init(source: MessageSource, builder: DocumentBuilder) {
        self.source = source
        self.builder = builder
    }

    /// - Parameter fetching: called before a server is asked.
    func document(
        _ request: DocumentRequest, _ fetching: () -> Void
    ) async throws(Problem) -> MessageDocument {
        if request.charset == nil, let ready = cache.document(for: request) { return ready }
        let octets = try await source.octets(of: request.entry, fetching)
        return try await read(request, octets)
    }

    /// Reads these messages while nothing else is to do; a later wish takes the place of this one.
    func prepare(_ entries: [EntryID]) {
        let task = Task(priority: .utility) {
            for entry in entries.prefix(Limits.preparedMessages) {
                guard !Task.isCancelled else { return }
                await prepare(entry)
            }
        }
        preparation.withLock { running in
            running?.cancel()
            running = task
        }
    }

    private func prepare(_ entry: EntryID) async {
        let request = DocumentRequest(entry)
        guard cache.document(for: request) == nil else { return }
        do throws(Problem) {
            guard let octets = try await source.octetsAhead(of: entry) else { return }
            _ = try await read(request, octets)
        } catch {
            // Nobody waits for it: whoever opens the message is told what is wrong.
        }
    }

    /// A request with an empty character set forgets what was chosen.
    private func read(
        _ request: DocumentRequest, _ octets: [UInt8]
    ) async throws(Problem) -> MessageDocument {
        let message = ParsedMessage(octets)
        var plain = request
        if let chosen = request.charset {
            if chosen.isEmpty { plain.charset = nil }
            try await remember(plain.charset, for: message)
        }
        let generation = cache.generation
        let remembered = try await source.reading { store throws(StoreFault) in
            try await store.charset(ofSender: message.envelope.from.first?.address ?? "")
        }
        guard var document = builder.document(plain, message, remembered: remembered) else {
            throw Problem(
                .notFound, headline: "The message has no part \(request.part ?? "")")
        }
        cache.keep(document, for: plain, octets: octets.count, since: generation)
        document.request = request
        return document
    }

    /// What was read before was read without knowing.
    private func remember(_ charset: String?, for message: ParsedMessage) async throws(Problem) {
        guard let sender = message.envelope.from.first?.address else { return }
        try await source.reading { store throws(StoreFault) in
            try await store.setCharset(charset, ofSender: sender)
        }
        cache.removeAll()
    }
}
