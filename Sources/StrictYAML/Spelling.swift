/// Finds what a misspelt word was meant to be.
public enum Spelling {
    /// The candidate nearest to `word`, if one is near enough to suggest.
    ///
    /// Near enough is at most one change (a letter added, lost, replaced, or two neighbours swapped) for each three
    /// characters, with a minimum of one. Case, `_` and `-` do not count. The first of equals wins.
    ///
    /// - Complexity: O(word × candidates), for messages only.
    public static func closest(to word: String, among candidates: [String]) -> String? {
        let folded = fold(word)
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let other = fold(candidate)
            let bound = max(1, max(folded.count, other.count) / 3)
            guard abs(folded.count - other.count) <= bound else { continue }
            let distance = distance(folded, other)
            guard distance <= bound, distance < best?.distance ?? .max else { continue }
            best = (candidate, distance)
        }
        return best?.candidate
    }

    private static func fold(_ word: String) -> [UInt8] {
        // A key of any length can be in a file; none that is worth a suggestion is longer than this.
        word.utf8.prefix(64).compactMap { byte in
            switch byte {
            case UInt8(ascii: "_"), UInt8(ascii: "-"): nil
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
            default: byte
            }
        }
    }

    /// The optimal string alignment distance of two words.
    private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...second.count)
        for row in first.indices {
            var current = [row + 1]
            current.reserveCapacity(second.count + 1)
            for column in second.indices {
                let replaced = previous[column] + (first[row] == second[column] ? 0 : 1)
                var least = min(replaced, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
                    least = min(least, beforePrevious[column - 1] + 1)
                }
                current.append(least)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[second.count]
    }
}
