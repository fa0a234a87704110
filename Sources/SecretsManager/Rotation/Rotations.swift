import JSON
import POSIX
import Records
import ServiceModel

/// Keeps the rotations going: when each is due, what waits for it.
final class Rotations: Sendable {
    private struct State: Sendable {
        var isEnding = false
        var isWoken = false
        /// Secrets whose rotation goes on right now.
        var running: Set<Int64> = []
        /// Secrets whose current value may not work at the moment.
        var gaps: [Int64: Gap] = [:]
    }

    private struct Gap {
        /// What the secret is called in requests.
        var names: Set<String>
        /// When nobody waits any longer: a server that is gone for long must not hold up who reads.
        var end: Timestamp
    }

    private let state = Monitor(State())

    /// How many rotations go on at once.
    private static let most = 4
    /// How long after an attempt has begun readers wait for a value that works, in milliseconds.
    private static let longestGap = 5000
    /// How often it is looked what is due, at least, in milliseconds.
    private static let period = 5000

    /// Finds the rotations that may have been interrupted where the current value does not work.
    func open(_ records: RecordStore, _ dependencies: SecretsManager.Dependencies) throws {
        let interrupted = try records.readSecrets { transaction in
            try transaction.rotations().filter { [.set, .test, .finish].contains($0.step) }
                .compactMap { try transaction.secret($0.secret) }
        }
        for secret in interrupted {
            guard let kind = secret.rotator.flatMap({ RotatorKind(arn: $0) }), dependencies.makeRotator(kind).hasGap
            else {
                continue
            }
            beginGap(secret)
        }
    }

    func run(_ manager: SecretsManager) {
        Threads.detach { [weak self, weak manager] in
            while let self, let manager, !self.isEnding { self.turn(manager) }
        }
    }

    var isEnding: Bool { state.withLock { $0.isEnding } }

    /// Has what is due looked at now.
    func wake() {
        state.withLock { $0.isWoken = true }
        state.notifyAll()
    }

    /// Begins nothing more.
    func halt() {
        state.withLock { $0.isEnding = true }
        state.notifyAll()
    }

    func stop(by deadline: Timestamp) {
        halt()
        _ = state.wait(until: deadline) { $0.running.isEmpty ? true : nil }
    }

    /// Whether the rotation of a secret goes on right now.
    func isRunning(_ secret: Int64) -> Bool { state.withLock { $0.running.contains(secret) } }

    /// Waits until the rotation of a secret goes on no longer.
    func waitUntilIdle(_ secret: Int64, milliseconds: Int) {
        let deadline = Timestamp.monotonic().adding(milliseconds: milliseconds)
        _ = state.wait(until: deadline) { $0.running.contains(secret) ? nil : true }
    }

    /// Does what is due, and waits.
    private func turn(_ manager: SecretsManager) {
        let now = manager.dependencies.now()
        // What cannot be read now is read at the next turn.
        try? manager.deleteDue(at: now)
        try? manager.openWindows(at: now)
        let rotations = (try? manager.records.readSecrets { try $0.rotations() }) ?? []
        for rotation in rotations where rotation.dueAt <= now {
            let isFree = state.withLock { state in
                guard state.running.count < Rotations.most, !state.isEnding else { return false }
                return state.running.insert(rotation.secret).inserted
            }
            if isFree { advance(rotation.secret, manager) }
        }
        let next =
            rotations.map(\.dueAt).filter { $0 > now }.min().map { Int(($0 - now) * 1000) + 1 } ?? Rotations.period
        let deadline = Timestamp.monotonic().adding(milliseconds: min(next, Rotations.period))
        _ = state.wait(until: deadline) { state in
            defer { state.isWoken = false }
            return state.isWoken || state.isEnding ? true : nil
        }
    }

    private func advance(_ secret: Int64, _ manager: SecretsManager) {
        let hasStarted = Threads.detach { [self] in
            let outcome = RotationRun(secret, manager).advance()
            if outcome == .settled { endGap(secret) }
            end(secret)
        }
        if !hasStarted { end(secret) }
    }

    private func end(_ secret: Int64) {
        state.withLock { state in
            state.running.remove(secret)
            state.isWoken = true
        }
        state.notifyAll()
    }

    // MARK: Gaps

    /// Says that the current value of a secret may not work from now on.
    func beginGap(_ secret: SecretRecord) {
        let gap = Gap(
            names: [secret.name, secret.arn, SecretNames.partialARN(secret.name)],
            end: Timestamp.monotonic().adding(milliseconds: Rotations.longestGap)
        )
        state.withLock { $0.gaps[secret.id] = gap }
    }

    /// Says that it works.
    func endGap(_ secret: Int64) {
        state.withLock { $0.gaps[secret] = nil }
        state.notifyAll()
    }

    /// Whether there is a secret whose current value may not work.
    var hasGaps: Bool { state.withLock { !$0.gaps.isEmpty } }

    /// Waits while the current value of a secret may not work, though not for long.
    func waitForGap(_ id: String) {
        func gap(_ state: State) -> Gap? { state.gaps.values.first { $0.names.contains(id) } }
        guard let end = state.withLock({ $0.gaps.isEmpty ? nil : gap($0)?.end }) else { return }
        _ = state.wait(until: end) { gap($0) == nil ? true : nil }
    }
}
