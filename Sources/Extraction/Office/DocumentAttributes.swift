/// Values that OpenDocument keeps in attributes and that people have written.
enum DocumentAttributes {
    /// Elements that have such attributes.
    static let elements: Set<String> = [
        "a", "text-input", "named-expression", "named-range", "database-range", "user-field-decl", "variable-set",
        "property", "password", "checkbox", "textarea", "text", "hidden-text", "conditional-text", "placeholder",
        "bookmark", "bookmark-start", "reference-mark", "reference-mark-start", "toc-mark", "toc-mark-start",
        "alphabetical-index-mark", "alphabetical-index-mark-start", "user-index-mark", "user-index-mark-start",
        "bibliography-mark", "section", "section-source", "event-listener", "form", "button", "option", "listbox",
        "combobox", "radio", "formatted-text", "fixed-text", "file", "hidden", "dde-connection-decl", "dde-source",
        "help-message", "error-message", "data-pilot-table", "version-entry", "window", "titledbox", "textfield",
        "menuitem", "cell-range-source", "table-source", "plugin", "applet", "param", "floating-frame", "scenario",
        "image", "object-ole", "filter-condition", "content-validation",
    ]

    private static let written: Set<String> = [
        "href", "expression", "string-value", "current-value", "value", "description", "title", "help-message",
        "string-value-if-true", "string-value-if-false", "label", "command", "comment", "creator", "author", "note",
        "url", "key1", "key2", "dde-application", "dde-topic", "dde-item", "help-text", "name", "password",
    ]

    /// Elements of which users give the names.
    private static let named: Set<String> = [
        "bookmark", "bookmark-start", "reference-mark", "reference-mark-start", "section", "named-expression",
        "named-range", "database-range", "data-pilot-table", "user-field-decl", "page",
    ]

    /// Values of the element that has just begun that nothing here asks for and that look written by people, each as a line.
    static func strays(of xml: XMLReader) -> [[UInt8]] {
        let isRead = elements.contains(xml.name) || xml.name == "page"
        var strays: [[UInt8]] = []
        xml.forEachStray { name, value in
            // What a cell holds is shown by its text, or in its place.
            if name == "condition", xml.name == "content-validation" || !value.contains(UInt8(ascii: "\"")) { return }
            if isRead && written.contains(name) || cells.contains(xml.name) && ofCells.contains(name) { return }
            strays.append(value + [10])
        }
        return strays
    }

    private static let cells: Set<String> = ["table-cell", "covered-table-cell", "change-track-table-cell", "table"]
    private static let ofCells: Set<String> = ["value", "string-value", "date-value", "time-value", "formula", "name"]

    /// The values of the element that has just begun, each as a line of its part.
    static func texts(of xml: XMLReader) -> [(TextOrigin.Part, [UInt8])] {
        let element = xml.name
        var texts: [(TextOrigin.Part, [UInt8])] = []
        // A condition is a formula, in which a list of what may be entered stands in quotes.
        if element == "content-validation", let condition = xml.attribute("condition") {
            let list = SheetWriter.quoted(condition, not: [])
            if !list.isEmpty { texts.append((.hidden, list + [10])) }
        }
        xml.forEachAttribute { name, value in
            guard written.contains(name), value.count >= 4, name != "name" || named.contains(element) else { return }
            // Names that programs give, and places within the document.
            if name == "name", value.first == UInt8(ascii: "_") || value.starts(with: "page".utf8) { return }
            let isInside =
                value.first == UInt8(ascii: "#") || value.starts(with: "Pictures/".utf8)
                || value.starts(with: "./Object".utf8)
            if name == "href", isInside { return }
            texts.append((name == "href" ? .link : .hidden, value + [10]))
        }
        return texts
    }
}
