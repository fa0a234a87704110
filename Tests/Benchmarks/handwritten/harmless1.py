"""Texts in which nothing is sensitive."""

CASES = [
    ("n.txt", "Order 4500123987 shipped on 12.04.2026, tracking number 1Z999AA10123456784, delivery note 8005512349.\n"),
    ("n.txt", "Invoice no. 2026-00418, customer no. 1029384756, VAT 19 %, total 1.204,50 EUR.\n"),
    ("n.txt", "Bestellnummer 302-1928374-5647382, Artikel-Nr. 4006381333931, Menge 3.\n"),
    ("n.txt", "EAN 4006381333931, ISBN 978-3-16-148410-0, ISSN 2049-3630.\n"),
    ("n.txt", "DHL Sendungsnummer 00340434161094042557 wird am 03.05. zugestellt.\n"),
    ("n.txt", "Ticket INC0012345 was linked to CHG0049281 and PRB0001029.\n"),
    ("n.txt", "Build 20260311.4 of version 10.0.19045.4170 failed after 00:14:22.\n"),
    ("n.txt", "Meeting ID: 842 1928 3746, starts at 10:30 on 4 May 2026.\n"),
    ("n.txt", "Part number 1N4148-TAP, spare part 06A 906 018 CJ, qty 12.\n"),
    ("n.txt", "Serial number: C02XK1JHJG5J; model A1990; firmware 7.1.15\n"),
    ("n.txt", "Der Zähler 1EMH0004921837 zeigte am 31.12.2025 18.442 kWh.\n"),
    ("n.txt", "Aktenzeichen 12 O 345/25, Geschäftszeichen III-2026-0417, Seite 3 von 12.\n"),
    ("n.txt", "Flug LH 1234, Sitz 14A, Buchungscode XK4PQ2.\n"),
    ("n.txt", "See section 3.2.1, table 14-3 and RFC 5321, page 123-45.\n"),
    ("n.txt", "The study enrolled 1204 patients (mean age 54.2, 95 % CI 52.1-56.3), ClinicalTrials.gov NCT04280705.\n"),
    ("n.txt", "doi:10.1038/s41586-020-2649-2, arXiv:2005.14165, PMID 32939066\n"),
    ("n.txt", "Temperature 23.4, 23.5, 23.4, 23.9; pressure 1013.25, 1013.31, 1012.98\n"),
    ("n.txt", "On 2026-01-02 we moved 1234567890 bytes in 42.123456 s (28.1 MB/s).\n"),
    ("n.txt", "Unix time 1711111111 equals 2024-03-22T12:38:31Z.\n"),
    ("n.txt", "Frequency 433.920 MHz, channel 12, gain 0.7071067811865476, pi 3.141592653589793\n"),
    ("n.txt", "The password must have at least 12 characters and contain a digit.\n"),
    ("n.txt", "Please reset your password under Settings > Security; we never ask for your PIN.\n"),
    ("n.txt", "Das Passwort wird Ihnen per Post zugestellt. Bitte ändern Sie das Kennwort nach der ersten Anmeldung.\n"),
    ("n.txt", "Le mot de passe est obligatoire. Le mot de passe est expiré, veuillez le renouveler.\n"),
    ("n.txt", "La contraseña es demasiado corta. La contraseña es incorrecta.\n"),
    ("n.txt", "La password è scaduta, contattare l'assistenza.\n"),
    ("n.txt", "Het wachtwoord is verlopen. Hasło jest za krótkie. Şifre yanlış.\n"),
    ("n.txt", "Password: ********\n"),
    ("n.txt", "password: <your password here>\n"),
    ("n.txt", "API_KEY=changeme\n"),
    ("n.txt", "API_KEY=your-api-key-here\n"),
    ("n.txt", "token: ${{ secrets.GITHUB_TOKEN }}\n"),
    ("n.txt", "SECRET_KEY = os.environ['SECRET_KEY']\n"),
    ("n.txt", "password: {{ vault_db_password }}\n"),
    ("n.txt", "password = getpass.getpass('Password: ')\n"),
    ("n.txt", "DB_PASSWORD=${DB_PASSWORD:?must be set}\n"),
    ("n.txt", "secretName: my-tls-secret\n"),
    ("n.txt", "passwordField = document.getElementById('passwordInput');\n"),
    ("n.txt", """\
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
"""),
    ("n.txt", "sk_test_4eC39HqLyjWDarjtT1zdp7dc is the documentation key\n"),
    ("n.txt", "Use the test card 4242 4242 4242 4242 with any CVC.\n"),
    ("n.txt", "Test card: 4111111111111111 exp 12/30\n"),
    ("n.txt", "SSN format is 123-45-6789 or 000-00-0000.\n"),
    ("n.txt", "example user: john.doe@example.com, jane@example.org\n"),
    ("n.txt", "Contact support@example.test or visit http://example.invalid\n"),
    ("n.txt", "Call 555-0123 (fictional).\n"),
    ("n.txt", "user@host:/path/to/repo.git and root@localhost\n"),
    ("n.txt", "@media (max-width:600px){.a{color:#ff00aa}}\n"),
    ("n.txt", "import foo@1.2.3 from pkg@4.5.6-beta.1\n"),
    ("n.lock", """\
"lodash@^4.17.21":
  version "4.17.21"
  resolved "https://registry.yarnpkg.com/lodash/-/lodash-4.17.21.tgz#679591c564c3bffaae8454cf0b3df370c3d6911c"
  integrity sha512-v2kDEe57lecTulaDIuNTPy3Ry4gLGJ6Z1O3vE1krgXZNrsQ+LFTGHVxVjcXPs17LhbZVGedAJv8XZ1tvj5FvSg==
"""),
    ("n.lock", """\
[[package]]
name = "serde"
version = "1.0.197"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "${h:64}"
"""),
    ("n.lock", """\
github.com/pkg/errors v0.9.1 h1:${b:43}=
github.com/pkg/errors v0.9.1/go.mod h1:${b:43}=
"""),
    ("n.lock", "requests==2.31.0 \\\n    --hash=sha256:${h:64} \\\n    --hash=sha256:${h:64}\n"),
    ("n.lock", "  \"packages/a\": {\"integrity\": \"sha512-${b:86}==\", \"resolved\": \"https://registry.npmjs.org/a/-/a-1.0.0.tgz\"}\n"),
    ("n.log", "2026-03-01 12:00:01.123 [http-nio-8080-exec-4] INFO  c.a.s.OrderService - order=7f3a2b1c-4d5e-4f6a-8b9c-0d1e2f3a4b5c total=129.90 session=none\n"),
    ("n.log", """\
commit ${h:40}
Author: build
Date: Mon Mar 2 10:00:00 2026 +0100
"""),
    ("n.log", "sha256:${h:64} layer pulled in 2.1s\n"),
    ("n.log", "ETag: \"${h:32}\" Content-Length: 48213 X-Request-Id: ${g}\n"),
    ("n.log", "traceparent: 00-${h:32}-${h:16}-01\n"),
    ("n.log", "GET /static/app.${h:20}.js 304 - 2.1 ms\n"),
    ("n.log", "kernel: [ 1234.567890] usb 1-1: New USB device found, idVendor=046d, idProduct=c52b, bcdDevice=12.11\n"),
    ("n.log", "MD5 (setup.exe) = ${h:32}\n"),
    ("n.log", "pod/web-7d4b9c6f5d-x2k4q 1/1 Running 0 12d\n"),
    ("n.log", "NextToken=${b:88}==&MaxResults=50\n"),
    ("n.log", "csrf token mismatch for request ${g}\n"),
    ("n.log", "GC pause 12.3ms heap 512M->128M(1024M) id=1711111111123\n"),
    ("n.log", "Received 200 OK from 10.20.30.40:443 in 123ms\n"),
    ("n.log", "Token expired at 1711111111; refreshing token for client web-frontend\n"),
    ("n.log", "login failed for user admin: wrong password\n"),
    ("n.log", "password authentication failed for user \"postgres\"\n"),
    ("n.log", "auth token type: Bearer\n"),
    ("n.log", "INFO: key=user:1234:profile hit ratio=0.98\n"),
    ("n.log", "fingerprint SHA256:${b:43} (ED25519)\n"),
    ("n.log", "trace_id=${h:32} span_id=${h:16} parent=${h:16}\n"),
    ("n.py", """\
def set_password(self, password: str) -> None:
    self.password = hash_password(password)
"""),
    ("n.py", """\
token = self.tokenizer.next_token()
if token.type == TokenType.IDENTIFIER: pass
"""),
    ("n.py", """\
PASSWORD_RESET_TIMEOUT = 259200
SECRET_NAME = 'prod/db/main'
"""),
    ("n.py", """\
API_KEY_HEADER = 'X-API-Key'
KEY_PREFIX = 'cache:v1:'
"""),
    ("n.py", """\
password = request.form['password']
confirm = request.form.get('confirm_password')
"""),
    ("n.py", "parser.add_argument('--password', help='the password of the database', default=None)\n"),
    ("n.py", "assert hashlib.sha256(b'abc').hexdigest() == '${h:64}'\n"),
    ("n.py", """\
UUID = '${g}'
NAMESPACE = uuid.UUID('${g}')
"""),
    ("n.py", "COLORS = ['#1f77b4', '#ff7f0e', '#2ca02c', '#d62728', '#9467bd']\n"),
    ("n.py", """\
x = 0x1234567890abcdef
PRIME = 2305843009213693951
MAGIC = 0xdeadbeefcafebabe
"""),
    ("n.py", """\
lat_min, lat_max = -90.0, 90.0
scale = (1.000000, 2.000000)
"""),
    ("n.py", "access_token = response.json()['access_token']\n"),
    ("n.py", "credentials = Credentials.from_service_account_file('key.json')\n"),
    ("n.py", "PRIVATE_KEY_PATH = '/etc/ssl/private/server.key'\n"),
    ("n.py", "secret = secrets.token_urlsafe(32)\n"),
    ("n.py", "KEYWORDS = {'password': 'Passwort', 'secret': 'Geheimnis', 'token': 'Token'}\n"),
    ("n.py", """\
client_secret=settings.CLIENT_SECRET,
    token_url='https://login.acme.io/oauth/token',
"""),
    ("n.js", "const token = localStorage.getItem('token');\n"),
    ("n.js", "const PASSWORD_REGEX = /^(?=.*[A-Z])(?=.*\\d)[A-Za-z\\d@$!%*?&]{8,}$/;\n"),
    ("n.js", "!function(e,t){\"object\"==typeof exports?module.exports=t():e.key=t()}(this,function(){var a=\"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\";return a});\n"),
    ("n.js", "var secretKey=t.secretKey,apiKey=n.apiKey,token=e.token||\"\";\n"),
    ("n.js", "i18n.add('de', {password: 'Passwort', passwordHint: 'Mindestens 8 Zeichen', token: 'Zugriffsschlüssel'});\n"),
    ("n.js", "<img src=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA${b:300}\" />\n"),
    ("n.js", "{\"key\":\"customer.address.line1\",\"value\":\"Adresszeile 1\"}\n"),
    ("n.js", "const key = `${a}-${b}-${c}`; cache.set(key, value);\n"),
    ("n.js", "module.exports = { tokenSeparators: [',', ' '], keyCodes: {enter: 13} };\n"),
    ("n.js", "stripe = Stripe('pk_test_TYooMQauvdEDq54NiTphI7jx');\n"),
    ("n.js", "{\"name\":\"react\",\"version\":\"18.2.0\",\"author\":\"Meta\",\"keywords\":[\"react\"]}\n"),
    ("n.js", "passwordInput.placeholder = 'Enter your password';\n"),
    ("n.yml", "image: registry.acme.io/app@sha256:${h:64}\n"),
    ("n.yml", """\
apiVersion: v1
kind: Secret
metadata:
  name: empty
data: {}
"""),
    ("n.yml", """\
env:
  - name: DB_PASSWORD
    valueFrom:
      secretKeyRef:
        name: db
        key: password
"""),
    ("n.yml", "password: ENC[AES256_GCM,data:${b:20},iv:${b:43}=,tag:${b:22}==,type:str]\n"),
    ("n.yml", """\
db_password: !vault |
  $ANSIBLE_VAULT;1.1;AES256
  ${d:80}
  ${d:80}
"""),
    ("n.yml", "SecretString: '{{resolve:secretsmanager:prod/db:SecretString:password}}'\n"),
    ("n.yml", "token: ref+vault://secret/app#token\n"),
    ("n.yml", """\
keys:
  - kid: 2024-03-key
    alg: RS256
    n: ${u:342}
    e: AQAB
"""),
    ("n.yml", """\
passwordPolicy:
  minimumLength: 14
  requireSymbols: true
"""),
    ("n.yml", """\
imagePullSecrets:
  - name: regcred
"""),
    ("n.yml", """\
commit: ${h:40}
rev: ${h:7}
"""),
    ("n.yml", """\
on:
  schedule:
    - cron: '0 4 * * 1'
"""),
    ("n.yml", "kms_key_id: arn:aws:kms:eu-central-1:111122223333:key/${g}\n"),
    ("n.yml", """\
sealed:
  encryptedData:
    password: AgB${b:300}
"""),
    ("n.yml", """\
account: '123456789012'
region: eu-west-1
"""),
    ("n.yml", """\
openapi: 3.0.0
components:
  securitySchemes:
    apiKey:
      type: apiKey
      name: X-API-KEY
      in: header
"""),
    ("n.tf", """\
resource "aws_db_instance" "main" {
  password = var.db_password
  username = "app"
}
"""),
    ("n.tf", "data \"aws_secretsmanager_secret\" \"db\" { name = \"prod/db\" }\n"),
    ("n.tf", """\
output "token" { value = random_password.token.result
 sensitive = true }
"""),
    ("n.tf", """\
ami = "ami-0abcdef1234567890"
vpc_id = "vpc-0a1b2c3d4e5f67890"
subnet = "subnet-0123456789abcdef0"
"""),
    ("n.csv", """\
sku,ean,price,stock
A-1001,4006381333931,12.90,40
A-1002,5901234123457,8.50,12
A-1003,9780201379624,30.00,7
"""),
    ("n.csv", """\
timestamp,value,sensor
1711111111,23.48,a1
1711111171,23.51,a1
1711111231,23.49,a1
"""),
    ("n.csv", """\
order_id,amount,created
10000000001,12.5,2026-01-01
10000000002,99.0,2026-01-02
10000000003,1.5,2026-01-03
"""),
    ("n.csv", """\
x,y,z
12.345678,45.678901,1.234567
13.456789,46.789012,2.345678
"""),
    ("n.csv", """\
id,parent_id,code
123456789,987654321,AB123456
223456789,987654322,AB123457
"""),
    ("n.csv", """\
part_no,description,bin
06A906018CJ,Control unit,12-04-3
1K0615301AA,Brake disc,11-02-1
"""),
    ("n.csv", """\
year,population,gdp
2019,83166711,3473
2020,83155031,3405
2021,83237124,3617
"""),
    ("n.csv", """\
name,type,size
report.pdf,file,12884
images,folder,0
Setup.exe,file,991234
"""),
    ("n.csv", """\
product,name,city
P1,Rose Garden Soap,Berlin
P2,Paris Lamp,Hamburg
P3,Jordan Chair,Dresden
"""),
    ("n.csv", """\
station,open,close
Berlin Hauptbahnhof,04:00,01:00
Hamburg Dammtor,05:00,00:30
"""),
    ("n.csv", """\
isin_count,bic_count,total
12,4,16
"""),
    ("n.csv", """\
date,event
2026-05-01,Labour Day
2026-12-25,Christmas
"""),
    ("n.md", """\
## Installation

    export GITHUB_TOKEN=<token>
    export API_KEY=xxxxxxxxxxxxxxxxxxxx

"""),
    ("n.md", "Set `password` to the password of the database user and `token` to a token from the console.\n"),
    ("n.md", """\
| Field | Type |
|---|---|
| password | string |
| token | string |
| dateOfBirth | date |
| iban | string |
"""),
    ("n.md", "`curl -H \"Authorization: Bearer $TOKEN\" https://api.acme.io`\n"),
    ("n.md", "`curl -u username:password https://api.acme.io`\n"),
    ("n.md", "`postgres://user:password@localhost:5432/db`\n"),
    ("n.md", "`mysql -u root -p` prompts for the password.\n"),
    ("n.md", "Copyright 2026 Acme GmbH. Released under the MIT license.\n"),
    ("n.md", "The default key is `ctrl+shift+p`; press the key twice.\n"),
    ("n.md", "Token ring networks used tokens; a secret garden is no secret.\n"),
    ("n.md", "The Washington Post wrote about Paris Hilton hotels in Jordan, and about Virginia Beach.\n"),
    ("n.md", "Dear customer, dear team, best regards, the Support Team\n"),
    ("n.md", "Main Street is closed between 5th Avenue and Park Place until May 2026.\n"),
    ("n.md", "Am Markt gibt es um 12 Uhr Suppe. Die Bahnhofstraße ist gesperrt.\n"),
    ("n.sql", "CREATE TABLE users (id bigint, password varchar(64) NOT NULL, token char(32) DEFAULT NULL, ssn char(11));\n"),
    ("n.sql", "SELECT password FROM users WHERE token = ? AND password_hash = :hash;\n"),
    ("n.sql", "INSERT INTO products (id, ean, title) VALUES (1, '4006381333931', 'Pencil'), (2, '5901234123457', 'Pen');\n"),
    ("n.sql", "INSERT INTO settings VALUES ('password_min_length', '12'), ('token_ttl', '3600');\n"),
    ("n.sql", "UPDATE t SET checksum = '${h:64}' WHERE id = 4711;\n"),
    ("n.c", """\
static const u8 sbox[16] = {0x63,0x7c,0x77,0x7b,0xf2,0x6b,0x6f,0xc5};
#define KEY_PASSWORD 0x1234
"""),
    ("n.c", "char *password = NULL; size_t key_len = sizeof(key);\n"),
    ("n.c", "/* Phone: see MAINTAINERS */ #define VERSION \"4.18.0-553.el8_10\"\n"),
    ("n.c", "printf(\"Enter password: \"); token = strtok(line, \" \");\n"),
    ("n.c", "MODULE_AUTHOR(\"The Team\"); MODULE_ALIAS(\"pci:v00008086d00001234sv*sd*bc*sc*i*\");\n"),
    ("n.c", "const double k[] = {0.70710678118654752440, 1.41421356237309504880, 2.71828182845904523536};\n"),
    ("n.xml", "<input type=\"password\" name=\"password\" placeholder=\"Password\" autocomplete=\"current-password\"/>\n"),
    ("n.xml", "<key>CFBundleIdentifier</key><string>io.acme.app</string><key>CFBundleVersion</key><string>20260311</string>\n"),
    ("n.xml", "<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId><version>2.0.12</version></dependency>\n"),
    ("n.xml", "<PublicKeyToken>b77a5c561934e089</PublicKeyToken><assembly culture=\"neutral\" publicKeyToken=\"31bf3856ad364e35\"/>\n"),
    ("n.xml", "<string name=\"password_hint\">Your password</string><string name=\"token_label\">Token</string>\n"),
    ("n.xml", "<ProjectGuid>{8BC9CEB8-8B4A-11D0-8D11-00A0C91BC942}</ProjectGuid>\n"),
    ("n.xml", "<path d=\"M12.5 3.7c1.2-0.8 3.4-1.1 4.9 0.3l10.1 9.8c1.3 1.3 1.3 3.4 0 4.7z\"/>\n"),
    ("n.pem", """\
-----BEGIN CERTIFICATE-----
MIID${b:60}
${b:64}
${b:64}
-----END CERTIFICATE-----
"""),
    ("n.pem", """\
-----BEGIN PUBLIC KEY-----
MIIB${b:60}
${b:64}
-----END PUBLIC KEY-----
"""),
    ("n.pem", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${b:43} kim@laptop\n"),
    ("n.json", "{\"id\":\"${g}\",\"etag\":\"${h:40}\",\"createdAt\":1711111111123,\"count\":42}\n"),
    ("n.json", "{\"cursor\":\"${b:60}==\",\"nextPageToken\":\"${b:44}\"}\n"),
    ("n.json", "{\"publicKey\":\"${b:43}=\",\"kid\":\"${u:22}\"}\n"),
    ("n.json", "{\"type\":\"FeatureCollection\",\"crs\":\"EPSG:4326\",\"bbox\":[0,0,100,100]}\n"),
    ("n.json", "{\"mac\":\"00:1a:2b:3c:4d:5e\",\"ip\":\"192.168.1.20\",\"serial\":\"SN12345678\"}\n"),
    ("n.json", "{\"cells\":[{\"execution_count\":12,\"outputs\":[{\"data\":{\"text/plain\":[\"0.123456789 0.987654321\"]}}]}]}\n"),
    ("n.json", "{\"password\":{\"type\":\"string\",\"minLength\":8,\"description\":\"Password of the user\"}}\n"),
    ("n.json", "{\"errors\":{\"password\":\"Password is required\",\"token\":\"Token is invalid\"}}\n"),
    ("n.json", "{\"username\":\"admin\",\"password\":\"\"}\n"),
    ("n.json", "{\"trackingNumber\":\"JD014600006281234567\",\"orderNumber\":\"100-2348812-7\",\"reference\":\"RE-2026-0388\"}\n"),
]
