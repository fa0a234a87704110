import POSIX
import Testing

@testable import Control

/// Who gets in, and how much room there is for whom.
@Suite struct AdmissionTests {
    /// A user who is neither root nor the one whom tests run as.
    private static let stranger: UInt32 = 4_000_000_001
    private static let neighbour: UInt32 = 4_000_000_002

    private static func admission(_ change: (inout ControlLimits) -> Void) -> Admission {
        var limits = ControlLimits()
        change(&limits)
        return Admission(limits)
    }

    @Test func aUserHasAShareOfConnections() throws {
        let admission = Self.admission { $0.connectionsPerUser = 2 }
        for _ in 0..<2 { try admission.enter(Self.stranger) }
        #expect(throws: Admission.Refusal.user) { try admission.enter(Self.stranger) }
        try admission.enter(Self.neighbour)
        admission.leave(Self.stranger)
        try admission.enter(Self.stranger)
        #expect(admission.counts == (3, 1))
    }

    @Test func strangersTogetherLeaveAQuarterToTheService() throws {
        let admission = Self.admission {
            $0.connections = 8
            $0.connectionsPerUser = 100
        }
        for number in 0..<6 { try admission.enter(Self.stranger + UInt32(number)) }
        #expect(throws: Admission.Refusal.all) { try admission.enter(Self.stranger) }
        for _ in 0..<2 { try admission.enter(0) }
        #expect(throws: Admission.Refusal.all) { try admission.enter(0) }
    }

    @Test func bytesOfOneUserLeaveRoomForOthers() {
        let admission = Self.admission {
            $0.requestBytesPerUser = 1000
            $0.requestBytesInAll = 2000
        }
        let now = Timestamp.monotonic()
        #expect(admission.take(1000, for: Self.stranger, until: now))
        #expect(!admission.take(1, for: Self.stranger, until: now))
        #expect(admission.take(500, for: Self.neighbour, until: now))
        // Three quarters are in use; the rest is for root and the service.
        #expect(!admission.take(1, for: Self.neighbour, until: now))
        #expect(admission.take(500, for: 0, until: now))
        #expect(!admission.take(1, for: 0, until: now))
        admission.give(1000, for: Self.stranger)
        #expect(admission.take(500, for: Self.neighbour, until: now))
    }

    @Test func whoWaitsForRoomGetsItWhenItIsGivenBack() {
        let admission = Self.admission { $0.requestBytesPerUser = 10 }
        #expect(admission.take(10, for: Self.stranger, until: .monotonic()))
        Threads.detach { admission.give(10, for: Self.stranger) }
        #expect(admission.take(10, for: Self.stranger, until: Timestamp.monotonic().adding(milliseconds: 30_000)))
    }

    @Test func otherLimitsHoldAtOnce() throws {
        let admission = Self.admission { $0.connectionsPerUser = 1 }
        try admission.enter(Self.stranger)
        var limits = admission.limits
        limits.connectionsPerUser = 2
        admission.replace(with: limits)
        try admission.enter(Self.stranger)
    }
}
