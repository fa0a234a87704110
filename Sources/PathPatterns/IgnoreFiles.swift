package import POSIX

/// What the ignore files of a folder, and of those above it up to the root of the scan, leave out.
///
/// The format and the order of precedence are those of `gitignore(5)`: the last pattern that matches decides, deeper
/// files before higher ones, and in one folder `.magpieignore` before `.ignore` before `.gitignore`. Whoever may write to
/// the tree writes these files, so they are only read when the user asks for it, never through a symbolic link, and no
/// more of them than ``sizeLimit``.
package final class IgnoreFiles: Sendable {
    /// The names, in ascending precedence.
    package static let names = [".gitignore", ".ignore", ".magpieignore"].map { Array($0.utf8) }

    /// The greatest size of a file that is obeyed, in bytes.
    package static let sizeLimit = 1 << 20

    private struct Rule: Sendable {
        var glob: Glob
        var isException: Bool
        var isForFoldersOnly: Bool
    }

    private let rules: [Rule]
    /// The length of the path of the folder that the rules are for.
    private let pathLength: Int
    private let above: IgnoreFiles?

    private init(rules: [Rule], pathLength: Int, above: IgnoreFiles?) {
        self.rules = rules
        self.pathLength = pathLength
        self.above = above
    }

    /// The rules for `directory`: those from `above`, and its own if there are any among `entries`.
    package static func read(
        in directory: Directory,
        _ entries: [Directory.Entry],
        above: IgnoreFiles?
    ) -> IgnoreFiles? {
        var rules: [Rule] = []
        for name in names where entries.contains(where: { $0.name == name }) {
            // One that cannot be read, or is too large, leaves nothing out: more is scanned than was wanted, not less.
            guard let text = try? FileContents.read(name, in: directory, upTo: sizeLimit) else { continue }
            for line in text.split(separator: UInt8(ascii: "\n")) {
                if let rule = rule(line) { rules.append(rule) }
            }
        }
        guard !rules.isEmpty else { return above }
        return IgnoreFiles(rules: rules, pathLength: directory.path.count, above: above)
    }

    /// Tells whether the entry of that name in `directory` is left out.
    package func leavesOut(_ entry: Directory.Entry, in directory: Directory) -> Bool {
        let path = directory.path(of: entry.name)
        var files: IgnoreFiles? = self
        while let current = files {
            let relative = Array(path.dropFirst(current.pathLength).drop { $0 == UInt8(ascii: "/") })
            let last = current.rules.last { rule in
                (entry.kind == .directory || !rule.isForFoldersOnly) && rule.glob.matches(relative)
            }
            if let last { return !last.isException }
            files = current.above
        }
        return false
    }

    /// Reads a line; `nil` for a comment, an empty line and what is no pattern.
    private static func rule(_ line: ArraySlice<UInt8>) -> Rule? {
        var line = line
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        while line.last == UInt8(ascii: " "), line.dropLast().last != UInt8(ascii: "\\") { line.removeLast() }
        guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
        let isException = first == UInt8(ascii: "!")
        if isException { line.removeFirst() }
        let isForFoldersOnly = line.last == UInt8(ascii: "/")
        guard let glob = try? Glob(String(decoding: line, as: UTF8.self)) else { return nil }
        return Rule(glob: glob, isException: isException, isForFoldersOnly: isForFoldersOnly)
    }
}
