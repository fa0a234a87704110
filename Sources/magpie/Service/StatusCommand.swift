import Diagnostics
import Terminal
import ArgumentParser
import Control
import JSON

/// `magpie status`: how the service is.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "status", abstract: "Shows how the service is.")

    @OptionGroup var service: ServiceOptions

    func run() throws {
        var (status, output) = try service.ask(ControlRequest("magpie:GetServiceStatus"), for: ServiceStatus.self)
        if service.format == .json {
            output.append(UInt8(ascii: "\n"))
        } else {
            output = StatusCommand.text(status)
        }
        StandardOutput.write(&output)
        if !status.isHealthy { throw ExitStatus.failure.error }
    }

    private static func text(_ status: ServiceStatus) -> [UInt8] {
        let health = status.isHealthy ? "healthy" : "degraded"
        var rows = [["bucket", "state", "by", "watched folders", "overflows", "path"]]
        for bucket in status.buckets {
            rows.append(
                [
                    bucket.name, bucket.state, bucket.backend, String(bucket.watchedFolders), String(bucket.overflows),
                    bucket.path,
                ].map { TerminalText.escaped($0) }
            )
        }
        let head =
            "\(health), up \(Int(status.uptimeSeconds)) s; \(status.waiting) objects waiting, \(status.scanned) scanned, "
            + "\(status.delivered) events delivered\n"
        let early = status.scannedEarly.map { count in
            "not all managed secrets are recognised yet; \(count) objects will be scanned again then, and jobs wait for it\n"
        }
        let unread = status.unread.flatMap { $0 > 0 ? "\($0) objects could not be read\n" : nil } ?? ""
        let turnedAway =
            status.clientsTurnedAway.flatMap { count in
                count > 0
                    ? "\(count) clients were turned away or dropped since the start: see 'connections' in 'limits'\n"
                    : nil
            } ?? ""
        let mounts = status.buckets.map(StatusCommand.mounts).joined()
        return Array((head + unread + turnedAway + (early ?? "")).utf8) + Columns.lines(rows)
            + Array((mounts + problems(status)).utf8)
    }

    /// What is wrong, and what to do: two lines for each.
    private static func problems(_ status: ServiceStatus) -> String {
        guard let details = status.problemDetails else {
            return status.problems.map { "problem: \(TerminalText.escaped($0))\n" }.joined()
        }
        var text = ""
        for problem in details {
            let times = problem.count > 1 ? ", \(problem.count) times" : ""
            let word = problem.severity == "notice" ? "notice" : "problem"
            text += TerminalText.escaped("\(word): \(problem.text) (since \(problem.since)\(times))") + "\n"
            if !problem.hint.isEmpty { text += TerminalText.escaped("  hint: \(problem.hint)") + "\n" }
        }
        if let more = status.problemsLeftOut, more > 0 { text += "problem: \(more) more of the same kinds\n" }
        return text
    }

    /// A line for each of the folders of a bucket that are not read because something is mounted there.
    private static func mounts(_ bucket: ServiceStatus.Bucket) -> String {
        var lines = (bucket.mounts ?? []).map { "not entered: \(bucket.name)/\($0.line)" }
        let others = (bucket.mountCount ?? 0) - lines.count
        if others > 0 { lines.append("not entered: \(others) more in \(bucket.name)") }
        return lines.map { TerminalText.escaped($0) + "\n" }.joined()
    }
}

/// `magpie wait-settled`: a barrier.
struct WaitSettledCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait-settled",
        abstract: "Waits until everything that was written before has been scanned and its events delivered.",
        discussion: "Exits with status 3 when objects could not be read: 'magpie status' tells of them."
    )

    @OptionGroup var service: ServiceOptions

    @Option(help: ArgumentHelp("How long to wait at most.", valueName: "seconds"))
    var timeout = 60

    func validate() throws {
        guard (1...86_400).contains(timeout) else {
            throw ValidationError("--timeout takes a number of seconds from 1 to 86400")
        }
    }

    func run() throws {
        let request = ControlRequest("magpie:WaitUntilSettled", ["Timeout": .number(Double(timeout))])
        let answer = try service.ask(request)
        if service.format == .json {
            var output = answer + [UInt8(ascii: "\n")]
            StandardOutput.write(&output)
        }
        guard let count = try JSONValue(parsing: answer)["unread"]?.number, count > 0 else { return }
        StandardError.print(
            Diagnostic("settled, \(Int(count)) objects could not be read", hint: "see 'magpie status'", level: .warning)
        )
        throw ExitCode(3)
    }
}
