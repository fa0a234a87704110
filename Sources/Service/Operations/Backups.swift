import Bytes
import Control
import Cryptography
import JSON
import POSIX
import Records
import ServiceModel

/// Copies of records and keys, which clients take piece by piece and write where they may.
///
/// The service itself may write its own folder only, and nobody would find a file that it puts elsewhere. One copy is kept at
/// a time, from `CreateBackup` to `DeleteBackup`, in the state folder; the key process keeps its own, `backup.sqlite`, as it is.
final class Backups: Sendable {
    /// The most bytes of a copy in one answer.
    private static let pieceSize = 1 << 20

    private let records: RecordStore
    private let keys: KeyProcess
    private let path: [UInt8]
    /// The number of the copy that there is.
    private let current = Monitor<String?>(nil)

    /// Prepares to make copies in the folder `state`.
    init(_ records: RecordStore, _ keys: KeyProcess, state: [UInt8]) {
        self.records = records
        self.keys = keys
        path = state + Array("/backup.sqlite".utf8)
        // A copy that is left over wastes room until the next backup takes its place, as it does wherever one is removed here.
        try? RotatedFiles.remove(path)
    }

    /// Makes copies of this moment, in place of earlier ones.
    ///
    /// - Returns: The copy's number, and the length of both in bytes.
    func begin() throws -> JSONValue {
        try current.withLock { current in
            current = nil
            // What cannot be removed here makes the copy fail, which says so.
            try? RotatedFiles.remove(path)
            do {
                try records.backUp(to: String(decoding: path, as: UTF8.self))
                let answer = try JSONValue(parsing: try keys.ask("keys:CreateBackup", Array("{}".utf8)))
                guard let keysSize = answer["Size"]?.integer, keysSize > 0 else {
                    throw ServiceError.plain("the key service has copied nothing", code: "InternalFailure")
                }
                let number = Hexadecimal.text(try RandomBytes.make(16))
                current = number
                return .object([
                    "Backup": .string(number), "Records": .number(Double(try FilePart.size(of: path))),
                    "Keys": .number(keysSize),
                ])
            } catch {
                // What is left is removed before the next copy.
                try? RotatedFiles.remove(path)
                throw ServiceError.plain(
                    "the copy cannot be made: \(error)",
                    code: "InternalFailure",
                    hint: "the disk with the state needs as much room as the records take"
                )
            }
        }
    }

    /// A piece of a copy.
    func part(of request: ServiceRequest) throws -> JSONValue {
        let offset = request.input["Offset"]?.integer ?? 0
        return try current.withLock { current in
            guard current != nil, current == request.text("Backup") else {
                throw ServiceError.plain("another backup was begun meanwhile", hint: "try it again")
            }
            if request.text("Of") == "keys" {
                let input = JSONValue.object([
                    "Offset": .number(Double(offset)), "Count": .number(Double(Backups.pieceSize)),
                ])
                return try JSONValue(parsing: try keys.ask("keys:GetBackupPart", Array(input.json.utf8)))
            }
            let bytes = try FilePart.read(path, from: offset, upTo: Backups.pieceSize)
            return .object(["Data": .string(Base64.text(bytes))])
        }
    }

    /// Removes a copy.
    func end(_ request: ServiceRequest) -> JSONValue {
        current.withLock { current in
            guard current == request.text("Backup") else { return }
            current = nil
            // What is left is removed before the next copy.
            try? RotatedFiles.remove(path)
        }
        return .object([:])
    }
}

extension Operations {
    func addBackupOperations(to table: inout OperationTable) {
        table.add(
            "CreateBackup",
            preparing: { [backups] request in
                PreparedOperation(subjects: [request.required("For")]) { .value(try backups.begin()) }
            }
        )
        table.add("GetBackupPart", backups.part)
        table.add("DeleteBackup", backups.end)
    }
}
