/// A place in a text, both counted from 1; columns in characters of Unicode.
struct TextPosition: Hashable, Sendable {
    var line: Int
    var column: Int
}

/// Where every key and value of a TOML text stands, which the TOML library does not tell.
struct KeyPlaces: Sendable {
    private struct Place {
        var key: TextPosition
        var value: TextPosition?
    }

    private var places: [[String]: Place] = [:]
    /// Paths in the order they first appear.
    private var order: [[String]] = []

    /// Scans a text that is known to be TOML; of any other text it makes what it can.
    init(_ text: String) {
        var scanner = KeyScanner(text)
        for key in scanner.keys() {
            note(key)
        }
    }

    /// How a path names a table of a list of tables, counted from 0; no key is written so.
    static func item(_ number: Int) -> String { "[\(number)]" }

    static func isItem(_ part: String) -> Bool { part.hasPrefix("[") }

    /// Where the key is written first, or the header of the table.
    func key(_ path: [String]) -> TextPosition? {
        places[path]?.key
    }

    /// The same, or the nearest level above that is written: a list in one line has no places of
    /// its own.
    func nearest(_ path: [String]) -> TextPosition? {
        var path = path[...]
        while !path.isEmpty {
            if let place = places[Array(path)] { return place.key }
            path = path.dropLast()
        }
        return nil
    }

    /// Where the value begins; for a table, its header.
    func value(_ path: [String]) -> TextPosition? {
        places[path]?.value ?? places[path]?.key
    }

    /// The keys of a table in the file's order.
    func children(of path: [String]) -> [String] {
        order.filter { $0.count == path.count + 1 && $0.starts(with: path) }.compactMap(\.last)
    }

    /// Notes a key and the tables it implies, as `a.b = 1` implies `a`.
    ///
    /// A header that comes later is the better place of a table than such a mention, and takes
    /// it over.
    private mutating func note(_ key: KeyScanner.Key) {
        for length in 1...max(1, key.path.count) {
            let path = Array(key.path.prefix(length))
            let isWhole = length == key.path.count
            if places[path] == nil {
                order.append(path)
                places[path] = Place(key: key.position, value: isWhole ? key.value : nil)
            } else if isWhole, key.isHeader {
                places[path]?.key = key.position
            }
        }
    }
}
