/// The text of paragraphs, of which markup splits words into runs: of WordprocessingML and DrawingML.
///
/// Source: ECMA-376, part 1, sections 17.3 (paragraphs and runs), 20.1 and 21.1 (DrawingML). What is read goes out paragraph by
/// paragraph; text in boxes, and text that was deleted, comes behind the paragraph that it hangs on.
struct RichText {
    /// A stretch of text that has been collected.
    struct Piece {
        var part: TextOrigin.Part
        var text: [UInt8]
    }

    /// Texts besides the flow: each line once.
    private(set) var aside: [Piece] = []

    /// The flow itself.
    private(set) var flow: [UInt8] = []

    /// The texts of boxes around the one that is read.
    private var outer: [[UInt8]] = []
    private var fields: [UInt8] = []
    private var deleted: [UInt8] = []
    private var isText = false
    /// In how many elements that say that their text was moved away.
    private var moves = 0
    private var kind = Kind.text
    private var cells = 0
    /// Where alternatives began that are being read: in the flow and in the boxes.
    private var chosen: [(start: Int, boxes: Int)] = []
    private var choiceLines: Set<[UInt8]> = []
    private var seenAside: Set<[UInt8]> = []

    private enum Kind { case text, deleted, field }

    /// Bytes of the flow after which it is handed over.
    static let enough = 1 << 18

    /// Bytes that are kept together at most.
    static let most = 16 << 20

    /// Takes an event.
    mutating func take(_ event: XMLReader.Event, _ xml: XMLReader) {
        switch event {
        case .start: start(xml)
        case .end: end(xml)
        case .text: if isText { add(xml.text) } else { addStray(xml) }
        case .comment: addAside(.hidden, xml.text)
        case .finish: flushAll()
        }
    }

    /// What has come together, if it is enough or all, which then goes.
    mutating func takeFlow(all: Bool) -> [UInt8] {
        // What is never closed must not fill the memory.
        let isComplete = outer.isEmpty && chosen.isEmpty
        guard all || flow.count >= (isComplete ? RichText.enough : RichText.most) else { return [] }
        defer { flow = [] }
        return flow
    }

    /// Elements that hold measures, and formulas that say where a chart has its numbers from.
    private static let formal: Set<String> = [
        "posOffset", "align", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset", "f", "idx", "ptCount",
    ]

    /// Keeps text that stands where no program shows any.
    private mutating func addStray(_ xml: XMLReader) {
        guard xml.text.count >= 4, xml.text.contains(where: { $0 > 32 }), !RichText.formal.contains(xml.name),
            xml.name != "formatCode" || xml.text.contains(UInt8(ascii: "\"")),
            xml.text.count != 38 || xml.text.first != UInt8(ascii: "{")
        else { return }
        addAside(.hidden, xml.text)
    }

    private mutating func add(_ text: [UInt8]) {
        switch kind {
        case .text: flow += text
        case .deleted: deleted += text
        case .field: fields += text
        }
        // A paragraph that does not end must not fill the memory.
        if deleted.count > RichText.enough {
            aside.append(Piece(part: .deleted, text: deleted))
            deleted = []
        }
        if fields.count > RichText.enough {
            aside.append(Piece(part: .link, text: fields))
            fields = []
        }
    }

    /// What the beginning of an element means.
    private enum Start {
        case text, deleted, field, tab, lineEnd, hyphen, symbol, cell, box, alternative, moved, described
    }

    /// Elements that mean something; a document has more of those that do not.
    private static let starts: [String: Start] = {
        let names: [(Start, String)] = [
            (.text, "t v font"), (.deleted, "delText"), (.field, "instrText delInstrText"), (.tab, "tab ptab"),
            (.lineEnd, "br cr"), (.hyphen, "noBreakHyphen"), (.symbol, "sym"), (.cell, "tc"), (.box, "txbxContent rt"),
            (.alternative, "Choice Fallback"), (.moved, "moveFrom"), (.described, describedElements),
        ]
        var starts: [String: Start] = [:]
        for (start, list) in names { for name in list.split(separator: " ") { starts[String(name)] = start } }
        return starts
    }()

