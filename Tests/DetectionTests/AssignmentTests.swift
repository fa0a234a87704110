import Bytes
import BuiltInIdentifiers
import Identifiers
import Testing

@testable import Detection

/// A secret is found wherever its assignment stands, and nothing around it.
@Suite struct AssignmentTests {
    /// What of `text` is taken for a credential, surely enough to be shown.
    private func found(_ text: String) throws -> [String] {
        try TextFinds.credentials.finds(in: text).filter { $0.confidence > .low }.map(\.value)
    }

    @Test(arguments: [
        "db_password                                        = \"§\"\n", "password:                §\n",
        "password := '§'",
        "password ::= \"§\"", "self.password ||= \"§\"", "PASSWORD ?= §\n", "'password' => '§',",
        "if (password == \"§\") {",
        "app --password § --verbose\n", "app --password=§ -v", "app /password:§ /quiet", "[\"--password\", \"§\"]",
        "args: [\"--user=a\", \"--password=§\"]", "docker run -e DB_PASSWORD=§ acme/app:2", "ENV DB_PASSWORD §\n",
        "setx DB_PASSWORD §\n", "machine h login a password §\n", "c.setPassword(\"§\");",
        "map.put(\"password\", \"§\");",
        "<password>§</password>", "<password>\n    §\n</password>", "<entry password=\"§\"/>",
        "<add key=\"DbPassword\" value=\"§\"/>", "<property name=\"password\" value=\"§\"/>",
        "<name>db.password</name>\n<value>§</value>", "<key>Password</key>\n<string>§</string>",
        "- name: DB_PASSWORD\n  value: §\n", "{\"name\": \"DB_PASSWORD\", \"value\": \"§\"}",
        "variable \"db_password\" {\n  type = string\n  default = \"§\"\n}\n",
        "  DbPassword:\n    Type: String\n    Default: §\n", "{\"Env\": [\"A=b\", \"DB_PASSWORD=§\"]}",
        "{\"a\":\"db_password=§\\r\\nB=c\"}", "{\\\"password\\\":\\\"§\\\"}",
        "{\\\\\\\"password\\\\\\\":\\\\\\\"§\\\\\\\"}",
        "x=1&password=§&y=2", "x=1&amp;password=§&amp;y=2", "password%3D§%26y=2", "password=&#34;§&#34;",
        "password: &apos;§&apos;",
        "DB_PASSWORD=${DB_PASSWORD:-§}\n", "password: ${DB_PASSWORD:§}\n",
        "password = os.getenv(\"DB_PASSWORD\", \"§\")",
        "password: process.env.DB_PASSWORD || \"§\",", "password: {{ .Values.password | default \"§\" }}\n",
        "password = ENV['P'] || '§'", "let password: String = \"§\"", "NSString *password = @\"§\";",
        "CREATE USER a IDENTIFIED BY '§';", "ALTER ROLE a PASSWORD '§';", "WITH PASSWORD = N'§'",
        "The password is § now.",
        "Das Passwort lautet: §\n", "Le mot de passe est § .", "La contraseña es §\n", "A senha é §\n",
        "Wachtwoord: §\n",
        "Hasło: §\n", "Пароль: §\n", "パスワード：§\n", "user / password: app / §\n", "pwd: §\n",
        "password: \u{1B}[1m§\u{1B}[0m\n",
        "dbPwd = \"§\"", "\u{0}password=§\u{1}", "Server=h;User Id=a;Password=§;",
        "INFO login user=a password=§ host=b\n",
    ])
    func findsPasswords(_ text: String) throws {
        for value in ["Kx82vQpl77Rt", "wD4TiS9g0uIm"] {
            let text = text.replacing("§", with: value)
            #expect(try found(text) == [value], "\(text)")
        }
    }

