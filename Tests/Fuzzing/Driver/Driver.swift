import Glibc

/// The harness to run, named by the environment.
private let harness: Harness = {
    let name = getenv("MARTLET_HARNESS").map { String(cString: $0) } ?? ""
    guard let harness = Harness(rawValue: name) else {
        fatalError("MARTLET_HARNESS names none of \(Harness.allCases.map(\.rawValue))")
    }
    return harness
}()

/// Milliseconds of processor time that one input may take; the clock on the wall also counts what
/// other programs do meanwhile.
private let millisecondLimit = 1_000.0

private func processorMilliseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let octets = Array(UnsafeBufferPointer(start: start, count: count))
    let start = processorMilliseconds()
    if let fault = harness.fault(octets) {
        fatalError("\(harness.rawValue): \(fault)")
    }
    let taken = processorMilliseconds() - start
    guard taken <= millisecondLimit else {
        fatalError("\(harness.rawValue): \(Int(taken)) ms of processor time")
    }
    return 0
}
