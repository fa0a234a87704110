import Cryptography
import Deliveries
import EventBus
import POSIX
import Queues
import SecretsManager
import ServiceModel

/// Has the key process make and unwrap the data keys of messages in queues.
struct MessageKeys: QueueKeys {
    let keys: SecretKeys

    func generate(
        under keyID: String,
        context: [String: String],
        for principal: Principal
    ) throws -> (plaintext: SecretBytes, wrapped: [UInt8]) {
        let key = try keys.generate(under: keyID, context: context, for: principal)
        return (key.plaintext, key.wrapped)
    }

    func unwrap(_ wrapped: [UInt8], context: [String: String], for principal: Principal) throws -> SecretBytes {
        try keys.unwrap(wrapped, context: context, for: principal)
    }
}

/// Puts events into queues, for the service itself.
struct BusQueues: QueueSending {
    let queues: QueueService

    /// Refusals that are the same later.
    private static let final: Set<String> = [
        "QueueDoesNotExist", "InvalidMessageContents", "InvalidParameterValue", "MissingParameter", "KmsNotFound",
    ]

    func send(_ messages: [QueueMessage], to queue: String) throws {
        let parcels = messages.map { message in
            QueueService.Parcel(
                body: message.text,
                attributes: message.attributes,
                groupID: message.group,
                deduplicationID: message.id
            )
        }
        let time = Timestamp.now().secondsSince1970
        do {
            try queues.send(parcels, to: queue, by: .service("events", runningAs: System.userID), at: time)
        } catch let error as ServiceError {
            let isFinal = BusQueues.final.contains(error.code)
            throw QueueRefusal(code: error.code, message: error.message, isFinal: isFinal)
        }
    }
}
