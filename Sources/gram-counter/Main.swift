import Foundation

/// Counts the tables of frequencies that choose what the scan's first pass looks for; run by `make grams`.
///
/// Usage: `gram-counter OUTPUT-FOLDER SHARE:FOLDER ...`, where the shares of all kinds of texts should make up 100. The same
/// texts give the same tables, whatever their names and order.
@main
struct Main {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        let kinds = arguments.dropFirst().map { $0.split(separator: ":", maxSplits: 1).map(String.init) }
        guard let output = arguments.first, !kinds.isEmpty, kinds.allSatisfy({ $0.count == 2 && Double($0[0]) != nil })
        else { fail("usage: gram-counter OUTPUT-FOLDER SHARE:FOLDER ...") }
        var counter = GramCounter()
        for kind in kinds {
            let files = try texts(below: kind[1])
            if files.isEmpty { fail("\(kind[1]): no texts") }
            say("\(kind[1]): \(files.count) texts, \(files.reduce(0) { $0 + $1.count }) bytes")
            counter.add(files, share: (Double(kind[0]) ?? 0) / 100)
        }
        let tables = FrequencyTables(counter)
        let folder = URL(filePath: output)
        try tables.gramSource.write(
            to: folder.appending(path: "GramFrequencies+Tables.swift"),
            atomically: true,
            encoding: .utf8
        )
        try tables.tripleSource.write(
            to: folder.appending(path: "TripleFrequencies+Table.swift"),
            atomically: true,
            encoding: .utf8
        )
    }

    /// The files below a folder that are text: without a NUL in their first 8,000 bytes.
    private static func texts(below folder: String) throws -> [[UInt8]] {
        let root = URL(filePath: folder)
        guard let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey])
        else {
            fail("\(folder): cannot be read")
        }
        var texts: [[UInt8]] = []
        for case let file as URL in files {
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            let text = [UInt8](try Data(contentsOf: file))
            if !text.prefix(8000).contains(0) { texts.append(text) }
        }
        return texts
    }

    private static func say(_ text: String) { FileHandle.standardError.write(Data("gram-counter: \(text)\n".utf8)) }

    private static func fail(_ text: String) -> Never {
        say(text)
        exit(2)
    }
}
