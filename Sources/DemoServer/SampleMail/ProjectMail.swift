/// The mailbox of a project: a thread that branches, and patches.
enum ProjectMail {
    static let messages = [
        SampleMessage(
            id: "keys-1", age: 20_000, from: .tomas, to: [.me, .priya],
            subject: "Which keys should we start with?",
            body: .text("Everybody has other habits. What do we take as the default?\n\nTomás\n")),
        SampleMessage(
            id: "keys-2", age: 19_900, from: .priya, to: [.tomas], cc: [.me],
            subject: "Re: Which keys should we start with?", references: ["keys-1"],
            body: .text("> What do we take as the default?\n\nWhat most people know: j and k.\n")),
        SampleMessage(
            id: "keys-3", age: 19_850, from: .me, to: [.priya, .tomas],
            subject: "Re: Which keys should we start with?", references: ["keys-1", "keys-2"],
            body: .text("> What most people know: j and k.\n\nAnd the arrows, for all others.\n")),
        SampleMessage(
            id: "keys-4", age: 19_700, from: .anna, to: [.tomas], cc: [.me],
            subject: "Re: Which keys should we start with?", references: ["keys-1"],
            body: .text("> Everybody has other habits.\n\nSo let people choose a whole set.\n")),
        SampleMessage(
            id: "keys-5", age: 19_500, from: .tomas, to: [.anna], cc: [.me],
            subject: "Re: Which keys should we start with?", references: ["keys-1", "keys-4"],
            flags: [.seen, .flagged],
            body: .text(
                "> So let people choose a whole set.\n\nThat is it. I will write it down.\n")),
        SampleMessage(
            id: "patch", age: 9_100, from: .priya, to: [.me],
            subject: "[PATCH] Count cells, not characters",
            body: .attached(
                .text("This makes the columns straight again.\n"),
                [
                    .text(
                        "0001-count-cells.patch",
                        """
                        --- a/Row.swift
                        +++ b/Row.swift
                        @@ -12,3 +12,3 @@
                         func width(of text: String) -> Int {
                        -    text.count
                        +    text.cells
                         }

                        """, type: "text/x-patch")
                ])),
    ]
}
