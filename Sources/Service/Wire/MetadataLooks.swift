import POSIX

/// Finds out which users hold connections to this service: one look at the kernel's table for all who ask meanwhile.
///
/// The table has all connections of the machine, and whoever opens many makes looks long. So looks take a part of one
/// processor's time and no more, however many ask; and only so many wait for the next, and no threads with them.
final class MetadataLooks: Sendable {
    private struct Question: Sendable {
        var place: LoopbackPeer.Place
        var ports: Set<Int>
        var folder: String
    }

    /// Why nobody is found.
    enum Failure: Error {
        /// Too many ask.
        case busy
        case system(SystemError)
    }

    private let group: GroupCommit<Question, UInt32?>
    private let waiting = Monitor(0)
    /// What those do who have been told.
    private let threads = LimitedThreads(most: 16)

    /// How many may wait for a look.
    private static let most = 256
    /// How many times as long as a look nobody looks again after it.
    private static let pause = 3
    /// The longest pause, in milliseconds.
    private static let longestPause = 500

    /// Has not looked yet.
    init() {
        let next = Monitor(Timestamp.monotonic())
        group = GroupCommit { questions in
            let early = next.withLock { Int($0.seconds(since: .monotonic()) * 1000) }
            if early > 0 { Threads.sleep(milliseconds: early) }
            let start = Timestamp.monotonic()
            defer {
                let end = Timestamp.monotonic()
                let milliseconds = Int(end.seconds(since: start) * 1000) * MetadataLooks.pause
                next.withLock { $0 = end.adding(milliseconds: min(milliseconds, MetadataLooks.longestPause)) }
            }
            return try MetadataLooks.answers(to: questions)
        }
    }

    /// Finds out who holds the other end of a connection.
    ///
    /// - Parameters:
    ///   - place: The other end.
    ///   - ports: Where this end may be.
    ///   - folder: The network's folder: `/proc/self/net`, or that of another process in its network.
    ///   - done: Gets the user's number, `nil` for nobody's connection, or why it cannot be told.
    func find(
        _ place: LoopbackPeer.Place,
        to ports: Set<Int>,
        in folder: String,
        then done: @escaping @Sendable (Result<UInt32?, Failure>) -> Void
    ) {
        let isIn = waiting.withLock { waiting in
            guard waiting < MetadataLooks.most else { return false }
            waiting += 1
            return true
        }
        guard isIn else { return done(.failure(.busy)) }
        group.write(Question(place: place, ports: ports, folder: folder)) { [waiting, threads] answer in
            let result = answer.mapError { Failure.system($0 as? SystemError ?? .brokenOff) }
            let work: @Sendable () -> Void = {
                waiting.withLock { $0 -= 1 }
                done(result)
            }
            // The next look does not wait for what is done with this one.
            if !threads.start(work) { work() }
        }
    }

    private static func answers(to questions: [Question]) throws(SystemError) -> [UInt32?] {
        // All are asked by one configuration, unless that has just changed.
        var found: [String: [LoopbackPeer.Place: UInt32]] = [:]
        for question in questions where found[question.folder] == nil {
            let own = questions.filter { $0.folder == question.folder }
            found[question.folder] = try LoopbackPeer.userIDs(
                of: Set(own.map(\.place)),
                to: question.ports,
                in: question.folder
            )
        }
        return questions.map { found[$0.folder]?[$0.place] }
    }
}
