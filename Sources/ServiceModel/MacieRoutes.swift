/// How Macie's operations are asked for by HTTP: in REST style, by method and path.
///
/// Source: https://docs.aws.amazon.com/macie/latest/APIReference/resources.html
public enum MacieRoutes {
    /// How an operation is asked for.
    public struct Route: Sendable, Equatable {
        /// The operation: `GetAllowList`.
        public var operation: String
        public var method: String
        /// The pieces of its path; one in braces is a parameter: `{id}`.
        public var path: [String]
        /// The parameters that stand in the query; all others that are not in the path are in the body, as JSON.
        public var query: [String]
        /// The status of an answer to what was done.
        public var status: Int

        fileprivate init(_ operation: String, _ request: String, query: [String] = [], status: Int = 200) {
            let parts = request.split(separator: " ")
            self.operation = operation
            method = String(parts[0])
            path = parts[1].split(separator: "/").map(String.init)
            self.query = query
            self.status = status
        }

        /// The parameters in a path; `nil` when it is another's.
        fileprivate func parameters(_ pieces: [String]) -> [String: String]? {
            guard pieces.count == path.count else { return nil }
            var parameters: [String: String] = [:]
            for (own, piece) in zip(path, pieces) {
                if own.hasPrefix("{") {
                    guard !piece.isEmpty else { return nil }
                    parameters[String(own.dropFirst().dropLast())] = piece
                } else if own != piece {
                    return nil
                }
            }
            return parameters
        }
    }

    /// Finds the operation that a request asks for.
    ///
    /// - Parameters:
    ///   - method: Such as `GET`.
    ///   - path: The pieces of its path between slashes, each decoded: an ARN in a path is one piece.
    /// - Returns: How it is asked for, and the parameters in the path; `nil` when there is none such.
    public static func route(_ method: String, _ path: [String]) -> (route: Route, parameters: [String: String])? {
        // What has no parameter in the path comes before what has.
        var found: (route: Route, parameters: [String: String])?
        for route in all where route.method == method {
            guard let parameters = route.parameters(path) else { continue }
            if found == nil || parameters.count < found?.parameters.count ?? 0 { found = (route, parameters) }
        }
        return found
    }

