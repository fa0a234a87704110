import Classification
import Foundation

/// Makes the lists of names into what tells names of people from other words.
///
/// `magpie-train names --given FILE --surnames FILE --everyday FILE --others FILE --output FILE`; a file has a word in each line, that
/// of others how much it counts and a blank before it.
enum NameTraining {
    /// Runs the command.
    ///
    /// - Parameter arguments: What follows `magpie-train names`.
    /// - Throws: When files cannot be read or written.
    static func run(_ arguments: [String]) throws {
        var options: [String: String] = [:]
        for index in stride(from: 0, to: arguments.count - 1, by: 2) {
            options[arguments[index]] = arguments[index + 1]
        }
        func words(_ name: String) throws -> [String] {
            let path = options[name] ?? { Main.fail("magpie-train names: \(name) is missing") }()
            let words = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline).map(
                String.init
            )
            return words + words.compactMap(withoutUmlauts)
        }
        let (given, surnames) = (try words("--given"), try words("--surnames"))
        let others = try words("--others").compactMap { line -> (word: String, weight: Float)? in
            let parts = line.split(separator: " ", maxSplits: 1)
            return parts.count == 2 ? Float(parts[0]).map { (String(parts[1]), $0) } : nil
        }
        let shape = NameShapeTraining.shape(of: given + surnames, others: others)
        let names = PersonNames(
            [(.given, given), (.surname, surnames), (.everyday, try words("--everyday"))],
            shape: shape
        )
        guard let output = options["--output"] else { Main.fail("magpie-train names: --output is missing") }
        try Data(names.bytes).write(to: URL(fileURLWithPath: output))
        print("\(names.count) words")
    }

    /// A word as those write it who have no umlauts; `nil` for one that has none.
    private static func withoutUmlauts(_ word: String) -> String? {
        let pairs = ["ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "ø": "oe"]
        let plain = word.map { pairs[String($0)] ?? String($0) }.joined()
        return plain == word ? nil : plain
    }
}
