import Testing

@testable import Wire

@Suite("Secret")
struct SecretTests {
    private static let word = "hunter2-CANARY"
    private let secret = Secret(Array(SecretTests.word.utf8))

    private struct Holder {
        var name = "holder"
        var secret: Secret
        var optional: Secret?
        var list: [Secret]
        var table: [String: Secret]
    }

    private enum Choice {
        case one(Secret, number: Int)
    }

    /// Every way the standard library turns a value into text.
    private func prints(of value: some Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        var printed = ""
        print(value, to: &printed)
        debugPrint(value, terminator: "", to: &printed)
        return [dumped, printed, "\(value)", String(describing: value), String(reflecting: value)]
    }

    @Test("it prints as <secret> by itself")
    func alone() {
        #expect(secret.description == "<secret>")
        #expect(secret.debugDescription == "<secret>")
        #expect("\(secret)" == "<secret>")
        #expect(String(reflecting: secret) == "<secret>")
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(dumped == "- <secret>\n")
    }

    @Test("it shows a mirror nothing")
    func mirror() {
        #expect(Mirror(reflecting: secret).children.isEmpty)
        #expect(Mirror(reflecting: secret).superclassMirror == nil)
    }

    @Test("it prints as <secret> inside whatever holds it")
    func inside() {
        let holder = Holder(
            secret: secret, optional: secret, list: [secret], table: ["key": secret])
        let credential = Credential(user: "ann", proof: .password(secret))
        let exchange = SASLExchange(
            mechanism: .scramSHA256, credential: credential,
            place: SASLExchange.Place(host: "h", port: 1, nonce: "x"))
        let task = SCRAMTask(
            hash: .sha1, password: secret, salt: [1], iterations: 1, message: [2])
        let texts =
            prints(of: holder) + prints(of: Choice.one(secret, number: 1))
            + prints(of: [secret]) + prints(of: (secret, 1)) + prints(of: secret as Secret?)
            + prints(of: credential) + prints(of: credential.proof) + prints(of: exchange)
            + prints(of: task)
            + prints(of: Credential(user: "ann", proof: .token(secret)))
        for text in texts {
            #expect(text.contains("<secret>"), "\(text)")
            #expect(!text.contains("hunter2") && !text.contains("CANARY"), "\(text)")
            #expect(!text.contains("Storage") && !text.contains("104, 117"), "\(text)")
        }
    }

    @Test("it lends and copies exactly the octets it was given")
    func octets() {
        let octets: [UInt8] = Array(0...255)
        #expect(Secret(octets).bytes == octets)
        #expect(Secret(octets).withBytes { Array($0) } == octets)
        #expect(Secret(octets[10..<20]).bytes == Array(10..<20))
        #expect(Secret(Self.word.utf8) == secret)
    }

    @Test("an empty secret is empty")
    func empty() {
        #expect(Secret([]).isEmpty)
        #expect(Secret([]).bytes.isEmpty)
        #expect(!Secret([0]).isEmpty)
        #expect(Secret([]) == Secret([]))
    }

    @Test("secrets are equal when their octets are")
    func equality() {
        #expect(Secret([1, 2]) == Secret([1, 2]))
        #expect(Secret([1, 2]) != Secret([1, 3]))
        #expect(Secret([1, 2]) != Secret([1]))
        #expect(Secret([1]) != Secret([1, 0]))
    }

    @Test("a copy outlives the original")
    func copies() {
        var original: Secret? = Secret([1, 2, 3])
        let copy = original
        original = nil
        #expect(copy?.bytes == [1, 2, 3])
    }
}
