import Findings

/// The text of a page, put together by where it stands.
struct PDFPageText {
    /// A matrix of six numbers (ISO 32000-1, section 8.3.3).
    struct Matrix {
        var (a, b, c, d, e, f) = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

        func times(_ other: Matrix) -> Matrix {
            var result = Matrix()
            result.a = a * other.a + b * other.c
            result.b = a * other.b + b * other.d
            result.c = c * other.a + d * other.c
            result.d = c * other.b + d * other.d
            result.e = e * other.a + f * other.c + other.e
            result.f = e * other.b + f * other.d + other.f
            return result
        }
    }

    private struct State {
        var matrix = Matrix()
        var font: PDFFont?
        var size = 1.0
        var spacing = 0.0
        var wordSpacing = 0.0
        var scale = 1.0
        var leading = 0.0
        var rise = 0.0
        /// Tells the part of the page that is drawn in from others.
        var clip = 0
    }

    private let file: any PDFFile
    private let run: ExtractionRun
    private var fonts: [Int: PDFFont] = [:]
    private var layout = PDFLayout()
    private var unknown = 0
    private var known = 0
    private(set) var hasImages = false
    private var steps = 0
    /// Bytes of text that the budget has not paid for yet.
    private var unspent = 0
    /// What marks say of the content that they are put on, such as what it stands for.
    private(set) var marked: [UInt8] = []
    /// What the string says that is shown.
    private var shown: [UInt8] = []

    private static let mostDepth = 12
    /// How many fonts are kept; pages seldom use as many.
    private static let mostFonts = 128
    private static let mostSteps = 5_000_000
    /// In bytes.
    private static let mostMarked = 1 << 20

    init(_ file: any PDFFile, _ run: ExtractionRun) { (self.file, self.run) = (file, run) }

    /// Whether most characters are of fonts that do not say what they stand for.
    var isGarbled: Bool { unknown > known }

    var isEmpty: Bool { layout.runs.isEmpty }

    /// Begins with another page; fonts are kept.
    mutating func reset() { (layout, unknown, known, hasImages, steps, marked) = (PDFLayout(), 0, 0, false, 0, []) }

    /// Reads a stream of operators.
    mutating func read(_ content: [UInt8], _ resources: PDFObject) throws(ExtractionFailure) {
        try read(content, resources, State(), 0)
    }

