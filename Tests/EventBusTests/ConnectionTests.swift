import Couriers
import EventRules
import Foundation
import HelperProcesses
import JSON
import POSIX
import ServiceModel
import Testing

@testable import CourierDeliveries
@testable import EventBus
@testable import EventOperations

/// Connections and API destinations: what is kept of them, and what is sent.
///
/// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html
@Suite struct ConnectionTests {
    private let home = "arn:aws:events:local:000000000000:"

    private static let basic =
        #""AuthorizationType":"BASIC","AuthParameters":{"BasicAuthParameters":{"Username":"anna","Password":"canary-1"}}"#
    private static let key =
        #""AuthorizationType":"API_KEY","AuthParameters":{"ApiKeyAuthParameters":{"ApiKeyName":"X-Key","ApiKeyValue":"canary-2"}}"#

    private static func oauth(_ endpoint: String) -> String {
        #""AuthorizationType":"OAUTH_CLIENT_CREDENTIALS","AuthParameters":{"OAuthParameters":{"ClientParameters":{"ClientID":"id","ClientSecret":"canary-3"},"AuthorizationEndpoint":"\#(endpoint)","HttpMethod":"POST","OAuthHttpParameters":{"BodyParameters":[{"Key":"audience","Value":"canary-4","IsValueSecret":true},{"Key":"scope","Value":"all"}]}}}"#
    }

    /// Makes a connection, and returns its ARN.
    private func connect(_ harness: BusHarness, _ name: String, _ more: String) throws -> String {
        try #require(try harness.perform("CreateConnection", #"{"Name":"\#(name)",\#(more)}"#)["ConnectionArn"]?.string)
    }

    /// Makes an API destination, and returns its ARN.
    private func aim(_ harness: BusHarness, _ name: String, at url: String, by connection: String, _ more: String = "")
        throws
        -> String
    {
        let answer = try harness.perform(
            "CreateApiDestination",
            #"{"Name":"\#(name)","ConnectionArn":"\#(connection)","InvocationEndpoint":"\#(url)","HttpMethod":"POST"\#(more)}"#
        )
        return try #require(answer["ApiDestinationArn"]?.string)
    }

    // MARK: What is kept

