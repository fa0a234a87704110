import AccessPolicies
import ArgumentParser
import Diagnostics
import JSON
import POSIX
import Terminal

/// `magpie iam check`: what policies would allow, for those who review a change.
struct AccessCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Proves that policies allow nothing new, none of some actions, or nothing to the public.",
        usage: """
            magpie iam check --no-new-access OLD NEW
            magpie iam check --access-not-granted ACTION ... POLICY [--resource ARN ...]
            magpie iam check --no-public-access POLICY
            """,
        discussion: """
            Policies are given as JSON or as files. PASS is proved; FAIL comes with a request that is allowed; UNKNOWN \
            is neither. The answer is JSON.

            Status: 0 PASS, 1 FAIL, 2 when a policy cannot be read, 3 UNKNOWN. It needs no service.
            """
    )

    enum Mode: EnumerableFlag {
        case noNewAccess, accessNotGranted, noPublicAccess

        static func name(for value: Mode) -> NameSpecification { .long }

        static func help(for value: Mode) -> ArgumentHelp? {
            switch value {
            case .noNewAccess: "The second policy allows nothing that the first does not."
            case .accessNotGranted: "The policy allows none of the actions before it."
            case .noPublicAccess: "The policy of a resource allows nothing to everybody."
            }
        }
    }

    enum PolicyType: String, ExpressibleByArgument, CaseIterable {
        case identity = "IDENTITY_POLICY"
        case resource = "RESOURCE_POLICY"
    }

    @Flag var mode: Mode

    @Option(help: "IDENTITY_POLICY or RESOURCE_POLICY; default: whether statements name principals.")
    var policyType: PolicyType?

    @Option(name: .long, help: ArgumentHelp("Only access to this resource; may be repeated.", valueName: "arn"))
    var resource: [String] = []

    @Argument(help: "What is checked.")
    var words: [String]

    func validate() throws {
        switch mode {
        case .noNewAccess:
            guard words.count == 2 else {
                throw ValidationError("--no-new-access takes two policies: the old, the new")
            }
        case .accessNotGranted:
            guard words.count >= 2 else { throw ValidationError("--access-not-granted takes actions, then a policy") }
            for action in words.dropLast() where action.split(separator: ":").count != 2 || action.contains("*") {
                throw ValidationError("'\(action)' is not the name of an action, such as s3:GetObject")
            }
        case .noPublicAccess:
            guard words.count == 1 else { throw ValidationError("--no-public-access takes one policy") }
        }
        guard resource.isEmpty || mode == .accessNotGranted else {
            throw ValidationError("--resource goes with --access-not-granted")
        }
    }

    func run() throws {
        let check: AccessCheck
        switch mode {
        case .noNewAccess: check = AccessCheck.newAccess(in: try policy(words[1]), since: try policy(words[0]))
        case .accessNotGranted:
            check = AccessCheck.access(to: Array(words.dropLast()), on: resource, in: try policy(words.last ?? ""))
        case .noPublicAccess: check = AccessCheck.publicAccess(in: try policy(words[0], resource: true))
        }
        var output = Array(PrettyJSON.text(json(check).bytes).utf8) + [10]
        StandardOutput.write(&output)
        switch check.result {
        case .pass: return
        case .fail: throw ExitStatus.findings.error
        case .unknown: throw ExitCode(3)
        }
    }

    private func policy(_ word: String, resource: Bool = false) throws -> AccessPolicy {
        let argument = try PolicyArgument(word)
        let (text, name) = (argument.text, argument.name)
        let kind: AccessPolicy.Kind =
            switch policyType {
            case .identity: .identity
            case .resource: .resource
            case nil: resource || argument.kind != .identity ? .resource : .identity
            }
        // The policy of a role names no resources, and is about the role.
        if kind == .resource,
            let trust = try? AccessPolicy(parsing: text, as: .trust, named: name, atMost: AccessPolicy.longestText)
        {
            return trust
        }
        do throws(PolicyError) {
            return try AccessPolicy(parsing: text, as: kind, named: name, atMost: AccessPolicy.longestText)
        } catch {
            throw Diagnostic(
                "\(name): \(error.code): \(TerminalText.escaped("\(error)"))",
                hint: "see 'magpie iam lint'"
            )
        }
    }

    private func json(_ check: AccessCheck) -> JSONValue {
        let reasons = check.reasons.map { reason in
            JSONValue.present([
                "description": .string(reason.description), "statementIndex": .number(reason.statement.index),
                "statementId": reason.statement.sid.map { .string($0) },
            ])
        }
        let witness = check.witness.map { witness in
            JSONValue.object([
                "principal": .string(witness.principal), "action": .string(witness.action),
                "resource": .string(witness.resource),
                "context": .object(witness.context.mapValues { .array($0.map { .string($0) }) }),
            ])
        }
        return .present([
            "result": .string(check.result.rawValue), "message": .string(check.message), "reasons": .array(reasons),
            "witness": witness,
        ])
    }
}
