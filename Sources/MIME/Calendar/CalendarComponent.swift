/// What stands between BEGIN and END: a calendar, an event, a time zone (RFC 5545 §3.4, §3.6).
struct CalendarComponent {
    /// In lower case: "vevent".
    let name: String
    private(set) var lines: [ContentLine] = []
    private(set) var children: [CalendarComponent] = []

    private init(name: String) {
        self.name = name
    }

    /// The first property of that name (in lower case).
    func first(_ name: String) -> ContentLine? {
        lines.first { $0.name == name }
    }

    func all(_ name: String) -> [ContentLine] {
        lines.filter { $0.name == name }
    }

    /// The text of a property on one line; empty where there is none.
    func text(_ name: String) -> String {
        first(name)?.text.onOneLine ?? ""
    }

    /// The outermost components; an END that is missing comes at the end of what is around it.
    static func all(in lines: [ContentLine]) -> [CalendarComponent] {
        var finished: [CalendarComponent] = []
        var open: [CalendarComponent] = []
        let close = { (open: inout [CalendarComponent], finished: inout [CalendarComponent]) in
            guard let last = open.popLast() else { return }
            if open.isEmpty {
                finished.append(last)
            } else {
                open[open.count - 1].children.append(last)
            }
        }
        for line in lines {
            if line.name == "begin" {
                // What is nested deeper than anything real belongs to what is around it.
                guard open.count < Limits.componentDepth else { continue }
                open.append(CalendarComponent(name: line.word))
            } else if line.name == "end" {
                guard let index = open.lastIndex(where: { $0.name == line.word }) else { continue }
                while open.count > index { close(&open, &finished) }
            } else if !open.isEmpty {
                open[open.count - 1].lines.append(line)
            }
        }
        while !open.isEmpty { close(&open, &finished) }
        return finished
    }
}

extension String {
    /// Runs of white space as one blank, none at the ends.
    var onOneLine: String {
        if utf8.allSatisfy({ $0 < 0x80 }) {
            let words = utf8.split { $0 == .space || (0x09...0x0D).contains($0) }
            return String(decoding: Array(words.joined(separator: [.space])), as: UTF8.self)
        }
        let words = split { $0.isWhitespace }
        return words.count == 1 && words[0].utf8.count == utf8.count
            ? self : words.joined(separator: " ")
    }
}
