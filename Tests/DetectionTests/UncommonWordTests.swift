import Identifiers
import Testing

@testable import Detection

/// Words that no program is written of are passwords beside the label of one.
@Suite struct UncommonWordTests {
    private static func found(_ text: String) throws -> [String] {
        try TextFinds.credentials.finds(in: text, mayBeTable: true).filter { $0.confidence > .low }.map(\.value)
    }

    @Test(arguments: [
        ("MARIADB_ROOT_PASSWORD: Pflaumenmus\n", "Pflaumenmus"), ("ENV SMTP_PASS=tintenfisch8\n", "tintenfisch8"),
        ("'PASSWORD': 'popcorn_suess', 'HOST': '127.0.0.1'", "popcorn_suess"),
        ("password=\"misthaufen 88\"\n", "misthaufen 88"), ("secret: funkloch\n", "funkloch"),
        ("auth: {postgresPassword: Elefantenrunde, replicas: 2}\n", "Elefantenrunde"),
        ("Het wachtwoord van de kluis-app is tijdelijk fietsbel42, graag wijzigen\n", "fietsbel42"),
        ("Login service, PW vorlauf55\n", "vorlauf55"), ("con la clave azafran2024.\n", "azafran2024"),
        ("Heslo k wifi v kuchyni: knedlik-knedlik\n", "knedlik-knedlik"),
        ("super password level 3 simple Pumpe3x\n", "Pumpe3x"),
        ("snmp-agent community read cipher wasserwerk_lesen\n", "wasserwerk_lesen"),
        ("the wifi password is HafenblickKaffee\n", "HafenblickKaffee"),
        ("Passordet til NAS-en er Fiskeboller-Saus.\n", "Fiskeboller-Saus"),
        ("jwt_secret: 'bullauge-kombuese'\n", "bullauge-kombuese"),
        ("Const DB_PWD As String = \"frietsaus\"\n", "frietsaus"),
        ("let pw = env::var(\"SMTP_PW\").unwrap_or(\"Briefumschlag\".to_string());\n", "Briefumschlag"),
    ])
    func theyAreFound(_ text: String, _ value: String) throws {
        #expect(try Self.found(text) == [value])
    }

    @Test(arguments: [
        "password: required\n", "\"password\": \"Wachtwoord\",\n", "\"password\": \"Şifre\",\n", "password = getpass\n",
        "kennwort = eingabe_lesen\n",
        "* src/passwd.c: Reindent\n", "the problem was identified by Siarhei\n", "password (Dmitry, in 2009)\n",
        "passwords: subelements.\n", "'Secret' => 'Segreto',\n", "passwd: botocore.configloader\n",
        "the password is PostgreSQL\n", "jwt_secret: session-cookie\n", "Const DB_PWD As String = \"\"\n",
        "Das Passwort ist rollenbasiert-verteilt\n",
        "Das Passwort ist abgelaufen\n", "user,password,role\nutente,użytkownik,admin\n",
    ])
    func otherWordsAreNone(_ text: String) throws {
        #expect(try Self.found(text).isEmpty)
    }

    @Test(arguments: [
        ("[options]\nadmin_passwd = Ananaspresse\n", "Ananaspresse"),
        ("[dwh]\nServer=10.1.2.3\nUID=report\nPWD=Zahlenkolonne\n", "Zahlenkolonne"),
        ("db.connect(user: \"ruche\", password: \"miel de sapinette\")", "miel de sapinette"),
        ("carol : PSK\npsk = \"Zwischen den Jahreszeiten\"\n", "Zwischen den Jahreszeiten"),
        ("ansible_winrm_password=\"Ersatzrad.Kofferraum\"\n", "Ersatzrad.Kofferraum"),
        ("ansible_become_pass: Tannenzapfen\n", "Tannenzapfen"),
        ("Strato Kundennr 41, Passwort Hosting&Kuchen\n", "Hosting&Kuchen"),
        ("{\"username\":\"mk\",\"key\":\"9f8a41d27cb6e05392d8b7a1c4e6f013\"}", "9f8a41d27cb6e05392d8b7a1c4e6f013"),
    ])
    func whatStandsAroundThemTells(_ text: String, _ value: String) throws {
        #expect(try Self.found(text) == [value])
    }

    @Test(arguments: [
        "import x\nadmin_passwd = eingabefeld\n", "the users ask\npassword=\"Kennwort der Nebelkammer\"\n",
        "all superusers: none\npassword=\"Kennwort der Nebelkammer\"\n",
        "\"password\": \"Bitte Zugangscode eingeben\",\n",
        "\"user\": \"Benutzer\", \"password\": \"Neues Passwort wiederholen\"", "password=\"Resource.String\"\n",
        "\"integrity\": \"sha512-Vx82kQpl77RtVx82kQpl77RtVx82kQpl77RtVx82kQpl77Rt==\", \"token\": 1",
    ])
    func whatStandsAroundThemTellsThatTheyAreNone(_ text: String) throws {
        #expect(try Self.found(text).isEmpty)
    }

    @Test func cellsBelowThatNameAreWords() throws {
        let table =
            "Dienst,Benutzer,Passwort,Bemerkung\nHomepage,u88417,Tor!Tor!Tor!,\nPlatzbelegung,admin,kunstrasen,\n"
        #expect(try Self.found(table) == ["Tor!Tor!Tor!", "kunstrasen"])
    }
}
