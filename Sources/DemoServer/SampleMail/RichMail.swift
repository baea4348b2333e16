import Mail

/// Mail as offices, shops and machines write it: tables, layouts, quotations, reports.
enum RichMail {
    static let work = [invitation, bounce, ticket, answer]
    static let home = [newsletter, receipt, forwarded, contact]

    private static let invitation = SampleMessage(
        id: "walkthrough", age: 480, from: .anna, to: [.me, .jo],
        subject: "Invitation: walk through the proofs",
        body: .parts(
            "alternative",
            [
                .text("Shall we look at the proofs together? The room is booked.\n\nAnna\n"),
                .dated(type: "text/calendar; charset=utf-8; method=REQUEST") { now in
                    calendar(start: day(3, hour: 9, after: now), end: day(3, hour: 10, after: now))
                },
            ]))

    private static func calendar(start: String, end: String) -> String {
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Example//Calendar//EN
        METHOD:REQUEST
        BEGIN:VEVENT
        UID:walkthrough@work.example
        DTSTAMP:\(start)
        DTSTART:\(start)
        DTEND:\(end)
        SUMMARY:Walk through the proofs
        LOCATION:Room 2.14\\, second floor
        DESCRIPTION:Page by page. Please bring your notes.
        ORGANIZER;CN=Anna Lindqvist:mailto:anna@work.example
        ATTENDEE;CN=Robin Sample;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:robin@work.example
        ATTENDEE;CN=Jo O'Neill;PARTSTAT=ACCEPTED:mailto:jo@work.example
        END:VEVENT
        END:VCALENDAR

        """
    }

    /// A full hour some days later, as calendars write it (RFC 5545 §3.3.5).
    private static func day(_ days: Int64, hour: Int64, after now: Timestamp) -> String {
        let midnight = now.seconds / 86_400 * 86_400
        let moment = Timestamp(seconds: midnight + days * 86_400 + hour * 3_600)
        let letters = moment.rfc3339.filter { $0 != "-" && $0 != ":" }
        return letters
    }

    private static let bounce = SampleMessage(
        id: "bounce", age: 540, from: .postmaster, to: [.me],
        subject: "Undelivered Mail Returned to Sender",
        fields: [("Auto-Submitted", "auto-replied")],
        body: .parts(
            "report; report-type=delivery-status",
            [
                .text(
                    """
                    This is the mail system at host mx.work.example.

                    I'm sorry to have to inform you that your message could not be delivered to
                    one or more recipients. It's attached below.

                    <printer@print.example>: host mx.print.example said: 550 5.1.1 No such user
                    """),
                .typed(
                    """
                    Reporting-MTA: dns; mx.work.example

                    Final-Recipient: rfc822; printer@print.example
                    Action: failed
                    Status: 5.1.1
                    Remote-MTA: dns; mx.print.example
                    Diagnostic-Code: smtp; 550 5.1.1 <printer@print.example>: No such user

                    """, type: "message/delivery-status"),
                .message(
                    SampleMessage(
                        id: "to-printer", age: 541, from: .me,
                        to: [SamplePerson(name: "", address: "printer@print.example")],
                        subject: "Corrections for chapter 4",
                        body: .text("Two pages, as we said on the phone.\n\nRobin\n"))),
            ]))

    private static let ticket = SampleMessage(
        id: "bug-214", age: 830, from: .tracker, to: [.me],
        subject: "[Bug 214] Columns drift behind an emoji",
        fields: [("List-Id", "Bugs of Martlet <bugs.work.example>")],
        body: .html(
            """
            <html><body><p><b>Priya Raman</b> changed
            <a href="https://bugs.work.example/214">bug 214</a></p>
            <table border="1"><tr><th>What</th><th>Removed</th><th>Added</th></tr>
            <tr><td>Status</td><td>NEW</td><td>ASSIGNED</td></tr>
            <tr><td>Assignee</td><td>nobody</td><td>priya@work.example</td></tr>
            <tr><td>Priority</td><td>P3</td><td>P2</td></tr></table>
            <p><b><a href="https://bugs.work.example/214#c3">Comment 3</a></b> on bug 214:</p>
            <pre>func width(of text: String) -> Int {
                text.count
            }</pre>
            <p>This counts characters and not cells. A family of four is <i>one</i> character and
            takes two cells.</p><hr><p style="color:#888">You are the reporter of this bug.</p>
            </body></html>
            """))

    private static let answer = SampleMessage(
        id: "offer", age: 1_010, from: .lena, to: [.me], cc: [.anna],
        subject: "RE: Offer for 400 handbooks",
        body: .html(
            """
            <html><body><div class="WordSection1"><p class="MsoNormal">Dear Robin,</p>
            <p class="MsoNormal">400 copies are <b>1,180.00 EUR</b>, with the thicker paper
            1,260.00 EUR. We can print on the 14th.</p>
            <p class="MsoNormal">Kind regards<br>Lena Vogel</p>
            <div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">
            <p class="MsoNormal"><b>From:</b> Robin Sample &lt;robin@work.example&gt;<br>
            <b>Sent:</b> Monday 10:12<br><b>To:</b> Lena Vogel<br>
            <b>Subject:</b> Offer for 400 handbooks</p></div>
            <p class="MsoNormal">What would 400 copies cost, and when could you print them?</p>
            <p class="MsoNormal">Robin</p></div></body></html>
            """))

    private static let newsletter = SampleMessage(
        id: "night-trains", age: 760, from: .railway, to: [.meAtHome],
        subject: "The summer timetable is here",
        fields: [("List-Unsubscribe", "<https://trains.example/bye>")],
        body: .alternative(
            text: "Your mail program does not support HTML. View this mail in your browser.\n",
            html: """
                <html><head><title>Summer</title><style>td { padding: 8px }</style></head><body>
                <div style="display:none;max-height:0">Seven new lines, and bicycles everywhere
                &#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;</div>
                <table width="600" role="presentation"><tr><td align="center">
                <img src="https://trains.example/logo.png" alt="Night Trains"></td></tr><tr><td>
                <h1>Sleep now, arrive tomorrow</h1><p>From June on there are
                <b>seven new lines</b>, and every train takes bicycles.</p>
                <table role="presentation"><tr><td><h3>Vienna – Rome</h3>
                <p>Daily at 19:18. <a href="https://trains.example/b?l=1&amp;u=8c1">Book</a></p></td>
                <td><h3>Berlin – Basel</h3><p>Fridays at 20:56.
                <a href="https://trains.example/b?l=2&amp;u=8c1">Book</a></p></td></tr></table>
                <ul><li>A bed from 49.90 EUR</li><li>Breakfast with it</li>
                <li>Children under six: free</li></ul></td></tr>
                <tr><td style="font-size:10px">You get this because you travelled with us.
                <a href="https://trains.example/bye?u=8c1">Unsubscribe</a>
                <img src="https://t.trains.example/o.gif?u=8c1" width="1" height="1" alt=""></td></tr>
                </table></body></html>
                """))

    private static let receipt = SampleMessage(
        id: "receipt", age: 3_400, from: .shop, to: [.meAtHome],
        subject: "Receipt for order 4902",
        body: .html(
            """
            <html><body><h2>Receipt</h2><p>Order <b>4902</b> of 12 November</p>
            <table border="1"><tr><th align="left">Article</th><th>Number</th><th>Each</th>
            <th>Sum</th></tr>
            <tr><td>Notebook A5, dotted</td><td align="right">2</td><td align="right">6.00</td>
            <td align="right">12.00</td></tr>
            <tr><td>Fountain pen ink, midnight blue</td><td align="right">1</td>
            <td align="right">9.50</td><td align="right">9.50</td></tr>
            <tr><td>Blotting paper</td><td align="right">10</td><td align="right">0.35</td>
            <td align="right">3.50</td></tr>
            <tr><td colspan="3"><b>Total in EUR</b></td><td align="right"><b>25.00</b></td></tr>
            </table><p>Paid with card ending in 1881. Thank you!</p></body></html>
            """))

    private static let forwarded = SampleMessage(
        id: "recipe-forward", age: 1_650, from: .sister, to: [.meAtHome],
        subject: "Fwd: Plum jam, the old way",
        body: .parts(
            "mixed",
            [
                .text("Look what I found. Shall we?\n\nMia\n"),
                .message(
                    SampleMessage(
                        id: "jam", age: 410_000, from: .mother, to: [.sister],
                        subject: "Plum jam, the old way",
                        body: .attached(
                            .text(
                                """
                                Dear Mia,

                                two kilos of plums, one of sugar, and patience: three hours, and
                                stir it all the time. The card is from your grandmother.

                                Mum
                                """), [.picture("card.png")]))),
            ]))

    private static let contact = SampleMessage(
        id: "contact", age: 7_050, from: .choir, to: [.meAtHome],
        subject: "Our new conductor",
        body: .parts(
            "mixed",
            [
                .text("Her address is attached, for your telephone.\n"),
                .typed(
                    """
                    BEGIN:VCARD
                    VERSION:4.0
                    FN:Ida Sommer
                    ORG:Riverside Choir
                    TITLE:Conductor
                    TEL;TYPE=cell;VALUE=uri:tel:+43-1-555-0134
                    EMAIL:ida@river.example
                    END:VCARD

                    """, type: "text/vcard; charset=utf-8; name=\"ida-sommer.vcf\""),
            ]))
}
