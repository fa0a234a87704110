import Bytes
import Findings

/// Reads a document in RTF: its text with cells and paragraphs, and beside it what headers, notes, comments, fields,
/// properties and embedded objects hold.
///
/// Source: Microsoft, Rich Text Format Specification 1.9.1; [MS-OXRTFEX] for web pages that were made RTF. It reads one byte after
/// the other. Groups nest ``mostLevels`` deep; what lies deeper is read as what stands around it.
final class RTFReader {
    let run: ExtractionRun
    var input: RTFInput
    var state = RTFState()
    private var outer: [RTFState] = []
    private var deeper = 0
    private var isTooDeep = false
    /// Whether the group has just begun, so that others may be allowed to ignore it; and whether they are.
    private var isStart = false
    private var isIgnorable = false

    var output: RTFOutput
    /// Text in the code page of ``pendingPage`` that was not yet handed over.
    private var pending: [UInt8] = []
    private var pendingPage = ""
    /// How many more characters stand for the one in Unicode before them.
    private var skips = 0
    /// The first half of a character that takes two units.
    private var firstHalf: UInt16?

    private var documentPage = RTFCodePage.name(1252)
    private var usualFont: Int?
    private var pages: [Int: String] = [:]
    /// The font that the table of fonts describes now.
    private var describedFont: Int?

    private static let mostLevels = 512
    private static let mostFonts = 10_000

    init(_ stream: any ByteStream, _ run: ExtractionRun) {
        self.run = run
        input = RTFInput(stream, run.budget)
        output = RTFOutput(run)
    }

    /// Hands over everything.
    func read() throws(ExtractionFailure) {
        defer { output.abandon() }
        while let byte = try input.peek() {
            switch byte {
            case UInt8(ascii: "{"):
                input.advance()
                open()
            case UInt8(ascii: "}"):
                input.advance()
                try close()
            case UInt8(ascii: "\\"):
                input.advance()
                try readControl()
            case 10, 13, 0: input.advance()
            default: take(input.takePlain())
            }
        }
        flush()
        let isCutShort = !outer.isEmpty
        while !outer.isEmpty { try close() }
        if isCutShort { run.note(Gap.Reason.malformed) }
        try output.finish()
    }

    // MARK: Groups

    private func open() {
        flush()
        (isStart, isIgnorable, skips) = (true, false, 0)
        guard outer.count < RTFReader.mostLevels else {
            deeper += 1
            if !isTooDeep { run.note(Gap.Reason.nestingLimit) }
            isTooDeep = true
            return
        }
        outer.append(state)
        // The document itself is the first group; what stands around it is not shown.
        if outer.count == 1 { state.target = .flow }
        state.beginsTarget = false
    }

    private func close() throws(ExtractionFailure) {
        flush()
        (isStart, isIgnorable, skips) = (false, false, 0)
        if deeper > 0 {
            deeper -= 1
            return
        }
        guard let around = outer.popLast() else { return }
        let inner = state
        state = around
        if inner.beginsTarget { return try output.end(inner.target) }
        // The name of a variable and its value are groups of their own.
        if inner.target == .variable { output.add([32], to: .variable) }
    }

    /// Lets text go somewhere else up to the end of the group.
    private func begin(_ target: RTFState.Target, named label: String = "") {
        // Deeper groups are not told apart.
        guard deeper == 0 else { return }
        flush()
        if target == .again, state.target != .again { state.aroundAgain = state.target }
        state.target = target
        state.beginsTarget = true
        output.begin(target, named: label)
    }

    // MARK: Text

    /// Takes bytes in the code page of the font.
    private func take(_ bytes: ArraySlice<UInt8>) {
        isStart = false
        var bytes = bytes
        if skips > 0 {
            let skipped = bytes.prefix(skips)
            skips -= skipped.count
            bytes = bytes.dropFirst(skipped.count)
            // More than a character or two stands for none: it is text that is not shown.
            if state.fallbackCount > 4 { output.add(Array(skipped), to: .aside(.hidden)) }
        }
        if bytes.isEmpty { return }
        switch state.target {
        case .nothing: return
        case .bytes: output.takePayload(bytes, isRaw: false)
        default:
            let page = currentPage
            if page != pendingPage { flush() }
            pendingPage = page
            pending += bytes
            if pending.count > 1 << 16 { flush() }
        }
    }

    /// Whether text stands here for programs only that know nothing of the web page.
    private var isDropped: Bool { state.isSuppressed && state.target == .flow && output.isWeb }

    private var currentPage: String { (state.font ?? usualFont).flatMap { pages[$0] } ?? documentPage }

    /// Hands over what has come together in a code page.
    private func flush() {
        guard !pending.isEmpty else { return }
        emit(Charset.utf8(pending, pendingPage))
        pending = []
    }

    /// Hands over text in UTF-8.
    private func emit(_ text: [UInt8]) {
        if isDropped { return }
        guard state.target == .flow || state.target == .box else { return output.add(text, to: state.target) }
        output.add(
            text,
            to: state.isDeleted ? .aside(.deleted) : state.isHidden ? .aside(.hidden) : state.target
        )
    }

    private func emit(_ text: String) {
        flush()
        emit(Array(text.utf8))
    }

