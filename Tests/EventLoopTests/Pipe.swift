import Glibc

/// A pipe that closes itself.
final class Pipe: Sendable {
    let output: Int32
    let input: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0)
        output = ends[0]
        input = ends[1]
    }

    deinit {
        close(output)
        close(input)
    }

    func put() {
        var octet: UInt8 = 1
        precondition(write(input, &octet, 1) == 1)
    }
}