    private mutating func read(
        _ content: [UInt8],
        _ resources: PDFObject,
        _ start: State,
        _ depth: Int
    ) throws(ExtractionFailure) {
        var scanner = PDFScanner(content)
        var state = start
        var stack: [State] = []
        var (text, line) = (Matrix(), Matrix())
        var operands: [PDFScanner.Token] = []
        /// The fonts of the resources that were chosen so far.
        var chosen: [String: PDFFont?] = [:]
        /// The rectangle that was drawn last.
        var path = 0
        func number(_ index: Int) -> Double {
            let place = operands.count - index
            if place >= 0, place < operands.count, case .number(let value) = operands[place] { return value }
            return 0
        }
        func move(_ x: Double, _ y: Double) {
            var shift = Matrix()
            (shift.e, shift.f) = (x, y)
            line = shift.times(line)
            text = line
        }
        while let token = scanner.next() {
            steps += 1
            if steps & 0x3FF == 0 {
                try run.budget.spend(unspent)
                try run.budget.check()
                unspent = 0
            }
            if steps > PDFPageText.mostSteps { throw ExtractionFailure(.expansionLimit) }
            guard case .word(let word) = token else {
                if operands.count < 256 { operands.append(token) }
                continue
            }
            switch word {
            case .saveState: if stack.count < 512 { stack.append(state) }
            case .restoreState: if let last = stack.popLast() { state = last }
            case .changeMatrix:
                var matrix = Matrix()
                (matrix.a, matrix.b, matrix.c) = (number(6), number(5), number(4))
                (matrix.d, matrix.e, matrix.f) = (number(3), number(2), number(1))
                state.matrix = matrix.times(state.matrix)
            case .rectangle:
                let corner = PDFPageText.corner(number(4), number(3), state.matrix)
                let size = PDFPageText.corner(number(4) + number(2), number(3) + number(1), state.matrix)
                path = PDFPageText.key(corner, size)
            case .moveTo: path = 1
            case .clip, .clipEvenOdd: state.clip = path
            case .beginText: (text, line) = (Matrix(), Matrix())
            case .font:
                state.size = number(1)
                if operands.count > 1, case .name(let name) = operands[operands.count - 2] {
                    if let known = chosen[name] {
                        state.font = known
                    } else {
                        state.font = font(file.entry(file.entry(resources, "/Font"), "/" + name))
                        if chosen.count < PDFPageText.mostFonts { chosen[name] = .some(state.font) }
                    }
                }
            case .characterSpacing: state.spacing = number(1)
            case .wordSpacing: state.wordSpacing = number(1)
            case .scale: state.scale = number(1) / 100
            case .leading: state.leading = number(1)
            case .rise: state.rise = number(1)
            case .nextLine: move(number(2), number(1))
            case .nextLineWithLeading:
                state.leading = -number(1)
                move(number(2), number(1))
            case .nextLineByLeading: move(0, -state.leading)
            case .textMatrix:
                (line.a, line.b, line.c) = (number(6), number(5), number(4))
                (line.d, line.e, line.f) = (number(3), number(2), number(1))
                text = line
            case .show: if case .string(let part)? = operands.last { show(scanner.strings[part], state, &text) }
            case .showOnNextLine, .showOnNextLineSpaced:
                if word == .showOnNextLineSpaced { (state.wordSpacing, state.spacing) = (number(3), number(2)) }
                move(0, -state.leading)
                if case .string(let part)? = operands.last { show(scanner.strings[part], state, &text) }
            case .showSpaced:
                guard case .array(let items)? = operands.last else { break }
                for item in items {
                    switch item {
                    case .string(let part): show(scanner.strings[part], state, &text)
                    case .number(let shift):
                        var matrix = Matrix()
                        matrix.e = -shift / 1000 * state.size * state.scale
                        text = matrix.times(text)
                    default: break
                    }
                }
            case .draw:
                guard case .name(let name)? = operands.last else { break }
                let form = file.entry(file.entry(resources, "/XObject"), "/" + name)
                guard file.value(form) == .stream else { break }
                guard file.value(file.entry(form, "/Subtype")) == .name("/Form") else {
                    hasImages = true
                    break
                }
                guard depth < PDFPageText.mostDepth, let inner = file.data(of: form, upTo: run.budget.freeMemory / 2)
                else { break }
                run.pdfKnown.add(file.id(of: form))
                try run.budget.spend(inner.count)
                var nested = state
                let values = file.entry(form, "/Matrix")
                if file.value(values) == .array(count: 6) {
                    let parts = (0..<6).map { index in
                        if case .number(let value) = file.value(file.item(values, index)) { value } else { 0.0 }
                    }
                    var matrix = Matrix()
                    (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f) = (
                        parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]
                    )
                    nested.matrix = matrix.times(state.matrix)
                }
                let own = file.entry(form, "/Resources")
                try read(inner, file.value(own) == .dictionary ? own : resources, nested, depth + 1)
            case .markContent, .markPoint:
                guard case .array(let items)? = operands.last else { break }
                for case .string(let part) in items where marked.count < PDFPageText.mostMarked {
                    run.addUnknown(PDFStrings.text(Array(scanner.strings[part])), to: &marked)
                }
            case .beginImage:
                hasImages = true
                while let part = scanner.next(), part != .word(.imageData) {}
                scanner.skipImage()
            default: break
            }
            operands.removeAll(keepingCapacity: true)
            scanner.forgetStrings()
        }
        let comments = PrintableRuns.lines(of: scanner.comments)
        if !comments.isEmpty, marked.count < PDFPageText.mostMarked { run.addUnknown(comments, to: &marked) }
    }

    private mutating func font(_ object: PDFObject) -> PDFFont? {
        guard file.value(object) == .dictionary else { return nil }
        let id = file.id(of: object)
        if id != 0, let font = fonts[id] { return font }
        let font = PDFFont(object, file)
        for key in ["/ToUnicode", "/Encoding"] { run.pdfKnown.add(file.id(of: file.entry(object, key))) }
        unspent += font.cost / 4 + 1000
        if font.isCut { run.note(Gap.Reason.expansionLimit) }
        if fonts.count >= PDFPageText.mostFonts { fonts = [:] }
        if id != 0 { fonts[id] = font }
        return font
    }

    /// The same number for the same rectangle; others seldom have it.
    private static func key(_ first: (Int, Int), _ second: (Int, Int)) -> Int {
        [first.1, second.0, second.1].reduce(first.0 &+ 7) { $0 &* 1_000_003 &+ $1 }
    }

    /// A point of the page, in whole units.
    private static func corner(_ x: Double, _ y: Double, _ matrix: Matrix) -> (Int, Int) {
        func whole(_ value: Double) -> Int { value.isFinite ? Int(max(-1e9, min(value, 1e9)).rounded()) : 0 }
        return (
            whole(x * matrix.a + y * matrix.c + matrix.e), whole(x * matrix.b + y * matrix.d + matrix.f)
        )
    }

    /// Shows a string: each code moves on by its width.
    private mutating func show(_ bytes: ArraySlice<UInt8>, _ state: State, _ text: inout Matrix) {
        guard layout.runs.count < PDFLayout.mostRuns else { return }
        shown.removeAll(keepingCapacity: true)
        let begin = text
        var width = 0.0
        if let font = state.font {
            let length = font.codeLength
            let (size, spacing, wordSpacing, scale) = (state.size, state.spacing, state.wordSpacing, state.scale)
            var (index, knownCodes, codes) = (bytes.startIndex, 0, 0)
            // Codes that follow each other nearly always lie close together.
            var glyphs: [PDFFont.Glyph] = []
            var stretch = -1
            while index + length <= bytes.endIndex {
                let code = length == 2 ? Int(bytes[index]) << 8 | Int(bytes[index + 1]) : Int(bytes[index])
                index += length
                if code / PDFFont.stretch != stretch {
                    stretch = code / PDFFont.stretch
                    glyphs = font.glyphs(near: code)
                }
                let glyph = glyphs[code % PDFFont.stretch]
                if glyph.isKnown {
                    if glyph.count == 1 {
                        shown.append(glyph.first)
                    } else {
                        let start = Int(glyph.start)
                        shown += font.texts[start..<start + Int(glyph.count)]
                    }
                    knownCodes += 1
                }
                codes += 1
                let advance = glyph.width * size + spacing
                width += (advance + (code == 32 && length == 1 ? wordSpacing : 0)) * scale
            }
            known += knownCodes
            unknown += codes - knownCodes
        } else {
            // Programs take a font of their own for one that is missing.
            if !bytes.contains(where: { $0 < 32 || $0 > 126 }) { shown += bytes }
            unknown += bytes.count
            let spaces = bytes.count { $0 == 32 }
            width = Double(bytes.count) * (0.5 * state.size + state.spacing) + Double(spaces) * state.wordSpacing
            width *= state.scale
        }
        var shift = Matrix()
        shift.e = width
        text = shift.times(text)
        unspent += shown.count
        guard !shown.isEmpty else { return }
        var raised = Matrix()
        raised.f = state.rise
        let (from, to) = (raised.times(begin).times(state.matrix), raised.times(text).times(state.matrix))
        let size = abs(state.size) * max(abs(from.a) + abs(from.b), 1e-6)
        // Along the direction in which the text runs, and across it.
        let length2 = max((from.a * from.a + from.b * from.b).squareRoot(), 1e-9)
        let (x, y) = (from.a / length2, from.b / length2)
        guard size.isFinite, from.e.isFinite, from.f.isFinite, to.e.isFinite, to.f.isFinite else { return }
        let start = from.e * x + from.f * y
        layout.add(
            PDFLayout.Run(
                text: [],
                x: start,
                end: to.e * x + to.f * y,
                y: from.f * x - from.e * y,
                size: size,
                direction: abs(y) < 0.04 && x > 0
                    ? 0 : 1 + Int((x * 12 + 12).rounded()) * 25 + Int((y * 12 + 12).rounded()),
                clip: state.clip,
                last: (shown.count, start)
            ),
            shown
        )
    }

    /// The text in reading order: far apart is separated by a tab, lines by line ends.
    func text() -> [UInt8] { layout.text() }
}
