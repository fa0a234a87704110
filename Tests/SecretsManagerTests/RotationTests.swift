import JSON
import POSIX
import Problems
import Records
import ServiceModel
import Testing

@testable import SecretsManager

/// Rotation, over a database in memory.
@Suite struct RotationTests {
    private static let rotator = "arn:magpie:rotator:postgresql-single-user"
    private static let token = "11111111-2222-3333-4444-555555555555"

    private static func harness(_ database: FakeDatabase, alternates: Bool = false) throws -> SecretsHarness {
        let harness = try SecretsHarness { _ in FakeRotator(database, alternates: alternates) }
        try harness.create("db")
        return harness
    }

    /// A service in which the rotation of a secret at `database` has begun.
    private static func rotating(_ database: FakeDatabase) throws -> SecretsHarness {
        let harness = try harness(database)
        harness.secrets.run()
        try harness.perform("RotateSecret", rotate)
        return harness
    }

    private static let rotate = #"{"SecretId":"db","RotationLambdaARN":"\#(rotator)","ClientRequestToken":"\#(token)"}"#

    @Test func aRotationMovesTheLabelsAndProvesTheOldValueDead() throws {
        let database = FakeDatabase()
        let harness = try Self.harness(database)
        harness.secrets.run()
        #expect(try harness.perform("RotateSecret", Self.rotate)["VersionId"]?.string == Self.token)
        let event = try #require(harness.event("Secret Rotation Succeeded"))
        #expect(event["oldValue"]?.string == "refused")
        #expect(event["versionId"]?.string == Self.token)
        #expect(database.logsIn(try #require(try harness.value("db"))))
        #expect(try harness.value("db", stage: "AWSPREVIOUS") == "first value")
        #expect(try harness.stages("db")[Self.token] == ["AWSCURRENT"])
        #expect(database.calls.withLock { $0 } == ["create", "set", "test", "finish", "prove"])
        #expect(try harness.perform("DescribeSecret", #"{"SecretId":"db"}"#)["LastRotatedDate"] != nil)
    }

    /// Wherever the process dies, what is under AWSCURRENT logs in as soon as the service is there again, and the
    /// rotation ends.
    @Test(arguments: RotationPoint.allCases, [false, true])
    func aRotationSurvivesADeath(at point: RotationPoint, alternates: Bool) throws {
        let database = FakeDatabase()
        let harness = try Self.harness(database, alternates: alternates)
        try harness.restart(dyingAt: point)
        harness.secrets.run()
        try harness.perform("RotateSecret", Self.rotate)
        harness.waitForDeath()
        try harness.restart()
        harness.secrets.run()
        #expect(try Self.logsIn(harness, database, tries: alternates ? 1 : 2), "after death at \(point)")
        let event = try #require(harness.event("Secret Rotation Succeeded"))
        #expect(event["versionId"]?.string == Self.token)
        let deadline = Timestamp.monotonic().adding(milliseconds: 5000)
        while try harness.records.readSecrets({ try $0.rotation(of: 1) }) != nil, Timestamp.monotonic() < deadline {
            Threads.sleep(milliseconds: 1)
        }
        #expect(try harness.records.readSecrets { try $0.rotations() }.isEmpty)
        let current = try #require(try harness.value("db"))
        #expect(current != "first value")
        #expect(database.logsIn(current))
        #expect(try harness.stages("db")[Self.token] == ["AWSCURRENT"])
        #expect(try harness.value("db", stage: "AWSPREVIOUS") == "first value")
        // One new value was made, unless the process died with it unkept.
        let made = database.calls.withLock { $0.filter { $0 == "create" }.count }
        #expect(made == (point == .created ? 2 : 1))
    }

