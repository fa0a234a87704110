import Couriers
import Cryptography
public import HelperProcesses
import JSON
import POSIX
public import SecretsManager

/// Makes the rotators that work through couriers.
public struct CourierRotators: Sendable {
    private let couriers: Helper
    /// What the configuration says now.
    private let settings: @Sendable () -> RotatorSettings
    private let signingKey: [UInt8]

    /// Gathers what rotators need.
    ///
    /// - Parameters:
    ///   - couriers: Do what a rotation needs outside of the service.
    ///   - settings: What the configuration says.
    ///   - signingKey: What webhooks are signed with.
    public init(
        _ couriers: Helper,
        settings: @escaping @Sendable () -> RotatorSettings,
        signingKey: [UInt8]
    ) {
        self.couriers = couriers
        self.settings = settings
        self.signingKey = signingKey
    }

    /// The rotator for a kind.
    @Sendable
    public func makeRotator(for kind: RotatorKind) -> any Rotator {
        let tasks = CourierTasks(couriers)
        let settings = settings()
        return switch kind {
        case .postgreSQLSingleUser: PostgreSQLRotator(tasks, alternates: false, within: settings.database)
        case .postgreSQLAlternatingUsers: PostgreSQLRotator(tasks, alternates: true, within: settings.database)
        case .apiKey(let url): APIKeyRotator(tasks, webhook: url, signingKey: signingKey, settings)
        case .command(let path): CommandRotator(tasks, path: path)
        }
    }
}

/// Has a courier do what a step needs.
final class CourierTasks {
    private let courier: Courier

    init(_ couriers: Helper) { courier = Courier(couriers) }

    /// Has a task done, and returns what there is to say about it.
    func run(_ task: CourierJob.Task, seconds: Int, _ body: [UInt8]) throws(RotationError) -> [UInt8] {
        let answer: CourierAnswer
        do throws(SystemError) {
            answer = try courier.run(CourierJob(task, seconds: seconds, body: body))
        } catch {
            throw RotationError("COURIER_ERROR", "\(error)")
        }
        switch answer {
        case .done(let body): return body
        case .failed(let code, let message, _): throw RotationError(code, message)
        }
    }
}
