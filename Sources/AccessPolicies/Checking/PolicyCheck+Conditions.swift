/// Conditions.
extension PolicyCheck {
    /// Keys that have several values, in small letters; those that end in `/` with a tag's name behind.
    private static let multiValued: Set<String> = [
        "aws:tagkeys", "aws:principalorgpaths", "aws:resourceorgpaths", "aws:sourceorgpaths", "aws:calledvia",
        "aws:principalservicenameslist", "kms:encryptioncontextkeys", "kms:resourcealiases", "kms:grantoperations",
        "dynamodb:attributes", "dynamodb:leadingkeys",
    ]

    /// The keys that begin with `aws:`, in small letters; those that end in `/` have a tag's name behind.
    ///
    /// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    private static let global: Set<String> = [
        "aws:assumedroot", "aws:calledvia", "aws:calledviafirst", "aws:calledvialast", "aws:chatbotsourcearn",
        "aws:currenttime", "aws:ec2instancesourceprivateipv4", "aws:ec2instancesourcevpc", "aws:epochtime",
        "aws:federatedprovider", "aws:multifactorauthage", "aws:multifactorauthpresent", "aws:principalaccount",
        "aws:principalarn", "aws:principalisawsservice", "aws:principalorgid", "aws:principalorgpaths",
        "aws:principalservicename", "aws:principalservicenameslist", "aws:principaltype", "aws:referer",
        "aws:requestedregion", "aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths",
        "aws:securetransport", "aws:sourceaccount", "aws:sourcearn", "aws:sourceidentity", "aws:sourceip",
        "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpcarn",
        "aws:sourcevpce", "aws:tagkeys", "aws:tokenissuetime", "aws:useragent", "aws:userid", "aws:username",
        "aws:viaawsmcpservice", "aws:viaawsservice", "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths",
        "aws:vpcsourceip",
    ]
    private static let tagged = ["aws:principaltag/", "aws:requesttag/", "aws:resourcetag/"]

    mutating func conditions(_ element: PolicyNode, _ path: [Step], allows: Bool) {
        guard let operators = element.members else {
            return add(.dataTypeMismatch, element, path, "A Condition is an object, not \(element.kind).")
        }
        if operators.isEmpty { add(.emptyCondition, element, path, "Remove the Condition: it asks for nothing.") }
        let checked = Set(
            operators.filter { $0.name == "Null" }.flatMap { $0.value.members ?? [] }.map { $0.name.lowercased() }
        )
        for member in operators {
            let place = path + [.member(member.name)]
            guard let operation = ConditionOperator(member.name) else {
                let isNull = member.name.hasSuffix("NullIfExists")
                add(
                    isNull ? .nullWithIfExists : .invalidOperator,
                    member.nameRange,
                    place,
                    isNull
                        ? "Null asks whether a key is there: write Null without IfExists."
                        : "There is no such operator. Case counts."
                )
                continue
            }
            guard let keys = member.value.members else {
                add(
                    .dataTypeMismatch,
                    member.value,
                    place,
                    "An operator has an object of keys, not \(member.value.kind)."
                )
                continue
            }
            for key in keys {
                self.key(key, operation, member.name, place + [.member(key.name)])
                if allows { loose(key, operation, place + [.member(key.name)], checked) }
            }
        }
    }

    private mutating func key(
        _ key: PolicyNode.Member,
        _ operation: ConditionOperator,
        _ operatorName: String,
        _ path: [Step]
    ) {
        let name = key.name.lowercased()
        let parts = name.split(separator: ":", maxSplits: 1)
        if parts.count != 2 {
            add(.invalidConditionKey, key.nameRange, path, "Write a key as service:key, such as aws:SourceIp.")
        } else if parts[0] == "aws", !PolicyCheck.global.contains(name),
            !PolicyCheck.tagged.contains(where: name.hasPrefix)
        {
            add(
                .invalidGlobalKey,
                key.nameRange,
                path,
                "There is no such key; keys that begin with aws: are the same everywhere."
            )
        }
        if PolicyCheck.multiValued.contains(name), operation.quantifier == .none, operation.family != .null {
            add(
                .multiValuedKey,
                key.nameRange,
                path,
                "This key may have several values, of which \(operatorName) is never true. "
                    + "Write ForAnyValue:\(operatorName) or ForAllValues:\(operatorName)."
            )
        }
        if case .array(let values) = key.value.value, values.isEmpty {
            add(.emptyArray, key.value, path, "There is no value: add one, or remove the key.")
        }
        var seen: Set<String> = []
        for (element, place) in PolicyCheck.elements(of: key.value, path) {
            guard let text = element.scalar else {
                add(.dataTypeMismatch, element, place, "A value of a condition is not \(element.kind).")
                continue
            }
            if !seen.insert(text).inserted { add(.redundantValue, element, place, "Remove it: it stands here twice.") }
            value(text, element, operation, place)
        }
    }

    private mutating func value(_ text: String, _ node: PolicyNode, _ operation: ConditionOperator, _ path: [Step]) {
        let isFitting: Bool
        let what: String
        switch operation.family {
        case .string, .stringIgnoringCase:
            variables(text, node, path)
            if text.contains("*") || text.contains("?"), !text.contains("${") {
                add(.literalWildcard, node, path, "Here a wildcard is a character: StringLike has wildcards.")
            }
            return
        case .stringLike, .arn:
            variables(text, node, path)
            return
        case .numeric: (isFitting, what) = (PolicyNumber(text.utf8) != nil, "a number")
        case .date: (isFitting, what) = (PolicyDate(text.utf8) != nil, "a date of ISO 8601 or seconds since 1970")
        case .boolean, .null: (isFitting, what) = (Condition.boolean(text) != nil, "true or false")
        case .binary: (isFitting, what) = (Base64Bytes.decode(text.utf8) != nil, "base64")
        case .address:
            let block = AddressBlock(text.utf8)
            (isFitting, what) = (block != nil, "an IP address or a CIDR block")
            if block?.hasHostBits == true {
                add(.hostBits, node, path, "Bits behind the prefix count for nothing: write the block's first address.")
            }
        }
        guard !isFitting else { return }
        if text.contains("${") {
            add(.variableInOperator, node, path, "Variables are for strings and ARNs: this operator has none.")
        } else {
            add(.typeMismatch, node, path, "The operator compares with \(what).")
        }
    }

    /// Conditions that allow where a key is missing.
    private mutating func loose(
        _ key: PolicyNode.Member,
        _ operation: ConditionOperator,
        _ path: [Step],
        _ checked: Set<String>
    ) {
        let name = key.name.lowercased()
        if operation.quantifier == .all {
            let isGlobal = PolicyCheck.global.contains(name) || PolicyCheck.tagged.contains(where: name.hasPrefix)
            if isGlobal, !PolicyCheck.multiValued.contains(name) {
                add(
                    .forAllValuesSingle,
                    key.nameRange,
                    path,
                    "ForAllValues is true where the key is missing, and this key has one value: leave ForAllValues out."
                )
            } else if !checked.contains(name) {
                add(
                    .forAllValuesWithoutNull,
                    key.nameRange,
                    path,
                    "ForAllValues is true where the key is missing: add \"Null\": {\"\(key.name)\": \"false\"}."
                )
            }
        } else if operation.isNegated, operation.quantifier == .none, !checked.contains(name) {
            add(
                .negatedAllow,
                key.nameRange,
                path,
                "This is true where the key is missing, too: deny what is not wanted, or add \"Null\": {\"\(key.name)\": \"false\"}."
            )
        }
    }
}

extension PolicyNode {
    /// A string, number or boolean as text; `nil` for anything else.
    fileprivate var scalar: String? {
        switch value {
        case .string(let text), .number(let text): text
        case .boolean(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}
