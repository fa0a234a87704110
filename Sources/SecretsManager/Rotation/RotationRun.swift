import JSON
import POSIX
import Records
import ServiceModel

/// Takes one rotation as far as it goes: to its end, or to a step that fails.
///
/// What a step has brought about is on the disk before the next begins.
struct RotationRun {
    private let id: Int64
    private let manager: SecretsManager

    /// Prepares to go on with the rotation of a secret.
    init(_ secret: Int64, _ manager: SecretsManager) {
        id = secret
        self.manager = manager
    }

    /// The process would have died here.
    private struct Died: Error {}

    /// The rotation was ended by somebody else.
    private struct Gone: Error {}

    /// A step, with all that it needs.
    private struct Work {
        var secret: SecretRecord
        var rotation: RotationRecord
        var rotator: any Rotator
    }

    /// The most times that a proof is tried.
    private static let mostProofs = 4
    /// The longest time between two attempts while the current value may not work, in seconds.
    private static let longestInGap = 30.0

    /// How long nothing is tried after attempts that have failed, in seconds: longer each time.
    ///
    /// - Parameters:
    ///   - attempts: How many there were, at least one.
    ///   - isUrgent: Whether the current value may not work. An attempt takes several logins then, which a server may
    ///     count: it begins soon, but gets four times as long each time.
    ///   - longest: The bound, in seconds.
    /// - Returns: 1, 2, 4 and so on; when it is urgent 0.05, 0.2, 0.8 and so on.
    static func pause(after attempts: Int, isUrgent: Bool, longest: Double) -> Double {
        let doublings = attempts - 1
        return isUrgent
            ? min(longest, longestInGap, 0.05 * Double(1 << min(2 * doublings, 20)))
            : min(longest, Double(1 << min(doublings, 20)))
    }

    /// What is known when no more can be done now.
    enum Outcome {
        /// The current value works, as far as this rotation goes.
        case settled
        /// It may be the pending value that works.
        case open
    }

    func advance() -> Outcome {
        do {
            while !manager.rotations.isEnding, let work = try work() {
                do {
                    try perform(work)
                } catch is Died {
                    manager.rotations.halt()
                    return .settled
                } catch is Gone {
                    return .settled
                } catch {
                    return try fail(work, error)
                }
            }
            return .settled
        } catch {
            // The records cannot be used: what was noted last holds when they can be.
            return .open
        }
    }

    private func work() throws -> Work? {
        let (secret, rotation) = try manager.records.readSecrets { (try $0.secret(id), try $0.rotation(of: id)) }
        guard let secret, let rotation else { return nil }
        guard rotation.dueAt <= manager.dependencies.now() else { return nil }
        guard let kind = secret.rotator.flatMap({ RotatorKind(arn: $0) }) else {
            try end(rotation)
            return nil
        }
        return Work(secret: secret, rotation: rotation, rotator: manager.dependencies.makeRotator(kind))
    }

    private func pass(_ point: RotationPoint) throws {
        do { try manager.dependencies.pass(point) } catch { throw Died() }
    }

    private func perform(_ work: Work) throws {
        switch work.rotation.step {
        case .create: try create(work)
        case .set:
            if work.rotator.hasGap { manager.rotations.beginGap(work.secret) }
            try pass(.setting)
            try work.rotator.set(request(work))
            try pass(.set)
            try note(.test, work)
            try pass(.setNoted)
        case .test:
            if work.rotator.hasGap { manager.rotations.beginGap(work.secret) }
            try work.rotator.test(request(work))
            try pass(.tested)
            try note(.finish, work)
            try pass(.testNoted)
        case .finish: try finish(work)
        case .prove: try prove(work)
        case .try: try tryCurrent(work)
        }
    }

    // MARK: Steps

    private func create(_ work: Work) throws {
        try pass(.started)
        let request = try request(work)
        if request.pending != nil { return try note(.set, work) }
        let value = try work.rotator.create(request)
        try pass(.created)
        let (secret, version) = (work.secret, work.rotation.version)
        try manager.changing {
            let keyID = try Definition(secret).keyID
            let sealed = try manager.vault.seal(
                value,
                of: secret.arn,
                version,
                under: keyID,
                for: SecretsManager.principal
            )
            try manager.records.secrets { transaction in
                var rotation = try own(work, transaction)
                try transaction.replace(version, of: id, with: sealed)
                rotation.step = .set
                try transaction.save(rotation)
            }
            manager.cache.forget(id)
        }
        manager.hear(.came(SecretsManager.source(value, of: secret, version)))
        try pass(.stored)
    }

