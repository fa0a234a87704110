import AccessPolicies

/// What must hold of any text that somebody calls a policy; the fuzzer looks for those of which it does not.
///
/// `make fuzz TARGET=Policies SECONDS=600` runs it. A trap is a failure, and so is every broken `precondition` below.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPolicies(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    for kind in AccessPolicy.Kind.allCases {
        guard let policy = try? AccessPolicy(parsing: text, as: kind, named: "fuzz", atMost: AccessPolicy.longestText)
        else {
            continue
        }
        // It is read again as it was, and says the same.
        guard let again = try? AccessPolicy(parsing: text, as: kind, named: "fuzz", atMost: AccessPolicy.longestText)
        else {
            fatalError("a policy is read only once")
        }
        for request in requests { hold(policy, again, kind, request) }
    }
    return 0
}

private let everything = policy("Allow")
private let nothing = policy("Deny")

private func policy(_ effect: String) -> AccessPolicy {
    let text = #"{"Version":"2012-10-17","Statement":[{"Effect":"\#(effect)","Action":"*","Resource":"*"}]}"#
    guard let policy = try? AccessPolicy(parsing: text, as: .identity, named: effect) else { fatalError(text) }
    return policy
}

private let requests: [PolicyRequest] = {
    var context = PolicyContext()
    context.set("aws:username", "alice")
    context.set("aws:SourceIp", "192.0.2.7")
    context.set("aws:CurrentTime", "2026-11-30T12:00:00Z")
    context.set("aws:EpochTime", "1796040000")
    context.set("aws:PrincipalTag/team", "red")
    context.set("aws:TagKeys", values: ["a", "b"])
    let alice = PolicyPrincipal(arn: "arn:aws:iam::000000000000:user/alice")
    let session = PolicyPrincipal(arn: "arn:aws:sts::000000000000:assumed-role/backup/alice")
    return [alice, session, .root(of: "000000000000"), .service("events.amazonaws.com"), .anonymous].compactMap(\.self)
        .flatMap { principal in
            [
                ("s3:GetObject", "arn:aws:s3:::bucket/a/b"), ("kms:Decrypt", "arn:aws:kms:local:000000000000:key/k"),
                ("sts:AssumeRole", "arn:aws:iam::000000000000:role/backup"), ("iam:ListUsers", "*"),
            ].map { PolicyRequest(principal: principal, action: $0.0, resource: $0.1, context: context) }
        }
}()

/// What holds of a policy in its place, whatever it says.
private func hold(_ policy: AccessPolicy, _ again: AccessPolicy, _ kind: AccessPolicy.Kind, _ request: PolicyRequest) {
    let set = placed(policy, kind)
    let effect = set.decide(request).effect
    precondition(placed(again, kind).decide(request).effect == effect, "the same policy decides something else")
    precondition(set.explain(request).decision.effect == effect, "an explanation is about another decision")

    var denying = set
    denying.identity.append(nothing)
    precondition(denying.decide(request).effect == .explicitDeny, "a Deny is overridden")
    var allowing = set
    allowing.identity.append(everything)
    let more = allowing.decide(request).effect
    if effect == .explicitDeny { precondition(more == .explicitDeny, "an Allow overrides a Deny") }
    if effect == .allowed { precondition(more == .allowed, "an Allow takes away") }

    // Alone it allows nothing that it does not name.
    guard kind == .identity, effect == .allowed, request.principal.kind != .root else { return }
    precondition(policy.mayAllow(action: request.action), "it allows an action that it has not")
}

/// A policy where its kind belongs, beside one that allows everything where that is needed for it to count.
private func placed(_ policy: AccessPolicy, _ kind: AccessPolicy.Kind) -> PolicySet {
    switch kind {
    case .identity: PolicySet(identity: [policy])
    case .resource: PolicySet(resource: policy)
    case .trust: PolicySet(resource: policy, needsResourcePolicy: true)
    case .session: PolicySet(identity: [everything], session: [policy])
    case .boundary: PolicySet(identity: [everything], boundary: policy)
    case .serviceControl: PolicySet(identity: [everything], serviceControl: [[policy]])
    }
}
