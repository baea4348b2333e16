import Foundation

/// A file with a row of JSON on each line.
enum ScenarioFile {
    static func read(_ path: String) throws -> [Scenario] {
        let data = try Data(contentsOf: URL(filePath: path))
        return try data.split(separator: 10).map { line in
            let row = try JSONDecoder().decode(JSONObject.self, from: Data(line))
            return try StrippingRow.isOne(row) ? StrippingRow.read(row) : ScenarioRow.read(row)
        }
    }
}
