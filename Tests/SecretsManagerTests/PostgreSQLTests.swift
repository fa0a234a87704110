import Couriers
import Foundation
import HelperProcesses
import JSON
import POSIX
import PostgreSQL
import Records
import SecretsSupport
import ServiceModel
import Testing

@testable import Rotators
@testable import SecretsManager

/// Rotation at a PostgreSQL server, through a courier.
@Suite(.enabled(if: PostgreSQLCluster.isInstalled, "'apt-get install postgresql' brings the server"), .serialized)
struct PostgreSQLTests {
    static let cluster = Result { try PostgreSQLCluster() }

    /// The folder with the programs that the build made.
    private static let products: URL = {
        let arguments = ProcessInfo.processInfo.arguments
        if let bundle = arguments.first(where: { $0.hasSuffix(".xctest") }) {
            return URL(filePath: bundle).deletingLastPathComponent()
        }
        return URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build/debug").standardized
    }()

    private static let couriers = Helper(
        "courier",
        from: .courier(Array(products.appending(path: "magpie-courier").path.utf8))
    )

    private static func harness() throws -> SecretsHarness {
        let rotators = CourierRotators(Self.couriers, settings: { RotatorSettings() }, signingKey: [1, 2, 3])
        return try SecretsHarness(makeRotator: rotators.makeRotator)
    }

    private static let token = "11111111-2222-3333-4444-555555555555"

    private func rotate(_ harness: SecretsHarness, _ name: String, _ strategy: String) throws {
        try harness.perform(
            "RotateSecret",
            #"{"SecretId":"\#(name)","RotationLambdaARN":"arn:magpie:rotator:postgresql-\#(strategy)","ClientRequestToken":"\#(Self.token)"}"#
        )
    }

    /// User and password under a label.
    private func login(_ harness: SecretsHarness, _ name: String, stage: String = "AWSCURRENT") throws -> (
        String, String
    ) {
        let value = try JSONValue(parsing: Array(try #require(try harness.value(name, stage: stage)).utf8))
        return (try #require(value["username"]?.string), try #require(value["password"]?.string))
    }

    /// A secret for a user whose name needs quotes.
    private func makeUser(_ harness: SecretsHarness, _ user: String, alternates: Bool) throws {
        let cluster = try Self.cluster.get()
        func quoted(_ name: String) -> String { "\"\(name.replacingOccurrences(of: "\"", with: "\"\""))\"" }
        for role in [user + "_clone", user]
        where try !cluster.run("SELECT 1 FROM pg_roles WHERE rolname = '\(role)'").isEmpty {
            try cluster.run("DROP OWNED BY \(quoted(role)); DROP ROLE \(quoted(role))")
        }
        try cluster.run("CREATE ROLE \(quoted(user)) LOGIN PASSWORD 'first-password'")
        var arn: String?
        if alternates {
            arn = try harness.create("master", cluster.secret("postgres", "master-password"))["ARN"]?.string
        }
        try harness.create("db", cluster.secret(user, "first-password", master: arn))
    }

    @Test func aSingleUsersPasswordChangesAndTheOldOneIsDead() throws {
        let (cluster, harness) = (try Self.cluster.get(), try Self.harness())
        try makeUser(harness, "App \"one\"", alternates: false)
        harness.secrets.run()
        let start = Timestamp.monotonic()
        try rotate(harness, "db", "single-user")
        let event = try #require(harness.event("Secret Rotation Succeeded"))
        #expect(Timestamp.monotonic().seconds - start.seconds < 5)
        #expect(event["oldValue"]?.string == "refused")
        let (user, password) = try login(harness, "db")
        #expect(user == "App \"one\"" && password != "first-password" && password.count == 32)
        #expect(try cluster.logsIn(user, password))
        #expect(try !cluster.logsIn(user, "first-password"))
    }

    @Test func alternatingUsersTakeTurnsAndTheEventSaysWhatStillWorks() throws {
        let (cluster, harness) = (try Self.cluster.get(), try Self.harness())
        try makeUser(harness, "app2", alternates: true)
        try cluster.run("DROP TABLE IF EXISTS orders; CREATE TABLE orders (n int); GRANT SELECT ON orders TO app2")
        harness.secrets.run()
        try rotate(harness, "db", "alternating-users")
        let first = try #require(harness.event("Secret Rotation Succeeded"))
        let (clone, clonePassword) = try login(harness, "db")
        #expect(clone == "app2_clone")
        #expect(first["oldValue"]?.string == "accepted")
        #expect(
            first["oldValueReason"]?.string
                == "the users take turns: the password of app2 works until the next rotation"
        )
        #expect(try cluster.logsIn("app2", "first-password"))
        // The clone may do what the user may.
        #expect(throws: Never.self) {
            try PostgreSQLConnection(cluster.login(clone, clonePassword), milliseconds: 5000).run(
                "SELECT * FROM orders"
            )
        }
        try harness.perform("RotateSecret", #"{"SecretId":"db"}"#)
        let second = try #require(harness.event("Secret Rotation Succeeded", after: 1))
        let (user, password) = try login(harness, "db")
        #expect(user == "app2")
        #expect(try cluster.logsIn(user, password))
        #expect(try cluster.logsIn(clone, clonePassword))
        #expect(try !cluster.logsIn("app2", "first-password"))
        #expect(second["oldValue"]?.string == "accepted")
        #expect(second["olderValue"]?.string == "refused")
    }

