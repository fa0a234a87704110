import Findings
import Foundation
import POSIX
import Testing

@testable import JobWork
@testable import ObjectActions
@testable import Watching

/// What runs of jobs put aside.
@Suite struct JobBacklogTests {
    private let objects = ["a", "b", "c"].map { (bucket: Int64(1), key: Array($0.utf8)) }
    private let now = Timestamp(seconds: 1000)

    private func object(_ index: Int) -> JobBacklog.Object {
        JobBacklog.Object(bucket: 1, key: objects[index].key)
    }

    private func names(_ turn: (objects: [(bucket: Int64, key: [UInt8])], isSlow: Bool)) -> String {
        turn.objects.map { String(decoding: $0.key, as: UTF8.self) }.joined() + (turn.isSlow ? " slowly" : "")
    }

    @Test func whatTakesLongComesWhenNothingElseIsLeft() {
        var backlog = JobBacklog(retries: 3)
        #expect(names(backlog.turn(of: objects, at: now, threads: 1)) == "abc")
        let isAside = (0..<3).map { backlog.putsAside(object($0), $0 < 2 ? .timeLimit : nil, isSlow: false, at: now) }
        #expect(isAside == [true, true, false])
        #expect(backlog.count == 2)
        #expect(names(backlog.turn(of: objects, at: now, threads: 1)) == "c")
        #expect(names(backlog.turn(of: Array(objects[..<2]), at: now, threads: 1)) == "a slowly")
        // When it had its time, that is what there is.
        let isAsideAgain = backlog.putsAside(object(0), .timeLimit, isSlow: true, at: now)
        #expect(!isAsideAgain)
        #expect(backlog.count == 1)
    }

    @Test func whatCannotBeReadIsTriedAgainLaterAndNotForEver() {
        var backlog = JobBacklog(retries: 2)
        var time = now
        for pause in [1000, 2000] {
            let isAside = backlog.putsAside(object(0), .scannerFailed, isSlow: false, at: time)
            #expect(isAside)
            #expect(names(backlog.turn(of: objects, at: time, threads: 1)) == "bc")
            #expect(backlog.turn(of: [objects[0]], at: time, threads: 1).objects.isEmpty)
            time = time.adding(milliseconds: pause)
            #expect(names(backlog.turn(of: objects, at: time, threads: 1)) == "abc")
        }
        let isAside = backlog.putsAside(object(0), .scannerFailed, isSlow: false, at: time)
        #expect(!isAside)
        #expect(backlog.count == 0)
    }

    @Test func whatIsMissingForGoodIsNotPutAside() {
        var backlog = JobBacklog(retries: 2)
        let isAside = backlog.putsAside(object(0), .permissionDenied, isSlow: false, at: now)
        #expect(!isAside)
    }

    @Test func pausesDoubleUpToFiveMinutes() {
        var schedule = RetrySchedule<Int>()
        let pauses = (0..<12).map { _ in schedule.fail(1, atMost: 11) }
        #expect(pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map { $0 * 1000 } + [nil])
        schedule.forget(1)
        let pause = schedule.fail(1, atMost: 1)
        #expect(pause == 1000)
    }
}
