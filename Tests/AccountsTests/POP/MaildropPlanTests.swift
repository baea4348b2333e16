import Mail
import POP
import Storage
import Testing

@testable import Accounts

@Suite("Plan of a maildrop visit")
struct MaildropPlanTests {
    private let now = Timestamp(seconds: 10_000_000)

    private func item(_ number: UInt32, _ name: String, _ ordinal: Int = 0, size: Int = 1) throws
        -> MaildropPlan.Item
    {
        MaildropPlan.Item(
            number: try #require(MessageNumber(rawValue: number)), uniqueID: name,
            ordinal: ordinal, size: size)
    }

    private func known(
        _ name: String, _ ordinal: Int = 0, state: Storage.MaildropItem.State = .stored,
        days: Int64 = 0, isExpunged: Bool = false
    ) -> Storage.MaildropItem {
        Storage.MaildropItem(
            id: .init(uniqueID: name, ordinal: ordinal, sha256: name.isEmpty ? [1] : []), size: 1,
            state: state, firstSeen: Timestamp(seconds: now.seconds - days * 86_400), sha256: [1],
            isExpungedHere: isExpunged)
    }

    private func plan(
        _ listed: [MaildropPlan.Item], _ known: [Storage.MaildropItem],
        _ policy: MaildropPolicy = .afterDownload
    ) -> MaildropPlan {
        MaildropPlan(listed: listed, known: known, rules: MaildropRules(policy: policy), now: now)
    }

    @Test("new mail is retrieved, the smallest first")
    func retrieve() throws {
        let listed = [
            try item(1, "a", size: 9), try item(2, "b", size: 3), try item(3, "c", size: 3),
        ]
        let plan = plan(listed, [])
        #expect(plan.retrieve.map(\.uniqueID) == ["b", "c", "a"])
        #expect(plan.delete.isEmpty)
    }

    @Test("what is held is deleted as the policy says, and never retrieved")
    func policies() throws {
        let listed = [try item(1, "a"), try item(2, "b"), try item(3, "c")]
        let held = [known("a", days: 20), known("b", days: 14), known("c", isExpunged: true)]
        let expected: [(MaildropPolicy, [String])] = [
            (.afterDownload, ["a", "b", "c"]), (.afterFirstVisit, ["a", "b", "c"]),
            (.afterDays(14), ["a", "b"]), (.afterDays(15), ["a"]), (.never, []),
            (.whenExpungedHere, ["c"]),
        ]
        for (policy, deleted) in expected {
            let plan = plan(listed, held, policy)
            #expect(plan.delete.map(\.item.uniqueID) == deleted, "\(policy)")
            #expect(plan.retrieve.isEmpty)
        }
    }

    @Test("a clock that went back deletes nothing early")
    func clockWentBack() throws {
        let plan = plan([try item(1, "a")], [known("a", days: -3)], .afterDays(0))
        #expect(plan.delete.isEmpty)
    }

    @Test("of copies with one id none is deleted while another is missing")
    func copies() throws {
        let listed = [try item(1, "x", 0), try item(2, "x", 1), try item(3, "y")]
        let plan = plan(listed, [known("x", 0), known("y")])
        #expect(plan.retrieve.map(\.ordinal) == [1])
        #expect(plan.delete.map(\.item.uniqueID) == ["y"])
    }

    @Test("what has no id is always retrieved: its octets will tell")
    func unnamed() throws {
        let plan = plan([try item(1, ""), try item(2, "")], [known("")])
        #expect(plan.retrieve.count == 2)
        #expect(plan.delete.isEmpty)
    }

    @Test("an id that was gone and is back is retrieved before anything is deleted")
    func backAgain() throws {
        let plan = plan([try item(1, "a")], [known("a", state: .gone)])
        #expect(plan.retrieve.count == 1)
        #expect(plan.delete.isEmpty)
    }
}

@Suite("Identical copies")
struct IdenticalCopiesTests {
    private func item(_ number: UInt32, _ name: String) throws -> MaildropPlan.Item {
        MaildropPlan.Item(
            number: try #require(MessageNumber(rawValue: number)), uniqueID: name, ordinal: 0,
            size: 1)
    }

    @Test("wait for each other; what is alone or has no name does not wait")
    func waiting() throws {
        let items = try [item(1, "x"), item(2, "y"), item(3, "x"), item(4, ""), item(5, "")]
        var copies = IdenticalCopies(items)
        #expect(copies.stored(items[0]).isEmpty)
        #expect(copies.stored(items[1]) == [items[1].number])
        #expect(copies.stored(items[3]) == [items[3].number])
        #expect(copies.stored(items[2]) == [items[0].number, items[2].number])
        #expect(copies.stored(items[4]) == [items[4].number])
    }
}
