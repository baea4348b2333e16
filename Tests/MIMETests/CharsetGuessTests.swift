import Glibc
import Testing

@testable import MIME

@Suite("Charsets that nobody declared")
struct CharsetGuessTests {
    /// Text in a charset, as another mail program would have written it.
    static func encoded(_ text: String, _ charset: String) -> [UInt8] {
        guard let descriptor = iconv_open("\(charset)//TRANSLIT", "UTF-8"),
            Int(bitPattern: descriptor) != -1
        else { return [] }
        defer { iconv_close(descriptor) }
        var input = text.utf8.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: input.count * 4 + 16)
        let written = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var next = input.baseAddress
                var left = input.count
                var place = output.baseAddress
                var room = output.count
                _ = iconv(descriptor, &next, &left, &place, &room)
                return output.count - room
            }
        }
        return output.prefix(written).map { UInt8(bitPattern: $0) }
    }

    static let samples: [(charset: String, text: String)] = [
        ("CP1252", "Le café était fermé à midi, nous reviendrons après la fête."),
        ("CP1252", "Grüße aus München, wir können uns nächste Woche über die Pläne unterhalten."),
        ("CP1252", "La reunión será mañana en el salón del tercer piso, según el señor Núñez."),
        ("CP1252", "A reunião não será amanhã, a decisão ficou para a próxima sessão."),
        ("CP1252", "Vi ses på måndag, då går tåget från Göteborg redan klockan åtta."),
        ("CP1252", "La città è più bella di sera, perché c'è poca gente lungo le vie."),
        ("CP1252", "Er wordt één keer per maand geïnventariseerd, zei de coördinator."),
        ("CP1250", "Zażółć gęślą jaźń. Proszę o odpowiedź, ponieważ spotkanie się przesunęło."),
        ("CP1250", "Příliš žluťoučký kůň úpěl ďábelské ódy. Děkuji za zprávu, přijdu v úterý."),
        ("CP1250", "Árvíztűrő tükörfúrógép. Köszönöm a levelet, jövő héten válaszolok rá."),
        ("CP1251", "Добрый день, высылаю вам отчёт за прошлый месяц и жду вашего ответа."),
        ("KOI8-R", "Добрый день, высылаю вам отчёт за прошлый месяц и жду вашего ответа."),
        ("ISO-8859-5", "Добрый день, высылаю вам отчёт за прошлый месяц и жду вашего ответа."),
        ("CP866", "Добрый день, высылаю вам отчёт за прошлый месяц и жду вашего ответа."),
        ("CP1251", "Добрий день, надсилаю вам звіт за минулий місяць і чекаю на відповідь."),
        ("CP1253", "Καλημέρα σας, σας στέλνω την αναφορά του προηγούμενου μήνα."),
        ("CP1255", "שלום רב, מצורף הדוח של החודש הקודם ואשמח לקבל תשובה."),
        ("CP1256", "السلام عليكم، أرسل لكم تقرير الشهر الماضي وأنتظر الرد منكم."),
        ("CP1254", "Günaydın, geçen ayın raporunu gönderiyorum, lütfen görüşünüzü yazınız."),
        ("CP874", "สวัสดีครับ ผมขอส่งรายงานของเดือนที่แล้วมาให้ครับ"),
        ("CP932", "お世話になっております。先月の報告書をお送りしますので、ご確認ください。"),
        ("EUC-JP", "お世話になっております。先月の報告書をお送りしますので、ご確認ください。"),
        ("ISO-2022-JP", "お世話になっております。先月の報告書をお送りします。"),
        ("GB18030", "您好，现将上个月的报告发给您，请您查收并尽快回复我们的问题。"),
        ("BIG5", "您好，現將上個月的報告寄給您，請您查收並儘快回覆我們的問題。"),
        ("CP949", "안녕하세요, 지난달 보고서를 보내 드리니 확인 후 답변 부탁드립니다."),
        ("UTF-16", "Hello, this came from a program that writes wide characters."),
    ]

    @Test("sentences of many languages are read without a declaration", arguments: samples.indices)
    func sentences(index: Int) {
        let sample = CharsetGuessTests.samples[index]
        let octets = CharsetGuessTests.encoded(sample.text, sample.charset)
        #expect(!octets.isEmpty)
        let found = Charset.detected(in: octets[...])
        #expect(found.decode(octets[...]) == sample.text, "\(sample.charset): \(found.name)")
    }

    @Test("HZ is known by its shifts, ordinary text with tildes is not HZ")
    func hz() {
        let octets = Array("see ~{HUFZ~} and ~~\n".utf8)
        #expect(Charset.detected(in: octets[...]) == .hz)
        #expect(Charset.detected(in: Array("if ~{ x } ~ y".utf8)[...]) == .utf8)
    }

    @Test("one accented letter is western")
    func oneLetter() {
        #expect(
            Charset.detected(in: [0x63, 0x61, 0x66, 0xE9]).decode([0x63, 0x61, 0x66, 0xE9])
                == "café")
        #expect(Charset.detected(in: [0x80]) == .windows1252)
    }

    @Test(
        "few octets beyond ASCII are western, and no ASCII letter goes with them",
        arguments: ["\u{B4}!", "\u{B4}google@example.org", "\u{C1}\u{C2}", "J\u{FC}rgen Gr\u{FC}n"])
    func weakEvidence(text: String) {
        let octets = text.unicodeScalars.map { UInt8($0.value) }
        #expect(Charset.detected(in: octets[...]).decode(octets[...]) == text)
    }

    @Test("as many octets as a guess needs are enough, one less is not")
    func leastOctets() {
        let word = CharsetGuessTests.encoded("письмо", "KOI8-R")
        let enough = word.prefix(CharsetGuess.leastOctets)
        #expect(Charset.detected(in: enough).name == "KOI8-R")
        #expect(Charset.detected(in: enough.dropLast()) == .windows1252)
    }

    @Test("EUC-JP and UTF-8 are never half-width katakana")
    func katakana() {
        let text = "次のあて先へのメッセージはエラーのため送信できませんでした。"
        let octets = CharsetGuessTests.encoded(text, "EUC-JP")
        for end in stride(from: 8, through: octets.count, by: 2) {
            #expect(Charset.detected(in: octets[..<end]).name == "EUC-JP-MS")
        }
        let japanese = Charset.fitting(octets[...], declared: .japanese7Bit)
        #expect(japanese.decode(octets[...]) == text)
        #expect(Charset.fitting(Array(text.utf8)[...], declared: .japanese7Bit) == .utf8)
    }

    @Test("no guess makes characters that mean nothing")
    func noReplacements() {
        let words = [
            CharsetGuessTests.encoded("Добрый день, высылаю отчёт", "CP1251"),
            CharsetGuessTests.encoded("您好，现将上个月的报告发给您", "GB18030"),
        ]
        for index in 0..<256 {
            let octets = words[index / 128] + [0x20, UInt8(0x80 + index % 128), 0x20]
            let found = Charset.detected(in: octets[...])
            let text = found.decode(octets[...])
            #expect(found == .windows1252 || !text.unicodeScalars.contains("\u{FFFD}"))
        }
    }

    @Test("a hint goes before a guess and after UTF-8")
    func hint() throws {
        let russian = try #require(Charset(named: "koi8-r"))
        #expect(Charset.detected(in: [0xD6, 0xC1], hint: russian) == russian)
        #expect(Charset.detected(in: Array("жа".utf8)[...], hint: russian) == .utf8)
        let japanese = try #require(Charset(named: "euc-jp"))
        #expect(Charset.detected(in: [0xD6, 0x20, 0xC1], hint: japanese) == .windows1252)
    }

    @Test("UTF-8 that was cut in its last letter is UTF-8")
    func cut() {
        let octets = Array(Array("Grüße aus Köln, schöne Tage, ü".utf8).dropLast())
        #expect(Charset.detected(in: octets[...]) == .utf8)
        #expect(Charset.fitting(octets[...], declared: .utf8) == .utf8)
    }

    @Test("noise has a charset and never traps")
    func noise() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<50 {
            let octets = (0..<200).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(!Charset.detected(in: octets[...]).decode(octets[...]).isEmpty)
        }
    }
}
