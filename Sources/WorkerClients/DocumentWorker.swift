public import Diagnostics
public import Findings
public import HelperProcesses
public import POSIX
public import ScanSetups
public import Scanning

/// Has documents and containers read by a worker, which is started when the first of them comes.
///
/// For one thread at a time.
public final class DocumentWorker: DocumentScanning {
    private let helper: Helper
    private let setup: ScanSetup
    private let hasFailed: @Sendable (Diagnostic) -> Void
    private var client: WorkerClient?

    /// Starts nothing yet.
    ///
    /// - Parameters:
    ///   - helper: Where workers come from.
    ///   - setup: What they are to look for.
    ///   - hasFailed: Told why no worker can be started, for each object that needs one.
    public init(_ helper: Helper, _ setup: ScanSetup, hasFailed: @escaping @Sendable (Diagnostic) -> Void) {
        (self.helper, self.setup, self.hasFailed) = (helper, setup, hasFailed)
    }

    public func scan(_ file: borrowing OpenFile, path: [UInt8]) -> FileReport {
        do {
            let worker =
                try client
                ?? WorkerClient(
                    helper,
                    setup,
                    WorkerClient.Events { _, _ in
                    } hasStarted: { _ in
                    }
                )
            client = worker
            return worker.scan(file, path: path)
        } catch {
            hasFailed((error as? Diagnostic) ?? Diagnostic("\(error)"))
            return FileReport(path: path, coverage: .skipped(.scannerFailed))
        }
    }
}
