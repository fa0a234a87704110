import AccessPolicies
import Cryptography
import JSON
import POSIX
import ServiceModel

/// What somebody may do, and what of it was used: simulations, and when services were asked last.
extension IAMService {
    /// The caller that a request names by its ARN: a user, a role's session, or a group as if somebody had its policies.
    private func source(_ arn: String, _ catalogue: Catalogue) throws(ServiceError) -> Caller {
        switch catalogue.holder(arn: arn) {
        case .user(let user): return catalogue.caller(user, named: user.name)
        case .role(let role): return catalogue.caller(role, session: "simulated", tags: [])
        case .group(let group):
            var caller = catalogue.caller(nil, named: group.name)
            caller.access.identity = catalogue.policies(of: group.permissions)
            return caller
        case nil: throw .noSuchEntity("The entity with ARN \(arn) cannot be found.")
        }
    }

    /// Runs a simulation, whose mistakes are answered in IAM's words.
    static func simulated(
        _ body: () throws(PolicySimulation.Mistake) -> JSONValue
    ) throws(ServiceError) -> JSONValue {
        do throws(PolicySimulation.Mistake) {
            return try body()
        } catch {
            throw ServiceError(error.code, error.message)
        }
    }

    /// The policies that a request adds to somebody's own.
    private static func added(_ call: IAMCall) throws(ServiceError) -> [AccessPolicy] {
        var policies: [AccessPolicy] = []
        for (index, text) in (call.input["PolicyInputList"]?.array.compactMap(\.string) ?? []).enumerated() {
            do throws(PolicyError) {
                policies.append(
                    try AccessPolicy(
                        parsing: text,
                        as: .identity,
                        named: "PolicyInputList.\(index + 1)",
                        atMost: AccessPolicy.longestText
                    )
                )
            } catch {
                throw .input("PolicyInputList.\(index + 1): \(error)")
            }
        }
        return policies
    }

    func simulatePrincipal(_ call: IAMCall) throws -> JSONValue {
        let caller = try source(call.required("PolicySourceArn"), snapshot.catalogue)
        var policies = caller.policies()
        policies.identity += try IAMService.added(call)
        return try IAMService.simulated { () throws(PolicySimulation.Mistake) in
            try PolicySimulation.answer(call.input, policies, caller: caller.principal, context: caller.context)
        }
    }

    func contextKeys(_ call: IAMCall) throws -> JSONValue {
        let caller = try source(call.required("PolicySourceArn"), snapshot.catalogue)
        let keys = AccessPolicy.contextKeys(of: caller.identity + (try IAMService.added(call)))
        return .object(["ContextKeyNames": .array(keys.map { .string($0) })])
    }

    // MARK: Services

    /// The services that policies can be about, with their names for people.
    static let services: [(namespace: String, name: String)] = [
        ("events", "Amazon EventBridge"), ("iam", "AWS Identity and Access Management"),
        ("kms", "AWS Key Management Service"), ("macie2", "Amazon Macie"), ("magpie", "Magpie"),
        ("objects", "Magpie objects"), ("secretsmanager", "AWS Secrets Manager"), ("sts", "AWS Security Token Service"),
    ]

    func policiesGranting(_ call: IAMCall) throws -> JSONValue {
        let catalogue = snapshot.catalogue
        let arn = call.required("Arn")
        guard let holder = catalogue.holder(arn: arn) else {
            throw ServiceError.noSuchEntity("The entity with ARN \(arn) cannot be found.")
        }
        var owners = [holder]
        if case .user(let user) = holder { owners += catalogue.groups(of: user).map { .group($0) } }
        let asked = call.input["ServiceNamespaces"]?.array.compactMap(\.string) ?? []
        let list = asked.map { namespace -> JSONValue in
            let actions = Set(BuiltInPolicies.models.filter { $0.service == namespace }.flatMap(\.actions))
            let policies = owners.flatMap { catalogue.granting(actions, $0) }
            return .object(["ServiceNamespace": .string(namespace), "Policies": .array(policies)])
        }
        return .object(["PoliciesGrantingServiceAccess": .array(list), "IsTruncated": .boolean(false)])
    }

