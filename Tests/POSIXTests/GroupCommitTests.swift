import POSIX
import Testing

/// Entries of many threads are written together, each caller hears of its own.
@Suite struct GroupCommitTests {
    private struct Full: Error {}

    /// Lets one group in after the other, when it is told to.
    private final class Disk: Sendable {
        let groups = Monitor<[[Int]]>([])
        let open = Monitor(true)

        func write(_ entries: [Int]) throws -> [Int] {
            groups.withLock { $0.append(entries) }
            groups.notifyAll()
            open.wait { $0 ? () : nil }
            if entries.contains(0) { throw Full() }
            return entries.map { $0 * 10 }
        }

        func setOpen(_ isOpen: Bool) {
            open.withLock { $0 = isOpen }
            open.notifyAll()
        }

        func waitForGroups(_ count: Int) -> [[Int]] { groups.wait { $0.count >= count ? $0 : nil } }
    }

    @Test func anEntryIsWrittenBeforeTheCallReturns() throws {
        let disk = Disk()
        let commit = GroupCommit { try disk.write($0) }
        #expect(try commit.write(7) == 70)
        #expect(disk.groups.withLock { $0 } == [[7]])
    }

    @Test func whatComesMeanwhileIsWrittenTogetherByOneThread() throws {
        let disk = Disk()
        disk.setOpen(false)
        let commit = GroupCommit { try disk.write($0) }
        let heard = Monitor<[Int]>([])
        let hear: GroupCommit<Int, Int>.Done = { result in
            heard.withLock { $0.append((try? result.get()) ?? -1) }
            heard.notifyAll()
        }
        Threads.detach { commit.write(1, then: hear) }
        _ = disk.waitForGroups(1)
        // Whoever comes first of the next group waits to write for all of it; the others need not wait.
        Threads.detach { commit.write(2, then: hear) }
        while !commit.isWaiting { Threads.sleep(milliseconds: 1) }
        for entry in 3...5 { commit.write(entry, then: hear) }
        #expect(heard.withLock { $0 } == [])
        disk.setOpen(true)
        #expect(heard.wait { $0.count == 5 ? $0 : nil } == [10, 20, 30, 40, 50])
        #expect(disk.groups.withLock { $0 } == [[1], [2, 3, 4, 5]])
    }

    @Test func aGroupThatFailsFailsForAllOfIt() throws {
        let disk = Disk()
        disk.setOpen(false)
        let commit = GroupCommit { try disk.write($0) }
        let failures = Monitor(0)
        let hear: GroupCommit<Int, Int>.Done = { result in
            if case .failure(let error) = result, error is Full { failures.withLock { $0 += 1 } }
            failures.notifyAll()
        }
        Threads.detach { commit.write(1, then: { _ in }) }
        _ = disk.waitForGroups(1)
        Threads.detach { commit.write(0, then: hear) }
        while !commit.isWaiting { Threads.sleep(milliseconds: 1) }
        commit.write(2, then: hear)
        disk.setOpen(true)
        failures.wait { $0 == 2 ? () : nil }
        #expect(try commit.write(3) == 30)
    }

    @Test func noMoreGroupsThanMayAreWrittenAtOnce() throws {
        let disk = Disk()
        disk.setOpen(false)
        let commit = GroupCommit(writers: 2) { try disk.write($0) }
        let heard = Monitor(0)
        for count in 1...2 {
            Threads.detach {
                commit.write(count) { _ in
                    heard.withLock { $0 += 1 }
                    heard.notifyAll()
                }
            }
            _ = disk.waitForGroups(count)
        }
        Threads.detach {
            commit.write(3) { _ in
                heard.withLock { $0 += 1 }
                heard.notifyAll()
            }
        }
        while !commit.isWaiting { Threads.sleep(milliseconds: 1) }
        #expect(disk.groups.withLock { $0.count } == 2)
        disk.setOpen(true)
        heard.wait { $0 == 3 ? () : nil }
        #expect(disk.groups.withLock { $0.map(\.count) } == [1, 1, 1])
    }
}
