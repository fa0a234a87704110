import BuiltInIdentifiers
import Cryptography
import Detection
import Findings
import ManagedSecrets
import POSIX
import Prefiltering
import SecretsManager
import Testing

@testable import LeakRecognition

/// Values get numbers that stay theirs, and tables in which they are recognised.
@Suite struct LeakValuesTests {
    static let commonness = Detector(BuiltInIdentifiers.load()).prefilter.commonness()
    private static let key = [UInt8](repeating: 7, count: 32)

    private let names = Monitor(LeakNames())

    private func source(_ version: String, _ parts: [String: String]) -> FingerprintSource {
        let parts = parts.sorted { $0.key < $1.key }.map { label, text in
            FingerprintSource.Part(label: label, value: SecretBytes(copying: Array(text.utf8).span))
        }
        return FingerprintSource(secretARN: "arn", name: "app", versionID: version, parts: parts)
    }

    private func count(_ table: [UInt8]?) throws -> Int? { try table.map { try LeakTable($0).count } }

    @Test func thereIsNoTableBeforeTheBeginning() throws {
        var values = LeakValues(names)
        let (before, wasComplete) = (values.table(), values.isComplete)
        #expect(before == nil && !wasComplete)
        try values.begin(Self.commonness, key: Self.key)
        let isComplete = values.isComplete
        #expect(isComplete)
        let table1 = values.table()
        #expect(try count(table1) == 0)
    }

    @Test func eachPartOfAVersionIsAValue() throws {
        var values = LeakValues(names)
        try values.begin(Self.commonness, key: Self.key)
        values.add(source("v1", ["SecretString": "vGk2x9QpLw7RtZ4n", "password": "Hq8sD3mWc6Ye1Bv5"]))
        let table2 = values.table()
        #expect(try count(table2) == 2)
        #expect(names.withLock { [$0[1]?.part, $0[2]?.part] } == ["SecretString", "password"])
    }

    @Test func numbersAreNeverUsedAgain() throws {
        var values = LeakValues(names)
        try values.begin(Self.commonness, key: Self.key)
        values.add(source("v1", ["SecretString": "vGk2x9QpLw7RtZ4n"]))
        let removed = values.remove("v1", of: "arn")
        let removedAgain = values.remove("v1", of: "arn")
        #expect(removed && !removedAgain)
        let table3 = values.table()
        #expect(try count(table3) == 0)
        values.add(source("v2", ["SecretString": "Hq8sD3mWc6Ye1Bv5"]))
        // A worker with the table before may still find the first.
        #expect(names.withLock { [$0[1]?.versionID, $0[2]?.versionID] } == ["v1", "v2"])
    }

    @Test func aVersionKeepsItsNumberWhenAllIsTakenUpAnew() throws {
        var values = LeakValues(names)
        try values.begin(Self.commonness, key: Self.key)
        values.add(source("v1", ["SecretString": "vGk2x9QpLw7RtZ4n"]))
        values.distrust()
        let isComplete = values.isComplete
        #expect(!isComplete)
        try values.begin(Self.commonness, key: Self.key)
        values.add(source("v1", ["SecretString": "vGk2x9QpLw7RtZ4n"]))
        #expect(names.withLock { $0.ids(of: "arn") } == [1])
        let table4 = values.table()
        #expect(try count(table4) == 1)
    }

    @Test func otherLabelsAreNews() throws {
        var values = LeakValues(names)
        try values.begin(Self.commonness, key: Self.key)
        let version = source("v1", ["SecretString": "vGk2x9QpLw7RtZ4n"])
        let news = [
            values.add(version, stages: ["AWSCURRENT"]), values.add(version, stages: ["AWSCURRENT"]),
            values.add(version, stages: ["AWSPREVIOUS"]), values.add(version),
        ]
        #expect(news == [true, false, true, false])
        #expect(names.withLock { $0[1]?.stages } == ["AWSPREVIOUS"])
    }

    @Test func onlyVersionsWithOtherLabelsAreToldOf() {
        let changed = names.withLock { names -> [Set<String>] in
            for (id, version) in [(UInt32(1), "v1"), (2, "v2")] {
                let name = ManagedSecretName(arn: "arn", name: "app", versionID: version, part: "SecretString")
                _ = names.add(name, id: id, stages: version == "v1" ? ["AWSCURRENT"] : ["AWSPENDING"])
            }
            return [
                names.set(["v1": ["AWSCURRENT"], "v2": ["AWSPENDING"]], of: "arn"),
                names.set(["v1": ["AWSPREVIOUS"], "v2": ["AWSCURRENT"]], of: "arn"), names.set([:], of: "arn"),
                names.set(["v1": ["AWSCURRENT"]], of: "another"),
            ]
        }
        #expect(changed == [[], ["v1", "v2"], ["v1", "v2"], []])
    }
}
