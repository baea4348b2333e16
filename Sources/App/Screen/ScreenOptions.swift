import Curses
import Glibc
import Mail
import Presentation
import Settings
import Storage

/// How the screen begins, taken from settings, environment and command line.
struct ScreenOptions {
    var screen: Screen.Options
    var theme: Theme
    var keys: KeyMap
    var start: Place
    /// No other screen of this store is open.
    var isFirst: Bool
}

extension Workplace {
    /// Runs the screen until the person quits, then says goodbye to the servers.
    func showScreen(account: String?, mailbox: String?) throws(Problem) {
        let start = try startPlace(account: account, mailbox: mailbox)
        let lock = try screenLock()
        let hasColors = getenv("NO_COLOR").map { $0.pointee == 0 } ?? true
        let options = ScreenOptions(
            screen: Screen.Options(colors: hasColors, mouse: settings.general.mouse),
            theme: hasColors ? Theme(named: settings.general.theme) ?? .defaultDark : .mono,
            keys: .mutt, start: start, isFirst: lock != nil)
        let directory = try Program.waitFor { () async -> Result<_, Problem> in
            do throws(Problem) {
                return .success(try await self.directory())
            } catch {
                return .failure(error)
            }
        }.get()
        let program = try ScreenProgram(
            workplace: self, directory: directory, options: options)
        if lock == nil { program.say(otherScreen) }
        withExtendedLifetime(lock) { program.run() }
        Program.waitFor { await directory.stop() }
        store.close()
    }

    /// Nil while another screen of this store is open.
    private func screenLock() throws(Problem) -> AccountLock? {
        do throws(StoreFault) {
            return try AccountLock.acquire(AccountLock.path(ofScreenBeside: paths.mail))
        } catch {
            throw Problem(error)
        }
    }

    private var otherScreen: String {
        let owner = AccountLock.owner(AccountLock.path(ofScreenBeside: paths.mail))
        let process = owner.map { " (process \($0))" } ?? ""
        return "Another screen is open\(process) and talks to the servers"
    }

    private func startPlace(account: String?, mailbox: String?) throws(Problem) -> Place {
        if account == nil, mailbox == nil {
            switch settings.general.start {
            case .unified: return Place(scope: .unified(.inbox))
            case .last: return LastPlace(paths).read() ?? Place(scope: .unified(.inbox))
            case .account(let name): return Place(scope: try scope(nil, name))
            }
        }
        return Place(scope: try scope(mailbox, account))
    }

    private func scope(_ mailbox: String?, _ account: String?) throws(Problem) -> ListScope {
        try Program.waitFor { () async -> Result<ListScope, Problem> in
            do throws(Problem) {
                return .success(try await names().scope(mailbox: mailbox, account: account))
            } catch {
                return .failure(error)
            }
        }.get()
    }
}
