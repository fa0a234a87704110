public import FindingDocuments
public import Findings
import JSON

/// The format `jsonl`: one finding a line, for each object in which something was found.
public struct FindingReport: ReportFormatter {
    private var maker: FindingMaker
    private var writer = FindingWriter()

    /// Creates a report without findings.
    public init(_ context: ReportContext) { maker = FindingMaker(context) }

    public var bytes: [UInt8] {
        get { writer.bytes }
        _modify { yield &writer.bytes }
    }

    public mutating func add(_ detection: Detection, in path: [UInt8]) {}

    public mutating func add(_ report: FileReport) {
        guard let finding = maker.finding(of: report) else { return }
        writer.write(finding)
        writer.endRecord()
    }
}
