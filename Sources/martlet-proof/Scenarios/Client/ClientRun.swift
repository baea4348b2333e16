import Foundation

/// The program, started once and waited for.
final class ClientRun {
    struct Outcome: Sendable {
        /// Nil where a signal ended it.
        var status: Int32?
        var signal: Int32?
        var output: [UInt8]
        var errors: [UInt8]
        var time: Duration
        var peakMegabytes: Double
        /// It was ended because it took longer than it was given.
        var wasTooLong = false

        /// Everything a person at a terminal got to see.
        var seen: [UInt8] { output + errors }
    }

    let process: pid_t
    private let started = ContinuousClock.now
    private let files: String
    private let home: ClientHome

    init(_ program: String, _ arguments: [String], in home: ClientHome) throws {
        self.home = home
        files = "\(home.folder)/run/\(UUID().uuidString)"
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC
        let ends = [
            open("/dev/null", O_RDONLY | O_CLOEXEC), open("\(files).out", flags, 0o600),
            open("\(files).err", flags, 0o600),
        ]
        defer { for end in ends { close(end) } }
        process = try ClientRun.spawn([program] + arguments, home.environment, ends)
    }

    private static func spawn(
        _ words: [String], _ environment: [String: String], _ ends: [Int32]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, end) in ends.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, end, Int32(number))
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Threads of ours may block or ignore signals, and a child would inherit that.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let arguments = words.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var child = pid_t()
        let failure = posix_spawn(
            &child, words[0], &actions, &attributes, arguments, variables)
        guard failure == 0 else {
            throw ScenarioFault("\(words[0]): \(String(cString: strerror(failure)))")
        }
        return child
    }

    func send(_ signal: Int32) {
        kill(process, signal)
    }

    /// What it has printed so far.
    var seen: [UInt8] { home.octets("\(files).out") + home.octets("\(files).err") }

    /// Returns when it has ended, which it must within the limit.
    func wait(within limit: Duration) -> Outcome {
        var status: Int32 = 0
        var peak = 0.0
        var wasTooLong = false
        while true {
            peak = max(peak, residentPeak)
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process || (ended < 0 && errno != EINTR) { break }
            if ContinuousClock.now - started > limit, !wasTooLong {
                wasTooLong = true
                send(SIGKILL)
            }
            usleep(2_000)
        }
        let signal = status & 0x7F
        return Outcome(
            status: signal == 0 ? (status >> 8) & 0xFF : nil, signal: signal == 0 ? nil : signal,
            output: home.octets("\(files).out"), errors: home.octets("\(files).err"),
            time: .now - started, peakMegabytes: peak, wasTooLong: wasTooLong)
    }

    /// The most memory it held so far, in MB; 0 when it has ended.
    ///
    /// What `wait4` tells counts the process that started it as well (getrusage(2)).
    private var residentPeak: Double {
        let status = String(decoding: home.octets("/proc/\(process)/status"), as: UTF8.self)
        for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
            let words = line.split { $0 == " " || $0 == "\t" }
            return (words.dropFirst().first.flatMap { Double($0) } ?? 0) / 1_024
        }
        return 0
    }
}
