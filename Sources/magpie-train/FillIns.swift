/// What stands in braces in templates: names, dates, amounts.
///
/// All of it is invented.
struct FillIns {
    private let language: String

    init(language: String) { self.language = language }

    private static let firstNames = [
        "en": [
            "Alice", "Robert", "Grace", "Daniel", "Emily", "Oliver", "Hannah", "Jack", "Sophie", "Martin", "Priya",
            "Omar",
        ],
        "de": [
            "Anna", "Jürgen", "Katrin", "Lukas", "Sabine", "Moritz", "Heike", "Jonas", "Petra", "Ali", "Ute", "Felix",
        ],
        "fr": ["Camille", "Julien", "Élodie", "Antoine", "Manon", "Hugo", "Chloé", "Mathieu"],
        "es": ["Lucía", "Javier", "Carmen", "Diego", "Elena", "Pablo", "Marta", "Sergio"],
        "it": ["Giulia", "Marco", "Chiara", "Luca", "Francesca", "Matteo", "Paola", "Davide"],
        "nl": ["Sanne", "Daan", "Femke", "Bram", "Lotte", "Jeroen", "Anouk", "Thijs"],
    ]
    private static let lastNames = [
        "en": [
            "Turner", "Hughes", "Bennett", "Okafor", "Sharma", "Walsh", "Collins", "Reed", "Foster", "Hayes", "Khan",
        ],
        "de": ["Schneider", "Vogel", "Brandt", "Yılmaz", "Hofmann", "Krüger", "Lindner", "Busch", "Winkler", "Seidel"],
        "fr": ["Lefèvre", "Moreau", "Girard", "Fontaine", "Rousseau", "Bonnet", "Mercier"],
        "es": ["García", "Ortega", "Navarro", "Iglesias", "Vidal", "Romero", "Castillo"],
        "it": ["Rossi", "Ferrari", "Conti", "Marini", "Greco", "Bianchi", "Villa"],
        "nl": ["de Vries", "Bakker", "van Dijk", "Visser", "Smit", "Mulder", "Bos"],
    ]
    private static let companies = [
        "en": ["Harbour & Finch", "Northgate Supplies", "Bluebell Services", "Oakfield Partners", "Summit Tools"],
        "de": ["Nordlicht Technik", "Bergmann & Söhne", "Rheinblick Handel", "Muster Bau", "Sonnenhof Pflege"],
        "fr": ["Ateliers du Rhône", "Lumière Conseil", "Maison Delta"],
        "es": ["Talleres Sol", "Grupo Ribera", "Casa Norte"],
        "it": ["Officine Alba", "Studio Ponte", "Servizi Lago"],
        "nl": ["De Linde", "Waterland Advies", "Kroon Techniek"],
    ]
    private static let endings = [
        "en": ["Ltd", "Inc.", "LLC", "plc"], "de": ["GmbH", "AG", "GmbH & Co. KG", "e. K."], "fr": ["SARL", "SAS"],
        "es": ["S.L.", "S.A."], "it": ["S.r.l.", "S.p.A."], "nl": ["B.V.", "V.O.F."],
    ]
    private static let cities = [
        "en": ["Leeds", "Boston", "Bristol", "Denver", "Dublin", "Portland"],
        "de": ["Kassel", "Bremen", "Linz", "Bonn", "Ulm"],
        "fr": ["Lyon", "Nantes", "Lille"], "es": ["Sevilla", "Bilbao", "Murcia"], "it": ["Torino", "Bari", "Verona"],
        "nl": ["Utrecht", "Zwolle", "Gent"],
    ]
    private static let streets = [
        "en": ["Mill Lane", "High Street", "Oak Avenue", "Station Road"],
        "de": ["Gartenweg", "Lindenstraße", "Am Markt"],
        "fr": ["rue des Lilas", "avenue Foch"], "es": ["calle Mayor", "avenida del Mar"],
        "it": ["via Roma", "corso Italia"],
        "nl": ["Dorpsstraat", "Kerkweg"],
    ]
    private static let countries = [
        "en": ["United Kingdom", "Ireland", "United States"], "de": ["Deutschland", "Österreich", "Schweiz"],
        "fr": ["France", "Belgique"], "es": ["España", "México"], "it": ["Italia"], "nl": ["Nederland", "België"],
    ]
    private static let months = [
        "en": [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November",
            "December",
        ],
        "de": [
            "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
            "Dezember",
        ],
        "fr": [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
            "décembre",
        ],
        "es": ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre"],
        "it": [
            "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
        ],
        "nl": ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober"],
    ]
    private static let words = [
        "en": [
            "table", "garden", "paper", "window", "river", "bottle", "engine", "market", "letter", "cable", "stone",
            "lamp",
        ],
        "de": [
            "Tisch", "Garten", "Papier", "Fenster", "Fluss", "Flasche", "Motor", "Markt", "Brief", "Kabel", "Stein",
        ],
        "fr": ["table", "jardin", "papier", "fenêtre", "rivière", "moteur", "lampe"],
        "es": ["mesa", "jardín", "papel", "ventana", "río", "motor", "lámpara"],
        "it": ["tavolo", "giardino", "carta", "finestra", "fiume", "motore", "lampada"],
        "nl": ["tafel", "tuin", "papier", "raam", "rivier", "motor", "lamp"],
    ]

    private func list(_ table: [String: [String]]) -> [String] { table[language] ?? table["en"] ?? [""] }

