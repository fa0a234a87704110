import Configuring
import Control
import POSIX

extension ControlLimits {
    /// What the configuration lets clients use.
    init(_ limits: Limits.Clients) {
        self.init()
        connections = limits.connections
        connectionsPerUser = limits.connectionsPerUser
        requestBytesInAll = limits.requestMegabytes << 20
        requestBytesPerUser = limits.requestMegabytesPerUser << 20
        answerBytes = limits.answerMegabytes << 20
        requestMilliseconds = limits.requestSeconds * 1000
        answerMilliseconds = limits.answerSeconds * 1000
        idleSeconds = limits.idleSeconds
    }
}

/// How many clients there are, which the server knows that is made after whoever wants to know.
final class ClientCounts: Sendable {
    private let server = Monitor<ControlServer?>(nil)

    /// Counts the clients of a server from now on.
    func count(of server: ControlServer) { self.server.withLock { $0 = server } }

    /// Those connected, and those turned away or dropped since the start because of limits.
    var now: (connected: Int, turnedAway: Int) { server.withLock { $0 }?.clients ?? (0, 0) }
}
