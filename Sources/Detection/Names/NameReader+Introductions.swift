import Classification

// What people say before their own names.
extension NameReader {
    /// What is said before a name.
    enum Introduction {
        /// Words that only a name of somebody follows.
        case person
        /// Words that much else may follow.
        case anything
    }

    /// What stands before the blank at `blank`, in the languages of most names; `nil` where nobody is introduced.
    func introduction(endingAt blank: Int) -> Introduction? {
        let end = NameReader.end(text[blank - 2], text[blank - 1])
        guard NameReader.phrases.ends[Int(end >> 6)] >> UInt64(end & 63) & 1 != 0 else { return nil }
        for phrase in NameReader.phrases.byEnd[end] ?? [] {
            let start = blank - phrase.text.utf8.count
            if text.holds(phrase.text, at: start), !text.isLetter(start - 1) { return phrase.kind }
        }
        return nil
    }

    /// Whether what follows at `end` is what people say behind their names: where they are from, or that they are calling.
    func isIntroductionEnd(_ end: Int) -> Bool {
        NameReader.followers.contains { text.holds($0, at: end) }
    }

    /// The name that somebody is introduced with: a known given name, and known names behind it.
    func introduced(_ words: [Word], _ introduction: Introduction) -> Range<Int>? {
        guard let first = words.first, let last = words.last, first.kinds.contains(.given), !first.isEveryday,
            first.roles.isEmpty, words.count <= 3, words.allSatisfy({ $0.isInitial || $0.isParticle || !$0.isThing }),
            isClosed(after: last.range.upperBound),
            introduction == .person || isIntroductionEnd(last.range.upperBound)
        else { return nil }
        return first.range.lowerBound..<last.range.upperBound
    }

    private static let followers = [
        " from ", " here", " calling", " speaking", " with ", " aus ", " von ", " vom ", " am apparat", " de ", " du ",
        " da ",
        " van ", " uit ", " från ", " z ",
    ]

    /// The last two bytes of a phrase as one number, letters in lower case.
    private static func end(_ first: UInt8, _ last: UInt8) -> UInt16 {
        func folded(_ byte: UInt8) -> UInt16 { UInt16(byte &- 65 < 26 ? byte | 0x20 : byte) }
        return folded(first) << 8 | folded(last)
    }

    /// The phrases by their last two bytes, and a bit for each such end that there is.
    private static let phrases: (ends: [UInt64], byEnd: [UInt16: [(text: String, kind: Introduction)]]) = {
        let persons = [
            "name is", "i'm", "i\u{2019}m", "i am", "name ist", "ich heiße", "ich heisse", "je m'appelle",
            "je m\u{2019}appelle",
            "me llamo", "nombre es", "mi chiamo", "ik heet", "naam is", "nazywam się", "mam na imię", "nome é",
            "me chamo",
            "jag heter", "jeg heter", "jeg hedder", "jmenuji se",
            // Those who belong to somebody.
            "wife", "husband", "daughter", "son", "mother", "father", "brother", "sister", "spouse", "tochter", "sohn",
            "ehefrau",
            "ehemann", "mutter", "vater", "bruder", "schwester", "mama", "papa", "oma", "opa", "tante", "onkel",
            "fille", "fils",
            "épouse", "époux", "mère", "père", "frère", "sœur", "hija", "hijo", "madre", "padre", "esposa", "esposo",
            "marido",
            "hermano", "hermana", "figlio", "figlia", "moglie", "marito", "dochter", "zoon", "dottern", "sonen",
            "dotter", "datter",
            "sønn", "córka", "żona", "filha", "filho", "mãe", "esposa", "neveu", "nièce", "genro", "nora", "enkelin",
            "enkel",
            "nichte", "neffe", "schwiegertochter", "schwiegersohn", "nachbarin", "nachbar", "oğlu", "kızı", "eşi",
            "poika", "tytär",
            "suprug", "supruga", "sin", "kći", "syn", "dcera", "lánya", "férje", "felesége", "fiul", "fiica", "soția",
            "soțul",
            "mam", "dad", "mum", "mom", "granny", "nan", "neighbour", "carer", "дочь", "сын", "жена", "муж", "дъщеря",
            // Those who end a message.
            "lg", "vg", "vh", "mvh", "hilsen", "groetjes", "bisous", "cheers", "regards", "thanks", "gruß", "grüße",
            "saludos",
        ]
        let others = [
            "it's", "it\u{2019}s", "this is", "hier ist", "hier spricht", "ich bin", "je suis", "soy", "ik ben",
            "jag är", "sono",
        ]
        let all = persons.map { ($0, Introduction.person) } + others.map { ($0, Introduction.anything) }
        let byEnd = Dictionary(grouping: all.map { (text: $0.0, kind: $0.1) }) { phrase in
            let bytes = phrase.text.utf8.suffix(2)
            return end(bytes.first ?? 0, bytes.last ?? 0)
        }
        var ends = [UInt64](repeating: 0, count: 1024)
        for end in byEnd.keys { ends[Int(end >> 6)] |= 1 << UInt64(end & 63) }
        return (ends, byEnd)
    }()
}
