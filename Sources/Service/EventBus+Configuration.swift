import Configuring
import Diagnostics
import EventBus
import EventRules
import POSIX
import Terminal

extension EventBus.Settings {
    /// What the configuration says of the bus.
    ///
    /// - Throws: `Diagnostic` when the feed cannot be where it should.
    init(_ settings: Settings, _ state: StateFolder) throws(Diagnostic) {
        if let problem = WritablePlace.problem(of: settings.feed) {
            throw Diagnostic(
                "the feed cannot be \(TerminalText.escaped(settings.feed)): \(problem)",
                hint: "put it below \(TerminalText.escaped(settings.state)), or see 'ReadWritePaths' in systemd.exec(5)"
            )
        }
        self.init(feed: settings.feed, signingKey: state.webhookKey)
        feedGroup = settings.feedGroup
        home = settings.state
        fileSize = settings.feedSize
        fileCount = settings.feedFiles
        allowedNetworks = settings.webhookNetworks
        certificates = settings.webhookCertificates.map { String(decoding: $0, as: UTF8.self) }
    }
}
