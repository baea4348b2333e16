import Testing

@testable import martlet_proof

@Suite("counting mail") struct MailCountTests {
    private let wanted = MailCount([[1], [2], [2], [3]])

    @Test("the same messages in another order are right")
    func right() {
        #expect(wanted.violations(in: [[2], [3], [1], [2]]).isEmpty)
    }

    @Test("a twin that is missing is lost, a third one is doubled")
    func twins() {
        #expect(wanted.violations(in: [[1], [2], [3]]) == [.lost(1)])
        #expect(wanted.violations(in: [[1], [2], [2], [2], [3]]) == [.doubled(1)])
    }

    @Test("other octets are a lost message and a damaged one")
    func damaged() {
        #expect(wanted.violations(in: [[1], [2], [2], [4]]) == [.lost(1), .damaged(1)])
    }

    @Test("what is missing is counted by its octets")
    func missing() {
        #expect(wanted.missing(in: [[1], [2]]) == 2)
        #expect(wanted.missing(in: [[1], [2], [2], [3], [9]]) == 0)
    }
}
