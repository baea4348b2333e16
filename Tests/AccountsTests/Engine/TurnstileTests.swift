import Testing

@testable import Accounts

@Suite("Turnstile", .timeLimit(.minutes(5)))
struct TurnstileTests {
    @Test("the most urgent goes first, and of equals the one who came first")
    func order() async {
        let turnstile = Turnstile()
        await turnstile.enter(.background)
        let (passed, pass) = AsyncStream.makeStream(of: String.self)
        let wishes: [(Turnstile.Urgency, String)] = [
            (.background, "b1"), (.news, "n1"), (.person, "p1"), (.journal, "j1"),
            (.background, "b2"), (.person, "p2"), (.news, "n2"),
        ]
        await withDiscardingTaskGroup { group in
            for (place, (urgency, name)) in wishes.enumerated() {
                group.addTask {
                    await turnstile.enter(urgency)
                    pass.yield(name)
                    await turnstile.leave()
                }
                while await turnstile.waiting <= place { await Task.yield() }
            }
            await turnstile.leave()
        }
        pass.finish()
        #expect(
            await passed.reduce(into: []) { $0.append($1) }
                == ["p1", "p2", "j1", "n1", "n2", "b1", "b2"])
    }

    @Test("is free again when all have left")
    func free() async {
        let turnstile = Turnstile()
        for _ in 1...3 {
            await turnstile.enter(.background)
            await turnstile.leave()
        }
        #expect(await turnstile.waiting == 0)
    }
}
