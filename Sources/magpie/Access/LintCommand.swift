import AccessPolicies
import ArgumentParser
import JSON
import POSIX
import Diagnostics
import Terminal

/// `magpie iam lint`: what is wrong, dangerous or roundabout in policies, for people.
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Looks policies over: mistakes, dangers, and what could be plainer.",
        discussion: """
            Policies are given as JSON or as files. A line each: place, how grave it is, what it is, and the code of it. \
            'magpie iam validate-policy' says the same in the form of AWS's Access Analyzer.

            Status: 0 nothing grave, 1 errors or security warnings, 2 when a policy cannot be read. It needs no service.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    enum PolicyType: String, ExpressibleByArgument, CaseIterable {
        case identity = "IDENTITY_POLICY"
        case resource = "RESOURCE_POLICY"
        case role = "ROLE_TRUST_POLICY"
        case serviceControl = "SERVICE_CONTROL_POLICY"

        var kind: AccessPolicy.Kind {
            switch self {
            case .identity: .identity
            case .resource: .resource
            case .role: .trust
            case .serviceControl: .serviceControl
            }
        }
    }

    @Option(help: "What they are; default: what each says, by whether it names principals and resources.")
    var policyType: PolicyType?

    @Option(help: "text or json.")
    var format = Format.text

    @Argument(help: ArgumentHelp("The policies.", valueName: "policy"))
    var policies: [String]

    func run() throws {
        var isGrave = false
        var lines: [[String]] = []
        var answers: [JSONValue] = []
        for word in policies {
            let policy = try PolicyArgument(word)
            let kind = policyType?.kind ?? policy.kind
            let findings = PolicyCheck.findings(in: policy.text, as: kind, knownActions: IAMOperations.knownActions)
            isGrave = isGrave || findings.contains { [.error, .securityWarning].contains($0.findingClass) }
            let bytes = Array(policy.text.utf8)
            let places = findings.map { PolicyPlace.position($0.range.lowerBound, in: bytes) }
            lines += zip(findings, places).map { finding, place in
                [
                    "\(policy.name):\(place.line):\(place.column):", LintCommand.word(finding.findingClass),
                    TerminalText.escaped(finding.details), "[\(finding.code.rawValue)]",
                ]
            }
            answers.append(
                .object([
                    "name": .string(policy.name),
                    "findings": .array(zip(findings, places).map { LintCommand.json($0, $1) }),
                ])
            )
        }
        // Details are sentences: columns would tear them apart.
        var output =
            format == .json
            ? JSONValue.object(["policies": .array(answers)]).bytes + [10]
            : Array(lines.map { $0.joined(separator: " ") + "\n" }.joined().utf8)
        StandardOutput.write(&output)
        if isGrave { throw ExitStatus.findings.error }
    }

    private static func word(_ findingClass: PolicyFinding.Class) -> String {
        switch findingClass {
        case .error: "error:"
        case .securityWarning: "security warning:"
        case .warning: "warning:"
        case .suggestion: "suggestion:"
        }
    }

    private static func json(_ finding: PolicyFinding, _ place: (line: Int, column: Int)) -> JSONValue {
        .object([
            "findingType": .string(finding.findingClass.rawValue), "issueCode": .string(finding.code.rawValue),
            "findingDetails": .string(finding.details), "line": .number(place.line), "column": .number(place.column),
        ])
    }
}
