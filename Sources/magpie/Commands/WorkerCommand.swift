import Archives
import ArgumentParser
import Diagnostics
import PDFFiles
import POSIX
import ProductIdentity
import Workers

/// `magpie worker`: what `magpied` and `magpie scan` start to look into files, confined to them.
struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Scans the files that are handed over.",
        shouldDisplay: false
    )

    @Flag(help: "Tells how far a worker is confined on this machine, and tries to break out.")
    var check = false

    @Flag(help: "Tells whether the system lets a worker do what it needs, and ends.")
    var checkConfinement = false

    @Flag(help: ArgumentHelp("Does that, and tells it through the channel.", visibility: .private))
    var probe = false

    func run() throws {
        if checkConfinement { Needs.worker.check() }
        if check { return try tryToBreakOut() }
        // Systemd hands a connection over under the same number as magpied does.
        guard let channel = FrameChannel(inherited: ChildProcess.channelDescriptor) else {
            throw ValidationError("'magpie worker' is started by magpied and by other commands")
        }
        if probe { return try tell(channel) }
        if !Worker.serve(channel, version: Product.version, reading: LibArchive(), pdf: QPDF()) {
            throw ExitStatus.failure.error
        }
    }

    /// How long a process may take that tries to break out, in seconds.
    private static let probeSeconds = 60

    /// Has another process try it: one that is confined may not even write to a file that standard output is.
    private func tryToBreakOut() throws {
        guard let program = System.programPath else {
            throw Diagnostic("this program cannot start itself", hint: "mount /proc")
        }
        let child = try ChildProcess(path: program, arguments: ["magpie", "worker", "--probe"], environment: [])
        child.channel.limitWaiting(seconds: WorkerCommand.probeSeconds)
        guard let report = try? child.channel.receive(upTo: 1 << 16), let status = report.bytes.first else {
            throw Diagnostic("the confined process has ended before it told anything", hint: "see the kernel's log")
        }
        var output = Array(report.bytes.dropFirst())
        StandardOutput.write(&output)
        if status != 0 { throw ExitStatus.failure.error }
    }

    private func tell(_ channel: FrameChannel) throws {
        let level = try Worker.confine()
        let results = Confinement.probe()
        var text = "confined by \(level.description)\n"
        for result in results { text += "\(result.isRefused ? "refused" : "MANAGED")  \(result.attempt)\n" }
        let failures = results.count { !$0.isRefused }
        text += "\(results.count - failures) of \(results.count) attempts refused\n"
        try channel.send([failures > 0 ? 1 : 0] + Array(text.utf8))
    }
}

/// `magpie watcher`: what systemd starts to make watches of whole file systems for `magpied`, which may not.
struct WatcherCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watcher",
        abstract: "Makes watches of file systems for magpied.",
        shouldDisplay: false
    )

    @Flag(help: "Tells whether the system lets this process do what it needs, and ends.")
    var checkConfinement = false

    func run() throws {
        if checkConfinement { Needs.watcher.check() }
        if Needs.watcher.problem(saidBy: "magpie watcher") != nil { throw ExitStatus.failure.error }
        guard let channel = FrameChannel(inherited: ChildProcess.channelDescriptor) else {
            throw ValidationError("'magpie watcher' is started by systemd")
        }
        try FileSystemEvents.serve(channel)
    }
}
