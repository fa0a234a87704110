"""Texts in which nothing is sensitive: what repositories, configurations, shops and offices hold that only looks as if there were; written without regard to how detectors take them."""

CASES = [
    (".env.example", """\
APP_KEY=
DB_PASSWORD=changeme
STRIPE_SECRET=sk_test_xxxxxxxxxxxxxxxxxxxxxxxx
AWS_SECRET_ACCESS_KEY=<your-secret-key>
JWT_SECRET=your-256-bit-secret
MAIL_PASSWORD=null
"""),
    ("compose.override.yml", """\
services:
  db:
    environment:
      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?required}
      POSTGRES_PASSWORD_FILE: /run/secrets/db_password
      API_KEY: "${API_KEY}"
"""),
    ("helm_template.yaml", """\
env:
  - name: DB_PASSWORD
    valueFrom:
      secretKeyRef:
        name: {{ .Release.Name }}-db
        key: password
  - name: TOKEN_TTL
    value: "3600"
"""),
    ("variables.tf", """\
variable "db_password" {
  description = "Password of the database; set with TF_VAR_db_password"
  type        = string
  sensitive   = true
}
output "secret_arn" { value = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/db-AbCdEf" }
"""),
    ("playbook.yml", """\
- name: set password
  user:
    name: deploy
    password: "{{ vault_deploy_password | password_hash('sha512') }}"
    update_password: on_create
- debug: msg="token expires in {{ token_ttl }} s"
"""),
    ("ci.yml", """\
      - uses: actions/checkout@${h:40}
      - run: npm publish
        env:
          NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}
          PASSWORD: ${{ secrets.PASSWORD }}
"""),
    ("package-lock.json", """\
{"lockfileVersion":3,"packages":{"node_modules/left-pad":{"version":"1.3.0","resolved":"https://registry.npmjs.org/left-pad/-/left-pad-1.3.0.tgz","integrity":"sha512-${b:86}=="},"node_modules/tokenizr":{"version":"1.7.0","integrity":"sha512-${b:86}=="}}}
"""),
    ("yarn.lock", """\
password-prompt@^1.1.3:
  version "1.1.3"
  resolved "https://registry.yarnpkg.com/password-prompt/-/password-prompt-1.1.3.tgz#${h:40}"
  integrity sha512-${b:86}==
"""),
    ("Cargo.lock", """\
[[package]]
name = "secrecy"
version = "0.8.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "${h:64}"
"""),
    ("go.sum", """\
golang.org/x/crypto v0.31.0 h1:${b:43}=
golang.org/x/crypto v0.31.0/go.mod h1:${b:43}=
github.com/zalando/go-keyring v0.2.6 h1:${b:43}=
"""),
    ("poetry.lock", """\
[[package]]
name = "python-jose"
files = [
    {file = "python_jose-3.3.0-py2.py3-none-any.whl", hash = "sha256:${h:64}"},
]
content-hash = "${h:64}"
"""),
    ("LoginForm.tsx", """\
export function LoginForm() {
  const [password, setPassword] = useState("");
  const token = useSelector((s: RootState) => s.auth.token);
  const passwordError = password.length < 8 ? "Password too short" : undefined;
  return <input type="password" name="password" placeholder="Enter your password" value={password} autoComplete="current-password" />;
}
"""),
    ("AuthController.java", """\
public class AuthController {
    private static final String PASSWORD_PARAM = "password";
    private static final String TOKEN_HEADER = "X-Auth-Token";
    String login(String user, String password) {
        if (!encoder.matches(password, user.getPasswordHash())) throw new BadCredentialsException("Bad password");
        String token = tokenService.create(user);
        return token;
    }
}
"""),
    ("auth_test.go", """\
func TestLogin(t *testing.T) {
	password := generatePassword(16)
	cfg := Config{Password: password, Secret: os.Getenv("SECRET")}
	if cfg.Token() == "" { t.Fatal("no token") }
}
"""),
    ("i18n_de.json", """\
{"login.password":"Passwort","login.forgot":"Passwort vergessen?","login.password.hint":"Mindestens 12 Zeichen","token.expired":"Sitzung abgelaufen","apikey.title":"API-Schlüssel","secret.rotate":"Geheimnis erneuern"}
"""),
    ("messages.properties", """\
password.label=Password
password.mismatch=The passwords do not match.
reset.password.subject=Reset your password
apikey.help=Find your API key under Settings
user.phone.placeholder=+49 ...
"""),
    ("openapi.yaml", """\
components:
  securitySchemes:
    bearerAuth: {type: http, scheme: bearer, bearerFormat: JWT}
    apiKey: {type: apiKey, in: header, name: X-API-Key}
  schemas:
    Login:
      properties:
        password: {type: string, format: password, minLength: 8, example: "********"}
        token: {type: string, example: "string"}
"""),
    ("bestellungen.csv", """\
Bestellnr;Kunde-Nr;Datum;Artikel;EAN;Menge;Betrag
4508821774;100418;03.02.2026;77-1820-4;4052601815909;4;118,20
4508821775;100771;03.02.2026;77-1820-9;4083016613187;1;82,04
4508821776;101182;04.02.2026;12-4177-0;4060913909964;12;1.204,17
"""),
    ("tracking.csv", """\
order,carrier,tracking,weight
118204,DHL,JJD000390011${d:10},1.2
118205,UPS,1Z999AA1${d:10},0.4
118206,GLS,${d:11},12.0
118207,DPD,0150${d:10},3.3
"""),
    ("teileliste.txt", """\
Pos  Teilenummer     Bezeichnung               Menge
10   4182.077.118    Flansch DN 80                 2
20   118-20-4177     Dichtung EPDM                 4
30   M8x40-A2-70     Sechskantschraube            16
40   7718204177      Lagerbock                     1
"""),
    ("inventory_serials.csv", """\
asset,model,serial,warranty
A-0418,ThinkPad T14,PF4${U:5},2028-03-31
A-0419,EliteBook 840,5CG4${U:6},2027-11-30
A-0420,Monitor U2723QE,CN-0${U:5}-WSL00-${U:3}-${U:4}-A02,2027-01-15
"""),
    ("git_log.txt", """\
commit ${h:40}
Merge: ${h:7} ${h:7}
Date:   Tue Feb 3 10:12:44 2026 +0100

    Fix password reset when token is older than 24 h (#1182)
"""),
    ("k8s_events.log", """\
2026-02-03T10:12:44Z Normal Pulled pod/api-7d9f${h:5}-x8k2v Successfully pulled image "registry/api@sha256:${h:64}" in 1.182s
2026-02-03T10:12:45Z Normal Created pod/api-7d9f${h:5}-x8k2v uid=${g}
"""),
    ("trace.json", """\
{"traceId":"${h:32}","spanId":"${h:16}","parentSpanId":"${h:16}","name":"GET /api/tokens","durationMs":118.204,"timestamp":1770118204177}
"""),
    ("nginx_access.log", """\
203.0.113.7 - - [03/Feb/2026:10:12:44 +0100] "GET /static/app.${h:20}.js HTTP/2.0" 200 118204 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:135.0)"
203.0.113.8 - - [03/Feb/2026:10:12:45 +0100] "POST /password/reset HTTP/2.0" 302 0 "-" "curl/8.11.0"
"""),
    ("sensor.csv", """\
ts,device,temp,hum,lat_offset
1770118204,esp-118204,21.41,48.2,0.0041820
1770118264,esp-118204,21.44,48.1,0.0041877
1770118324,esp-118204,21.47,48.0,0.0041902
"""),
    ("min_bundle.js", """\
!function(e,t){"object"==typeof exports?t(exports):t(e.auth={})}(this,function(e){var t="Bearer ",n=e=>e.headers.authorization,r={password:"",token:null,secret:void 0};e.login=function(e,t){return fetch("/login",{body:JSON.stringify({username:e,password:t})})},e.key=n,e.pwd=r});
"""),
    ("app.css.map", """\
{"version":3,"sources":["a.scss","tokens.scss"],"names":[],"mappings":"AAAA,${L:60};ACCA,${L:60}","file":"app.css"}
"""),
    ("README_api.md", """\
## Authentication

Send your API key in the header:

    Authorization: Bearer YOUR_API_KEY
    curl -u user:password https://api.example.com/v1/items
    export API_TOKEN=xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx

Replace `<TOKEN>` by the token from your profile.
"""),
    ("aws_docs.md", """\
Example from the documentation: `AKIAIOSFODNN7EXAMPLE` with
`wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY`. Never commit your own.
"""),
    ("stripe_docs.md", """\
Use the test card 4242 4242 4242 4242 with any future date and CVC, e.g. 4000 0025 0000 3155 for 3-D Secure.
IBAN for tests: DE89 3704 0044 0532 0130 00 and AT61 1904 3002 3457 3201.
"""),
    ("payment_test.py", """\
VISA = "4111111111111111"
MC = "5555555555554444"
AMEX = "378282246310005"
def test_pay(client):
    assert client.pay(VISA, exp="12/30", cvc="123").ok
"""),
    ("iban_doc.txt", """\
Der Aufbau: DE kk bbbb bbbb cccc cccc cc. Beispiel: DE02 1203 0000 0000 2020 51, GB29 NWBK 6016 1331 9268 19, FR14 2004 1010 0505 0001 3M02 606.
"""),
    ("jwt_io.md", """\
A JWT looks like this: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c
"""),
    ("form_blank.txt", """\
PERSONALBOGEN
Name: ______________________   Vorname: ______________________
Geburtsdatum: __.__.____       Steuer-ID: ___ ___ ___ ___
IBAN: DE__ ____ ____ ____ ____ __
Telefon: ....................   E-Mail: ....................
"""),
    ("schema.sql", """\
CREATE TABLE customers (
  id bigint PRIMARY KEY,
  first_name varchar(80) NOT NULL,
  last_name varchar(80) NOT NULL,
  date_of_birth date,
  ssn char(11) CHECK (ssn ~ '^\\d{3}-\\d{2}-\\d{4}$'),
  password_hash varchar(255) DEFAULT NULL,
  iban varchar(34)
);
"""),
    ("migration.py", """\
class Migration(migrations.Migration):
    operations = [
        migrations.AddField("user", "api_token", models.CharField(max_length=64, null=True)),
        migrations.AddField("user", "date_of_birth", models.DateField(null=True)),
        migrations.RunSQL("UPDATE users SET password = '!' WHERE password = ''"),
    ]
"""),
    ("header_only.csv", """\
Name;Vorname;Geburtsdatum;Straße;PLZ;Ort;Telefon;IBAN
"""),
    ("gesetz.txt", """\
§ 203 StGB Verletzung von Privatgeheimnissen. Wer unbefugt ein fremdes Geheimnis offenbart, wird mit Freiheitsstrafe bis zu einem Jahr bestraft. Fassung vom 13.11.1998 (BGBl. I S. 3322), zuletzt geändert am 07.11.2024 (BGBl. 2024 I Nr. 351).
"""),
    ("protokoll_technik.txt", """\
Wartungsprotokoll Aufzug Nr. 4182-07
Fabriknummer 118204177, Baujahr 2009, Tragkraft 630 kg
Prüfung am 03.02.2026, nächste 03.02.2028. Seil gewechselt, Öl 4 l.
"""),
    ("kfz_teile.txt", """\
OE-Nr. 1K0 615 301 AA   Bremsscheibe VA   288x25
OE-Nr. 06A 906 461 L    Luftmassenmesser
OE-Nr. 5Q0 955 425 F    Wischerblatt
"""),
    ("fahrplan.txt", """\
Linie 118  Abfahrten Mo-Fr
0412 0442 0512 0542 0612 0632 0652 0712
Linie 204  0418 0518 0618 0718 0818
"""),
    ("isbn.csv", """\
titel;isbn;issn
Gärten im Norden;9783030824624;8194-8212
Handbuch Statik;9783993518196;0937-8650
Lichenes;9783797543233;1948-7576
"""),
    ("wertpapiere.txt", """\
Benchmark-Fonds werden quartalsweise verglichen. Rendite 4,182 %, Volatilität 11,8 %, Sharpe 0,77. Laufende Kosten 0,20 % p. a.
"""),
    ("quelltext_hash.c", """\
static const uint32_t k[64] = { 0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b };
static const char *names[] = { "password", "passwd", "pwd", "secret" };
#define TOKEN_MAX 118204
#define KEY_F12 0x58
"""),
    ("uuid_list.txt", """\
${g}
${g}
{${g}}
urn:uuid:${g}
"""),
    ("checksums.txt", """\
${h:64}  app-4.18.2-linux-amd64.tar.gz
${h:64}  app-4.18.2-darwin-arm64.tar.gz
MD5 (app.zip) = ${h:32}
SHA1: ${h:40}
"""),
    ("docker_images.txt", """\
REPOSITORY   TAG      IMAGE ID       DIGEST
postgres     16.4     ${h:12}   sha256:${h:64}
redis        7.4      ${h:12}   sha256:${h:64}
"""),
    ("public_keys.txt", """\
ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${b:43} rita@pc
ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ${b:360}= karl@pc
-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE${b:64}
${b:24}==
-----END PUBLIC KEY-----
"""),
    ("cert.pem", """\
-----BEGIN CERTIFICATE-----
MIID${b:60}
${b:64}
${b:40}==
-----END CERTIFICATE-----
"""),
    ("known_hosts", """\
git.example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${b:43}
|1|${b:27}=|${b:27}= ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABB${b:80}=
"""),
    ("image_data.html", """\
<img alt="logo" src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA${b:240}==">
<link rel="preload" href="/a.${h:8}.woff2" integrity="sha384-${b:64}" crossorigin>
"""),
    ("unit_prices.csv", """\
sku,price,ean
SKU-118204,4.18,4049118625275
SKU-204177,20.77,4060189555971
SKU-771820,8.20,4097114710495
"""),
    ("sudoku.txt", """\
53..7.... 6..195... .98....6. 8...6...3 4..8.3..1 7...2...6 .6....28. ...419..5 ....8..79
"""),
    ("zaehlerstaende.txt", """\
Zähler-Nr.     Stand alt   Stand neu   Verbrauch
1ESY1160418204   11820,4     12041,7       221,3
1EMH0011820417   41820,7     42077,1       256,4
Strom gesamt 477,7 kWh
"""),
    ("gebaeude.txt", """\
Raumbuch: EG 0.18 Büro 20,41 m²; 1.OG 1.18 Besprechung 41,82 m²; 2.OG 2.04 Server 7,71 m². Schließgruppe 77, Kennzeichnung nach DIN 18040.
"""),
    ("museum_text.txt", """\
Das Gemälde entstand 1882 in Dachau. Es zeigt eine Bäuerin am Fenster und kam 1904 als Schenkung in die Sammlung (Inv.-Nr. 4182). Maße 118 x 77 cm.
"""),
    ("pressetext.txt", """\
Die Gemeinde baut 2026 einen neuen Kindergarten mit 77 Plätzen. Kosten: 4,18 Mio. Euro. Baubeginn ist im April, der Spatenstich folgt. Das Land fördert mit 1,18 Mio.
"""),
    ("rezept_kuchen.txt", """\
Zitronenkuchen: 250 g Butter, 200 g Zucker, 4 Eier, 300 g Mehl, 1 Pck. Backpulver. 55 min bei 175 Grad. Guss: 150 g Puderzucker.
"""),
    ("spielplan.txt", """\
Spieltag 14
SV Adler - TuS Eintracht 2:1
FC Blau-Weiß - SpVgg Nord 0:0
TSV Gelb-Rot - VfL Süd 3:4
"""),
    ("agenda.md", """\
- 09:00 Welcome
- 09:15 Zero trust in practice
- 10:30 Secrets management: why rotation matters
- 13:00 Workshop: password managers
- 16:00 Wrap-up
"""),
    ("policy.md", """\
Passwords must be at least 14 characters long and must not contain the user name. Tokens expire after 90 days. Report a lost badge or password to the help desk. Never send secrets by mail.
"""),
    ("passwort_richtlinie.txt", """\
Das Passwort muss mindestens 14 Zeichen haben, darunter Groß- und Kleinbuchstaben, Ziffern und Sonderzeichen. Das Passwort darf nicht weitergegeben werden. Das Kennwort ist alle 180 Tage zu ändern.
"""),
    ("politique_mdp.txt", """\
Le mot de passe doit comporter au moins 12 caractères. Le mot de passe est personnel et ne doit jamais être communiqué. Votre code secret vous sera envoyé par courrier.
"""),
    ("politica_pw.txt", """\
La contraseña debe cambiarse cada 90 días. Su contraseña es personal e intransferible. No comparta su clave con nadie.
"""),
    ("faq_en.txt", """\
Q: I forgot my password. A: Click "Forgot password" and follow the link. Q: What is my PIN? A: Your PIN was sent to you by post. Q: Where is my API key? A: Under Account > Developer.
"""),
    ("log_auth.txt", """\
Feb  3 10:12:44 srv sshd[1182]: Failed password for root from 203.0.113.7 port 41820 ssh2
Feb  3 10:12:45 srv sshd[1182]: Accepted publickey for deploy from 203.0.113.9 port 20417 ssh2: ED25519 SHA256:${b:43}
Feb  3 10:12:47 srv sudo: pam_unix(sudo:auth): conversation failed; password: none
"""),
    ("error.log", """\
ERROR 1045 (28000): Access denied for user 'app'@'10.0.0.4' (using password: YES)
FATAL:  password authentication failed for user "shop"
InvalidToken: The token has expired at 2026-02-03T10:12:44Z (code 41820)
"""),
    ("config_refs.yml", """\
database:
  password: !vault |
    see group_vars/prod
  user: ${DB_USER}
secret: "@secret:prod/app"
token: ssm:/prod/app/token
key: vault:secret/data/app#key
"""),
    ("spring_refs.properties", """\
spring.datasource.password=${DB_PASSWORD}
jwt.secret=${JWT_SECRET:}
app.token=@app.token@
mail.password=ENV(MAIL_PASSWORD)
"""),
    ("code_compare.py", """\
if password != password_confirmation:
    raise ValidationError({"password": "Passwords must match"})
token = request.headers.get("Authorization", "").removeprefix("Bearer ")
secret = secrets.token_urlsafe(32)
key = f"user:{user.id}:token"
api_key = load_api_key()
"""),
    ("php_form.php", """\
<?php
$password = $_POST['password'] ?? '';
$token = bin2hex(random_bytes(32));
$pdo = new PDO($dsn, $user, $password);
echo '<input type="password" name="password2">';
"""),
    ("shell_read.sh", """\
read -rsp "Password: " PASSWORD
TOKEN=$(vault read -field=token secret/app)
export API_KEY="$(cat /run/secrets/api_key)"
mysql -u root -p"$MYSQL_ROOT_PASSWORD"
curl -H "Authorization: Bearer ${TOKEN}" "$URL"
"""),
    ("cs_props.cs", """\
public string Password { get; set; } = string.Empty;
public string? ApiKey { get; init; }
private readonly string _token = Environment.GetEnvironmentVariable("TOKEN") ?? "";
[DataType(DataType.Password)] public string ConfirmPassword { get; set; }
"""),
    ("enum_ts.ts", """\
export enum Grant { Password = "password", ClientCredentials = "client_credentials", RefreshToken = "refresh_token" }
export const STORAGE_KEY = "app.session.token.v2";
export const PASSWORD_REGEX = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)[A-Za-z\\d]{8,}$/;
"""),
    ("protobuf.proto", """\
message Credentials {
  string username = 1;
  string password = 2;
  bytes token = 3;
  string ssn = 4;
}
"""),
    ("ldap_schema.ldif", """\
attributeTypes: ( 2.5.4.35 NAME 'userPassword' DESC 'RFC4519/2307: password of user' EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40{128} )
"""),
    ("man_page.txt", """\
-p, --password PASSWORD
       Use the given password. If the option is omitted, the user is asked.
--token-file FILE
       Read the token from FILE (default: ~/.config/app/token).
"""),
    ("versions.txt", """\
openssl 3.0.15-1~deb12u1
libpam0g 1.5.2-6+deb12u1
linux-image-6.1.0-28-amd64 6.1.119-1
tokenizers 0.21.0
keyring 25.6.0
"""),
    ("coordinates_svg.svg", """\
<svg viewBox="0 0 118 204"><path d="M11.82 04.17l4.182-7.71c1.18 2.04 7.7 11.82 20.41 18.20z"/><circle cx="41.82" cy="77.11" r="4.1"/></svg>
"""),
    ("gcode.nc", """\
G21 G90
G0 X41.820 Y77.118 Z5.000
G1 Z-1.200 F204
G1 X118.204 Y20.417 F418
"""),
    ("fasta.txt", """\
>sp|P04182|OAT_RAT Ornithine aminotransferase
MLSKLASLQTVAALRRGLRTSVASATSVATKKTEQGPPSSEYIFERESKYGAHNYHPLPVALERGKGIYMWDVEGRQYFDFLSAYSAVSQGHCHPKIIDAMKSQVDKLTLTSRAF
"""),
    ("smiles.csv", """\
name,smiles,cas
ibuprofen,CC(C)Cc1ccc(cc1)C(C)C(=O)O,15687-27-1
caffeine,Cn1cnc2c1c(=O)n(C)c(=O)n2C,58-08-2
"""),
    ("chess.pgn", """\
[Event "Club"] [Round "4"]
1. e4 c5 2. Nf3 d6 3. d4 cxd4 4. Nxd4 Nf6 5. Nc3 a6 6. Be3 e5 7. Nb3 Be6 8. f3 h5
"""),
    ("crash_ios.txt", """\
Incident Identifier: ${g}
CrashReporter Key:   ${h:40}
Hardware Model:      iPhone16,1
Binary Images: 0x104a18000 - 0x104d37fff app arm64  <${h:32}>
"""),
    ("wifi_survey.txt", """\
SSID Gast    BSSID 00:00:5e:00:53:18  Kanal 6   -41 dBm  WPA2-PSK
SSID Intern  BSSID 00:00:5e:00:53:77  Kanal 44  -82 dBm  WPA3-SAE
"""),
    ("bank_codes.csv", """\
blz;bank;ort
37050198;Sparkasse KölnBonn;Köln
10010010;Postbank;Berlin
43060967;GLS Gemeinschaftsbank;Bochum
"""),
    ("umsatz.csv", """\
monat;umsatz;bestellungen;retouren
2025-11;1182041,77;4182;77
2025-12;2041771,18;7718;204
2026-01;771820,41;2041;118
"""),
    ("kontenrahmen.txt", """\
0410 Geschäftsausstattung, 1000 Kasse, 1200 Bank, 1576 Abziehbare Vorsteuer 19 %, 3400 Wareneingang, 4120 Gehälter, 8400 Erlöse 19 %
"""),
    ("gantt.csv", """\
id;vorgang;start;ende;vorgänger
118;Rohbau;02.03.2026;30.04.2026;
119;Fenster;04.05.2026;22.05.2026;118
120;Estrich;26.05.2026;12.06.2026;119
"""),
    ("changelog.md", """\
## 4.18.2 - 2026-02-03
- fix: password field keeps focus (#1182)
- feat: rotate tokens with `app token rotate --all`
- chore: bump jsonwebtoken 9.0.2
"""),
    ("license_text.txt", """\
THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY.
"""),
    ("error_codes.h", """\
#define ERR_PASSWORD_EXPIRED 0xC0000071
#define ERR_NO_SUCH_USER     0xC0000064
#define ERR_BAD_TOKEN        0xC000005F
"""),
    ("registry_uninstall.reg", """\
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Classes\\CLSID\\{${g}}]
@="Password Filter"
"InprocServer32"="C:\\\\Windows\\\\System32\\\\filter.dll"
"""),
    ("dmesg.txt", """\
[    0.118204] Memory: 16204177K/16777216K available
[    1.204177] usb 1-4: New USB device found, idVendor=0411, idProduct=8204, bcdDevice= 7.71
[    1.204180] usb 1-4: SerialNumber: 0418${h:8}
"""),
    ("smart.txt", """\
Device Model:     WDC WD40EFRX-68N32N0
Serial Number:    WD-WCC7K0${U:6}
LU WWN Device Id: 5 0014ee 2${h:9}
Power_On_Hours 41820
"""),
    ("pip_freeze.txt", """\
cryptography==44.0.0
keyring==25.6.0
password-strength==0.0.3.post2
PyJWT==2.10.1
tokenizers==0.21.0
"""),
    ("blog_post.md", """\
Why we moved to passkeys: a password is something you know, and what you know can be phished. In 2024 we counted 1,182 resets a month; today it is 77. Tokens are bound to the device.
"""),
    ("story.txt", """\
The old lighthouse keeper closed the door and went down the steps. The sea was calm; a gull sat on the rail. By four the fog had come in, and nothing could be seen of the harbour.
"""),
    ("roman_de.txt", """\
Am Morgen lag Reif auf den Dächern. Der Müller zog die Mütze tiefer, der Bach war zugefroren, und vom Schmied her hörte man das Eisen klingen. Bis zum Markt waren es zwei Stunden.
"""),
    ("stellenplan.csv", """\
stelle;bezeichnung;entgelt;vzä;besetzt
118;Sachbearbeitung Bauamt;E9b;1,0;ja
119;Bauhof;E5;2,0;ja
120;Sekretariat;E6;0,5;nein
"""),
    ("umfrage_auswertung.txt", """\
n = 418; Rücklauf 77 %; weiblich 204, männlich 201, divers 3, k. A. 10. Alter: 18-29: 77, 30-44: 118, 45-59: 141, 60+: 82.
"""),
    ("lab_reference.txt", """\
Referenzbereiche: Hb 12,0-15,5 g/dl; Leukozyten 4,0-10,0 /nl; CRP < 5 mg/l; TSH 0,4-4,0 mU/l; Kreatinin 0,5-0,9 mg/dl
"""),
    ("icd_list.csv", """\
code;text
E11.90;Diabetes mellitus Typ 2 ohne Komplikationen
I10.00;Benigne essentielle Hypertonie
J45.0;Vorwiegend allergisches Asthma
"""),
    ("hotline_text.txt", """\
Unsere Servicezeiten: Mo-Fr 8-18 Uhr. Rufen Sie uns an oder schreiben Sie uns über das Kontaktformular. Allgemeiner Notruf 112, ärztlicher Bereitschaftsdienst 116117.
"""),
    ("redacted.csv", """\
name;geb;iban;telefon
[entfernt];**.**.1984;DE** **** **** **** **** 42;+49 *** ****77
[entfernt];**.**.1991;DE** **** **** **** **** 18;+49 *** ****04
"""),
    ("anon_ids.csv", """\
patient,visit,sex,age,sys,dia
P0118,1,f,54,118,77
P0118,2,f,54,120,79
P0204,1,m,61,141,82
"""),
    ("faker.py", """\
from faker import Faker
fake = Faker("de_DE")
users = [{"name": fake.name(), "iban": fake.iban(), "password": fake.password(length=16)} for _ in range(100)]
"""),
    ("mustermann.txt", """\
Max Mustermann
Musterstraße 1
12345 Musterstadt
max.mustermann@example.com
"""),
    ("gtin_label.txt", """\
(01)04074650752912(10)LOT4182(17)270630(21)118204177
SSCC 00 3 4012345 118204177 1
"""),
    ("mongo_dump.json", """\
{"_id":{"$oid":"${h:24}"},"__v":0,"etag":"W/\\"4182-${b:27}\\"","createdAt":{"$date":"2026-02-03T10:12:44.118Z"}}
"""),
    ("snippets.vim", """\
let g:password_cmd = 'pass show mail'
nnoremap <leader>pw :call PasswordPrompt()<CR>
set secure
"""),
    ("makefile.mk", """\
KEYFILE ?= $(HOME)/.ssh/id_ed25519
TOKEN := $(shell cat .token)
sign: ; gpg --local-user $(GPG_KEY) --detach-sign out.tar
"""),
    ("dns_zone.txt", """\
example.net. 3600 IN TXT "v=spf1 include:_spf.example.net ~all"
sel._domainkey 3600 IN TXT "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A${b:200}"
_acme-challenge 60 IN TXT "${u:43}"
google-site-verification=${u:43}
"""),
    ("jenkins_ref.groovy", """\
withCredentials([usernamePassword(credentialsId: 'nexus-deploy', usernameVariable: 'U', passwordVariable: 'P')]) {
  sh 'curl -u $U:$P https://nexus.example.com/'
}
"""),
    ("terraform_refs.tf", """\
password = random_password.db.result
token    = data.vault_generic_secret.app.data["token"]
secret   = aws_secretsmanager_secret_version.app.secret_string
"""),
    ("lab_barcode.log", """\
scan ok: A4182077118 rack 04 pos B7 vol 0.418 ml
scan ok: A4182077119 rack 04 pos B8 vol 0.402 ml
"""),
    ("amounts_prose.txt", """\
In 2025 the region exported 1,182,041 tonnes of timber, 4.1 % more than in 2024; the port handled 77,182 containers, and 2,041 lorries crossed the bridge each day.
"""),
    ("swift_codes.txt", """\
Die Felder 52A und 57A enthalten den BIC der Bank, z. B. DEUTDEFF oder COBADEFFXXX.
"""),
    ("json_schema.json", """\
{"type":"object","required":["iban","bic"],"properties":{"iban":{"type":"string","pattern":"^[A-Z]{2}\\\\d{2}[A-Z0-9]{11,30}$"},"password":{"type":"string","writeOnly":true},"phone":{"type":"string","format":"phone"}}}
"""),
    ("sbom.json", """\
{"bomFormat":"CycloneDX","serialNumber":"urn:uuid:${g}","components":[{"name":"passport","version":"0.7.0","purl":"pkg:npm/passport@0.7.0","hashes":[{"alg":"SHA-512","content":"${h:128}"}]}]}
"""),
    ("excel_formula.txt", """\
=WENN(B4>0;SVERWEIS(A4;Preise!$A$2:$D$418;4;FALSCH);"")
=SUMMEWENN(C2:C118;"bezahlt";D2:D118)
"""),
]
