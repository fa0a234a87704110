import AccessPolicies
import JSON
public import ServiceModel

/// The operations of AWS IAM and AWS STS.
extension IAMService {
    /// All operations: those of IAM, and those of STS.
    ///
    /// Whoever serves requests makes the tables once: they are made anew by each call.
    public func makeOperations() -> [OperationTable] { [makeIAM(), makeSTS()] }

    /// What an operation is about.
    private enum Subject: Sendable {
        case nothing
        /// A user, a group or a role.
        case holder(Holder.Kind)
        /// Whoever asks, unless a user is named.
        case oneself
        case policy
        case profile
        /// What `Arn` or `PolicySourceArn` names.
        case arn(String)
    }

    private typealias Handler = @Sendable (IAMCall) throws -> JSONValue

    private func makeIAM() -> OperationTable {
        var table = OperationTable(IAMModel.service, IAMModel.operations + PolicyModel.operations)
        table.subjects = IAMService.subjects

        func add(_ name: String, _ subject: Subject, _ handler: @escaping Handler) {
            table.add(
                name,
                preparing: { [self] request in
                    let call = IAMCall(request: request, caller: dependencies.caller(self, request))
                    let touched = touched(subject, call)
                    var prepared = PreparedOperation {
                        touched.arns.map { ServiceResource($0) }
                    } perform: {
                        .value(try handler(call))
                    }
                    prepared.conditions = touched.conditions
                    return prepared
                }
            )
        }
        addPrincipals(add)
        addShared(add)
        addPolicies(add)

        add("CreateAccessKey", .oneself, createAccessKey)
        add("UpdateAccessKey", .oneself, updateAccessKey)
        add("DeleteAccessKey", .oneself, deleteAccessKey)
        add("ListAccessKeys", .oneself, listAccessKeys)
        add("GetAccessKeyLastUsed", .nothing, accessKeyLastUsed)
        add("GenerateCredentialReport", .nothing, generateReport)
        add("GetCredentialReport", .nothing, getReport)

        add("GetAccountSummary", .nothing, accountSummary)
        add("GetAccountAuthorizationDetails", .nothing, authorizationDetails)
        add("CreateAccountAlias", .nothing, createAlias)
        add("DeleteAccountAlias", .nothing, deleteAlias)
        add("ListAccountAliases", .nothing, listAliases)
        add("ListPoliciesGrantingServiceAccess", .arn("Arn"), policiesGranting)
        add("GenerateServiceLastAccessedDetails", .arn("Arn"), generateLastAccessed)
        add("GetServiceLastAccessedDetails", .nothing, getLastAccessed)
        add("GetServiceLastAccessedDetailsWithEntities", .nothing, getLastAccessing)
        add("ListUnusedAccess", .nothing, listUnused)

        add("SimulatePrincipalPolicy", .arn("PolicySourceArn"), simulatePrincipal)
        add("GetContextKeysForPrincipalPolicy", .arn("PolicySourceArn"), contextKeys)
        add("SimulateCustomPolicy", .nothing) { call in
            try IAMService.simulated { () throws(PolicySimulation.Mistake) in try PolicySimulation.custom(call.input) }
        }
        add("GetContextKeysForCustomPolicy", .nothing) { call in
            try IAMService.simulated { () throws(PolicySimulation.Mistake) in
                try PolicySimulation.contextKeys(call.input)
            }
        }
        add("ValidatePolicy", .nothing) { call in
            try IAMService.simulated { () throws(PolicySimulation.Mistake) in
                try PolicyValidation.answer(call.input, knownActions: BuiltInPolicies.completeServices)
            }
        }
        return table
    }

