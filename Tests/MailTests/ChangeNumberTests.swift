import Testing

@testable import Mail

@Suite("Change number")
struct ChangeNumberTests {
    @Test("each number comes after the one before, and none before all")
    func order() {
        let first = ChangeNumber.none.next
        #expect(first == ChangeNumber(rawValue: 1))
        #expect(ChangeNumber.none < first && first < first.next)
    }
}