    private func finish(_ work: Work) throws {
        if work.rotator.hasGap { manager.rotations.beginGap(work.secret) }
        try work.rotator.finish(request(work))
        try pass(.told)
        let now = manager.dependencies.now()
        let removed = try manager.changing {
            let removed = try manager.records.secrets { transaction in
                var rotation = try own(work, transaction)
                guard var secret = try transaction.secret(id) else { throw Gone() }
                let stages = try transaction.stages(of: id)
                let current = stages[Stages.current]
                try Stages.put([Stages.current], on: rotation.version, of: id, transaction)
                try transaction.put(Stages.pending, on: nil, of: id)
                secret.rotatedAt = now
                secret.touch(at: now)
                if secret.isRotated {
                    secret.windowAt = try Definition(secret).rules?.window(after: now, last: now)
                }
                try transaction.save(secret)
                rotation.step = .prove
                rotation.replaced = current == rotation.version ? nil : current
                rotation.older = stages[Stages.previous]
                rotation.attempts = 0
                try transaction.save(rotation)
                try transaction.forgetFailure(of: id)
                return try Stages.clean(id, at: now, transaction)
            }
            manager.cache.forget(id)
            return removed
        }
        manager.rotations.endGap(id)
        for old in removed { manager.hear(.went(secretARN: work.secret.arn, versionID: old)) }
        try pass(.moved)
    }

    private func prove(_ work: Work) throws {
        let closure = try prove(work.rotation.replaced, work)
        var detail = RotationRun.members(of: closure)
        if work.rotator.alternates, let older = work.rotation.older {
            // The one before had the user who has a new password now.
            detail["olderVersionId"] = .string(older)
            detail["olderValue"] = RotationRun.members(of: try prove(older, work))["oldValue"]
        }
        try pass(.proved)
        // Twice if the process dies now, rather than never.
        announce("Secret Rotation Succeeded", work.rotation, of: work.secret, detail)
        try pass(.announced)
        try end(work.rotation)
        try pass(.ended)
    }

    /// What became of a version; an answer that is not to be had is waited for a while.
    private func prove(_ version: String?, _ work: Work) throws -> Closure {
        guard let version else { return .untried("no value was replaced") }
        do {
            var request = try request(work)
            request.previous = try value(of: version, work.secret)
            return try work.rotator.prove(request)
        } catch  where work.rotation.attempts + 1 < RotationRun.mostProofs {
            throw error
        } catch {
            return .untried("\(error)")
        }
    }

    /// Tells of a rotation that has succeeded, though not whether the old value is dead: another is to begin.
    func giveUp(_ proof: RotationRecord, of secret: SecretRecord) {
        let detail = RotationRun.members(of: .untried("another rotation began before it could be tried"))
        announce("Secret Rotation Succeeded", proof, of: secret, detail)
    }

    private func tryCurrent(_ work: Work) throws {
        var request = try request(work)
        request.pending = request.current
        do {
            try work.rotator.test(request)
            announce("Secret Rotation Tested", work.rotation, of: work.secret, ["worked": .boolean(true)])
            try manager.records.secrets { try $0.forgetFailure(of: id) }
        } catch {
            let (code, message) = RotationRun.words(of: error)
            try manager.records.secrets { transaction in
                let now = manager.dependencies.now()
                try transaction.noteFailure(work.rotation, code, message, isFinal: true, at: now)
            }
            announce(
                "Secret Rotation Tested",
                work.rotation,
                of: work.secret,
                ["worked": .boolean(false)].merging(RotationRun.members(of: error)) { $1 }
            )
        }
        try end(work.rotation)
    }

    // MARK: What steps need

    /// The rotation as it is now, which must be the one that was begun with.
    private func own(_ work: Work, _ transaction: SecretTransaction) throws -> RotationRecord {
        guard let rotation = try transaction.rotation(of: id), rotation.version == work.rotation.version,
            rotation.step == work.rotation.step
        else { throw Gone() }
        return rotation
    }

    private func note(_ step: RotationRecord.Step, _ work: Work) throws {
        try manager.records.secrets { transaction in
            var rotation = try own(work, transaction)
            rotation.step = step
            try transaction.save(rotation)
        }
    }

    private func end(_ rotation: RotationRecord) throws {
        try manager.records.secrets { transaction in
            guard try transaction.rotation(of: id)?.version == rotation.version else { return }
            try transaction.endRotation(of: id)
        }
    }

    private func value(of version: String, _ secret: SecretRecord) throws -> SecretValue? {
        guard let record = try manager.records.readSecrets({ try $0.version(version, of: secret.id) }) else {
            return nil
        }
        return try manager.value(record, of: secret, for: SecretsManager.principal)
    }

