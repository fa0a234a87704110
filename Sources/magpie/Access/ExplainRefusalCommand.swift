import ArgumentParser
import Control
import Diagnostics
import JSON
import POSIX
import Terminal

/// `magpie iam explain`: why somebody was refused, from the audit log.
struct ExplainRefusalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says why a request was refused: which statement decided, and what would have been needed.",
        discussion: "A refusal names its request; so does its entry in the audit log."
    )

    @OptionGroup var service: ServiceOptions

    @Argument(help: ArgumentHelp("The request.", valueName: "request"))
    var request: String

    func run() throws {
        guard request.count >= 8, request.allSatisfy(\.isHexDigit) else {
            throw Diagnostic(
                "'\(TerminalText.escaped(request))' is no request",
                hint: "a refusal names its own: twelve digits and letters"
            )
        }
        var found: AuditRecord?
        try AuditEntries(service: service, result: "*Denied*").forEach { entry in
            if entry.reason.contains("(request \(request)") { found = entry }
        }
        // What is hidden is answered with another code.
        if found == nil {
            try AuditEntries(service: service, result: "*NotFound*").forEach { entry in
                if entry.reason.contains("(request \(request)") { found = entry }
            }
        }
        guard let found else {
            throw Diagnostic(
                "the audit log has no refusal of request \(request)",
                hint: "'magpie audit list --result refused' lists them"
            )
        }
        var output: [UInt8]
        if service.format == .json {
            output = try ControlCoding.json(found) + [10]
        } else {
            let parts = found.reason.split(separator: " (request \(request)", maxSplits: 1).map(String.init)
            let explanation = (parts.count > 1 ? parts[1] : "").drop { ": ".contains($0) }
            let lines = [
                ["request", request], ["time", found.time], ["user", found.user], ["action", found.action],
                ["answer", found.result ?? ""], ["reason", parts.first ?? ""],
                ["decision", String(explanation.last == ")" ? explanation.dropLast() : explanation)],
            ]
            output = Columns.lines(lines.filter { !$0[1].isEmpty }.map { [$0[0], TerminalText.escaped($0[1])] })
        }
        StandardOutput.write(&output)
    }
}

/// Entries of both audit logs, page after page.
struct AuditEntries {
    var service: ServiceOptions
    var user: String?
    var result: String?
    /// ISO 8601; `nil` for the beginning.
    var since: String?

    /// Hands on each entry, in the order of their times.
    ///
    /// - Throws: ``Diagnostic`` when the service refuses; what `body` throws.
    func forEach(_ body: (AuditRecord) throws -> Void) throws {
        var position: String?
        repeat {
            let request = ControlRequest(
                "magpie:ListAuditEntries",
                [
                    "User": user.map { .string($0) }, "Result": result.map { .string($0) },
                    "Since": since.map { .string($0) }, "After": position.map { .string($0) },
                ]
            )
            let page = try service.ask(request, for: AuditPage.self).answer
            for entry in page.entries { try body(entry) }
            position = page.next
        } while position != nil
    }
}