    /// The same for elements whose names are one letter, as those of paragraphs and runs are.
    private static let letterStarts: [Start?] = (0..<128).map { starts[String(UnicodeScalar(UInt8($0)))] }
    private static let letterEnds: [Bool] = (0..<128).map { ends.contains(String(UnicodeScalar(UInt8($0)))) }

    /// Elements whose attributes hold what somebody has written.
    private static let describedElements = """
        docPr cNvPr docVar shape hyperlink hlinkClick textbox imagedata alias tag ffData result listItem default
        helpText statusText dataBinding cm comment ins del bookmarkStart fldSimple tblCaption tblDescription textpath
        attr customXml cSld permStart moveTo rPrChange pPrChange sectPrChange tblPrChange cellIns cellDel lvlText
        sourceFileName listEntry placeholder name description OLEObject prSet
        """.replacing("\n", with: " ")

    private mutating func start(_ xml: XMLReader) {
        // What an attribute is known to say comes first, as what it is.
        defer { xml.forEachStray { _, value in addAside(.hidden, value) } }
        switch xml.letter > 0 ? RichText.letterStarts[Int(xml.letter)] : RichText.starts[xml.name] {
        case nil: break
        case .text: begin(moves > 0 ? .deleted : .text)
        case .moved:
            moves += 1
            attributes(of: xml)
        case .deleted: begin(.deleted)
        case .field: begin(.field)
        case .tab: flow.append(9)
        case .lineEnd: flow.append(10)
        case .hyphen: flow.append(UInt8(ascii: "-"))
        case .symbol:
            if let code = xml.attributeText("char").flatMap({ UInt32($0, radix: 16) }),
                let scalar = Unicode.Scalar(code >= 0xF000 && code < 0xF100 ? code - 0xF000 : code)
            {
                flow += Array(String(scalar).utf8)
            }
        case .cell: cells += 1
        case .box: open()
        case .alternative: chosen.append((flow.count, boxes.count))
        case .described: attributes(of: xml)
        }
    }

    private mutating func begin(_ kind: Kind) { (isText, self.kind) = (true, kind) }

    /// Attributes that hold what somebody has written.
    private static let written: Set<String> = [
        "descr", "title", "alt", "name", "val", "tooltip", "author", "initials", "docTooltip", "displayText", "string",
        "instr", "value", "ed", "element", "href", "ProgID", "phldrT",
    ]

    /// Elements of which users give the names; those of others come from programs.
    private static let named: Set<String> = ["docVar", "cm", "bookmarkStart", "cSld", "attr"]

    /// Elements whose attributes say who has done something.
    private static let changes: Set<String> = [
        "ins", "del", "comment", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange",
        "cellIns",
        "cellDel", "permStart",
    ]

    private mutating func attributes(of xml: XMLReader) {
        let element = xml.name
        var values: [[UInt8]] = []
        xml.forEachAttribute { name, value in
            guard RichText.written.contains(name), value.count >= 4 else { return }
            let isGiven = RichText.named.contains(element) && value.first != UInt8(ascii: "_")
            if name == "name", !isGiven, !MemberNotes.mayIdentify(value) { return }
            values.append(value)
        }
        let part: TextOrigin.Part =
            RichText.changes.contains(element) ? .metadata : element == "fldSimple" ? .link : .hidden
        for value in values { addAside(part, value) }
    }

    private mutating func addAside(_ part: TextOrigin.Part, _ text: [UInt8]) {
        // Of very many the last ones may come twice, but none is lost.
        guard !text.isEmpty, seenAside.count < 100_000 ? seenAside.insert(text).inserted : !seenAside.contains(text)
        else { return }
        aside.append(Piece(part: part, text: text))
    }

    /// What has come together aside, which then goes.
    mutating func takeAside() -> [Piece] {
        defer { aside = [] }
        return aside
    }