    @Test(arguments: [
        ("MARIADB_ROOT_PASSWORD: sh0p_p4ss\n", "sh0p_p4ss"), ("DB_PASSWORD=Winterreifen7\n", "Winterreifen7"),
        ("password=hunter2-Rds-Prod\n", "hunter2-Rds-Prod"),
        ("MINIO_ROOT_PASSWORD=minio-Root-8812\n", "minio-Root-8812"),
        ("password: repl_88112\n", "repl_88112"), ("{\"pwd\": \"tr-Kx-19\"}", "tr-Kx-19"),
        ("the password's sonnenblume99 for now", "sonnenblume99"), ("user app pw Kolibri_2024!\n", "Kolibri_2024!"),
        ("pw for the nas: Kolibri#24\n", "Kolibri#24"), ("password: Frosch.konzert3\n", "Frosch.konzert3"),
        ("A senha da planilha é Goiabada!queijo, usuário", "Goiabada!queijo"),
        ("mount -o user=a,password=M0unt-everest,vers=3", "M0unt-everest"),
        ("MINIO_ROOT_PASSWORD: pinguin-Kolonie\n", "pinguin-Kolonie"),
        ("<password>dyn-Dns.update</password>", "dyn-Dns.update"),
        ("smtp_pass = \"buero-Klammer!\"", "buero-Klammer!"), ("password: salzstange.4\n", "salzstange.4"),
        ("password: \"brieftr4eger\"", "brieftr4eger"), ("login_password: 0berkellner_x\n", "0berkellner_x"),
        ("credentialSecret: \"roter-Knoten-Faden\",", "roter-Knoten-Faden"),
        ("<user_pass perm=\"R\">sip-Gabel41</user_pass>", "sip-Gabel41"),
        ("Sammelkonto extern, Kennwort Gasthof-Krone8, gilt", "Gasthof-Krone8"),
        ("is admin with password dialT0ne-Wren, it", "dialT0ne-Wren"),
        ("Adgangskoden til systemet er rugbroed.Smoer1\n", "rugbroed.Smoer1"),
        ("'passwordsalt' => '6HS+C+rVB1H4LMNTzHwKmMgL2y5pZw',", "6HS+C+rVB1H4LMNTzHwKmMgL2y5pZw"),
        ("Votre mot de passe provisoire Kx82v!Qpl7Rt (à changer)\n", "Kx82v!Qpl7Rt"),
        ("Das Passwort der Besprechungsräume lautet Sonnenblume-2026.", "Sonnenblume-2026"),
    ])
    func findsPasswordsMadeOfWords(_ text: String, _ value: String) throws {
        #expect(try found(text) == [value])
    }

    @Test(arguments: [
        "PASSWORDS = [\"§\", '¶']", "\"passwords\": [\n  \"§\",\n  \"¶\"\n]", "passwords:\n  - §\n  - \"¶\"\n",
        "passwords:\r\n- §\r\n- ¶\r\n",
    ])
    func findsEachOfAList(_ text: String) throws {
        let text = text.replacing("§", with: "Kx82vQpl77Rt").replacing("¶", with: "wD4TiS9g0uIm")
        #expect(try found(text) == ["Kx82vQpl77Rt", "wD4TiS9g0uIm"], "\(text)")
    }

    @Test(arguments: [
        "choose(\"password\", \"Kx82vQpl77Rt\", \"wD4TiS9g0uIm\")", "secrets:\n  - db_password\n  - npm_token\n",
        "passwords:\n  - name: wD4TiS9g0uIm\n", "{\"password\": \"Kx82vQpl77Rt\", \"wD4TiS9g0uIm\": 1}",
    ])
    func whatIsNoListHasOneValueAtMost(_ text: String) throws {
        #expect(try !found(text).contains("wD4TiS9g0uIm"), "\(text)")
    }

    @Test(arguments: [
        "password: utf8_mb4\n", "password: Content-Type\n", "password: user.Password\n", "password: \"x-Api-Key\"",
        "secret \"builder-token-x7k2q\" not found", "token: age1fe5qr6ahcoe7iu67x2wv2b4h1mhzf4vn7pey700z98hnicficvgh\n",
        "password: config.Password2\n", "the password Base64-encoded now",
        "password=user_name1\n",
        "new PSCredential(\"9f31c2d4-0b7a-4e55-8c11-2f6a90b7de12\", $p)", "password: Base64\n",
        "password = sha256_hash\n", "the password hashing algorithm is now Argon2id.",
        "do not ask for password when exporting to PKCS#8",
        "PASS: vers10\nPASS: vers11\n", "PASS: ld-elf/orphan-12\nFAIL: ld-elf/vers15\n",
        "the name of the key: 5D2B05FC633EE3E8 in the example",
        "signing key: d69a84e6bce3d216b979e9505b3e3ef9a7118079: X509",
    ])
    func namesOfThingsAreNoPasswords(_ text: String) throws {
        #expect(try found(text).isEmpty, "\(text)")
    }

