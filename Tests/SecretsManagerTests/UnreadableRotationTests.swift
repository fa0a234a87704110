import Foundation
import GRDB
import Problems
import Testing

@testable import SecretsManager

@Suite struct UnreadableRotationTests {
    /// Who cannot read which rotations fail does not say that none does.
    @Test func thatItCannotBeReadWhichRotationsFailIsAProblem() throws {
        let harness = try SecretsHarness()
        #expect(harness.secrets.problems.isEmpty)
        let database = try DatabaseQueue(path: harness.folder.appending(path: "magpie.sqlite").path)
        try database.write { try $0.execute(sql: "ALTER TABLE rotationFailure RENAME TO away") }
        let texts = harness.secrets.problems.map(\.text)
        #expect(texts.count == 1)
        #expect(texts.first?.hasPrefix("it cannot be read which rotations fail: ") == true)
        try database.write { try $0.execute(sql: "ALTER TABLE away RENAME TO rotationFailure") }
        #expect(harness.secrets.problems.isEmpty)
    }
}
