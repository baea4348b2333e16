import POP
import Testing

@testable import Accounts

@Suite("Window of outstanding retrievals")
struct RetrievalWindowTests {
    private func items(_ sizes: [Int]) throws -> [MaildropPlan.Item] {
        try sizes.enumerated().map { index, size in
            MaildropPlan.Item(
                number: try #require(MessageNumber(rawValue: UInt32(index + 1))), uniqueID: "",
                ordinal: 0, size: size)
        }
    }

    @Test("asks for as many octets as fit, exactly")
    func octets() throws {
        let half = RetrievalWindow.octets / 2
        var window = RetrievalWindow(try items([half, half, 1]))
        #expect(window.open().map(\.rawValue) == [1, 2])
        #expect(window.open().isEmpty)
        window.finished(try #require(MessageNumber(rawValue: 1)))
        #expect(window.open().map(\.rawValue) == [3])
        #expect(!window.hasQueue)
        #expect(!window.isDone)
    }

    @Test("asks again when half of it has come, and then for many at once")
    func manyAtOnce() throws {
        let quarter = RetrievalWindow.octets / 4
        var window = RetrievalWindow(try items(Array(repeating: quarter, count: 8)))
        #expect(window.open().map(\.rawValue) == [1, 2, 3, 4])
        window.finished(try #require(MessageNumber(rawValue: 1)))
        #expect(window.open().isEmpty)
        window.finished(try #require(MessageNumber(rawValue: 2)))
        #expect(window.open().map(\.rawValue) == [5, 6])
    }

    @Test("asks for a larger one alone")
    func large() throws {
        var window = RetrievalWindow(try items([1, RetrievalWindow.octets + 1, 1]))
        #expect(window.open().map(\.rawValue) == [1])
        window.finished(try #require(MessageNumber(rawValue: 1)))
        #expect(window.open().map(\.rawValue) == [2])
        window.finished(try #require(MessageNumber(rawValue: 2)))
        #expect(window.open().map(\.rawValue) == [3])
        window.finished(try #require(MessageNumber(rawValue: 3)))
        #expect(window.isDone)
    }

    @Test("asks for so many at once and not for one more")
    func commands() throws {
        let limit = RetrievalWindow.commands
        var window = RetrievalWindow(try items(Array(repeating: 1, count: limit + 1)))
        #expect(window.open().count == limit)
        #expect(window.open().isEmpty)
    }

    @Test("sizes of zero are asked for like others, and an answer nobody asked for is nothing")
    func odd() throws {
        var window = RetrievalWindow(try items([0, 0]))
        let stranger = try #require(MessageNumber(rawValue: 9))
        #expect(window.item(stranger) == nil)
        window.finished(stranger)
        #expect(window.open().count == 2)
    }

    @Test("once stopped, what is under way still comes")
    func stop() throws {
        var window = RetrievalWindow(try items([1, RetrievalWindow.octets]))
        #expect(window.open().count == 1)
        window.stop()
        #expect(!window.isDone)
        window.finished(try #require(MessageNumber(rawValue: 1)))
        #expect(window.isDone)
    }
}