    @Test(arguments: [
        "set -gx DB_PASSWORD §\n", "{\"value\": \"§\", \"name\": \"DB_PASSWORD\"}", "- value: §\n  name: DB_PASSWORD\n",
        "<add value=\"§\" key=\"DbPassword\" />", "\"adminPassword\": {\"value\": \"§\"}",
        "{\"DbPassword\": {\"NoEcho\": true, \"Type\": \"String\", \"Default\": \"§\"}}",
        "parser.add_argument('--password', default='§')", "password = ENV.fetch('DB_PASSWORD') { '§' }",
        "CREATE USER a IDENTIFIED BY §;\n", "CREATE USER a IDENTIFIED WITH sha256_password BY '§';",
        "\ndb.password=§(x\nuser=a\n", "Server=h;UID=a;PWD=§<x;Encrypt=True;", "userPassword:: §\n",
        "<td>db_password</td><td>§</td>", "<b>Password:</b> §<br>",
        "{\"t\": \"\\u003cpassword\\u003e§\\u003c/password\\u003e\"}",
        "<arg>&lt;password&gt;§&lt;/password&gt;</arg>",
        "Content-Disposition: form-data; name=\"password\"\r\n\r\n§\r\n--b--",
        "var dbPassword string = \"§\"\n", "{ name: SMTP_PASSWORD, value: '§' }", "<Password value=\"§\"/>",
        "&lt;add key=&quot;DbPassword&quot; value=&quot;§&quot; /&gt;", "rootpw --plaintext §\n", "kim: pw ist §\n",
        "SITE_PASSWORD=§\n", "READ_ONLY_PASSWORD=§\n", "#define WIFI_PASS \"§\"\n", "  user kim insecure-password §\n",
        "- admin password → §\n", "* Password - §\n",
        "password = base64.b64decode('§')\n", "npm config set //r.test/:_password §\n",
        "<setting name=\"DbPassword\" serializeAs=\"String\">\n  <value>§</value>\n</setting>",
        "payload=%7B%22password%22%3A+%22§%22%7D\n", "secret = \"§\"\n",
        "log in with the password § from Monday.", "user kim, pass §\n", "Credentials: kim / §\n",
        "Zugangsdaten: kim / §\n", "Le mot de passe est «\u{A0}§\u{A0}» .", "La clave es § desde hoy.\n",
        "Пароль от сервера: §\n",
        "Новый пароль — §\n", "パスワードは「§」です。\n", "## Server\nuser: kim\npw: §\n",
        "wifi_psk = \"§\"\n", "bindpw §\n",
    ])
    func findsPasswordsInFurtherForms(_ text: String) throws {
        for value in ["Kx82vQpl77Rt", "wD4TiS9g0uIm"] {
            let text = text.replacing("§", with: value)
            #expect(try found(text).contains { $0.contains(value) && $0.count < value.count + 4 }, "\(text)")
        }
    }

