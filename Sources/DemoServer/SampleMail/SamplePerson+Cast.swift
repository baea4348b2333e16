/// Who writes to whom in the sample mail; all domains are reserved for examples.
extension SamplePerson {
    static let me = SamplePerson(name: "Robin Sample", address: "robin@work.example")
    static let meAtHome = SamplePerson(name: "Robin", address: "robin@home.example")
    static let anna = SamplePerson(name: "Anna Lindqvist", address: "anna@work.example")
    static let tomas = SamplePerson(name: "Tomás Ferreira", address: "tomas@work.example", zone: 0)
    static let priya = SamplePerson(
        name: "Priya Raman", address: "priya@work.example", zone: 19_800)
    static let jo = SamplePerson(name: "Jo O'Neill", address: "jo@work.example", zone: -18_000)
    static let build = SamplePerson(name: "Build robot", address: "build@work.example", zone: 0)
    static let list = SamplePerson(name: "", address: "swift-dev@lists.example")
    static let kenji = SamplePerson(name: "山田 健二", address: "kenji@tokyo.example", zone: 32_400)
    static let mei = SamplePerson(name: "陳美玲", address: "mei@taipei.example", zone: 28_800)
    static let minjun = SamplePerson(name: "김민준", address: "minjun@seoul.example", zone: 32_400)
    static let layla = SamplePerson(name: "ليلى حداد", address: "layla@amman.example", zone: 10_800)
    static let noam = SamplePerson(name: "נועם לוי", address: "noam@haifa.example", zone: 7_200)
    static let somchai = SamplePerson(
        name: "สมชาย ใจดี", address: "somchai@bangkok.example", zone: 25_200)
    static let aarti = SamplePerson(
        name: "आरती शर्मा", address: "aarti@delhi.example", zone: 19_800)
    static let shop = SamplePerson(name: "Paper & Ink", address: "orders@paper-ink.example")
    static let tracker = SamplePerson(
        name: "Priya Raman (bug 214)", address: "bugs@work.example", zone: 0)
    static let postmaster = SamplePerson(
        name: "Mail Delivery System", address: "mailer-daemon@work.example", zone: 0)
    static let lena = SamplePerson(name: "Lena Vogel", address: "lena@print.example")
    static let railway = SamplePerson(name: "Night Trains", address: "tickets@trains.example")
    static let weekly = SamplePerson(name: "The Weekly Fern", address: "news@fern.example")
    static let mother = SamplePerson(name: "Mum", address: "mum@family.example")
    static let sister = SamplePerson(name: "Mia", address: "mia@family.example")
    static let choir = SamplePerson(name: "Riverside Choir", address: "choir@river.example")
}
