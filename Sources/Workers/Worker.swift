import Diagnostics
public import Extraction
import HelperProcesses
public import POSIX
import Preparation
import Scanning
import ScanSetups
import WorkerMessages

/// The child's side: scans the files that come over a channel, with nothing else in reach.
///
/// The first message is the setup, answered when everything is ready and the process has locked itself in. Then each
/// message is a file with its limits, answered by its report, or a table of the managed secrets to recognise from then
/// on.
public enum Worker {
    /// The most memory that a worker may have, in bytes of address space.
    public static let memoryLimit = 2 << 30

    /// Serves `channel` until its other end closes.
    ///
    /// - Parameters:
    ///   - channel: Leads to who has started the worker.
    ///   - version: Of the program; who has started the worker compares it with its own.
    ///   - library: Reads archives; handed over by the program, so that no other one that knows of workers has it.
    ///   - pdfLibrary: Reads PDF files; like that.
    /// - Returns: Whether all went well.
    public static func serve(
        _ channel: FrameChannel,
        version: String,
        reading library: any ArchiveLibrary,
        pdf pdfLibrary: any PDFLibrary
    ) -> Bool {
        do {
            guard let first = try channel.receive(upTo: WorkerMessage.longestSetup) else { return true }
            var problems: [Diagnostic] = []
            var options: ScanOptions
            do {
                if let problem = Needs.worker.problem() {
                    throw Diagnostic(
                        "a worker cannot work: \(problem)",
                        hint: "see 'SystemCallFilter' of its unit, and 'magpie worker --check-confinement'"
                    )
                }
                let setup = try SetupCoding.setup(first.bytes)
                options = try setup.options(&problems)
                options.documents = .read(Extractor(setup.extractionLimits, library, pdf: pdfLibrary))
                if let problem = problems.first { throw problem }
            } catch let problem as Diagnostic {
                try channel.send(WorkerMessage.refusal(problem).bytes)
                return false
            }
            var scanner = try OpenFileScanner(options)
            let level = try confine()
            let ready = WorkerMessage.ready(
                version: version,
                landlock: level.landlock,
                isFiltered: level.isFiltered
            )
            try channel.send(ready.bytes)
            while let job = try channel.receive(upTo: WorkerMessage.longestJob) {
                try scan(job, &scanner, channel)
            }
            return true
        } catch {
            return false
        }
    }

    /// Locks the process in; what it has open beyond its channel is closed.
    ///
    /// - Throws: `SystemError` when its limits cannot be set.
    public static func confine() throws(SystemError) -> Confinement.Level {
        try Confinement.enter(
            memory: memoryLimit,
            descriptors: 16,
            keptDescriptors: Int(ChildProcess.channelDescriptor) + 1
        )
    }

    private static func scan(
        _ job: consuming FrameChannel.Frame,
        _ scanner: inout OpenFileScanner,
        _ channel: FrameChannel
    ) throws {
        var reader = ByteReader(job.bytes)
        if job.bytes == WorkerMessage.table {
            guard let file = job.file.take() else { throw ByteReader.Malformed() }
            let table = try file.contents(upTo: WorkerMessage.longestTable)
            guard try scanner.recognise(writtenTable: table) else { throw ByteReader.Malformed() }
            return try channel.send(WorkerMessage.tookTable)
        }
        let seconds = try reader.int(in: 1...10_000_000)
        let bytes = try reader.int(in: 1...Int.max)
        guard let file = job.file.take() else { throw ByteReader.Malformed() }
        // What hangs in a single chunk is ended by the signal, a little after the coordinator has given up.
        Confinement.endAfter(seconds: seconds + 2 * WorkerMessage.graceSeconds)
        let isListing = try reader.bool()
        let path = try reader.bytes()
        if isListing {
            var failure: SystemError?
            let report = scanner.listTexts(of: file, seconds: seconds, bytes: bytes) { text in
                guard failure == nil else { return }
                do throws(SystemError) {
                    try channel.send(TextCoding.bytes(text))
                } catch {
                    failure = error
                }
            }
            Confinement.endAfter(seconds: 0)
            if let failure { throw failure }
            return try channel.send(TextCoding.bytes(ReportCoding.bytes(report)))
        }
        let report = scanner.scan(file, path: path, seconds: seconds, bytes: bytes) { channel.hasPeer }
        Confinement.endAfter(seconds: 0)
        try channel.send(ReportCoding.bytes(report))
    }
}
