import Foundation
import Glibc
import JSON
import POSIX
import Problems
import ServiceModel
import Testing

@testable import EventBus
@testable import EventOperations
@testable import EventRules

/// Who may read the files that events are appended to.
@Suite struct TargetReadersTests {
    /// A group that nobody need be a member of.
    private static let group: UInt32 = 64_111

    private func target(_ path: String, group: String = "64111") -> String {
        #"{"Rule":"all","Targets":[{"Id":"file","Arn":"\#(path)","FileParameters":{"Group":"\#(group)"}}]}"#
    }

    private func readers(_ harness: BusHarness) -> FileReaders {
        FileReaders(group: Self.group, home: Array(harness.folder.path.utf8))
    }

    private func denial(_ harness: BusHarness, _ file: URL) -> FileReaders.Denial? {
        readers(harness).denial(of: Array(file.path.utf8))
    }

    @Test func theFeedAndWhatWasPutAsideAreReadByTheGroup() throws {
        let harness = try BusHarness { settings in
            _ = unsafe chmod(String(decoding: settings.home ?? [], as: UTF8.self), 0o700)
            settings.feedGroup = Self.group
            settings.fileSize = 1
        }
        let feed = harness.folder.appending(path: "findings.jsonl")
        let targets = try harness.perform("ListTargetsByRule", #"{"Rule":"findings-feed"}"#)
        #expect(targets["Targets"]?.array.first?["FileParameters"]?["Group"] == .string("64111"))
        for name in ["findings.jsonl", "findings.jsonl.1"] {
            try Data().write(to: harness.folder.appending(path: name))
            _ = unsafe chmod(harness.folder.appending(path: name).path, 0o640)
        }
        #expect(denial(harness, feed) == .file(Array(feed.path.utf8)))
        // What is there from before is given to it at a start.
        try harness.restart()
        for file in [feed, harness.folder.appending(path: "findings.jsonl.1")] { #expect(denial(harness, file) == nil) }
        #expect(harness.bus.problems == [])
    }

    @Test func everyFileThatIsPutAsideIsReadByTheGroupOfItsTarget() throws {
        let harness = try BusHarness { settings in
            _ = unsafe chmod(String(decoding: settings.home ?? [], as: UTF8.self), 0o700)
            settings.fileSize = 1
        }
        let file = try harness.collect()
        try harness.perform("PutTargets", target("jsonl:" + file.path))
        for number in 1...3 {
            try harness.put(number)
            #expect(harness.settle())
        }
        for name in ["all.jsonl", "all.jsonl.1", "all.jsonl.2"] {
            #expect(try harness.numbers(harness.folder.appending(path: name)).count == 1)
            #expect(denial(harness, harness.folder.appending(path: name)) == nil)
        }
        // Nothing else in the folder is.
        let other = harness.folder.appending(path: "other")
        try Data().write(to: other)
        _ = unsafe chmod(other.path, 0o640)
        try harness.restart()
        #expect(denial(harness, other) == .file(Array(other.path.utf8)))
    }

    @Test func rightsThatWereTakenAreAProblemAndComeBack() throws {
        let harness = try BusHarness { $0.feedGroup = Self.group }
        let feed = harness.folder.appending(path: "findings.jsonl")
        try Data().write(to: feed)
        try harness.restart()
        #expect(harness.bus.problems == [])
        _ = unsafe chmod(feed.path, 0o600)
        let problem = try #require(harness.bus.problems.first)
        #expect(problem.name == .readers && problem.subject == "default/findings-feed/feed")
        #expect(problem.text.contains("members of the group 64111 cannot read") && problem.hint.contains("g:64111:r"))
        try harness.restart()
        #expect(harness.bus.problems == [])
    }

    @Test func whatCannotBeReadIsRefused() throws {
        let harness = try BusHarness { settings in
            settings.home = Array((String(decoding: settings.home ?? [], as: UTF8.self) + "/state").utf8)
        }
        let file = try harness.collect()
        func message(_ target: String) throws -> String? { harness.refusal("PutTargets", target)?.message }
        #expect(try message(target("jsonl:" + file.path, group: "no-such-group")) == "There is no group no-such-group.")
        #expect(try message(target("syslog:")) == "FileParameters only apply to targets jsonl:/PATH.")
        _ = unsafe chmod(harness.folder.path, 0o700)
        #expect(
            try message(target("jsonl:" + file.path))
                == "Target file cannot have the group read jsonl:\(file.path): members of the group 64111 cannot pass through "
                + "\(harness.folder.path)."
        )
        _ = unsafe chmod(harness.folder.path, 0o711)
        #expect(try message(target("jsonl:" + file.path)) == nil)
        // Closed afterwards, it is a problem.
        _ = unsafe chmod(harness.folder.path, 0o700)
        #expect(harness.bus.problems.map(\.name) == [.readers])
        #expect(harness.bus.problems.first?.hint.contains("g:64111:x \(harness.folder.path)") == true)
    }
}
