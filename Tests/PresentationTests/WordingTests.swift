import Mail
import Testing

@testable import Presentation

@Suite struct WordingTests {
    @Test("numbers, sizes and lists read well")
    func numbers() {
        #expect(grouped(10_432) == "10,432")
        #expect(grouped(-1_000) == "-1,000")
        #expect(grouped(999) == "999")
        #expect(counted(1, "message") == "1 message")
        #expect(counted(1_200, "message") == "1,200 messages")
        #expect(readableSize(870) == "870 B")
        #expect(readableSize(3_400_000) == "3.4 MB")
        #expect(readableSize(48_213) == "48 KB")
        #expect(readableSize(Int.max) == "9223372036 GB")
        #expect(["a", "b", "c"].listed == "a, b and c")
        #expect([String]().listed == "")
    }

    @Test("today has a time, this week a weekday, the rest a date, in the reader's zone")
    func dates() {
        let now = SampleMail.now
        func text(_ secondsAgo: Int64, _ zone: LocalZone = .utc) -> DateText {
            DateText(Timestamp(seconds: now.seconds - secondsAgo), now: now, zone: zone)
        }
        #expect(text(3_600).long == "11:00")
        #expect(text(86_400).long == "Thu 12:00")
        #expect(text(86_400).short == "Thu")
        #expect(text(6 * 86_400).short == "Sat")
        #expect(text(7 * 86_400).short == "Nov 13")
        #expect(text(7 * 86_400).long == "2026-11-13")
        #expect(text(400 * 86_400).short == "2025")
        #expect(text(-86_400).long == "2026-11-21")
        let auckland = LocalZone([.init(start: Timestamp(seconds: 0), offset: 13 * 3_600)])
        #expect(text(0, auckland).long == "01:00")
        #expect(text(2 * 3_600, auckland).long == "Fri 23:00")
    }

    @Test("impossible dates do not trap")
    func impossibleDates() {
        for seconds in [Int64.min, -1, 0, Int64.max] {
            let date = DateText(
                Timestamp(seconds: seconds), now: Timestamp(seconds: Int64.max), zone: .utc)
            #expect(date.short.count <= 6)
        }
    }

    @Test("a download tells messages, octets, rate and the time left")
    func progress() {
        var activity = Activity(
            label: "downloading", done: 340, total: 1_200, bytes: 12_000_000,
            bytesTotal: 80_000_000, rate: 2_000_000)
        #expect(activity.progressText == "340/1200 12 MB/80 MB 2 MB/s 34 s")
        activity.rate = 20_000
        #expect(activity.progressText == "340/1200 12 MB/80 MB 20 KB/s 56 min")
        activity.rate = nil
        #expect(activity.progressText == "340/1200 12 MB/80 MB")
        #expect(Activity(label: "INBOX", done: 3, total: 9).progressText == "INBOX 3/9")
    }

    @Test("what the server still holds is one sentence")
    func holdings() {
        let now = SampleMail.now
        func text(_ messages: Int, _ due: Int, _ dueAt: Int64? = nil) -> String {
            MaildropHoldings(
                listed: now, messages: messages, octets: messages * 1_500, due: due,
                dueAt: dueAt.map { Timestamp(seconds: now.seconds + $0) }
            ).sentence(now: now, zone: .utc)
        }
        #expect(text(0, 0) == "The server holds no mail any more.")
        #expect(
            text(2, 2)
                == "The server holds 2 messages (3 KB); all will be deleted by the next check.")
        #expect(text(2, 0) == "The server holds 2 messages (3 KB); none will be deleted.")
        #expect(
            text(4, 1, 86_400)
                == "The server holds 4 messages (6 KB); 1 will be deleted from 2026-11-21 on.")
    }

    @Test("a count-down to the next try follows the clock")
    func countDown() {
        var session = Session(SampleMail.trouble)
        session.press("Esc 1")
        #expect(session.lines[0].contains("○ offline, again in 12s ↑3"))
        session.send(.tick(Timestamp(seconds: SampleMail.now.seconds + 5)))
        #expect(session.lines[0].contains("again in 7s"))
        session.send(.tick(Timestamp(seconds: SampleMail.now.seconds + 50)))
        #expect(session.lines[0].contains("trying again"))
        session.send(.tick(Timestamp(seconds: Int64.min)))
        #expect(session.lines[0].contains("again later"))
    }

    @Test("work under way is shown at the right, new mail is told")
    func activity() {
        var store = SampleMail.twoAccounts
        store.accounts[1].state = .working(Activity(label: "downloading", done: 340, total: 1_200))
        var session = Session(store)
        #expect(session.bottomLine.hasSuffix("⟳ downloading 340/1200"))
        session.send(.newMail(SampleMail.home, count: 2))
        #expect(session.bottomLine.contains("2 new messages in Home"))
        session.send(.problem(Problem(.disk, headline: "The disk is full", remedy: "Free some")))
        #expect(session.bottomLine.contains("The disk is full; Free some"))
        session.press("j")
        #expect(!session.bottomLine.contains("The disk is full"))
    }
}
