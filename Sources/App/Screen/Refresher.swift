import Accounts
import EventLoop
import Mail
import Presentation
import Storage
import Synchronization

/// Reads accounts and mailboxes again after something changed, one reading at a time.
///
/// However often it is asked, it reads once more after the last wish and never piles up work.
actor Refresher {
    private let store: Store
    private let directory: AccountDirectory
    private let queue: EventQueue<Event>
    private let applied: AppliedChanges
    private var isReading = false
    private var isWantedAgain = false

    init(
        store: Store, directory: AccountDirectory, queue: EventQueue<Event>,
        applied: AppliedChanges
    ) {
        self.store = store
        self.directory = directory
        self.queue = queue
        self.applied = applied
    }

    func refresh() async {
        isWantedAgain = true
        guard !isReading else { return }
        isReading = true
        while isWantedAgain {
            isWantedAgain = false
            await read()
        }
        isReading = false
    }

    private func read() async {
        do throws(StoreFault) {
            let upTo = applied.newest
            let mailboxes = try await store.mailboxes()
            queue.send(.mailboxes(mailboxes, upTo: upTo), replacing: "mailboxes")
            queue.send(.accounts(try await directory.accounts()), replacing: "accounts")
        } catch {
            queue.send(.problem(Problem(error)))
        }
    }
}

/// The newest change of this run that is in the store.
final class AppliedChanges: Sendable {
    private let number = Mutex(ChangeNumber.none)

    var newest: ChangeNumber { number.withLock { $0 } }

    func note(_ newest: ChangeNumber) {
        number.withLock { $0 = max($0, newest) }
    }
}

extension Problem {
    /// A fault of the store that belongs to no single account.
    init(_ fault: StoreFault) {
        self.init(
            fault.kind, headline: fault.headline, detail: fault.detail, remedy: fault.remedy)
    }
}
