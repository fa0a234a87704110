import Cryptography
import JSON
import POSIX
import Records
import ServiceModel

/// What became of a request to have a secret rotated.
public enum RotationAnswer: Sendable, Equatable {
    /// The rotation has begun: the id of the pending version.
    case started(String)
    /// A rotation was under way already, and goes on at once.
    case underWay(String)
    /// The version that gave the reason is not in use any more.
    case alreadyReplaced
    /// A rotation would have had to begin, and may not.
    case notStarted
}

extension SecretsManager {
    /// How long a rotation that was asked for is tried, in seconds, unless the rules have a duration.
    private static let longestRotation = 86_400.0

    func rotateSecret(_ call: ServiceRequest) throws -> JSONValue {
        guard call.text("ExternalSecretRotationRoleArn") == nil,
            call.input["ExternalSecretRotationMetadata"]?.array.isEmpty ?? true
        else {
            throw ServiceError.parameter("External secrets are not rotated: there are no roles to assume.")
        }
        try waitForProof(try secret(call))
        return try changing {
            var secret = try self.secret(call)
            guard let arn = call.text("RotationLambdaARN").flatMap({ $0.isEmpty ? nil : $0 }) ?? secret.rotator else {
                throw ServiceError.request("No Lambda rotation function ARN is associated with this secret.")
            }
            try SecretsManager.checkRotator(arn)
            var definition = try Definition(secret)
            if let rules = call.input["RotationRules"] { definition.rules = try RotationRules(rules) }
            let version = try SecretsManager.versionID(call)
            if let answer = try rotateAgain(secret, version, call) { return answer }
            secret.rotator = arn
            secret.isRotated = true
            secret.windowAt = definition.rules?.window(after: call.time, last: call.time)
            secret.definition = definition.json
            secret.touch(at: call.time)
            let changed = secret
            let isImmediate = call.input["RotateImmediately"] != .boolean(false)
            let end = call.time + (definition.rules?.hours.map { Double($0) * 3600 } ?? SecretsManager.longestRotation)
            try records.secrets { transaction in
                try transaction.save(changed)
                if isImmediate {
                    try start(changed, version, "request", at: call.time, until: end, transaction)
                } else {
                    try transaction.save(
                        RotationRecord(
                            secret: changed.id,
                            version: version,
                            step: .try,
                            reason: "request",
                            at: call.time,
                            until: end
                        )
                    )
                }
            }
            cache.forget(secret.id)
            tell("Secret Rotation Configured", call, secret, ["rotator": .string(MaskedAddress.text(arn))])
            if isImmediate {
                tell(
                    "Secret Rotation Started",
                    call,
                    secret,
                    ["versionId": .string(version), "reason": .string("request")]
                )
            }
            rotations.wake()
            var answer = SecretsManager.head(secret)
            answer["VersionId"] = .string(version)
            return .object(answer)
        }
    }

    /// What rotates a secret, credentials in it included, for administrators; the audit log has it.
    func revealRotator(_ call: ServiceRequest) throws -> JSONValue {
        let secret = try self.secret(call)
        tell("Secret Rotator Revealed", call, secret)
        var answer = SecretsManager.head(secret)
        answer["RotationLambdaARN"] = secret.rotator.map { .string($0) }
        return .object(answer)
    }

    private static func checkRotator(_ arn: String) throws {
        guard let kind = RotatorKind(arn: arn) else {
            let shown = MaskedAddress.text(arn)
            throw ServiceError.parameter("RotationLambdaARN \(shown) is not valid. It takes \(RotatorKind.forms).")
        }
        guard !MaskedAddress.isMasked(arn) else {
            throw ServiceError.parameter("RotationLambdaARN has masked parts: RevealRotator shows what they stand for.")
        }
        if case .apiKey(let url?) = kind, !url.hasPrefix("https://") {
            throw ServiceError.parameter("\(MaskedAddress.text(arn)) would get the secret in clear: it takes https.")
        }
        guard case .command(let path) = kind else { return }
        guard let status = try? FileStatus.of(Array(path.utf8)), status.kind == .regular, status.mode & 0o111 != 0
        else {
            throw ServiceError.parameter("\(arn) is no program: no regular file that may be executed.")
        }
        if let reason = TrustedProgram.distrust(of: Array(path.utf8)) {
            throw ServiceError.parameter("\(arn): \(reason).")
        }
    }

