import Foundation
import POSIX
import Testing

@testable import Control

/// What a server does with clients who want too much.
///
/// They belong to the user whom tests run as.
@Suite struct ControlServerTests {
    /// A server that answers every request with its own line, in JSON.
    private final class Echo {
        let path: [UInt8]
        let server: ControlServer
        private let folder: URL

        init(_ change: (inout ControlLimits) -> Void) throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString.prefix(8))")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            path = Array(folder.appending(path: "s").path.utf8)
            var limits = ControlLimits()
            change(&limits)
            server = try ControlServer(path: path, limits: limits) { request, _ in
                if let count = Int(String(decoding: request.input, as: UTF8.self)) {
                    return [34] + [UInt8](repeating: 97, count: count) + [34]
                }
                return Array("\"\(request.operation)\"".utf8)
            } metrics: { _ in
                Array("magpie 1\n".utf8)
            }
            Threads.detach { [server] in server.run() }
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func client() throws -> ControlClient { try ControlClient(path: path) }

        func socket() throws -> LocalSocket {
            let socket = try LocalSocket(connectingTo: path)
            socket.limitWaiting(seconds: 20)
            return socket
        }
    }

    /// Why a server refuses what a client has sent; `nil` when it just closed.
    private func refusal(_ socket: LocalSocket) throws -> ControlError? {
        guard let line = try? socket.receive(), line.first == UInt8(ascii: "-") else { return nil }
        return try ControlCoding.value(Array(line.dropFirst()), ControlError.self)
    }

    @Test func aLineWithoutEndIsCutOff() throws {
        let echo = try Echo { $0.requestBytes = 100_000 }
        let socket = try echo.socket()
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 10_000)
        // The server reads no more than it takes; then sending fails, or is in vain.
        for _ in 0..<100 { if (try? socket.sendBytes(piece)) == nil { break } }
        if let refusal = try refusal(socket) { #expect(refusal.message.contains("100000 bytes")) }
        #expect(echo.server.clients.turnedAway == 1)
        #expect(try echo.client().ask(ControlRequest("hello")) == Array("\"hello\"".utf8))
    }

    @Test func aRequestThatDripsIsCutOff() throws {
        let echo = try Echo { $0.requestMilliseconds = 100 }
        let socket = try echo.socket()
        try socket.sendBytes(Array("{\"oper".utf8))
        #expect(try refusal(socket)?.message.contains("longer than it may") == true)
        #expect(echo.server.clients.turnedAway == 1)
    }

    @Test func oneConnectionTooManyIsToldSo() throws {
        let echo = try Echo { $0.connections = 1 }
        let first = try echo.client()
        _ = try first.ask(ControlRequest("hello"))
        let refused = try echo.socket()
        #expect(try refusal(refused)?.message.contains("connections") == true)
        _ = try first.ask(ControlRequest("hello"))
    }

    @Test func whoIsNotServedIsNotHeard() throws {
        let echo = try Echo { $0.users = [4_000_000_001] }
        let socket = try echo.socket()
        #expect(try socket.receive() == nil)
    }

    // MARK: Answers that come later

    /// A server that answers when it is told to, on another thread.
    private final class Later {
        let server: ControlServer
        let path: [UInt8]
        let asked = Monitor<[(name: String, reply: ControlServer.OneReply)]>([])
        private let folder: URL

        init() throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString.prefix(8))")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            path = Array(folder.appending(path: "s").path.utf8)
            server = try ControlServer(
                path: path,
                answering: { [asked] request, _, reply in
                    asked.withLock { $0.append((request.operation, reply)) }
                    asked.notifyAll()
                },
                metrics: { _ in [] }
            )
            Threads.detach { [server] in server.run() }
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func socket() throws -> LocalSocket {
            let socket = try LocalSocket(connectingTo: path)
            socket.limitWaiting(seconds: 20)
            return socket
        }

        /// The next request, once it is there.
        func next() -> (name: String, reply: ControlServer.OneReply) {
            asked.wait { $0.isEmpty ? nil : $0.removeFirst() }
        }
    }

    @Test func answersComeInTheOrderOfTheRequests() throws {
        let later = try Later()
        let (socket, other) = (try later.socket(), try later.socket())
        try socket.sendBytes(Array("one {}\ntwo {}\n".utf8))
        let one = later.next()
        try other.send(Array("three {}".utf8))
        // The second is not begun before the first is answered, but others' are.
        let three = later.next()
        #expect([one.name, three.name] == ["one", "three"])
        three.reply(.success(Array("3".utf8)))
        #expect(try other.receive() == Array("+3".utf8))
        one.reply(.success(Array("1".utf8)))
        #expect(try socket.receive() == Array("+1".utf8))
        let two = later.next()
        #expect(two.name == "two")
        two.reply(.failure(ControlError("no")))
        #expect(try refusal(socket)?.message == "no")
    }

    @Test func whoGoesBeforeTheAnswerIsCountedOutWhenItIsThere() throws {
        let later = try Later()
        var socket: LocalSocket? = try later.socket()
        try socket?.send(Array("one {}".utf8))
        var request: (name: String, reply: ControlServer.OneReply)? = later.next()
        socket = nil
        #expect(later.server.clients.connected == 1)
        request?.reply(.success(Array("1".utf8)))
        request = nil
        let deadline = Timestamp.monotonic().adding(milliseconds: 20_000)
        while later.server.clients.connected > 0, Timestamp.monotonic() < deadline { Threads.sleep(milliseconds: 1) }
        #expect(later.server.clients.connected == 0)
    }

    @Test func aLongRequestIsHeldUntilItIsAnswered() throws {
        let later = try Later()
        let socket = try later.socket()
        let long = Array("long {}".utf8) + [UInt8](repeating: 32, count: 300_000)
        try socket.send(long)
        let request = later.next()
        // Nothing of the next is taken meanwhile, however short it is.
        try socket.send(Array("short {}".utf8))
        #expect(later.server.heldBytes > 300_000)
        request.reply(.success(Array("1".utf8)))
        #expect(try socket.receive() == Array("+1".utf8))
        later.next().reply(.success(Array("2".utf8)))
        #expect(try socket.receive() == Array("+2".utf8))
        #expect(later.server.heldBytes == 0)
    }

    @Test func anAnswerTooLongIsRefusedAndTheClientStays() throws {
        let echo = try Echo { $0.answerBytes = 1 << 20 }
        let client = try echo.client()
        #expect(throws: ControlError.self) { try client.ask(ControlRequest("x", input: Array("2000000".utf8))) }
        #expect(try client.ask(ControlRequest("x", input: Array("1000".utf8))).count == 1002)
    }

    @Test func aClientThatTakesNoAnswersKeepsNobodyWaiting() throws {
        let echo = try Echo { $0.answerMilliseconds = 100 }
        let deaf = try echo.socket()
        try deaf.send(Array("x 20000000".utf8))
        let client = try echo.client()
        #expect(try client.ask(ControlRequest("hello")) == Array("\"hello\"".utf8))
        // The deaf one is dropped, which the server counts.
        let deadline = Timestamp.monotonic().adding(milliseconds: 20_000)
        while echo.server.clients.turnedAway == 0, Timestamp.monotonic() < deadline { Threads.sleep(milliseconds: 5) }
        #expect(echo.server.clients.turnedAway == 1)
    }
}
