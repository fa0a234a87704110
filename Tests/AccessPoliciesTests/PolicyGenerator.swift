import AccessPolicies
import JSON

/// A principal of the vocabulary.
struct PolicyPrincipalCase: Sendable {
    var principal: PolicyPrincipal

    init(_ kind: String, _ arn: String, _ account: String, _ id: String, _ role: String?) {
        let kinds: [String: PolicyPrincipal.Kind] = [
            "user": .user, "root": .root, "assumedRole": .assumedRole, "federatedUser": .federatedUser,
            "service": .service, "anonymous": .anonymous,
        ]
        let known = kinds[kind] ?? .anonymous
        principal = PolicyPrincipal(kind: known, arn: arn, account: account, uniqueID: id, roleARN: role)
    }
}

/// Numbers that are the same for the same seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// Makes policies and requests from a seed, such that they often have to do with each other.
struct PolicyGenerator {
    var numbers: SeededNumbers

    init(seed: UInt64) { numbers = SeededNumbers(state: seed) }

    /// A question and all policies, for both evaluators.
    struct Example {
        var request: PolicyRequest
        var set: PolicySet
        var reference: ReferenceEvaluator
        /// The policies as text, for a failure's message.
        var texts: [String]
    }

    mutating func example() throws -> Example {
        var texts: [String] = []
        var set = PolicySet()
        var reference = ReferenceEvaluator()
        func add(_ policy: JSONValue, _ kind: AccessPolicy.Kind) throws -> AccessPolicy {
            texts.append("\(kind): \(policy.json)")
            return try AccessPolicy(parsing: policy.json, as: kind, named: "\(kind)", atMost: AccessPolicy.longestText)
        }
        reference.identity = list(0...2) { $0.policy(.identity) }
        if chance(4) { reference.boundary = policy(.boundary) }
        if chance(4) { reference.session = list(0...2) { $0.policy(.session) } }
        if chance(5) {
            reference.serviceControl = list(1...2) { generator in generator.list(1...2) { $0.policy(.serviceControl) } }
        }
        if chance(2) { reference.resource = policy(chance(4) ? .trust : .resource) }
        reference.needsResourcePolicy = chance(4)
        reference.grants = chance(10) ? chance(2) : nil
        set.identity = try reference.identity.map { try add($0, .identity) }
        set.boundary = try reference.boundary.map { try add($0, .boundary) }
        set.session = try reference.session?.map { try add($0, .session) }
        set.serviceControl = try reference.serviceControl.map { try $0.map { try add($0, .serviceControl) } }
        set.resource = try reference.resource.map { policy in
            let isTrust = !policy.json.contains("Resource\":")
            return try add(policy, isTrust ? .trust : .resource)
        }
        set.needsResourcePolicy = reference.needsResourcePolicy
        set.grants = reference.grants
        return Example(request: request(), set: set, reference: reference, texts: texts)
    }

    mutating func request() -> PolicyRequest {
        var context = PolicyContext()
        for key in Vocabulary.keys where chance(2) {
            if chance(key == "aws:TagKeys" ? 1 : 8) {
                context.set(key, values: list(0...3) { $0.pick(Vocabulary.texts) })
            } else {
                context.set(key, value(of: key))
            }
        }
        return PolicyRequest(
            principal: pick(Vocabulary.principals).principal,
            action: pick(Vocabulary.actions),
            resource: pick(Vocabulary.resources),
            resourceAccount: chance(3) ? pick(["111122223333", "444455556666"]) : nil,
            context: context
        )
    }

    /// A value of a key that is mostly of the type it should be.
    private mutating func value(of key: String) -> String {
        if chance(12) { return pick(Vocabulary.texts + Vocabulary.badNumbers + Vocabulary.badDates) }
        return switch key {
        case "aws:SourceIp": pick(Vocabulary.addresses.keys.sorted() + Vocabulary.badAddresses)
        case "aws:CurrentTime": pick(Vocabulary.dates.keys.sorted() + Vocabulary.badDates)
        case "aws:SecureTransport": pick(["true", "false", "True", "maybe"])
        case "s3:max-keys": pick(Vocabulary.numbers.keys.sorted() + Vocabulary.badNumbers)
        case "aws:PrincipalArn": pick(Vocabulary.arns)
        case "x:hash": pick(Vocabulary.binaries.sorted() + Vocabulary.badBinaries)
        default: pick(Vocabulary.texts)
        }
    }

    // MARK: Policies

