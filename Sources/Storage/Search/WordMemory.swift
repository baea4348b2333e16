import Mail
import Synchronization

/// The answers to the last questions for words, valid as long as the index is the same.
///
/// A list is asked for window by window, and each of them for the same words.
final class WordMemory: Sendable {
    private struct State {
        var token: Int64 = 0
        var answers: [(words: Query.Words, messages: [Int64])] = []
    }

    private let state = Mutex(State())

    func messages(with words: Query.Words, token: Int64) -> [Int64]? {
        state.withLock { state in
            guard state.token == token else { return nil }
            return state.answers.first { $0.words == words }?.messages
        }
    }

    func keep(_ messages: [Int64], with words: Query.Words, token: Int64) {
        guard messages.count <= Limits.rememberedMessages else { return }
        state.withLock { state in
            if state.token != token { state = State(token: token) }
            state.answers.removeAll { $0.words == words }
            state.answers.append((words, messages))
            if state.answers.count > Limits.rememberedAnswers { state.answers.removeFirst() }
        }
    }
}
