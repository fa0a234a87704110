import Foundation
import JSON
import POSIX
import Testing

@testable import Deliveries
@testable import EventBus
@testable import EventOperations

/// How readers of a stream take events over.
@Suite struct SocketTests {
    /// A bus with a target `unix:`, and the socket's path.
    private func harness(_ retries: Int = 185) throws -> (BusHarness, URL) {
        let harness = try BusHarness()
        let socket = harness.folder.appending(path: "s")
        try harness.perform("PutRule", #"{"Name":"r","EventPattern":"{\"source\":[\"app\"]}"}"#)
        try harness.perform(
            "PutTargets",
            """
            {"Rule":"r","Targets":[{"Id":"t","Arn":"unix:\(socket.path)","RetryPolicy":{"MaximumRetryAttempts":\(retries)}}]}
            """
        )
        return (harness, socket)
    }

    private func sink(_ path: String, longestWait: Int = 5000) -> SocketSink {
        SocketSink(Array(path.utf8), isStream: true, longestWait: longestWait)
    }

    private func messages(_ texts: String..., key: Int64? = nil) -> [Message] {
        texts.map { Message(text: $0, id: $0, orderKey: key) }
    }

    /// Serves one connection after the other on a thread, and counts them.
    private func serve(
        _ path: String,
        _ body: @escaping @Sendable (LocalSocket) throws -> Void
    ) throws -> Monitor<Int> {
        let server = try LocalSocket(listeningAt: Array(path.utf8))
        let count = Monitor(0)
        Threads.detach {
            while let client = try? server.accept() {
                count.withLock { $0 += 1 }
                try? body(client)
            }
        }
        return count
    }

    private func path() -> String {
        FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString.prefix(8))").path
    }

    @Test func whoAnswersKeepsTheConnection() throws {
        let path = path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let lines = Monitor<[String]>([])
        let connections = try serve(path) { client in
            while let line = try client.receive() {
                let text = String(decoding: line, as: UTF8.self)
                lines.withLock { $0.append(text) }
                try client.send(Array((text == "bad" ? "error: no room" : "ok").utf8))
            }
        }
        let sink = sink(path)
        #expect(sink.deliver(messages("one", "two")) == [.done, .done])
        let refused = sink.deliver(messages("bad", "four", key: 7))
        #expect(
            refused == [
                .failed(code: "READER_REFUSED", message: "the reader answered: error: no room", isFinal: false), .held,
            ]
        )
        #expect(sink.deliver(messages("five")) == [.done])
        #expect(lines.withLock { $0 } == ["one", "two", "bad", "four", "five"])
        #expect(connections.withLock { $0 } == 1)
    }

    @Test func whoReadsToTheEndAndClosesHasTakenAll() throws {
        let path = path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let text = Monitor<[UInt8]>([])
        let connections = try serve(path) { client in
            while case let bytes = try client.receiveBytes(), !bytes.isEmpty { text.withLock { $0 += bytes } }
        }
        let sink = sink(path)
        #expect(sink.deliver(messages("one", "two")) == [.done, .done])
        #expect(sink.deliver(messages("three")) == [.done])
        #expect(String(decoding: text.withLock { $0 }, as: UTF8.self) == "one\ntwo\nthree\n")
        #expect(connections.withLock { $0 } == 2)
    }

    @Test func whoClosesBeforeIsGivenItAgain() throws {
        let path = path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let isFirst = Monitor(true)
        _ = try serve(path) { client in
            guard let line = try client.receive(), !line.isEmpty else { return }
            // The first answers for one of two, the others for all.
            try client.send(Array("ok".utf8))
            let wasFirst = isFirst.withLock { first in
                defer { first = false }
                return first
            }
            if wasFirst { return }
            while try client.receive() != nil { try client.send(Array("ok".utf8)) }
        }
        let sink = sink(path)
        let results = sink.deliver(messages("one", "two"))
        #expect(results.first == .done)
        guard case .failed("SOCKET_ERROR", _, false) = results.last else {
            Issue.record("\(results)")
            return
        }
        #expect(sink.deliver(messages("two")) == [.done])
    }

    @Test func anAnswerWithoutEndIsNone() throws {
        let path = path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        _ = try serve(path) { client in
            _ = try client.receive()
            while true { try client.sendBytes(Array(repeating: 120, count: 4096)) }
        }
        let results = sink(path).deliver(messages("one"))
        #expect(
            results == [
                .failed(code: "SOCKET_ERROR", message: "the reader's answer is longer than 64 KiB", isFinal: false)
            ]
        )
    }

    /// Each byte comes in time, and the line never ends: that is no answer in time.
    @Test func aReaderThatDribblesHoldsNobodyUp() throws {
        let path = path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let isOver = Monitor(false)
        _ = try serve(path) { client in
            while !isOver.withLock({ $0 }) {
                try client.sendBytes([UInt8(ascii: "x")], within: 1000)
                Threads.sleep(milliseconds: 20)
            }
        }
        let start = Timestamp.monotonic()
        let results = sink(path, longestWait: 300).deliver(messages("one", "two"))
        isOver.withLock { $0 = true }
        #expect(results.count == 2 && !results.contains(.done))
        #expect(Timestamp.monotonic().seconds(since: start) < 20)
    }

    /// The readers that the manual shows.
    @Test(arguments: [
        """
        import json, socket, sys
        server = socket.socket(socket.AF_UNIX); server.bind(sys.argv[1]); server.listen()
        while True:
            connection = server.accept()[0]
            for line in connection.makefile():
                print(json.loads(line)["detail"]["n"], flush=True); connection.sendall(b"ok\\n")
        """,
        """
        import json, socket, sys
        server = socket.socket(socket.AF_UNIX); server.bind(sys.argv[1]); server.listen()
        while True:
            connection = server.accept()[0]
            for line in connection.makefile():
                print(json.loads(line)["detail"]["n"], flush=True)
            connection.close()
        """,
    ])
    func aPlainReaderGetsEachEventOnce(_ program: String) throws {
        let (harness, socket) = try harness()
        let output = harness.folder.appending(path: "output")
        try Data().write(to: output)
        let reader = Process()
        reader.executableURL = URL(filePath: "/usr/bin/python3")
        reader.arguments = ["-c", program, socket.path]
        reader.standardOutput = try FileHandle(forWritingTo: output)
        try reader.run()
        defer {
            kill(reader.processIdentifier, SIGKILL)
        }
        #expect(harness.waitFor { FileManager.default.fileExists(atPath: socket.path) })
        for number in 0..<20 { try harness.put(number) }
        #expect(harness.settle())
        let lines = try String(contentsOf: output, encoding: .utf8).split(separator: "\n").compactMap { Int($0) }
        #expect(lines == Array(0..<20))
    }
}
