import ArgumentParser
import Control
import Diagnostics
import JSON
import POSIX
import Terminal

/// `magpie iam generate-policy`: a policy that allows what somebody has done, by the audit logs.
struct GeneratePolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-policy",
        abstract: "Writes a policy that allows what a user or a role has done, with the evidence for each statement.",
        discussion: """
            The evidence are the audit logs: the service's and that of keys. What only reads is not in them; \
            arn:aws:iam::aws:policy/MagpieReadAccess allows that. Read what comes of it before you attach it.
            """
    )

    @OptionGroup var service: ServiceOptions

    @Option(help: ArgumentHelp("A user, by name or ARN, or a role, by ARN.", valueName: "principal"))
    var principal: String

    @Option(help: ArgumentHelp("How many days to look back.", valueName: "n"))
    var days = 90

    @Flag(help: "Only the policy, to be attached.")
    var policyOnly = false

    func validate() throws {
        guard (1...3650).contains(days) else { throw ValidationError("--days is from 1 to 3650") }
    }

    func run() throws {
        let account = try service.perform("sts:GetCallerIdentity", .object([:]))["Account"]?.string
        guard let account else { throw Diagnostic.foreignAnswer("no account") }
        // Entries name the system's user; those of a session name its role, too.
        let name = principal.split(separator: "/").last.map(String.init) ?? principal
        let isRole = principal.contains(":role/")
        let since = UTCTime.text(secondsSince1970: Timestamp.now().secondsSince1970 - Double(days) * 86_400)
        var used = UsedActions(account: account)
        try AuditEntries(service: service, user: isRole ? nil : name, since: since).forEach { entry in
            let session = entry.subject.ranges(of: "in arn:aws:sts::").last.map { entry.subject[$0.lowerBound...] }
            guard isRole ? session?.contains(":assumed-role/\(name)/") == true : session == nil else { return }
            used.add(entry)
        }
        guard !used.isEmpty else {
            throw Diagnostic(
                "the audit logs have nothing that \(TerminalText.escaped(principal)) has done in \(days) days",
                hint: "what only reads is not in them; --days looks back further"
            )
        }
        let value = policyOnly ? used.policy : .object(["PolicyDocument": used.policy, "Evidence": used.evidence])
        var output = Array(PrettyJSON.text(value.bytes).utf8) + [10]
        StandardOutput.write(&output)
    }
}
