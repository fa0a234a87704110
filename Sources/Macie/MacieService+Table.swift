import JSON
import Records
public import ServiceModel

/// All operations that the service answers itself, a line each.
extension MacieService {
    /// Adds all operations; whoever serves requests does so once.
    public func addOperations(to table: inout OperationTable) {
        addSession(to: &table)
        addIdentifiers(to: &table)
        addLists(to: &table)
        addFilters(to: &table)
        addSettings(to: &table)
        add("TagResource", to: &table, touching: taggedResource, tag)
        add("UntagResource", to: &table, touching: taggedResource, untag)
        add("ListTagsForResource", to: &table, touching: taggedResource, listTags)
    }

    private func addSession(to table: inout OperationTable) {
        add("GetMacieSession", to: &table, showSession)
        add("UpdateMacieSession", to: &table, updateSession)
        add("DisableMacie", to: &table, disable)
        table.add("EnableMacie", enable)
    }

    private func addIdentifiers(to table: inout OperationTable) {
        add("CreateCustomDataIdentifier", to: &table, createIdentifier)
        add("GetCustomDataIdentifier", to: &table, touching: one(.identifier, .identifier), showIdentifier)
        add("BatchGetCustomDataIdentifiers", to: &table, touching: batch, showIdentifiers)
        list("ListCustomDataIdentifiers", to: &table, listIdentifiers)
        add("DeleteCustomDataIdentifier", to: &table, touching: one(.identifier, .identifier), deleteIdentifier)
        add("TestCustomDataIdentifier", to: &table, testIdentifier)
        add("ListManagedDataIdentifiers", to: &table, listManaged)
    }

    private func addLists(to table: inout OperationTable) {
        add("CreateAllowList", to: &table, createList)
        add("GetAllowList", to: &table, touching: one(.allowList, .allowList), showList)
        add("UpdateAllowList", to: &table, touching: one(.allowList, .allowList), updateList)
        add("DeleteAllowList", to: &table, touching: one(.allowList, .allowList), deleteList)
        list("ListAllowLists", to: &table, listLists)
    }

    private func addFilters(to table: inout OperationTable) {
        add("CreateFindingsFilter", to: &table, createFilter)
        add("GetFindingsFilter", to: &table, touching: one(.filter, .filter), showFilter)
        add("UpdateFindingsFilter", to: &table, touching: one(.filter, .filter), updateFilter)
        add("DeleteFindingsFilter", to: &table, touching: one(.filter, .filter), deleteFilter)
        list("ListFindingsFilters", to: &table, listFilters)
    }

    private func addSettings(to table: inout OperationTable) {
        add("GetAutomatedDiscoveryConfiguration", to: &table, showDiscovery)
        add("UpdateAutomatedDiscoveryConfiguration", to: &table, updateDiscovery)
        add("GetClassificationExportConfiguration", to: &table, showExport)
        add("PutClassificationExportConfiguration", to: &table, putExport)
        add("GetFindingsPublicationConfiguration", to: &table, showPublication)
        add("PutFindingsPublicationConfiguration", to: &table, putPublication)
        add("GetRevealConfiguration", to: &table, showReveal)
        add("UpdateRevealConfiguration", to: &table, updateReveal)
        add("ListClassificationScopes", to: &table, listScopes)
        add("GetClassificationScope", to: &table, showScope)
        add("UpdateClassificationScope", to: &table, updateScope)
        add("ListSensitivityInspectionTemplates", to: &table, listTemplates)
        add("GetSensitivityInspectionTemplate", to: &table, showTemplate)
        add("UpdateSensitivityInspectionTemplate", to: &table, updateTemplate)
        add("GetUsageTotals", to: &table, usageTotals)
        add("GetUsageStatistics", to: &table, usageStatistics)
    }

    // MARK: Ways to add

    /// Refuses what is asked while Macie is disabled.
    public func requireEnabled() throws(ServiceError) { if !isEnabled { throw MacieService.disabled } }

    /// Adds an operation that is refused while Macie is disabled.
    private func add(
        _ name: String,
        to table: inout OperationTable,
        touching resources: @escaping @Sendable (ServiceRequest) throws -> [ServiceResource] = { _ in [] },
        _ handler: @escaping @Sendable (ServiceRequest) throws -> JSONValue
    ) {
        table.add(
            name,
            preparing: { [self] request in
                PreparedOperation {
                    try resources(request)
                } perform: {
                    try self.requireEnabled()
                    return .value(try handler(request))
                }
            }
        )
    }

    /// Adds a list, which has only what may be shown.
    private func list(
        _ name: String,
        to table: inout OperationTable,
        _ handler: @escaping @Sendable (ServiceRequest, Visibility) throws -> JSONValue
    ) {
        table.add(
            name,
            preparing: { [self] request in
                PreparedOperation(hiding: { visible in
                    try self.requireEnabled()
                    return .value(try handler(request, visible))
                })
            }
        )
    }

    /// What a request names by its id, whether it is there or not.
    private func one(
        _ resource: ResourceKind,
        _ kind: DiscoveryKind
    ) -> @Sendable (ServiceRequest) throws -> [ServiceResource] {
        { [self] request in
            let id = request.required("id")
            return [MacieService.resource(resource, id, documents(kind)[id])]
        }
    }

    private func batch(_ request: ServiceRequest) -> [ServiceResource] {
        let documents = documents(.identifier)
        return (request.input["ids"]?.array.compactMap(\.string) ?? []).map {
            MacieService.resource(.identifier, $0, documents[$0])
        }
    }
}
