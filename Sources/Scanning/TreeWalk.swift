import Findings
import ObjectReading
import PathPatterns
import POSIX

/// The work that is left of a walk over trees, shared by all threads.
///
/// A last-in first-out stack: a thread that finds folders puts them on it and goes on with the last, so what is open at
/// any time is a path and its siblings, not a level of the tree. Folders are pruned before they are entered, and
/// everything is opened relative to its folder.
final class TreeWalk: Sendable {
    /// A piece of work.
    enum Task: Sendable {
        /// A root as the user named it.
        case root([UInt8])
        /// A folder to list, in a tree whose root's path has the given length.
        case folder(name: [UInt8], parent: Directory, rootLength: Int)
        /// Files to scan.
        case files(ArraySlice<Directory.Entry>, parent: Directory)
    }

    /// A piece of work and what goes with it.
    struct Work: Sendable {
        var task: Task
        /// Which part of everything it is taken to be; see ``ScanControl/fractionDone``.
        var share: UInt64
        /// What the ignore files above it leave out.
        var ignores: IgnoreFiles?
    }

    private struct State {
        var stack: [Work]
        var working = 0
    }

    private let monitor: Monitor<State>
    private let options: ScanOptions
    private let control: ScanControl

    /// Files that are handed out together: few enough to share out, many enough to be worth a lock.
    private static let batch = 32

    init(roots: [[UInt8]], _ options: ScanOptions, _ control: ScanControl) {
        let share = ScanControl.whole / UInt64(max(1, roots.count))
        monitor = Monitor(State(stack: roots.reversed().map { Work(task: .root($0), share: share) }))
        self.options = options
        self.control = control
    }

    /// The next piece of work, which must be ended with ``finish()``; `nil` when all is done or the walk was stopped.
    ///
    /// Waits while other threads may still find more.
    func next() -> Work? {
        let work: Work?? = monitor.wait { state -> Work?? in
            if control.isStopped { return .some(nil) }
            if let work = state.stack.popLast() {
                state.working += 1
                return .some(work)
            }
            return state.working == 0 ? .some(nil) : nil
        }
        return work ?? nil
    }

    /// Ends the piece of work that ``next()`` gave.
    func finish(_ work: Work) {
        if case .files = work.task { control.addShare(work.share) }
        monitor.withLock { $0.working -= 1 }
        monitor.notifyAll()
    }

    /// Makes all threads end after what they are at.
    func stop() {
        control.stop()
        monitor.notifyAll()
    }

    /// Whether the walk is to end before all is done.
    var isStopped: Bool { control.isStopped }

    /// Lists a folder and puts what lies in it on the stack, in order of names.
    ///
    /// - Parameters:
    ///   - directory: The folder.
    ///   - rootLength: The length of the path of the tree's root.
    ///   - work: What the folder was listed for, whose share is divided among what is in it.
    ///   - skip: Called for each entry that is left out, with the reason.
    /// - Throws: `SystemError` when the folder cannot be listed.
    func list(
        _ directory: Directory,
        rootLength: Int,
        for work: Work,
        skip: ([UInt8], Gap.Reason) -> Void
    ) throws(SystemError) {
        var files: [Directory.Entry] = []
        var folders: [Task] = []
        let entries = try directory.entries()
        let ignores =
            options.respectsIgnoreFiles ? IgnoreFiles.read(in: directory, entries, above: work.ignores) : nil
        for var entry in entries {
            if !options.scansHidden, entry.name.first == UInt8(ascii: ".") { continue }
            if entry.kind == .unknown { entry.kind = (try? directory.kind(of: entry.name)) ?? .unknown }
            if !options.selection.isEverything, !isSelected(entry, in: directory, rootLength) { continue }
            if let ignores, ignores.leavesOut(entry, in: directory) { continue }
            switch entry.kind {
            case .regular, .unknown: files.append(entry)
            case .directory:
                folders.append(.folder(name: entry.name, parent: directory, rootLength: rootLength))
            case .symbolicLink: skip(directory.path(of: entry.name), .symbolicLink)
            case .pipe, .socket, .characterDevice, .blockDevice:
                skip(directory.path(of: entry.name), .special(entry.kind))
            }
        }
        var tasks: [Task] = []
        for start in stride(from: 0, to: files.count, by: TreeWalk.batch) {
            tasks.append(.files(files[start..<min(files.count, start + TreeWalk.batch)], parent: directory))
        }
        tasks += folders
        guard !tasks.isEmpty else {
            control.addShare(work.share)
            return
        }
        let share = work.share / UInt64(tasks.count)
        let pushed = tasks.reversed().map { Work(task: $0, share: share, ignores: ignores) }
        monitor.withLock { $0.stack += pushed }
        if tasks.count > 1 { monitor.notifyAll() }
    }

    private func isSelected(_ entry: Directory.Entry, in directory: Directory, _ rootLength: Int) -> Bool {
        let path = Array(directory.path(of: entry.name).dropFirst(rootLength).drop { $0 == UInt8(ascii: "/") })
        return entry.kind == .directory
            ? options.selection.enters(path)
            : options.selection.includes(path)
    }
}