    @Test(arguments: RotationPoint.allCases, [false, true])
    func aRotationSurvivesADeath(at point: RotationPoint, alternates: Bool) throws {
        let (cluster, harness) = (try Self.cluster.get(), try Self.harness())
        try makeUser(harness, "app3", alternates: alternates)
        try harness.restart(dyingAt: point)
        harness.secrets.run()
        try rotate(harness, "db", alternates ? "alternating-users" : "single-user")
        harness.waitForDeath()
        try harness.restart()
        harness.secrets.run()
        // At once, whatever the rotation had come to. A single user's password may change between the read and the
        // login: then a fresh one logs in.
        var works = false
        for _ in 0..<(alternates ? 1 : 2) where !works {
            let (user, password) = try login(harness, "db")
            works = try cluster.logsIn(user, password)
        }
        #expect(works, "after death at \(point)")
        #expect(harness.event("Secret Rotation Succeeded")?["versionId"]?.string == Self.token)
        let (newUser, newPassword) = try login(harness, "db")
        #expect(newPassword != "first-password")
        #expect(try cluster.logsIn(newUser, newPassword))
    }

    @Test(arguments: [false, true])
    func aServerThatIsDownLeavesTheCurrentValueAndIsTriedAgain(_ alternates: Bool) throws {
        let (cluster, harness) = (try Self.cluster.get(), try Self.harness())
        try makeUser(harness, "app4", alternates: alternates)
        harness.secrets.run()
        try cluster.stop()
        try rotate(harness, "db", alternates ? "alternating-users" : "single-user")
        let event = try #require(harness.event("Secret Rotation Failed"))
        #expect(event["step"]?.string == "set")
        #expect(event["errorCode"]?.string == "DATABASE_ERROR")
        #expect(try login(harness, "db") == ("app4", "first-password"))
        try cluster.start()
        harness.clock.withLock { $0 += 5 }
        harness.secrets.rotations.wake()
        #expect(harness.event("Secret Rotation Succeeded") != nil)
        let (user, password) = try login(harness, "db")
        #expect(try cluster.logsIn(user, password))
    }

    @Test func aServerThatRefusesLeavesTheCurrentValue() throws {
        let (cluster, harness) = (try Self.cluster.get(), try Self.harness())
        try makeUser(harness, "app5", alternates: false)
        try cluster.run("ALTER ROLE app5 PASSWORD 'somebody-else'")
        harness.secrets.run()
        try rotate(harness, "db", "single-user")
        let event = try #require(harness.event("Secret Rotation Failed"))
        #expect(event["errorCode"]?.string == "AUTHENTICATION_FAILED")
        #expect(try login(harness, "db") == ("app5", "first-password"))
        #expect(try cluster.logsIn("app5", "somebody-else"))
    }

