import AccessPolicies
import Foundation
import JSON
import Testing

/// The fast evaluator agrees with the slow one, and keeps what policies promise.
@Suite struct AgreementTests {
    /// How many examples there are: `MAGPIE_POLICY_EXAMPLES=1000000` for a long run.
    static let count = ProcessInfo.processInfo.environment["MAGPIE_POLICY_EXAMPLES"].flatMap { Int($0) } ?? 1_000

    @Test func bothEvaluatorsAgree() throws {
        var effects: [AccessDecision.Effect: Int] = [:]
        for seed in 0..<UInt64(Self.count) {
            var generator = PolicyGenerator(seed: seed)
            let example = try generator.example()
            for _ in 0..<4 {
                let request = generator.request()
                let wanted = example.reference.decide(request)
                let decision = example.set.decide(request)
                let explanation = example.set.explain(request)
                effects[wanted, default: 0] += 1
                guard decision.effect == wanted, explanation.decision.effect == wanted,
                    Set(decision.matched).isSubset(of: explanation.decision.matched), !explanation.text.isEmpty
                else {
                    Issue.record(
                        """
                        seed \(seed): wanted \(wanted), decided \(decision), explained \(explanation.decision)
                        \(request.principal) \(request.action) \(request.resource) of \(request.resourceAccount ?? "-")
                        \(request.context.keys.map { "\($0) = \(request.context[$0])" })
                        \(example.texts.joined(separator: "\n"))
                        """
                    )
                    return
                }
            }
        }
        // Each answer is common enough for the examples to say something.
        for effect in AccessDecision.Effect.allCases {
            #expect(effects[effect, default: 0] > Self.count / 4, "\(effects)")
        }
    }

    /// Where no policy looks at what a request says about itself, that is not put together.
    @Test func whatNoPolicyLooksAtChangesNothing() throws {
        var count = 0
        for seed in 0..<UInt64(Self.count) {
            var generator = PolicyGenerator(seed: seed)
            let example = try generator.example()
            guard !example.set.readsContext else { continue }
            count += 1
            for _ in 0..<4 {
                var request = generator.request()
                let (whole, explained) = (example.set.decide(request), example.set.explain(request).text)
                request.context = PolicyContext()
                #expect(
                    example.set.decide(request) == whole && example.set.explain(request).text == explained,
                    "\(seed)"
                )
            }
        }
        #expect(count > 0, "\(count)")
    }

    @Test func addingADenialNeverAllowsMore() throws {
        for seed in 0..<UInt64(Self.count / 4) {
            var generator = PolicyGenerator(seed: seed &+ 1 << 40)
            let example = try generator.example()
            var denial = generator.statement(.identity)
            if case .object(var members) = denial {
                members["Effect"] = .string("Deny")
                denial = .object(members)
            }
            let text = JSONValue.object(["Version": .string("2012-10-17"), "Statement": denial]).json
            var stricter = example.set
            stricter.identity.insert(try AccessPolicy(parsing: text, as: .identity, named: "more"), at: 0)
            for _ in 0..<4 {
                let request = generator.request()
                let (before, after) = (example.set.decide(request).effect, stricter.decide(request).effect)
                #expect(after == before || after == .explicitDeny, "\(seed)")
            }
        }
    }

    @Test func theOrderOfStatementsNeverMatters() throws {
        for seed in 0..<UInt64(Self.count / 4) {
            var generator = PolicyGenerator(seed: seed &+ 2 << 40)
            var statements = generator.list(2...4) { $0.statement(.identity) }
            let resource = generator.list(2...4) { $0.statement(.resource) }
            func set(_ identity: [JSONValue], _ resource: [JSONValue]) throws -> PolicySet {
                func policy(_ list: [JSONValue], _ kind: AccessPolicy.Kind) throws -> AccessPolicy {
                    let json = JSONValue.object(["Version": .string("2012-10-17"), "Statement": .array(list)]).json
                    return try AccessPolicy(parsing: json, as: kind, named: "P")
                }
                return PolicySet(
                    identity: [try policy(identity, .identity)],
                    resource: try policy(resource, .resource)
                )
            }
            let before = try set(statements, resource)
            statements.shuffle(using: &generator.numbers)
            let after = try set(statements, resource.reversed())
            for _ in 0..<4 {
                let request = generator.request()
                #expect(before.decide(request).effect == after.decide(request).effect, "\(seed)")
            }
        }
    }

    /// An explicit denial wins over everything that allows.
    @Test func nothingOverridesADenial() throws {
        for seed in 0..<UInt64(Self.count / 4) {
            var generator = PolicyGenerator(seed: seed &+ 3 << 40)
            var example = try generator.example()
            example.set.grants = true
            example.set.identity.append(try Ask.policy("{'Effect':'Deny','Action':'*','Resource':'*'}"))
            #expect(example.set.decide(example.request).effect == .explicitDeny)
        }
    }
}
