import AccessPolicies
import JSON
import ServiceModel

/// What users, groups and roles have in common: policies, boundaries and tags.
extension IAMService {
    /// Changes the policies or tags of a user, group or role.
    private func change(_ kind: Holder.Kind, _ call: IAMCall, _ body: (inout Holder, Catalogue) throws -> Void) throws
        -> JSONValue
    {
        try change(call) { edit in
            var holder = try edit.catalogue.holder(kind, call)
            try IAMService.requireOwn(holder)
            try body(&holder, edit.catalogue)
            edit.put(holder)
            return .object([:])
        }
    }

    // MARK: Inline policies

    func putPolicy(_ kind: Holder.Kind, _ call: IAMCall) throws -> JSONValue {
        let (name, text) = (call.required("PolicyName"), call.required("PolicyDocument"))
        _ = try IAMService.policy(text, named: name, atMost: kind.inlineSize)
        return try change(kind, call) { holder, _ in
            let owner = "\(kind.word) \(holder.name)"
            holder.permissions.put(PolicyDocument(text, named: "\(owner): \(name)"), named: name)
            let size = holder.permissions.inline.reduce(0) {
                $0 + AccessPolicy.countedCharacters($1.document.text, as: .identity)
            }
            guard size <= kind.inlineSize else {
                throw ServiceError.limit("Maximum policy size of \(kind.inlineSize) bytes exceeded for \(owner)")
            }
        }
    }

    /// Reads a policy of an identity.
    ///
    /// - Throws: `MalformedPolicyDocument`, `LimitExceeded`.
    static func policy(_ text: String, named name: String, atMost most: Int) throws(ServiceError) -> AccessPolicy {
        do throws(PolicyError) {
            return try AccessPolicy(parsing: text, as: .identity, named: name, atMost: most)
        } catch {
            throw error.kind == .tooLong ? .quota("PolicySize", most) : .policy(error)
        }
    }

    func getPolicy(_ kind: Holder.Kind, _ call: IAMCall) throws -> JSONValue {
        let holder = try snapshot.catalogue.holder(kind, call)
        let name = call.required("PolicyName")
        guard let document = holder.permissions[inline: name] else {
            throw ServiceError.noSuchEntity("The \(kind.word) policy with name \(name) cannot be found.")
        }
        return .object([
            "\(kind.rawValue)Name": .string(holder.name), "PolicyName": .string(name),
            "PolicyDocument": .policy(document.text),
        ])
    }

    func deletePolicy(_ kind: Holder.Kind, _ call: IAMCall) throws -> JSONValue {
        let name = call.required("PolicyName")
        return try change(kind, call) { holder, _ in
            guard holder.permissions[inline: name] != nil else {
                throw ServiceError.noSuchEntity("The \(kind.word) policy with name \(name) cannot be found.")
            }
            holder.permissions.inline.removeAll { $0.name == name }
        }
    }

    func listPolicies(_ kind: Holder.Kind, _ call: IAMCall) throws -> JSONValue {
        let names = try snapshot.catalogue.holder(kind, call).permissions.inline.map(\.name)
        return .object(try call.page(names, as: "PolicyNames", by: { $0 }) { .string($0) })
    }

    // MARK: Managed policies

    func attachPolicy(_ kind: Holder.Kind, _ call: IAMCall) throws -> JSONValue {
        let arn = call.required("PolicyArn")
        return try change(kind, call) { holder, catalogue in
            guard catalogue.policy(arn: arn) != nil else { throw ServiceError.notAttachable(arn) }
            guard !holder.permissions.attached.contains(arn) else { return }
            guard holder.permissions.attached.count < Quota.attached else {
                throw ServiceError.quota("PoliciesPer\(kind.rawValue)", Quota.attached)
            }
            holder.permissions.attached.append(arn)
        }
    }

    func detachPolicy(_ kind: Holder.Kind, _ call: IAMCall) throws -> JSONValue {
        let arn = call.required("PolicyArn")
        return try change(kind, call) { holder, _ in
            guard holder.permissions.attached.contains(arn) else { throw ServiceError.noPolicy(arn) }
            holder.permissions.attached.removeAll { $0 == arn }
        }
    }

    func listAttachedPolicies(_ kind: Holder.Kind, _ call: IAMCall) throws -> JSONValue {
        let catalogue = snapshot.catalogue
        let prefix = call.text("PathPrefix") ?? "/"
        let attached = catalogue.attached(try catalogue.holder(kind, call).permissions).filter {
            (catalogue.policy(arn: $0.arn)?.path ?? "/").hasPrefix(prefix)
        }
        return .object(
            // Two policies of one name have two ARNs: Magpie's own may have the name of another.
            try call.page(attached, as: "AttachedPolicies", by: { "\($0.name) \($0.arn)" }) {
                .object(["PolicyName": .string($0.name), "PolicyArn": .string($0.arn)])
            }
        )
    }

    // MARK: Boundaries

    func putBoundary(_ kind: Holder.Kind, _ call: IAMCall) throws -> JSONValue {
        try change(kind, call) { holder, catalogue in
            holder.permissions.boundary = try IAMService.boundary(call, catalogue)
        }
    }

    func deleteBoundary(_ kind: Holder.Kind, _ call: IAMCall) throws -> JSONValue {
        try change(kind, call) { holder, _ in
            guard holder.permissions.boundary != nil else {
                throw ServiceError.noSuchEntity("\(kind.rawValue) \(holder.name) does not have a permissions boundary.")
            }
            holder.permissions.boundary = nil
        }
    }

    // MARK: Tags

    func tag(_ kind: Holder.Kind, _ call: IAMCall) throws -> JSONValue {
        try change(kind, call) { holder, _ in
            holder.tags = try call.tags(holder.tags, adding: Tag.list(call.input["Tags"]))
        }
    }

    func untag(_ kind: Holder.Kind, _ call: IAMCall) throws -> JSONValue {
        try change(kind, call) { holder, _ in holder.tags = call.tagsLeft(holder.tags) }
    }

    func listTags(_ kind: Holder.Kind, _ call: IAMCall) throws -> JSONValue {
        try call.page(try snapshot.catalogue.holder(kind, call).tags)
    }
}
