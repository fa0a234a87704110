/// Values of attributes that no reader of a format asks for, and that look like what people write.
///
/// A document may have attributes that its programs pass over: those of another namespace, which its root declares to be ignored, and those
/// of elements whose text nobody shows. What formats put into attributes themselves are numbers, measures, words from lists, names of
/// styles and fonts, and identifiers: what looks like one of those is nothing.
enum StrayAttributes {
    /// Calls `body` with where such values stand in a tag.
    ///
    /// - Parameters:
    ///   - bytes: XML.
    ///   - tag: The tag in it, from the name of its element to its last attribute.
    ///   - body: Takes where the local name and the value stand.
    /// - Complexity: O(*n*), a nanosecond a byte: each element of a document comes here.
    static func find(
        in bytes: Span<UInt8>,
        _ tag: Range<Int>,
        _ body: (_ name: Range<Int>, _ value: Range<Int>) -> Void
    ) {
        var index = tag.lowerBound
        let end = tag.upperBound
        var colon = -1
        while index < end, bytes[index] > 32 {
            if bytes[index] == UInt8(ascii: ":") { colon = index }
            index += 1
        }
        guard index < end else { return }
        let own = tag.lowerBound..<max(colon, tag.lowerBound)
        var isOwnUsual: Bool?
        while index < end {
            while index < end, bytes[index] <= 32 { index += 1 }
            let start = index
            colon = -1
            while index < end, bytes[index] != UInt8(ascii: "="), bytes[index] > 32 {
                if bytes[index] == UInt8(ascii: ":") { colon = index }
                index += 1
            }
            let name = colon + 1 > start ? colon + 1..<index : start..<index
            while index < end, bytes[index] <= 32 || bytes[index] == UInt8(ascii: "=") { index += 1 }
            guard index < end else { return }
            let quote = bytes[index]
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                if index == start { return }
                continue
            }
            index += 1
            let first = index
            var content = Content()
            while index < end, bytes[index] != quote {
                content.take(bytes[index])
                index += 1
            }
            let value = first..<index
            index += 1
            guard value.count >= 4 else { continue }
            let prefix = start..<max(colon, start)
            if isNamespace(bytes, start) {
                if content.at > 0 || content.digits >= 9 { body(name, value) }
                continue
            }
            var isForeign = false
            if !prefix.isEmpty, !isSame(bytes, prefix, own) {
                isForeign = !isUsual(bytes, prefix)
            } else if !own.isEmpty {
                let isUsual = isOwnUsual ?? isUsual(bytes, own)
                isOwnUsual = isUsual
                isForeign = !isUsual
            }
            if isForeign || content.mayBeWritten(value.count), isWritten(bytes, name, value, content, isForeign) {
                body(name, value)
            }
        }
    }

    /// What a value is made of.
    private struct Content {
        var digits = 0
        var letters = 0
        var spaces = 0
        var at = 0

        mutating func take(_ byte: UInt8) {
            digits += byte &- 48 < 10 ? 1 : 0
            letters += (byte | 0x20) &- 97 < 26 || byte >= 0x80 ? 1 : 0
            spaces += byte == 32 ? 1 : 0
            at += byte == UInt8(ascii: "@") ? 1 : 0
        }

        /// Whether it is more than a short number or a word.
        func mayBeWritten(_ count: Int) -> Bool {
            at > 0 || digits >= 8 || letters > 0 && digits > 0 && count >= 8 || spaces > 0 && letters >= 4
        }
    }

    private static func isWritten(
        _ bytes: Span<UInt8>,
        _ name: Range<Int>,
        _ value: Range<Int>,
        _ content: Content,
        _ isForeign: Bool
    ) -> Bool {
        if isForeign { return content.letters + content.digits >= 4 }
        guard bytes[value.lowerBound] != UInt8(ascii: "{"), !isAddressOfFormat(bytes, value),
            !isMeasure(bytes, value), !isCode(bytes, value)
        else { return false }
        // Identifiers that programs give to lists and shapes.
        if starts(bytes, value, "list") && content.digits + 4 == value.count || starts(bytes, value, "_x0000_") {
            return false
        }
        let name = name.map { bytes[$0] }
        if formal.contains(name) || name.suffix(9).elementsEqual("tyle-name".utf8) { return false }
        // Names, which programs give by the number, and numbers of objects.
        guard names.contains(name) || name.suffix(5).elementsEqual("-name".utf8) else { return true }
        return content.at > 0 || content.digits > 10 || content.digits >= 8 && content.digits < value.count
    }

    // MARK: Namespaces

    /// Prefixes of namespaces that documents of Office and OpenDocument have, and those that programs make up by numbers.
    private static let usual = Set(
        """
        w w10 w14 w15 w16 w16cex w16cid w16du w16se w16sdtdh w16sdtfl wne wp wp14 wpc wpg wpi wps r rel v o mc m c c14 c15 c16 c16r2 c16r3 cx \
        a a14 a15 a16 asvg pic dgm dsp p p14 p15 p16 p188 p216 x x14 x14ac x15 x15ac x16 x16r2 x18 xcalcf xda xdr xlrd xlrd2 xm xne xr xr2 xr3 \
        xr6 xr9 xr10 xxl x12ac tc ve vt xml xmlns dc dcterms dcmitype xsi cp ds b sl st lc cdr wetp we we14 thm15 ahyp am3d aink inkml iact \
        oel pvml sxl msink emma office text table draw fo xlink meta number svg chart dr3d math form script ooo ooow oooc dom xforms xsd xhtml \
        grddl officeooo tableooo drawooo calcext loext field formx css3t style presentation config smil anim db manifest rpt of dlg library VL \
        ss html rdf sip sodipodi inkscape aml wx wsp wpsCustomData
        """.split(separator: " ").map { Array($0.utf8) }
    )

    private static func isUsual(_ bytes: Span<UInt8>, _ prefix: Range<Int>) -> Bool {
        if prefix.count == 1 {
            switch bytes[prefix.lowerBound] {
            case UInt8(ascii: "w"), UInt8(ascii: "r"), UInt8(ascii: "v"), UInt8(ascii: "o"), UInt8(ascii: "a"),
                UInt8(ascii: "p"), UInt8(ascii: "c"), UInt8(ascii: "m"), UInt8(ascii: "x"):
                return true
            default: break
            }
        }
        let prefix = prefix.map { bytes[$0] }
        return usual.contains(prefix)
            || prefix.count > 2 && prefix.starts(with: "ns".utf8) && prefix.dropFirst(2).allSatisfy { $0 &- 48 < 10 }
    }

    /// Whether an attribute that begins at `start` declares a namespace.
    private static func isNamespace(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        xmlns.indices.allSatisfy { start + $0 < bytes.count && bytes[start + $0] == xmlns[$0] }
    }

    private static let xmlns = Array("xmlns".utf8)

    private static func isSame(_ bytes: Span<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard left.count == right.count else { return false }
        for offset in 0..<left.count where bytes[left.lowerBound + offset] != bytes[right.lowerBound + offset] {
            return false
        }
        return true
    }

    // MARK: Values

    private static func starts(_ bytes: Span<UInt8>, _ value: Range<Int>, _ word: String) -> Bool {
        var index = value.lowerBound
        for byte in word.utf8 {
            guard index < value.upperBound, bytes[index] == byte else { return false }
            index += 1
        }
        return true
    }

    private static let addresses = [
        "http://schemas.", "http://purl.oc", "http://www.w3.org", "urn:schemas", "urn:oasis",
    ]
    .map { Array($0.utf8) }

    private static func isAddressOfFormat(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        guard bytes[value.lowerBound] == UInt8(ascii: "h") || bytes[value.lowerBound] == UInt8(ascii: "u") else {
            return false
        }
        return addresses.contains { address in
            address.count <= value.count && address.indices.allSatisfy { bytes[value.lowerBound + $0] == address[$0] }
        }
    }

    private static let units = Set(["cm", "mm", "in", "pt", "px", "em", "pc", "ex", "twip"].map { Array($0.utf8) })

    /// Whether a value is numbers with units, or a date: each word of letters in it is a unit, and each number has one.
    private static func isMeasure(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        var word: [UInt8] = []
        var units = 0
        for index in value {
            let byte = bytes[index]
            if (byte | 0x20) &- 97 < 26 {
                word.append(byte)
                continue
            }
            if !word.isEmpty {
                guard Self.units.contains(word) else { return isDate(bytes, value) }
                units += 1
            }
            word = []
            guard byte &- 48 < 10 || ".,-+ %*#".utf8.contains(byte) else { return isDate(bytes, value) }
        }
        return word.isEmpty ? units > 0 || isDate(bytes, value) : Self.units.contains(word) || isDate(bytes, value)
    }

    /// Whether it is a date of ISO 8601, or a length of time.
    private static func isDate(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        guard value.count <= 35 else { return false }
        let text = value.map { bytes[$0] }
        if text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") {
            return text.allSatisfy { $0 &- 48 < 10 || "-:.TZ+".utf8.contains($0) }
        }
        return text.first == UInt8(ascii: "P")
            && text.dropFirst().allSatisfy { $0 &- 48 < 10 || "DTHMS.,".utf8.contains($0) }
    }

    /// Whether it is a number of eight hexadecimal digits, such as programs give to paragraphs, an identifier of that kind, or where cells lie.
    private static func isCode(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        var hexadecimal = 0
        var dashes = 0
        var marks = 0
        var small = 0
        for index in value {
            let byte = bytes[index]
            if byte &- 48 < 10 || (byte | 0x20) &- 97 < 6 { hexadecimal += 1 }
            if byte == UInt8(ascii: "-") { dashes += 1 }
            if "$:.!".utf8.contains(byte) { marks += 1 }
            if byte &- 97 < 26 || byte == 32 || byte == UInt8(ascii: "@") { small += 1 }
        }
        if hexadecimal == value.count, value.count <= 8 { return true }
        if dashes == 4, value.count == 36, hexadecimal == 32 { return true }
        return marks > 0 && small == 0 && value.count <= 32
    }

    /// Attributes that hold what formats define: shapes, fonts, revisions, sums, versions and what belongs to them.
    private static let formal = Set(
        """
        Ignorable ProcessContent Requires MustUnderstand schemaLocation typeface ascii hAnsi cs eastAsia ea latin panose altName font-name \
        rsidR rsidRPr rsidP rsidRDefault rsidSect rsidTr rsidDel paraId textId durableId uid uuid guid id-ref date dateUtc dt created modified \
        style path adj formulas points viewBox d coordsize coordorigin wrapcoords strokecolor fillcolor gfxdata eqn polar xrange yrange from to \
        control1 control2 limo textboxrect connectlocs connectangles sqref ref ref3D spans r1 r2 activeCell topLeftCell dimension hash salt \
        hashValue saltValue algorithmName cryptProviderType spinCount appName lastEdited lowestEdited rupBuild clsid classid xpath-default \
        content-type part-name transform gradientTransform stroke-dasharray dasharray prstDash custDash enhanced-path text-areas glue-points \
        modifiers cell-range-address base-cell-address end-cell-address cell-range target-range-address source-cell-range-addresses \
        label-cell-address values-cell-range-address list-id style-name-ref font-family font-family-asian font-family-complex \
        font-family-generic font-style-name font-pitch font-charset data-style-name parent-style-name master-page-name page-layout-name \
        next-style-name list-style-name start-color end-color generator condition-ref mime-type media-type layoutId loTypeId qsTypeId csTypeId \
        minVer ver modelId parTransId sibTransId presId srcId destId cxnId presStyleLbl presName presAssocID pri cat svg-string columnstyle \
        themeColor themeFill themeFillShade themeTint themeShade font-name-asian font-name-complex border border-left border-right border-top \
        border-bottom border-line-width border-line-width-top border-line-width-bottom border-line-width-left border-line-width-right shadow \
        text-shadow text-position print color color2 fillcolor2 strokecolor2 PartName full-path rev prefixMappings fmtid bmkName formatCode numFmt stroke-linejoin last-modified digest
        """.split(separator: " ").map { Array($0.utf8) }
    )

    /// Attributes that hold names which programs give, or words from long lists.
    private static let names = Set(
        """
        val name id idref ID type prst uri lang styleId styleName style-id spid shapeid ShapeID ObjectID presetClass filter macro presetID \
        shape control name-ref display-name key ref-name change-id region-name range-name end-name country script-type event-name use-header-name \
        use-footer-name use-date-time-name class class-names layer num-letter-sync formula number-format tgtFrame target-frame-name
        """.split(separator: " ").map { Array($0.utf8) }
    )
}

extension XMLReader {
    /// Calls `body` with the local name and the value of each attribute of the element that has just begun that looks written by people.
    func forEachStray(_ body: (String, [UInt8]) -> Void) {
        let buffer = buffer
        StrayAttributes.find(in: buffer.span, tag) { name, value in
            body(String(decoding: buffer[name], as: UTF8.self), XMLReader.unescaped(buffer[value]))
        }
    }
}
