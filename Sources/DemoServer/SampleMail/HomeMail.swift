/// What "home" fetches by POP.
enum HomeMail {
    static let messages: [SampleMessage] = [
        SampleMessage(
            id: "garden-1", age: 3_000, from: .mother, to: [.meAtHome], subject: "The garden",
            flags: [],
            body: .text(
                """
                Dear Robin,

                the plums are ripe, and there are far too many of them. When do you come?
                Bring a basket.

                Mum
                """)),
        SampleMessage(
            id: "garden-2", age: 2_800, from: .sister, to: [.mother, .meAtHome],
            subject: "Re: The garden", references: ["garden-1"], flags: [],
            body: .text("> there are far too many of them\n\nI can take ten kilos!\n\nMia\n")),
        SampleMessage(
            id: "garden-3", age: 1_300, from: .mother, to: [.sister, .meAtHome],
            subject: "Re: The garden", references: ["garden-1", "garden-2"], flags: [],
            body: .attached(
                .text(
                    "> I can take ten kilos!\n\nThis is what a bowl of them looks like.\n\nMum\n"),
                [.picture("plums.png")])),
        SampleMessage(
            id: "ticket", age: 6_200, from: .railway, to: [.meAtHome],
            subject: "Your ticket to Vienna, coach 42, berth 15", flags: [],
            body: .attached(
                .text(
                    """
                    Departure  21:05  platform 9
                    Arrival    07:50
                    Coach 42, berth 15 (lower)

                    Show the attached ticket on your phone or on paper.
                    """), [.document("ticket-42-15.pdf")])),
        SampleMessage(
            id: "choir-1", age: 9_000, from: .choir, to: [.meAtHome],
            subject: "No rehearsal on Tuesday", flags: [],
            fields: [("List-Id", "Riverside Choir <choir.river.example>")],
            body: .text("The hall is being painted. We meet again the week after.\n")),
        SampleMessage(
            id: "choir-2", age: 2_100, from: .choir, to: [.meAtHome],
            subject: "Concert: who brings what?", flags: [],
            fields: [("List-Id", "Riverside Choir <choir.river.example>")],
            body: .attached(
                .text("Please write yourself into the attached table.\n"),
                [
                    .text(
                        "concert.csv", "what,who\nchairs,Ida\ncake,\ntea,Paul\n", type: "text/csv")
                ])),
        SampleMessage(
            id: "dots", age: 4_700, from: .sister, to: [.meAtHome], subject: "...", flags: [],
            body: .text(".\n..\n...and then?\n.\n\nMia\n")),
        SampleMessage(
            id: "order", age: 11_500, from: .shop, to: [.meAtHome],
            subject: "Your order 4688 has been sent", flags: [],
            body: .html(
                """
                <html><body><img src="https://paper-ink.example/logo.png" alt="Paper &amp; Ink">
                <p>It left us <b>today</b> and needs two days.</p></body></html>
                """)),
        SampleMessage(
            id: "fern-51", age: 14_400, from: .weekly, to: [.meAtHome],
            subject: "Why your fern is brown", flags: [],
            fields: [("List-Id", "The Weekly Fern <weekly.fern.example>")],
            body: .html(
                """
                <html><body><h1>Why your fern is brown</h1><blockquote>Mine was fine until
                the heating came on.</blockquote><p>Dry air. Spray it&nbsp;daily.</p></body></html>
                """)),
        SampleMessage(
            id: "recipe", age: 17_000, from: .sister, to: [.meAtHome],
            subject: "Pflaumenkuchen – das Rezept", flags: [],
            body: .text(
                """
                Für ein Blech: 400 g Mehl, 200 g Butter, 120 g Zucker, 2 Eier,
                1½ kg Pflaumen. Bei 180 °C etwa 45 Minuten backen.

                Guten Appetit! Mia 🥧
                """)),
        SampleMessage(
            id: "forward", age: 18_200, from: .mother, to: [.meAtHome],
            subject: "Fwd: Photographs of 1974", flags: [],
            body: .attached(
                .text("Your uncle found these.\n"),
                [.picture("1974-summer.png"), .picture("1974-winter.png")])),
    ]
}