    mutating func policy(_ kind: AccessPolicy.Kind) -> JSONValue {
        let version = chance(8) ? "2008-10-17" : "2012-10-17"
        let statements = list(1...3) { $0.statement(kind) }
        let one = statements.count == 1 && chance(2)
        return .object(["Version": .string(version), "Statement": one ? statements[0] : .array(statements)])
    }

    mutating func statement(_ kind: AccessPolicy.Kind) -> JSONValue {
        let denies = chance(4)
        var members: [String: JSONValue] = ["Effect": .string(denies ? "Deny" : "Allow")]
        members[chance(8) ? "NotAction" : "Action"] = strings(1...2, Vocabulary.actionPatterns)
        if kind != .trust {
            members[chance(6) ? "NotResource" : "Resource"] = strings(1...2, Vocabulary.resourcePatterns)
        }
        if kind == .resource || kind == .trust {
            let isNot = denies && kind == .resource && chance(2)
            members[isNot ? "NotPrincipal" : "Principal"] = principals(many: isNot)
        }
        if chance(2) { members["Condition"] = conditions() }
        return .object(members)
    }

    private mutating func principals(many: Bool) -> JSONValue {
        if chance(6) { return .string("*") }
        var members = ["AWS": strings(many ? 2...5 : 1...2, Vocabulary.principalNames)]
        if chance(3) { members["Service"] = strings(1...1, Vocabulary.serviceNames) }
        return .object(members)
    }

    static let operators = [
        "String": ["Equals", "NotEquals", "EqualsIgnoreCase", "NotEqualsIgnoreCase", "Like", "NotLike"],
        "Numeric": ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"],
        "Date": ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"],
        "Bool": [""], "BinaryEquals": [""], "IpAddress": [""], "NotIpAddress": [""],
        "Arn": ["Equals", "NotEquals", "Like", "NotLike"], "Null": [""],
    ]

    private mutating func conditions() -> JSONValue {
        var operators: [String: JSONValue] = [:]
        for _ in 0...Int.random(in: 0...1, using: &numbers) {
            let family = pick(Self.operators.keys.sorted())
            var name = family + pick(Self.operators[family] ?? [])
            if family != "Null" {
                name = pick(["", "", "", "ForAllValues:", "ForAnyValue:"]) + name + pick(["", "", "IfExists"])
            }
            let key = chance(3) ? pick(Vocabulary.keys) : Self.key(of: family, &self)
            operators[name] = .object([key: wanted(family, key)])
        }
        return .object(operators)
    }

    private static func key(of family: String, _ generator: inout PolicyGenerator) -> String {
        switch family {
        case "Numeric": "s3:max-keys"
        case "Date": "aws:CurrentTime"
        case "Bool": "aws:SecureTransport"
        case "BinaryEquals": "x:hash"
        case "IpAddress", "NotIpAddress": "aws:SourceIp"
        case "Arn": "aws:PrincipalArn"
        default: generator.pick(["aws:username", "aws:PrincipalTag/Unit", "aws:TagKeys", "kms:EncryptionContext:unit"])
        }
    }

    private mutating func wanted(_ family: String, _ key: String) -> JSONValue {
        switch family {
        case "Numeric": return strings(1...2, Vocabulary.numbers.keys.sorted())
        case "Date": return strings(1...2, Vocabulary.dates.keys.sorted())
        case "Bool", "Null": return chance(2) ? strings(1...1, ["true", "false"]) : .boolean(chance(2))
        case "BinaryEquals": return strings(1...2, Vocabulary.binaries.sorted())
        case "IpAddress", "NotIpAddress": return strings(1...2, Vocabulary.blocks.keys.sorted())
        case "Arn": return strings(1...2, Vocabulary.arnPatterns)
        default: return strings(0...3, Vocabulary.textPatterns)
        }
    }

    // MARK: Choices

    /// True once in so many times.
    mutating func chance(_ times: Int) -> Bool { Int.random(in: 0..<times, using: &numbers) == 0 }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &numbers)]
    }

    mutating func list<Element>(
        _ counts: ClosedRange<Int>,
        _ make: (inout PolicyGenerator) -> Element
    ) -> [Element] {
        let count = Int.random(in: counts, using: &numbers)
        return (0..<count).map { _ in make(&self) }
    }

    private mutating func strings(_ counts: ClosedRange<Int>, _ words: [String]) -> JSONValue {
        let values = list(counts) { JSONValue.string($0.pick(words)) }
        return values.count == 1 && chance(2) ? values[0] : .array(values)
    }
}
