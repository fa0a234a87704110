import JSON
import Terminal
import ArgumentParser
import Control

/// `magpie audit`: what users have asked the service for.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Shows and checks what users have asked the service for.",
        subcommands: [List.self, Verify.self, Accept.self]
    )

    /// `magpie audit list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the entries of both audit logs, in the order of their times.",
            discussion: """
                Entries of the log of keys have 'keys:' before their number. Patterns may have '*'. A result is 'Success', \
                'accepted' for what is logged before it is done, or the code of an error; 'refused' finds all of \
                those. An outcome tells the number of the entry of its intent.
                """
        )

        @OptionGroup var service: ServiceOptions

        @Option(help: ArgumentHelp("Only entries from this time on.", valueName: "time"))
        var since: String?

        @Option(help: ArgumentHelp("Only entries before this time.", valueName: "time"))
        var until: String?

        @Option(help: ArgumentHelp("Only what this user has asked for.", valueName: "pattern"))
        var user: String?

        @Option(help: ArgumentHelp("Only this operation, such as 'kms:Decrypt'.", valueName: "pattern"))
        var operation: String?

        @Option(help: ArgumentHelp("Only with this result; '*Denied*' finds what was denied.", valueName: "pattern"))
        var result: String?

        @Option(help: ArgumentHelp("Only about this: an ARN, a name, an object.", valueName: "pattern"))
        var resource: String?

        @Option(help: "service, keys or all.")
        var log: LogName = .all

        @Option(help: ArgumentHelp("At most so many entries; default: all.", valueName: "count"))
        var limit: Int?

        enum LogName: String, ExpressibleByArgument, CaseIterable { case service, keys, all }

        func validate() throws {
            if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1 on") }
        }

        func run() throws {
            let filters = [
                "Since": since, "Until": until, "User": user, "Action": operation, "Result": result,
                "Resource": resource, "Log": log.rawValue,
            ].mapValues { $0.map { JSONValue.string($0) } }
            let isJSON = service.format == .json
            var (count, next, isFirst) = (0, String?.none, true)
            repeat {
                var parameters = filters
                parameters["After"] = next.map { JSONValue.string($0) }
                parameters["Limit"] = JSONValue.number(Double(min(1000, limit.map { $0 - count } ?? 1000)))
                let request = ControlRequest("magpie:ListAuditEntries", parameters)
                let page = try service.ask(request, for: AuditPage.self).answer
                var output =
                    try isJSON
                    ? List.json(page.entries, isFirst: count == 0) : List.text(page.entries, isFirst)
                StandardOutput.write(&output)
                (count, next, isFirst) = (count + page.entries.count, page.next, false)
            } while next != nil && limit.map { count < $0 } ?? true
            if isJSON {
                var end = Array((count == 0 ? "[]\n" : "]\n").utf8)
                StandardOutput.write(&end)
            }
        }

        /// Elements of an array that is written piece by piece.
        private static func json(_ entries: [AuditRecord], isFirst: Bool) throws -> [UInt8] {
            var output: [UInt8] = []
            for (index, entry) in entries.enumerated() {
                output += try Array((isFirst && index == 0 ? "[" : ",").utf8) + ControlCoding.json(entry)
            }
            return output
        }

        private static func reason(of entry: AuditRecord) -> String {
            ([entry.intent.map { "intent \($0)" }, entry.reason.isEmpty ? nil : entry.reason].compactMap(\.self))
                .joined(separator: "; ")
        }

        private static func text(_ entries: [AuditRecord], _ isFirst: Bool) -> [UInt8] {
            let head = isFirst ? [["entry", "time", "user", "operation", "resource", "result", "reason"]] : []
            return Columns.lines(
                head
                    + entries.map { entry in
                        let number = entry.log == "keys" ? "keys:\(entry.number)" : String(entry.number)
                        return [
                            number, entry.time, entry.user, entry.action, entry.subject, entry.result ?? "",
                            reason(of: entry),
                        ].map { TerminalText.escaped($0) }
                    }
            )
        }
    }

    /// `magpie audit verify`.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Checks that no entry was changed or removed.")

        @OptionGroup var service: ServiceOptions

        func run() throws {
            try service.print(ControlRequest("magpie:VerifyAuditLogs"), as: [String: Int].self) { answer in
                let (own, keys) = (answer["entries"] ?? 0, answer["keyEntries"] ?? 0)
                return Array(
                    """
                    entries: \(Quantity.grouped(own)), all as they were written
                    of keys: \(Quantity.grouped(keys)), all as they were written

                    """.utf8
                )
            }
        }
    }
}

extension AuditCommand {
    /// `magpie audit accept`.
    struct Accept: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes damaged audit logs as they are, from now on.",
            discussion: """
                An audit log that lacks entries which were there is damaged, and 'magpie status' says so until this is \
                done. It is in both logs, with the reason.
                """
        )

        @OptionGroup var service: ServiceAddress

        @Option(help: ArgumentHelp("Why they are so, as it is to stand in the logs.", valueName: "text"))
        var reason: String

        func run() throws {
            _ = try service.ask(ControlRequest("magpie:AcceptAuditLogs", ["Reason": .string(reason)]))
        }
    }
}

/// `magpie metrics`: the service in numbers.
struct MetricsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics",
        abstract: "Prints the service's metrics in the format of Prometheus."
    )

    @OptionGroup var service: ServiceAddress

    func run() throws {
        let answer = try service.ask(ControlRequest("magpie:GetMetrics"))
        var output = Array(try ControlCoding.value(answer, String.self).utf8)
        StandardOutput.write(&output)
    }
}
