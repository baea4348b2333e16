import Mail

/// What "work" has in its ordinary mailboxes.
enum WorkMail {
    static let inbox: [SampleMessage] =
        proofs + [releaseReport, invoice, newsletter, lunch, pictures, nightly, flowed]

    /// A thread of four, the last two unread.
    private static let proofs = [
        SampleMessage(
            id: "proofs-1", age: 2_900, from: .anna, to: [.me], cc: [.jo],
            subject: "Proofs of the handbook",
            body: .attached(
                .text(
                    """
                    Hi Robin,

                    here are the proofs. The printer needs our corrections by Thursday noon,
                    and I would like to look at them once more before that.

                    Chapter 4 still has the old diagram.

                    Anna
                    """),
                [.document("handbook-proofs.pdf"), .text("errata.txt", "p. 12: teh -> the\n")])),
        SampleMessage(
            id: "proofs-2", age: 2_760, from: .me, to: [.anna], cc: [.jo],
            subject: "Re: Proofs of the handbook", references: ["proofs-1"],
            flags: [.seen, .answered],
            body: .text(
                """
                Anna Lindqvist wrote:
                > Chapter 4 still has the old diagram.

                I have the new one; it comes tomorrow.

                Robin
                """)),
        SampleMessage(
            id: "proofs-3", age: 190, from: .jo, to: [.me, .anna],
            subject: "Re: Proofs of the handbook", references: ["proofs-1", "proofs-2"],
            flags: [],
            body: .text(
                """
                Robin Sample wrote:
                > Anna Lindqvist wrote:
                >> Chapter 4 still has the old diagram.
                >
                > I have the new one; it comes tomorrow.

                Then please send it to the printer as well: they have begun with chapter 4.

                Jo
                """)),
        SampleMessage(
            id: "proofs-4", age: 35, from: .anna, to: [.jo, .me],
            subject: "Re: Proofs of the handbook",
            references: ["proofs-1", "proofs-2", "proofs-3"], flags: [.flagged],
            body: .text(
                """
                Done, they have it. Robin, can you check page 31 today?

                Anna
                """)),
    ]

    private static let releaseReport = SampleMessage(
        id: "report", age: 400, from: .tomas, to: [.me, .anna, .priya],
        subject: "Release report: 3 open points 🚀", flags: [],
        keywords: Set([Keyword("$Important")].compactMap { $0 }),
        body: .alternative(
            text: """
                Three points are open:

                1. The manual page of the sync command
                2. A test on a slow disk
                3. The change log
                """,
            html: """
                <html><body><p>Three points are open:</p>
                <ol><li>The manual page of the <b>sync</b> command</li>
                <li>A test on a <i>slow</i> disk</li><li>The change log</li></ol>
                <table><tr><th>who</th><th>what</th></tr><tr><td>Priya</td><td>2</td></tr>
                <tr><td>Robin</td><td>1 and 3</td></tr></table></body></html>
                """))

    private static let invoice = SampleMessage(
        id: "invoice", age: 1_500, from: .shop, to: [.me],
        subject: "Your receipt: 2 notebooks, 14.80 EUR",
        body: .attached(
            .html(
                """
                <html><body style="font-family: sans-serif"><h2>Thank you!</h2>
                <table border="1"><tr><td>2 × Notebook A5, dotted</td><td>12.00</td></tr>
                <tr><td>Shipping</td><td>2.80</td></tr>
                <tr><td><b>Total</b></td><td><b>14.80 EUR</b></td></tr></table>
                <p>Track it: <a href="https://paper-ink.example/track?n=4711">order 4711</a></p>
                </body></html>
                """), [.document("receipt-4711.pdf")]))

