import Console

/// What curses can hold of a cell, so that it counts the same columns as we do.
///
/// A cell of curses has one base and up to four marks, and is as wide as the C library says. Emoji
/// sequences lose all but their base, a flag becomes its two letters, and what the C library does not
/// know becomes a stand-in. What is missing to the cell's width is made up by a blank.
struct HeldCluster: Equatable {
    private static let blank: UInt32 = 0x20
    private static let standIn: UInt32 = 0xFFFD
    private static let joiner: UInt32 = 0x200D

    /// The base and its marks.
    var scalars: [UInt32]
    /// What stands in the cell to the right; nil when the base fills both or the cell is narrow.
    var follower: UInt32?

    init(_ cell: Cell, width: (UInt32) -> Int32) {
        let all = cell.cluster.unicodeScalars.map(\.value)
        if all.count == 2, let first = Self.flagLetter(all[0]), let second = Self.flagLetter(all[1])
        {
            (scalars, follower) = ([first], second)
            return
        }
        let base = all.first ?? Self.blank
        let held = width(base)
        if held < 1 || held > cell.width {
            scalars = [Self.standIn]
            follower = cell.width > 1 ? Self.blank : nil
        } else {
            scalars = [base] + Self.marks(of: all.dropFirst(), width: width)
            follower = held < cell.width ? Self.blank : nil
        }
    }

    /// The marks that may go with the base; none when a second base is among the followers.
    ///
    /// Style selectors are left out, for terminals widen what has one, and joiners, for terminals join
    /// to them what stands in the next cell.
    private static func marks(
        of followers: ArraySlice<UInt32>, width: (UInt32) -> Int32
    ) -> ArraySlice<UInt32> {
        guard followers.allSatisfy({ width($0) == 0 }) else { return [] }
        return followers.filter { !(0xFE00...0xFE0F).contains($0) && $0 != joiner }
            .prefix(Limits.marksInCell)
    }

    private static func flagLetter(_ scalar: UInt32) -> UInt32? {
        (0x1F1E6...0x1F1FF).contains(scalar) ? scalar - 0x1F1E6 + 0x41 : nil
    }
}
