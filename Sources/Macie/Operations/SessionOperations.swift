import Accounts
import JSON
import POSIX
import Records
import ServiceModel

/// Whether anything is scanned, and settings of which there is one each.
extension MacieService {
    private static let role = AccountLocation.current.iamARN(
        of: "role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie"
    )

    /// Whether Macie is enabled, which it is until somebody has disabled it.
    var isEnabled: Bool { setting(.session)?["status"]?.string != "DISABLED" }

    /// What every operation is refused with while Macie is disabled.
    static let disabled = ServiceError("AccessDeniedException", "Macie is not enabled.")

    func showSession(_ request: ServiceRequest) -> JSONValue {
        let session = setting(.session)
        return .present([
            "createdAt": session?["created"]?.number.map(MacieService.time),
            "findingPublishingFrequency": session?["frequency"] ?? .string("SIX_HOURS"),
            "serviceRole": .string(MacieService.role), "status": session?["status"] ?? .string("ENABLED"),
            "updatedAt": session?["updated"]?.number.map(MacieService.time),
        ])
    }

    func enable(_ request: ServiceRequest) throws -> JSONValue {
        guard !isEnabled else { throw ServiceError("ConflictException", "Macie has already been enabled.") }
        return try changeSession(request, status: request.text("status") ?? "ENABLED")
    }

    func disable(_ request: ServiceRequest) throws -> JSONValue { try changeSession(request, status: "DISABLED") }

    func updateSession(_ request: ServiceRequest) throws -> JSONValue {
        try changeSession(request, status: request.text("status"))
    }

    private func changeSession(_ request: ServiceRequest, status: String?) throws -> JSONValue {
        try change { edit in
            var members = edit[.session]?.members ?? [:]
            if let status { members["status"] = .string(status) }
            if let frequency = request.input["findingPublishingFrequency"] { members["frequency"] = frequency }
            members["created"] = members["created"] ?? .number(request.time)
            members["updated"] = .number(request.time)
            edit[.session] = .object(members)
        }
        return .object([:])
    }

    // MARK: Automated discovery

    func showDiscovery(_ request: ServiceRequest) -> JSONValue {
        let discovery = setting(.discovery)
        func time(_ name: String) -> JSONValue? { discovery?[name]?.number.map(MacieService.time) }
        return .present([
            "autoEnableOrganizationMembers": discovery?["autoEnableOrganizationMembers"] ?? .string("NONE"),
            "classificationScopeId": .string(MacieService.scopeID), "disabledAt": time("disabled"),
            "firstEnabledAt": time("enabled"), "lastUpdatedAt": time("updated"),
            "sensitivityInspectionTemplateId": .string(MacieService.templateID),
            "status": discovery?["status"] ?? .string("ENABLED"),
        ])
    }

    func updateDiscovery(_ request: ServiceRequest) throws -> JSONValue {
        try change { edit in
            var members = edit[.discovery]?.members ?? [:]
            for name in ["autoEnableOrganizationMembers", "status"] {
                if let value = request.input[name] { members[name] = value }
            }
            members["updated"] = .number(request.time)
            let isOff = members["status"] == .string("DISABLED")
            members["disabled"] = isOff ? .number(request.time) : nil
            if !isOff { members["enabled"] = members["enabled"] ?? .number(request.time) }
            edit[.discovery] = .object(members)
        }
        return .object([:])
    }

    // MARK: What is kept for those who ask

    func showExport(_ request: ServiceRequest) -> JSONValue {
        .object(["configuration": setting(.export) ?? .object([:])])
    }

    func putExport(_ request: ServiceRequest) throws -> JSONValue {
        let configuration = request.input["configuration"] ?? .object([:])
        if let bucket = configuration["s3Destination"]?["bucketName"]?.string, !dependencies.buckets().contains(bucket)
        {
            throw ServiceError.validation("There is no bucket \(bucket).")
        }
        try change { $0[.export] = configuration }
        return .object(["configuration": configuration])
    }

    func showPublication(_ request: ServiceRequest) -> JSONValue {
        let standard = JSONValue.object([
            "publishClassificationFindings": .boolean(false), "publishPolicyFindings": .boolean(true),
        ])
        return .object(["securityHubConfiguration": setting(.publication) ?? standard])
    }

    func putPublication(_ request: ServiceRequest) throws -> JSONValue {
        if let configuration = request.input["securityHubConfiguration"] {
            try change { $0[.publication] = configuration }
        }
        return .object([:])
    }

    /// Whether who may see values need not say why.
    public var revealsWithoutReason: Bool {
        setting(.reveal)?["configuration"]?["status"]?.string == "ENABLED"
    }

    func showReveal(_ request: ServiceRequest) -> JSONValue {
        setting(.reveal) ?? .object(["configuration": .object(["status": .string("DISABLED")])])
    }

    func updateReveal(_ request: ServiceRequest) throws -> JSONValue {
        if request.input["retrievalConfiguration"]?["retrievalMode"] == .string("ASSUME_ROLE") {
            throw ServiceError.validation("No role is assumed to read objects: say CALLER_CREDENTIALS.")
        }
        let reveal = JSONValue.present([
            "configuration": request.input["configuration"],
            "retrievalConfiguration": .object(["retrievalMode": .string("CALLER_CREDENTIALS")]),
        ])
        try change { $0[.reveal] = reveal }
        return reveal
    }

    // MARK: Usage

    private static let usageTypes = [
        "DATA_INVENTORY_EVALUATION", "SENSITIVE_DATA_DISCOVERY", "AUTOMATED_SENSITIVE_DATA_DISCOVERY",
        "AUTOMATED_OBJECT_MONITORING",
    ]

    private static let usage = JSONValue.array(
        usageTypes.map {
            .object(["currency": .string("USD"), "estimatedCost": .string("0"), "type": .string($0)])
        }
    )

    func usageTotals(_ request: ServiceRequest) -> JSONValue {
        .object([
            "timeRange": request.input["timeRange"] ?? .string("MONTH_TO_DATE"), "usageTotals": MacieService.usage,
        ])
    }

    func usageStatistics(_ request: ServiceRequest) -> JSONValue {
        let record = JSONValue.object([
            "accountId": .string(AccountLocation.current.account), "usage": MacieService.usage,
        ])
        return .object([
            "records": .array([record]), "timeRange": request.input["timeRange"] ?? .string("PAST_30_DAYS"),
        ])
    }
}
