import POSIX

/// Room for the bodies of requests, which all of them share.
///
/// Nobody waits for it: who gets none is told to come back, so that slow clients keep nobody but themselves waiting.
final class Room: Sendable {
    private let free: Monitor<Int>

    /// - Parameter bytes: How much there is.
    init(bytes: Int) { free = Monitor(bytes) }

    /// Takes room.
    ///
    /// - Returns: Whether there was that much.
    func take(_ bytes: Int) -> Bool {
        free.withLock { free in
            guard bytes <= free else { return false }
            free -= bytes
            return true
        }
    }

    /// Gives room back.
    func give(_ bytes: Int) { if bytes > 0 { free.withLock { $0 += bytes } } }
}

/// Room that one request has taken, given back when nobody knows it any more.
struct RoomTaken: ~Copyable {
    private let room: Room
    private var bytes = 0

    init(of room: Room) { self.room = room }

    /// Takes room until it is `bytes` in all.
    mutating func grow(to wanted: Int) -> Bool {
        guard wanted > bytes else { return true }
        // Twice what is needed: not again for each piece.
        for size in [wanted * 2, wanted] where room.take(size - bytes) {
            bytes = size
            return true
        }
        return false
    }

    deinit { room.give(bytes) }
}
