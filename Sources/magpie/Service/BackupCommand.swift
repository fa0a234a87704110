import Diagnostics
import Terminal
import ArgumentParser
import Control
import Cryptography
import JSON
import POSIX

/// `magpie backup`: copies of the records and of the keys.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copies the service's records and keys, while it goes on.",
        discussion: """
            Two files are made: FILE with the records and, beside it, the keys, wrapped as they are: 'magpie.keys.sqlite' for \
            'magpie.sqlite'. The root key is in neither: without it the keys are of no use, and without the keys nothing can \
            be decrypted. magpied(8) says under BACKUP how they are restored.
            """
    )

    @OptionGroup var service: ServiceAddress

    @Argument(help: ArgumentHelp("The file to make.", valueName: "file"))
    var file: String

    func run() throws {
        let path = FileStatus.anchored(Array(file.utf8))
        let keysPath = BackupCommand.keysPath(beside: path)
        // First of all: whether there is room for their names.
        let records = try BackupCommand.create(path)
        let keys = try BackupCommand.create(keysPath)
        let name = TerminalText.escaped(path)
        let request = ControlRequest("magpie:CreateBackup", ["For": .string(name)])
        let begun = try JSONValue(parsing: try service.ask(request))
        guard let number = begun["Backup"]?.string, let recordsSize = begun["Records"]?.integer,
            let keysSize = begun["Keys"]?.integer, recordsSize > 0, keysSize > 0
        else { throw Diagnostic.foreignAnswer("no copy of records and keys") }
        // If the service is not told, it removes the copy before it makes the next one.
        defer { _ = try? service.ask(ControlRequest("magpie:DeleteBackup", ["Backup": .string(number)])) }
        try take(records, path, number, "records", recordsSize)
        try take(keys, keysPath, number, "keys", keysSize)
        var output = Array("records: \(name)\nkeys, wrapped: \(TerminalText.escaped(keysPath))\n".utf8)
        StandardOutput.write(&output)
    }

    /// The file for the keys that belongs to one for the records.
    static func keysPath(beside path: [UInt8]) -> [UInt8] {
        let ending = Array(".sqlite".utf8)
        let isNamed = path.suffix(ending.count).elementsEqual(ending)
        return isNamed ? path.dropLast(ending.count) + Array(".keys.sqlite".utf8) : path + Array(".keys".utf8)
    }

    private static func create(_ path: [UInt8]) throws -> NewFile {
        do throws(SystemError) {
            return try NewFile(path: path)
        } catch {
            throw Diagnostic("\(TerminalText.escaped(path)): \(error)", hint: "name a file that you can make")
        }
    }

    /// Writes a copy, piece by piece.
    private func take(_ file: NewFile, _ path: [UInt8], _ number: String, _ part: String, _ size: Int) throws {
        var offset = 0
        while offset < size {
            let request = ControlRequest(
                "magpie:GetBackupPart",
                ["Backup": .string(number), "Of": .string(part), "Offset": .number(Double(offset))]
            )
            let answer = try JSONValue(parsing: try service.ask(request))
            guard let bytes = answer["Data"]?.string.flatMap({ Base64.bytes($0) }), !bytes.isEmpty else {
                throw Diagnostic("the service sends less than it has announced", hint: "see its log, and try it again")
            }
            try write(bytes, to: file, path)
            offset += bytes.count
        }
        do throws(SystemError) { try file.finish() } catch { throw failure(path, error) }
    }

    private func write(_ bytes: [UInt8], to file: NewFile, _ path: [UInt8]) throws {
        do throws(SystemError) { try file.append(bytes) } catch { throw failure(path, error) }
    }

    private func failure(_ path: [UInt8], _ error: SystemError) -> Diagnostic {
        Diagnostic(
            "\(TerminalText.escaped(path)): \(error)",
            hint: "the backup takes as much room as the records and keys"
        )
    }
}
