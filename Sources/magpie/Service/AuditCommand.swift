import ArgumentParser
import Control
import Reporting

/// `magpie audit`: what users have asked the service for.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Shows and checks what users have asked the service for.",
        subcommands: [List.self, Verify.self, Accept.self]
    )

    /// `magpie audit list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all entries, in order.")

        @OptionGroup var service: ServiceOptions

        func run() throws {
            try service.print(ControlRequest("audit-list"), as: [AuditRecord].self) { entries in
                Columns.lines(
                    entries.map {
                        ["\($0.number)", $0.time, $0.user, $0.action, $0.subject, $0.reason].map {
                            TerminalText.escaped($0)
                        }
                    }
                )
            }
        }
    }

    /// `magpie audit verify`.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Checks that no entry was changed or removed.")

        @OptionGroup var service: ServiceOptions

        func run() throws {
            try service.print(ControlRequest("audit-verify"), as: [String: Int].self) { answer in
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

        func run() throws { _ = try service.ask(ControlRequest("audit-accept", ["reason": reason])) }
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
        let answer = try service.ask(ControlRequest("metrics"))
        var output = Array(try ControlCoding.value(answer, String.self).utf8)
        StandardOutput.write(&output)
    }
}
