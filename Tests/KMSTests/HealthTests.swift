import Foundation
import JSON
import KeyRecords
import POSIX
import Problems
import Testing

@testable import KMS

/// What a key service says of what it keeps, while it runs and when it begins.
@Suite struct HealthTests {
    private func file(_ harness: KeyHarness, _ name: String) -> String { harness.folder.appending(path: name).path }

    @Test func aWholeServiceHasNoProblem() throws {
        let harness = try KeyHarness()
        _ = try harness.makeKey()
        #expect(harness.service.problems() == [])
    }

    @Test(arguments: ["missing", "garbled", "readable", "short"])
    func aRootKeyThatIsNotWhatItWasIsSaid(_ damage: String) throws {
        let harness = try KeyHarness()
        let path = file(harness, "root.key")
        switch damage {
        case "missing": try FileManager.default.removeItem(atPath: path)
        case "garbled": try Data(repeating: 7, count: 32).write(to: URL(filePath: path))
        case "short": try Data(repeating: 7, count: 3).write(to: URL(filePath: path))
        default: break
        }
        let mode = damage == "readable" ? 0o644 : 0o600
        try? FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let problems = harness.service.problems()
        #expect(problems.count == 1)
        #expect(problems.first?.text.contains("root.key") == true)
    }

    @Test func aDatabaseThatIsGoneIsSaidAndNothingIsChangedAnyMore() throws {
        let harness = try KeyHarness()
        _ = try harness.makeKey()
        try FileManager.default.moveItem(atPath: file(harness, "keys.sqlite"), toPath: file(harness, "away"))
        #expect(harness.service.problems().first?.text.contains("keys.sqlite was removed") == true)
        #expect(harness.code("CreateKey", "{}") == "KMSInternalException")
        try FileManager.default.moveItem(atPath: file(harness, "away"), toPath: file(harness, "keys.sqlite"))
        #expect(harness.service.problems() == [])
        #expect(harness.code("CreateKey", "{}") == nil)
    }

    /// A rotation that cannot be written down would otherwise be put off for ever, unsaid.
    @Test func whatIsDueAndCannotBeDoneIsSaidUntilItCan() throws {
        let harness = try KeyHarness()
        harness.service.housekeeping.attempt("what is due") { throw SystemError(28) }
        #expect(harness.service.problems().map(\.name) == [.keyHousekeeping])
        harness.service.housekeeping.attempt("what is due") { try harness.service.doWhatIsDue() }
        #expect(harness.service.problems() == [])
    }

    /// An empty database in place of one that is gone would make everything that is encrypted unreadable, unsaid.
    @Test(arguments: [false, true])
    func noNewDatabaseIsMadeWhereThereWasOne(_ isEmptied: Bool) throws {
        let harness = try KeyHarness()
        _ = try harness.makeKey()
        for name in ["keys.sqlite", "keys.sqlite-wal", "keys.sqlite-shm"] {
            try? FileManager.default.removeItem(atPath: file(harness, name))
        }
        if isEmptied { try Data().write(to: URL(filePath: file(harness, "keys.sqlite"))) }
        #expect(throws: KeyServiceFailure.databaseMissing(Array(file(harness, "keys.sqlite").utf8))) {
            try harness.restart()
        }
        #expect(FileManager.default.fileExists(atPath: file(harness, "keys.sqlite")) == isEmptied)
    }

    @Test func aDamagedDatabaseIsRefusedByName() throws {
        let harness = try KeyHarness()
        for name in ["keys.sqlite-wal", "keys.sqlite-shm"] {
            try? FileManager.default.removeItem(atPath: file(harness, name))
        }
        try Data(repeating: 90, count: 20_000).write(to: URL(filePath: file(harness, "keys.sqlite")))
        #expect(throws: KeyServiceFailure.databaseDamaged(Array(file(harness, "keys.sqlite").utf8))) {
            try harness.restart()
        }
    }

    @Test func aFolderThatOthersMayWriteToIsRefused() throws {
        let harness = try KeyHarness()
        try FileManager.default.setAttributes([.posixPermissions: 0o770], ofItemAtPath: harness.folder.path)
        #expect(throws: KeyServiceFailure.self) { try harness.restart() }
        try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: harness.folder.path)
        try harness.restart()
    }
}

/// Folders that others could change, or exchange.
@Suite struct ClosedFolderTests {
    private final class Place {
        let folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        init() throws {
            try FileManager.default.createDirectory(
                at: folder.appending(path: "above/state"),
                withIntermediateDirectories: true
            )
        }
        deinit { try? FileManager.default.removeItem(at: folder) }
        func path(_ name: String) -> [UInt8] { Array(folder.appending(path: name).path.utf8) }
        func allow(_ mode: Int, _ name: String) throws {
            try FileManager.default.setAttributes(
                [.posixPermissions: mode],
                ofItemAtPath: folder.appending(path: name).path
            )
        }
    }

    @Test func modesOfTheFolderAndThoseAboveCount() throws {
        let place = try Place()
        try place.allow(0o700, "above/state")
        try ClosedFolder.check(place.path("above/state"))
        for (mode, name) in [
            (0o770, "above/state"), (0o702, "above/state"), (0o1777, "above/state"), (0o777, "above"), (0o770, "above"),
        ] {
            try place.allow(mode, name)
            #expect(throws: OpenFolderError.self, "\(String(mode, radix: 8)) \(name)") {
                try ClosedFolder.check(place.path("above/state"))
            }
            try place.allow(0o700, name)
        }
        // Where only owners can exchange what is theirs, a folder above may be everybody's.
        try place.allow(0o1777, "above")
        try ClosedFolder.check(place.path("above/state"))
    }

    @Test func aLinkIsAsGoodAsTheFolderThatItLiesIn() throws {
        let place = try Place()
        try FileManager.default.createSymbolicLink(
            at: place.folder.appending(path: "above/link"),
            withDestinationURL: place.folder.appending(path: "above/state")
        )
        try ClosedFolder.check(place.path("above/link"))
        try FileManager.default.createDirectory(
            at: place.folder.appending(path: "open"),
            withIntermediateDirectories: false
        )
        try FileManager.default.createSymbolicLink(
            at: place.folder.appending(path: "open/link"),
            withDestinationURL: place.folder.appending(path: "above/state")
        )
        try ClosedFolder.check(place.path("open/link"))
        try place.allow(0o777, "open")
        #expect(throws: OpenFolderError.self) { try ClosedFolder.check(place.path("open/link")) }
        #expect(throws: OpenFolderError.self) { try ClosedFolder.check(place.path("nothing")) }
    }
}
