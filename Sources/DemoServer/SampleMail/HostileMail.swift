/// What tries to do harm on a terminal; nothing in it does.
enum HostileMail {
    static let messages = [
        SampleMessage(
            id: "escape", age: 1_200,
            from: SamplePerson(name: "bank@secure.example", address: "x@junk.example"),
            to: [.me],
            subject: "Look \u{1B}[31mred\u{1B}[0m \u{1B}]0;new title\u{7} \u{9B}2J here",
            flags: [],
            body: .text(
                "The subject holds escape sequences, and so does this: \u{1B}[2J\u{1B}[1;1H.\n"
                    + "You should see neither colours nor an empty screen.\n")),
        SampleMessage(
            id: "override", age: 2_400,
            from: SamplePerson(name: "Support", address: "y@junk.example"), to: [.me],
            subject: "Invoice \u{202E}fdp.exe\u{202C} is attached", flags: [],
            body: .attached(
                .text("The name of the file is written backwards.\n"),
                [.text("invoice\u{202E}fdp.exe", "not a program\n", type: "application/x-dosexec")])
        ),
        SampleMessage(
            id: "lookalike", age: 3_000,
            from: SamplePerson(name: "anna@work.example", address: "anna@xn--wrk-sed.example"),
            to: [.me], subject: "New account for our payments",
            fields: [("Reply-To", "<anna.lindqvist@freemail.example>")],
            body: .text(
                "Hi Robin,\n\nplease use our new account from now on. Answer me here.\n\nAnna\n")),
        SampleMessage(
            id: "links", age: 3_600,
            from: SamplePerson(name: "Your parcel", address: "z@junk.example"), to: [.me],
            subject: "Parcel held: pay 1.99 now",
            body: .html(
                """
                <html><body><p>Your parcel waits.
                <a href="http://192.0.2.7/pay">https://parcel.example/pay</a></p>
                <script>alert(1)</script><form action="http://192.0.2.7/"><input name="card">
                </form><img src="http://192.0.2.7/seen.gif"></body></html>
                """)),
    ]
}
