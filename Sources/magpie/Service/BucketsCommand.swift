import JSON
import Terminal
import ArgumentParser
import Control

/// `magpie buckets`: what the service watches.
struct BucketsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "buckets",
        abstract: "Shows the buckets that the service watches.",
        subcommands: [List.self, Show.self]
    )

    /// `magpie buckets list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all buckets with what they hold.")

        @OptionGroup var service: ServiceOptions

        @Option(help: ArgumentHelp("Only buckets of this name; '*' stands for any characters.", valueName: "name"))
        var name: String?

        func run() throws {
            let request = ControlRequest("macie2:ListBucketHoldings", ["bucketName": name.map { .string($0) }])
            try service.print(request, as: BucketsAnswer.self, showing: "buckets") {
                BucketsCommand.table($0.buckets, "bucket")
            }
        }
    }

    /// `magpie buckets show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what a bucket holds, and each of its folders.",
            discussion: """
                The score goes from 1, analysed and nothing found, over 50, not analysed, to 100; -1 means that nothing \
                could be analysed. "rights unknown" means that an NFSv4 list of rights decides who may see it, and cannot be \
                read or understood.
                """
        )

        @OptionGroup var service: ServiceOptions

        @Argument(help: ArgumentHelp("The bucket.", valueName: "name"))
        var name: String

        @Option(help: ArgumentHelp("Show the folders in this one.", valueName: "folder"))
        var folder: String?

        @Flag(help: "Name the objects in it that were looked at only in part, with why; the first 10,000 by path.")
        var partial = false

        func run() throws {
            let request = ControlRequest(
                "macie2:DescribeBucketFolder",
                [
                    "bucketName": .string(name), "folder": folder.map { .string($0) },
                    "partial": partial ? .boolean(true) : nil,
                ]
            )
            try service.print(request, as: BucketAnswer.self, text: Show.text)
        }

        private static func text(_ answer: BucketAnswer) -> [UInt8] {
            let bucket = answer.bucket
            let gaps = bucket.gaps.sorted { $0.key < $1.key }.map { "\(Quantity.grouped($0.value)) \($0.key)" }
            let isUnknown = bucket.publicAccess == "UNKNOWN"
            let known = bucket.publicAccess.lowercased().split(separator: "_").joined(separator: " ")
            let access = isUnknown ? "rights unknown" : known
            let unknownObjects = bucket.unknownRightsObjectCount.map { Quantity.grouped($0) } ?? "-"
            let nobody = isUnknown ? "rights unknown" : "-"
            let shared = bucket.sharedWith.isEmpty ? nobody : bucket.sharedWith.joined(separator: ", ")
            var rows: [[String]] = [
                ["bucket", bucket.name], ["path", bucket.path],
                ["objects", "\(Quantity.grouped(bucket.objectCount)), \(Quantity.bytes(Double(bucket.sizeInBytes)))"],
                [
                    "classifiable",
                    "\(Quantity.grouped(bucket.classifiableObjectCount)), "
                        + "\(Quantity.bytes(Double(bucket.classifiableSizeInBytes)))",
                ],
                [
                    "analysed",
                    "\(Quantity.grouped(bucket.completeCount)) completely, \(Quantity.grouped(bucket.partialCount)) in part, "
                        + "\(Quantity.grouped(bucket.skippedCount)) not",
                ],
                ["not completely because", gaps.isEmpty ? "-" : gaps.joined(separator: ", ")],
                [
                    "encrypted",
                    Quantity.grouped(
                        bucket.objectCountByEncryptionType.customerManaged + bucket.objectCountByEncryptionType.unknown
                    ),
                ],
                [
                    "sensitive",
                    "\(Quantity.grouped(bucket.highFindings)) high, \(Quantity.grouped(bucket.mediumFindings)) medium, "
                        + "\(Quantity.grouped(bucket.lowFindings)) low, "
                        + "\(Quantity.grouped(bucket.statistics.totalDetectionsSuppressed)) archived",
                ],
                ["public access", access],
                ["world-readable objects", Quantity.grouped(bucket.worldReadableObjectCount)],
                ["objects with unknown rights", unknownObjects],
                ["shared with", shared],
                ["sensitivity score", "\(bucket.sensitivityScore)"],
                ["last compared", bucket.reconciledAt ?? "never"],
            ]
            for mount in answer.mounts ?? [] { rows.append(["not entered", mount.line]) }
            let others = (answer.mountCount ?? 0) - (answer.mounts ?? []).count
            if others > 0 { rows.append(["not entered", "\(Quantity.grouped(others)) more"]) }
            for index in rows.indices { rows[index][1] = TerminalText.escaped(rows[index][1]) }
            let folders = answer.folders.isEmpty ? [] : [10] + BucketsCommand.table(answer.folders, "folder")
            return Columns.lines(rows) + BucketsCommand.histogram(bucket.contentClasses ?? []) + folders
                + BucketsCommand.partial(answer.partialObjects)
        }
    }

    /// What the documents are, a class a line: how many, of how many that is nearly sure, and a bar for their share of all.
    private static func histogram(_ classes: [BucketSummary.ContentClass]) -> [UInt8] {
        guard let most = classes.map(\.objectCount).max(), most > 0 else { return [] }
        var rows = [["class", "objects", "sure", ""]]
        for one in classes {
            rows.append(
                [
                    TerminalText.escaped(one.name), Quantity.grouped(one.objectCount),
                    // Of those with a probability of 0.9 or more.
                    Quantity.grouped(one.objectCountByProbability.last ?? 0),
                    String(repeating: "#", count: max(1, one.objectCount * barWidth / most)),
                ]
            )
        }
        return [10] + Columns.lines(rows)
    }

    /// Objects that were looked at only in part, one a line; nothing where nobody has asked.
    static func partial(_ objects: [BucketAnswer.PartialObject]?) -> [UInt8] {
        guard let objects, !objects.isEmpty else { return [] }
        let rows = objects.map { object in
            [object.key, object.reason, object.contentType, Quantity.bytes(Double(object.sizeInBytes))]
        }
        return [10] + Columns.lines([["in part only", "because", "type", "size"]] + rows)
    }

    /// How long the bar of the most frequent class is.
    private static let barWidth = 40

    /// Buckets or folders, one a line.
    private static func table(_ buckets: [BucketSummary], _ title: String) -> [UInt8] {
        var rows = [
            [title, "score", "objects", "size", "complete", "partial", "skipped", "high", "medium", "low", "path"]
        ]
        for bucket in buckets {
            let counts = [
                bucket.completeCount, bucket.partialCount, bucket.skippedCount, bucket.highFindings,
                bucket.mediumFindings, bucket.lowFindings,
            ]
            rows.append(
                [
                    TerminalText.escaped(bucket.name), String(bucket.sensitivityScore),
                    Quantity.grouped(bucket.objectCount), Quantity.bytes(Double(bucket.sizeInBytes)),
                ] + counts.map { Quantity.grouped($0) } + [TerminalText.escaped(bucket.path)]
            )
        }
        return Columns.lines(rows)
    }
}
