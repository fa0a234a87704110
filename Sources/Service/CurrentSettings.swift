import Configuring
import POSIX
import SecretsManager

/// What the configuration says now, for those who outlive a reload of it.
final class CurrentSettings: Sendable {
    private let settings: Monitor<Settings>

    /// Begins with what holds at the start.
    init(_ settings: Settings) { self.settings = Monitor(settings) }

    /// What holds now.
    func callAsFunction() -> Settings { settings.withLock { $0 } }

    /// Has something else hold.
    func replace(with settings: Settings) { self.settings.withLock { $0 = settings } }

    /// What the configuration says of rotators now.
    var rotatorSettings: RotatorSettings {
        let settings = self()
        var place = RotatorSettings()
        place.networks = settings.webhookNetworks
        place.certificates = settings.webhookCertificates.map { String(decoding: $0, as: UTF8.self) }
        place.database.megabytes = settings.limits.databaseMegabytes
        place.database.rows = settings.limits.databaseRows
        place.database.loginSeconds = settings.limits.databaseLoginSeconds
        place.database.statementSeconds = settings.limits.databaseStatementSeconds
        return place
    }
}