    /// What stands for a name in braces; `nil` when there is none of it.
    func value(_ name: Substring, _ random: inout SeededGenerator) -> String? {
        let parts = name.split(separator: ":", maxSplits: 1)
        let argument = parts.count == 2 ? parts[1] : nil
        switch parts.first ?? "" {
        case "first": return random.pick(list(FillIns.firstNames))
        case "last": return random.pick(list(FillIns.lastNames))
        case "name": return "\(random.pick(list(FillIns.firstNames))) \(random.pick(list(FillIns.lastNames)))"
        case "company": return "\(random.pick(list(FillIns.companies))) \(random.pick(list(FillIns.endings)))"
        case "city": return random.pick(list(FillIns.cities))
        case "street": return street(&random)
        case "postcode":
            return language == "en"
                ? "\(id(2, &random))\(number(1, &random)) \(number(1, &random))AB" : number(5, &random)
        case "country": return random.pick(list(FillIns.countries))
        case "month": return random.pick(list(FillIns.months))
        case "word": return random.pick(list(FillIns.words))
        case "date": return date(isISO: argument == "iso", &random)
        case "year": return String(2005 + random.below(22))
        case "time": return "\(two(random.below(24))):\(two(random.below(60)))"
        case "percent": return "\(random.below(100))\(decimal)\(random.below(10)) %"
        case "amount": return amount(&random)
        case "n": return count(argument ?? "3", &random)
        case "phone": return "+\(10 + random.below(80)) \(number(3, &random)) \(number(6, &random))"
        case "email":
            let user = "\(random.pick(list(FillIns.firstNames))).\(random.pick(list(FillIns.lastNames)))".lowercased()
            return "\(user.replacing(" ", with: ""))@example.\(random.pick(["com", "org", "net"]))"
        case "id": return id(Int(argument ?? "8") ?? 8, &random)
        case "hex": return characters("0123456789abcdef", argument, &random)
        case "b64": return characters(FillIns.base64, argument, &random)
        case "iban":
            return
                "\(random.pick(["DE", "FR", "GB", "NL"]))\(number(2, &random)) \(number(4, &random)) \(number(8, &random))"
        case "password": return password(&random)
        default: return nil
        }
    }

    private static let base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    private var decimal: String { language == "en" ? "." : "," }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private func number(_ digits: Int, _ random: inout SeededGenerator) -> String {
        (0..<max(1, min(digits, 40))).map { $0 == 0 ? String(1 + random.below(9)) : String(random.below(10)) }.joined()
    }

    private func count(_ argument: Substring, _ random: inout SeededGenerator) -> String {
        let bounds = argument.split(separator: "-").compactMap { Int($0) }
        if bounds.count == 2, bounds[0] <= bounds[1] {
            return String(bounds[0] + random.below(bounds[1] - bounds[0] + 1))
        }
        return number(bounds.first ?? 3, &random)
    }

    private func characters(_ alphabet: String, _ count: Substring?, _ random: inout SeededGenerator) -> String {
        let alphabet = Array(alphabet)
        return String((0..<min(Int(count ?? "32") ?? 32, 400)).map { _ in random.pick(alphabet) })
    }

    private func id(_ count: Int, _ random: inout SeededGenerator) -> String {
        characters("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", Substring(String(count)), &random)
    }

    private func street(_ random: inout SeededGenerator) -> String {
        let name = random.pick(list(FillIns.streets))
        let house = 1 + random.below(180)
        return language == "en" || language == "fr" ? "\(house) \(name)" : "\(name) \(house)"
    }

    private func date(isISO: Bool, _ random: inout SeededGenerator) -> String {
        let (day, month, year) = (1 + random.below(28), 1 + random.below(12), 2005 + random.below(22))
        if isISO { return "\(year)-\(two(month))-\(two(day))" }
        let names = list(FillIns.months)
        switch (language, random.below(3)) {
        case ("en", 0): return "\(day) \(names[(month - 1) % names.count]) \(year)"
        case ("en", 1): return "\(names[(month - 1) % names.count]) \(day), \(year)"
        case ("en", _): return "\(two(month))/\(two(day))/\(year)"
        case ("de", 0): return "\(day). \(names[month - 1]) \(year)"
        case (_, 0): return "\(day) \(names[(month - 1) % names.count]) \(year)"
        case ("fr", _), ("es", _), ("it", _): return "\(two(day))/\(two(month))/\(year)"
        default: return "\(two(day)).\(two(month)).\(year)"
        }
    }

    private func amount(_ random: inout SeededGenerator) -> String {
        let whole = random.below(3) == 0 ? 1000 + random.below(90_000) : 1 + random.below(999)
        let cents = two(random.below(100))
        guard whole > 999 else { return "\(whole)\(decimal)\(cents)" }
        let rest = whole % 1000
        let group = rest < 10 ? "00\(rest)" : rest < 100 ? "0\(rest)" : "\(rest)"
        let separator = language == "en" ? "," : language == "fr" ? " " : "."
        return "\(whole / 1000)\(separator)\(group)\(decimal)\(cents)"
    }

    private func password(_ random: inout SeededGenerator) -> String {
        switch random.below(3) {
        case 0: "\(random.pick(list(FillIns.words)))\(2000 + random.below(27))\(random.pick(["!", "#", "?", "$"]))"
        case 1: characters(FillIns.base64, "14", &random)
        default: "\(random.pick(list(FillIns.words)))-\(random.pick(list(FillIns.words)))-\(number(2, &random))"
        }
    }
}
