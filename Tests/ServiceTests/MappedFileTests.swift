import Foundation
import Glibc
import Scanning
import Testing

@testable import Discovery
@testable import Service
@testable import Watching
@testable import POSIX

/// Files that somebody changes through a mapping, of which no event tells.
@Suite struct MappedFileTests {
    /// A file that was mapped and closed.
    @safe private final class Mapping {
        private let start: UnsafeMutableRawPointer
        private static let length = 4096

        init(_ file: URL) throws {
            let descriptor = unsafe open(file.path, O_RDWR)
            defer { close(descriptor) }
            guard let start = unsafe mmap(nil, Mapping.length, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
                unsafe start != MAP_FAILED
            else { throw SystemError() }
            unsafe self.start = start
        }

        deinit { unsafe munmap(start, Mapping.length) }

        func write(_ text: String) {
            for (index, byte) in text.utf8.enumerated() {
                unsafe start.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
            }
        }
    }

    private static let blank = String(repeating: "\n", count: 4096)

    private func lookLater(_ harness: ServiceHarness) {
        let later = Timestamp.monotonic().adding(milliseconds: 3_600_000)
        harness.service.scans.written.lookAtDue(at: later, harness.service.scans.look)
    }

    /// Scans a file that is mapped, and writes to the mapping before and after.
    private func writesAreFound(on harness: ServiceHarness) throws {
        try harness.write(Self.blank, to: "mapped.txt")
        let mapping = try Mapping(harness.bucket.appending(path: "mapped.txt"))
        mapping.write("nothing\n")
        #expect(harness.settle())
        #expect(try harness.keys() == [])
        #expect(harness.service.health.openForWriting == 1)
        mapping.write(ServiceHarness.card)
        lookLater(harness)
        #expect(harness.settle())
        #expect(try harness.keys() == ["mapped.txt"])
        #expect(harness.service.health.openForWriting == 1)
        // Nobody tells of an end, either, where nothing was written since.
        withExtendedLifetime(mapping) {}
    }

    @Test func aWriteThroughAMappingIsFound() throws { try writesAreFound(on: ServiceHarness(settle: 0)) }

    /// There, times do not move even when the page was written before.
    @Test(.enabled(if: System.isSuperuser)) func aWriteThroughAMappingIsFoundInMemory() throws {
        try OwnNamespace.run {
            let harness = try ServiceHarness(
                settle: 0,
                prepare: { bucket in
                    try OwnNamespace.mountMemory(at: bucket)
                    #expect(unsafe chmod(bucket.path, 0o700) == 0)
                }
            )
            try writesAreFound(on: harness)
        }
    }

    @Test func aMappingThatEndsWhileTheServiceIsStoppedIsFound() throws {
        let harness = try ServiceHarness(settle: 0)
        try harness.write(Self.blank, to: "mapped.txt")
        var mapping: Mapping? = try Mapping(harness.bucket.appending(path: "mapped.txt"))
        mapping?.write("nothing\n")
        #expect(harness.settle())
        harness.stop()
        mapping?.write(ServiceHarness.card)
        mapping = nil
        try harness.restart()
        #expect(harness.settle())
        #expect(try harness.keys() == ["mapped.txt"])
        // Now its record is final.
        try harness.restart()
        #expect(harness.settle())
        #expect(harness.service.health.scanned == 0)
    }

    /// Names of one file do not have each other scanned for ever.
    @Test func aMappedFileWithTwoNamesComesToRest() throws {
        let harness = try ServiceHarness(settle: 0)
        try harness.write(Self.blank, to: "mapped.txt")
        let file = harness.bucket.appending(path: "mapped.txt")
        let mapping = try Mapping(file)
        mapping.write("nothing\n")
        try FileManager.default.linkItem(at: file, to: harness.bucket.appending(path: "other.txt"))
        for _ in 0..<3 { #expect(harness.settle()) }
        let count = harness.service.health.scanned
        for _ in 0..<3 { #expect(harness.settle()) }
        #expect(harness.service.health.scanned == count)
        withExtendedLifetime(mapping) {}
    }

    @Test func whatNobodyCanWriteToIsForgotten() throws {
        let harness = try ServiceHarness(settle: 0)
        try harness.write(Self.blank, to: "mapped.txt")
        var mapping: Mapping? = try Mapping(harness.bucket.appending(path: "mapped.txt"))
        #expect(harness.settle())
        #expect(harness.service.health.openForWriting == 1)
        mapping = nil
        lookLater(harness)
        #expect(harness.settle())
        #expect(harness.service.health.openForWriting == 0)
        #expect(mapping == nil)
    }

    @Test func aFileHasWritersWhileItIsMapped() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        try Data(Self.blank.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        func writers() throws -> Writers { try OpenFile(path: Array(file.path.utf8)).writers() }
        #expect(try writers() == .none)
        var mapping: Mapping? = try Mapping(file)
        #expect(try writers() == .some)
        #expect(mapping != nil)
        mapping = nil
        #expect(try writers() == .none)
    }
}
