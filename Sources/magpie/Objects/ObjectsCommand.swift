import ArgumentParser
import Control
import JSON
import Preparation
import Reporting
import ServiceModel

/// `magpie objects`: what is encrypted in the buckets.
struct ObjectsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "objects",
        abstract: "Encrypts and decrypts objects of buckets, and shows what was done to them.",
        usage: """
            magpie objects <operation> [--<parameter> <value> ...]
                   magpie objects decrypt --bucket <bucket> --all
                   magpie objects get --bucket <bucket> --key <key>
            """,
        discussion: """
            \(ObjectsModel.operations.map { "  \($0.command)\n      \($0.help)" }.joined(separator: "\n"))
              get
                  Prints the content of an encrypted object, for users who may read its file and see values.
            """,
        subcommands: [ObjectsGetCommand.self, ObjectsOperationCommand.self],
        defaultSubcommand: ObjectsOperationCommand.self
    )
}

/// `magpie objects OPERATION`.
struct ObjectsOperationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "operation", shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough, help: "The operation and its parameters.")
    var words: [String] = []

    func run() throws {
        if words.first == "decrypt", words.contains("--all") { return try undo() }
        try OperationCall(
            service: "objects",
            operations: ObjectsModel.operations,
            words: words,
            text: ObjectsOperationCommand.text
        ).run()
    }

    /// An answer for people.
    private static func text(_ operation: OperationModel, _ answer: JSONValue) -> [UInt8]? {
        func text(_ value: JSONValue?) -> String { value?.string ?? "-" }
        switch operation.name {
        case "List":
            let rows = answer["Objects"]?.array.map {
                [text($0["Key"]), text($0["EncryptedAt"]), text($0["Rule"]), text($0["KeyId"])]
            }
            return Columns.lines([["key", "encrypted", "by rule", "under"]] + (rows ?? []))
        case "ListActions":
            let rows = answer["Actions"]?.array.map { action in
                [
                    text(action["startedAt"]), text(action["kind"]), text(action["state"]),
                    "\(text(action["bucket"]?["name"]))/\(text(action["object"]?["key"]))",
                    text(action["rule"] ?? action["user"]),
                    text(action["reason"]),
                ]
            }
            return Columns.lines([["time", "what", "state", "object", "by", "reason"]] + (rows ?? []))
        case "Encrypt", "Decrypt": return []
        default: return nil
        }
    }

    /// Decrypts everything in a bucket.
    private func undo() throws {
        var options = try ServiceOptions.parse([])
        var bucket: String?
        var rest = words.dropFirst()
        while let word = rest.popFirst() {
            switch word {
            case "--all": break
            case "--bucket": bucket = rest.popFirst()
            case "--socket": options.socket = rest.popFirst()
            default:
                throw Diagnostic("'\(word)' does not go with --all", hint: "magpie objects decrypt --bucket NAME --all")
            }
        }
        guard let bucket else {
            throw Diagnostic("--bucket is missing", hint: "magpie objects decrypt --bucket NAME --all")
        }
        var (done, failed) = (0, 0)
        var marker: String?
        repeat {
            let page = try options.perform(
                "objects:List",
                .present(["Bucket": .string(bucket), "Marker": marker.map { .string($0) }])
            )
            for object in page["Objects"]?.array ?? [] {
                guard let key = object["Key"]?.string else { continue }
                do {
                    _ = try options.perform(
                        "objects:Decrypt",
                        .object(["Bucket": .string(bucket), "Key": .string(key)])
                    )
                    done += 1
                } catch let error as Diagnostic {
                    failed += 1
                    StandardError.print(Diagnostic("\(TerminalText.escaped(key)): \(error.message)", hint: error.hint))
                }
            }
            marker = page["NextMarker"]?.string
        } while marker != nil
        var output = Array("\(Quantity.grouped(done)) objects decrypted, \(Quantity.grouped(failed)) not\n".utf8)
        StandardOutput.write(&output)
        if failed > 0 { throw ExitStatus.failure.error }
    }
}

/// `magpie objects get`.
struct ObjectsGetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Prints the content of an encrypted object.",
        discussion:
            "It stays encrypted. The file is opened as the user who asks, and its data key is given to users with the role reveal."
    )

    @OptionGroup var service: ServiceOptions

    @Option(help: ArgumentHelp("The bucket.", valueName: "name"))
    var bucket: String

    @Option(help: ArgumentHelp("The object.", valueName: "key"))
    var key: String

    func run() throws {
        let (buckets, _) = try service.ask(ControlRequest("buckets-list"), for: [BucketSummary].self)
        guard let path = buckets.first(where: { $0.name == bucket })?.path else {
            throw Diagnostic("there is no bucket '\(bucket)'", hint: "see 'magpie buckets list'")
        }
        var words = ["\(path)/\(key)", "--output", "-"]
        if let socket = service.socket { words += ["--socket", socket] }
        try DecryptCommand.parse(words).run()
    }
}