    /// Answers a request that was made before; takes up what was not brought to its end.
    ///
    /// - Returns: `nil` when a new rotation may begin.
    private func rotateAgain(_ secret: SecretRecord, _ version: String, _ call: ServiceRequest) throws -> JSONValue? {
        let (stages, existing, rotation) = try records.readSecrets { transaction in
            (
                try transaction.stages(of: secret.id), try transaction.version(version, of: secret.id),
                try transaction.rotation(of: secret.id)
            )
        }
        guard stages[Stages.current] != nil else {
            throw ServiceError.request("You can't rotate a secret that has no value.")
        }
        var answer = SecretsManager.head(secret)
        answer["VersionId"] = .string(version)
        if rotation?.version == version, stages[Stages.pending] == version { return .object(answer) }
        if existing != nil, stages[Stages.current] == version { return .object(answer) }
        if let pending = stages[Stages.pending], pending != stages[Stages.current] {
            try resume(
                secret,
                pending,
                rotation,
                "request",
                until: call.time + SecretsManager.longestRotation,
                call.time
            )
            throw ServiceError.request("A previous rotation isn't complete. That rotation will be reattempted.")
        }
        guard existing == nil else { throw ServiceError.tokenInUse(version, secret.arn) }
        return nil
    }

    /// Has a rotation go on at once that was not brought to its end.
    private func resume(
        _ secret: SecretRecord,
        _ pending: String,
        _ rotation: RotationRecord?,
        _ reason: String,
        until end: Double,
        _ time: Double
    ) throws {
        guard secret.rotator != nil else { return }
        var resumed =
            rotation
            ?? RotationRecord(secret: secret.id, version: pending, step: .create, reason: reason, at: time, until: end)
        resumed.dueAt = time
        resumed.endsAt = max(resumed.endsAt, end)
        let changed = resumed
        try records.secrets { try $0.save(changed) }
        rotations.wake()
    }

    /// Puts the placeholder of the pending version in its place, and notes that a rotation begins.
    private func start(
        _ secret: SecretRecord,
        _ version: String,
        _ reason: String,
        at time: Double,
        until end: Double,
        _ transaction: SecretTransaction
    ) throws {
        try transaction.add(version, nil, to: secret.id, at: time)
        try transaction.put(Stages.pending, on: version, of: secret.id)
        try transaction.save(
            RotationRecord(secret: secret.id, version: version, step: .create, reason: reason, at: time, until: end)
        )
    }

    /// How long the proof of the rotation before is waited for, in milliseconds.
    private static let longestProof = 5000

    /// Lets the rotation before come to its end, of which only the proof is left.
    ///
    /// There is one rotation of a secret at a time, so what has not told by then that it has succeeded never would.
    private func waitForProof(_ secret: SecretRecord) throws {
        let deadline = Timestamp.monotonic().adding(milliseconds: SecretsManager.longestProof)
        while var proof = try records.readSecrets({ try $0.rotation(of: secret.id) }), proof.step == .prove {
            let now = dependencies.now()
            guard Timestamp.monotonic() < deadline else {
                RotationRun(secret.id, self).giveUp(proof, of: secret)
                return
            }
            if proof.dueAt > now, !rotations.isRunning(secret.id) {
                proof.dueAt = now
                let hastened = proof
                try records.secrets { transaction in
                    guard try transaction.rotation(of: secret.id)?.version == hastened.version else { return }
                    try transaction.save(hastened)
                }
            }
            rotations.wake()
            rotations.waitUntilIdle(secret.id, milliseconds: SecretsManager.longestProof)
            Threads.sleep(milliseconds: 1)
        }
    }

    func cancelRotation(_ call: ServiceRequest) throws -> JSONValue {
        try changing {
            var secret = try secret(call)
            secret.isRotated = false
            secret.windowAt = nil
            secret.touch(at: call.time)
            let changed = secret
            try records.secrets { transaction in
                try transaction.save(changed)
                try transaction.forgetFailure(of: changed.id)
                // One that may have changed the database goes on: AWSCURRENT must work at its end. Not for ever, though.
                if let rotation = try transaction.rotation(of: changed.id),
                    [.create, .try].contains(rotation.step) || rotation.endsAt <= call.time
                {
                    try transaction.endRotation(of: changed.id)
                }
            }
            cache.forget(secret.id)
            tell("Secret Rotation Cancelled", call, secret)
            return .object(SecretsManager.head(secret))
        }
    }

    // MARK: Other reasons

