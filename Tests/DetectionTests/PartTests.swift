import Bytes
import BuiltInIdentifiers
import Identifiers
import Testing

@testable import Detection

/// The parts of a credential are one finding.
@Suite struct PartTests {
    private func found(_ text: String) throws -> [String] {
        try TextFinds.credentials.finds(in: text).filter { $0.confidence > .low }.map(\.id)
    }

    private static let identifier = "AKIAQ3EGPAJ7XWZ2LMNB"
    private static let key = "xa6GubpixemJV5T4HQgxbL7hxl56GpMaAW0miCEb"

    @Test func anIdentifierBelongsToTheKeyNearIt() throws {
        let before = "aws_access_key_id = \(Self.identifier)\naws_secret_access_key = \(Self.key)\n"
        #expect(try found(before) == ["AWS_CREDENTIALS"])
        let behind = "{\"SecretAccessKey\": \"\(Self.key)\", \"AccessKeyId\": \"\(Self.identifier)\"}"
        #expect(try found(behind) == ["AWS_CREDENTIALS"])
    }

    @Test func aloneItIsAFinding() throws {
        #expect(try found("aws_access_key_id = \(Self.identifier)\n") == ["AWS_ACCESS_KEY_ID"])
        let far = String(repeating: "-\n", count: 200)
        let apart = "aws_access_key_id = \(Self.identifier)\n\(far)aws_secret_access_key = \(Self.key)\n"
        #expect(try found(apart) == ["AWS_ACCESS_KEY_ID", "AWS_CREDENTIALS"])
    }

    @Test func everyWholeIsAnIdentifier() {
        let identifiers = BuiltInIdentifiers.load()
        for part in identifiers { if let whole = part.partOf { #expect(identifiers.contains { $0.id == whole }) } }
    }
}
