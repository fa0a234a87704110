import Diagnostics
import Terminal
import ArgumentParser
import Control
import JSON
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
        let asksForHelp = words.contains("--help") || words.contains("-h")
        if words.first == "decrypt", words.contains("--all"), !asksForHelp {
            return try DecryptAll.parse(Array(words.dropFirst())).run()
        }
        let call = OperationCall(
            service: "objects",
            operations: ObjectsModel.operations,
            words: words,
            command: ObjectsCommand.self,
            text: ObjectsOperationCommand.text,
            otherOptions: ["decrypt": [["  --all", "In place of --key: all that are encrypted in the bucket."]]]
        )
        try call.run()
    }

    /// What makes answers readable for people.
    private static func text(_ operation: OperationModel) -> ((JSONValue) -> [UInt8])? {
        switch operation.name {
        case "List": list
        case "ListActions": actions
        case "Encrypt", "Decrypt": { _ in [] }
        default: nil
        }
    }

    private static func text(_ value: JSONValue?) -> String { value?.string ?? "-" }

    private static func list(_ answer: JSONValue) -> [UInt8] {
        let rows = answer["Objects"]?.array.map {
            [text($0["Key"]), text($0["EncryptedAt"]), text($0["Rule"]), text($0["KeyId"])]
        }
        return Columns.lines([["key", "encrypted", "by rule", "under"]] + (rows ?? []))
    }

    private static func actions(_ answer: JSONValue) -> [UInt8] {
        let rows = answer["Actions"]?.array.map { action in
            [
                text(action["startedAt"]), text(action["kind"]), text(action["state"]),
                "\(text(action["bucket"]?["name"]))/\(text(action["object"]?["key"]))",
                text(action["rule"] ?? action["user"]),
                text(action["reason"]),
            ]
        }
        return Columns.lines([["time", "what", "state", "object", "by", "reason"]] + (rows ?? []))
    }
}

/// `magpie objects decrypt --all`: decrypts everything in a bucket.
private struct DecryptAll: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "magpie objects decrypt")

    @OptionGroup var service: ServiceAddress

    @Option(help: ArgumentHelp("The bucket.", valueName: "name"))
    var bucket: String

    @Flag(help: "All of its objects that are encrypted.")
    var all = false

    func run() throws {
        var (done, failed) = (0, 0)
        var marker: String?
        repeat {
            let page = try service.perform(
                "objects:List",
                .present(["Bucket": .string(bucket), "Marker": marker.map { .string($0) }])
            )
            guard let objects = page["Objects"]?.array else { throw Diagnostic.foreignAnswer("no list of objects") }
            for object in objects {
                guard let key = object["Key"]?.string else {
                    throw Diagnostic.foreignAnswer("an object without a key")
                }
                do {
                    _ = try service.perform(
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

    @OptionGroup var service: ServiceAddress

    @Option(help: ArgumentHelp("The bucket.", valueName: "name"))
    var bucket: String

    @Option(help: ArgumentHelp("The object.", valueName: "key"))
    var key: String

    func run() throws {
        let answer = try service.ask(ControlRequest("macie2:ListBucketHoldings"))
        let buckets = try ControlCoding.value(answer, BucketsAnswer.self).buckets
        guard let path = buckets.first(where: { $0.name == bucket })?.path else {
            throw Diagnostic("there is no bucket '\(bucket)'", hint: "see 'magpie buckets list'")
        }
        var words = ["\(path)/\(key)", "--output", "-"]
        if let socket = service.socket { words += ["--socket", socket] }
        try DecryptCommand.parse(words).run()
    }
}
