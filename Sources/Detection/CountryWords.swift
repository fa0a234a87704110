/// Countries as labels name them: `UK passport number`, `passport no. (DE)`.
enum CountryWords {
    /// The country of an identifier by its id, such as `GERMANY_` and what follows; `nil` for none.
    static func country(ofIdentifier id: String) -> String? {
        let sign = UInt8(ascii: "_")
        guard let end = id.utf8.firstIndex(of: sign) else { return nil }
        if let code = prefixes[String(id[..<end])] { return code }
        let second = id.utf8[end...].dropFirst().firstIndex(of: sign)
        return second.flatMap { prefixes[String(id[..<$0])] }
    }

    /// The country's code for every name of one or two words that ids begin with.
    private static let prefixes: [String: String] = Dictionary(
        names.flatMap { entry in entry.prefixes.map { ($0, entry.code) } },
        uniquingKeysWith: { first, _ in first }
    )

    /// The codes of the countries that the label before `value` names.
    ///
    /// - Parameters:
    ///   - value: Where the value begins.
    ///   - bytes: The text.
    /// - Returns: Codes of ISO 3166-1, in any order.
    /// - Complexity: O(*n*) in the length of the label; allocates a string for each of its words.
    static func countries(inLabelBefore value: Int, in bytes: Span<UInt8>) -> Set<String> {
        var start = value
        var lineEnds = 0
        while start > 0, value - start < Surroundings.labelReach {
            let byte = bytes[start - 1]
            if byte == 10 {
                lineEnds += 1
                // The line above counts for a value that begins its own.
                if lineEnds > 1 || (start..<value).contains(where: { isLetter(bytes[$0]) }) { break }
            }
            if byte == UInt8(ascii: ";") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: ",") { break }
            // Nor does a sentence before this one name it: `(Norge). Kennitala: `.
            let isStop = byte == UInt8(ascii: ".") && start > 1 && bytes[start - 2] == UInt8(ascii: ")")
            if isStop, start < value, bytes[start] == 32 { break }
            start -= 1
        }
        return countries(in: bytes, start..<value)
    }

    /// The codes of the countries that a name of a column names.
    static func countries(in name: Span<UInt8>) -> Set<String> { countries(in: name, 0..<name.count) }

    private static func countries(in bytes: Span<UInt8>, _ range: Range<Int>) -> Set<String> {
        var found: Set<String> = []
        var previous = ""
        var index = range.lowerBound
        while index < range.upperBound {
            guard isLetter(bytes[index]) else {
                index += 1
                continue
            }
            let wordStart = index
            index += 1
            // A hump of camel case begins a word too.
            while index < range.upperBound, isLetter(bytes[index]),
                !(bytes[index] &- 65 < 26 && bytes[index - 1] &- 97 < 26)
            {
                index += 1
            }
            let word = String(decoding: (wordStart..<index).map { bytes[$0] }, as: UTF8.self)
            let isInBrackets =
                wordStart > 0 && bytes[wordStart - 1] == UInt8(ascii: "(") && index < bytes.count
                && bytes[index] == UInt8(ascii: ")")
            if word.utf8.count <= 3 {
                let isCode = ["UK", "US", "USA", "GB", "UAE"].contains(word) || isInBrackets
                if isCode, let code = codes[word] { found.insert(code) }
            } else {
                let lower = word.lowercased()
                if let code = words[lower] ?? words[previous + " " + lower] { found.insert(code) }
            }
            previous = word.lowercased()
        }
        return found
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 || byte >= 0x80 }

    /// A country: its code, the prefixes of its identifiers, and its names and adjectives.
    private struct Country {
        var code: String
        var prefixes: [String]
        var words: [String]

        init(_ code: String, _ prefixes: [String], _ words: [String]) {
            (self.code, self.prefixes, self.words) = (code, prefixes, words)
        }
    }

    private static let words: [String: String] = {
        var words: [String: String] = [:]
        for country in names { for word in country.words { words[word] = country.code } }
        return words
    }()

    /// Codes of two and three letters.
    private static let codes: [String: String] = {
        var codes = [
            "UK": "GB", "USA": "US", "UAE": "AE", "GBR": "GB", "DEU": "DE", "FRA": "FR", "ITA": "IT", "ESP": "ES",
        ]
        for country in names { codes[country.code] = country.code }
        return codes
    }()

    private static let names: [Country] = [
        Country("AR", ["ARGENTINA"], ["argentina", "argentine", "argentinian"]),
        Country("AT", ["AUSTRIA"], ["austria", "austrian", "österreich", "österreichische", "österreichischer"]),
        Country("AU", ["AUSTRALIA"], ["australia", "australian"]),
        Country("BE", ["BELGIUM"], ["belgium", "belgian", "belgië", "belgique", "belge"]),
        Country("BG", ["BULGARIA"], ["bulgaria", "bulgarian"]),
        Country("BR", ["BRAZIL"], ["brazil", "brazilian", "brasil"]),
        Country("CA", ["CANADA"], ["canada", "canadian"]),
        Country("CH", ["SWITZERLAND"], ["switzerland", "swiss", "schweiz", "suisse", "svizzera"]),
        Country("CL", ["CHILE"], ["chile", "chilean"]), Country("CN", ["CHINA"], ["china", "chinese"]),
        Country("CO", ["COLOMBIA"], ["colombia", "colombian"]),
        Country("CY", ["CYPRUS"], ["cyprus", "cypriot"]),
        Country("CZ", ["CZECHIA", "CZECH_REPUBLIC"], ["czechia", "czech"]),
        Country("DE", ["GERMANY"], ["germany", "german", "deutschland", "deutsche", "deutscher"]),
        Country("DK", ["DENMARK"], ["denmark", "danish", "danmark", "dansk"]),
        Country("EE", ["ESTONIA"], ["estonia", "estonian"]),
        Country("ES", ["SPAIN"], ["spain", "spanish", "españa", "español", "española"]),
        Country("FI", ["FINLAND"], ["finland", "finnish", "suomi"]),
        Country("FR", ["FRANCE"], ["france", "french", "français", "française"]),
        Country("GB", ["UK"], ["united kingdom", "british", "britain", "england"]),
        Country("GR", ["GREECE"], ["greece", "greek"]), Country("HK", ["HONG_KONG"], ["hong kong"]),
        Country("HR", ["CROATIA"], ["croatia", "croatian"]),
        Country("HU", ["HUNGARY"], ["hungary", "hungarian"]),
        Country("IE", ["IRELAND"], ["ireland", "irish"]), Country("IL", ["ISRAEL"], ["israel", "israeli"]),
        Country("IN", ["INDIA"], ["india", "indian"]), Country("IS", ["ICELAND"], ["iceland", "icelandic"]),
        Country("IT", ["ITALY"], ["italy", "italian", "italia", "italiano", "italiana"]),
        Country("JP", ["JAPAN"], ["japan", "japanese"]),
        Country("KR", ["SOUTH_KOREA"], ["korea", "korean"]),
        Country("LT", ["LITHUANIA"], ["lithuania", "lithuanian"]),
        Country("LU", ["LUXEMBOURG"], ["luxembourg"]), Country("LV", ["LATVIA"], ["latvia", "latvian"]),
        Country("MT", ["MALTA"], ["malta", "maltese"]), Country("MX", ["MEXICO"], ["mexico", "mexican", "méxico"]),
        Country("NL", ["NETHERLANDS"], ["netherlands", "dutch", "nederland", "nederlands"]),
        Country("NO", ["NORWAY"], ["norway", "norwegian", "norge", "norsk"]),
        Country("NZ", ["NEW_ZEALAND"], ["new zealand"]),
        Country("PL", ["POLAND"], ["poland", "polish", "polska", "polski"]),
        Country("PT", ["PORTUGAL"], ["portugal", "portuguese"]),
        Country("RO", ["ROMANIA"], ["romania", "romanian"]), Country("RS", ["SERBIA"], ["serbia", "serbian"]),
        Country("RU", ["RUSSIA"], ["russia", "russian"]),
        Country("SE", ["SWEDEN"], ["sweden", "swedish", "sverige", "svensk"]),
        Country("SG", ["SINGAPORE"], ["singapore"]), Country("SI", ["SLOVENIA"], ["slovenia", "slovenian"]),
        Country("SK", ["SLOVAKIA"], ["slovakia", "slovak"]), Country("TH", ["THAILAND"], ["thailand", "thai"]),
        Country("TR", ["TURKIYE"], ["turkey", "türkiye", "turkish"]), Country("TW", ["TAIWAN"], ["taiwan"]),
        Country("UA", ["UKRAINE"], ["ukraine", "ukrainian"]),
        Country("US", ["USA", "US"], ["united states", "american", "america"]),
        Country("ZA", ["SOUTH_AFRICA"], ["south africa", "south african"]),
    ]
}
