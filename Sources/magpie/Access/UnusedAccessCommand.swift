import ArgumentParser
import JSON
import POSIX
import Terminal

/// `magpie iam unused`: rights that nobody uses.
struct UnusedAccessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unused",
        abstract:
            "Lists users, roles, access keys and rights that were not used for some days, and keys that are too old.",
        discussion: """
            What is unused can be taken away: 'magpie iam detach-user-policy', 'delete-access-key', 'delete-role' and their like. \
            An event tells of it once a day.
            """
    )

    @OptionGroup var service: ServiceOptions

    @Option(help: ArgumentHelp("For how long; default: 'unusedDays' of the configuration.", valueName: "n"))
    var days: Int?

    func run() throws {
        var found: [JSONValue] = []
        var marker: JSONValue?
        repeat {
            let answer = try service.perform(
                "iam:ListUnusedAccess",
                .present(["Days": days.map { .number($0) }, "Marker": marker, "MaxItems": .number(1000)])
            )
            found += answer["UnusedAccess"]?.array ?? []
            marker = answer["Marker"]
        } while marker != nil
        var output: [UInt8]
        if service.format == .json {
            output = JSONValue.object(["UnusedAccess": .array(found)]).bytes + [10]
        } else {
            output = Columns.lines(
                found.map { item in
                    func text(_ name: String) -> String { item[name]?.string.map { TerminalText.escaped($0) } ?? "" }
                    let name = text("AccessKeyId") + text("ServiceNamespace")
                    let policies = (item["Policies"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
                    let used = text("LastUsedDate")
                    return [
                        text("Type"), text("Arn"), name.isEmpty ? "-" : name,
                        used.isEmpty ? "never used" : "used \(used)",
                        TerminalText.escaped(policies),
                    ]
                }
            )
        }
        StandardOutput.write(&output)
    }
}
