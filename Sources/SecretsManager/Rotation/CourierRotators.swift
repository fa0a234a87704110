public import Couriers
import Cryptography
import JSON
import POSIX

/// Makes the rotators that work through couriers.
public struct CourierRotators: Sendable {
    /// Where couriers come from now.
    private let source: @Sendable () -> CourierSource
    /// What the configuration says now.
    private let place: @Sendable () -> RotatorPlace
    private let signingKey: [UInt8]

    /// Gathers what rotators need.
    ///
    /// - Parameters:
    ///   - source: Where couriers come from.
    ///   - place: What the configuration says.
    ///   - signingKey: What webhooks are signed with.
    public init(
        source: @escaping @Sendable () -> CourierSource,
        place: @escaping @Sendable () -> RotatorPlace,
        signingKey: [UInt8]
    ) {
        self.source = source
        self.place = place
        self.signingKey = signingKey
    }

    /// The rotator for a kind.
    @Sendable
    public func makeRotator(for kind: RotatorKind) -> any Rotator {
        let errands = Errands(source())
        let place = place()
        return switch kind {
        case .postgreSQLSingleUser: PostgreSQLRotator(errands, alternates: false, within: place.database)
        case .postgreSQLAlternatingUsers: PostgreSQLRotator(errands, alternates: true, within: place.database)
        case .apiKey(let url): APIKeyRotator(errands, webhook: url, signingKey: signingKey, place)
        case .command(let path): CommandRotator(errands, path: path)
        }
    }
}

/// Has a courier do what a step needs.
final class Errands {
    private let courier: Courier

    init(_ source: CourierSource) { courier = Courier(source) }

    /// Has an errand done, and returns what there is to say about it.
    func run(_ errand: CourierJob.Errand, seconds: Int, _ body: [UInt8]) throws(RotationError) -> [UInt8] {
        let answer: CourierAnswer
        do throws(SystemError) {
            answer = try courier.run(CourierJob(errand, seconds: seconds, body: body))
        } catch {
            throw RotationError("COURIER_ERROR", "\(error)")
        }
        switch answer {
        case .done(let body): return body
        case .failed(let code, let message, _): throw RotationError(code, message)
        }
    }
}
