import JSON
import POSIX
import ServiceModel

/// Those who wait for messages.
final class Waiters: Sendable {
    /// Somebody who waits.
    struct Waiter: Sendable {
        var reception: QueueService.Reception
        /// Until when, by the clock that only goes on.
        var end: Timestamp
        var done: @Sendable (Result<OperationAnswer, any Error>) -> Void
    }

    struct State: Sendable {
        var waiting: [Waiter] = []
        /// Whether there may be something new for them.
        var isNew = false
    }

    let state = Monitor(State())

    /// The most that wait at a time.
    private static let most = 1000

    /// Has somebody wait.
    ///
    /// - Returns: Whether there was room.
    func add(_ waiter: Waiter) -> Bool {
        let isAdded = state.withLock { state in
            guard state.waiting.count < Waiters.most else { return false }
            state.waiting.append(waiter)
            return true
        }
        state.notifyAll()
        return isAdded
    }

    /// Says that there may be something new.
    func wake() {
        state.withLock { $0.isNew = true }
        state.notifyAll()
    }
}

extension QueueService {
    /// How often it is looked whether a message has come back to its queue, in milliseconds: nobody says so.
    private static let pause = 250

    /// Answers those who wait, for ever: as soon as there is a message, and at the latest when their time is over.
    func serveWaiters() {
        while true {
            waiters.state.wait { $0.waiting.isEmpty ? nil : () }
            let deadline = Timestamp.monotonic().adding(milliseconds: QueueService.pause)
            _ = waiters.state.wait(until: deadline) { state -> Void? in
                defer { state.isNew = false }
                return state.isNew ? () : nil
            }
            let waiting = waiters.state.withLock { state in
                defer { state.waiting = [] }
                return state.waiting
            }
            let left = waiting.filter { !isAnswered($0) }
            // Who came first stays first.
            waiters.state.withLock { $0.waiting = left + $0.waiting }
        }
    }

    private func isAnswered(_ waiter: Waiters.Waiter) -> Bool {
        do {
            if let answer = try receive(waiter.reception, at: Timestamp.now().secondsSince1970) {
                waiter.done(.success(.value(answer)))
                return true
            }
        } catch {
            waiter.done(.failure(error))
            return true
        }
        guard Timestamp.monotonic() >= waiter.end else { return false }
        waiter.done(.success(.value(.object([:]))))
        return true
    }

    /// Receives messages, and waits for one if need be.
    func preparedReception(_ request: ServiceRequest) throws -> PreparedOperation {
        let receive: @Sendable (@escaping @Sendable (Result<OperationAnswer, any Error>) -> Void) -> Void = {
            [self] done in
            do {
                let reception = try self.reception(request)
                if let answer = try self.receive(reception, at: request.time) { return done(.success(.value(answer))) }
                guard reception.wait > 0 else { return done(.success(.value(.object([:])))) }
                let end = Timestamp.monotonic().adding(milliseconds: reception.wait * 1000)
                guard waiters.add(Waiters.Waiter(reception: reception, end: end, done: done)) else {
                    throw ServiceError("OverLimit", "Too many wait for messages: ask again later.")
                }
            } catch {
                done(.failure(error))
            }
        }
        var prepared = PreparedOperation { [self] in
            named(request)
        } perform: {
            let answer = Monitor<Result<OperationAnswer, any Error>?>(nil)
            receive { result in
                answer.withLock { $0 = result }
                answer.notifyAll()
            }
            return try answer.wait { $0 }.get()
        }
        prepared.handOn = receive
        return prepared
    }
}
