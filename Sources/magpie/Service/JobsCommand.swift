import ArgumentParser
import JSON
import Reporting
import ServiceModel

/// `magpie jobs`: discovery jobs.
struct JobsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "Plans which objects are looked at again, when and how fast.",
        usage: "magpie jobs <operation> [--<parameter> <value> ...]",
        discussion: JobsModel.operations.map { "  \($0.command)\n      \($0.help)" }.joined(separator: "\n")
    )

    @Argument(parsing: .captureForPassthrough, help: "The operation and its parameters.")
    var words: [String] = []

    func run() throws {
        try OperationCall(service: "jobs", operations: JobsModel.operations, words: words, text: JobsCommand.text).run()
    }

    /// An answer for people.
    private static func text(_ operation: OperationModel, _ answer: JSONValue) -> [UInt8]? {
        switch operation.name {
        case "Create":
            guard case .string(let id) = answer["JobId"] else { return nil }
            return Array("\(id)\n".utf8)
        case "List": return Columns.lines([header] + answer.values(at: ["Jobs"]).map(row))
        case "Show": return Columns.lines([header, row(answer)])
        default: return []
        }
    }

    private static let header = ["job", "status", "type", "progress", "sensitive", "left", "next run", "name"]

    private static func row(_ job: JSONValue) -> [String] {
        func text(_ name: String) -> String {
            if case .string(let text) = job[name] { TerminalText.escaped(text) } else { "-" }
        }
        func number(_ name: String) -> Int {
            if case .number(let number) = job["Progress"]?[name] { Int(number) } else { 0 }
        }
        var left = "-"
        if case .number(let seconds) = job["SecondsLeft"] { left = "\(Quantity.grouped(Int(seconds))) s" }
        let done = "\(Quantity.grouped(number("Done"))) of \(Quantity.grouped(number("Chosen"))) (\(number("Percent")) %)"
        return [
            text("JobId"), text("JobStatus"), text("JobType"), done, Quantity.grouped(number("Sensitive")), left,
            text("NextRunAt"), text("Name"),
        ]
    }
}
