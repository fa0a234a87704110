public import Problems
import Records

extension SecretsManager {
    /// The most secrets whose failing rotation is told of one by one.
    private static let mostFailures = 1000

    /// What is wrong with rotations: those that fail, from the first failure to the next success.
    ///
    /// They are in the records: a restart does not forget them, nor that a rotation was given up.
    public var problems: [Problem] {
        let failing = failures.attempt("it cannot be read which rotations fail") {
            try records.rotationFailures(limit: SecretsManager.mostFailures)
        }
        return failures.problems
            + (failing ?? []).map { failure in
                Problem(
                    .rotation,
                    of: failure.secret,
                    "the rotation of secret \(failure.secret) \(failure.isFinal ? "was given up" : "fails") at the step "
                        + "'\(failure.step)': \(failure.code): \(failure.message)",
                    hint: failure.isFinal
                        ? "put that right, then 'magpie secretsmanager rotate-secret --secret-id \(failure.secret)'"
                        : "it is tried again by itself; put that right, or end it with "
                            + "'magpie secretsmanager cancel-rotate-secret --secret-id \(failure.secret)'",
                    since: failure.since,
                    count: failure.count
                )
            }
    }
}