    /// Whether the current value logs in.
    ///
    /// That of a single user may be replaced between the read and the login: then a
    /// fresh one must.
    private static func logsIn(_ harness: SecretsHarness, _ database: FakeDatabase, tries: Int) throws -> Bool {
        for _ in 0..<tries where database.logsIn(try #require(try harness.value("db"))) { return true }
        return false
    }

    @Test(arguments: ["create", "set", "test", "finish"])
    func aStepThatFailsIsTriedAgainAndTellsSo(_ step: String) throws {
        let database = FakeDatabase()
        database.failures.withLock { $0 = [step: 1] }
        let harness = try Self.rotating(database)
        let event = try #require(harness.event("Secret Rotation Failed"))
        #expect(event["step"]?.string == step)
        #expect(event["isFinal"] == .boolean(false))
        #expect(event["errorCode"]?.string == "DATABASE_ERROR")
        if step == "create" || step == "set" { #expect(try harness.value("db") == "first value") }
        let problem = try #require(harness.secrets.problems.first)
        #expect((problem.name, problem.subject, problem.count) == (.rotation, "db", 1))
        #expect(problem.text.contains("'\(step)': DATABASE_ERROR"))
        // It outlives the process, and ends with the next success.
        try harness.restart()
        #expect(harness.secrets.problems == [problem])
        harness.secrets.run()
        harness.clock.withLock { $0 += 2 }
        harness.secrets.rotations.wake()
        #expect(harness.event("Secret Rotation Succeeded") != nil)
        #expect(database.logsIn(try #require(try harness.value("db"))))
        #expect(harness.secrets.problems.isEmpty)
    }

    /// A server that refuses everything is asked ever less often.
    @Test func pausesGrowUpToTheirBound() throws {
        let database = FakeDatabase()
        database.failures.withLock { $0 = ["set": 1000, "test": 1000] }
        let harness = try Self.rotating(database)
        var pauses: [Double] = []
        for number in 0..<8 {
            let event = try #require(harness.event("Secret Rotation Failed", after: number))
            #expect(event["attempt"] == .number(Double(number + 1)))
            let text = try #require(event["nextAttempt"]?.string)
            let due = try #require(UTCTime.seconds(text))
            // Not a moment earlier.
            harness.clock.withLock { clock in
                pauses.append(((due - clock) * 100).rounded() / 100)
                clock = due + 0.001
            }
            harness.secrets.rotations.wake()
        }
        #expect(pauses == [0.05, 0.2, 0.8, 3.2, 12.8, 30, 30, 30])
        #expect(database.calls.withLock { $0.filter { $0 == "set" }.count } <= 9)
    }

    @Test func thePauseIsBounded() {
        let calm = (1...40).map { RotationRun.pause(after: $0, isUrgent: false, longest: 900) }
        #expect(calm.prefix(11) == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900])
        #expect(calm.max() == 900)
        #expect((1...40).map { RotationRun.pause(after: $0, isUrgent: true, longest: 5) }.max() == 5)
        #expect((1...40).map { RotationRun.pause(after: $0, isUrgent: true, longest: 900) }.max() == 30)
    }

    /// Nobody knows whether the password was changed: who reads waits, and it is soon tried again.
    @Test func whileItIsInDoubtWhichValueWorksReadersWait() throws {
        let database = FakeDatabase()
        database.losses.withLock { $0 = ["set": 1] }
        let harness = try Self.rotating(database)
        #expect(try #require(harness.event("Secret Rotation Failed"))["errorCode"]?.string == "COURIER_ERROR")
        #expect(!database.logsIn("first value"))
        let (clock, secrets) = (harness.clock, harness.secrets)
        Threads.detach {
            Threads.sleep(milliseconds: 200)
            clock.withLock { $0 += 0.1 }
            secrets.rotations.wake()
        }
        #expect(database.logsIn(try #require(try harness.value("db"))))
        #expect(harness.event("Secret Rotation Succeeded")?["versionId"]?.string == Self.token)
    }

    /// When the step has failed and the current value works, nobody has to wait.
    @Test func whileTheCurrentValueWorksNobodyWaits() throws {
        let database = FakeDatabase()
        database.failures.withLock { $0 = ["set": 1] }
        let harness = try Self.rotating(database)
        _ = try #require(harness.event("Secret Rotation Failed"))
        let start = Timestamp.monotonic()
        #expect(try harness.value("db") == "first value")
        #expect(Timestamp.monotonic() < start.adding(milliseconds: 3000))
    }

    /// Readers of a value that may not work are not held up for ever by a database that has gone.
    @Test func aDatabaseThatIsGoneHoldsReadersUpForSecondsOnly() throws {
        let database = FakeDatabase()
        database.failures.withLock { $0 = ["set": 1000, "test": 1000] }
        let harness = try Self.rotating(database)
        _ = try #require(harness.event("Secret Rotation Failed"))
        let start = Timestamp.monotonic()
        #expect(try harness.value("db") == "first value")
        let waited = Timestamp.monotonic()
        #expect(waited < start.adding(milliseconds: 8000))
        #expect(try harness.value("db") == "first value")
        #expect(Timestamp.monotonic() < waited.adding(milliseconds: 3000))
    }

    /// What may have changed the database is not left half done, unless somebody says so.
    @Test func aRotationInDoubtIsNotGivenUp() throws {
        let database = FakeDatabase()
        database.losses.withLock { $0 = ["set": 1] }
        let harness = try Self.rotating(database)
        _ = try #require(harness.event("Secret Rotation Failed"))
        database.failures.withLock { $0 = ["set": 1000, "test": 1000] }
        harness.advance(days: 2)
        harness.secrets.rotations.wake()
        let event = try #require(harness.event("Secret Rotation Failed", after: 1))
        #expect(event["isFinal"] == .boolean(false))
        database.failures.withLock { $0 = [:] }
        harness.advance(days: 0.02)
        harness.secrets.rotations.wake()
        #expect(harness.event("Secret Rotation Succeeded")?["versionId"]?.string == Self.token)
        #expect(database.logsIn(try #require(try harness.value("db"))))
    }

    @Test func aRotationInDoubtEndsWhenItIsCancelledAfterItsTime() throws {
        let database = FakeDatabase()
        database.failures.withLock { $0 = ["set": 1000, "test": 1000] }
        let harness = try Self.rotating(database)
        _ = try #require(harness.event("Secret Rotation Failed"))
        try harness.perform("CancelRotateSecret", #"{"SecretId":"db"}"#)
        #expect(try harness.records.readSecrets { try $0.rotations() }.count == 1)
        harness.advance(days: 2)
        try harness.perform("CancelRotateSecret", #"{"SecretId":"db"}"#)
        #expect(try harness.records.readSecrets { try $0.rotations() }.isEmpty)
    }

    /// A proof that has to wait for its next attempt is made before another rotation begins.
    @Test func noRotationIsForgottenOverTheNext() throws {
        let database = FakeDatabase()
        database.failures.withLock { $0 = ["prove": 1] }
        let harness = try Self.rotating(database)
        let deadline = Timestamp.monotonic().adding(milliseconds: 10_000)
        while database.failures.withLock({ $0["prove"] }) != 0, Timestamp.monotonic() < deadline {
            Threads.sleep(milliseconds: 1)
        }
        try harness.perform("RotateSecret", #"{"SecretId":"db"}"#)
        let first = try #require(harness.event("Secret Rotation Succeeded"))
        #expect(first["versionId"]?.string == Self.token)
        #expect(first["oldValue"]?.string == "refused")
        #expect(harness.event("Secret Rotation Succeeded", after: 1)?["replacedVersionId"]?.string == Self.token)
    }

    @Test func aRotationIsGivenUpAtTheEndOfItsWindowAndTakenUpWhenAskedFor() throws {
        let database = FakeDatabase()
        database.failures.withLock { $0 = ["set": 1000] }
        let harness = try Self.rotating(database)
        _ = harness.event("Secret Rotation Failed")
        harness.advance(days: 2)
        harness.secrets.rotations.wake()
        let event = try #require(harness.event("Secret Rotation Failed", after: 1))
        #expect(event["isFinal"] == .boolean(true))
        #expect(try harness.value("db") == "first value")
        #expect(try harness.stages("db")[Self.token] == ["AWSPENDING"])
        // AWS: the call is refused, and does what it says.
        database.failures.withLock { $0 = [:] }
        let refusal = harness.refusal("RotateSecret", #"{"SecretId":"db"}"#)
        #expect(refusal?.message == "A previous rotation isn't complete. That rotation will be reattempted.")
        #expect(harness.event("Secret Rotation Succeeded")?["versionId"]?.string == Self.token)
    }

    @Test func thePendingVersionIsEmptyBeforeTheFirstStep() throws {
        let database = FakeDatabase()
        let harness = try Self.harness(database)
        try harness.perform("RotateSecret", Self.rotate)
        let refusal = harness.refusal("GetSecretValue", #"{"SecretId":"db","VersionStage":"AWSPENDING"}"#)
        #expect(refusal?.code == "ResourceNotFoundException")
        #expect(
            refusal?.message == "Secrets Manager can't find the specified secret value for staging label: AWSPENDING"
        )
        #expect(try harness.stages("db")[Self.token] == ["AWSPENDING"])
        // The same request again is the same rotation.
        #expect(try harness.perform("RotateSecret", Self.rotate)["VersionId"]?.string == Self.token)
    }

    @Test func rotatingLaterOnlyTriesTheCurrentValue() throws {
        let database = FakeDatabase()
        let harness = try Self.harness(database)
        harness.secrets.run()
        let rules = #"{"AutomaticallyAfterDays":30}"#
        try harness.perform(
            "RotateSecret",
            #"{"SecretId":"db","RotationLambdaARN":"\#(Self.rotator)","RotateImmediately":false,"RotationRules":\#(rules)}"#
        )
        #expect(try #require(harness.event("Secret Rotation Tested"))["worked"] == .boolean(true))
        #expect(database.calls.withLock { $0 } == ["test"])
        #expect(try harness.stages("db").count == 1)
    }

    @Test func aScheduleIsKeptAndAMissedWindowIsNot() throws {
        let database = FakeDatabase()
        let harness = try Self.harness(database)
        harness.secrets.run()
        let rules = #"{"ScheduleExpression":"cron(0 3 * * ? *)","Duration":"2h"}"#
        try harness.perform(
            "RotateSecret",
            #"{"SecretId":"db","RotationLambdaARN":"\#(Self.rotator)","RotateImmediately":false,"RotationRules":\#(rules)}"#
        )
        let window = try #require(try harness.records.readSecrets { try $0.secret(1) }?.windowAt)
        #expect(Int(window) % 86_400 == 3 * 3600)
        harness.clock.withLock { $0 = window + 60 }
        harness.secrets.rotations.wake()
        #expect(try #require(harness.event("Secret Rotation Succeeded"))["reason"]?.string == "schedule")
        let next = try #require(try harness.records.readSecrets { try $0.secret(1) }?.windowAt)
        #expect(next == window + 86_400)
        harness.clock.withLock { $0 = next + 2.5 * 3600 }
        harness.secrets.rotations.wake()
        #expect(try #require(harness.event("Secret Rotation Failed"))["errorCode"]?.string == "WINDOW_MISSED")
        #expect(harness.secrets.problems.map(\.text).first?.contains("was given up") == true)
        try harness.perform("CancelRotateSecret", #"{"SecretId":"db"}"#)
        #expect(harness.secrets.problems.isEmpty)
        #expect(database.calls.withLock { $0.filter { $0 == "create" }.count } == 1)
    }

    @Test func cancellingStopsTheScheduleAndARotationThatHasChangedNothing() throws {
        let harness = try Self.harness(FakeDatabase())
        try harness.perform("RotateSecret", Self.rotate)
        try harness.perform("CancelRotateSecret", #"{"SecretId":"db"}"#)
        #expect(try harness.records.readSecrets { try $0.rotations() }.isEmpty)
        #expect(try harness.stages("db")[Self.token] == ["AWSPENDING"])
        let description = try harness.perform("DescribeSecret", #"{"SecretId":"db"}"#)
        #expect(description["RotationEnabled"] == .boolean(false))
        #expect(try harness.value("db") == "first value")
    }

    // MARK: Leaks

    @Test func aLeakedVersionIsRotatedOnlyWhileItIsCurrent() throws {
        let database = FakeDatabase()
        let harness = try Self.harness(database)
        harness.secrets.run()
        let arn = try #require(try harness.perform("DescribeSecret", #"{"SecretId":"db"}"#)["ARN"]?.string)
        let leaked = try #require(try harness.stages("db").first { $0.value == ["AWSCURRENT"] }?.key)
        #expect(throws: ServiceError.self) {
            try harness.secrets.rotate(because: "leak", secretARN: arn, versionID: leaked)
        }
        try harness.perform("RotateSecret", Self.rotate)
        _ = harness.event("Secret Rotation Succeeded")
        #expect(try harness.secrets.rotate(because: "leak", secretARN: arn, versionID: leaked) == .alreadyReplaced)
        guard
            case .started(let version) = try harness.secrets.rotate(
                because: "leak",
                secretARN: arn,
                versionID: Self.token
            )
        else { return #expect(Bool(false), "it was not rotated") }
        let event = try #require(harness.event("Secret Rotation Succeeded", after: 1))
        #expect(event["versionId"]?.string == version)
        #expect(event["reason"]?.string == "leak")
        #expect(event["replacedVersionId"]?.string == Self.token)
    }

    // MARK: Rules

    @Test(arguments: [
        (#"{"AutomaticallyAfterDays":10,"ScheduleExpression":"rate(10 days)"}"#, "both"),
        (#"{"ScheduleExpression":"rate(3 hours)"}"#, "four hours"),
        (#"{"ScheduleExpression":"rate(250 minutes)"}"#, "four hours"),
        (#"{"ScheduleExpression":"cron(30 8 * * ? *)"}"#, "minutes"),
        (#"{"ScheduleExpression":"cron(0 8,10 * * ? *)"}"#, "four hours"),
        (#"{"ScheduleExpression":"at(2026-11-24)"}"#, "not valid"),
        (#"{"ScheduleExpression":"rate(4 hours)","Duration":"5h"}"#, "longer"),
        (#"{"AutomaticallyAfterDays":10,"Duration":"25h"}"#, "hours"),
        (#"{"AutomaticallyAfterDays":10,"Duration":"0h"}"#, "hours"),
        (#"{"Duration":"3h"}"#, "needs"),
    ])
    func rulesThatMakeNoSenseAreRefused(_ rules: String, _ word: String) throws {
        let harness = try Self.harness(FakeDatabase())
        let refusal = harness.refusal(
            "RotateSecret",
            #"{"SecretId":"db","RotationLambdaARN":"\#(Self.rotator)","RotationRules":\#(rules)}"#
        )
        #expect(refusal?.code == "InvalidParameterException")
        #expect(refusal?.message.contains(word) == true, "\(refusal?.message ?? "")")
    }

    @Test(arguments: [
        (#"{"AutomaticallyAfterDays":10}"#, "2026-12-05T00:00:00Z", "2026-12-06T00:00:00Z"),
        (#"{"AutomaticallyAfterDays":10,"Duration":"3h"}"#, "2026-12-05T00:00:00Z", "2026-12-05T03:00:00Z"),
        (#"{"ScheduleExpression":"rate(10 days)"}"#, "2026-12-05T00:00:00Z", "2026-12-06T00:00:00Z"),
        (#"{"ScheduleExpression":"rate(6 hours)"}"#, "2026-11-25T21:00:00Z", "2026-11-26T00:00:00Z"),
        (#"{"ScheduleExpression":"rate(4 hours)"}"#, "2026-11-25T19:00:00Z", "2026-11-25T23:00:00Z"),
        (
            #"{"ScheduleExpression":"cron(0 16 1,15 * ? *)","Duration":"2h"}"#, "2026-12-01T16:00:00Z",
            "2026-12-01T18:00:00Z"
        ),
    ])
    func windowsOpenAndCloseAsAWSSaysTheyDo(_ rules: String, _ opens: String, _ closes: String) throws {
        let rules = try RotationRules(try JSONValue(parsing: Array(rules.utf8)))
        let now = try #require(UTCTime.seconds("2026-11-25T15:30:00Z"))
        let window = try #require(rules.window(after: now, last: now))
        #expect(UTCTime.text(secondsSince1970: window) == opens)
        #expect(UTCTime.text(secondsSince1970: rules.end(ofWindow: window)) == closes)
    }

    @Test(
        arguments: [
            ("arn:magpie:rotator:postgresql-single-user", RotatorKind.postgreSQLSingleUser),
            ("arn:magpie:rotator:postgresql-alternating-users", .postgreSQLAlternatingUsers),
            ("arn:magpie:rotator:api-key", .apiKey(webhook: nil)),
            ("arn:magpie:rotator:api-key:https://example.com/key", .apiKey(webhook: "https://example.com/key")),
            ("exec:/usr/bin/rotate", .command("/usr/bin/rotate")),
            ("exec:rotate", nil), ("exec:/", nil), ("arn:magpie:rotator:mysql", nil), ("", nil),
            ("arn:magpie:rotator:api-key:ftp://example.com", nil), ("arn:aws:lambda:eu-west-1:1:function:rotate", nil),
        ] as [(String, RotatorKind?)]
    )
    func rotatorsAreNamed(_ arn: String, _ kind: RotatorKind?) { #expect(RotatorKind(arn: arn) == kind) }
}