    /// Rotates a secret because a version of it must be used no longer, such as one that was found in a file.
    ///
    /// Nothing happens when the version is not current any more. There is one exception: of users that alternate, the
    /// previous one's password works until the next rotation, which therefore begins.
    ///
    /// - Parameters:
    ///   - reason: For the events: a word or a sentence, never a value.
    ///   - secretARN: The secret.
    ///   - versionID: The version that gives the reason.
    ///   - mayStart: Whether a rotation may begin; one that is under way goes on anyhow.
    /// - Returns: What has become of it.
    /// - Throws: `ServiceError` when the secret cannot be rotated.
    public func rotate(
        because reason: String,
        secretARN: String,
        versionID: String,
        mayStart: Bool = true
    ) throws -> RotationAnswer {
        let call = SecretsManager.ownRequest(
            "RotateSecret",
            .object(["SecretId": .string(secretARN)]),
            at: dependencies.now()
        )
        try waitForProof(try secret(call))
        return try changing {
            let secret = try secret(call)
            guard let kind = secret.rotator.flatMap({ RotatorKind(arn: $0) }) else {
                throw ServiceError.request("No Lambda rotation function ARN is associated with this secret.")
            }
            let (stages, rotation) = try records.readSecrets { transaction in
                (try transaction.stages(of: secret.id), try transaction.rotation(of: secret.id))
            }
            let isStillValid = kind == .postgreSQLAlternatingUsers && stages[Stages.previous] == versionID
            guard stages[Stages.current] == versionID || isStillValid else { return .alreadyReplaced }
            let end = call.time + SecretsManager.longestRotation
            if let pending = stages[Stages.pending], pending != stages[Stages.current] {
                try resume(secret, pending, rotation, reason, until: end, call.time)
                return .underWay(pending)
            }
            guard mayStart else { return .notStarted }
            let version = try RandomText.makeUUID()
            try records.secrets { try start(secret, version, reason, at: call.time, until: end, $0) }
            cache.forget(secret.id)
            tell("Secret Rotation Started", call, secret, ["versionId": .string(version), "reason": .string(reason)])
            rotations.wake()
            return .started(version)
        }
    }

    /// Starts the rotations whose windows have opened.
    ///
    /// A window that has passed while nothing ran is not made up for.
    func openWindows(at time: Double) throws {
        for due in try records.readSecrets({ try $0.secretsToRotate(at: time) }) {
            try changing {
                guard var secret = try records.readSecrets({ try $0.secret(due.id) }), secret.isRotated,
                    secret.deletedAt == nil, let opened = secret.windowAt, opened <= time,
                    // Without its rules there is no window; whoever asks for the secret is told that they cannot be read.
                    let rules = (try? Definition(secret))?.rules
                else { return }
                // What ends in a moment must not cost the window.
                let step = try records.readSecrets { try $0.rotation(of: due.id)?.step }
                guard step != .try, step != .prove else { return }
                let end = rules.end(ofWindow: opened)
                secret.windowAt = rules.window(after: time, last: time)
                let changed = secret
                try records.secrets { try $0.save(changed) }
                cache.forget(secret.id)
                let call = SecretsManager.ownRequest("RotateSecret", at: time)
                guard time < end else {
                    let message = "the service did not run while the window was open"
                    try records.secrets { transaction in
                        let version = try transaction.stages(of: changed.id)[Stages.current] ?? ""
                        try transaction.noteFailure(
                            RotationRecord(
                                secret: changed.id,
                                version: version,
                                step: .create,
                                reason: "schedule",
                                at: time,
                                until: end
                            ),
                            "WINDOW_MISSED",
                            message,
                            isFinal: true,
                            at: time
                        )
                    }
                    return tell(
                        "Secret Rotation Failed",
                        call,
                        secret,
                        [
                            "errorCode": .string("WINDOW_MISSED"), "isFinal": .boolean(true),
                            "errorMessage": .string(message),
                        ]
                    )
                }
                try rotateOnSchedule(secret, until: end, call)
            }
        }
    }

    private func rotateOnSchedule(_ secret: SecretRecord, until end: Double, _ call: ServiceRequest) throws {
        let (stages, rotation) = try records.readSecrets { transaction in
            (try transaction.stages(of: secret.id), try transaction.rotation(of: secret.id))
        }
        if let pending = stages[Stages.pending], pending != stages[Stages.current] {
            return try resume(secret, pending, rotation, "schedule", until: end, call.time)
        }
        guard rotation == nil, stages[Stages.current] != nil else { return }
        let version = try RandomText.makeUUID()
        try records.secrets { try start(secret, version, "schedule", at: call.time, until: end, $0) }
        cache.forget(secret.id)
        tell("Secret Rotation Started", call, secret, ["versionId": .string(version), "reason": .string("schedule")])
    }
}
