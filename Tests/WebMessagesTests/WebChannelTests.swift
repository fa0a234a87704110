import Foundation
import POSIX
import Testing
import WebMessages

/// Messages that pass each other between two processes.
@Suite struct WebChannelTests {
    private static let threads = 4
    private static let messages = 1500

    private func channels() throws -> (WebChannel, WebChannel) {
        let ends = try FrameChannel.handedOver()
        let other = try FrameChannel(taking: ends.other.file)
        return (WebChannel(ends.own, upTo: 8 << 20), WebChannel(other, upTo: 8 << 20))
    }

    /// A message that says who has sent it, the how many-th it is, and how long; the rest follows from that.
    private static func message(_ thread: Int, _ number: Int) -> [UInt8] {
        // Of all lengths: those that go together, and those that fill the channel.
        let length = number.isMultiple(of: 97) ? 300_000 : number.isMultiple(of: 7) ? 70_000 : number % 900
        return [UInt8(thread), UInt8(number >> 8), UInt8(number & 255)]
            + [UInt8](repeating: UInt8(number % 251), count: length)
    }

    /// Whoever reads is late, and slow now and then: then messages are cut where the channel is full.
    @Test func allComeWholeAndInTheOrderOfTheirSenders() throws {
        let (sender, receiver) = try channels()
        Threads.detach {
            Threads.run(Self.threads) { thread in
                for number in 0..<Self.messages { sender.post(Self.message(thread, number)) }
            }
            sender.finish()
            sender.close()
        }
        Threads.sleep(milliseconds: 100)
        var next = [Int](repeating: 0, count: Self.threads)
        try receiver.forEach { message, file in
            let thread = Int(message[0])
            #expect(file == nil)
            #expect(message == Self.message(thread, next[thread]))
            next[thread] += 1
            if next[thread].isMultiple(of: 400) { Threads.sleep(milliseconds: 20) }
            return next.reduce(0, +) < Self.threads * Self.messages
        }
        #expect(next == [Int](repeating: Self.messages, count: Self.threads))
        receiver.close()
    }

    @Test func filesGoWithTheirMessages() throws {
        let (sender, receiver) = try channels()
        let path = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        try Data("content".utf8).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        let file = HeldFile(try OpenFile(path: Array(path.path.utf8)))
        for number in 0..<50 {
            sender.post([UInt8(number)])
            sender.post([UInt8(number), 1], with: file)
        }
        sender.finish()
        var count = 0
        try receiver.forEach { message, file in
            #expect((file != nil) == (message.count == 2))
            if let file { #expect((try? file.file.contents(upTo: 100)) == Array("content".utf8)) }
            count += 1
            return count < 100
        }
        #expect(count == 100)
        sender.close()
        receiver.close()
    }

    /// What was asked for before the end stays in the channel for whoever reads it next.
    @Test func whoHasEnoughLeavesTheRest() throws {
        let ends = try FrameChannel.handedOver()
        let other = try FrameChannel(taking: ends.other.file)
        let sender = WebChannel(ends.own, upTo: 1 << 20)
        let file = HeldFile(try OpenFile(path: Array("/dev/null".utf8)))
        // With a file each comes by itself.
        for number in 0..<10 { sender.post([UInt8(number)], with: file) }
        sender.finish()
        var found: [UInt8] = []
        let first = WebChannel(other, upTo: 1 << 20)
        try first.forEach(until: { found.count == 3 }) { message, _ in
            found += message
            return true
        }
        first.finish()
        let second = WebChannel(other, upTo: 1 << 20)
        try second.forEach(until: { found.count == 10 }) { message, _ in
            found += message
            return true
        }
        #expect(found == Array(0..<10))
        sender.close()
        second.close()
    }

    @Test func whatIsPostedTogetherComesTogether() throws {
        let (sender, receiver) = try channels()
        sender.together { for number in 0..<20 { sender.post([UInt8(number)]) } }
        var found: [[[UInt8]]] = []
        try receiver.receive { messages, _ in
            found.append(messages)
            return false
        }
        #expect(found == [(0..<20).map { [UInt8($0)] }])
        sender.close()
        receiver.close()
    }

    /// Those who answer gather all the time: whoever has gathered sends, whoever else has begun meanwhile.
    @Test func nobodyWaitsForTheLastWhoGathers() throws {
        let (sender, receiver) = try channels()
        let (hasBegun, mayEnd) = (Monitor(false), Monitor(false))
        Threads.detach {
            sender.together {
                hasBegun.withLock { $0 = true }
                hasBegun.notifyAll()
                mayEnd.wait { $0 ? () : nil }
                sender.post([2])
            }
        }
        hasBegun.wait { $0 ? () : nil }
        sender.together { sender.post([1]) }
        var found: [[UInt8]] = []
        try receiver.receive { messages, _ in
            found += messages
            mayEnd.withLock { $0 = true }
            mayEnd.notifyAll()
            return found.count < 2
        }
        #expect(found == [[1], [2]])
        sender.close()
        receiver.close()
    }

    @Test func whoHasClosedHearsNothingAndStopsNobody() throws {
        let (sender, receiver) = try channels()
        receiver.close()
        for number in 0..<1000 { sender.post([UInt8(number & 255)]) }
        sender.close()
    }
}

extension WebChannel {
    /// Receives messages one by one.
    fileprivate func forEach(
        until isEnough: () -> Bool = { false },
        _ body: (_ message: [UInt8], _ file: HeldFile?) -> Bool
    ) throws(SystemError) {
        try receive(until: isEnough) { messages, file in messages.allSatisfy { body($0, file) } }
    }
}
