import Bytes
import Cryptography
import POSIX

/// What answers can be found by in logs: UUIDs of version 4 (RFC 9562).
final class RequestIDs: Sendable {
    /// Bytes that no request has got yet.
    private let random = Monitor<[UInt8]>([])
    /// How many requests randomness is fetched for at once: they are no secrets, and asking for each costs more than the rest.
    private static let supply = 256
    private static let length = 16

    /// A new one.
    func next() -> String {
        var bytes = random.withLock { random in
            // Without randomness there are no keys either; then all answers have one name.
            if random.isEmpty {
                random = (try? RandomBytes.make(RequestIDs.supply * RequestIDs.length)) ?? []
            }
            let bytes = Array(random.suffix(RequestIDs.length))
            random.removeLast(bytes.count)
            return bytes
        }
        bytes += [UInt8](repeating: 0, count: RequestIDs.length - bytes.count)
        bytes[6] = bytes[6] & 15 | 0x40
        bytes[8] = bytes[8] & 63 | 0x80
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (index, digit) in Hexadecimal.characters(of: bytes.span).enumerated() {
            if index == 8 || index == 12 || index == 16 || index == 20 { text.append(UInt8(ascii: "-")) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
