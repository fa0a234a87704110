import Bytes
import Testing

@testable import Detection

/// Names of people are found in prose, behind labels, titles and at the end of letters, and what only looks like one is not.
@Suite struct PersonNameTests {
    private func names(in text: String) throws -> [String] {
        try TextFinds.all.finds(in: text).filter { $0.id == "NAME" }.map(\.value)
    }

    @Test(arguments: [
        ("Gestern rief Thomas Ebert wegen der Rechnung an.", ["Thomas Ebert"]),
        (
            "We met Mrs. Patricia Donnelly, John T. Whitfield and AGNIESZKA NOWAK.",
            [
                "Patricia Donnelly", "John T. Whitfield", "AGNIESZKA NOWAK",
            ]
        ),
        ("Sehr geehrter Herr Dr. med. Wiedemann", ["Wiedemann"]),
        ("Naam: Marieke van den Berg\n", ["Marieke van den Berg"]),
        ("Nom : LEFEBVRE\n", ["LEFEBVRE"]),
        ("Patientin: Krüger, Hannelore, geb.", ["Krüger, Hannelore"]),
        ("{\"contactPerson\": \"Rosa Hollerbach\"}", ["Rosa Hollerbach"]),
        ("<Ansprechpartner>Rosa Hollerbach</Ansprechpartner>", ["Rosa Hollerbach"]),
        ("Mit freundlichen Grüßen\n\nSabine Hollerbach\n", ["Sabine Hollerbach"]),
        ("ФИО: Иванов Сергей", ["Иванов Сергей"]),
        ("Hej Sofia,\n\nditt konto", ["Sofia"]),
        ("x\n  Hallo Sabine!\nwie", ["Sabine"]),
        ("Dear Sabine Hollerbach,\n", ["Sabine Hollerbach"]),
        ("Rekening t.n.v. J. van der Meulen\n", ["J. van der Meulen"]),
        ("Name of applicant:   Olusegun Adeyemi\n", ["Olusegun Adeyemi"]),
        ("氏名：佐藤 健一\n", ["佐藤 健一"]),
        ("good morning, this is Sabine from the office", ["Sabine"]),
        ("hi, I'm Sabine and I have a question", ["Sabine"]),
        ("guten Tag, ich heiße Sabine Hollerbach.", ["Sabine Hollerbach"]),
        ("1. LIND/ROSA MRS  seat 12A", ["LIND/ROSA"]),
        ("x, s/o Mohan Lal Sharma, aged 31", ["Mohan Lal Sharma"]),
        ("salarié FAURESTE Damien, né le 02/03/1984\n", ["FAURESTE Damien"]),
        ("Emp: Sunitarra Bhattakarya   SSN: 536-22-8726\n", ["Sunitarra Bhattakarya"]),
        ("driver Rhiannona Sayersen, SSN 536-22-8726\n", ["Rhiannona Sayersen"]),
        ("acct name Mrs P Tennantshaw\n", ["P Tennantshaw"]), ("Anruf von Fr. Celikora", ["Celikora"]),
        ("Bitte Frau Wuttkenau fragen", ["Wuttkenau"]), ("Votre correspondant : Mme Haddouani", ["Haddouani"]),
        ("he can be reached (wife Sabine).", ["Sabine"]), ("Pat.: ECKHARDTS, Rosemarie   w", ["ECKHARDTS, Rosemarie"]),
        ("Sabine Wuttkenau, Tel. 0421 4976213\n", ["Sabine Wuttkenau"]),
        ("Kontoinhaber/in: Sabine Wuttkenau\nIBAN: DE41292500000034379407\n", ["Sabine Wuttkenau"]),
    ])
    func aNameIsFound(_ text: String, _ expected: [String]) throws {
        #expect(try names(in: text) == expected)
    }

    @Test(arguments: [
        "Wed Jan 12 and Thu Feb 13", "Carson City and Victoria Street", "the Thomas Edison Museum", "Morgan Stanley",
        "Company name: Johnson Controls", "Mr. President, Mr. Speaker", "Max Planck Institut", "Sabine Belegung",
        "Sam Sam", "Hello World,", "Dear Team,", "say hello Sabine, and", "Rua do Almada 12",
        "this is Sabine", "Social Security Number 536-22-8726", "Hotel Bellavistara Palazzorra, Tel. 0421 4976213\n",
        "12 rue Sabine Hollerbach", "Johann Sebastian Bach", "MS Windows",
        "MS Elisabeth, MS Queen Mary", "12 Maple Dr. Wuttkenau",
        "Sabine Rechnung, Platz 3", "CHAPTER, Mark", "it's Jasmine time", "I'm Happy from now on",
        "CD/DVD MR", "x@Thomas Ebert", "/Thomas Ebert", "Thomas Ebert/archive", "Thomas Ebert::new", "Grant Will Rose",
    ])
    func whatIsNobodyIsNot(_ text: String) throws {
        #expect(try names(in: text) == [])
    }

    /// Names that no list has: their letters, and what stands beside them, tell.
    @Test(arguments: [
        ("Yesterday Sabine Bartodziej called about the invoice.", ["Sabine Bartodziej"]),
        ("Patient: Krautwurster, Ottmar, geb.", ["Krautwurster, Ottmar"]),
        ("Assistito: Gervasutto Bartolaccini\n", ["Gervasutto Bartolaccini"]),
        ("Requester: Aurélienne Stockhauserin wrote", ["Aurélienne Stockhauserin"]),
        ("Ann;Bartholomey, Josephine;7\n", ["Bartholomey, Josephine"]),
    ])
    func aNameThatNoListHasIsFound(_ text: String, _ expected: [String]) throws {
        #expect(try names(in: text) == expected)
    }

