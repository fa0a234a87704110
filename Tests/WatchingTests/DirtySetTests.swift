import Foundation
import POSIX
import Testing

@testable import Watching

/// Who comes next, and who waits.
@Suite struct DirtySetTests {
    private static func name(_ key: String, bucket: Int = 0) -> ObjectName {
        ObjectName(bucket: bucket, key: Array(key.utf8))
    }

    private static func set(threads: Int, retries: Int = 0) -> DirtySet {
        DirtySet(DirtySet.Settling(quiet: 0, longest: 0), threads: threads, retries: retries)
    }

    /// Takes objects out, in the order in which they are handed out, each finished before the next.
    private static func order(
        _ dirty: DirtySet,
        _ count: Int,
        finding find: (ObjectName) -> DirtySet.Traits = { _ in DirtySet.Traits() }
    ) -> [ObjectName] {
        (0..<count).compactMap { _ in
            let turn = dirty.next(finding: find)
            if let turn { dirty.finish([turn.name]) }
            return turn?.name
        }
    }

    @Test func aBucketWithOneObjectDoesNotWaitForOneWithAThousand() {
        let dirty = Self.set(threads: 1)
        for number in 0..<1000 { dirty.mark(Self.name("\(number)"), isSettled: true) }
        _ = Self.order(dirty, 1)
        dirty.mark(Self.name("mine", bucket: 1), isSettled: true)
        // Those that were marked before are sorted first, 256 with each that is handed out.
        #expect(Self.order(dirty, 8).contains(Self.name("mine", bucket: 1)))
    }

    @Test func ownersAndFoldersTakeTurns() {
        let dirty = Self.set(threads: 1)
        let find = { (name: ObjectName) in DirtySet.Traits(owner: name.key.last == UInt8(ascii: "m") ? 1 : 0) }
        for number in 0..<50 { dirty.mark(Self.name("a/\(number)"), isSettled: true) }
        for key in ["b/1", "a/m"] { dirty.mark(Self.name(key), isSettled: true) }
        let first = Set(Self.order(dirty, 4, finding: find))
        #expect(first.contains(Self.name("b/1")))
        #expect(first.contains(Self.name("a/m")))
    }

    @Test func slowObjectsLeaveAThread() {
        let dirty = Self.set(threads: 2)
        let find = { (name: ObjectName) in DirtySet.Traits(isSlow: name.key.starts(with: Array("slow".utf8))) }
        for key in ["slow1", "slow2"] { dirty.mark(Self.name(key), isSettled: true) }
        let slow = dirty.next(finding: find)
        #expect(slow?.isSlow == true)
        dirty.mark(Self.name("small"), isSettled: true)
        let small = dirty.next(finding: find)
        #expect(small?.name == Self.name("small"))
        dirty.finish([Self.name("small")])
        // Nothing is left for the other thread while the first slow one is at work.
        dirty.mark(Self.name("other"), isSettled: true)
        #expect(dirty.next(finding: find)?.name == Self.name("other"))
        if let slow { dirty.finish([slow.name]) }
        #expect(dirty.next(finding: find)?.isSlow == true)
    }

    @Test func whatTookTooLongComesAgainAsSlow() {
        let dirty = Self.set(threads: 2)
        dirty.mark(Self.name("long"), isSettled: true)
        #expect(dirty.next()?.isSlow == false)
        dirty.slowDown(Self.name("long"))
        #expect(dirty.next()?.isSlow == true)
        #expect(!dirty.waitUntilAnswered(by: .monotonic()))
        dirty.finish([Self.name("long")])
        #expect(dirty.waitUntilAnswered(by: .monotonic()))
    }

    @Test func whatIsTriedAgainKeepsNobodyWaitingAndEnds() {
        let dirty = Self.set(threads: 1, retries: 1)
        dirty.mark(Self.name("busy"), isSettled: true)
        _ = dirty.next()
        #expect(dirty.tryAgain(Self.name("busy")))
        #expect(dirty.waitUntilAnswered(by: .monotonic()))
        #expect(dirty.count == 1)
        // It comes by itself, after a second.
        #expect(dirty.next()?.name == Self.name("busy"))
        #expect(!dirty.tryAgain(Self.name("busy")))
        dirty.finish([Self.name("busy")])
        #expect(dirty.count == 0)
    }

