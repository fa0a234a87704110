/// Bytes as formats of media number them: nothing is read behind their end.
struct MediaBytes {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = Array(bytes) }

    var count: Int { bytes.count }

    /// The number of `width` bytes at `offset`, at most 8; `nil` where it does not lie within, or is too large to be one.
    func number(_ offset: Int, _ width: Int, little isLittle: Bool = false) -> Int? {
        bytes.number(at: offset, width, isLittle ? .little : .big).flatMap { Int(exactly: $0) }
    }

    /// A length that lies within, from `offset` on; as much as there is of it.
    func slice(_ offset: Int, _ length: Int) -> ArraySlice<UInt8> {
        let start = min(max(0, offset), bytes.count)
        return bytes[start..<start + min(max(0, length), bytes.count - start)]
    }

    /// Whether a text stands at `offset`.
    func holds(_ text: String, at offset: Int = 0) -> Bool {
        let wanted = text.utf8
        guard offset >= 0, offset + wanted.count <= bytes.count else { return false }
        return bytes[offset..<offset + wanted.count].elementsEqual(wanted)
    }

    /// Four letters at `offset`, as names of chunks are.
    func name(_ offset: Int) -> String? {
        guard offset >= 0, offset + 4 <= bytes.count else { return nil }
        return String(decoding: bytes[offset..<offset + 4].map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }

    /// The offset of the first zero from `offset` on, or the end.
    func zero(from offset: Int) -> Int {
        var index = max(0, offset)
        while index < bytes.count, bytes[index] != 0 { index += 1 }
        return index
    }
}

/// What metadata say, a line for each: the name of a field and its value.
struct MetadataText {
    private(set) var bytes: [UInt8] = []

    /// The longest value, in bytes.
    static let longestValue = 1 << 20

    var isEmpty: Bool { bytes.isEmpty }

    /// Adds a field; one without a value says nothing.
    mutating func add(_ name: String, _ value: some Sequence<UInt8>) {
        var text = Array(value.prefix(MetadataText.longestValue))
        while let last = text.last, last == 0 || last == 32 || last == 10 || last == 13 { text.removeLast() }
        text.removeAll { $0 == 0 }
        guard text.contains(where: { $0 > 32 }) else { return }
        bytes += Array(name.utf8) + Array(": ".utf8) + text + [10]
    }

    mutating func add(_ name: String, _ value: String) { add(name, value.utf8) }

    /// Text whose encoding nobody has stated: UTF-8 where it is that, and else that of Windows.
    static func guessed(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let bytes = Array(bytes)
        return String(validating: bytes, as: UTF8.self) == nil ? Charset.utf8(bytes, "windows-1252") : bytes
    }
}

/// A place on earth, as degrees.
struct Coordinates {
    var latitude: Double
    var longitude: Double

    /// With six places behind the point, which is a tenth of a metre.
    var text: String { "\(Coordinates.text(latitude)), \(Coordinates.text(longitude))" }

    private static func text(_ value: Double) -> String {
        guard abs(value) <= 360 else { return "?" }
        let number = Int((abs(value) * 1_000_000).rounded())
        let digits = String(number % 1_000_000)
        return (value < 0 ? "-" : "") + "\(number / 1_000_000)." + String(repeating: "0", count: 6 - digits.count)
            + digits
    }

    /// Degrees, minutes and seconds, in the words of a compass.
    static func degrees(_ parts: [Double], _ direction: String) -> Double? {
        guard let first = parts.first, parts.allSatisfy(\.isFinite) else { return nil }
        let value = first + (parts.count > 1 ? parts[1] / 60 : 0) + (parts.count > 2 ? parts[2] / 3600 : 0)
        return direction.hasPrefix("S") || direction.hasPrefix("W") ? -value : value
    }

    /// What ISO 6709 writes, as films have it: `+52.5200+013.4050/`.
    init?(iso6709 text: some StringProtocol) {
        var numbers: [Double] = []
        var current = ""
        for character in text + "+" {
            if character == "+" || character == "-" || character == "/" {
                if let value = Double(current) { numbers.append(value) }
                current = character == "/" ? "" : String(character)
            } else {
                current.append(character)
            }
        }
        guard numbers.count >= 2, abs(numbers[0]) <= 90, abs(numbers[1]) <= 180 else { return nil }
        self.init(latitude: numbers[0], longitude: numbers[1])
    }

    init(latitude: Double, longitude: Double) { (self.latitude, self.longitude) = (latitude, longitude) }
}
