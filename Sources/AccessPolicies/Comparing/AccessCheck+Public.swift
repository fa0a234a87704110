extension AccessPolicy {
    /// The statements that let the public do something, as the policy of a resource.
    ///
    /// Public is what everybody may do: who is named as `*`, or as a provider of identities that are anybody's, unless a
    /// condition asks for a fixed account, organisation, network or source, or the policy denies as much again.
    ///
    /// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html, "The
    /// meaning of public".
    fileprivate var publicStatements: [Statement] {
        permissions.filter { statement in
            // Nobody may be allowed something by NotPrincipal.
            guard case .named(let patterns)? = statement.principals else { return false }
            return patterns.contains(where: \.isPublic) && !statement.conditions.contains(where: \.excludesThePublic)
                && !denials.contains { $0.covers(statement) }
        }
    }

    /// Whether it lets the public do something, as the policy of a resource.
    public var isPublic: Bool { !publicStatements.isEmpty }
}

extension AccessCheck {
    /// Whether a policy of a resource allows nothing to the public: see ``AccessPolicy/isPublic``.
    public static func publicAccess(in policy: AccessPolicy) -> AccessCheck {
        let suspects = policy.publicStatements.map { statement in
            Suspect(
                statement,
                because: "\(statement.reference.label.capitalizedFirst) allows it to everybody.",
                allowed: "The policy allows something to everybody."
            )
        }
        return AccessCheck(
            suspects,
            unknown: "It could not be shown whether the policy allows anything to everybody.",
            denied: "The policy allows nothing to everybody."
        ) { Witnesses(policy, nil).find($0, { _ in true }) }
    }
}

extension PrincipalPattern {
    /// Whether anybody can be who it names.
    fileprivate var isPublic: Bool {
        switch self {
        case .everybody: true
        // Providers of SAML and OpenID Connect that an account has registered are its own; whose users they have is not known
        // of the latter.
        case .provider(let name): !name.contains(":saml-provider/")
        case .account, .arn, .uniqueID, .service: false
        }
    }
}

extension Condition {
    private static let fixing: Set<String> = [
        "aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:sourceaccount", "aws:sourcearn",
        "aws:sourceowner", "aws:sourceorgid", "aws:sourcevpc", "aws:sourcevpce", "aws:userid", "kms:calleraccount",
        "s3:dataaccesspointaccount", "s3:dataaccesspointarn",
    ]

    /// Whether it is true of nobody but those of a fixed account, organisation, network or source.
    var excludesThePublic: Bool {
        guard !operation.isNegated, !operation.allowsMissing, operation.quantifier != .all else { return false }
        let name = String(decoding: key.folded, as: UTF8.self)
        if case .addresses(let blocks) = values { return name == "aws:sourceip" && blocks.allSatisfy(\.isNarrow) }
        guard Condition.fixing.contains(name) || name.hasSuffix(":aud") || name.hasSuffix(":sub") else { return false }
        switch operation.family {
        case .string, .stringIgnoringCase: return texts.allSatisfy { !$0.contains("${") }
        case .stringLike: return texts.allSatisfy { Condition.isFixed($0, crossingColons: true) }
        case .arn: return texts.allSatisfy { Condition.isFixed($0, crossingColons: false) }
        case .numeric, .date, .boolean, .binary, .address, .null: return false
        }
    }

    /// Whether a pattern says whose what it matches is: it has no wildcard, or is an ARN with an account that has none.
    ///
    /// - Parameters:
    ///   - text: The pattern.
    ///   - crossingColons: Whether its stars take colons, so that one before the account leaves the account open.
    /// - Returns: `false` for what anybody's may match.
    private static func isFixed(_ text: String, crossingColons: Bool) -> Bool {
        func isOpen(_ text: some StringProtocol) -> Bool { text.contains { "*?$".contains($0) } }
        if !isOpen(text) { return crossingColons || text.hasPrefix("arn:") }
        let pieces = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard pieces.count == 6, PolicyReader.isAccount(pieces[4]) else { return false }
        return !crossingColons || !pieces[..<4].contains { isOpen($0) }
    }
}
