import Control
import Cryptography
import JSON
import POSIX
import Records

/// Copies of records and keys, which clients take piece by piece and write where they may.
///
/// The service itself may write its own folder only, and nobody would find a file that it puts elsewhere. One copy is kept at
/// a time, from `backup` to `backup-end`, in the state folder; the key process keeps its own, `backup.sqlite`, as it is.
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
        try? RotatedFiles.remove(path)
    }

    /// Makes copies of this moment, in place of earlier ones.
    ///
    /// - Returns: The copy's number, and the length of both in bytes.
    func begin() throws -> JSONValue {
        try current.withLock { current in
            current = nil
            try? RotatedFiles.remove(path)
            do {
                try records.backUp(to: String(decoding: path, as: UTF8.self))
                let answer = try JSONValue(parsing: try keys.ask("backup", Array("{}".utf8)))
                guard let keysSize = answer["Size"]?.integer, keysSize > 0 else {
                    throw ControlError("the key service has copied nothing")
                }
                let number = Hexadecimal.text(try RandomBytes.make(16))
                current = number
                return .object([
                    "Backup": .string(number), "Records": .number(Double(try FilePart.size(of: path))),
                    "Keys": .number(keysSize),
                ])
            } catch {
                try? RotatedFiles.remove(path)
                throw ControlError(
                    "the copy cannot be made: \(error)",
                    hint: "the disk with the state needs as much room as the records take"
                )
            }
        }
    }

    /// A piece of a copy.
    func part(of request: ControlRequest) throws -> JSONValue {
        guard let text = request.parameters["offset"], let offset = Int(text), offset >= 0 else {
            throw ControlError("'offset' must be a number from 0 on", hint: "the client may be newer")
        }
        return try current.withLock { current in
            guard current != nil, current == request.parameters["backup"] else {
                throw ControlError("another backup was begun meanwhile", hint: "try it again")
            }
            if request.parameters["of"] == "keys" {
                let input = JSONValue.object([
                    "Offset": .number(Double(offset)), "Count": .number(Double(Backups.pieceSize)),
                ])
                return try JSONValue(parsing: try keys.ask("backup-part", Array(input.json.utf8)))
            }
            let bytes = try FilePart.read(path, from: offset, upTo: Backups.pieceSize)
            return .object(["Data": .string(Base64.text(bytes))])
        }
    }

    /// Removes a copy.
    func end(_ request: ControlRequest) {
        current.withLock { current in
            guard current == request.parameters["backup"] else { return }
            current = nil
            try? RotatedFiles.remove(path)
        }
    }
}
