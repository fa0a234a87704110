import Terminal
import ArgumentParser
import JSON
import ServiceModel

/// `magpie jobs`: discovery jobs.
struct JobsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "Plans which objects are looked at again, when and how fast.",
        usage: "magpie jobs <operation> [--<parameter> <value> ...]",
        discussion: JobCommands.all.map { "  \($0.command)\n      \($0.help)" }.joined(separator: "\n")
    )

    @Argument(parsing: .captureForPassthrough, help: "The operation and its parameters.")
    var words: [String] = []

    func run() throws {
        let call = OperationCall(
            service: "jobs",
            operations: JobCommands.all,
            words: words,
            command: JobsCommand.self,
            text: JobsCommand.text,
            request: JobCommands.request
        )
        try call.run()
    }

    /// What makes answers readable for people.
    private static func text(_ operation: OperationModel) -> ((JSONValue) -> [UInt8])? {
        switch operation.name {
        case "Create": { Array("\($0["JobId"]?.string ?? "")\n".utf8) }
        case "List": { Columns.lines([header] + $0.values(at: ["Jobs"]).map(row)) }
        case "Show": { Columns.lines(details($0)) }
        default: { _ in [] }
        }
    }

    /// All that is known of a job, a line each.
    private static func details(_ job: JSONValue) -> [[String]] {
        func text(_ name: String) -> String? {
            if case .string(let text) = job[name] { TerminalText.escaped(text) } else { nil }
        }
        func number(_ name: String) -> Int { job["Progress"]?[name]?.integer ?? 0 }
        func count(_ name: String) -> String { Quantity.grouped(number(name)) }
        let row = row(job)
        var status = text("JobStatus") ?? "-"
        if let end = text("RestsUntil") { status += ", rests until \(end)" }
        if let what = text("WaitsFor") { status += ", waits until all \(what) are recognised" }
        var lines = [
            ["job", row[0]], ["name", row[7]], ["status", status], ["type", row[2]], ["progress", row[3]],
            ["complete", count("Complete")], ["partial", count("Partial")], ["skipped", count("Skipped")],
            ["gone", count("Gone")], ["sensitive", row[4]], ["chosen", Quantity.bytes(Double(number("ChosenBytes")))],
            ["looked at", Quantity.bytes(Double(number("BytesClassified")))], ["left", row[5]],
        ]
        let times = [
            ("created", "CreatedAt"), ("started", "StartedAt"), ("ended", "EndedAt"), ("next run", "NextRunAt"),
        ]
        for (title, name) in times { if let time = text(name) { lines.append([title, time]) } }
        if case .object(let definition) = job["Definition"] {
            let hidden: Set = ["Name", "LastRun", "Request", "allowListIds"]
            for (name, value) in definition.sorted(by: { $0.key < $1.key }) where !hidden.contains(name) {
                lines.append([OperationModel.dashed(name), TerminalText.escaped(value.json)])
            }
        }
        return lines
    }

    private static let header = ["job", "status", "type", "progress", "sensitive", "left", "next run", "name"]

    private static func row(_ job: JSONValue) -> [String] {
        func text(_ name: String) -> String {
            if case .string(let text) = job[name] { TerminalText.escaped(text) } else { "-" }
        }
        func number(_ name: String) -> Int { job["Progress"]?[name]?.integer ?? 0 }
        var left = "-"
        if case .number(let number) = job["SecondsLeft"], let seconds = number.wholePart {
            left = Quantity.duration(wholeSeconds: seconds)
        }
        let done =
            "\(Quantity.grouped(number("Done"))) of \(Quantity.grouped(number("Chosen"))) (\(number("Percent")) %)"
        return [
            text("JobId"), text("JobStatus"), text("JobType"), done, Quantity.grouped(number("Sensitive")), left,
            text("NextRunAt"), text("Name"),
        ]
    }
}
