import Configuration
import Control
import EventBus
import JSON
import POSIX
import SecretsManager
import ServiceModel

/// Operations that AWS has named, for every service that has a model.
extension Operations {
    /// The answer to a request such as `events:PutRule`, as JSON on one line.
    func answer(_ name: String, _ input: [UInt8], from peer: ControlPeer) throws -> [UInt8] {
        let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
        if parts.count == 2, parts[0] == "kms", let operation = KMSModel.operation(parts[1]) {
            try require(Settings.Role(operation.access), of: peer, for: name)
            return try askForKeys(operation, input, from: peer)
        }
        let models = [
            "events": EventsModel.operations, "jobs": JobsModel.operations, "objects": ObjectsModel.operations,
            "secretsmanager": SecretsModel.operations,
        ]
        guard parts.count == 2, let operation = models[parts[0]]?.first(where: { $0.name == parts[1] }) else {
            throw ControlError("unknown operation '\(name)'", hint: "the client may be newer")
        }
        try require(Settings.Role(operation.access), of: peer, for: name)
        do {
            let input = try JSONValue(parsing: input)
            let action = "\(parts[0]):\(operation.name)"
            if operation.access == .reveal {
                return try reveal(operation, of: parts[0], input, for: peer, as: action).bytes
            }
            if operation.access != .read, operation.name != "PutEvents" {
                try audit.write(action, Operations.subject(input), reason: "", by: peer)
            }
            return try perform(operation, of: parts[0], input, for: peer).bytes
        } catch let error as ServiceError {
            throw ControlError(code: error.code, error.message)
        } catch let error as JSONError {
            throw ControlError(code: "SerializationException", "\(error)")
        }
    }

    /// Has the key process do something, which has its own audit log, and tells of it if anybody wants to hear that.
    private func askForKeys(_ operation: OperationModel, _ input: [UInt8], from peer: ControlPeer) throws -> [UInt8] {
        try keys.ask(operation, input, by: peer.userID) {
            try? running().service.events.announce($0, $1(), source: "aws.kms")
        }
    }

    private func perform(
        _ operation: OperationModel,
        of service: String,
        _ input: JSONValue,
        for peer: ControlPeer
    ) throws -> JSONValue {
        switch service {
        case "jobs": return try running().service.performOnJobs(operation, input)
        case "objects": return try running().service.performOnObjects(operation, input, by: peer.userID)
        case "secretsmanager":
            return try secrets.perform(operation, input, by: .user(peer.userID))
        default: return try running().service.events.perform(operation, input)
        }
    }

    /// Does what shows values, which are answered when there is an entry for each: by its ARN, however it was asked for.
    ///
    /// Programs read values all the time: that is for the audit log, not for the log.
    private func reveal(
        _ operation: OperationModel,
        of service: String,
        _ input: JSONValue,
        for peer: ControlPeer,
        as action: String
    ) throws -> JSONValue {
        let answer: JSONValue
        do {
            answer = try perform(operation, of: service, input, for: peer)
        } catch let error as ServiceError {
            try audit.write(action, [(Operations.subject(input), "refused: \(error.code)")], by: peer)
            throw error
        }
        var entries = (answer["SecretValues"]?.array ?? [answer]).compactMap { $0["ARN"]?.string }.map { ($0, "") }
        for error in answer["Errors"]?.array ?? [] {
            entries.append((error["SecretId"]?.string ?? "", "refused: \(error["ErrorCode"]?.string ?? "")"))
        }
        if entries.isEmpty { entries.append((Operations.subject(input), "")) }
        try audit.write(action, entries, by: peer)
        return answer
    }

    /// What a request is about, for the audit log.
    private static func subject(_ input: JSONValue) -> String {
        if let list = input["SecretIdList"]?.array {
            return list.prefix(20).compactMap(\.string).joined(separator: " ")
        }
        let names = ["SecretId", "Name", "Rule", "JobId", "ArchiveName", "ReplayName", "Key", "SourceKeyId", "Bucket"]
        return names.lazy.compactMap { input[$0]?.string }.first ?? ""
    }

    /// Events that have come since the last call, which is waited for.
    func eventsTail(_ request: ControlRequest) throws -> [UInt8] {
        do {
            let (events, position) = try running().service.events.follow(
                after: try request.number("after", in: 0...Int.max),
                on: request.parameters["bus"] ?? "default",
                waiting: 10
            )
            var json = JSONWriter(escapes: .required)
            json.bytes.reserveCapacity(events.reduce(64) { $0 + $1.utf8.count + 1 })
            json.beginObject()
            json.member("position", position)
            json.key("events")
            json.beginArray()
            for event in events { json.value(written: event.utf8) }
            json.endArray()
            json.endObject()
            return json.bytes
        } catch let error as ServiceError {
            throw ControlError(code: error.code, error.message)
        }
    }
}

extension Settings.Role {
    fileprivate init(_ access: OperationModel.Access) {
        switch access {
        case .read: self = .read
        case .operate: self = .operate
        case .reveal: self = .reveal
        case .admin: self = .admin
        }
    }
}
