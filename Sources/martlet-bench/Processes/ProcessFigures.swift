import Glibc

/// What the kernel tells of a running process (proc(5)).
struct ProcessFigures {
    let process: pid_t

    /// Processor time of all its threads so far, in milliseconds, those included that have ended.
    var cpuMilliseconds: Double {
        var clock = clockid_t()
        var time = timespec()
        guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else {
            return 0
        }
        return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
    }

    /// Resident memory now, in MB; what is shared with other processes counts as well.
    var residentMegabytes: Double { status("VmRSS:") }
    /// The most there ever was of it.
    var peakMegabytes: Double { status("VmHWM:") }
    /// The part of it that no file on the disk stands behind.
    var anonymousMegabytes: Double { status("RssAnon:") }

    private func status(_ key: String) -> Double {
        for line in text("status").split(separator: "\n") where line.hasPrefix(key) {
            let words = line.split { $0 == " " || $0 == "\t" }
            return (words.dropFirst().first.flatMap { Double($0) } ?? 0) / 1_024
        }
        return 0
    }

    private func text(_ name: String) -> String {
        let descriptor = open("/proc/\(process)/\(name)", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 8_192)
        let count = read(descriptor, &buffer, buffer.count)
        return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
    }
}