    /// Passwords reach the server as verifiers: with every statement in its log, none is there.
    @Test func noPasswordIsInTheServersLog() throws {
        let (cluster, harness) = (try Self.cluster.get(), try Self.harness())
        try makeUser(harness, "app6", alternates: true)
        harness.secrets.run()
        var passwords: [String] = []
        for count in 0..<3 {
            try harness.perform(
                "RotateSecret",
                #"{"SecretId":"db","RotationLambdaARN":"arn:magpie:rotator:postgresql-alternating-users"}"#
            )
            _ = try #require(harness.event("Secret Rotation Succeeded", after: count))
            passwords.append(try login(harness, "db").1)
        }
        try harness.create("single", cluster.secret(try login(harness, "db").0, passwords[2]))
        try rotate(harness, "single", "single-user")
        _ = try #require(harness.event("Secret Rotation Succeeded", after: 3))
        passwords.append(try login(harness, "single").1)
        let log = try cluster.log
        #expect(log.contains("ALTER ROLE") && log.contains("SCRAM-SHA-256$4096:"))
        #expect(Set(passwords).count == 4)
        for password in passwords { #expect(!log.contains(password)) }
    }

    /// A client that reads the secret and logs in all the time never fails while users take turns.
    @Test func aClientThatReconnectsNeverFails() throws {
        let (cluster, harness) = (try Self.cluster.get(), try Self.harness())
        try makeUser(harness, "app7", alternates: true)
        harness.secrets.run()
        let (isDone, counts) = (Monitor(false), Monitor((logins: 0, failures: 0)))
        let client = harness.secrets.makeOperations()
        let model = try #require(SecretsModel.operation("GetSecretValue"))
        Threads.detach {
            while !isDone.withLock({ $0 }) {
                do {
                    let input = JSONValue.object(["SecretId": .string("db")])
                    let text =
                        try client.perform(
                            ServiceRequest(model, input, by: .user(0), at: Timestamp.now().secondsSince1970)
                        )["SecretString"]?.string ?? ""
                    let value = try JSONValue(parsing: Array(text.utf8))
                    let works = try cluster.logsIn(value["username"]?.string ?? "", value["password"]?.string ?? "")
                    counts.withLock { $0 = ($0.logins + 1, $0.failures + (works ? 0 : 1)) }
                } catch {
                    counts.withLock { $0.failures += 1 }
                }
            }
            isDone.withLock { $0 = false }
            isDone.notifyAll()
        }
        for count in 0..<6 {
            try harness.perform(
                "RotateSecret",
                #"{"SecretId":"db","RotationLambdaARN":"arn:magpie:rotator:postgresql-alternating-users"}"#
            )
            _ = try #require(harness.event("Secret Rotation Succeeded", after: count))
        }
        isDone.withLock { $0 = true }
        _ = isDone.wait(until: Timestamp.monotonic().adding(milliseconds: 10_000)) { $0 ? nil : true }
        let result = counts.withLock { $0 }
        #expect(result.failures == 0 && result.logins > 6, "\(result)")
    }

    @Test func aCommandRotatesWithStepTokenAndJSON() throws {
        let harness = try Self.harness()
        harness.secrets.run()
        let (log, script) = (harness.folder.appending(path: "log"), harness.folder.appending(path: "rotate"))
        // What a program gets and answers; it fails once in each step.
        let text = """
            #!/bin/bash
            input=$(cat)
            echo "$1 $2 ${3%%-??????} $input" >> \(log.path)
            if [ ! -e \(log.path).$1 ]; then touch \(log.path).$1; exit 3; fi
            case $1 in
                createSecret) echo '{"SecretString": "made by a command"}' ;;
                proveSecret) echo '{"Refused": true}' ;;
            esac
            """
        try text.write(to: script, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path)
        try harness.create("app", "old value")
        try harness.perform(
            "RotateSecret",
            #"{"SecretId":"app","RotationLambdaARN":"exec:\#(script.path)","ClientRequestToken":"\#(Self.token)"}"#
        )
        for count in 0..<4 {
            #expect(harness.event("Secret Rotation Failed", after: count)?["errorCode"]?.string == "EXIT_3")
            harness.clock.withLock { $0 += 60 }
            harness.secrets.rotations.wake()
        }
        // One that does not know of proofs is no proof: it is not tried again.
        #expect(harness.event("Secret Rotation Succeeded")?["oldValue"]?.string == "untried")
        #expect(try harness.value("app") == "made by a command")
        let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
        #expect(
            lines.map { $0.prefix { $0 != " " } } == [
                "createSecret", "createSecret", "setSecret", "setSecret", "testSecret", "testSecret", "finishSecret",
                "finishSecret", "proveSecret",
            ]
        )
        #expect(lines[3].contains(Self.token) && lines[3].contains(#""Current":{"SecretString":"old value"}"#))
        #expect(lines[3].contains(#""Pending":{"SecretString":"made by a command"}"#))
        try harness.perform("RotateSecret", #"{"SecretId":"app"}"#)
        #expect(harness.event("Secret Rotation Succeeded", after: 1)?["oldValue"]?.string == "refused")
    }

    @Test func anAPIKeyIsRandomAndKeepsItsPlace() throws {
        let harness = try Self.harness()
        harness.secrets.run()
        try harness.create("plain", "old key")
        try harness.create("json", #"{"url":"https://example.com","api_key":"old key"}"#)
        for (count, name) in ["plain", "json"].enumerated() {
            try harness.perform(
                "RotateSecret",
                #"{"SecretId":"\#(name)","RotationLambdaARN":"arn:magpie:rotator:api-key"}"#
            )
            _ = try #require(harness.event("Secret Rotation Succeeded", after: count))
        }
        #expect(try harness.value("plain")?.count == 40)
        let value = try JSONValue(parsing: Array(try #require(try harness.value("json")).utf8))
        #expect(value["url"]?.string == "https://example.com")
        #expect(value["api_key"]?.string?.count == 40)
    }
}
