import Accounts
import Bytes
import Configuring
import Cryptography
import EventBus
import IAM
import JSON
import POSIX

/// Tells the event bus once a day of what nobody uses, and of access keys that are too old.
///
/// What stands is told again the next day, and after a restart: a rule that has missed it gets it anyway.
final class AccessReview: Sendable {
    private let identities: IAMService
    private let events: EventBus
    private let settings: CurrentSettings
    private let last = Monitor<Timestamp?>(nil)

    /// In seconds.
    private static let interval = 86_400.0
    /// The most that is told of at a time.
    private static let most = 1000

    init(_ identities: IAMService, _ events: EventBus, _ settings: CurrentSettings) {
        self.identities = identities
        self.events = events
        self.settings = settings
    }

    /// Tells, if a day has passed since it did so; to be called every minute.
    func runIfDue() {
        let now = Timestamp.monotonic()
        let isDue = last.withLock { last in
            if let last, now.seconds(since: last) < AccessReview.interval { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let (limits, time) = (settings().accessReview, Timestamp.now().secondsSince1970)
        let found = identities.unusedAccess(days: limits.unusedDays, keyDays: limits.keyAgeDays, at: time)
        for access in found.prefix(AccessReview.most) {
            // The bus says itself when it cannot take events.
            try? events.announce("Unused Access Found", access.json)
            guard let finding = AccessReview.finding(access, limits, at: time) else { continue }
            try? events.announce("Macie Finding", finding, source: "aws.macie")
        }
    }

    /// A policy finding about an access key, in the form of Macie's; `nil` for what is no key.
    private static func finding(_ access: UnusedAccess, _ limits: AccessReviewSettings, at time: Double) -> JSONValue? {
        let title: String
        switch access.kind {
        case .oldAccessKey: title = "The access key is older than \(limits.keyAgeDays) days."
        case .accessKey: title = "The access key was not used for \(limits.unusedDays) days."
        case .user, .role, .right: return nil
        }
        let location = AccountLocation.current
        let digest = try? Digest.of(Array("\(access.id)\(location.account)".utf8).span, by: .sha256)
        let user = access.arn.split(separator: "/").last.map(String.init) ?? access.arn
        return .object([
            "schemaVersion": .string("1.0"), "id": .string(String(Hexadecimal.text(digest ?? []).prefix(32))),
            "accountId": .string(location.account), "region": .string(location.region), "partition": .string("aws"),
            "type": .string("Policy:IAMUser/\(access.kind.rawValue)"), "category": .string("POLICY"),
            "title": .string(title),
            "description": .string("Access key \(access.name ?? "") of user \(user): rotate or delete it."),
            "severity": .object(["description": .string("Medium"), "score": .number(2)]), "archived": .boolean(false),
            "count": .number(1), "createdAt": .string(UTCTime.text(secondsSince1970: time)),
            "updatedAt": .string(UTCTime.text(secondsSince1970: time)), "local": .object(["accessKey": access.json]),
        ])
    }
}
