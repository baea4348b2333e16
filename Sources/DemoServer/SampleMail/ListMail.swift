/// A mailing list: one long thread, with the fields that lists add.
enum ListMail {
    static let messages = posts.enumerated().map { number, post in
        SampleMessage(
            id: "list-\(number)", age: 14_000 - number * 170, from: post.from, to: [.list],
            subject: number == 0 ? subject : "Re: \(subject)",
            references: post.answers.map { "list-\($0)" },
            flags: number < 7 ? [.seen] : [],
            fields: [
                ("List-Id", "Swift developers <swift-dev.lists.example>"),
                ("List-Post", "<mailto:swift-dev@lists.example>"),
                ("List-Unsubscribe", "<mailto:swift-dev-leave@lists.example>"),
            ],
            body: .text(post.text + "\n\n_______________\nswift-dev mailing list\n"))
    }

    private static let subject = "[swift-dev] Typed errors in a parser: worth it?"

    private struct Post {
        let from: SamplePerson
        /// The posts it answers, oldest first.
        let answers: [Int]
        let text: String
    }

    private static let posts = [
        Post(
            from: .jo, answers: [],
            text: "Our parser throws one small error type. Does naming it in the signature pay?"),
        Post(
            from: .tomas, answers: [0],
            text: "> Does naming it in the signature pay?\n\nYes: no cast where it is caught."),
        Post(
            from: .priya, answers: [0, 1],
            text: "> Yes: no cast where it is caught.\n\nAnd no allocation in the fast path."),
        Post(
            from: .kenji, answers: [0, 1, 2],
            text: "> And no allocation in the fast path.\n\nDid somebody measure that?"),
        Post(
            from: .priya, answers: [0, 1, 2, 3],
            text: "> Did somebody measure that?\n\nI did: 4 % on our largest mailbox."),
        Post(
            from: .anna, answers: [0],
            text: "The other side of it: a second kind of error later breaks every caller."),
        Post(
            from: .jo, answers: [0, 5],
            text: "> a second kind of error later breaks every caller.\n\nInside a module, fine."),
        Post(
            from: .noam, answers: [0, 5, 6],
            text: "> Inside a module, fine.\n\nSo: typed within, untyped at the border?"),
        Post(
            from: .jo, answers: [0, 5, 6, 7],
            text: "> So: typed within, untyped at the border?\n\nThat is a rule I can remember."),
    ]
}
