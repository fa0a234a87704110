import Findings

/// Reads a page of a document in XPS: the texts that are drawn on it, a line for each height.
///
/// Source: ECMA-388, Open XML Paper Specification, section 12 (text).
struct FixedPageReader {
    private let xml: XMLReader
    private let run: ExtractionRun
    private let place: TextPlace
    private var texts: [UInt8] = []
    private var links = Asides()
    private var height: [UInt8] = []

    init(_ xml: XMLReader, _ run: ExtractionRun, at place: TextPlace) {
        (self.xml, self.run, self.place) = (xml, run, place)
    }

    /// Where the texts of a part lie that is a page; `nil` for any other part.
    static func page(_ path: String) -> TextPlace? {
        guard path.hasSuffix(".fpage") else { return nil }
        let name = path.split(separator: "/").last ?? ""
        guard let number = Int(name.prefix { $0 != "." }), number > 0 else { return TextPlace() }
        return TextPlace(page: number)
    }

    mutating func read() throws(ExtractionFailure) {
        while true {
            let event = try xml.next()
            if event == .finish { break }
            guard event == .start else { continue }
            if xml.name == "Glyphs", var text = xml.attribute("UnicodeString") {
                // What begins with a brace has an empty pair of them in front.
                if text.starts(with: [UInt8(ascii: "{"), UInt8(ascii: "}")]) { text.removeFirst(2) }
                let now = xml.attribute("OriginY") ?? []
                if !texts.isEmpty { texts.append(now == height ? 32 : 10) }
                height = now
                texts += text
                if texts.count > RichText.most { flush() }
            }
            for name in [
                "FixedPage.NavigateUri", "NavigateUri", "AutomationProperties.Name", "AutomationProperties.HelpText",
            ] {
                guard let text = xml.attribute(name) else { continue }
                links.add(text, name.hasSuffix("Uri") ? .link : .hidden, run)
            }
        }
        flush()
        links.hand(to: run, at: place)
    }

    private mutating func flush() {
        if !texts.isEmpty { run.text(texts + [10], .body, at: place) }
        texts = []
    }
}
