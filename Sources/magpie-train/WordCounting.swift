import Classification
import Foundation

/// Counts the words that programs and their documentation are written of: `magpie-train words --sources DIR,... --output FILE`.
enum WordCounting {
    private static let suffixes: Set = [
        "py", "js", "ts", "h", "hpp", "pm", "pl", "md", "rst", "txt", "json", "yaml", "yml",
    ]

    /// The longest file that counts, in bytes: longer ones are data.
    private static let longest = 500_000

    /// Runs the command.
    ///
    /// - Parameter arguments: What follows `magpie-train words`.
    /// - Throws: When files cannot be read or written.
    static func run(_ arguments: [String]) throws {
        var options: [String: String] = [:]
        for index in stride(from: 0, to: arguments.count - 1, by: 2) {
            options[arguments[index]] = arguments[index + 1]
        }
        guard let sources = options["--sources"], let output = options["--output"] else {
            Main.fail("usage: magpie-train words --sources DIR,... --output FILE")
        }
        // In how many files a word stands: one file may have its own a thousand times.
        var files: [[UInt8]: Int] = [:]
        for folder in sources.split(separator: ",") { try count(in: String(folder), &files) }
        let frequent = files.sorted { left, right in
            left.value == right.value ? left.key.lexicographicallyPrecedes(right.key) : left.value > right.value
        }
        var words = ProgramWords()
        for word in frequent.prefix(ProgramWords.count) { words.insert(word.key) }
        try table(words).write(toFile: output, atomically: true, encoding: .utf8)
    }

    private static func count(in folder: String, _ files: inout [[UInt8]: Int]) throws {
        let names = FileManager.default.enumerator(atPath: folder)?.allObjects.compactMap { $0 as? String } ?? []
        for name in names.sorted() where suffixes.contains((name as NSString).pathExtension) {
            // Links lead to what is counted elsewhere; what cannot be read is no source.
            guard let data = FileManager.default.contents(atPath: folder + "/" + name), data.count <= longest else {
                continue
            }
            for word in words(in: data) { files[word, default: 0] += 1 }
        }
    }

    /// The words of a text in small letters: `parseHTTPHeader` has three.
    private static func words(in text: Data) -> Set<[UInt8]> {
        var found: Set<[UInt8]> = []
        var word: [UInt8] = []
        var capitals = 0
        func end() {
            if ProgramWords.lengths.contains(word.count) { found.insert(word) }
            (word, capitals) = ([], 0)
        }
        for byte in text {
            switch byte {
            case 65..<91:
                if word.count > capitals { end() }
                word.append(byte | 0x20)
                capitals += 1
            case 97..<123:
                if capitals > 1, word.count == capitals {
                    // The last capital begins the next word.
                    let first = word.removeLast()
                    end()
                    (word, capitals) = ([first], 1)
                }
                word.append(byte)
            default: end()
            }
        }
        end()
        return found
    }

    private static func table(_ words: ProgramWords) -> String {
        let text = words.packed
        let lines = stride(from: 0, to: text.count, by: 110).map { start in
            "        " + String(decoding: text[start..<min(start + 110, text.count)], as: UTF8.self)
        }
        return """
            // Made by `make train-words`; not to be edited.

            enum ProgramWordTable {
                /// The bits of ``ProgramWords/all``.
                // swift-format-ignore
                static let bits = #\"""
            \(lines.joined(separator: "\n"))
                    \"""#
            }

            """
    }
}
