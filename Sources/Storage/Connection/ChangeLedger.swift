import Mail

/// Up to which change of this run the store is whole.
///
/// A later change may be committed before an earlier one; until the earlier one is through, a
/// snapshot must not claim to contain it.
struct ChangeLedger {
    private var underway: Set<ChangeNumber> = []
    private var highest = ChangeNumber.none

    mutating func begin(_ number: ChangeNumber) {
        underway.insert(number)
    }

    mutating func end(_ number: ChangeNumber) {
        underway.remove(number)
        highest = max(highest, number)
    }

    var upTo: ChangeNumber {
        guard let earliest = underway.min(), earliest <= highest else { return highest }
        return ChangeNumber(rawValue: max(earliest.rawValue, 1) - 1)
    }
}
