/// What a text has, as hashed counts: its words, their pairs, how its lines begin and end, and the shapes of its numbers.
///
/// Hashes of 32 bits tell nothing of the text.
public struct DocumentFeatures: Sendable {
    /// How often each feature has occurred, by its hash.
    public private(set) var counts: FeatureCounts
    /// How many words were seen.
    public private(set) var wordCount = 0

    private var previousWord: UInt32 = 0

    /// What the hashes of what a name says begin with.
    private enum Kinds {
        static let fileExtension = Hash.kind("extension")
        static let fileKind = Hash.kind("file kind")
        static let name = Hash.kind("name")
    }

    /// Sees nothing.
    ///
    /// - Parameter byteCount: How many bytes of text will be seen, about.
    public init(byteCount: Int = 1024) { counts = FeatureCounts(room: byteCount / 4 + 64) }

    /// Sees what a document is called: its extension, and the words of its name and of the folder that it lies in.
    ///
    /// - Parameter path: The path, of which the last two components count.
    public mutating func addName(_ path: [UInt8]) {
        // The last two components that have something in them, from the end.
        var components: [ArraySlice<UInt8>] = []
        var end = path.endIndex
        while components.count < 2, end > 0 {
            let start = (path[..<end].lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
            if start < end { components.append(path[start..<end]) }
            end = start - 1
        }
        for (index, component) in components.enumerated().reversed() {
            let isFile = index == 0
            let dot = isFile ? component.lastIndex(of: UInt8(ascii: ".")) : nil
            if let dot, component.endIndex - dot <= 12 {
                let name = component[(dot + 1)...].map(Letter.folded)
                add(Hash.of(Kinds.fileExtension, name), weight: 20)
                if let kind = FileKind.kind(of: name) { add(Hash.of(Kinds.fileKind, kind.rawValue), weight: 120) }
            }
            var word: [UInt8] = []
            var wasLower = false
            for byte in component[..<(dot ?? component.endIndex)] {
                let isUpper = Letter.isUpper(byte)
                if !Letter.isLetter(byte) || (isUpper && wasLower) {
                    addNameWord(&word)
                }
                if Letter.isLetter(byte) { word.append(Letter.folded(byte)) }
                wasLower = Letter.isLetter(byte) && !isUpper
            }
            addNameWord(&word)
        }
    }

    /// Whether files of that name are programs or settings, as far as their extension says so.
    ///
    /// - Parameter path: The path, of which the last component counts.
    /// - Returns: `false` also for what has no extension, or one that says nothing.
    public static func namesProgramOrSettings(_ path: [UInt8]) -> Bool {
        let name = path[((path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), name.endIndex - dot <= 12 else {
            return FileKind.isProgram(named: name.map(Letter.folded))
        }
        let kind = FileKind.kind(of: name[(dot + 1)...].lazy.map(Letter.folded))
        return kind == .program || kind == .settings
    }

    /// Whether files of that name name people as authors, for all to know: programs, settings, and lists of changes and thanks.
    ///
    /// - Parameter path: The path, of which the last component counts.
    /// - Returns: `false` also for what has no extension, or one that says nothing.
    public static func namesAuthors(_ path: [UInt8]) -> Bool {
        let name = path[((path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]
        return FileKind.isAttribution(named: name.map(Letter.folded)) || namesProgramOrSettings(path)
    }

    private mutating func addNameWord(_ word: inout [UInt8]) {
        if word.count > 1 { add(Hash.of(Kinds.name, word), weight: 4) }
        word.removeAll(keepingCapacity: true)
    }

    /// Sees text; several parts may follow one another.
    ///
    /// - Parameter text: UTF-8, or anything that is much like it.
    /// - Complexity: Linear in the text.
    public mutating func addText(_ text: Span<UInt8>) {
        previousWord = 0
        var found = FoundFeatures()
        let names = Line.names
        let letters = Letter.folds
        let folds = letters.span
        var line = Line()
        var shape = TextShape()
        var cursor = 0
        while cursor < text.count {
            let byte = text[cursor]
            if folds[Int(byte)] != 0 {
                let next = cursor + 1
                let isCapital = Letter.isUpper(byte)
                let (hash, count) = foldedWord(text, folds, &cursor)
                guard count > 1 || line.isEmpty else { line.note(byte); previousWord = 0; continue }
                addWord(hash, &found)
                line.noteWord(hash)
                shape.note(
                    wordOf: count,
                    isCapital: isCapital,
                    isCapitals: isCapital && count > 1 && Letter.isUpper(text[next])
                )
            } else if Letter.isDigit(byte) {
                let number = Number.shape(of: text, at: &cursor)
                found.add(number, to: &counts)
                line.noteNumber(number)
                shape.numbers += 1
            } else {
                if byte == UInt8(ascii: "\n") {
                    shape.lines += 1
                    end(&line, names, &found)
                } else if byte == UInt8(ascii: " ") {
                    line.noteBlank()
                } else {
                    line.note(byte)
                    shape.note(mark: byte)
                }
                // No pair of words goes from one sentence into the next.
                if byte == UInt8(ascii: ".") { previousWord = 0 }
                cursor = cursor + 1
            }
        }
        end(&line, names, &found)
        found.count(in: &counts)
        for feature in shape.features() { add(feature, weight: TextShape.weight) }
    }

    private mutating func addWord(_ hash: UInt32, _ found: inout FoundFeatures) {
        wordCount += 1
        found.add(hash, to: &counts)
        if previousWord != 0 { found.add(Hash.pair(previousWord, hash), to: &counts) }
        previousWord = hash
    }

    private mutating func end(_ line: inout Line, _ names: Line.Names, _ found: inout FoundFeatures) {
        line.forEachFeature(names) { found.add($0, to: &counts) }
        line = Line()
    }

    mutating func add(_ hash: UInt32, weight: UInt16 = 1) {
        counts.add(hash, weight: weight)
    }
}

/// Features that were found and are not counted yet: many at once are counted faster.
private struct FoundFeatures {
    private var features = InlineArray<128, UInt32>(repeating: 0)
    private var number = 0

    /// Adds a feature, and counts all when there is no room for more.
    @inline(__always)
    mutating func add(_ feature: UInt32, to counts: inout FeatureCounts) {
        features[number] = feature
        number &+= 1
        if number == features.count { count(in: &counts) }
    }

    /// Counts all that were added.
    mutating func count(in counts: inout FeatureCounts) {
        counts.add(features.span.extracting(first: number))
        number = 0
    }
}

/// A word at `cursor`, which is moved behind it: its hash, without regard to capitals, and its length in bytes.
@inline(__always)
private func foldedWord(
    _ text: Span<UInt8>,
    _ folds: Span<UInt8>,
    _ cursor: inout Int
) -> (UInt32, Int) {
    let start = cursor
    let hashed = min(text.count, start &+ 24)
    var hash = Hash.start
    var end = start
    while end < hashed, case let letter = folds[Int(text[end])], letter != 0 {
        hash = Hash.next(hash, letter)
        end &+= 1
    }
    if end == hashed {
        while end < text.count, folds[Int(text[end])] != 0 { end &+= 1 }
    }
    cursor = end
    return (Hash.end(hash), end &- start)
}