    private func addPrincipals(_ add: (String, Subject, @escaping Handler) -> Void) {
        add("CreateUser", .holder(.user), createUser)
        add("GetUser", .oneself, getUser)
        add("UpdateUser", .holder(.user), updateUser)
        add("DeleteUser", .holder(.user), deleteUser)
        add("ListUsers", .nothing, listUsers)
        add("ListGroupsForUser", .holder(.user), listGroupsForUser)

        add("CreateGroup", .holder(.group), createGroup)
        add("GetGroup", .holder(.group), getGroup)
        add("UpdateGroup", .holder(.group), updateGroup)
        add("DeleteGroup", .holder(.group), deleteGroup)
        add("ListGroups", .nothing, listGroups)
        add("AddUserToGroup", .holder(.group), addUserToGroup)
        add("RemoveUserFromGroup", .holder(.group), removeUserFromGroup)

        add("CreateRole", .holder(.role), createRole)
        add("GetRole", .holder(.role), getRole)
        add("UpdateRole", .holder(.role), updateRole)
        add("UpdateRoleDescription", .holder(.role), updateRoleDescription)
        add("UpdateAssumeRolePolicy", .holder(.role), updateTrust)
        add("DeleteRole", .holder(.role), deleteRole)
        add("ListRoles", .nothing, listRoles)
        add("RevokeSessions", .holder(.role), revokeSessions)

        add("CreateServiceLinkedRole", .nothing, createLinkedRole)
        add("DeleteServiceLinkedRole", .holder(.role), deleteLinkedRole)
        add("GetServiceLinkedRoleDeletionStatus", .nothing, linkedRoleDeletion)

        add("CreateInstanceProfile", .profile, createProfile)
        add("GetInstanceProfile", .profile, getProfile)
        add("DeleteInstanceProfile", .profile, deleteProfile)
        add("ListInstanceProfiles", .nothing, listProfiles)
        add("ListInstanceProfilesForRole", .holder(.role), listProfilesForRole)
        add("AddRoleToInstanceProfile", .profile, addRoleToProfile)
        add("RemoveRoleFromInstanceProfile", .profile, removeRoleFromProfile)
    }

    /// Adds what users, groups and roles have in common.
    private func addShared(_ add: (String, Subject, @escaping Handler) -> Void) {
        for kind in Holder.Kind.allCases {
            let name = kind.rawValue
            add("Put\(name)Policy", .holder(kind)) { try self.putPolicy(kind, $0) }
            add("Get\(name)Policy", .holder(kind)) { try self.getPolicy(kind, $0) }
            add("Delete\(name)Policy", .holder(kind)) { try self.deletePolicy(kind, $0) }
            add("List\(name)Policies", .holder(kind)) { try self.listPolicies(kind, $0) }
            add("Attach\(name)Policy", .holder(kind)) { try self.attachPolicy(kind, $0) }
            add("Detach\(name)Policy", .holder(kind)) { try self.detachPolicy(kind, $0) }
            add("ListAttached\(name)Policies", .holder(kind)) { try self.listAttachedPolicies(kind, $0) }
            guard kind != .group else { continue }
            add("Put\(name)PermissionsBoundary", .holder(kind)) { try self.putBoundary(kind, $0) }
            add("Delete\(name)PermissionsBoundary", .holder(kind)) { try self.deleteBoundary(kind, $0) }
            add("Tag\(name)", .holder(kind)) { try self.tag(kind, $0) }
            add("Untag\(name)", .holder(kind)) { try self.untag(kind, $0) }
            add("List\(name)Tags", .holder(kind)) { try self.listTags(kind, $0) }
        }
    }

    private func addPolicies(_ add: (String, Subject, @escaping Handler) -> Void) {
        add("CreatePolicy", .policy, createPolicy)
        add("GetPolicy", .policy, getManagedPolicy)
        add("DeletePolicy", .policy, deleteManagedPolicy)
        add("ListPolicies", .nothing, listManagedPolicies)
        add("CreatePolicyVersion", .policy, createVersion)
        add("GetPolicyVersion", .policy, getVersion)
        add("DeletePolicyVersion", .policy, deleteVersion)
        add("ListPolicyVersions", .policy, listVersions)
        add("SetDefaultPolicyVersion", .policy, setDefaultVersion)
        add("ListEntitiesForPolicy", .policy, listEntities)
        add("TagPolicy", .policy, tagPolicy)
        add("UntagPolicy", .policy, untagPolicy)
        add("ListPolicyTags", .policy, listPolicyTags)
    }

