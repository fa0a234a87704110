import ArgumentParser
import Control
import Diagnostics
import JSON
import POSIX
import ServiceModel
import Terminal

/// `magpie iam generate-policy`: a policy that allows what somebody has done, by the audit logs.
struct GeneratePolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-policy",
        abstract: "Writes a policy that allows what a user or a role has done, with the evidence for each statement.",
        discussion: """
            The evidence are the audit logs: the service's and that of keys. What only reads is not in them; \
            arn:aws:iam::aws:policy/MagpieReadAccess allows that. Keys that Secrets Manager has used are allowed for that only. \
            Read what comes of it before you attach it.
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
        let start = Timestamp.now().secondsSince1970 - Double(days) * 86_400
        var used = UsedActions(account: account)
        let name = principal.split(separator: "/").last.map(String.init) ?? principal
        let isRole = principal.contains(":role/")
        let entries = AuditEntries(
            service: service,
            // A user of the system has a name there, one of IAM who signs with an access key an ARN.
            user: isRole ? nil : "*\(name)",
            since: UTCTime.text(secondsSince1970: start)
        )
        try entries.forEach { entry in
            if entry.isDone(by: name, isRole: isRole, in: account) { used.add(entry) }
        }
        guard !used.isEmpty else {
            throw Diagnostic(
                "the audit logs have nothing that \(TerminalText.escaped(principal)) has done in \(days) days",
                hint: "what only reads is not in them; --days looks back further"
            )
        }
        try warn(of: used, account, isRole: isRole, since: start)
        let value = policyOnly ? used.policy : .object(["PolicyDocument": used.policy, "Evidence": used.evidence])
        var output = Array(PrettyJSON.text(value.bytes).utf8) + [10]
        StandardOutput.write(&output)
    }

    /// Says which services were asked besides: what only reads leaves no entry, and would not be allowed any more.
    private func warn(of used: UsedActions, _ account: String, isRole: Bool, since start: Double) throws {
        let isARN = principal.hasPrefix("arn:")
        let found = isARN ? nil : try? service.perform("iam:GetUser", .object(["UserName": .string(principal)]))
        guard let arn = isARN ? principal : found?["User"]?["Arn"]?.string else { return }
        // Users of the system need not be users of IAM: then nobody knows when they asked for what.
        guard let job = try? service.perform("iam:GenerateServiceLastAccessedDetails", .object(["Arn": .string(arn)])),
            let id = job["JobId"]
        else { return }
        let details = try service.perform("iam:GetServiceLastAccessedDetails", .object(["JobId": id]))
        let others = (details["ServicesLastAccessed"]?.array ?? []).compactMap { item -> String? in
            guard let name = item["ServiceNamespace"]?.string, !used.services.contains(name), name != STSModel.service,
                let time = item["LastAuthenticated"]?.string.flatMap({ UTCTime.seconds($0) }), time >= start
            else { return nil }
            return name
        }
        guard !others.isEmpty else { return }
        StandardError.print(
            Diagnostic(
                "it has also asked \(others.sorted().joined(separator: ", ")), for what the audit logs do not have: what only "
                    + "reads",
                hint: "attach arn:aws:iam::aws:policy/MagpieReadAccess besides, or allow what it lists",
                level: .warning
            )
        )
    }
}

extension AuditRecord {
    /// Whether a user has done it, or somebody in a role.
    ///
    /// - Parameters:
    ///   - name: The user's or the role's.
    ///   - isRole: Which of them it is.
    ///   - account: 12 digits.
    /// - Returns: Whether that is so.
    fileprivate func isDone(by name: String, isRole: Bool, in account: String) -> Bool {
        // Who has begun a session on this machine is named, and the session behind; who has signed with its key is the session.
        let session = subject.ranges(of: "in arn:aws:sts::").last.map { String(subject[$0.lowerBound...].dropFirst(3)) }
        let isSession = user.hasPrefix("arn:aws:sts::")
        if isRole { return (session ?? user).hasPrefix("arn:aws:sts::\(account):assumed-role/\(name)/") }
        guard session == nil, !isSession else { return false }
        return user == name || user.hasPrefix("arn:aws:iam::\(account):user/") && user.hasSuffix("/\(name)")
    }
}
