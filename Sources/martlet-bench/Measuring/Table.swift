/// A Markdown table that grows row by row.
struct Table {
    private let title: String
    private let columns: [String]
    private var rows: [[String]] = []

    init(_ title: String, _ columns: [String]) {
        self.title = title
        self.columns = columns
    }

    mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    var text: String {
        let lines = [columns, columns.map { _ in "---" }] + rows
        return "\n### \(title)\n\n"
            + lines.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n") + "\n"
    }
}