    @Test func whatIsSecretIsInTheSecretOnly() throws {
        let harness = try BusHarness()
        let arn = try connect(harness, "c", #""Description":"d","KmsKeyIdentifier":"alias/own",\#(Self.basic)"#)
        #expect(arn.hasPrefix("\(home)connection/c/"))
        let described = try harness.perform("DescribeConnection", #"{"Name":"c"}"#)
        #expect(described["ConnectionState"] == .string("AUTHORIZED") && described["LastAuthorizedTime"] != nil)
        #expect(described["AuthParameters"]?["BasicAuthParameters"]?["Username"] == .string("anna"))
        let secret = try #require(described["SecretArn"]?.string)
        #expect(secret.contains(":secret:events!connection/c/"))
        #expect(harness.secrets.values.withLock { $0[secret]?.contains("canary-1") } == true)
        #expect(harness.secrets.keys.withLock { $0[secret] } == "alias/own")
        _ = try connect(harness, "o", Self.oauth("https://login.example/token"))
        let oauth = try harness.perform("DescribeConnection", #"{"Name":"o"}"#).json
        #expect(oauth.contains("scope") && oauth.contains("audience"))
        for text in [described.json, oauth, try harness.perform("ListConnections").json] {
            #expect(!text.contains("canary"))
        }
        #expect(
            try !String(contentsOf: harness.folder.appending(path: "magpie.sqlite"), encoding: .isoLatin1).contains(
                "canary"
            )
        )
        try harness.restart()
        #expect(try harness.perform("DescribeConnection", #"{"Name":"c"}"#) == described)
    }

    @Test func aConnectionIsChangedDeauthorizedAndRemoved() throws {
        let harness = try BusHarness()
        _ = try connect(harness, "c", Self.basic)
        let before = try harness.perform("DescribeConnection", #"{"Name":"c"}"#)
        let secret = try #require(before["SecretArn"]?.string)
        try harness.perform(
            "UpdateConnection",
            #"{"Name":"c","AuthParameters":{"BasicAuthParameters":{"Password":"canary-9"}}}"#
        )
        let value = try #require(harness.secrets.values.withLock { $0[secret] })
        #expect(value.contains("anna") && value.contains("canary-9") && !value.contains("canary-1"))
        // What somebody else has put into the secret meanwhile stays.
        harness.secrets.values.withLock { $0[secret] = $0[secret]?.replacing("anna", with: "bea") }
        try harness.perform(
            "UpdateConnection",
            #"{"Name":"c","AuthParameters":{"BasicAuthParameters":{"Password":"canary-8"}}}"#
        )
        #expect(harness.secrets.values.withLock { $0[secret]?.contains("bea") } == true)
        // Another kind needs all of its parameters.
        let half =
            #"{"Name":"c","AuthorizationType":"API_KEY","AuthParameters":{"ApiKeyAuthParameters":{"ApiKeyName":"X-Key"}}}"#
        #expect(harness.refusal("UpdateConnection", half)?.message.contains("apiKeyValue") == true)
        try harness.perform("UpdateConnection", #"{"Name":"c",\#(Self.key)}"#)
        #expect(harness.secrets.values.withLock { $0[secret]?.contains("BasicAuthParameters") } == false)
        let changed = try harness.perform("DescribeConnection", #"{"Name":"c"}"#)
        #expect(changed["AuthorizationType"] == .string("API_KEY") && changed["SecretArn"] == before["SecretArn"])

        let arn = try #require(changed["ConnectionArn"]?.string)
        _ = try aim(harness, "d", at: "https://api.example/", by: arn)
        func state() throws -> JSONValue? {
            try harness.perform("DescribeApiDestination", #"{"Name":"d"}"#)["ApiDestinationState"]
        }
        #expect(try state() == .string("ACTIVE"))
        let ended = try harness.perform("DeauthorizeConnection", #"{"Name":"c"}"#)
        #expect(ended["ConnectionState"] == .string("DEAUTHORIZED"))
        #expect(try state() == .string("INACTIVE"))
        #expect(harness.secrets.values.withLock { $0.isEmpty })
        #expect(
            try harness.perform("ListConnections", #"{"ConnectionState":"AUTHORIZED"}"#)["Connections"]?.array == []
        )
        try harness.perform("UpdateConnection", #"{"Name":"c",\#(Self.key)}"#)
        #expect(try state() == .string("ACTIVE"))
        let removed = try harness.perform("DeleteConnection", #"{"Name":"c"}"#)
        #expect(removed["ConnectionState"] == .string("DELETING"))
        #expect(harness.secrets.values.withLock { $0.isEmpty })
        #expect(harness.refusal("DescribeConnection", #"{"Name":"c"}"#)?.code == "ResourceNotFoundException")
        try harness.perform("DeleteApiDestination", #"{"Name":"d"}"#)
        #expect(try harness.perform("ListApiDestinations")["ApiDestinations"]?.array == [])
    }

    @Test(arguments: [
        (
            #""AuthorizationType":"API_KEY","AuthParameters":{"BasicAuthParameters":{"Username":"a","Password":"canary"}}"#,
            "ApiKeyAuthParameters is missing"
        ),
        (#""AuthorizationType":"BASIC","AuthParameters":{}"#, "BasicAuthParameters is missing"),
        (#""AuthorizationType":"BASIC","AuthParameters":{"BasicAuthParameters":{"Username":"a"}}"#, "password"),
        (
            #""AuthorizationType":"BASIC","AuthParameters":{"BasicAuthParameters":{"Username":"a:b","Password":"canary"}}"#,
            "'a:b' at"
        ),
        (
            #""AuthorizationType":"BASIC","AuthParameters":{"BasicAuthParameters":{"Username":"a","Password":"canary:x"}}"#,
            "Value at"
        ),
        (
            #""AuthorizationType":"API_KEY","AuthParameters":{"ApiKeyAuthParameters":{"ApiKeyName":"Host","ApiKeyValue":"canary"}}"#,
            "no name of a header"
        ),
        (
            #""AuthorizationType":"BASIC","AuthParameters":{"BasicAuthParameters":{"Username":"a","Password":"canary"},"InvocationHttpParameters":{"HeaderParameters":[{"Key":"content-length","Value":"canary"}]}}"#,
            "a header cannot have"
        ),
        (
            #""AuthorizationType":"BASIC","AuthParameters":{"BasicAuthParameters":{"Username":"a","Password":"canary"},"ConnectivityParameters":{"ResourceParameters":{"ResourceConfigurationArn":""}}}"#,
            "no private networks"
        ),
        (oauth("http://login.example/token"), "AuthorizationEndpoint"),
        (oauth("https://user@login.example/token"), "AuthorizationEndpoint"),
    ])
    func whatCannotBeUsedIsRefusedWithoutItsValue(_ more: String, _ message: String) throws {
        let harness = try BusHarness()
        let refusal = try #require(harness.refusal("CreateConnection", #"{"Name":"c",\#(more)}"#))
        #expect(refusal.message.contains(message), "\(refusal)")
        #expect(!refusal.message.contains("canary"))
        #expect(harness.secrets.values.withLock { $0.isEmpty })
    }

    @Test func whereAnAPIDestinationLeadsIsChecked() throws {
        let harness = try BusHarness()
        let arn = try connect(harness, "c", Self.key)
        func refusal(_ connection: String, _ url: String) -> ServiceError? {
            harness.refusal(
                "CreateApiDestination",
                #"{"Name":"d","ConnectionArn":"\#(connection)","InvocationEndpoint":"\#(url)","HttpMethod":"GET"}"#
            )
        }
        let unknown = arn.dropLast() + (arn.hasSuffix("0") ? "1" : "0")
        #expect(refusal(String(unknown), "https://api.example/")?.code == "ResourceNotFoundException")
        #expect(refusal(arn, "http://api.example/")?.message.contains("InvocationEndpoint") == true)
        #expect(refusal(arn, "https://api.example/*") == nil)
        #expect(refusal(arn, "https://api.example/")?.code == "ResourceAlreadyExistsException")
        let described = try harness.perform("DescribeApiDestination", #"{"Name":"d"}"#)
        #expect(described["InvocationRateLimitPerSecond"] == .number(300))
        let target = try #require(described["ApiDestinationArn"]?.string)
        try harness.perform("PutRule", #"{"Name":"r","EventPattern":"{\"source\":[\"app\"]}"}"#)
        func put(_ arn: String, _ http: String) -> ServiceError? {
            harness.refusal(
                "PutTargets",
                #"{"Rule":"r","Targets":[{"Id":"t","Arn":"\#(arn)","HttpParameters":{\#(http)}}]}"#
            )
        }
        let other = target.dropLast() + (target.hasSuffix("0") ? "1" : "0")
        #expect(put(String(other), "")?.code == "ResourceNotFoundException")
        #expect(put(target, "")?.message.contains("needs 1 PathParameterValues") == true)
        #expect(put(target, #""PathParameterValues":["$.detail.id"]"#)?.message.contains("no paths") == true)
        #expect(put("https://api.example/", #""PathParameterValues":["a"]"#)?.message.contains("only apply") == true)
        #expect(put(target, #""PathParameterValues":["a"]"#) == nil)
        try harness.perform(
            "UpdateApiDestination",
            #"{"Name":"d","HttpMethod":"PUT","InvocationRateLimitPerSecond":5}"#
        )
        let changed = try harness.perform("DescribeApiDestination", #"{"Name":"d"}"#)
        #expect(changed["HttpMethod"] == .string("PUT") && changed["InvocationRateLimitPerSecond"] == .number(5))
        #expect(changed["InvocationEndpoint"] == described["InvocationEndpoint"])
    }

    // MARK: What is sent

    private static let couriers: Helper = {
        let arguments = ProcessInfo.processInfo.arguments
        let bundle = arguments.first { $0.hasSuffix(".xctest") }
        let products =
            bundle.map { URL(filePath: $0).deletingLastPathComponent() }
            ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build/debug").standardized
        return Helper("courier", from: .courier(Array(products.appending(path: "magpie-courier").path.utf8)))
    }()

    private func reach() throws -> (BusHarness, HTTPServer) {
        let harness = try BusHarness(couriers: Self.couriers) { $0.allowedNetworks = ["127.0.0.0/8"] }
        return (harness, try HTTPServer(in: harness.folder))
    }

    private func follow(_ harness: BusHarness, _ target: String, _ http: String = "") throws {
        try harness.perform("PutRule", #"{"Name":"r","EventPattern":"{\"source\":[\"app\"]}"}"#)
        let answer = try harness.perform(
            "PutTargets",
            #"{"Rule":"r","Targets":[{"Id":"t","Arn":"\#(target)","InputPath":"$.detail","HttpParameters":{\#(http)}}]}"#
        )
        #expect(answer["FailedEntryCount"] == .number(0))
    }

    @Test func anEventIsSentAsConnectionAndTargetSay() throws {
        let (harness, server) = try reach()
        let more =
            #""InvocationHttpParameters":{"HeaderParameters":[{"Key":"X-Both","Value":"connection"}],"QueryStringParameters":[{"Key":"q","Value":"a b","IsValueSecret":true}],"BodyParameters":[{"Key":"more","Value":"m"}]}"#
        let arn = try connect(harness, "c", Self.basic.replacing("}}", with: "},\(more)}"))
        let target = try aim(harness, "d", at: "http://127.0.0.1:\(server.port)/items/*?fixed=1", by: arn)
        try harness.perform("UpdateApiDestination", #"{"Name":"d","HttpMethod":"PUT"}"#)
        try follow(
            harness,
            target,
            #""PathParameterValues":["x/y"],"HeaderParameters":{"X-Both":"target","X-Own":"t"},"QueryStringParameters":{"p":"1"}"#
        )
        try harness.put(7)
        #expect(try harness.waitFor { try !server.requests().isEmpty })
        let request = try #require(try server.requests().first)
        #expect(request["method"] == .string("PUT") && request["path"] == .string("/items/x%2Fy?fixed=1&p=1&q=a%20b"))
        #expect(request["headers"]?["authorization"] == .string("Basic YW5uYTpjYW5hcnktMQ=="))
        #expect(request["headers"]?["x-both"] == .string("connection") && request["headers"]?["x-own"] == .string("t"))
        #expect(request["headers"]?["content-type"] == .string("application/json"))
        let body = try JSONValue(parsing: Array(try #require(request["body"]?.string).utf8))
        #expect(body == .object(["n": .number(7), "more": .string("m")]))
        #expect(harness.settle())
    }

    @Test func aKeyIsAHeaderAndGETHasNoBody() throws {
        let (harness, server) = try reach()
        let arn = try connect(harness, "c", Self.key)
        let target = try aim(harness, "d", at: "http://127.0.0.1:\(server.port)/", by: arn)
        try harness.perform("UpdateApiDestination", #"{"Name":"d","HttpMethod":"GET"}"#)
        try follow(harness, target)
        try harness.put(1)
        #expect(try harness.waitFor { try !server.requests().isEmpty })
        let request = try #require(try server.requests().first)
        #expect(request["method"] == .string("GET") && request["body"] == .string(""))
        #expect(request["headers"]?["x-key"] == .string("canary-2"))
    }

    /// A token is fetched once and used again; one that is refused is replaced.
    @Test func tokensAreFetchedUsedAgainAndReplaced() throws {
        let (harness, server) = try reach()
        let arn = try connect(harness, "c", Self.oauth("http://127.0.0.1:\(server.port)/token"))
        func state() throws -> JSONValue? {
            try harness.perform("DescribeConnection", #"{"Name":"c"}"#)["ConnectionState"]
        }
        #expect(try harness.waitFor { try state() == .string("AUTHORIZED") })
        let first = try #require(try server.requests().first)
        #expect(
            first["path"] == .string("/token")
                && first["headers"]?["authorization"] == .string("Basic aWQ6Y2FuYXJ5LTM=")
        )
        #expect(first["body"] == .string("audience=canary-4&grant_type=client_credentials&scope=all"))
        #expect(first["headers"]?["content-type"] == .string("application/x-www-form-urlencoded"))
        let target = try aim(harness, "d", at: "http://127.0.0.1:\(server.port)/once", by: arn)
        try follow(harness, target)
        try harness.put(1)
        func tokens() throws -> [String] {
            try server.requests().filter { $0["path"] == .string("/once") }.map {
                $0["headers"]?["authorization"]?.string ?? ""
            }
        }
        #expect(try harness.waitFor { try tokens().count == 2 })
        #expect(try tokens() == ["Bearer t1", "Bearer t2"])
        try harness.put(2)
        #expect(try harness.waitFor { try tokens().count == 3 })
        #expect(try tokens().last == "Bearer t2")
        #expect(try server.requests().filter { $0["path"] == .string("/token") }.count == 2)
    }

    @Test func whoGivesNoTokenLeavesTheConnectionUnauthorized() throws {
        let (harness, server) = try reach()
        _ = try connect(harness, "c", Self.oauth("http://127.0.0.1:\(server.port)/nothing"))
        func described() throws -> JSONValue { try harness.perform("DescribeConnection", #"{"Name":"c"}"#) }
        #expect(try harness.waitFor { try described()["ConnectionState"] == .string("DEAUTHORIZED") })
        #expect(try described()["StateReason"]?.string?.contains("without an access token") == true)
    }

    @Test func whatIsGoneGetsDeadLetters() throws {
        let (harness, server) = try reach()
        let arn = try connect(harness, "c", Self.key)
        let target = try aim(harness, "d", at: "http://127.0.0.1:\(server.port)/", by: arn)
        try follow(harness, target)
        try harness.perform("DeleteApiDestination", #"{"Name":"d"}"#)
        try harness.put(1)
        func letters() throws -> [JSONValue] { try harness.perform("ListDeadLetters")["DeadLetters"]?.array ?? [] }
        #expect(try harness.waitFor { try letters().count == 1 })
        #expect(try letters().first?["ErrorCode"] == .string("NO_SUCH_DESTINATION"))
        #expect(try server.requests().isEmpty)
    }

    @Test func noMoreASecondThanTheRate() {
        let connections = Connections()
        #expect((0..<3).map { _ in connections.wait(for: "d", 2, at: 100.25) } == [nil, nil, 101])
        #expect(connections.wait(for: "other", 2, at: 100.5) == nil)
        #expect(connections.wait(for: "d", 2, at: 101) == nil)
    }
}