    private func request(_ work: Work) throws -> RotationRequest {
        let stages = try manager.records.readSecrets { try $0.stages(of: id) }
        guard let current = try stages[Stages.current].flatMap({ try value(of: $0, work.secret) }) else {
            throw RotationError("NO_CURRENT_VALUE", "the secret has no value under AWSCURRENT")
        }
        var request = RotationRequest(
            secretARN: work.secret.arn,
            token: work.rotation.version,
            reason: work.rotation.reason,
            current: current
        )
        request.previous = try stages[Stages.previous].flatMap { try value(of: $0, work.secret) }
        request.pending = try value(of: work.rotation.version, work.secret)
        if let master = current.members?["masterarn"]?.string {
            request.master = try masterValue(master)
        }
        return request
    }

    private func masterValue(_ arn: String) throws -> SecretValue? {
        let found = try manager.records.readSecrets { transaction in
            let secret = try SecretNames.find(arn, transaction)
            guard let current = try transaction.stages(of: secret.id)[Stages.current] else {
                throw ServiceError.missingSecret
            }
            return (secret, current)
        }
        return try value(of: found.1, found.0)
    }

    // MARK: Failures

    private func fail(_ work: Work, _ error: any Error) throws -> Outcome {
        var rotation = work.rotation
        let outcome = outcome(of: error, work)
        let now = manager.dependencies.now()
        let isUrgent = outcome == .open && now < rotation.endsAt
        rotation.attempts += 1
        rotation.dueAt =
            now
            + RotationRun.pause(
                after: rotation.attempts,
                isUrgent: isUrgent,
                longest: manager.dependencies.longestPause()
            )
        // Once the labels have moved, all that is left is to tell; and before they have, what may not work is not left so.
        let isFinal = rotation.step != .prove && outcome == .settled && rotation.dueAt >= rotation.endsAt
        let failed = rotation
        try manager.records.secrets { transaction in
            _ = try own(work, transaction)
            if isFinal { try transaction.endRotation(of: id) } else { try transaction.save(failed) }
            guard failed.step != .prove else { return }
            let (code, message) = RotationRun.words(of: error)
            try transaction.noteFailure(failed, code, message, isFinal: isFinal, at: now)
        }
        guard rotation.step != .prove else { return outcome }
        var detail = RotationRun.members(of: error)
        detail["attempt"] = .number(Double(rotation.attempts))
        detail["isFinal"] = .boolean(isFinal)
        if !isFinal { detail["nextAttempt"] = SecretsManager.text(rotation.dueAt) }
        announce("Secret Rotation Failed", rotation, of: work.secret, detail)
        return outcome
    }

    /// What a failed step has left.
    ///
    /// Nobody may have lived to tell that the new value was set, so the current one is tried. A server that has refused
    /// to set it leaves no doubt, and nothing to wait for.
    private func outcome(of error: any Error, _ work: Work) -> Outcome {
        guard work.rotator.hasGap, [.set, .test, .finish].contains(work.rotation.step) else { return .settled }
        if work.rotation.step == .set, (error as? RotationError)?.code == "AUTHENTICATION_FAILED" { return .settled }
        do {
            var request = try request(work)
            request.pending = request.current
            try work.rotator.test(request)
            return .settled
        } catch {
            return .open
        }
    }

    private func announce(
        _ detailType: String,
        _ rotation: RotationRecord,
        of secret: SecretRecord,
        _ more: [String: JSONValue]
    ) {
        let call = SecretsManager.ownRequest("RotateSecret", at: manager.dependencies.now())
        var detail: [String: JSONValue] = [
            "versionId": .string(rotation.version), "step": .string(rotation.step.rawValue),
            "reason": .string(rotation.reason), "startedAt": SecretsManager.text(rotation.startedAt),
        ]
        detail["replacedVersionId"] = rotation.replaced.map { .string($0) }
        manager.tell(detailType, call, secret, detail.merging(more) { $1 })
    }

    private static func members(of error: any Error) -> [String: JSONValue] {
        let (code, message) = words(of: error)
        return ["errorCode": .string(code), "errorMessage": .string(message)]
    }

    private static func words(of error: any Error) -> (code: String, message: String) {
        switch error {
        case let error as RotationError: (error.code, error.message)
        case let error as ServiceError: (error.code, error.message)
        default: ("INTERNAL_ERROR", "\(error)")
        }
    }

    private static func members(of closure: Closure) -> [String: JSONValue] {
        switch closure {
        case .refused: ["oldValue": .string("refused")]
        case .accepted(let why): ["oldValue": .string("accepted"), "oldValueReason": .string(why)]
        case .untried(let why): ["oldValue": .string("untried"), "oldValueReason": .string(why)]
        }
    }
}
