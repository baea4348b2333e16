import Testing

@testable import Mail

@Suite("Address")
struct AddressTests {
    @Test("a list shows the name, else the address")
    func display() {
        #expect(Address(name: "Ann", address: "ann@example.org").display == "Ann")
        #expect(Address(address: "ann@example.org").display == "ann@example.org")
        #expect(Address(name: "Ann", address: "").display == "Ann")
    }
}
