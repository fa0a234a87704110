/// The place of a value in a record as a path, such as `$.access.key[2]` or `$['a b']`.
///
/// As Macie has it: names of more than 240 characters, and paths of more than 250, lose their beginning.
public struct RecordPath: Sendable, Equatable {
    /// The path as it is written.
    public private(set) var text = "$"
    private static let (longestName, longest) = (240, 250)

    /// The record itself.
    public init() {}

    /// A path that goes on behind another.
    init(empty: ()) { text = "" }

    /// The path to a member.
    public func member(_ name: String) -> RecordPath {
        var path = self
        let name = String(name.suffix(RecordPath.longestName))
        let isPlain =
            !name.isEmpty
            && name.utf8.allSatisfy { $0 >= 0x80 || $0 &- 48 < 10 || ($0 & 0xDF) &- 65 < 26 || $0 == 95 || $0 == 45 }
        if isPlain {
            path.text += "." + name
        } else {
            let escaped = name.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
            path.text += "['" + escaped + "']"
        }
        return path.cut()
    }

    /// The path to an element, from 0.
    public func element(_ index: Int) -> RecordPath {
        var path = self
        path.text += "[\(index)]"
        return path.cut()
    }

    private func cut() -> RecordPath {
        guard text.utf8.count > RecordPath.longest, text.count > RecordPath.longest else { return self }
        var path = self
        path.text = String(text.suffix(RecordPath.longest))
        return path
    }
}
