"""Texts in which nothing is sensitive, as they lie on file shares: papers of trade, craft, science and software that tempt a scanner."""

CASES = [
    ("auftragsbestaetigung.txt", """\
Auftragsbestätigung AB-2604417        Ihre Bestellung 4500718833 vom 08.01.2026
Pos  Art.-Nr.        Bezeichnung                   Menge   EP       Gesamt
10   7.063.118-22    Kugelhahn DN25 PN40             12    38,40    460,80
20   0077418803      Dichtsatz EPDM                  12     4,15     49,80
30   GK 5541-93      Handhebel rot                    4     6,02     24,08
Lieferzeit ca. 3 Wochen, Teillieferung möglich. Zolltarifnr. 84818081
"""),
    ("lieferschein_holz.txt", """\
LIEFERSCHEIN 118833
Palette 1   KVH 60x120  5,00 m   44 St   1,584 fm
Palette 2   OSB/3 22 mm 2500x1250  30 St
Palette 3   Lattung 40x60  250 lfm
Ladehilfsmittel: 3 EUR-Pal. getauscht, Stellplatz B 14
Siegel-Nr. 0044170833
"""),
    ("packing_list.csv", """\
carton,sku,desc,qty,gross_kg,hs
1/7,WX-4417-BL,Rain jacket blue M,24,14.20,620193
2/7,WX-4417-BL,Rain jacket blue L,24,14.85,620193
3/7,WX-4418-GR,Rain jacket green S,24,13.70,620193
"""),
    ("bon_commande.txt", """\
Bon de commande n° 2026-01-0441
Réf. 770.418.33  Vis inox A2 M8x40        boîte de 100   x 6
Réf. 770.418.35  Rondelle Ø8              boîte de 500   x 2
Délai : semaine 5. Franco à partir de 250 €.
"""),
    ("albaran.txt", """\
Albarán 26/00417
Lote L2601-4417   Aceite AOVE 5 L    caja 4 ud.    18 cajas
Lote L2512-0883   Vinagre 1 L        caja 12 ud.    6 cajas
Caducidad 30/06/2027. Temperatura ambiente.
"""),
    ("ddt.txt", "DDT n. 441 del 14/01/2026 - causale: vendita - n. colli 7 - peso 418,5 kg - porto franco - targa rimorchio a cura vettore\n"),
    ("zamowienie.csv", "indeks;nazwa;jm;ilość;cena\n4417-08;Łożysko 6205 2RS;szt;40;11,90\n4417-12;Pasek klinowy B-1250;szt;8;23,40\n4420-01;Smar ŁT-43;kg;5;31,00\n"),
    ("orderbekraftelse.txt", "Orderbekräftelse 88417. Artikel 703 418 33 Gångjärn zink 40 st, artikel 703 418 40 Träskruv 5x60 10 ask. Leveransvecka 604.\n"),
    ("nf_itens.csv", "item;cod;ncm;cfop;qtde;vunit\n1;000441708;73181500;5102;200;0,42\n2;000441715;84812090;5102;3;118,90\n"),
    ("siparis.txt", "Sipariş 2026/0441: 12 koli A4 fotokopi kâğıdı 80 gr, 4 adet toner CF259X, 1 adet evrak rafı. Teslim: depo 3, raf C-17.\n"),
    ("tracking.csv", """\
tracking;carrier;weight_g;status
1Z84W7700344170883;UPS;1420;in transit
00340434188177044172;DHL;880;delivered
CE441770883FR;LaPoste;210;in customs
JJD000390017704418833;GLS;5600;delivered
"""),
    ("serials.txt", """\
Inventar Beamer
E1 S/N X4KM8804417L
E2 S/N X4KM8804423L
Aula S/N VP-2019-0044177
Ersatzlampe ELPLP96, 2 Stück
"""),
    ("typenschild.txt", """\
Typ  1LE1003-1DB43-4AB4      Nr. UD 1804/1177044-003
3~Mot.  160L  IMB3  IP55   400/690 V  50 Hz
15 kW   28,5/16,5 A   cos phi 0,84   1470/min
EN 60034-1   Gew. 77 kg
"""),
    ("ersatzteile.csv", "pos;teilenummer;bezeichnung;preis\n1;A 204 880 17 03;Stoßfängerträger;188,40\n2;A 204 320 44 13;Federbein;301,12\n3;N 000000 004417;Sechskantschraube;0,88\n"),
    ("bolt_table.txt", "M6 10 Nm, M8 25 Nm, M10 49 Nm, M12 85 Nm (8.8, dry). Pitch 1.0/1.25/1.5/1.75.\n"),
    ("steel_certs.txt", "Heat 417708, S355J2+N, C 0.17 Si 0.31 Mn 1.44 P 0.012 S 0.004, ReH 388 MPa, Rm 541 MPa, A5 27 %, KV -20C 118/124/131 J\n"),
    ("isbn_list.txt", """\
Nachbestellung Bücherei
978-3-134607-08-6  Gartenbuch
9783583246911  Atlas der Vögel
3472071923  Backen wie früher
ISSN 0044-2070  Zeitschrift, Jg. 88
"""),
    ("eans.csv", "ean,artikel\n4003805214722,Apfelsaft 1 l\n4269555709523,Müsli 500 g\n7616079197843,Raclette\n20279103,Butter\n"),
    ("gtin_case.txt", "GTIN-13 8717528902052 inner, GTIN-14 18712306946218 outer, SSCC 00387100942221228874\n"),
    ("container_list.csv", "container,size,seal,vgm_kg\nMSKU8519847,40HC,ML-8841770,21880\nTGHU7867109,20GP,SN0044178,14110\nHLXU3288504,40RF,HL441708,26340\n"),
    ("isin_watch.txt", "Watchlist ETF: IE0075564926 world, LU0030226012 emerging, DE0005948251 MDAX, WKN A1X4TC\n"),
    ("lei_kurse.csv", "isin;kurs;waehrung;datum\nDE0006615875;118,44;EUR;2026-01-14\nCH0018699113;88,17;CHF;2026-01-14\nFR0002481994;41,70;EUR;2026-01-14\n"),
    ("gitlog.txt", """\
${h:40} (HEAD -> main) Use one pool for the readers
${h:40} Fix typo in password prompt
${h:40} Rename token to cursor in the lexer
${h:40} Merge branch 'secret-santa'
${h:40} Bump version to 4.41.7
"""),
    ("bisect.txt", "Bisecting: 44 revisions left to test after this (roughly 6 steps)\n[${h:40}] Cache key of the glyph table\n# first bad commit: [${h:12}] keys: sort before compare\n"),
    ("diff.patch", """\
diff --git a/auth/hash.go b/auth/hash.go
index ${h:10}..${h:10} 100644
--- a/auth/hash.go
+++ b/auth/hash.go
@@ -41,7 +41,7 @@ func Hash(password []byte) string {
-	cost := 10
+	cost := 12
 	h, err := bcrypt.GenerateFromPassword(password, cost)
"""),
    ("yarn.lock", """\
"@babel/code-frame@^7.24.7":
  version "7.24.7"
  resolved "https://registry.yarnpkg.com/@babel/code-frame/-/code-frame-7.24.7.tgz#${h:40}"
  integrity sha512-${b:86}==
csrf-token@^1.2.0:
  version "1.2.4"
  integrity sha512-${b:86}==
"""),
    ("package-lock.json", "{\"packages\":{\"node_modules/keytar\":{\"version\":\"7.9.0\",\"resolved\":\"https://registry.npmjs.org/keytar/-/keytar-7.9.0.tgz\",\"integrity\":\"sha512-${b:86}==\",\"hasInstallScript\":true}}}\n"),
    ("poetry.lock", """\
[[package]]
name = "passlib"
version = "1.7.4"
files = [
    {file = "passlib-1.7.4-py2.py3-none-any.whl", hash = "sha256:${h:64}"},
    {file = "passlib-1.7.4.tar.gz", hash = "sha256:${h:64}"},
]
"""),
    ("Cargo.lock", "[[package]]\nname = \"secrecy\"\nversion = \"0.8.0\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \"${h:64}\"\n"),
    ("go.sum", "golang.org/x/crypto v0.31.0 h1:${b:43}=\ngolang.org/x/crypto v0.31.0/go.mod h1:${b:43}=\ngithub.com/golang-jwt/jwt/v5 v5.2.1 h1:${b:43}=\n"),
    ("SHA256SUMS", "${h:64}  debian-12.8.0-amd64-netinst.iso\n${h:64}  debian-12.8.0-amd64-DVD-1.iso\n${h:64} *key-tool.exe\n"),
    ("md5.txt", "${h:32}  bilder_2019.zip\n${h:32}  bilder_2020.zip\n${h:32}  passwortkarte_vorlage.pdf\n"),
    ("uuids.csv", "id,parent,label\n${g},,root\n${g},${g},child a\n${g},${g},child b\n"),
    ("partitions.txt", "/dev/sda1: UUID=\"${h:4}-${h:4}\" TYPE=\"vfat\" PARTUUID=\"${g}\"\n/dev/sda2: UUID=\"${g}\" TYPE=\"crypto_LUKS\"\n/dev/mapper/root: UUID=\"${g}\" TYPE=\"ext4\"\n"),
    ("nonce.html", "<script nonce=\"${b:22}==\" src=\"/app.${h:8}.js\" integrity=\"sha384-${b:64}\" crossorigin=\"anonymous\"></script>\n"),
    ("icon.css", ".key{background:url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAYAAAAf8${b:180}AAAAASUVORK5CYII=)}\n.token-list{display:grid;grid-template-columns:repeat(4,1fr)}\n"),
    ("bundle.min.js", "!function(e,t){\"object\"==typeof exports?t(exports):t(e.k={})}(this,function(e){var n=\"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\";e.pw=function(t){return t.password||t.passwd},e.tk=function(t){return t.split(\" \").map(function(e){return n.indexOf(e)})}});\n"),
    ("wasm_stub.js", "const b=Uint8Array.from(atob(\"AGFzbQEAAAAB${b:160}\"),c=>c.charCodeAt(0));export default new WebAssembly.Module(b);\n"),
    ("placeholders.env", """\
DB_PASSWORD=changeme
API_KEY=<your-api-key>
SECRET_KEY_BASE=
JWT_SECRET=${JWT_SECRET}
STRIPE_KEY=sk_test_xxxxxxxxxxxxxxxxxxxxxxxx
SMTP_PASS=********
"""),
    ("values.example.yaml", """\
auth:
  # -- password of the admin, generated when empty
  password: ""
  existingSecret: my-release-auth
  existingSecretPasswordKey: admin-password
ingress:
  tls:
    - secretName: chart-example-tls
"""),
    ("vars.tf", """\
variable "db_password" {
  description = "Password of the database, handed in by the pipeline"
  type        = string
  sensitive   = true
}
output "token" { value = module.auth.token }
password = var.db_password
"""),
    ("external_secret.yaml", """\
apiVersion: external-secrets.io/v1beta1
kind: ExternalSecret
metadata: {name: shop}
spec:
  secretStoreRef: {name: vault, kind: ClusterSecretStore}
  data:
    - secretKey: password
      remoteRef: {key: shop/db, property: password}
"""),
    ("ci_masked.log", "$ docker login -u \"$CI_REGISTRY_USER\" -p [MASKED] registry.example.net\nLogin Succeeded\n$ curl -H \"Authorization: Bearer [MASKED]\" https://api.example.net\n{\"ok\":true}\n"),
    ("gha_ok.yml", """\
env:
  TOKEN: ${{ secrets.GITHUB_TOKEN }}
  AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_SECRET_ACCESS_KEY }}
steps:
  - uses: actions/checkout@${h:40}
  - run: test -n "$TOKEN" || { echo "::error::no token"; exit 1; }
"""),
    ("login_form.html", """\
<form action="/login" method="post">
  <label for="pw">Passwort</label>
  <input id="pw" name="password" type="password" autocomplete="current-password" minlength="8" placeholder="Mindestens 8 Zeichen">
  <input type="hidden" name="next" value="/konto">
  <a href="/passwort-vergessen">Passwort vergessen?</a>
</form>
"""),
    ("auth_service.ts", """\
export class AuthService {
  private token: string | null = null;
  async login(username: string, password: string): Promise<void> {
    const res = await this.http.post<{ token: string }>('/auth/login', { username, password });
    this.token = res.token;
  }
  get apiKey(): string { return this.config.get('API_KEY') ?? ''; }
}
"""),
    ("password_field.dart", "TextFormField(obscureText: true, decoration: InputDecoration(labelText: 'Password'), validator: (password) => password!.length < 8 ? 'Too short' : null)\n"),
    ("settings_clean.py", """\
SECRET_KEY = os.environ["SECRET_KEY"]
DATABASES = {"default": {"PASSWORD": env("DB_PASSWORD", default=""), "USER": env("DB_USER")}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
TOKEN_TTL_SECONDS = 4417
api_key = get_secret("maps/api-key")
"""),
    ("Auth.java", """\
String password = request.getParameter("password");
if (password == null || password.isBlank()) throw new IllegalArgumentException("password missing");
char[] secret = console.readPassword("Secret: ");
String token = UUID.randomUUID().toString();
props.setProperty("password", System.getenv("DB_PASSWORD"));
"""),
    ("keys.go", "const (\n\tKeyPassword = \"password\"\n\tKeyToken    = \"access_token\"\n\tHeaderKey   = \"X-Api-Key\"\n)\nvar ErrBadPassword = errors.New(\"wrong password\")\n"),
    ("lexer.rs", "pub enum Token { Ident(String), Number(f64), Secret, Eof }\nlet token = lexer.next_token()?;\nassert_eq!(token, Token::Ident(\"password\".into()));\n"),
    ("php_i18n.php", "return ['password' => 'Passwort', 'secret_question' => 'Sicherheitsfrage', 'token_invalid' => 'Der Link ist abgelaufen.', 'pin' => 'PIN', 'iban' => 'IBAN', 'dob' => 'Geburtsdatum'];\n"),
    ("fr.properties", "login.motdepasse=Mot de passe\nlogin.oubli=Mot de passe oublié ?\ncarte.numero=Numéro de carte\ncarte.cvv=Cryptogramme\nnom=Nom\nprenom=Prénom\nnaissance=Date de naissance\n"),
    ("nl.json", "{\"wachtwoord\":\"Wachtwoord\",\"wachtwoordHerhalen\":\"Wachtwoord herhalen\",\"bsn\":\"Burgerservicenummer\",\"rekening\":\"IBAN\",\"geboortedatum\":\"Geboortedatum (dd-mm-jjjj)\"}\n"),
    ("cs.po", "msgid \"Password\"\nmsgstr \"Heslo\"\n\nmsgid \"Birth number\"\nmsgstr \"Rodné číslo\"\n\nmsgid \"Forgot your password?\"\nmsgstr \"Zapomněli jste heslo?\"\n"),
    ("schema_pers.sql", """\
CREATE TABLE person (
  id bigint PRIMARY KEY,
  first_name varchar(80) NOT NULL,
  last_name varchar(80) NOT NULL,
  birth_date date,
  ssn char(11),
  iban varchar(34) CHECK (length(iban) >= 15),
  password_hash varchar(255)
);
CREATE INDEX person_ssn ON person (ssn);
"""),
    ("query.sql", "SELECT u.name, u.password_changed_at FROM users u JOIN tokens t ON t.user_id = u.id WHERE t.expires_at < now() - interval '44 days' AND u.password IS NOT NULL;\n"),
    ("form_blank.txt", """\
ANTRAG AUF MITGLIEDSCHAFT

Name, Vorname  ______________________________
geboren am     ____.____.________
Straße, Nr.    ______________________________
IBAN           DE__ ____ ____ ____ ____ __
Telefon        ______________________________
Ort, Datum, Unterschrift ____________________
"""),
    ("modulo_vuoto.txt", "Il/La sottoscritto/a ......................... nato/a a ............... il ..../..../...... C.F. ........................ residente in via ......................... n. ....\n"),
    ("formulaire.txt", "Nom : ............  Prénom : ............  Né(e) le : .. / .. / ....\nN° de sécurité sociale : _ _ _ _ _ _ _ _ _ _ _ _ _ / _ _\nAdresse : ........................\n"),
    ("mailmerge.txt", "Sehr geehrte{{anrede}} {{nachname}},\nIhr Vertrag {{vertrag_nr}} läuft am {{ende}} aus. Bitte prüfen Sie Ihre Bankverbindung {{iban_maskiert}}.\nIhr Team Kundenservice\n"),
    ("tmpl.j2", "user={{ db_user }}\npassword={{ lookup('hashi_vault', 'secret=kv/db:password') }}\n{% if token is defined %}token={{ token }}{% endif %}\n"),
    ("masked_statement.txt", "Karte XXXX XXXX XXXX 4417   Umsatz 14.01. Tankstelle -61,20\nIBAN DE** **** **** **** **08 33   Kontostand siehe App\nKontoinhaber: ***\n"),
    ("testcards.md", """\
| Brand | Number | CVC |
|---|---|---|
| Visa | 4242 4242 4242 4242 | any |
| Mastercard | 5555 5555 5555 4444 | any |
| Amex | 3782 822463 10005 | any |
These numbers only work in test mode.
"""),
    ("iban_doku.txt", "Aufbau der deutschen IBAN: DE, zwei Prüfziffern, achtstellige Bankleitzahl, zehnstellige Kontonummer. Das in Lehrbüchern übliche Beispiel ist DE89 3704 0044 0532 0130 00.\n"),
    ("aws_docs.md", "Set `AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE` and `AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY`, then run the tool.\n"),
    ("jwt_io.txt", "The example on the website, eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c, decodes to three claims.\n"),
    ("fixtures.json", "[{\"email\":\"test@example.com\",\"password\":\"test\",\"phone\":\"+1 555 0100\"},{\"email\":\"foo@bar.test\",\"password\":\"password123\",\"phone\":\"555-0199\"}]\n"),
    ("mock_user.ts", "export const mockUser = { name: 'Test User', email: 'test.user@example.com', token: 'dummy-token', ssn: '000-00-0000', dob: '1970-01-01' };\n"),
    ("test_login.py", "def test_wrong_password(client):\n    r = client.post('/login', data={'username': 'alice', 'password': 'wrong-password'})\n    assert r.status_code == 401\n    assert 'token' not in r.json()\n"),
    ("cypress.js", "cy.get('[data-test=password]').type('{selectall}{backspace}');\ncy.get('[data-test=token]').should('be.empty');\n"),
    ("syslog_jan.log", """\
Jan 14 06:12:01 gw CRON[44177]: pam_unix(cron:session): session opened for user root(uid=0)
Jan 14 06:12:07 gw sshd[44180]: Connection closed by 203.0.113.7 port 51844 [preauth]
Jan 14 06:13:55 gw kernel: [441770.883120] usb 2-1: new high-speed USB device number 7 using xhci_hcd
Jan 14 06:14:02 gw systemd[1]: Starting Rotate log files...
"""),
    ("nginx_access.log", "198.51.100.17 - - [14/Jan/2026:06:12:07 +0100] \"GET /static/app.${h:8}.js HTTP/2.0\" 200 44177 \"-\" \"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\"\n198.51.100.17 - - [14/Jan/2026:06:12:08 +0100] \"GET /reset-password HTTP/2.0\" 200 8833\n"),
    ("gc.log", "[44.177s][info][gc] GC(88) Pause Young (Normal) (G1 Evacuation Pause) 441M->177M(1024M) 8.833ms\n[44.291s][info][gc] GC(89) Concurrent Mark Cycle 41.770ms\n"),
    ("trace.txt", "java.lang.NullPointerException: Cannot invoke \"String.length()\" because \"password\" is null\n\tat org.example.auth.PasswordPolicy.check(PasswordPolicy.java:44)\n\tat org.example.auth.TokenFilter.doFilter(TokenFilter.java:177)\n"),
    ("otel.json", "{\"traceId\":\"${h:32}\",\"spanId\":\"${h:16}\",\"parentSpanId\":\"${h:16}\",\"name\":\"GET /token\",\"startTimeUnixNano\":\"1768370000441770883\",\"endTimeUnixNano\":\"1768370000488330417\"}\n"),
    ("metrics.prom", "# HELP http_requests_total Requests\nhttp_requests_total{code=\"200\",path=\"/login\"} 441770\nhttp_requests_total{code=\"401\",path=\"/login\"} 883\nprocess_start_time_seconds 1.76837000044e+09\n"),
    ("k8s_get.txt", "NAME                     TYPE                                  DATA   AGE\nshop-db                  Opaque                                2      44d\nshop-tls                 kubernetes.io/tls                     2      177d\nsh.helm.release.v1.x.v7  helm.sh/release.v1                    1      8d\n"),
    ("arp.txt", "? (10.4.0.1) at 3c:a6:2f:${h:2}:${h:2}:${h:2} [ether] on eth0\n? (10.4.0.17) at b8:27:eb:${h:2}:${h:2}:${h:2} [ether] on eth0\n"),
    ("ipplan.csv", "vlan,netz,gateway,zweck\n10,10.44.10.0/24,10.44.10.1,Server\n20,10.44.20.0/24,10.44.20.1,Drucker\n88,10.44.88.0/23,10.44.88.1,Kameras\n"),
    ("zone.db", "example.net. IN SOA ns1.example.net. hostmaster.example.net. 2026011401 7200 3600 1209600 3600\n_dmarc IN TXT \"v=DMARC1; p=reject\"\nsel1._domainkey IN TXT \"v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A${b:200}\"\n@ IN TXT \"google-site-verification=${u:43}\"\n"),
    ("known_hosts", "git.example.net ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${b:43}\n|1|${b:27}=|${b:27}= ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY${b:88}=\n"),
    ("authorized_keys", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ${b:300} build@ci\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${b:43} deploy\n"),
    ("server.crt", "-----BEGIN CERTIFICATE-----\nMIIDazCCAlOgAwIBAgIU${b:44}\n${b:64}\n${b:64}\n${b:40}\n-----END CERTIFICATE-----\n"),
    ("pub.asc", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZaRk${b:56}\n${b:64}\n=${b:4}\n-----END PGP PUBLIC KEY BLOCK-----\n"),
    ("tls_check.txt", "subject=CN=www.example.net\nserial=04${HEX:34}\nSHA256 Fingerprint=${HEX:2}:${HEX:2}:${HEX:2}:${HEX:2}:${HEX:2}:${HEX:2}:${HEX:2}:${HEX:2}\nnotAfter=Apr 14 06:12:07 2026 GMT\n"),
    ("policy_pw.md", "# Passwortregeln\n\n- mindestens 12 Zeichen, keine Namen, kein Geburtsdatum\n- Passwörter nie per Mail verschicken\n- Der Kennwortmanager ist Pflicht, das Masterkennwort wird nicht aufgeschrieben\n- Nach fünf Fehlversuchen wird das Konto gesperrt\n"),
    ("phishing_training.txt", "Beispiel: \"Ihr Konto wurde gesperrt! Geben Sie hier Passwort und PIN ein.\" Woran erkennen Sie die Fälschung? An Absender, Link und Drohung.\n"),
    ("faq_password.md", "**Ho dimenticato la password, che faccio?**\nClicca su \"Password dimenticata\" e segui il link. Il codice arriva via SMS e vale dieci minuti.\n\n**La password scade?** Sì, ogni 180 giorni.\n"),
    ("no_secret.txt", "Le mot de passe vous sera communiqué par téléphone. Votre identifiant est votre numéro d'adhérent.\n"),
    ("es_aviso.txt", "Por seguridad, nunca le pediremos su contraseña ni el PIN de su tarjeta por teléfono o correo electrónico.\n"),
    ("pl_komunikat.txt", "Hasło musi zawierać wielką literę, cyfrę i znak specjalny. Hasło wygasa po 90 dniach.\n"),
    ("tr_duyuru.txt", "Şifreniz en az 8 karakter olmalı ve şifre kimseyle paylaşılmamalıdır. Parola sıfırlama bağlantısı 15 dakika geçerlidir.\n"),
    ("ja_oshirase.txt", "パスワードは8文字以上で設定してください。パスワードの有効期限は90日です。暗証番号を他人に教えないでください。\n"),
    ("ru_pamyatka.txt", "Пароль должен содержать не менее 12 символов. Никому не сообщайте пароль и код из СМС. Смена пароля каждые 90 дней.\n"),
    ("ro_regulament.txt", "Parola trebuie schimbată la fiecare 60 de zile. Nu comunicați parola nimănui, nici administratorului.\n"),
    ("secret_garden.txt", "\"The Secret Garden\" was first published in 1911. The key to the garden was buried, and the robin showed where.\n"),
    ("faust.txt", "Habe nun, ach! Philosophie, Juristerei und Medizin, und leider auch Theologie durchaus studiert, mit heißem Bemühn. Da steh ich nun, ich armer Tor, und bin so klug als wie zuvor.\n"),
    ("moby.txt", "Call me Ishmael. Some years ago - never mind how long precisely - having little or no money in my purse, I thought I would sail about a little and see the watery part of the world.\n"),
    ("don_quijote.txt", "En un lugar de la Mancha, de cuyo nombre no quiero acordarme, no ha mucho tiempo que vivía un hidalgo de los de lanza en astillero.\n"),
    ("misere.txt", "Le chapitre s'ouvre en 1815. L'évêque de Digne avait alors soixante-quinze ans ; il occupait le siège depuis 1806.\n"),
    ("dante.txt", "Nel mezzo del cammin di nostra vita mi ritrovai per una selva oscura, ché la diritta via era smarrita.\n"),
    ("history_de.txt", "Karl der Große wurde 800 in Rom gekrönt; Friedrich Barbarossa ertrank 1190 im Saleph; Martin Luther schlug 1517 seine Thesen an.\n"),
    ("kings.csv", "monarch,from,to\nHenry VIII,1509,1547\nElizabeth I,1558,1603\nCharles II,1660,1685\nGeorge III,1760,1820\n"),
    ("nobel_list.txt", "Physics 1903: Becquerel and the Curies. Physics 1921: Einstein. Chemistry 1911: Marie Curie again. Peace 1952: Albert Schweitzer.\n"),
    ("eponyms.txt", "Faraday cage, Bunsen burner, Petri dish, Geiger counter, Richter scale, Celsius, Fahrenheit, Kelvin, Mach number, Reynolds number\n"),
    ("diseases_en.txt", "Parkinson's, Huntington's, Tourette, Down syndrome, Ménière's disease and Raynaud's are named after those who described them.\n"),
    ("anatomie.txt", "Achillessehne, Eustachische Röhre, Langerhans-Inseln, Purkinje-Fasern, Hissches Bündel\n"),
    ("streets_it.txt", "Chiusura notturna di via Giuseppe Verdi, corso Vittorio Emanuele II, piazza Dante Alighieri e viale Michelangelo dal 19 al 23 gennaio.\n"),
    ("ulice.csv", "id;ulica;odcinek_m\n1;ul. Adama Mickiewicza;418\n2;al. Jana Pawła II;1770\n3;ul. Fryderyka Chopina;883\n"),
    ("schools.txt", "Geschwister-Scholl-Gymnasium, Käthe-Kollwitz-Schule, Anne-Frank-Realschule, Albert-Schweitzer-Grundschule: Ferien ab 2. Februar\n"),
    ("ships.csv", "imo,name,type,gt\n9441770,Alexander von Humboldt II,barque,763\n9088334,Gorch Fock,barque,1510\n9704417,Ever Given,container,220940\n"),
    ("stadiums.txt", "Santiago Bernabéu, Giuseppe Meazza, Fritz-Walter-Stadion, Max-Morlock-Stadion, Johan Cruijff Arena, Parc des Princes\n"),
    ("airports.txt", "John F. Kennedy (JFK), Charles de Gaulle (CDG), Willy Brandt (BER), Franz Josef Strauß (MUC), Václav Havel (PRG), Indira Gandhi (DEL)\n"),
    ("public_office.txt", "Bundesministerium der Finanzen, Wilhelmstraße 97, 10117 Berlin. Deutsches Patent- und Markenamt, Zweibrückenstraße 12, 80331 München.\n"),
    ("firm_addr.txt", "Head office: Novo Nordisk A/S, Novo Allé 1, 2880 Bagsværd. Plant: Robert-Bosch-Straße 2, 71701 Schwieberdingen. Open Mon-Fri 8-17.\n"),
    ("brands2.csv", "marke;modell;preis\nLouis Poulsen;PH 5;880,00\nFritz Hansen;Serie 7;417,00\nJean Paul;Jacke Clara;88,33\nMax Mara;Mantel Manuela;1770,00\n"),
    ("dishes.txt", "Today: Caesar salad, beef Wellington, eggs Benedict, peach Melba, Earl Grey, Bloody Mary (non-alcoholic)\n"),
    ("plants2.txt", "Rosa 'Gertrude Jekyll', Clematis 'Nelly Moser', Paeonia 'Sarah Bernhardt', Hosta 'Francee', Phlox 'David'\n"),
    ("apples.txt", "Sorten: James Grieve, Jakob Fischer, Gravensteiner, Kaiser Wilhelm, Alexander Lucas, Gellerts Butterbirne, Williams Christ\n"),
    ("storms.txt", "Named storms of the season: Amy, Bram, Chandra, Dave, Eddie. Gusts of 88 kn at station 03417.\n"),
    ("months_names.txt", "April and May were dry, June wet; August broke the record of 1770. Easter falls on 5 April 2026.\n"),
    ("fixtures_sport.csv", "date,home,away,score\n2026-01-10,FC St. Pauli,Werder,1:1\n2026-01-11,Real Sociedad,Athletic,2:0\n2026-01-14,Paris Saint-Germain,Lille,3:1\n"),
    ("league.txt", "Pl  Team            Sp   G  U  V   Tore   Pkt\n 1  SV Eintracht    17  12  3  2   41:17   39\n 2  TuS Germania    17  11  2  4   44:18   35\n 3  VfL Fortuna     17  10  4  3   38:20   34\n"),
    ("swim.csv", "lauf;bahn;zeit;punkte\n1;3;00:58,44;417\n1;4;00:59,17;402\n2;4;01:01,88;370\n"),
    ("rezept_brot.txt", "500 g Weizenmehl 1050, 350 ml Wasser, 10 g Salz, 7 g Hefe, 44 g Sauerteig. 18 Std. kalt führen, 250 °C fallend, 45 min.\n"),
    ("recipe_dough.txt", "Grandma's secret: 417 g flour, 88 g butter, 2 eggs. Rest 33 min. Token of love: a pinch of nutmeg.\n"),
    ("schedule.txt", "Mon 19 Jan  08:00-16:30 early\nTue 20 Jan  08:00-16:30 early\nWed 21 Jan  13:30-22:00 late\nThu 22 Jan  off\n"),
    ("fahrplan_s.txt", "S4 ab Hbf 05:17 05:47 06:17 alle 30 min bis 00:17; Gleis 103/104; RE 8833 hält nicht in Wedel\n"),
    ("gezeiten.csv", "datum;hw;nw;hw_m\n2026-01-14;04:17;10:44;3,88\n2026-01-15;05:08;11:33;3,94\n"),
    ("weather.csv", "stn,ts,t,rh,p\n10147,202601140600,-4.4,88,1017.7\n10147,202601140610,-4.1,87,1017.8\n"),
    ("matrix.txt", "A = [[4.417, -0.883], [1.770, 8.331]]; det A = 38.3609; eigenvalues 8.0031, 4.7449; cond 2.218\n"),
    ("points.csv", "x,y,z\n44.1770,88.3310,-4.1708\n44.1812,88.3355,-4.1699\n44.1904,88.3402,-4.1650\n"),
    ("svgpath.svg", "<svg viewBox=\"0 0 48 48\"><path d=\"M44.177 8.833c-4.17-1.77-8.83 3.31-12.04 7.12L17.7 44.17l-8.83-3.3z\" fill=\"#441770\"/></svg>\n"),
    ("constants.h", "#define PI 3.14159265358979323846\n#define AVOGADRO 6.02214076e23\n#define CRC_POLY 0x04C11DB7\nstatic const uint32_t K[4] = {0x428a2f98,0x71374491,0xb5c0fbcf,0xe9b5dba5};\n"),
    ("chem2.csv", "cas,name,mw,mp_c\n50-78-2,Acetylsalicylic acid,180.16,135\n58-08-2,Caffeine,194.19,235\n7732-18-5,Water,18.02,0\n"),
    ("inchi.txt", "InChI=1S/C8H10N4O2/c1-10-4-9-6-5(10)7(13)12(3)8(14)11(6)2/h4H,1-3H3\nInChIKey RYYVLZVUVIJVGH-UHFFFAOYSA-N\n"),
    ("genes.tsv", "gene\tchr\tstart\tend\tacc\nBRCA2\t13\t32315474\t32400266\tNM_000059.4\nTP53\t17\t7668402\t7687538\tNM_000546.6\n"),
    ("fastq.txt", "@SRR4417708.1 1 length=36\nGATTTGGGGTTCAAAGCAGTATCGATCAAATAGTAA\n+\n!''*((((***+))%%%++)(%%%%).1***-+*''\n"),
    ("labref.txt", "Referenzbereiche: Hb 12,0-15,5 g/dl; Ferritin 15-150 ng/ml; TSH 0,4-4,0 mU/l; HbA1c < 6,5 %; CRP < 5 mg/l\n"),
    ("dosing.txt", "Amoxicillin 50 mg/kg/d in 3 doses, max 3 g; ibuprofen 10 mg/kg, max 400 mg. Shake well, discard after 14 days.\n"),
    ("icd_katalog.csv", "code;text\nF32.1;Mittelgradige depressive Episode\nM54.5;Kreuzschmerz\nJ06.9;Akute Infektion der oberen Atemwege\nI10;Essentielle Hypertonie\n"),
    ("study_abstract.txt", "We enrolled 417 patients (median age 64, 51 % women); 88 had type 2 diabetes. Hazard ratio 0.77 (95 % CI 0.44-0.88, p = 0.0417).\n"),
    ("license_mit.txt", "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the \"Software\"), to deal in the Software without restriction.\n"),
    ("gpl_head.txt", "This program is free software: you can redistribute it and/or modify it under the terms of the GNU General Public License as published by the Free Software Foundation, either version 3 of the License, or (at your option) any later version.\n"),
    ("law_dsgvo.txt", "Art. 9 Abs. 1 DSGVO untersagt die Verarbeitung von Gesundheitsdaten, Daten zum Sexualleben und biometrischen Daten; § 22 BDSG regelt Ausnahmen.\n"),
    ("bgh.txt", "BGH, Urteil vom 14.01.2016 - I ZR 65/14, GRUR 2016, 946; EuGH C-131/12; BVerfGE 65, 1\n"),
    ("tender_cpv.txt", "Los 1: CPV 45233120-6 Straßenbauarbeiten, Vergabe-Nr. 2026-0417-08, Submission 17.02.2026 10:00 Uhr, Bindefrist 44 Tage\n"),
    ("parcel_land.txt", "Gemarkung Oberdorf, Flur 7, Flurstück 417/88, 1.770 m², Grundbuch Blatt 833, Bodenrichtwert 88 €/m²\n"),
    ("meters.csv", "zaehler;stand_kwh;datum\n1EMH0044177083;88331,4;2026-01-14\n1ISK0070441770;41770,8;2026-01-14\nDE0004177088330000000000441770833;;\n"),
    ("vehicle_types.txt", "HSN 0603 TSN BGU; tyres 205/55 R16 91V; 1968 ccm, 110 kW; CO2 118 g/km; oil VW 507 00\n"),
    ("lottery_draw.txt", "6 aus 49: 4 17 18 33 44 48, Superzahl 7; Spiel 77: 0 4 4 1 7 7 0; Super 6: 8 8 3 3 1 0\n"),
    ("puzzle.txt", "Sudoku 417: 530070000600195000098000060800060003400803001700020006060000280000419005000080079\n"),
    ("chess_opening.pgn", "[Event \"Casual\"]\n[ECO \"C50\"]\n\n1. e4 e5 2. Nf3 Nc6 3. Bc4 Bc5 4. c3 Nf6 5. d3 d6 6. O-O a6 *\n"),
    ("voucher.txt", "Gutscheincode WINTER26 gilt bis 28.02.2026, 10 % ab 50 €. Nicht kombinierbar mit SALE-4417.\n"),
    ("keybox.csv", "schluessel;schliessung;anzahl\nZ-441;Haupteingang;7\nZ-442;Keller;3\nZ-443;Serverraum;2\n"),
    ("roomplan.txt", "Raum E.417 Besprechung 8 Pl., E.418 Teeküche, 1.033 Registratur, PIN-Wand im Flur neu\n"),
    ("shortcuts.txt", "Strg+Alt+Entf: Kennwort ändern; Win+L: sperren; F8: abgesicherter Modus; Esc: zurück\n"),
    ("design_tokens.css", ":root{--token-primary:#441770;--token-radius:8px;--key-shadow:0 1px 3px rgba(0,0,0,.33);--secret-sauce:none}\n"),
    ("tokens_llm.csv", "model,prompt_tokens,completion_tokens,cost\nsmall,44177,883,0.0417\nlarge,8833,1770,0.1808\n"),
    ("nft.json", "{\"tokenId\":441,\"name\":\"Lighthouse #441\",\"image\":\"ipfs://Qm${a:44}/441.png\",\"attributes\":[{\"trait_type\":\"Key\",\"value\":\"Gold\"}]}\n"),
    ("urls.txt", "https://www.youtube.com/watch?v=${u:11}\nhttps://docs.google.com/document/d/${u:44}/edit\nhttps://maps.example.org/?ll=0,0&z=4\nhttps://example.net/?utm_source=nl&utm_campaign=jan26&gclid=${u:60}\n"),
    ("edid.txt", "00ffffffffffff0010ac${h:60}\n${h:64}\n${h:64}\n"),
    ("hex.c", "static const unsigned char font[] = { 0x7e,0x81,0xa5,0x81,0xbd,0x99,0x81,0x7e, 0x00,0x18,0x3c,0x7e,0xff,0x7e,0x3c,0x18 };\n"),
    ("registry_clsid.reg", "[HKEY_CLASSES_ROOT\\CLSID\\{${g}}]\n@=\"Shell extension\"\n\"ThreadingModel\"=\"Apartment\"\n\"AppID\"=\"{${g}}\"\n"),
    ("project.sln", "Project(\"{${g}}\") = \"Kern\", \"Kern\\Kern.csproj\", \"{${g}}\"\nEndProject\n"),
]
