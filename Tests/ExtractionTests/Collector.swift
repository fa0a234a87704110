import Archives
import Extraction
import Findings
import PDFFiles

/// Keeps what comes out of an object.
final class Collector: TextSink {
    /// A stretch of text that lies in one place.
    struct Piece: Equatable, CustomStringConvertible {
        var trail: String
        var part: TextOrigin.Part
        var place: TextPlace
        var text: String

        var description: String { "\(trail) \(part) \(place): \(text)" }
    }

    private(set) var pieces: [Piece] = []
    private(set) var gaps: [String] = []
    /// The stores of keys and passwords.
    private(set) var stores: [String] = []
    private(set) var byteCount = 0
    private var origin: TextOrigin?
    private var here = TextPlace()
    private var bytes: [UInt8] = []
    /// The sheets of the texts, in order.
    private(set) var sheets: [String] = []
    /// The names of the columns of tables, in order.
    private(set) var columns: [[String]] = []

    func begin(_ origin: TextOrigin) {
        self.origin = origin
        here = TextPlace()
        if let sheet = origin.sheet { sheets.append(sheet) }
        if let names = origin.columns { columns.append(names.map { String(decoding: $0, as: UTF8.self) }) }
    }

    func append(_ bytes: Span<UInt8>) {
        byteCount += bytes.count
        for index in bytes.indices where self.bytes.count < 1 << 20 { self.bytes.append(bytes[index]) }
    }

    func place(_ place: TextPlace) {
        cut()
        here = place
    }

    func end() {
        cut()
        origin = nil
    }

    func add(_ store: CredentialStore) { stores.append("\(Self.path(store.trail)): \(store.type)") }

    func add(_ gap: Gap) { gaps.append("\(Self.path(gap.trail)): \(gap.reason.name)") }

    private func cut() {
        guard let origin, !bytes.isEmpty else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        pieces.append(Piece(trail: Self.path(origin.trail), part: origin.part, place: here, text: text))
        bytes = []
    }

    private static func path(_ trail: Trail) -> String { trail.path.map { String(decoding: $0, as: UTF8.self) } ?? "" }

    /// The texts by where they lie.
    var texts: [String] { pieces.map { "\($0.trail): \($0.text)" } }

    /// All text, one stretch behind the other.
    var all: String { pieces.map(\.text).joined() }

    /// Reads bytes of which some were changed, again and again, only to see that nothing traps.
    ///
    /// - Parameters:
    ///   - bytes: What is changed.
    ///   - count: In how many places each time.
    ///   - rounds: How often.
    ///   - seed: What the changes are made from.
    static func readChanged(_ bytes: [UInt8], in count: Int, times rounds: Int, seed: UInt64) {
        var state = seed
        for _ in 0..<rounds {
            var changed = bytes
            for _ in 0..<count {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                changed[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 24)
            }
            _ = read(changed)
        }
    }

    /// What comes out of `bytes`.
    static func read(
        _ bytes: [UInt8],
        _ limits: ExtractionLimits = ExtractionLimits(),
        interruption: @escaping () -> Gap.Reason? = { nil }
    ) -> Collector {
        let collector = Collector()
        _ = Extractor(limits, LibArchive(), pdf: QPDF()).extract(MemoryStore(bytes), to: collector, interruption)
        return collector
    }
}

/// Writes zip files, honest and others.
struct ZipMaker {
    struct Member {
        var name: [UInt8]
        var data: [UInt8]
        var method = 0
        /// What the directory says, where that differs.
        var listedName: [UInt8]?
        var listedMethod: Int?
        var flags = 0
        var size: Int?
        /// How many bytes it says that come out of it, and which sum they have, where that is not the size and 0.
        var fullSize: Int?
        var sum: UInt32 = 0
        /// Whether the directory says nothing of it.
        var isHidden = false

        init(_ name: String, _ data: String) { (self.name, self.data) = (Array(name.utf8), Array(data.utf8)) }

        init(_ name: String, _ data: [UInt8]) { (self.name, self.data) = (Array(name.utf8), data) }
    }

    static func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    static func file(_ members: [Member], comment: [UInt8] = []) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for member in members {
            let size = member.size ?? member.data.count
            let offset = bytes.count
            bytes +=
                [0x50, 0x4B, 3, 4] + number(20, 2) + number(member.flags, 2) + number(member.method, 2) + number(0, 4)
            let sizes = number(Int(member.sum), 4) + number(size, 4) + number(member.fullSize ?? size, 4)
            bytes += sizes + number(member.name.count, 2) + number(0, 2) + member.name
            bytes += member.data
            if member.isHidden { continue }
            let name = member.listedName ?? member.name
            directory += [0x50, 0x4B, 1, 2] + number(20, 2) + number(20, 2) + number(member.flags, 2)
            directory +=
                number(member.listedMethod ?? member.method, 2) + number(0, 4) + sizes
            directory += number(name.count, 2) + number(0, 12) + number(offset, 4) + name
        }
        let count = members.count { !$0.isHidden }
        let end = [0x50, 0x4B, 5, 6] + number(0, 4) + number(count, 2) + number(count, 2)
        return bytes + directory + end + number(directory.count, 4) + number(bytes.count, 4) + number(comment.count, 2)
            + comment
    }
}