    private static let ends: Set<String> = [
        "t", "v", "font", "delText", "instrText", "delInstrText", "moveFrom", "p", "tc", "tr", "txbxContent", "rt",
        "Choice", "Fallback",
    ]

    private mutating func end(_ xml: XMLReader) {
        guard xml.letter > 0 ? RichText.letterEnds[Int(xml.letter)] : RichText.ends.contains(xml.name) else { return }
        switch xml.name {
        case "t", "v", "font", "delText", "instrText", "delInstrText":
            isText = false
            // What stands on a button of a sheet is in the letters of a font.
            if xml.name == "v" || xml.name == "font" { flow.append(10) }
        case "moveFrom": moves = max(0, moves - 1)
        case "p": endParagraph()
        case "tc":
            cells -= 1
            while let last = flow.last, last == 10 || last == 32 { flow.removeLast() }
            flow.append(9)
        case "tr":
            if flow.last == 9 { flow.removeLast() }
            flow.append(10)
        case "txbxContent": close()
        // What stands above letters to say how they are read is no part of the word.
        case "rt":
            guard let around = outer.popLast() else { return }
            addAside(.hidden, flow)
            flow = around
        case "Choice":
            guard let choice = chosen.popLast() else { return }
            choiceLines = RichText.lines(of: flow[min(choice.start, flow.count)...])
            for box in boxes.dropFirst(choice.boxes) { choiceLines.formUnion(RichText.lines(of: box[...])) }
        case "Fallback":
            guard let fallback = chosen.popLast() else { return }
            dropKnown(from: fallback)
        default: break
        }
    }

    /// The texts of boxes that hang on the paragraph.
    private var boxes: [[UInt8]] = []
    private var boxBytes = 0

    private mutating func endParagraph() {
        if fields.contains(where: { $0 > 32 }) { addAside(.link, fields) }
        fields = []
        if !deleted.isEmpty { aside.append(Piece(part: .deleted, text: deleted + [10])) }
        deleted = []
        flow.append(cells > 0 ? 32 : 10)
        if outer.isEmpty, chosen.isEmpty { flushBoxes() }
    }

    private mutating func flushBoxes() {
        for box in boxes {
            flow += box
            if box.last != 10 { flow.append(10) }
        }
        (boxes, boxBytes) = ([], 0)
    }

    private mutating func open() {
        outer.append(flow)
        flow = []
    }

    private mutating func close() {
        guard let flow = outer.popLast() else { return }
        let box = self.flow
        self.flow = flow
        if !box.isEmpty { boxes.append(box) }
        boxBytes += box.count
        if boxBytes > RichText.most { flushBoxes() }
        if outer.isEmpty, chosen.isEmpty, flow.isEmpty || flow.last == 10 { flushBoxes() }
    }

    private static func lines(of text: ArraySlice<UInt8>) -> Set<[UInt8]> {
        Set(text.split(separator: 10).map { Array($0) })
    }

    /// Drops lines of an alternative for older programs that the newer one has as well.
    private mutating func dropKnown(from place: (start: Int, boxes: Int)) {
        func others(_ text: ArraySlice<UInt8>) -> [UInt8] {
            text.split(separator: 10).filter { !choiceLines.contains(Array($0)) }.reduce(into: []) {
                $0 += Array($1) + [10]
            }
        }
        if place.start < flow.count {
            let rest = others(flow[place.start...])
            flow.removeLast(flow.count - place.start)
            flow += rest
        }
        if place.boxes < boxes.count {
            let rest = boxes[place.boxes...].map { others($0[...]) }.filter { !$0.isEmpty }
            boxes.removeLast(boxes.count - place.boxes)
            boxes += rest
        }
        choiceLines = []
    }

    private mutating func flushAll() {
        while !outer.isEmpty { close() }
        chosen = []
        if fields.contains(where: { $0 > 32 }) { addAside(.link, fields) }
        if !deleted.isEmpty { aside.append(Piece(part: .deleted, text: deleted)) }
        (fields, deleted) = ([], [])
        flushBoxes()
    }
}
