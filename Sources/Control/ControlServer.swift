public import POSIX

/// Answers clients, each on a thread of its own.
public final class ControlServer: Sendable {
    private let socket: LocalSocket
    private let answer: @Sendable (ControlRequest) throws -> [UInt8]

    /// Listens at `path`.
    ///
    /// - Parameters:
    ///   - path: Where; its folder must be there.
    ///   - answer: Makes the answer, as JSON on one line; throws ``ControlError`` to refuse.
    public init(
        path: [UInt8],
        answer: @escaping @Sendable (ControlRequest) throws -> [UInt8]
    ) throws(SystemError) {
        socket = try LocalSocket(listeningAt: path)
        self.answer = answer
    }

    /// Accepts clients for ever.
    public func run() {
        while true {
            guard let client = try? socket.accept() else {
                // Out of descriptors, most likely: let others end first.
                Threads.sleep(milliseconds: 100)
                continue
            }
            if !Threads.detach({ [self] in serve(client) }) { continue }
        }
    }

    private func serve(_ client: LocalSocket) {
        while let line = try? client.receive() {
            guard (try? client.send(reply(to: line))) != nil else { return }
        }
    }

    private func reply(to line: [UInt8]) -> [UInt8] {
        do {
            return [UInt8(ascii: "+")] + (try answer(try ControlCoding.request(line)))
        } catch let error as ControlError {
            return refusal(error)
        } catch {
            return refusal(ControlError("\(error)"))
        }
    }

    private func refusal(_ error: ControlError) -> [UInt8] {
        [UInt8(ascii: "-")] + ((try? ControlCoding.json(error)) ?? Array("{\"message\":\"failed\"}".utf8))
    }
}