    @Test func aChangeAnswersARetryAtOnce() {
        let dirty = Self.set(threads: 1, retries: 5)
        dirty.mark(Self.name("busy"), isSettled: true)
        for _ in 0..<1 {
            _ = dirty.next()
            #expect(dirty.tryAgain(Self.name("busy")))
        }
        dirty.mark(Self.name("busy"), isSettled: true)
        let start = Timestamp.monotonic()
        #expect(dirty.next()?.name == Self.name("busy"))
        #expect(Timestamp.monotonic().seconds(since: start) < 0.9)
        #expect(!dirty.waitUntilAnswered(by: .monotonic()))
    }

    /// Names of 100 bytes take 356 each.
    private static func longName(_ folder: String, _ number: Int) -> ObjectName {
        let text = "\(folder)/\(number)"
        return name(text + String(repeating: "x", count: 100 - text.utf8.count))
    }

    @Test func aFolderHasHalfOfTheRoomThatIsLeft() {
        let dirty = DirtySet(DirtySet.Settling(quiet: 0, longest: 0), room: 3560)
        let full = (0..<10).filter { dirty.mark(Self.longName("full", $0)) }
        #expect(full == [0, 1, 2, 3, 4])
        // What waits already is marked again.
        #expect(dirty.mark(Self.longName("full", 0)))
        #expect((0..<10).filter { dirty.mark(Self.longName("next", $0)) } == [0, 1, 2])
        #expect(dirty.mark(Self.longName("mine", 0)))
        #expect(dirty.count == 9)
        // What is handed out makes room.
        for _ in 0..<9 { if let turn = dirty.next() { dirty.finish([turn.name]) } }
        #expect((0..<10).filter { dirty.mark(Self.longName("full", $0)) } == full)
    }

    @Test func aWalkWaitsForRoom() {
        let dirty = DirtySet(DirtySet.Settling(quiet: 0, longest: 0), room: 1000)
        let marked = Monitor(0)
        Threads.detach {
            for number in 0..<200 {
                dirty.markPatiently(Self.longName("a", number))
                marked.withLock { $0 += 1 }
            }
            dirty.markPatiently(Self.name("last"))
        }
        var seen = 0
        while let turn = dirty.next(), turn.name != Self.name("last") {
            seen += 1
            // One is at work, one of them has room, and the last, which lies elsewhere.
            #expect(dirty.count <= 3)
            dirty.finish([turn.name])
        }
        #expect(seen == 200)
    }

    @Test func aWalkThatWaitsForRoomEndsWithTheSet() {
        let dirty = DirtySet(DirtySet.Settling(quiet: 0, longest: 0), room: 0)
        let hasEnded = Monitor(false)
        Threads.detach {
            dirty.markPatiently(Self.name("a"))
            hasEnded.withLock { $0 = true }
            hasEnded.notifyAll()
        }
        dirty.close()
        _ = hasEnded.wait { $0 ? true : nil }
    }

    @Test func whoWaitsIsAnsweredWhenEveryMarkBeforeIs() {
        let dirty = Self.set(threads: 4)
        for number in 0..<5000 { dirty.mark(Self.name("\(number)"), isSettled: true) }
        let taken = (0..<5000).compactMap { _ in dirty.next()?.name }
        // Marked again while it is worked on: that is another mark.
        dirty.mark(taken[0], isSettled: true)
        dirty.finish(Array(taken.dropFirst()))
        #expect(!dirty.waitUntilAnswered(by: .monotonic()))
        dirty.slowDown(taken[0])
        #expect(!dirty.waitUntilAnswered(by: .monotonic()))
        // One look answers both.
        #expect(Self.order(dirty, 1) == [taken[0]])
        #expect(dirty.waitUntilAnswered(by: .monotonic()))
        #expect(dirty.count == 0)
    }

    @Test func whoWaitsDoesNotWaitForObjectsToBeLeftAlone() {
        let dirty = DirtySet(DirtySet.Settling(quiet: 3_600_000, longest: 3_600_000), threads: 1, retries: 0)
        dirty.mark(Self.name("a"))
        for _ in 0..<3 { #expect(!dirty.waitUntilAnswered(by: .monotonic())) }
        #expect(Self.order(dirty, 1) == [Self.name("a")])
        #expect(dirty.waitUntilAnswered(by: .monotonic()))
        dirty.mark(Self.name("b"))
        #expect(!dirty.waitUntilAnswered(by: .monotonic()))
        #expect(Self.order(dirty, 1) == [Self.name("b")])
    }
}