    private static let newsletter = SampleMessage(
        id: "fern-52", age: 4_400, from: .weekly, to: [.me],
        subject: "Ferns for dark corners, and a new moss",
        fields: [
            ("List-Id", "The Weekly Fern <weekly.fern.example>"),
            ("List-Unsubscribe", "<https://fern.example/bye>"),
        ],
        body: .alternative(
            text: "This week: ferns for dark corners.\nRead it at https://fern.example/52\n",
            html: """
                <html><head><style>.c { color: #264 }</style></head><body>
                <img src="https://fern.example/track.gif?u=robin" width="1" height="1">
                <h1 class="c">Ferns for dark corners</h1>
                <p><img src="https://fern.example/fern.jpg" alt="A fern in a pot"></p>
                <p>Even a north window will do. <a href="https://fern.example/52">Read on</a></p>
                <ul><li>Boston fern</li><li>Bird's nest fern</li><li>Button fern</li></ul>
                <p style="font-size: 9px">You get this because you like ferns.
                <a href="https://fern.example/bye">Unsubscribe</a></p></body></html>
                """))

    private static let lunch = SampleMessage(
        id: "lunch", age: 95, from: .priya, to: [.me, .tomas], subject: "Lunch?", flags: [],
        body: .text("The soup place at half past twelve?\n\nPriya 🍜\n"))

    private static let pictures = SampleMessage(
        id: "pictures", age: 7_300, from: .tomas, to: [.me],
        subject: "Pictures of the new office",
        body: .attached(
            .html(
                """
                <html><body><p>This is the view: <img src="cid:view@mail.example"
                alt="the view"></p><p>And the plan is attached.</p></body></html>
                """),
            [
                .picture("view.png", contentID: "view@mail.example"),
                .picture("Büroplan – 2. Stock.png"),
            ]))

    private static let nightly = SampleMessage(
        id: "nightly-812", age: 610, from: .build, to: [.me],
        subject: "[nightly] build 812 failed: 1 of 1,204 tests",
        body: .attached(
            .text("Suite \"Width of text\": 1 failure. The log is attached.\n"),
            [
                .text(
                    "build-812.log",
                    "[1203/1204] ok\n[1204/1204] FAILED: a family emoji has two cells\n")
            ]))

    private static let flowed = SampleMessage(
        id: "flowed", age: 5_800, from: .jo, to: [.me], subject: "Notes from the phone call",
        body: .flowed(
            """
            We agreed that the first version comes without a calendar, and that \n\
            the address book is a plain file that other programs can write.

            > Somebody asked whether this is enough for a start, and whether \n\
            > it could be changed later.

            It is, and it can.\u{20}
            -- \nJo
            """))

    static let archive = [
        SampleMessage(
            id: "welcome", age: 210_000, from: .anna, to: [.me], subject: "Welcome to the team",
            body: .text("Your desk is the one with the plant. See you on Monday!\n\nAnna\n")),
        SampleMessage(
            id: "offsite-1", age: 61_000, from: .priya, to: [.me, .anna, .tomas, .jo],
            subject: "Where shall we meet in spring?",
            body: .text("Lakes or mountains? Please answer before Friday.\n\nPriya\n")),
        SampleMessage(
            id: "offsite-2", age: 60_800, from: .tomas, to: [.priya], cc: [.me],
            subject: "Re: Where shall we meet in spring?", references: ["offsite-1"],
            body: .text("> Lakes or mountains?\n\nA lake with mountains around it.\n")),
        SampleMessage(
            id: "key", age: 90_500, from: .jo, to: [.me], subject: "The key of the bicycle cellar",
            body: .text("It hangs beside the door now, on the blue hook.\n")),
    ]

    static let drafts = [
        SampleMessage(
            id: "draft", age: 300, from: .me, to: [.anna], subject: "Page 31",
            flags: [.seen, .draft],
            body: .text("Anna,\n\nI have looked at page 31, and"))
    ]

    static let sent = [
        SampleMessage(
            id: "sent-1", age: 2_750, from: .me, to: [.tomas], subject: "The new diagram",
            body: .attached(.text("Here it is.\n\nRobin\n"), [.picture("diagram.png")])),
        SampleMessage(
            id: "sent-2", age: 60_700, from: .me, to: [.priya],
            subject: "Re: Where shall we meet in spring?", references: ["offsite-1"],
            body: .text("> Lakes or mountains?\n\nLakes, please.\n\nRobin\n")),
    ]

    static let trash = [
        SampleMessage(
            id: "old-menu", age: 12_000, from: .priya, to: [.me], subject: "Menu of last week",
            body: .text("Too late for the dumplings.\n"))
    ]
}