    @Test(arguments: [
        "- name: A\n  value: Kx82vQpl77Rt\n- name: DB_PASSWORD\n  valueFrom: x\n",
        "{\"name\": \"A\", \"value\": \"Kx82vQpl77Rt\"}, {\"name\": \"DB_PASSWORD\"}",
        "\"password\": {\"type\": \"string\", \"minLength\": 8}", "parser.add_argument('--password', default=None)",
        "password = lookup(\n  a1b2)\n", "<td>password</td><td>string</td>", "<b>Password:</b> required<br>",
        "with the password from Monday", "the password SHA-256 digest", "password base64-encoded", "pw: str\n",
        "pw = get_pw()\n",
        "fetch(url, { credentials: 'include' })", "Credentials: see vault\n",
        "name=\"password\"\r\n\r\nKx82vQpl77Rt\r\n",
        "<input name=\"authenticity_token\" value=\"Kx82vQpl77RtwD4TiS9g0uImKx82\">",
        "name=\"__RequestVerificationToken\" value=\"Kx82vQpl77RtwD4TiS9g0uImKx82\"",
        "publicKeyToken=\"30ad4fe6b2a6aeed\"",
        "\"cacheKey\": \"0a4bb4c5c945ccc2296bf8edf1dd6d17\"",
        "\"clientToken\": \"5ea5b69b-ab93-41de-ab45-d9ef4efd5399\"",
        "NEXT_PUBLIC_STRIPE_KEY=Kx82vQpl77RtwD4TiS9g0uImKx82",
        "RECAPTCHA_SITE_KEY=6LcKx82vQpl77RtwD4TiS9g0uImKx82vQpl77Rtw",
        "ALGOLIA_SEARCH_ONLY_API_KEY=2a3c49700934481addd5ce16595ef873",
        "clientToken: 'pub2a3c49700934481addd5ce16595ef873'",
        "accessToken = 'pk.eyJ1IjoiYWNtZSIsImEiOiJja3h4MTIzNDUwMDAwMDAw.Kx82vQpl77RtwD4TiS9g0u'",
        "{ apiKey: \"AIzaSyD4f8Kx82vQpl77RtwD4TiS9g0uImKx82v\", authDomain: \"acme.firebaseapp.com\" }",
        "https://maps.googleapis.com/maps/api/js?key=AIzaSyD4f8Kx82vQpl77RtwD4TiS9g0uImKx82v&callback=init",
        "<password required=\"true\"/>\n<x value=\"Kx82vQpl77Rt\"/>", "{ name: DB_PASSWORD, required: true }",
        "var password string = os.Getenv(\"A1b2\")", "rootpw --lock\n", "<td>password</td><td>varchar(255)</td>",
        "password - required2\n", "password = decode(value2)\n",
        "token: token12\n", "mdp: mdp@1a01000 {\n", "printf(\"password: %-31s\", p);", "SN_auth_psk \"AuthPSK\"\n",
        "\"PurchaseToken\": \"eyJ2IjoiMSIsInMiOjEsImMiOi...\"", "MD5_KEY: '144c9defac04969c7bfad8efaa8ea194'",
        "PASS: DWARF2 1\n",
        "<input type=\"password\" name=\"password\"><input type=\"hidden\" name=\"csrf\" value=\"Kx82vQpl77RtwD4TiS9g0uImKx82\">",
        "IDENTIFIED BY :password;", "ALTER USER a IDENTIFIED BY VALUES;", "password :: Text2\n",
    ])
    func leavesWhatIsLikeThem(_ text: String) throws { #expect(try found(text) == [], "\(text)") }

    @Test(arguments: [
        "password = getPassword();", "password: string;", "password: null", "password = ${DB_PASSWORD}\n",
        "password: {{ password }}\n",
        "password: <password>", "password: ********\n", "password = args.password\n",
        "password = os.environ[\"DB_PASSWORD1\"]",
        "password=/run/secrets/db1\n", "password = \"DB_PASSWORD\"", "if (password != null) {",
        "password_hash: 5f4dcc3b5aa765d61d8327deb882cf99",
        "passwordMinLength = 14\n", "password_policy = \"excellent\"", "\"password\": \"Please enter your password\"",
        "password: required|min:8\n",
        "keyboard = \"Kx82vQpl77RtKx82vQpl\"", "monkey: Kx82vQpl77RtKx82vQpl77\n", "compass=Kx82vQpl77Rt\n",
        "nextToken: Kx82vQpl77RtwD4TiS9g0uIm\n", "\"NextPageToken\": \"Kx82vQpl77RtwD4TiS9g0uIm\"",
        "csrf_token: Kx82vQpl77RtwD4TiS9g0uIm\n",
        "publicKey = \"Kx82vQpl77RtwD4TiS9g0uImKx82vQpl77Rt\"", "token_url = \"https://h.test/oauth2/token\"",
        "tokenId: 9f0c5a7b8d6e4f3a\n",
        "secretName: app-database-credentials\n", "api_key = your_api_key_here\n",
        "<input type=\"password\" name=\"password\">",
        "the password must be changed every ninety days", "def f(password, token):", "{password:!0,image:!0,search:!0}",
        "key: \"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKx82vQpl77RtwD4TiS9g0uImKx82vQpl77RtwD4TiS9g0uIm\"",
        "gpg --recv-keys 9F0C5A7B8D6E4F3A9F0C5A7B8D6E4F3A9F0C5A7B", "password = Buffer.from(entry, 'base64')",
        "password = \"password\"",
        "'md5', 'password', 'trust'",
        // A Sealed Secret, which only the cluster opens.
        "encryptedData:\n  password: AgBy" + String(repeating: "3iOJSWKPiTySYZZA9rO43cGDEq", count: 27) + "\n",
    ])
    func leavesEverythingElse(_ text: String) throws { #expect(try found(text) == [], "\(text)") }

    @Test(arguments: [
        "token = \"\\u004b\\u0078\\u0038\\u0032\\u0076\\u0051\\u0070\\u006c\\u0037\\u0037\\u0052\\u0074\\u0039\\u007a\"",
        "password = \"%u004b%u0078%u0038%u0032%u0076%u0051%u0070%u006c%u0037%u0037\"",
        "password: \"&#75;&#120;&#56;&#50;&#118;&#81;&#112;&#108;&#55;&#55;\"",
        "SECRET_KEY = 'r$8k@z!q9w#m2x&v5n%b7c*'",
        "password: !!str Kx82vQpl77Rt\n",
    ])
    func readsWhatIsEscaped(_ text: String) throws { #expect(try found(text).count == 1, "\(text)") }

    @Test func takesOnlyTheValuesOfASecret() throws {
        let text = """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: v1
              kind: Secret
              data:
                one: U1VTWmdvSU12YjNDcTQw
                ca.crt: U1VTWmdvSU12YjNDcTQwU1VTWmdvSU12YjNDcTQw
            - kind: ConfigMap
              data:
                two: YjczR3dQZEc1cXBHZ2NlRA==
            - stringData: {}
              data:
                three: MmpOVG9MVmJmalJlRWJkYTg=
              kind: Secret

            """
        #expect(try found(text) == ["U1VTWmdvSU12YjNDcTQw", "MmpOVG9MVmJmalJlRWJkYTg="])
    }

    /// Each of many Secrets that lie in one another would be looked at to the end; they are a gap instead.
    @Test func looksAtSecretsInProportionToTheText() throws {
        func gaps(_ text: String) throws -> Int {
            var scanner = try Scanner(TextFinds.credentials.detector, allowing: AllowList())
            var buffer = TextBuffer(capacity: text.utf8.count)
            buffer.append(contentsOf: text.utf8Span.span)
            return scanner.scan(buffer, owning: 0..<buffer.count).gaps
        }
        let nested = (0..<300).map { String(repeating: " ", count: $0 % 100) + "kind: Secret\n" }.joined()
        #expect(try gaps(nested) > 0)
        #expect(try gaps(String(repeating: "{\"kind\": \"Secret\", \"a\": ", count: 2_000)) > 0)
        let secret = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  b: U1VTWmdvSU12YjNDcTQw\n"
        #expect(try gaps(Array(repeating: secret, count: 1_000).joined(separator: "---\n")) == 0)
        let object = "{\"kind\": \"Secret\", \"data\": {\"b\": \"U1VTWmdvSU12YjNDcTQw\"}}"
        #expect(try gaps(Array(repeating: object, count: 1_000).joined(separator: ",")) == 0)
    }

    @Test func isNotSlowedByAnyText() throws {
        var longest = Duration.zero
        for text in [
            "password=", "password ", "password:\n  ", "kind: Secret\n", "\"kind\": \"Secret\" {", "password is a ",
        ] {
            let repeated = String(repeating: text, count: 20_000 / text.utf8.count)
            let clock = ContinuousClock()
            longest = max(longest, try clock.measure { _ = try found(repeated) })
        }
        #expect(longest < .seconds(20))
    }
}
