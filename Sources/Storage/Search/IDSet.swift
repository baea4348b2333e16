/// Numbers of messages in ascending order, or all the others.
struct IDSet: Hashable {
    private(set) var ids: [Int64]
    /// Whether the messages meant are those that are not listed.
    private(set) var isComplement = false

    /// `ids` ascend, each once.
    init(_ ids: [Int64], isComplement: Bool = false) {
        self.ids = ids
        self.isComplement = isComplement
    }

    static let everything = IDSet([], isComplement: true)

    var complement: IDSet { IDSet(ids, isComplement: !isComplement) }

    func intersection(_ other: IDSet) -> IDSet {
        switch (isComplement, other.isComplement) {
        case (false, false): IDSet(IDSet.merged(ids, other.ids) { $0 && $1 })
        case (false, true): IDSet(IDSet.merged(ids, other.ids) { $0 && !$1 })
        case (true, false): IDSet(IDSet.merged(ids, other.ids) { !$0 && $1 })
        case (true, true): IDSet(IDSet.merged(ids, other.ids) { $0 || $1 }, isComplement: true)
        }
    }

    func union(_ other: IDSet) -> IDSet {
        complement.intersection(other.complement).complement
    }

    func contains(_ id: Int64) -> Bool {
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return (low < ids.count && ids[low] == id) != isComplement
    }

    /// For SQLite's `json_each`.
    var json: String {
        var text = "["
        text.reserveCapacity(ids.count * 8 + 2)
        for (index, id) in ids.enumerated() {
            if index > 0 { text.append(",") }
            text += String(id)
        }
        return text + "]"
    }

    private static func merged(
        _ left: [Int64], _ right: [Int64], keeping: (Bool, Bool) -> Bool
    ) -> [Int64] {
        let (keepsLeft, keepsRight, keepsBoth) = (
            keeping(true, false), keeping(false, true), keeping(true, true)
        )
        var result: [Int64] = []
        var (first, second) = (0, 0)
        while first < left.count || second < right.count {
            let one = first < left.count ? left[first] : Int64.max
            let two = second < right.count ? right[second] : Int64.max
            if one == two {
                if keepsBoth { result.append(one) }
                first += 1
                second += 1
            } else if one < two {
                if keepsLeft { result.append(one) }
                first += 1
            } else {
                if keepsRight { result.append(two) }
                second += 1
            }
        }
        return result
    }
}
