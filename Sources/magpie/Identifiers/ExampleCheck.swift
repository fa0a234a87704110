import BuiltInModels
import Detection
import Identifiers

/// Runs the examples of identifiers through the detector as a scan would, with all identifiers at once.
enum ExampleCheck {
    /// What came out.
    struct Result {
        var exampleCount = 0
        /// One sentence each.
        var failures: [String] = []
    }

    /// Runs the examples and counterexamples of `tested`, with all of `identifiers` looking for matches.
    static func run(
        _ tested: [ManagedDataIdentifier],
        among identifiers: [ManagedDataIdentifier]
    ) throws -> Result {
        var scanner = try Scanner(Detector(identifiers, names: { BuiltInModels.names }), allowing: try AllowList())
        var result = Result()
        for identifier in tested {
            for mistake in IdentifierCheck.mistakes(in: identifier) {
                result.failures.append("\(identifier.id): \(mistake.error)")
            }
            let groups = [
                ("example", identifier.examples, true), ("counterexample", identifier.counterexamples, false),
            ]
            for (word, texts, isExpected) in groups {
                for (index, text) in texts.enumerated() {
                    result.exampleCount += 1
                    let place = "\(identifier.id): \(word) \(index + 1)"
                    guard let expanded = try? ExampleText.expand(text, seed: identifier.id) else {
                        result.failures.append("\(place): unknown generator in \(text)")
                        continue
                    }
                    let found = IdentifierCheck.identifiers(in: expanded, with: &scanner)
                    if found.contains(identifier.id) == isExpected { continue }
                    let others = found.isEmpty ? "nothing" : found.joined(separator: ", ")
                    result.failures.append(
                        isExpected
                            ? "\(place): not found; found \(others) in: \(expanded)"
                            : "\(place): found, but must not be, in: \(expanded)"
                    )
                }
            }
        }
        return result
    }
}
