import Findings

/// What comes out of a document in RTF: its text as it comes, and all else at the end, of a kind together.
struct RTFOutput {
    private let run: ExtractionRun
    private var flow: [UInt8] = []
    private var isOpen = false
    /// Texts of boxes that hang on the paragraph.
    private var boxes: [UInt8] = []
    private var boxLines: Set<[UInt8]> = []
    private var lineStart = 0
    private var aside: [TextOrigin.Part: [UInt8]] = [:]
    private var asideCount = 0
    /// Headers and footers that were read, of which a document has the same for pages of several kinds; and where one began.
    private var heads: Set<[UInt8]> = []
    private var headStart = 0
    private var isCutShort = false
    /// The text that is there once more.
    private var again: [UInt8] = []
    private var shapeValue: [UInt8] = []
    /// Names of fonts and styles.
    private var quiet: [UInt8] = []
    /// What the next text is called.
    private var label = ""

    /// Whether the document was made from a web page, whose tags it holds.
    var isWeb = false
    private var page: [UInt8] = []

    /// The name of the property whose value follows.
    private(set) var propertyName = ""

    /// Bytes of something else that are being read.
    private var payload = HexBytes()
    var pictureSuffix = ""
    private var objects: [(name: [UInt8], bytes: [UInt8])] = []
    private var held = 0
    private var pictures = 0

    init(_ run: ExtractionRun) { self.run = run }

    // MARK: Text

    /// Begins a text of its own.
    mutating func begin(_ target: RTFState.Target, named label: String) {
        self.label = label
        switch target {
        case .bytes: payload = HexBytes()
        case .shapeValue: shapeValue = []
        case .propertyName: propertyName = ""
        case .aside(let part): if part == .header || part == .footer { headStart = aside[part]?.count ?? 0 }
        default: break
        }
        if target == .bytes(.picture) { pictureSuffix = "" }
    }

    /// Takes text.
    mutating func add(_ text: [UInt8], to target: RTFState.Target) {
        switch target {
        case .flow:
            if isWeb { return addToPage(text) }
            flow += text
            if flow.count >= RichText.enough { flushFlow() }
        case .tag: addToPage(text)
        case .box: addAside(text.count) { $0.boxes += text }
        case .again: addAside(text.count) { $0.again += text }
        case .shapeValue: if shapeValue.count < 1 << 16 { shapeValue += text }
        case .aside(let part):
            addAside(text.count) { output in
                if !output.label.isEmpty {
                    output.aside[part, default: []] += Array((output.label + ": ").utf8)
                    output.label = ""
                }
                output.aside[part, default: []] += text
            }
        case .variable: add(text, to: .aside(.hidden))
        case .propertyName: if propertyName.utf8.count < 1024 { propertyName += String(decoding: text, as: UTF8.self) }
        case .silent, .fonts:
            addAside(text.count) { $0.quiet += text }
            if quiet.count > 1 << 16 { endQuiet() }
        case .nothing, .shapeName, .bytes: break
        }
    }

    /// Takes bytes of something else: as hexadecimal digits, or as they are.
    mutating func takePayload(_ bytes: ArraySlice<UInt8>, isRaw: Bool) {
        guard payload.bytes.count + bytes.count <= run.budget.freeMemory / 2 else { return noteCutShort() }
        if isRaw { payload.takeRaw(bytes) } else { payload.take(bytes) }
    }

    /// Drops the text that is there once more: the other form is here.
    mutating func dropAgain() { again = [] }

    private mutating func noteCutShort() {
        if !isCutShort { run.note(Gap.Reason.memoryLimit) }
        isCutShort = true
    }

    private mutating func addAside(_ count: Int, _ body: (inout RTFOutput) -> Void) {
        asideCount += count
        if asideCount <= RichText.most { body(&self) } else { noteCutShort() }
    }

    private mutating func addToPage(_ text: [UInt8]) {
        // The page is put together in memory.
        if page.count + text.count <= run.budget.freeMemory / 2 { page += text } else { noteCutShort() }
    }

    /// Ends a paragraph, which in a cell is no line.
    mutating func endParagraph(_ target: RTFState.Target, isCell: Bool) {
        let end: [UInt8] = isCell && !isWeb ? [32] : [10]
        switch target {
        case .flow:
            endLine(.hidden)
            endLine(.deleted)
            add(end, to: .flow)
            flushBoxes()
        case .tag, .box, .again, .aside:
            add(end, to: target)
            if target == .box, end == [10] { endBoxLine() }
        default: break
        }
    }

    /// Ends a cell.
    mutating func endCell(_ target: RTFState.Target) {
        switch target {
        case .flow:
            while let last = flow.last, last == 32 || last == 10 { flow.removeLast() }
            add([9], to: .flow)
        case .box, .again, .aside: add([9], to: target)
        default: break
        }
    }

    /// Ends a row of cells.
    mutating func endRow(_ target: RTFState.Target) {
        switch target {
        case .flow:
            if flow.last == 9 { flow.removeLast() }
            add([10], to: .flow)
            flushBoxes()
        case .box, .again, .aside:
            add([10], to: target)
            if target == .box { endBoxLine() }
        default: break
        }
    }

    /// Notes the line of a box that has ended, so that it is known when it comes again.
    private mutating func endBoxLine() {
        guard lineStart < boxes.count else { return }
        if boxLines.count < 10_000 { boxLines.insert(RTFOutput.trimmed(boxes[lineStart...])) }
        lineStart = boxes.count
    }

