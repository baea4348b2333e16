/// Messages that come in while the demo runs; some go on with threads that are there already.
enum ArrivingMail {
    static let work = [
        SampleMessage(
            id: "proofs-5", age: 0, from: .jo, to: [.anna, .me],
            subject: "Re: Proofs of the handbook",
            references: ["proofs-1", "proofs-2", "proofs-3", "proofs-4"], flags: [],
            body: .text("> can you check page 31 today?\n\nI looked: one caption is wrong.\n")),
        SampleMessage(
            id: "lunch-2", age: 0, from: .tomas, to: [.priya, .me], subject: "Re: Lunch?",
            references: ["lunch"], flags: [],
            body: .text("> The soup place at half past twelve?\n\nI will keep a table.\n")),
        SampleMessage(
            id: "nightly-813", age: 0, from: .build, to: [.me],
            subject: "[nightly] build 813 passed: 1,204 tests", flags: [],
            body: .text("All is well.\n")),
        SampleMessage(
            id: "kenji-2", age: 0, from: .kenji, to: [.me], subject: "Re: 会議の議事録と来週の予定",
            references: ["kenji"], flags: [],
            body: .text("追伸：資料は木曜日でも大丈夫です。\n\n山田\n")),
        SampleMessage(
            id: "report-2", age: 0, from: .priya, to: [.tomas, .me, .anna],
            subject: "Re: Release report: 3 open points 🚀", references: ["report"], flags: [],
            body: .text("> 2. A test on a slow disk\n\nDone: it keeps up. Two points are open.\n")),
    ]

    static let home = [
        SampleMessage(
            id: "garden-4", age: 0, from: .sister, to: [.mother, .meAtHome],
            subject: "Re: The garden", references: ["garden-1", "garden-2", "garden-3"], flags: [],
            body: .text("What a bowl! Saturday then?\n\nMia\n")),
        SampleMessage(
            id: "choir-3", age: 0, from: .choir, to: [.meAtHome],
            subject: "Re: Concert: who brings what?", references: ["choir-2"], flags: [],
            body: .text("The cake is found. Thank you!\n")),
        SampleMessage(
            id: "ticket-2", age: 0, from: .railway, to: [.meAtHome],
            subject: "Your train to Vienna leaves from platform 7", flags: [],
            body: .text("It was to be platform 9. We wish you a quiet night.\n")),
    ]
}
