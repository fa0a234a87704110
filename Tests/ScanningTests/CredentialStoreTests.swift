import BuiltInIdentifiers
import ContentClasses
import Detection
import DocumentScans
import Extraction
import Findings
import Identifiers
import Matching
import Testing

@testable import Scanning
import TextScanning

/// Stores of keys and passwords as findings.
@Suite struct CredentialStoreTests {
    private static let detector = Detector([DocumentIdentifiers.credentialStore])

    private static func scan(_ bytes: [UInt8], _ detector: Detector = detector) throws -> FileReport {
        let options = TextOptions(detector: detector, allowList: try AllowList())
        let scan = DocumentScan(options, scansBinary: true, ToolBox(try options.makeTools())) { _ in }
        _ = Extractor(ExtractionLimits(), nil).extract(MemoryStore(bytes), to: scan) { nil }
        var report = FileReport(path: [], coverage: .complete)
        scan.finish(into: &report)
        return report
    }

    private static let store: [UInt8] =
        [0x03, 0xD9, 0xA2, 0x9A, 0x67, 0xFB, 0x4B, 0xB5] + [UInt8](repeating: 0xA5, count: 64)

    @Test func aStoreIsALowFindingAndAGap() throws {
        let report = try Self.scan(Self.store)
        #expect(report.detections.map(\.identifier.id) == ["CREDENTIAL_STORE"])
        #expect(report.detections.map(\.severity) == [.low])
        #expect(report.detections.map(\.confidence) == [.high])
        #expect(report.detections.first?.identifier.category == .credentials)
        #expect(report.coverage.reason == .encrypted)
    }

    @Test func whoDoesNotAskForStoresIsNotTold() throws {
        let report = try Self.scan(Self.store, TextScanTests.detector)
        #expect(report.detections.isEmpty)
        #expect(report.coverage.reason == .encrypted)
    }

    /// Whoever accepts one accepts it for what it is.
    @Test func storesOfAKindHaveOneFingerprint() throws {
        let others = Self.store.dropLast() + [1]
        let prints = try [Self.store, Array(others)].map {
            try Self.scan($0).detections.first?.occurrences.first?.fingerprint
        }
        #expect(prints[0] == prints[1])
    }
}
