public import Findings
public import ObjectReading
public import POSIX
import Synchronization

/// A scan of files and folders.
///
/// ``run(_:options:consumer:)`` is the one entry: roots in, reports out. Threads walk and scan together; each has a
/// consumer of its own, so that turning reports into output is parallel too.
public enum Scan {
    /// What a thread does with what it finds.
    public protocol Consumer: SendableMetatype {
        /// Takes an occurrence as it is found, in order of offset within a file; the file's report follows. Only if the
        /// options stream occurrences.
        mutating func take(_ occurrence: Detection, in path: [UInt8], status: FileStatus?)

        /// Takes the report on a file.
        ///
        /// - Returns: Whether the scan is to go on; `false` when nobody wants its results any more.
        mutating func take(_ report: FileReport) -> Bool

        /// Called on the thread when it has no more to do.
        mutating func finish()
    }

    /// Scans everything below `roots`.
    ///
    /// - Parameters:
    ///   - roots: Paths of files and folders; `-` for standard input.
    ///   - options: What to look for and how.
    ///   - control: Tells how far the scan is, and ends it early.
    ///   - makeConsumer: Called once on each thread.
    /// - Throws: What making a scanner throws: memory ran out.
    public static func run<C: Consumer>(
        _ roots: [[UInt8]],
        options: ScanOptions,
        control: ScanControl = ScanControl(),
        makeConsumer: @escaping @Sendable () -> C
    ) throws {
        let walk = TreeWalk(roots: roots, options, control)
        let made = Mutex((count: 0, failure: nil as (any Error)?))
        Threads.run(options.threads) { _ in
            do {
                let scanner = try FileScanner(options, control)
                made.withLock { $0.count += 1 }
                var worker = ScanWorker(walk: walk, options: options, scanner: scanner, consumer: makeConsumer())
                worker.run()
            } catch {
                // The other threads do what this one would have done.
                made.withLock { $0.failure = error }
            }
        }
        let result = made.withLock { $0 }
        if result.count == 0, let failure = result.failure { throw failure }
    }
}

/// One thread of a scan.
private struct ScanWorker<C: Scan.Consumer>: ~Copyable {
    let walk: TreeWalk
    let options: ScanOptions
    var scanner: FileScanner
    var consumer: C

    init(walk: TreeWalk, options: ScanOptions, scanner: consuming FileScanner, consumer: C) {
        self.walk = walk
        self.options = options
        self.scanner = scanner
        self.consumer = consumer
    }

    mutating func run() {
        while let work = walk.next() {
            switch work.task {
            case .root(let path): scanRoot(path, work)
            case .folder(let name, let parent, let rootLength): enter(name, in: parent, rootLength, work)
            case .files(let entries, let parent):
                for entry in entries where !walk.isStopped { scan(entry.name, in: parent) }
            }
            walk.finish(work)
        }
        consumer.finish()
    }

    private mutating func scanRoot(_ path: [UInt8], _ work: TreeWalk.Work) {
        if path == Array("-".utf8) {
            let file = OpenFile(standardInput: ())
            scan(file, path: path)
            return
        }
        do {
            let directory = try Directory(path: trimmed(path))
            list(directory, rootLength: directory.path.count, work)
        } catch let error where error.isNotDirectory {
            do {
                let file = try OpenFile(path: path)
                let kind = try file.status().kind
                if kind == .regular { scan(file, path: path) } else { skip(path, .special(kind)) }
            } catch {
                skip(path, Gap.Reason(error))
            }
        } catch {
            skip(path, Gap.Reason(error))
        }
    }

    /// A path without slashes at its end, unless it is nothing else.
    private func trimmed(_ path: [UInt8]) -> [UInt8] {
        var path = path
        while path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
        return path
    }

    private mutating func enter(_ name: [UInt8], in parent: Directory, _ rootLength: Int, _ work: TreeWalk.Work) {
        do throws(SystemError) {
            if !options.crossesFileSystems, let boundary = try parent.boundary(before: name) {
                return skip(parent.path(of: name), Gap.Reason(boundary))
            }
            let directory = try Directory(name, in: parent)
            // Whatever was mounted in between.
            if !options.crossesFileSystems, let boundary = parent.boundary(before: directory) {
                skip(directory.path, Gap.Reason(boundary))
            } else {
                list(directory, rootLength: rootLength, work)
            }
        } catch {
            skip(parent.path(of: name), Gap.Reason(error))
        }
    }

    private mutating func list(_ directory: Directory, rootLength: Int, _ work: TreeWalk.Work) {
        do {
            try walk.list(directory, rootLength: rootLength, for: work) { skip($0, $1) }
        } catch {
            skip(directory.path, Gap.Reason(error))
        }
    }

    private mutating func scan(_ name: [UInt8], in directory: Directory) {
        do {
            let file = try OpenFile(name, in: directory)
            scan(file, path: directory.path(of: name))
        } catch {
            skip(directory.path(of: name), Gap.Reason(error))
        }
    }

    private mutating func scan(_ file: borrowing OpenFile, path: [UInt8]) {
        let report = scanner.scan(file, path: path) { detection, status in
            consumer.take(detection, in: path, status: status)
        }
        if !consumer.take(report) { walk.stop() }
    }

    private mutating func skip(_ path: [UInt8], _ gap: Gap.Reason) {
        if !consumer.take(FileReport(path: path, coverage: .skipped(gap))) { walk.stop() }
    }
}