    private func makeSTS() -> OperationTable {
        var table = OperationTable(STSModel.service, STSModel.operations)
        table.subjects = IAMService.subjects

        func add(_ name: String, _ handler: @escaping Handler) {
            table.add(
                name,
                preparing: { [self] request in
                    let call = IAMCall(request: request, caller: dependencies.caller(self, request))
                    return PreparedOperation {
                        // The role's trust policy is the resource's own.
                        let role = call.text("RoleArn").map { ($0, self.snapshot.catalogue.role(arn: $0)) }
                        return role.map { [ServiceResource($0.0, policy: $0.1?.trust.text)] } ?? []
                    } perform: {
                        .value(try handler(call))
                    }
                }
            )
        }
        add("AssumeRole", assumeRole)
        add("GetSessionToken", sessionToken)
        add("OpenSession", openSession)
        add("GetCallerIdentity", callerIdentity)
        add("GetAccessKeyInfo", accessKeyInfo)
        add("DecodeAuthorizationMessage", decodeMessage)
        return table
    }

    /// Operations that nobody needs policies for, or that decide by policies themselves: whoever decides lets them pass.
    public static let undecided: Set<String> = [
        "sts:AssumeRole", "sts:GetCallerIdentity", "sts:GetSessionToken", "sts:OpenSession",
    ]

    // MARK: What requests touch

    /// What the audit log says that a request is about.
    @Sendable private static func subjects(_ request: ServiceRequest) -> [String] {
        let names = [
            "UserName", "GroupName", "RoleName", "InstanceProfileName", "PolicyName", "PolicyArn", "AccessKeyId",
            "RoleArn",
            "PolicySourceArn", "Arn", "AWSServiceName", "AccountAlias",
        ]
        let found = names.compactMap { name in request.text(name).map { "\(name)=\($0)" } }
        return found.isEmpty ? [] : [found.joined(separator: " ")]
    }

    /// The ARNs that a request touches, and the condition keys that only policies look at.
    ///
    /// What is not there is named as it would be, below the path that the request says.
    private func touched(_ subject: Subject, _ call: IAMCall) -> (arns: [String], conditions: [String: [String]]) {
        let catalogue = snapshot.catalogue
        var conditions = IAMService.conditions(call)
        func describe(_ tags: [Tag], _ boundary: String?) {
            for tag in tags {
                conditions["iam:ResourceTag/\(tag.key)"] = [tag.value]
                conditions["aws:ResourceTag/\(tag.key)"] = [tag.value]
            }
            // The boundary that a request gives counts, not the one that there was.
            if let boundary, conditions["iam:PermissionsBoundary"] == nil {
                conditions["iam:PermissionsBoundary"] = [boundary]
            }
        }
        func named(_ folder: String, _ parameter: String) -> String {
            let path = call.text("Path") ?? "/"
            return IAMService.arn("\(folder)\(path)\(call.text(parameter) ?? "*")")
        }
        switch subject {
        case .nothing: return ([], conditions)
        case .arn(let parameter): return ([call.required(parameter)], conditions)
        case .oneself:
            // Who has no name of his own is decided about as everybody; the operation itself then says what is missing.
            let name = (try? call.ownName()) ?? call.text("UserName") ?? "*"
            guard let user = catalogue.users[name] else { return ([IAMService.arn("user/\(name)")], conditions) }
            describe(user.tags, user.permissions.boundary)
            return ([user.arn], conditions)
        case .holder(let kind):
            guard let holder = try? catalogue.holder(kind, call) else {
                return ([named(kind.word, "\(kind.rawValue)Name")], conditions)
            }
            describe(holder.tags, holder.permissions.boundary)
            return ([holder.arn], conditions)
        case .policy:
            guard let arn = call.text("PolicyArn") else { return ([named("policy", "PolicyName")], conditions) }
            describe(catalogue.policy(arn: arn)?.tags ?? [], nil)
            return ([arn], conditions)
        case .profile:
            let profile = catalogue.profiles[call.required("InstanceProfileName")]
            describe(profile?.tags ?? [], nil)
            var arns = [profile?.arn ?? named("instance-profile", "InstanceProfileName")]
            guard call.request.operation.actions.count > 1, let role = try? catalogue.holder(.role, call) else {
                return (arns, conditions)
            }
            arns.append(role.arn)
            conditions["iam:PassedToService"] = [IAMService.unitService]
            return (arns, conditions)
        }
    }
}
