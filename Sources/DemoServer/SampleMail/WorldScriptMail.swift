/// Scripts, widths and directions that a terminal finds hard.
enum WorldScriptMail {
    static let messages = [
        SampleMessage(
            id: "kenji", age: 720, from: .kenji, to: [.me], subject: "会議の議事録と来週の予定",
            flags: [],
            body: .text(
                """
                ロビンさん

                今日の会議の議事録をお送りします。来週の火曜日は祝日ですので、
                打ち合わせは水曜日の午前十時に変更させてください。

                ・資料の締め切り：金曜日
                ・半角カナ：ﾃｽﾄ　全角ＡＢＣ

                山田 健二
                """)),
        SampleMessage(
            id: "mei", age: 1_900, from: .mei, to: [.me], subject: "關於下個月的展覽",
            body: .text("你好 Robin：\n\n展覽的場地已經確定，在車站旁邊的老倉庫。\n附上初步的時間表。\n\n美玲\n")),
        SampleMessage(
            id: "minjun", age: 2_300, from: .minjun, to: [.me], subject: "번역 검토 부탁드립니다",
            body: .text("안녕하세요 로빈 님,\n\n설명서 번역을 마쳤습니다. 시간이 될 때 검토해 주세요.\n\n김민준 드림\n")),
        SampleMessage(
            id: "layla", age: 3_100, from: .layla, to: [.me], subject: "ملاحظات على الترجمة",
            body: .text(
                "مرحبا روبن،\n\nراجعت النص العربي، والصفحة 12 تحتاج إلى تعديل (انظر README.md).\n\nليلى\n"
            )),
        SampleMessage(
            id: "noam", age: 3_300, from: .noam, to: [.me], subject: "Re: גרסה 2.0 מוכנה?",
            body: .text(
                "שלום רובין,\n\nכן, הגרסה מוכנה. שלחתי את הקובץ build-812.tar.gz אתמול.\n\nנועם\n")),
        SampleMessage(
            id: "somchai", age: 5_200, from: .somchai, to: [.me],
            subject: "ขอบคุณสำหรับความช่วยเหลือ",
            body: .text("สวัสดีครับโรบิน\n\nขอบคุณมากครับ ตอนนี้โปรแกรมทำงานได้ดีแล้ว\n\nสมชาย\n")),
        SampleMessage(
            id: "aarti", age: 6_100, from: .aarti, to: [.me], subject: "हिन्दी अनुवाद तैयार है",
            body: .text("नमस्ते रॉबिन,\n\nअनुवाद तैयार है। कृपया क्षेत्रीय शब्दों को एक बार देख लें।\n\nआरती\n")),
        SampleMessage(
            id: "emoji", age: 250, from: .priya, to: [.me],
            subject: "Party 🎉 with the 👩‍👩‍👧‍👦 and the 🏳️‍🌈 cake 👍🏽", flags: [],
            body: .text(
                """
                A row for each, to see whether the columns stay straight:

                👩‍👩‍👧‍👦 | a family, joined
                👍🏽 | a thumb with a colour
                🇯🇵 | a flag of two letters
                ❤️ | a heart with a selector
                1️⃣ | a key cap
                """)),
        SampleMessage(
            id: "marks", age: 8_700, from: .tomas, to: [.me],
            subject:
                "Co\u{302}mbini\u{301}ng ma\u{308}rks: Vie\u{323}\u{302}t Nam, Z\u{351}a\u{300}",
            body: .text(
                "Twice the same: caf\u{e9}, cafe\u{301}.\nStacked: a\u{300}\u{301}\u{302}\u{303}.\n"
            )),
    ]
}
