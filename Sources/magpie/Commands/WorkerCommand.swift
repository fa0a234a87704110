import ArgumentParser
import POSIX
import Workers

/// `magpie worker`: what `magpied` starts to look into files, confined to them.
struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Scans the files that magpied hands over.",
        shouldDisplay: false
    )

    @Flag(help: "Tells how far a worker is confined on this machine, and tries to break out.")
    var check = false

    @Flag(help: "Tells whether the system lets a worker do what it needs, and ends.")
    var checkConfinement = false

    func run() throws {
        if checkConfinement { Needs.worker.check() }
        if check { return try tryToBreakOut() }
        // Systemd hands a connection over under the same number as magpied does.
        guard let channel = FrameChannel(inherited: ChildProcess.channelDescriptor) else {
            throw ValidationError("'magpie worker' is started by magpied")
        }
        if !Worker.serve(channel) { throw ExitStatus.failure.error }
    }

    private func tryToBreakOut() throws {
        let level = try Worker.confine()
        let results = Confinement.probe()
        var text = "confined by \(level.description)\n"
        for result in results { text += "\(result.isRefused ? "refused" : "MANAGED")  \(result.attempt)\n" }
        let failures = results.count { !$0.isRefused }
        text += "\(results.count - failures) of \(results.count) attempts refused\n"
        var output = Array(text.utf8)
        StandardOutput.write(&output)
        if failures > 0 { throw ExitStatus.failure.error }
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