    private mutating func endLine(_ part: TextOrigin.Part) {
        if let last = aside[part]?.last, last != 10 { aside[part]?.append(10) }
    }

    // MARK: Ends

    /// Ends a text of its own.
    mutating func end(_ target: RTFState.Target) throws(ExtractionFailure) {
        label = ""
        switch target {
        case .aside(let part):
            endLine(part)
            if part == .header || part == .footer { dropKnownHead(part) }
        case .box:
            if let last = boxes.last, last != 10 { boxes.append(10) }
            endBoxLine()
        case .again: endAgain()
        case .shapeValue:
            if shapeValue.count >= 4, shapeValue.contains(where: { ($0 | 0x20) &- 97 < 26 || $0 >= 0x80 }) {
                add(shapeValue + [10], to: .aside(.hidden))
            }
            shapeValue = []
        case .bytes(let kind): try endPayload(kind)
        case .variable: endLine(.hidden)
        case .silent, .fonts: endQuiet()
        case .flow, .nothing, .shapeName, .propertyName, .tag: break
        }
    }

    /// Keeps those of the names that were collected in which a number or an address may stand.
    private mutating func endQuiet() {
        for name in quiet.split(whereSeparator: { $0 == UInt8(ascii: ";") || $0 == 10 }) {
            let digits = name.count { $0 &- 48 < 10 }
            if digits >= 8 || name.contains(UInt8(ascii: "@")) {
                add(RTFOutput.trimmed(name) + [10], to: .aside(.hidden))
            }
        }
        quiet = []
    }

    /// Takes bytes that stand where no program reads any; those that are text count.
    mutating func addRaw(_ bytes: ArraySlice<UInt8>) {
        if bytes.count >= 4, bytes.allSatisfy({ $0 &- 32 < 95 || $0 == 9 || $0 == 10 || $0 == 13 }) {
            add(Array(bytes) + [10], to: .aside(.hidden))
        }
    }

    private mutating func dropKnownHead(_ part: TextOrigin.Part) {
        guard let text = aside[part], headStart < text.count, heads.count < 10_000 else { return }
        if !heads.insert(Array(text[headStart...])).inserted { aside[part]?.removeLast(text.count - headStart) }
    }

    /// Drops lines of the form for older programs that the newer one has as well.
    private mutating func endAgain() {
        for line in again.split(separator: 10) where !boxLines.contains(RTFOutput.trimmed(line)) {
            add(Array(line) + [10], to: .aside(.hidden))
        }
        again = []
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var line = line
        while let last = line.last, last <= 32 { line.removeLast() }
        return Array(line.drop { $0 <= 32 })
    }

    private mutating func endPayload(_ kind: RTFState.Payload) throws(ExtractionFailure) {
        let bytes = payload.bytes
        payload = HexBytes()
        guard !bytes.isEmpty else { return }
        switch kind {
        case .field: add(PrintableRuns.lines(of: bytes), to: .aside(.hidden))
        case .file: try keep([], bytes)
        case .picture:
            pictures += 1
            try keep(Array("picture\(pictures)\(pictureSuffix.isEmpty ? "" : ".")\(pictureSuffix)".utf8), bytes)
        case .object:
            let object = OLEObject(bytes)
            if !object.link.isEmpty { add(object.link + [10], to: .aside(.link)) }
            try keep(object.name, Array(object.bytes))
        }
    }

    /// Keeps an object until the text that it stands in has ended; that of too many comes in pieces.
    private mutating func keep(_ name: [UInt8], _ bytes: [UInt8]) throws(ExtractionFailure) {
        objects.append((name, bytes))
        run.budget.hold(bytes.count)
        held += bytes.count
        if held > 8 << 20 { try handObjects() }
    }

    private mutating func handObjects() throws(ExtractionFailure) {
        flushFlow()
        closeFlow()
        let objects = objects
        self.objects = []
        defer { release() }
        for object in objects where !object.bytes.isEmpty {
            try run.member(object.name, StoreStream(MemoryStore(object.bytes), 0..<object.bytes.count))
        }
    }

    private mutating func release() {
        run.budget.release(held)
        held = 0
    }

    // MARK: Handing over

    private mutating func flushBoxes() {
        guard !boxes.isEmpty else { return }
        let text = boxes
        (boxes, lineStart) = ([], 0)
        add(text + (text.last == 10 ? [] : [10]), to: .flow)
    }

    private mutating func flushFlow() {
        guard !flow.isEmpty else { return }
        if !isOpen {
            run.sink.begin(TextOrigin(run.trail))
            isOpen = true
        }
        run.sink.append(flow.span)
        flow = []
    }

    private mutating func closeFlow() {
        if isOpen { run.sink.end() }
        isOpen = false
    }

    /// Hands over everything that is left.
    mutating func finish() throws(ExtractionFailure) {
        flushBoxes()
        flushFlow()
        closeFlow()
        for part in TextOrigin.Part.allCases {
            guard let text = aside[part], text.contains(where: { $0 > 32 }) else { continue }
            run.text(text, part)
        }
        aside = [:]
        if !page.isEmpty {
            let bytes = page
            page = []
            run.budget.hold(bytes.count)
            defer { run.budget.release(bytes.count) }
            try run.member([], StoreStream(MemoryStore(bytes), 0..<bytes.count), isHTML: true)
        }
        try handObjects()
    }

    /// Ends what is open where reading has ended early.
    mutating func abandon() {
        closeFlow()
        if held > 0 { release() }
    }
}