    /// Takes a unit of UTF-16, of which characters have one or two.
    private func take(unit: UInt16) {
        flush()
        defer { skips = state.fallbackCount }
        if let first = firstHalf {
            firstHalf = nil
            if UTF16.isTrailSurrogate(unit) {
                return emit(String(decoding: [first, unit], as: UTF16.self))
            }
        }
        if UTF16.isLeadSurrogate(unit) { return firstHalf = unit }
        // Letters of fonts of symbols lie there.
        emit(String(decoding: [0xF000..<0xF100 ~= unit ? unit - 0xF000 : unit], as: UTF16.self))
    }

    // MARK: Control words

    private func readControl() throws(ExtractionFailure) {
        guard let byte = try input.peek() else { return }
        if (byte | 0x20) &- 97 < 26 { return try readWord() }
        input.advance()
        switch byte {
        case UInt8(ascii: "'"):
            var digits: [UInt8] = []
            while digits.count < 2, let digit = try input.peek(), Hexadecimal.value(digit) != nil {
                digits.append(digit)
                input.advance()
            }
            let value = digits.reduce(0) { $0 << 4 | (Hexadecimal.value($1) ?? 0) }
            if !digits.isEmpty { take([value][...]) }
        case UInt8(ascii: "*"):
            isIgnorable = isStart
        case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): take([byte][...])
        case UInt8(ascii: "~"): emit("\u{A0}")
        case UInt8(ascii: "_"): emit("-")
        case 10, 13: endParagraph()
        case 9: emit("\t")
        default: break
        }
    }

    private func readWord() throws(ExtractionFailure) {
        var letters: [UInt8] = []
        while let byte = try input.peek(), (byte | 0x20) &- 97 < 26, letters.count < 64 {
            letters.append(byte)
            input.advance()
        }
        var number: Int?
        var isNegative = false
        if try input.peek() == UInt8(ascii: "-") {
            isNegative = true
            input.advance()
        }
        while let byte = try input.peek(), byte &- 48 < 10 {
            number = min(1 << 40, (number ?? 0) * 10 + Int(byte - 48))
            input.advance()
        }
        if try input.peek() == 32 { input.advance() }
        let mayIgnore = isIgnorable
        (isStart, isIgnorable) = (false, false)
        let word = RTFWord.named(String(decoding: letters, as: UTF8.self))
        try execute(word, number.map { isNegative ? -$0 : $0 }, mayIgnore: mayIgnore)
    }

    private func execute(_ word: RTFWord?, _ number: Int?, mayIgnore: Bool) throws(ExtractionFailure) {
        switch word {
        case .characters(let text): emit(text)
        case .line: state.isCell ? emit(" ") : emit("\n")
        case .paragraph: endParagraph()
        case .cell:
            flush()
            output.endCell(state.target)
        case .row:
            flush()
            output.endRow(state.target)
        case .target(let target):
            if target == .bytes(.picture), state.dropsPictures { return begin(.nothing) }
            begin(target)
        case .labelled(let name, let part): begin(.aside(part), named: name)
        case .propertyValue: begin(.aside(.metadata), named: output.propertyName)
        case .group: break
        case .unicode:
            flush()
            output.dropAgain()
            state.target = state.aroundAgain
        case .box: if state.target == .flow { begin(.box) }
        case .oldPictures:
            begin(.aside(.hidden))
            state.dropsPictures = true
        case .picture(let suffix): output.pictureSuffix = suffix
        case .property(let property): try set(property, number)
        // What nobody here knows and others may ignore is not shown by all.
        case nil:
            if mayIgnore, ![.silent, .nothing, .fonts].contains(state.target) { begin(.aside(.hidden)) }
        }
    }

    private func endParagraph() {
        flush()
        if isDropped { return }
        output.endParagraph(state.target, isCell: state.isCell)
    }

    private func set(_ property: RTFWord.Property, _ number: Int?) throws(ExtractionFailure) {
        switch property {
        case .unicode: return take(unit: UInt16(truncatingIfNeeded: number ?? 0))
        case .binary:
            return try input.take(max(0, number ?? 0)) { bytes in
                if case .bytes = state.target { output.takePayload(bytes, isRaw: true) } else { output.addRaw(bytes) }
            }
        case .fallback: return state.fallbackCount = max(0, min(1 << 16, number ?? 1))
        default: flush()
        }
        switch property {
        case .hidden: state.isHidden = number != 0
        case .deleted: state.isDeleted = number != 0
        case .plain: (state.isHidden, state.isDeleted, state.font) = (false, false, nil)
        case .font:
            if state.target == .fonts { describedFont = number } else { state.font = number }
        case .associatedFont: if state.takesAssociatedFont { state.font = number }
        case .single: state.takesAssociatedFont = false
        case .double: state.takesAssociatedFont = true
        case .charset: describe(number.flatMap { RTFCodePage.page(ofCharset: $0) })
        case .codePage: describe(number)
        case .documentPage: documentPage = RTFCodePage.name(number ?? 1252)
        case .macintosh: documentPage = RTFCodePage.name(10_000)
        case .pc: documentPage = RTFCodePage.name(437)
        case .pca: documentPage = RTFCodePage.name(850)
        case .usualFont: usualFont = number
        case .inTable: state.isCell = true
        case .paragraphDefaults: state.isCell = false
        case .web: output.isWeb = number != 0
        case .suppressed: state.isSuppressed = number != 0
        default: break
        }
    }

    private func describe(_ page: Int?) {
        guard state.target == .fonts, let font = describedFont, pages.count < RTFReader.mostFonts else { return }
        pages[font] = page.map { RTFCodePage.name($0) }
    }
}
