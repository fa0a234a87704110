package import Diagnostics
package import HelperProcesses

/// What the two sides say to each other besides setups and reports.
package enum WorkerMessage {
    /// How much longer than the scan may take the coordinator waits, in seconds; the worker ends itself after twice that.
    package static let graceSeconds = 5
    package static let longestSetup = 64 << 20
    /// The bounds, and a path; longer ones are told from their end.
    package static let longestJob = 64 + longestPath
    package static let longestPath = 4096
    package static let longestReport = 256 << 20
    package static let longestTable = 512 << 20

    /// What comes with a table of managed secrets: a job of no seconds.
    package static let table: [UInt8] = [0]
    /// The answer to a table.
    package static let tookTable: [UInt8] = [1]

    /// The worker can begin, and is confined so far: the version of Landlock, and whether its system calls are filtered.
    case ready(version: String, landlock: Int, isFiltered: Bool)
    /// The setup is wrong.
    case refusal(Diagnostic)

    /// The message.
    package var bytes: [UInt8] {
        var writer = ByteWriter()
        switch self {
        case .ready(let version, let landlock, let isFiltered):
            writer.write(true)
            writer.write(version)
            writer.write(landlock)
            writer.write(isFiltered)
        case .refusal(let problem):
            writer.write(false)
            writer.write(problem.message)
            writer.write(problem.hint) { $0.write($1) }
        }
        return writer.bytes
    }

    /// Reads an answer.
    package init(_ bytes: [UInt8]) throws(ByteReader.Malformed) {
        var reader = ByteReader(bytes)
        if try reader.bool() {
            let version = try reader.string()
            let landlock = try reader.int(in: 0...1000)
            self = .ready(
                version: version,
                landlock: landlock,
                isFiltered: try reader.bool()
            )
        } else {
            let message = try reader.string()
            let hint = try reader.optional { reader throws(ByteReader.Malformed) in try reader.string() }
            self = .refusal(Diagnostic(message, hint: hint))
        }
        try reader.finish()
    }
}
