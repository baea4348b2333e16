import Mail
import Presentation
import Synchronization

/// Readable forms of messages opened last or likely to be opened next, so that a key shows them at once.
///
/// A message never changes, so nothing in it grows old; it is emptied when the person says that
/// texts are to be read in another way. What was used longest ago goes first.
final class DocumentCache: Sendable {
    private struct Place {
        var document: MessageDocument
        var octets: Int
        var use: Int
    }

    private struct State {
        var places: [DocumentRequest: Place] = [:]
        var octets = 0
        var uses = 0
        /// Counts how often it was emptied.
        var generation = 0
    }

    private let state = Mutex(State())

    func document(for request: DocumentRequest) -> MessageDocument? {
        state.withLock { state in
            state.uses += 1
            state.places[request]?.use = state.uses
            return state.places[request]?.document
        }
    }

    /// To be asked for before a message is read, and handed over with what was read.
    var generation: Int { state.withLock { $0.generation } }

    /// Keeps a readable form, unless the cache was emptied since its reading began.
    ///
    /// - Parameter octets: of the message, as a measure of what its readable form takes.
    func keep(
        _ document: MessageDocument, for request: DocumentRequest, octets: Int,
        since generation: Int
    ) {
        guard octets <= Limits.cachedOctets else { return }
        state.withLock { state in
            guard state.generation == generation else { return }
            state.uses += 1
            let place = Place(document: document, octets: octets, use: state.uses)
            let before = state.places.updateValue(place, forKey: request)
            state.octets += octets - (before?.octets ?? 0)
            while state.places.count > Limits.cachedDocuments
                || state.octets > Limits.cachedOctets,
                let oldest = state.places.min(by: { $0.value.use < $1.value.use })
            {
                state.places[oldest.key] = nil
                state.octets -= oldest.value.octets
            }
        }
    }

    func removeAll() {
        state.withLock { $0 = State(generation: $0.generation + 1) }
    }
}
