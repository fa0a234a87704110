import AccessPolicies
import Bytes
import Cryptography
import JSON
import POSIX
import ServiceModel

/// Callers that were introduced: requests name them by the digests of their documents.
///
/// What a digest stands for cannot change, so that a decision never goes by policies of another time than the request's: once
/// policies have changed, requests name another digest.
final class KnownCallers: Sendable {
    /// A caller; shared, so that a look-up copies a reference only.
    private final class Known: Sendable {
        let access: CallerAccess

        init(_ access: CallerAccess) { self.access = access }
    }

    private struct State {
        var callers: [[UInt8]: Known] = [:]
        /// How long their documents are, in bytes.
        var size = 0
    }

    private let state = Monitor(State())

    /// The most documents that are kept at a time, in bytes: whoever was forgotten is introduced again.
    private static let mostBytes = 32 << 20

    /// Notes who a caller is.
    ///
    /// - Parameter document: As ``AccessPolicies/CallerAccess`` writes it, the same bytes whose digest requests will name.
    /// - Throws: ``ServiceError`` for anything else.
    func introduce(_ document: JSONValue) throws {
        let known: Known
        do {
            known = Known(try CallerAccess(document: document))
        } catch {
            throw ServiceError.validation("A caller is described by its principal, its policies and its context.")
        }
        let bytes = document.bytes
        let sum = try Digest.of(bytes.span, by: .sha256)
        let digest = Hexadecimal.characters(of: sum.span)
        state.withLock { state in
            if state.size + bytes.count > KnownCallers.mostBytes { state = State() }
            if state.callers.updateValue(known, forKey: digest) == nil {
                state.size += bytes.count
            }
        }
    }

    /// Who a digest stands for.
    ///
    /// - Throws: ``ServiceError`` with the code ``KeyProcessModel/unknownCallerCode`` when it was not introduced.
    func caller(_ digest: [UInt8]) throws -> CallerAccess {
        let known = state.withLock { $0.callers[digest] }
        guard let known else {
            throw ServiceError(
                KeyProcessModel.unknownCallerCode,
                "It was not said who the caller is; the request was not looked at."
            )
        }
        return known.access
    }
}