    func generateLastAccessed(_ call: IAMCall) throws -> JSONValue {
        let catalogue = snapshot.catalogue
        let arn = call.required("Arn")
        guard call.text("Granularity") ?? "SERVICE_LEVEL" == "SERVICE_LEVEL" else {
            throw ServiceError.input("When an action was used last is not kept: ask for SERVICE_LEVEL.")
        }
        let holders: [Holder]
        if let policy = catalogue.policy(arn: arn) {
            holders = catalogue.holders(ofPolicy: policy.arn).compactMap { catalogue.holder(id: $0.id) }
        } else if let holder = catalogue.holder(arn: arn) {
            holders = [holder]
        } else {
            throw ServiceError.noSuchEntity("The entity with ARN \(arn) cannot be found.")
        }
        // Those in a group stand for it.
        let ids = holders.flatMap { holder -> [String] in
            if case .group(let group) = holder { return catalogue.members(of: group) }
            return [holder.id]
        }
        let job = LastAccess(
            id: try RandomText.makeUUID(),
            arn: arn,
            services: IAMService.services.map { service in
                let users = ids.compactMap { id in uses.times(of: id)[service.namespace].map { (id, $0) } }
                let last = users.max { $0.1 < $1.1 }
                return LastAccess.Service(
                    namespace: service.namespace,
                    name: service.name,
                    usedAt: last?.1,
                    by: last.flatMap { catalogue.holder(id: $0.0)?.arn },
                    users: users.sorted { $0.1 > $1.1 }
                )
            },
            madeAt: call.request.time
        )
        lastAccess.withLock { jobs in
            if jobs.count >= LastAccess.most { jobs.removeFirst() }
            jobs.append(job)
        }
        return .object(["JobId": .string(job.id)])
    }

    private func lastAccess(_ call: IAMCall) throws(ServiceError) -> LastAccess {
        let id = call.required("JobId")
        guard let job = lastAccess.withLock({ jobs in jobs.first { $0.id == id } }) else {
            throw ServiceError.noSuchEntity("The job with id \(id) cannot be found.")
        }
        return job
    }

    /// Who has used one of the services that a job has looked up.
    func getLastAccessing(_ call: IAMCall) throws -> JSONValue {
        let job = try lastAccess(call)
        let namespace = call.required("ServiceNamespace")
        let catalogue = snapshot.catalogue
        let users = job.services.first { $0.namespace == namespace }?.users ?? []
        // Who is gone meanwhile is not shown.
        let holders = users.compactMap { user in catalogue.holder(id: user.id).map { (holder: $0, usedAt: user.usedAt) }
        }
        .sorted { $0.holder.arn < $1.holder.arn }
        var answer = try call.page(holders, as: "EntityDetailsList", by: \.holder.arn) { entry in
            .object([
                "EntityInfo": .object([
                    "Arn": .string(entry.holder.arn), "Id": .string(entry.holder.id),
                    "Name": .string(entry.holder.name),
                    "Path": .string(entry.holder.path), "Type": .string(entry.holder.kind.rawValue.uppercased()),
                ]), "LastAuthenticated": .time(entry.usedAt),
            ])
        }
        answer["JobStatus"] = .string("COMPLETED")
        answer["JobCreationDate"] = .time(job.madeAt)
        answer["JobCompletionDate"] = .time(job.madeAt)
        return .object(answer)
    }

    func getLastAccessed(_ call: IAMCall) throws -> JSONValue {
        let job = try lastAccess(call)
        var answer = try call.page(job.services, as: "ServicesLastAccessed", by: \.namespace) { service in
            .present([
                "ServiceName": .string(service.name), "ServiceNamespace": .string(service.namespace),
                "LastAuthenticated": service.usedAt.map { .time($0) },
                "LastAuthenticatedEntity": service.by.map { .string($0) },
                "LastAuthenticatedRegion": service.usedAt.map { _ in .string(LastUses.region) },
                "TotalAuthenticatedEntities": .number(service.users.count),
            ])
        }
        answer["JobStatus"] = .string("COMPLETED")
        answer["JobType"] = .string("SERVICE_LEVEL")
        answer["JobCreationDate"] = .time(job.madeAt)
        answer["JobCompletionDate"] = .time(job.madeAt)
        return .object(answer)
    }
}

/// When services were used last by somebody, as it was when that was asked.
struct LastAccess: Sendable {
    struct Service: Sendable {
        var namespace: String
        var name: String
        var usedAt: Double?
        /// The ARN of who used it last.
        var by: String?
        /// The ids of those who have used it, and when: the latest first.
        var users: [(id: String, usedAt: Double)]
    }

    /// The most answers that are kept, in memory.
    static let most = 100

    let id: String
    var arn: String
    var services: [Service]
    var madeAt: Double
}

extension Catalogue {
    /// The policies of somebody that may allow one of some actions.
    func granting(_ actions: Set<String>, _ holder: Holder) -> [JSONValue] {
        let permissions = holder.permissions
        var found: [JSONValue] = []
        for (name, arn) in attached(permissions)
        where actions.contains(where: compiledPolicy(arn: arn).mayAllow(action:)) {
            found.append(
                .object(["PolicyName": .string(name), "PolicyType": .string("MANAGED"), "PolicyArn": .string(arn)])
            )
        }
        for policy in permissions.inline where actions.contains(where: policy.document.policy.mayAllow(action:)) {
            found.append(
                .object([
                    "PolicyName": .string(policy.name), "PolicyType": .string("INLINE"),
                    "EntityType": .string(holder.kind.rawValue.uppercased()), "EntityName": .string(holder.name),
                ])
            )
        }
        return found
    }
}
