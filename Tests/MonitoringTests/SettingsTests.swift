import Foundation
import StrictYAML
import Testing

@testable import Monitoring

@Suite struct SettingsTests {
    private func read(_ text: String) throws -> Settings {
        try Settings(Array(text.utf8), file: "magpie.yaml", state: Array("/state".utf8))
    }

    @Test func theDocumentedConfigurationIsReadAndHoldsTheDefaults() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Config/magpie.yaml")
        let settings = try Settings(Array(try Data(contentsOf: file)), file: file.path, state: [])
        let defaults = Settings(state: Array("/var/lib/magpie".utf8))
        #expect(settings.state == defaults.state)
        #expect(settings.feed == defaults.feed)
        #expect(settings.settle == defaults.settle)
        #expect(settings.longestSettle == defaults.longestSettle)
        #expect(settings.reconcileHours == defaults.reconcileHours)
        #expect(settings.pollSeconds == defaults.pollSeconds)
        #expect(settings.buckets == [Settings.Bucket(path: Array("/srv/share".utf8), name: "share")])
    }

    @Test(arguments: [
        ("buckets:\n  - path: srv\n", "absolute"),
        ("buckets:\n  - path: /a\n    nme: x\n", "nme"),
        ("buckets:\n  - path: /a\n  - path: /b/a\n", "two buckets"),
        ("bucket: []\n", "bucket"),
        ("buckets: []\nsettleMilliseconds: -1\n", "0"),
    ])
    func mistakesAreRefusedWithTheirPlace(_ text: String, _ part: String) throws {
        let error = try #require(throws: YAMLError.self) { try read(text) }
        #expect("\(error.location): \(error.summary)".contains("magpie.yaml:"))
        #expect("\(error.summary) \(error.hint ?? "")".contains(part))
    }
}
