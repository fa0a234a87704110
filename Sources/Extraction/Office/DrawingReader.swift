import Findings

/// Reads a page of a drawing of Visio since 2013: the texts of shapes, and what is said of them.
///
/// Source: Microsoft, [MS-VSDX], section 2.2 (pages, shapes, and sections of shapes).
struct DrawingReader {
    private let xml: XMLReader
    private let run: ExtractionRun
    private let place: TextPlace
    private var texts: [UInt8] = []
    private var isOpen = false
    private var asides = Asides()
    private var section = ""
    /// The name of the property whose value follows.
    private var label: [UInt8] = []

    private static let longestText = 1 << 20

    init(_ xml: XMLReader, _ run: ExtractionRun, at place: TextPlace) {
        (self.xml, self.run, self.place) = (xml, run, place)
    }

    /// Whether a part says only how a drawing looks.
    static func isSilent(_ path: String) -> Bool {
        ["visio/document.xml", "visio/windows.xml", "visio/masters/masters.xml"].contains(path)
    }

    /// Where the texts of a part lie that is a page or a model for shapes; `nil` for any other part.
    static func page(_ path: String) -> TextPlace? {
        guard path.hasSuffix(".xml") else { return nil }
        if path.hasPrefix("visio/pages/page"), let number = Int(path.dropFirst(16).dropLast(4)) {
            return TextPlace(page: number)
        }
        let isModel = path.hasPrefix("visio/masters/master") && !path.hasSuffix("masters.xml")
        return isModel || path == "visio/pages/pages.xml" ? TextPlace() : nil
    }

    mutating func read() throws(ExtractionFailure) {
        defer { close() }
        while true {
            let event = try xml.next()
            if event == .finish { break }
            if event == .comment { asides.add(xml.text, .hidden, run) }
            guard event == .start else { continue }
            switch xml.name {
            case "Text":
                var text = try xml.content(upTo: DrawingReader.longestText)
                while let last = text.last, last <= 32 { text.removeLast() }
                if !text.isEmpty { texts += text + [10] }
                if texts.count >= RichText.enough { flush() }
            case "Page": asides.add(xml.attribute("Name") ?? [], .hidden, run)
            case "Section": section = xml.attributeText("N") ?? ""
            case "Row": label = []
            case "Cell": readCell()
            default: break
            }
        }
        flush()
        close()
        asides.hand(to: run, at: place)
    }

    /// Reads a value of a shape where somebody has typed it.
    private mutating func readCell() {
        guard ["Property", "User", "Hyperlink"].contains(section), let name = xml.attributeText("N"),
            let value = xml.attribute("V"), value.count >= 3
        else { return }
        switch name {
        case "Label": label = value + Array(": ".utf8)
        case "Value": asides.add(label + value, .hidden, run)
        case "Prompt", "Description", "ExtraInfo": asides.add(value, .hidden, run)
        case "Address", "SubAddress": asides.add(value, .link, run)
        default: break
        }
    }

    private mutating func flush() {
        guard !texts.isEmpty else { return }
        if !isOpen {
            run.sink.begin(TextOrigin(run.trail))
            run.sink.place(place)
            isOpen = true
        }
        run.sink.append(texts.span)
        texts = []
    }

    private mutating func close() {
        if isOpen { run.sink.end() }
        isOpen = false
    }
}