    /// All operations of Macie.
    public static let all: [Route] = [
        Route("AcceptInvitation", "POST /invitations/accept"),
        Route("BatchGetCustomDataIdentifiers", "POST /custom-data-identifiers/get"),
        Route("BatchUpdateAutomatedDiscoveryAccounts", "PATCH /automated-discovery/accounts"),
        Route("CreateAllowList", "POST /allow-lists"),
        Route("CreateClassificationJob", "POST /jobs"),
        Route("CreateCustomDataIdentifier", "POST /custom-data-identifiers"),
        Route("CreateFindingsFilter", "POST /findingsfilters"),
        Route("CreateInvitations", "POST /invitations"),
        Route("CreateMember", "POST /members"),
        Route("CreateSampleFindings", "POST /findings/sample"),
        Route("DeclineInvitations", "POST /invitations/decline"),
        Route("DeleteAllowList", "DELETE /allow-lists/{id}", query: ["ignoreJobChecks"]),
        Route("DeleteCustomDataIdentifier", "DELETE /custom-data-identifiers/{id}"),
        Route("DeleteFindingsFilter", "DELETE /findingsfilters/{id}"),
        Route("DeleteInvitations", "POST /invitations/delete"),
        Route("DeleteMember", "DELETE /members/{id}"),
        Route("DescribeBuckets", "POST /datasources/s3"),
        Route("DescribeClassificationJob", "GET /jobs/{jobId}"),
        Route("DescribeOrganizationConfiguration", "GET /admin/configuration"),
        Route("DisableMacie", "DELETE /macie"),
        Route("DisableOrganizationAdminAccount", "DELETE /admin", query: ["adminAccountId"]),
        Route("DisassociateFromAdministratorAccount", "POST /administrator/disassociate"),
        Route("DisassociateFromMasterAccount", "POST /master/disassociate"),
        Route("DisassociateMember", "POST /members/disassociate/{id}"),
        Route("EnableMacie", "POST /macie"),
        Route("EnableOrganizationAdminAccount", "POST /admin"),
        Route("GetAdministratorAccount", "GET /administrator"),
        Route("GetAllowList", "GET /allow-lists/{id}"),
        Route("GetAutomatedDiscoveryConfiguration", "GET /automated-discovery/configuration"),
        Route("GetBucketStatistics", "POST /datasources/s3/statistics"),
        Route("GetClassificationExportConfiguration", "GET /classification-export-configuration"),
        Route("GetClassificationScope", "GET /classification-scopes/{id}"),
        Route("GetCustomDataIdentifier", "GET /custom-data-identifiers/{id}"),
        Route("GetFindingStatistics", "POST /findings/statistics"),
        Route("GetFindings", "POST /findings/describe"),
        Route("GetFindingsFilter", "GET /findingsfilters/{id}"),
        Route("GetFindingsPublicationConfiguration", "GET /findings-publication-configuration"),
        Route("GetInvitationsCount", "GET /invitations/count"),
        Route("GetMacieSession", "GET /macie"),
        Route("GetMasterAccount", "GET /master"),
        Route("GetMember", "GET /members/{id}"),
        Route("GetResourceProfile", "GET /resource-profiles", query: ["resourceArn"]),
        Route("GetRevealConfiguration", "GET /reveal-configuration"),
        Route("GetSensitiveDataOccurrences", "GET /findings/{findingId}/reveal"),
        Route("GetSensitiveDataOccurrencesAvailability", "GET /findings/{findingId}/reveal/availability"),
        Route("GetSensitivityInspectionTemplate", "GET /templates/sensitivity-inspections/{id}"),
        Route("GetUsageStatistics", "POST /usage/statistics"),
        Route("GetUsageTotals", "GET /usage", query: ["timeRange"]),
        Route("ListAllowLists", "GET /allow-lists", query: ["maxResults", "nextToken"]),
        Route(
            "ListAutomatedDiscoveryAccounts",
            "GET /automated-discovery/accounts",
            query: ["accountIds", "maxResults", "nextToken"]
        ),
        Route("ListClassificationJobs", "POST /jobs/list"),
        Route("ListClassificationScopes", "GET /classification-scopes", query: ["name", "nextToken"]),
        Route("ListCustomDataIdentifiers", "POST /custom-data-identifiers/list"),
        Route("ListFindings", "POST /findings"),
        Route("ListFindingsFilters", "GET /findingsfilters", query: ["maxResults", "nextToken"]),
        Route("ListInvitations", "GET /invitations", query: ["maxResults", "nextToken"]),
        Route("ListManagedDataIdentifiers", "POST /managed-data-identifiers/list"),
        Route("ListMembers", "GET /members", query: ["maxResults", "nextToken", "onlyAssociated"]),
        Route("ListOrganizationAdminAccounts", "GET /admin", query: ["maxResults", "nextToken"]),
        Route("ListResourceProfileArtifacts", "GET /resource-profiles/artifacts", query: ["nextToken", "resourceArn"]),
        Route(
            "ListResourceProfileDetections",
            "GET /resource-profiles/detections",
            query: ["maxResults", "nextToken", "resourceArn"]
        ),
        Route(
            "ListSensitivityInspectionTemplates",
            "GET /templates/sensitivity-inspections",
            query: ["maxResults", "nextToken"]
        ),
        Route("ListTagsForResource", "GET /tags/{resourceArn}"),
        Route("PutClassificationExportConfiguration", "PUT /classification-export-configuration"),
        Route("PutFindingsPublicationConfiguration", "PUT /findings-publication-configuration"),
        Route("SearchResources", "POST /datasources/search-resources"),
        Route("TagResource", "POST /tags/{resourceArn}", status: 204),
        Route("TestCustomDataIdentifier", "POST /custom-data-identifiers/test"),
        Route("UntagResource", "DELETE /tags/{resourceArn}", query: ["tagKeys"], status: 204),
        Route("UpdateAllowList", "PUT /allow-lists/{id}"),
        Route("UpdateAutomatedDiscoveryConfiguration", "PUT /automated-discovery/configuration"),
        Route("UpdateClassificationJob", "PATCH /jobs/{jobId}"),
        Route("UpdateClassificationScope", "PATCH /classification-scopes/{id}"),
        Route("UpdateFindingsFilter", "PATCH /findingsfilters/{id}"),
        Route("UpdateMacieSession", "PATCH /macie"),
        Route("UpdateMemberSession", "PATCH /macie/members/{id}"),
        Route("UpdateOrganizationConfiguration", "PATCH /admin/configuration"),
        Route("UpdateResourceProfile", "PATCH /resource-profiles", query: ["resourceArn"]),
        Route("UpdateResourceProfileDetections", "PATCH /resource-profiles/detections", query: ["resourceArn"]),
        Route("UpdateRevealConfiguration", "PUT /reveal-configuration"),
        Route("UpdateSensitivityInspectionTemplate", "PUT /templates/sensitivity-inspections/{id}"),
    ]
}
