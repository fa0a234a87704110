"""Texts in which nothing is sensitive, of kinds that the earlier ones do not have."""

CASES = [
    ("lieferschein.txt", """\
LIEFERSCHEIN Nr. 80-118842         Datum: 11.02.2026
Ihre Bestellung: 4500188204 vom 02.02.2026   Unser Auftrag: 1004418
Pos  Artikel-Nr.      Bezeichnung                    Menge  ME
10   0601-4418-882    Kugelhahn DN25 PN16               12  St
20   0601-4418-890    Flachdichtung 33x44x2             50  St
30   7711-0203-001    Sechskantschraube M12x60 8.8     200  St
Gewicht brutto: 41,88 kg   Packstücke: 2   NVE: 340123450000418829
"""),
    ("tracking.txt", "Your parcel 1Z8820417A0344188207 left the facility at 04:18 and is on its way to the delivery depot.\n"),
    ("dhl.txt", "Sendungsnummer JJD014600881204417702 – voraussichtliche Zustellung Do, 12.02., 10:40–13:10 Uhr\n"),
    ("isbn.csv", """\
isbn;titel;auflage;lagerort
978-3-446-07815-4;Handbuch der Schweißtechnik;4;R2-118
978-3-528-71355-3;Einführung in die Statik;11;R2-119
978-3-642-19585-3;Hydraulik für Praktiker;2;R3-004
"""),
    ("ean.txt", "EAN 4017278135453, VPE 12, UVP 4,99 €, Regal 14 unten\n"),
    ("lot.txt", "Lot 26B0417, exp 2027-08, ref 0088-204-41, sterile R, do not reuse\n"),
    ("versions.txt", "node v22.13.1, npm 10.9.2, pnpm 9.15.4, typescript 5.7.3, vite 6.0.11, eslint 9.19.0\n"),
    ("pip.txt", """\
numpy==2.2.2 --hash=sha256:${h:64}
pandas==2.2.3 \\
    --hash=sha256:${h:64} \\
    --hash=sha256:${h:64}
"""),
    ("go.sum", """\
github.com/spf13/cobra v1.8.1 h1:${b:43}=
github.com/spf13/cobra v1.8.1/go.mod h1:${b:43}=
golang.org/x/crypto v0.32.0 h1:${b:43}=
"""),
    ("yarn.lock", """\
"@babel/core@^7.26.0":
  version "7.26.7"
  resolved "https://registry.yarnpkg.com/@babel/core/-/core-7.26.7.tgz#${h:40}"
  integrity sha512-${b:86}==
"""),
    ("Cargo.lock", """\
[[package]]
name = "secrecy"
version = "0.10.3"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "${h:64}"
"""),
    ("poetry.lock", """\
[[package]]
name = "keyring"
version = "25.6.0"
files = [
    {file = "keyring-25.6.0-py3-none-any.whl", hash = "sha256:${h:64}"},
]
"""),
    ("pnpm-lock.yaml", """\
  passport-jwt@4.0.1:
    resolution: {integrity: sha512-${b:86}==}
"""),
    ("packages.lock.json", "{\"version\":1,\"dependencies\":{\"net8.0\":{\"Newtonsoft.Json\":{\"type\":\"Direct\",\"resolved\":\"13.0.3\",\"contentHash\":\"${b:86}==\"}}}}\n"),
    ("uuid.txt", """\
f47e1c2a-${h:4}-4${h:3}-a${h:3}-${h:12}
volume id ${g} attached to node ${g}
"""),
    ("git.log", """\
commit ${h:40}
Merge: ${h:7} ${h:7}
Date:   Wed Feb 11 08:14:02 2026 +0100

    Rotate token handling; remove password prompt from setup
"""),
    ("sums.txt", """\
${h:64}  lumo-2.18.4-linux-amd64.tar.gz
${h:64}  lumo-2.18.4-darwin-arm64.tar.gz
${h:128}  lumo-2.18.4.iso
"""),
    ("md5.txt", "MD5 (setup.exe) = ${h:32}\n"),
    ("example.env", """\
DB_HOST=localhost
DB_USER=
DB_PASSWORD=
API_KEY=<your api key>
SECRET_KEY=change-me
STRIPE_SECRET_KEY=sk_test_...
SMTP_PASS=xxxxxxxx
"""),
    ("sample.yaml", """\
auth:
  existingSecret: lumo-db
  secretKeys:
    adminPasswordKey: postgres-password
    userPasswordKey: password
"""),
    ("externalsecret.yaml", """\
apiVersion: external-secrets.io/v1beta1
kind: ExternalSecret
spec:
  refreshInterval: 1h
  secretStoreRef: {name: vault, kind: ClusterSecretStore}
  data:
    - secretKey: password
      remoteRef: {key: kv/lumo/db, property: password}
"""),
    ("vault.txt", """\
vault kv get -field=password kv/lumo/prod/db
op read "op://Infra/GitLab/token"
pass show lumo/router | head -1
aws secretsmanager get-secret-value --secret-id lumo/db --query SecretString
"""),
    ("gha.yml", """\
      - uses: docker/login-action@v3
        with:
          username: ${{ vars.DOCKER_USER }}
          password: ${{ secrets.DOCKER_TOKEN }}
"""),
    ("gitlab-ci.yml", """\
deploy:
  script:
    - docker login -u "$CI_REGISTRY_USER" -p "$CI_REGISTRY_PASSWORD" "$CI_REGISTRY"
    - export PGPASSWORD="$PROD_DB_PASSWORD"
"""),
    ("tf.tf", """\
variable "db_password" {
  type      = string
  sensitive = true
}
data "aws_secretsmanager_secret_version" "db" { secret_id = "lumo/db" }
resource "random_password" "x" {
  length  = 24
  special = true
}
"""),
    ("ansible.yml", """\
- name: set password
  ansible.builtin.user:
    name: deploy
    password: "{{ deploy_pw | password_hash('sha512') }}"
    update_password: on_create
"""),
    ("login.py", """\
def login(request):
    password = request.POST.get("password", "")
    user = authenticate(username=request.POST["username"], password=password)
    if user is None:
        messages.error(request, "Wrong user name or password.")
    return redirect("home")
"""),
    ("settings.py", """\
SECRET_KEY = env("DJANGO_SECRET_KEY")
DATABASES = {"default": {"PASSWORD": env("DB_PASSWORD", default="")}}
AUTH_PASSWORD_VALIDATORS = [{"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"}]
"""),
    ("Auth.java", """\
public boolean verify(String username, char[] password) {
    String hash = repository.findHash(username);
    return passwordEncoder.matches(CharBuffer.wrap(password), hash);
}
"""),
    ("token.go", """\
func ParseToken(raw string) (*Claims, error) {
	token, err := jwt.ParseWithClaims(raw, &Claims{}, keyFunc)
	if err != nil {
		return nil, fmt.Errorf("parse token: %w", err)
	}
	return token.Claims.(*Claims), nil
}
"""),
    ("Login.cs", "if (string.IsNullOrWhiteSpace(model.Password)) { ModelState.AddModelError(nameof(model.Password), \"Password is required.\"); }\n"),
    ("reset.rb", """\
def reset_password_token
  @token ||= SecureRandom.urlsafe_base64(32)
end
"""),
    ("Form.tsx", "<TextField label={t('password')} name=\"password\" type=\"password\" value={values.password} onChange={handleChange} autoComplete=\"current-password\" />\n"),
    ("auth.ts", """\
export interface Credentials { username: string; password: string; apiKey?: string; clientSecret: string | null }
const isTokenExpired = (token: Token) => token.exp * 1000 < Date.now();
"""),
    ("pw.ps1", """\
$cred = Get-Credential -UserName LUMO\\svc -Message "Password for the service account"
$pw = Read-Host -AsSecureString "Password"
"""),
    ("pw.bat", """\
set /p PASSWORD=Enter password: 
net use Z: \\\\fs01\\daten * /user:%USERNAME%
"""),
    ("pw.sh", """\
read -rsp 'Password: ' PW; echo
if [ -z "$PASSWORD" ]; then echo "PASSWORD not set" >&2; exit 1; fi
mysql -u root -p"$MYSQL_ROOT_PASSWORD" < schema.sql
TOKEN="$(cat /run/secrets/token)"
"""),
    ("pass.php", """\
$hash = password_hash($password, PASSWORD_ARGON2ID);
$db = new PDO($dsn, getenv('DB_USER'), getenv('DB_PASS'));
"""),
    ("de.json", """\
{
  "login": {"password": "Passwort", "passwordRepeat": "Passwort wiederholen", "token": "Sicherheitscode", "forgot": "Passwort vergessen?"},
  "profile": {"dateOfBirth": "Geburtsdatum", "phone": "Telefonnummer", "iban": "IBAN", "passport": "Reisepassnummer"}
}
"""),
    ("fr.po", """\
msgid "Password"
msgstr "Mot de passe"

msgid "API key"
msgstr "Clé d'API"

msgid "Your password must contain at least 8 characters."
msgstr "Votre mot de passe doit contenir au moins 8 caractères."
"""),
    ("strings.xml", """\
<resources>
    <string name="password_hint">Hasło</string>
    <string name="pin_title">Wprowadź PIN</string>
    <string name="token_expired">Token wygasł</string>
</resources>
"""),
    ("Localizable.strings", """\
"login.password" = "Contraseña";
"login.secret" = "Clave secreta";
"card.cvv" = "Código de seguridad";
"""),
    ("messages.properties", """\
user.password.label=Passwort
user.password.mismatch=Die Passwörter stimmen nicht überein
user.ssn.invalid=Ung\\u00fcltige Sozialversicherungsnummer
"""),
    ("schema.sql", """\
CREATE TABLE kunden (
  id bigint PRIMARY KEY,
  vorname varchar(80) NOT NULL,
  nachname varchar(80) NOT NULL,
  geburtsdatum date,
  iban char(34),
  kreditkarte_token varchar(64),
  passwort_hash varchar(255)
);
"""),
    ("schema.prisma", """\
model User {
  id        String   @id @default(cuid())
  email     String   @unique
  password  String
  ssn       String?
  apiKeys   ApiKey[]
}
"""),
    ("openapi.yaml", """\
components:
  securitySchemes:
    apiKey: {type: apiKey, in: header, name: X-API-Key}
    bearer: {type: http, scheme: bearer, bearerFormat: JWT}
  schemas:
    Login:
      required: [email, password]
      properties:
        email: {type: string, format: email}
        password: {type: string, format: password, minLength: 12}
"""),
    ("schema.json", "{\"properties\":{\"iban\":{\"type\":\"string\",\"pattern\":\"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$\"},\"birthDate\":{\"type\":\"string\",\"format\":\"date\"},\"ssn\":{\"type\":\"string\",\"pattern\":\"^\\\\d{3}-\\\\d{2}-\\\\d{4}$\"}}}\n"),
    ("msg.proto", """\
message Account {
  string account_id = 1;
  string password_hash = 2;
  string phone_number = 3;
  google.protobuf.Timestamp date_of_birth = 4;
}
"""),
    ("q.graphql", "type Mutation { login(email: String!, password: String!): AuthPayload! refreshToken(token: String!): AuthPayload! }\n"),
    ("regex.txt", """\
IBAN:  \\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,7}
card:  \\b(?:4\\d{12}(?:\\d{3})?|5[1-5]\\d{14})\\b
phone: ^(\\+49|0)[1-9]\\d{1,4}[ /-]?\\d{3,9}$
"""),
    ("test_cards.md", "Use 4242 4242 4242 4242 for a successful payment, 4000 0000 0000 9995 for insufficient funds, any future date and any CVC.\n"),
    ("stripe_doc.txt", "curl https://api.stripe.com/v1/charges -u sk_test_YOUR_KEY_HERE: -d amount=2000\n"),
    ("aws_doc.txt", """\
AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
"""),
    ("slack_doc.txt", "Set SLACK_BOT_TOKEN=xoxb-your-token and restart the bot.\n"),
    ("doc_curl.md", """\
```
curl -H "Authorization: Bearer $TOKEN" https://api.lumo.dev/v1/items
curl -u "user:password" https://api.lumo.dev/v1/items
```
"""),
    ("policy.md", "Passwords must have 14 characters, be stored in the password manager and never be sent by e-mail. Service account secrets are rotated every 180 days; tokens are revoked on leaving.\n"),
    ("richtlinie.txt", "4.2 Passwörter: Das Initialpasswort ist bei der ersten Anmeldung zu ändern. Die Weitergabe von Passwörtern ist untersagt. PINs und TANs dürfen nicht notiert werden.\n"),
    ("phish.txt", "If somebody phones and asks for your password or PIN, hang up. The IT desk never asks for a password.\n"),
    ("access.log", """\
192.0.2.14 - - [11/Feb/2026:06:14:22 +0100] "GET /assets/app.${h:8}.js HTTP/2.0" 200 418829 "https://www.lumo.dev/" "Mozilla/5.0 (X11; Linux x86_64; rv:134.0) Gecko/20100101 Firefox/134.0"
192.0.2.14 - - [11/Feb/2026:06:14:23 +0100] "GET /api/items?page=2&sort=-created HTTP/2.0" 200 8820 "-" "-"
"""),
    ("kernel.log", """\
[    0.418829] ACPI: SSDT 0x00000000BFEE4188 000829 (v02 INTEL  CpuSsdt  00003000 INTL 20210331)
[    1.204417] usb 1-4: New USB device found, idVendor=046d, idProduct=c52b, bcdDevice=12.11
"""),
    ("k8s.log", """\
I0211 06:14:22.118842       1 leaderelection.go:250] attempting to acquire leader lease kube-system/lumo-${h:8}...
E0211 06:14:25.204417       1 reflector.go:158] "Unhandled Error" err="failed to list *v1.Secret: secrets is forbidden"
"""),
    ("java.log", """\
2026-02-11 06:14:22,118 ERROR [http-nio-8080-exec-7] o.s.s.a.AuthenticationManager - Bad credentials
	at org.springframework.security.authentication.dao.DaoAuthenticationProvider.additionalAuthenticationChecks(DaoAuthenticationProvider.java:101)
	at org.springframework.security.authentication.ProviderManager.authenticate(ProviderManager.java:182)
"""),
    ("otel.log", "trace_id=${h:32} span_id=${h:16} parent=${h:16} dur=4.188ms status=OK\n"),
    ("s3.log", "REST.GET.OBJECT dumps/2026/02/11/part-00417.parquet request_id=${HEX:16} host_id=${b:74}== 200\n"),
    ("sshd.log", """\
Feb 11 06:14:22 bastion sshd[41882]: Accepted publickey for deploy from 198.51.100.14 port 50417 ssh2: ED25519 SHA256:${b:43}
Feb 11 06:15:01 bastion sshd[41890]: Failed password for invalid user admin from 203.0.113.77 port 41882 ssh2
"""),
    ("sudo.log", "Feb 11 06:20:11 web1 sudo: pam_unix(sudo:auth): authentication failure; logname= uid=1001 euid=0 tty=/dev/pts/0\n"),
    ("npm.log", """\
added 418 packages, and audited 419 packages in 12s
88 packages are looking for funding
found 0 vulnerabilities
"""),
    ("maven.log", "[INFO] Downloaded from central: https://repo1.maven.org/maven2/org/springframework/spring-core/6.2.2/spring-core-6.2.2.jar (2.0 MB at 8.8 MB/s)\n"),
    ("docker.log", """\
#9 [3/7] RUN apk add --no-cache openssl=3.3.2-r4 && rm -rf /var/cache/apk/*
#9 sha256:${h:64} 4.19MB / 4.19MB 0.6s done
"""),
    ("ips.txt", """\
10.20.0.1
10.20.0.2
10.20.4.18
192.168.88.20
172.16.41.7
203.0.113.0/24
2001:db8:41:88::/64
"""),
    ("hosts", """\
127.0.0.1 localhost
10.20.0.7 fs01 fs01.lumo.local
10.20.0.8 sql01
fe80::1%lo0 localhost
"""),
    ("macs.csv", """\
port,mac,vlan
Gi1/0/1,00:1a:4b:88:20:41,20
Gi1/0/2,3c:52:82:04:17:aa,20
"""),
    ("temps.csv", """\
zeit;sensor;wert
2026-02-11 06:00;T-014;21,44
2026-02-11 06:05;T-014;21,38
2026-02-11 06:10;T-014;21,41
2026-02-11 06:00;F-003;48,8
"""),
    ("meas.tsv", """\
sample	mass_mg	absorbance_540	conc_uM
A1	4.188	0.2041	41.88
A2	4.207	0.2063	42.30
B1	3.981	0.1944	39.87
"""),
    ("gps_science.txt", "Station M14: depth 418 m, salinity 35.02 PSU, temperature 4.18 °C, dissolved O2 6.71 ml/l. Transect spacing was 2.5 nautical miles.\n"),
    ("stars.csv", """\
name,ra,dec,vmag
HD 41882,06:08:12.04,-17:22:41.8,8.82
HD 88204,10:10:18.82,+04:17:20.4,7.71
"""),
    ("spectrum.txt", "m/z 88.2041 (100), 104.4188 (42), 118.0865 (31); calcd for C5H12NO+ 102.0913\n"),
    ("seq.fasta", """\
>seq0417 hypothetical protein
MKTAYIAKQRQISFVKSHFSRQLEERLGLIEVQAPILSRVGDGTQDNLSGAEKAVQVKVK
ALPDAQFEVVHSLAKWKRQTLGQHDFSAGEGLYTHMKALRPDEDRLSPLHSVYVDQWDWE
"""),
    ("pdb.pdb", """\
ATOM    418  CA  ALA A  88      20.417  44.188  12.041  1.00 18.82           C
ATOM    419  C   ALA A  88      21.102  43.771  13.337  1.00 19.04           C
"""),
    ("obj.obj", """\
v 0.418820 -0.204177 1.088204
v 0.417702 -0.118842 1.092041
f 1/1/1 2/2/1 3/3/1
"""),
    ("svg.svg", "<path d=\"M12.044 18.829c-4.188 2.04-8.82.417-11.77-4.418l3.34-9.02 4.41-8.82z\" fill=\"#1A4B88\"/>\n"),
    ("min.js", "!function(e,t){\"object\"==typeof exports?module.exports=t():e.Lumo=t()}(this,(function(){\"use strict\";var e={key:\"k\",token:\"t\"},t=Object.freeze({p:8,q:204});function n(e,t){return e<<t|e>>>32-t}return{a:e,b:t,c:n}}));\n"),
    ("sri.html", """\
<script src="https://cdn.lumo.dev/a.js" integrity="sha512-${b:86}==" crossorigin="anonymous"></script>
<input type="hidden" name="__RequestVerificationToken" value="">
"""),
    ("font.css", "@font-face{font-family:Lumo;src:url(data:font/woff2;base64,d09GMgABAAAAA${b:300}) format(\"woff2\")}\n"),
    ("png.html", "<img alt=\"\" src=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAA${b:240}==\">\n"),
    ("cert.pem", """\
-----BEGIN CERTIFICATE-----
MIIDdzCCAl+gAwIBAgIE${b:44}
${b:64}
${b:64}
${b:40}==
-----END CERTIFICATE-----
"""),
    ("pub.pem", """\
-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA${b:20}
${b:64}
-----END PUBLIC KEY-----
"""),
    ("known_hosts", "git.lumo.dev ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${b:43}\n"),
    ("dkim.txt", "default._domainkey IN TXT \"v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ${b:180}\"\n"),
    ("dns.txt", """\
lumo.dev. 3600 IN TXT "google-site-verification=${u:43}"
lumo.dev. 3600 IN SOA ns1.lumo.dev. hostmaster.lumo.dev. 2026021101 7200 3600 1209600 3600
"""),
    ("license.txt", "Copyright (c) 2019-2026 The Lumo Contributors. Licensed under the Apache License, Version 2.0.\n"),
    ("part.txt", "Ersatz für 5WK96614H / A2C53343875 ist 5WK9-6614J; Filter W 712/94, Kerze NGK BKR6E-11, Riemen 6PK1780\n"),
    ("part2.csv", """\
part_no;rev;desc;stock
XR7K2-9PQ4M-88TT1;C;bracket left;41
XR7K2-9PQ4M-88TT2;C;bracket right;38
ZB4-BVB3;A;pilot light green;204
"""),
    ("bom.csv", """\
Ref,Value,Footprint,MPN
C1-C4,100n,0402,GRM155R71C104KA88D
U3,STM32F411CEU6,UFQFPN-48,STM32F411CEU6
R7,4k7,0603,RC0603FR-074K7L
"""),
    ("hs.txt", "HS 8481.80.81, origin CN, 412 kg, incoterm DAP Rotterdam, container MSKU 418820-4, seal 0088204\n"),
    ("amounts.csv", """\
Konto;Bezeichnung;Soll;Haben
4400;Erlöse 19 %;;118.842,04
3806;Umsatzsteuer 19 %;;22.579,99
1200;Bank;141.422,03;
6815;Bürobedarf;417,70;
"""),
    ("budget.md", """\
| Quarter | Revenue | Cost | Margin |
|---|---|---|---|
| Q1 | 1,204,417 | 882,041 | 26.8 % |
| Q2 | 1,318,829 | 904,188 | 31.4 % |
"""),
    ("kurse.csv", """\
date,open,high,low,close,volume
2026-02-09,41.88,42.04,41.17,41.77,1188204
2026-02-10,41.80,42.88,41.71,42.66,2041770
"""),
    ("isin.txt", "Fonds: ISIN «O:DE000A17A555», WKN A1JX52, TER 0,20 %, ausschüttend\n"),
    ("fahrplan.txt", """\
Linie 418  Mo-Fr
Bahnhof Süd      05:48 06:18 06:48 07:08 07:28
Goethestraße     05:52 06:22 06:52 07:12 07:32
Am Markt         05:57 06:27 06:57 07:17 07:37
Klinikum         06:04 06:34 07:04 07:24 07:44
"""),
    ("bus.txt", "Route 88 towards Clapton: Mare Street, Narrow Way, Lower Clapton Road, Millfields. Every 12 minutes.\n"),
    ("strassen.txt", "Gesperrt sind am Sonntag: Lindenstraße, Bahnhofstraße (zwischen Markt und Post), Schillerplatz und die Ernst-Thälmann-Straße.\n"),
    ("rezept.txt", "Für 4 Personen: 418 g Mehl, 2 Eier, 88 ml Milch, 1 Prise Salz. Teig 20 Min. ruhen lassen, bei 180 °C 41 Minuten backen.\n"),
    ("recipe.txt", "Bake at 350F for 42 minutes. Makes 18 cookies (120 kcal each). Secret ingredient: a pinch of cardamom.\n"),
    ("ricetta.txt", "Ingredienti: 320 g di riso Carnaroli, 1 l di brodo, 1 bustina di zafferano. Il segreto: mantecare fuori dal fuoco.\n"),
    ("promi.txt", "Goethe and Schiller met in Jena in 1794; Beethoven set the ode to music thirty years later.\n"),
    ("history.txt", "Im Jahr 1521 trat Martin Luther in Worms vor Kaiser Karl V.; 1534 erschien die vollständige Bibel.\n"),
    ("physics.txt", "By Noether's theorem, each symmetry of the Lagrangian gives a conserved quantity. See also Maxwell's equations and Hooke's law.\n"),
    ("nobel.txt", "Marie Curie received the Nobel Prize in 1903 and 1911; «O:Albert Einstein» in 1921.\n"),
    ("companies.txt", "Siemens, Bosch, Daimler Truck, Heinrich Schmidt GmbH, Müller Logistik AG, Johnson & Johnson, Ernst & Young\n"),
    ("places.csv", """\
name,country,population
Victoria,CA,91867
Santiago,CL,6160040
San José,CR,342188
Jackson,US,145995
Franklin,US,83454
"""),
    ("ships.txt", "MV Charlotte Maersk, MS Elisabeth, MS Queen Mary 2, Frachter \"Otto Hahn\"\n"),
    ("weather.txt", "Sturmtief \"Bernd\" zieht ab, Hoch \"Uta\" bringt Sonne; Höchstwerte 4 bis 9 Grad, nachts -2.\n"),
    ("sport.txt", "1. FC Heidenheim – SV Darmstadt 98 2:1 (1:0), 15.000 Zuschauer; Tore in der 18., 41. und 88. Minute\n"),
    ("chess.pgn", "1. e4 c5 2. Nf3 d6 3. d4 cxd4 4. Nxd4 Nf6 5. Nc3 a6 6. Be3 e5 7. Nb3 Be6 8. f3 Be7 9. Qd2 O-O 10. O-O-O Nbd7 1/2-1/2\n"),
    ("lorem.txt", "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.\n"),
    ("placeholders.txt", "Max Mustermann, Musterstraße 1, 12345 Musterstadt, Tel. 0123 456789, max.mustermann@example.com\n"),
    ("ph_en.txt", "Name: [FIRST NAME] [LAST NAME]  DOB: [DD/MM/YYYY]  NHS no: [NHS NUMBER]  Address: [ADDRESS LINE 1]\n"),
    ("form.txt", """\
Name: ______________________   Vorname: ______________________
Geburtsdatum: __ . __ . ____   Steuer-ID: ___ ___ ___ __
IBAN: DE__ ____ ____ ____ ____ __
"""),
    ("form_fr.txt", """\
Nom : ....................  Prénom : ....................  Né(e) le : ../../....
N° de sécurité sociale : . .. .. .. ... ... / ..
"""),
    ("masked.txt", "Karte: **** **** **** 4188, IBAN DE** **** **** **** **20 41, Tel. 0171 *****04\n"),
    ("redacted.txt", "Patient: [geschwärzt], geb. [geschwärzt], Diagnose siehe Anlage.\n"),
    ("tpl.html", "<p>Dear {{ first_name }},</p><p>your code is {{ otp }}. It expires in {{ minutes }} minutes.</p>\n"),
    ("tpl.txt", "Sehr geehrte/r {Anrede} {Nachname}, Ihre Kundennummer lautet {KdNr}. Ihr Passwort können Sie unter {Link} setzen.\n"),
    ("hours.txt", "Öffnungszeiten: Mo-Do 8-12 und 14-16 Uhr, Fr 8-13 Uhr. Annahmeschluss 15:30.\n"),
    ("meeting.ics", """\
BEGIN:VEVENT
UID:${g}@lumo.dev
DTSTAMP:20260211T061422Z
DTSTART;TZID=Europe/Berlin:20260218T100000
DURATION:PT45M
SUMMARY:Password policy review
LOCATION:Raum 4.18
END:VEVENT
"""),
    ("cron.txt", "18 4 * * 1-5 root /usr/local/sbin/rotate-tokens --keep 7 >> /var/log/rotate.log 2>&1\n"),
    ("nginx.conf", """\
server {
  listen 443 ssl;
  ssl_certificate /etc/ssl/lumo.crt;
  ssl_certificate_key /etc/ssl/private/lumo.key;
  auth_basic "restricted";
  auth_basic_user_file /etc/nginx/htpasswd;
}
"""),
    ("sshd_config", """\
PermitRootLogin prohibit-password
PasswordAuthentication no
PubkeyAuthentication yes
AuthorizedKeysFile .ssh/authorized_keys
"""),
    ("pg_hba.conf", """\
host    all   all   10.20.0.0/16   scram-sha-256
local   all   postgres             peer
"""),
    ("my.cnf", """\
[mysqld]
default_authentication_plugin=caching_sha2_password
validate_password.policy=STRONG
validate_password.length=14
"""),
    ("pam.txt", """\
password requisite pam_pwquality.so retry=3 minlen=14 dcredit=-1
password sufficient pam_unix.so sha512 shadow use_authtok
"""),
    ("sw.cfg", """\
interface GigabitEthernet1/0/14
 description AP Flur 2.OG
 switchport access vlan 20
 spanning-tree portfast
!
ip route 0.0.0.0 0.0.0.0 10.20.0.1
"""),
    ("helm.txt", """\
NAME: lumo
LAST DEPLOYED: Wed Feb 11 06:14:22 2026
NOTES: Get the admin password by running:
  kubectl get secret lumo -o jsonpath="{.data.admin-password}" | base64 -d
"""),
    ("cfn.yaml", """\
MasterUserPassword: !Sub '{{resolve:secretsmanager:${DbSecret}:SecretString:password}}'
KmsKeyId: alias/lumo
"""),
    ("arm.json", "{\"adminPassword\":{\"reference\":{\"keyVault\":{\"id\":\"[resourceId('Microsoft.KeyVault/vaults','lumo-kv')]\"},\"secretName\":\"vmAdmin\"}}}\n"),
    ("k8s.yaml", """\
env:
- name: DB_PASSWORD
  valueFrom:
    secretKeyRef:
      name: lumo-db
      key: password
serviceAccountName: lumo
automountServiceAccountToken: false
"""),
    ("dockerfile", """\
FROM node:22-alpine@sha256:${h:64}
ARG NPM_TOKEN
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
"""),
    ("jwt.txt", "A JWT has three parts: header.payload.signature. The header says {\"alg\":\"RS256\",\"typ\":\"JWT\"}.\n"),
    ("ai.json", "{\"model\":\"claude-sonnet-4\",\"max_tokens\":1024,\"stop_sequence\":null,\"usage\":{\"input_tokens\":4188,\"output_tokens\":204}}\n"),
    ("tok.json", "{\"bos_token\":\"<s>\",\"eos_token\":\"</s>\",\"pad_token\":\"<pad>\",\"tokenizer_class\":\"LlamaTokenizer\",\"model_max_length\":4096}\n"),
    ("merges.txt", """\
#version: 0.2
Ġ t
Ġt he
Ġpass word
i n
"""),
    ("keys.json", "{\"keybindings\":[{\"key\":\"ctrl+shift+k\",\"command\":\"deleteLine\"},{\"key\":\"alt+f12\",\"command\":\"terminal.toggle\"}]}\n"),
    ("kbd.txt", "Key of C major; key signature two sharps; keynote at 10:00; keyboard layout QWERTZ; monkey; turnkey\n"),
    ("i18n_keys.ts", "export const KEYS = { USER: 'user', TOKEN_REFRESH: 'token-refresh', PASSWORD_RESET: 'password-reset', SECRET_SANTA: 'secret-santa' } as const;\n"),
    ("redux.ts", "case 'SET_TOKEN': return { ...state, token: action.payload, secret: undefined };\n"),
    ("enum.py", """\
class Field(Enum):
    PASSWORD = "password"
    TOKEN = "token"
    DATE_OF_BIRTH = "date_of_birth"
    CREDIT_CARD = "credit_card"
"""),
    ("test_pw.py", """\
@pytest.mark.parametrize("password", ["", "short", "nodigits", " " * 12])
def test_rejects_weak(password):
    assert not is_strong(password)
"""),
    ("hash.c", """\
static const uint32_t K[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5,
  0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
};
"""),
    ("hexdump.txt", """\
00000000  7f 45 4c 46 02 01 01 00  00 00 00 00 00 00 00 00  |.ELF............|
00000010  03 00 3e 00 01 00 00 00  40 41 88 20 00 00 00 00  |..>.....@A. ....|
"""),
    ("asm.txt", """\
  418820:	48 89 e5             	mov    %rsp,%rbp
  418823:	e8 88 20 04 17       	callq  0x175aa4b0 <token_next>
"""),
    ("crash.txt", "*** Error in `./lumo': double free or corruption (fasttop): 0x00007f4188204170 ***\n"),
    ("reg.reg", """\
[HKEY_CLASSES_ROOT\\CLSID\\{4418820A-0417-4A18-8820-A0417441882B}]
@="Lumo Preview Handler"
"AppID"="{6d2b5079-2f0b-48dd-ab7f-97cec514d30b}"
"""),
    ("sln.txt", "Project(\"{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}\") = \"Lumo.Api\", \"src\\Lumo.Api\\Lumo.Api.csproj\", \"{${HEX:8}-${HEX:4}-4${HEX:3}-A${HEX:3}-${HEX:12}}\"\n"),
    ("pbx.txt", "		4A18820417${HEX:14} /* AppDelegate.swift in Sources */ = {isa = PBXBuildFile; fileRef = 4A18820418${HEX:14} /* AppDelegate.swift */; };\n"),
    ("ts.txt", "1770790462 1770790462118 2026-02-11T06:14:22.118Z 20260211061422 133839044621188204\n"),
    ("ids.csv", """\
order_id,customer_id,basket_id,amount
4188204177,10088204,9920417741,41.88
4188204178,10088207,9920417744,20.41
"""),
    ("ids.json", "{\"_id\":\"${h:24}\",\"tenantId\":\"${g}\",\"etag\":\"W/\\\"${h:32}\\\"\",\"cursor\":\"${b:40}==\"}\n"),
    ("utm.txt", "https://www.lumo.dev/?utm_source=newsletter&utm_campaign=2026-02&gclid=Cj0KCQiA${u:60}&fbclid=IwAR${u:56}\n"),
    ("yt.txt", "https://www.youtube.com/watch?v=${u:11}&list=PL${u:32}\n"),
    ("gdoc.txt", "https://docs.google.com/document/d/1${u:43}/edit\n"),
    ("doi.txt", "doi:10.1016/j.jcis.2020.04.177, arXiv:2004.18829, PMID 33188204, ORCID see title page\n"),
    ("law.txt", "§ 203 StGB, § 35 SGB I, Art. 9 Abs. 2 lit. h DSGVO, BGH, Urt. v. 12.04.2018 – III ZR 183/17\n"),
    ("aktz.txt", "Az. 12 O 418/25, Kassenzeichen 1188204417, Blatt 41 d. A.\n"),
    ("tender.txt", "Vergabenummer 2026-0418-BAU, Los 3, CPV 45233141-9, Frist 18.03.2026, 10:00 Uhr\n"),
    ("zaehler.txt", "Zähler 1EMH0011882041, Stand HT 41882,4 kWh, NT 20417,0 kWh, Ablesung 31.12.2025\n"),
    ("malo.txt", "Marktlokation DE0041882041700000000000000188204, Netzbetreiber-Nr. 9900418000002\n"),
    ("flight.txt", "LH2041 FRA-LHR dep 08:20 arr 09:05 T2 gate A41; BA 0417 LHR-JFK 11:18\n"),
    ("room.txt", "Zimmer 418: 2 EZ, Frühstück ab 6:30, Code für den Seiteneingang an der Rezeption erfragen\n"),
    ("sizes.txt", "DIN A4 210 x 297, Letter 215.9 x 279.4, viewBox 0 0 1188 2041, 300 dpi\n"),
    ("score.csv", """\
team,played,won,drawn,lost,points
Reds,18,12,4,2,40
Blues,18,8,8,2,32
"""),
    ("icd.txt", "Catalogue extract: E11 type 2 diabetes mellitus; I10 essential hypertension; J45 asthma; K35 acute appendicitis\n"),
    ("dose.txt", "Adults: 500 mg twice daily for 7 days. Do not exceed 4 g in 24 hours. Store below 25 °C. PL 04188/2041\n"),
    ("quiz.txt", "Welches Passwort ist sicherer: ein kurzes mit Sonderzeichen oder ein langes aus vier Wörtern? Begründen Sie.\n"),
    ("novel.txt", "\"The password,\" whispered the guard. She had forgotten it, and so had everyone else in the village.\n"),
    ("contact.txt", "Questions? Write to support@example.com or see the contact page. Office hours apply.\n"),
    ("ascii.txt", """\
+--------+----------+-------+
| key    | token    | count |
+--------+----------+-------+
| alpha  | beta     |   418 |
+--------+----------+-------+
"""),
    ("dates.txt", "Ferien: 30.03.–10.04.2026, 26.05.2026, 16.07.–26.08.2026; Zeugnisausgabe 15.07.2026\n"),
    ("inv.csv", """\
asset,type,serial,bought
NB-0418,ThinkPad T14,PF4X1882,2024-03-12
MON-0204,Dell U2723QE,CN0X4188TV2000A4B1,2023-11-02
"""),
    ("ruestzeiten.txt", "Maschine 7, Schicht B: Rüsten 41 min, Lauf 388 min, Stillstand 20 min, Ausschuss 17 von 1.882\n"),
    ("hplc.txt", """\
Peak 4: RT 8.204 min, area 118842.1, height 4188.2, tailing 1.04
Peak 5: RT 9.417 min, area 88204.6, height 3901.7, tailing 1.11
"""),
    ("qa.txt", "Cpk 1.67, LSL 9.95, USL 10.05, mean 10.0041, n=125, gauge no. 88-204\n"),
    ("sbom.json", "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"serialNumber\":\"urn:uuid:${g}\",\"components\":[{\"name\":\"passlib\",\"version\":\"1.7.4\",\"purl\":\"pkg:pypi/passlib@1.7.4\"},{\"name\":\"secretstorage\",\"version\":\"3.3.3\"}]}\n"),
    ("cve.txt", "CVE-2024-41882: improper handling of passwords in log files, CVSS 7.5, fixed in 4.18.2\n"),
    ("oui.txt", """\
$ helm repo add bitnami https://charts.bitnami.com/bitnami
$ kubectl create secret generic db --from-literal=password="$(openssl rand -base64 24)"
$ kubectl create secret tls web --cert=web.crt --key=web.key
"""),
    ("psql.txt", """\
postgres=# \\password app
Enter new password for user "app":
Enter it again:
"""),
    ("sed.sh", """\
sed -i "s|@DB_PASSWORD@|$DB_PASSWORD|" config.tpl
grep -rn 'password' src/ | grep -v test
"""),
    ("gpg.txt", "gpg --export-secret-keys --armor $KEYID > backup.asc   # asks for the passphrase\n"),
    ("fwlog.log", "Feb 11 06:14:22 fw1 filterlog: 88,,,1000000103,igb0,match,block,in,4,0x0,,241,54321,0,none,6,tcp,44,203.0.113.18,198.51.100.4,41882,8088,0,S\n"),
    ("syslog.log", "Feb 11 06:17:01 web1 CRON[41882]: pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)\n"),
    ("win.log", "Event 4625: An account failed to log on. Logon Type: 3 Status: 0xC000006D Sub Status: 0xC000006A (bad password)\n"),
    ("dhcp.log", "DHCPACK on 10.20.4.18 to 3c:52:82:04:17:aa via eth1\n"),
    ("sap.csv", """\
Werk;Material;Charge;Bestand;LGORT
1000;000000000041882041;0000882041;204,000;0001
1000;000000000041882058;0000882077;88,000;0001
"""),
    ("edi.edi", """\
UNB+UNOC:3+4012345000009:14+4098765000001:14+260211:0614+00000418'
UNH+1+ORDERS:D:96A:UN:EAN008'
BGM+220+4500188204+9'
LIN+1++4006381882041:SRV'
QTY+21:48'
"""),
    ("wechselkurs.xml", "<Cube time=\"2026-02-10\"><Cube currency=\"USD\" rate=\"1.0418\"/><Cube currency=\"JPY\" rate=\"158.82\"/><Cube currency=\"PLN\" rate=\"4.2041\"/></Cube>\n"),
    ("nuts.csv", """\
code;region;einwohner
DE212;München, Kreisfreie Stadt;1488202
DE300;Berlin;3677472
DE600;Hamburg;1853935
"""),
    ("vorwahl.txt", "Vorwahlen: 030 Berlin, 040 Hamburg, 069 Frankfurt am Main, 089 München, 0341 Leipzig\n"),
    ("notruf.txt", "Im Notfall: 110 Polizei, 112 Feuerwehr und Rettungsdienst, 116 117 ärztlicher Bereitschaftsdienst\n"),
    ("films.txt", "Harry Potter, Forrest Gump, Jane Eyre, Anna Karenina, Peter Pan: DVDs im Regal links\n"),
    ("plants.csv", """\
name,latin,height_cm
Black-eyed Susan,Rudbeckia hirta,60
Sweet William,Dianthus barbatus,45
Creeping Jenny,Lysimachia nummularia,10
"""),
    ("colors.scss", "$primary: #1a4b88; $accent: #e04188; $key-line: 0.5px; $token-radius: 4px;\n"),
    ("tokens.json", "{\"color\":{\"token\":{\"value\":\"#1a4b88\",\"type\":\"color\"}},\"space\":{\"key\":{\"value\":\"8px\",\"type\":\"dimension\"}}}\n"),
    ("brewery.txt", "Sud 0418, Stammwürze 12,4 °P, Hopfen Perle 88 g, Kochzeit 70 min, Gärung 18 °C\n"),
    ("qr.txt", "WIFI-Netze in der Halle: LUMO-Gast (offen, Captive Portal), LUMO-Intern (Anmeldung mit dem Benutzerkonto)\n"),
]
