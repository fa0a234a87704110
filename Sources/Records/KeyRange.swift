import Foundation
import GRDB

/// Keys of a bucket from one on, in the order of their bytes, as conditions of which an index takes both ends.
///
/// What is not bounded has no condition: with one such as `:end IS NULL OR key < :end`, SQLite would read on to the end of the
/// bucket, for each folder again.
struct KeyRange {
    /// The least key in it.
    let first: [UInt8]
    /// The least key behind it; `nil` when there is none.
    let end: [UInt8]?

    /// The keys from `first` on, and before `end` if there is one.
    init(from first: [UInt8], before end: [UInt8]?) {
        self.first = first
        self.end = end
    }

    /// All that lies in the folder `folder`, at any depth; everything for an empty path.
    init(below folder: [UInt8]) {
        first = folder.isEmpty ? [] : folder + [UInt8(ascii: "/")]
        end = folder.isEmpty ? nil : folder + [UInt8(ascii: "/") + 1]
    }

    /// What a query says of `column`, with the named ``arguments``.
    func condition(on column: String) -> String {
        "\(column) >= :first" + (end == nil ? "" : " AND \(column) < :end")
    }

    /// The values of ``condition(on:)``.
    var arguments: StatementArguments {
        end.map { ["first": Data(first), "end": Data($0)] } ?? ["first": Data(first)]
    }
}