    @Test(arguments: [
        "Sabine Rechnung kam gestern.", "Thomas Dokumentation und Thomas Anhang", "Sarah Configuration of the server",
        "Peter Function and Martin Parser", "Requester: Internal Error\n", "Patient: Neue Aufnahme\n",
        "Tel. 0561 2204188 Meine Durchwahl\n", "ENTRE LES SOUSSIGNÉS : née le 03/02/1959 à Aurillac\n",
        "Johnson Matthey liefert die Katalysatoren.\n",
    ])
    func otherWordsBesideAGivenNameAreNone(_ text: String) throws {
        #expect(try names(in: text) == [])
    }

    @Test(arguments: [
        ("Umowa z Agatą Kowalską i notatka.", ["Agatą Kowalską"]),
        ("Pismo do Zbigniewa Pawlaka w sprawie.", ["Zbigniewa Pawlaka"]),
        ("Rozmowa z Janem Kowalskim wczoraj.", ["Janem Kowalskim"]),
        ("Wniosek Jana Kowalskiego przyjęto.", ["Jana Kowalskiego"]),
        ("Przekazano Janowi Kowalskiemu akta.", ["Janowi Kowalskiemu"]),
        ("Smlouva Petra Nováka byla podepsána.", ["Petra Nováka"]),
        ("Письмо Ивана Петрова получено.", ["Ивана Петрова"]),
        ("Встреча с Иваном Петровым завтра.", ["Иваном Петровым"]),
        ("Kirje Ainon Korhosen puolesta.", ["Ainon Korhosen"]),
        ("Der Brief von Herrn Krügers Anwalt liegt bei.", ["Krügers"]),
    ])
    func aNameIsFoundInAnyCase(_ text: String, _ expected: [String]) throws {
        #expect(try names(in: text) == expected)
    }

    @Test(arguments: [
        // Endings of two cases, or of no known name.
        "Rozmowa z Janem Kowalskiego wczoraj.", "Nowa Polska i Stara Warszawa", "Ruby Strings and Crystal Reports",
        "Marks Spencers", "Ivana Trumps Tower",
    ])
    func endingsAloneSayNothing(_ text: String) throws {
        #expect(try names(in: text) == [])
    }

    @Test(arguments: [
        ("L'amministratore, dott. Marco Ferri (codice", ["Marco Ferri"]),
        ("Aan: mevrouw S. de Ruijter\n", ["S. de Ruijter"]),
        ("Presenti: Marco Qellani, Giulia Qovarre.\n", ["Marco Qellani", "Giulia Qovarre"]),
        (
            "Veuillez agréer, Madame, Monsieur, l'expression de mes salutations distinguées.\n\nSophie Qellani\n",
            ["Sophie Qellani"]
        ),
    ])
    func whatAnnouncesANameNeedNotStandRightBeforeIt(_ text: String, _ expected: [String]) throws {
        #expect(try names(in: text) == expected)
    }

    @Test(arguments: ["PUK Handy: 83749201", "the DOM Level of the node", "see DOM Ready there"])
    func acronymsAreNobody(_ text: String) throws {
        #expect(try names(in: text) == [])
    }

    @Test func aTitleThatIsAGivenNameAnnouncesNobodyInAProgram() throws {
        #expect(try TextFinds.all.finds(in: "2012-01-26  Don Porter  changed this.", readsProse: false).isEmpty)
    }

    @Test func evidenceSaysThatListsKnowAName() throws {
        var scanner = try Scanner(TextFinds.all.detector, allowing: AllowList())
        var text = TextBuffer(capacity: 64)
        text.append(contentsOf: Array("Gestern rief Thomas Ebert an.".utf8).span)
        #expect(scanner.scan(text, owning: 0..<text.count).matches.map(\.evidence.isKnownName) == [true])
    }

    @Test func aNameIsFoundWhereverAChunkEnds() throws {
        let text = String(repeating: "x ", count: 20) + "Thomas Ebert" + String(repeating: " y", count: 20)
        for edge in 0..<text.utf8.count {
            let parts = [0..<edge, edge..<text.utf8.count]
            let found = try parts.flatMap { try TextFinds.all.finds(in: text, owning: $0).filter { $0.id == "NAME" } }
            #expect(found.map(\.value) == ["Thomas Ebert"], "\(edge)")
        }
    }

    @Test func programsNameTheirAuthors() throws {
        #expect(try TextFinds.all.finds(in: "// Thomas Ebert wrote this.", readsProse: false).isEmpty)
        #expect(
            try TextFinds.all.finds(in: "contact: Thomas Ebert", readsProse: false).map(\.value) == ["Thomas Ebert"]
        )
    }

    @Test func aColumnCalledNameHasSurnamesBesideGivenNames() throws {
        let table = "Nr,Name,Vorname\n1,Engel,Ralf\n2,Schuster,Ilona\n3,Koch,Ute\n"
        #expect(try TextFinds.all.finds(in: table, mayBeTable: true).map(\.value).contains("Schuster"))
        let products = "Nr,Name,Preis\n1,Engel,3\n2,Schuster,4\n3,Koch,5\n"
        #expect(try TextFinds.all.finds(in: products, mayBeTable: true).isEmpty)
    }

    @Test func wordsOfTheNextSentenceSayNothing() throws {
        let text = "It was charged on 03/04/2023. She was born on 11/23/1974."
        #expect(try TextFinds.all.finds(in: text).map(\.value) == ["11/23/1974"])
    }
}
