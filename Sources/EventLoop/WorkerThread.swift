import CEventLoop
import Glibc

/// Starts threads that leave the terminal's signals to the process's first thread.
public enum WorkerThread {
    /// Runs `body` on a new thread that ends with it.
    ///
    /// `name` is what debuggers and `top -H` show; its first 15 octets count.
    public static func start(
        named name: String, _ body: @escaping @Sendable () -> Void
    ) throws(SystemFault) {
        // A thread inherits the mask, so there is no instant in which it could take a signal.
        let ownMask = Signals.blockTerminalSignals()
        let code = ThreadStart(name: name, body: body).launch()
        Signals.restore(ownMask)
        guard code == 0 else { throw SystemFault(call: "pthread_create", code: code) }
    }
}

/// What a new thread is to do, carried through C as a pointer.
private final class ThreadStart: Sendable {
    private let name: String
    private let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }

    /// Zero or the error's number.
    func launch() -> Int32 {
        let argument = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, ThreadStart.entry, argument.toOpaque())
        if code == 0 {
            pthread_detach(thread)
        } else {
            argument.release()
        }
        return code
    }

    private static let entry:
        @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
            guard let argument else { return nil }
            let start = Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue()
            loop_name_this_thread(start.name)
            start.body()
            return nil
        }
}
