import Bytes
public import Identifiers
public import Patterns

/// Checks identifiers before they are used: a pattern that does not compile would otherwise find nothing, in silence.
public enum IdentifierCheck {
    /// A pattern that does not compile.
    public struct Mistake: Error, Sendable {
        /// The identifier that it belongs to.
        public var identifier: String

        /// The pattern, or one of `exclude`.
        public var pattern: String

        /// What is wrong with it.
        public var error: PatternError
    }

    /// The ids of what is found in a whole text, each once, by place; as a scan of a file with that content finds it.
    ///
    /// - Complexity: About 10 microseconds, and what scanning costs.
    public static func identifiers(in text: String, with scanner: inout Scanner) -> [String] {
        var buffer = TextBuffer(capacity: text.utf8.count)
        buffer.append(contentsOf: text.utf8Span.span)
        let table = scanner.table(in: buffer)
        var dumps = table == nil ? Optional(DumpTables()) : nil
        let outcome = scanner.scan(buffer, owning: 0..<buffer.count, in: table, from: 0, dumps: &dumps)
        var resolver = MatchResolver(scanner.detector)
        var ids: [String] = []
        for match in resolver.resolve(outcome.matches, before: .max) {
            let id = scanner.detector.identifiers[match.identifier].id
            if !ids.contains(id) { ids.append(id) }
        }
        return ids
    }

    /// How many matches there are in a whole text, of all identifiers together.
    ///
    /// - Returns: `nil` when a limit was hit before that was known.
    /// - Complexity: About 10 microseconds, and what scanning costs.
    public static func count(in text: String, with scanner: inout Scanner) -> Int? {
        var buffer = TextBuffer(capacity: text.utf8.count)
        buffer.append(contentsOf: text.utf8Span.span)
        let outcome = scanner.scan(buffer, owning: 0..<buffer.count)
        guard outcome.gaps == 0 else { return nil }
        var resolver = MatchResolver(scanner.detector)
        return resolver.resolve(outcome.matches, before: .max).count
    }

    /// The patterns of `identifier` that do not compile.
    ///
    /// - Complexity: About 30 microseconds a pattern.
    public static func mistakes(in identifier: ManagedDataIdentifier) -> [Mistake] {
        var mistakes: [Mistake] = []
        for variant in identifier.variants {
            do throws(PatternError) {
                _ = try PatternShelf.compile(variant)
            } catch {
                mistakes.append(Mistake(identifier: identifier.id, pattern: variant.pattern, error: error))
            }
            for pattern in variant.exclude {
                do throws(PatternError) {
                    _ = try Pattern(pattern, anchoring: .anywhere, bounding: .cut(after: Pattern.greatestLength))
                } catch {
                    mistakes.append(Mistake(identifier: identifier.id, pattern: pattern, error: error))
                }
            }
        }
        return mistakes
    }
}
