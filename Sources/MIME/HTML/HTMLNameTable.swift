/// The known names of one kind and what they stand for.
///
/// A page looks a name up every few octets. The names here are fixed, so nothing that a mail holds
/// can crowd the table, and the keyed hash of a `Dictionary` would protect nothing.
struct HTMLNameTable<Value: HTMLNamed>: Sendable {
    /// A name stands where its octets say, or in one of the next places; three of four are free.
    private var places: [(name: HTMLName, value: Value)?]

    init() {
        var size = 16
        while size < Value.allCases.count * 4 { size *= 2 }
        places = Array(repeating: nil, count: size)
        for value in Value.allCases {
            let name = HTMLName(value.rawValue.utf8)
            var place = name.spread & (size - 1)
            while places[place] != nil { place = (place + 1) & (size - 1) }
            places[place] = (name, value)
        }
    }

    subscript(name: HTMLName) -> Value? {
        let mask = places.count - 1
        var place = name.spread & mask
        while let found = places[place] {
            if found.name == name { return found.value }
            place = (place + 1) & mask
        }
        return nil
    }
}
