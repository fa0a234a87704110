import Foundation
import Testing

/// A folder with a program to run in it, as a user would, that is removed when nobody holds it any more.
///
/// `magpie` in a script is the program that was just built. It runs with a small rule set, so that a start takes
/// milliseconds even without optimisation, and keeps its fingerprint key in a folder of its own.
final class Shell: Sendable {
    /// What a script did.
    struct Outcome: Sendable {
        var status: Int32
        var output: String
        var errors: String
        /// The lines of ``output``.
        var lines: [String] { output.split(separator: "\n").map(String.init) }
        /// The records of ``output``, each a line of JSON.
        func records() throws -> [[String: Any]] {
            try lines.map { line in
                try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            }
        }
    }

    /// The folder in which scripts run.
    let folder: URL
    private let around: URL
    private let usesBuiltInRules: Bool

    init(builtInRules: Bool = false) throws {
        usesBuiltInRules = builtInRules
        around = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        folder = around.appending(path: "work")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Shell.rules.write(to: around.appending(path: "rules.yaml"), atomically: false, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(at: around) }

    /// Two identifiers: `ORDER`, of high severity, and `TICKET`, of low severity and medium confidence.
    static let rules = """
        identifiers:
          - id: ORDER
            name: Order number
            category: FINANCIAL_INFORMATION
            severity: high
            recommended: true
            source: https://example.com/orders
            pattern: '(?<![A-Z])ORDER-[0-9]{6}(?![0-9])'
            keywords: [ORDER-]
            confidence: high
            examples: ["ORDER-123456"]
            counterexamples: ["ORDER-12345"]
          - id: TICKET
            name: Ticket number
            category: PERSONAL_INFORMATION
            severity: low
            source: https://example.com/tickets
            pattern: '(?<![A-Z])TICKET-[0-9]{4}(?![0-9])'
            keywords: [TICKET-]
            confidence: medium
            examples: ["TICKET-1234"]
            counterexamples: ["TICKET-123"]

        """

    /// Writes a file.
    func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

    /// Writes a file, making the folders that it lies in.
    func write(_ name: String, _ data: Data) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }

    /// Reads a file.
    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
    }

    /// Runs a script and waits for it.
    func run(_ script: String, environment: [String: String] = [:]) async throws -> Outcome {
        let streams = ["out", "err"].map { around.appending(path: "\($0)-\(UUID().uuidString)") }
        for stream in streams { try Data().write(to: stream) }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        // Results go through a pipe, as they mostly do; `cat` also makes sure that all of it was written.
        process.arguments = ["-c", script]
        process.currentDirectoryURL = folder
        var variables = [
            "PATH": Shell.products.path + ":/usr/local/bin:/usr/bin:/bin", "HOME": around.path,
            "MAGPIE_FINGERPRINT_KEY_FILE": around.appending(path: "state/key").path,
        ]
        variables["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
        if !usesBuiltInRules { variables["MAGPIE_RULES"] = around.appending(path: "rules.yaml").path }
        process.environment = variables.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: streams[0])
        process.standardError = try FileHandle(forWritingTo: streams[1])
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        let texts = try streams.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return Outcome(status: status, output: texts[0], errors: texts[1])
    }

    /// The folder with the programs that the build made.
    static let products: URL = {
        let arguments = ProcessInfo.processInfo.arguments
        if let bundle = arguments.first(where: { $0.hasSuffix(".xctest") }) {
            return URL(filePath: bundle).deletingLastPathComponent()
        }
        return URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build/debug").standardized
    }()
}
