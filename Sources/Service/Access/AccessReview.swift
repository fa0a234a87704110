import Configuring
import EventBus
import Findings
import IAM
import ObjectActions
import ObjectRewriting
import POSIX
import Records

/// Has findings of access keys that nobody uses or that are too old, and tells the event bus once a day of all that is unused.
///
/// What stands is told again the next day, and after a restart: a rule that has missed it gets it anyway. A finding is told of
/// once, when it comes and when it ends.
final class AccessReview: Sendable {
    private let identities: IAMService
    private let settings: CurrentSettings
    private let running: @Sendable () -> MonitoringService
    private let last = Monitor<Timestamp?>(nil)
    /// Whether something has happened to an access key since it was looked last.
    private let isAsked = Monitor(false)

    /// In seconds.
    private static let interval = 86_400.0
    /// How long it looks at nothing when nothing happens, in milliseconds.
    private static let pause = 60_000
    /// The most that is told of at a time, and the most new findings each time that it looks.
    private static let most = 1000
    /// How many findings are written at once.
    private static let piece = 200

    /// Reviews what `identities` know.
    ///
    /// - Parameters:
    ///   - identities: Knows users, roles, access keys and their uses.
    ///   - settings: What counts as unused or too old.
    ///   - running: What has the records and the event bus now.
    init(
        _ identities: IAMService,
        _ settings: CurrentSettings,
        in running: @escaping @Sendable () -> MonitoringService
    ) {
        self.identities = identities
        self.settings = settings
        self.running = running
    }

    /// Looks every minute, and as soon as something has happened to an access key.
    func run() -> Never {
        while true {
            tellIfDue()
            do {
                try followKeys()
            } catch {
                // It is tried again; that records cannot be written is a problem of its own.
                Log.write(.error, "findings of access keys cannot be kept", ["error": "\(error)"])
            }
            let next = Timestamp.monotonic().adding(milliseconds: AccessReview.pause)
            isAsked.wait(until: next) { isAsked in isAsked ? () : nil }
            isAsked.withLock { $0 = false }
        }
    }

    /// Has it look now: something has happened to an access key.
    func look() {
        isAsked.withLock { $0 = true }
        isAsked.notifyAll()
    }

    /// Tells of all that is unused, if a day has passed since it did so.
    func tellIfDue() {
        let now = Timestamp.monotonic()
        let isDue = last.withLock { last in
            if let last, now.seconds(since: last) < AccessReview.interval { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let (limits, time) = (settings().accessReview, Timestamp.now().secondsSince1970)
        let found = identities.unusedAccess(days: limits.unusedDays, keyDays: limits.keyAgeDays, at: time)
        let events = running().events
        // The bus says itself when it cannot take events.
        for access in found.prefix(AccessReview.most) { try? events.announce("Unused Access Found", access.json) }
    }

    /// Writes findings of access keys that have come to be unused or too old, and has those end that are so no longer.
    ///
    /// - Throws: When the records cannot be read or written: what was written until then stays.
    func followKeys() throws {
        let (limits, time) = (settings().accessReview, Timestamp.now().secondsSince1970)
        let found = identities.accessKeysAtRisk(days: limits.unusedDays, keyDays: limits.keyAgeDays, at: time)
            .compactMap { AccessReview.risk($0, limits) }
        let service = running()
        let standing = Dictionary(
            try service.records.accessKeyFindings().map { (Question($0.kind, $0.accessKeyID), $0) }
        ) { first, _ in first }
        // Also those whose user has another name by now.
        let new = found.filter { standing[Question($0.kind, $0.accessKeyID)]?.userARN != $0.userARN }
        let holding = Set(found.map { Question($0.kind, $0.accessKeyID) })
        let ended = standing.filter { !holding.contains($0.key) }.values.map { ($0, reason($0.accessKeyID)) }
        for piece in ended.pieces(of: AccessReview.piece) { try service.save([], ended: piece, at: time) }
        for piece in Array(new.prefix(AccessReview.most)).pieces(of: AccessReview.piece) {
            try service.save(piece, ended: [], at: time)
        }
    }

    /// What is asked about an access key.
    private struct Question: Hashable {
        var kind: AccessKeyRisk.Kind
        var accessKeyID: String

        init(_ kind: AccessKeyRisk.Kind, _ accessKeyID: String) {
            (self.kind, self.accessKeyID) = (kind, accessKeyID)
        }
    }

    /// Why a finding about an access key holds no longer.
    private func reason(_ accessKeyID: String) -> Resolution {
        switch identities.isAccessKeyActive(accessKeyID) {
        case nil: .accessKeyDeleted
        case false?: .accessKeyDeactivated
        case true?: .accessKeyInOrder
        }
    }

    /// What is wrong with an access key; `nil` for what is none.
    private static func risk(_ access: UnusedAccess, _ limits: AccessReviewSettings) -> AccessKeyRisk? {
        let kind: AccessKeyRisk.Kind
        switch access.kind {
        case .accessKey: kind = .unused
        case .oldAccessKey: kind = .tooOld
        case .user, .role, .right: return nil
        }
        return access.name.map { id in
            AccessKeyRisk(
                kind,
                accessKeyID: id,
                userARN: access.arn,
                days: kind == .unused ? limits.unusedDays : limits.keyAgeDays,
                createdAt: access.createdAt,
                usedAt: access.usedAt,
                usedService: access.usedService
            )
        }
    }
}

extension Array {
    /// It in pieces of `count` elements, the last one smaller.
    fileprivate func pieces(of count: Int) -> [[Element]] {
        stride(from: 0, to: self.count, by: count).map { Array(self[$0..<Swift.min($0 + count, self.count)]) }
    }
}

extension MonitoringService {
    /// Writes findings of access keys, and has others end; see ``RecordStore/save(_:ended:at:words:)``.
    fileprivate func save(
        _ risks: [AccessKeyRisk],
        ended: [(finding: AccessKeyFinding, because: Resolution)],
        at time: Double
    ) throws {
        events.wake(try records.save(risks, ended: ended, at: time, words: objects.rewriter.dependencies.words))
    }
}
