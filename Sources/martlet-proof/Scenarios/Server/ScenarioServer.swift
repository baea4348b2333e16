import Foundation
import Synchronization

/// A server on this computer's loopback address that does what a row says.
final class ScenarioServer: Sendable {
    let scenario: Scenario
    let drop: ScenarioDrop
    let certificate: CertificateShop.Made
    let record = ServerRecord()
    let port: UInt16
    /// Where disturbed connections break off.
    let cut: ServerVoice.Cut?
    private let descriptor: Int32
    /// Connections that are still to be disturbed.
    private let disturbances: Mutex<Int>
    private let trigger = Mutex<(@Sendable () -> Void)?>(nil)
    private let witness: @Sendable ([UInt8]) -> Bool

    /// - Parameters:
    ///   - disturbed: how many connections meet the row's answers and its fault.
    ///   - isStored: whether the store holds a message, asked when it is deleted here.
    init(
        _ scenario: Scenario, drop: ScenarioDrop, certificate: CertificateShop.Made,
        disturbed: Int, cut: ServerVoice.Cut? = nil, port: UInt16 = 0,
        isStored: @escaping @Sendable ([UInt8]) -> Bool = { _ in true }
    ) throws(ScenarioFault) {
        self.scenario = scenario
        self.drop = drop
        self.certificate = certificate
        self.cut = cut
        witness = isStored
        disturbances = Mutex(disturbed)
        (descriptor, self.port) = try LoopbackSocket.listen(port: port)
        let thread = Thread { [weak self, descriptor] in
            while true {
                let accepted = accept(descriptor, nil, nil)
                guard accepted >= 0 else { break }
                if let self { self.serve(accepted) } else { close(accepted) }
            }
            close(descriptor)
        }
        thread.start()
    }

    /// The thread that waits for connections closes the socket.
    deinit { shutdown(descriptor, Int32(SHUT_RDWR)) }

    private func serve(_ accepted: Int32) {
        let isDisturbed = disturbances.withLock { left in
            defer { left = max(0, left - 1) }
            return left > 0
        }
        let number = record.begin()
        Thread { [self] in
            ScenarioConversation(self, accepted, number: number, isDisturbed: isDisturbed).run()
        }.start()
    }

    func model() -> any ScenarioModel {
        MaildropModel(scenario, drop: drop)
    }

    func isStored(_ message: [UInt8]) -> Bool { witness(message) }

    /// From here on the base answers everything.
    func calm() {
        disturbances.withLock { $0 = 0 }
    }

    /// Tells once when the row's particular behaviour is first met.
    func onTrigger(_ body: @escaping @Sendable () -> Void) {
        trigger.withLock { $0 = body }
    }

    func triggered() {
        let body = trigger.withLock { body in
            defer { body = nil }
            return body
        }
        body?()
    }

    /// Waits until no connection is open, so that the next session finds the maildrop free.
    func waitUntilIdle() {
        for _ in 0..<500 where !record.isIdle { usleep(10_000) }
    }
}

/// Listening on 127.0.0.1.
private enum LoopbackSocket {
    static func listen(port: UInt16) throws(ScenarioFault) -> (descriptor: Int32, port: UInt16) {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_INET, type, 0)
        guard descriptor >= 0 else { throw ScenarioFault(call: "socket") }
        var yes: Int32 = 1
        setsockopt(
            descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let found = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 && Foundation.listen(descriptor, 64) == 0
                    && getsockname(descriptor, address, &size) == 0
            }
        }
        guard found else { throw ScenarioFault(call: "listening on the loopback address") }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }
}
