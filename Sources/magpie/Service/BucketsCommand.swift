import ArgumentParser
import Control
import Reporting

/// `magpie buckets`: what the service watches.
struct BucketsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "buckets",
        abstract: "Shows the buckets that the service watches.",
        subcommands: [List.self]
    )

    /// `magpie buckets list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all buckets with what they hold.")

        @OptionGroup var service: ServiceOptions

        func run() throws {
            var (buckets, output) = try service.ask(ControlRequest("buckets-list"), for: [BucketSummary].self)
            if service.format == .json {
                output.append(UInt8(ascii: "\n"))
            } else {
                var rows = [
                    ["bucket", "objects", "size", "complete", "partial", "skipped", "high", "medium", "low", "path"]
                ]
                for bucket in buckets {
                    rows.append([
                        TerminalText.escaped(bucket.name), Quantity.grouped(bucket.objectCount),
                        Quantity.bytes(Double(bucket.sizeInBytes)), Quantity.grouped(bucket.completeCount),
                        Quantity.grouped(bucket.partialCount), Quantity.grouped(bucket.skippedCount),
                        Quantity.grouped(bucket.highFindings), Quantity.grouped(bucket.mediumFindings),
                        Quantity.grouped(bucket.lowFindings), TerminalText.escaped(bucket.path),
                    ])
                }
                output = Columns.lines(rows)
            }
            StandardOutput.write(&output)
        }
    }
}
