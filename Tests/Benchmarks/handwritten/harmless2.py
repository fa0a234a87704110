"""Texts in which nothing is sensitive, written later than those of `harmless1.py`."""

CASES = [
    ("n.txt", "Lieferschein 80412290, Charge 4418-A, MHD 12/2027, EAN 5901234123457.\n"),
    ("n.txt", "Your case number is 06418829 and your reference is CAS-48213-X7K2.\n"),
    ("n.txt", "Reservation code: QX7K2P, room 418, check-in 14/05/2026.\n"),
    ("n.txt", "Kundennummer: 44182903, Vertragsnummer 2026/0418, Zählerstand 18829.\n"),
    ("n.txt", "Numéro de commande : 440-2918829-1102938, n° de client 88290.\n"),
    ("n.txt", "Referencia 00441882903, pedido nº 44188290, factura A-2026-118.\n"),
    ("n.txt", "Ordine n. 44188 del 12/03/2026, DDT 882, CIG Z4418829AB.\n"),
    ("n.txt", "Bestelnummer 441882903, pakket 3SABCD441882903.\n"),
    ("n.txt", "Nr zamówienia 44188/2026, numer katalogowy KX-4418.\n"),
    ("n.txt", "注文番号 503-4418829-0341882、商品コード 4901234567894\n"),
    ("n.txt", "Conference call: dial-in code 441 882 903#, agenda in room 4.2.\n"),
    ("n.txt", "Article 6(1)(f) GDPR, section 12.4, ISO 27001:2022, DIN EN 60601-1.\n"),
    ("n.txt", "The patch applies to 5.10.0-28-amd64 and 6.1.0-18-cloud-amd64.\n"),
    ("n.txt", "Weight 12.450 kg, size 120x80x100 cm, HS code 8471.30.00.\n"),
    ("n.txt", "Patent US 10,441,882 B2; application 16/441,882.\n"),
    ("n.txt", "Chapter 12: The Secret Key. She found the key under the mat.\n"),
    ("n.txt", "Our password policy was updated on 2026-01-15; passwords expire after 90 days.\n"),
    ("n.txt", "The token must not be shared. API keys are stored in Vault.\n"),
    ("n.txt", "Forgot your password? Click here: https://acme.io/reset\n"),
    ("n.txt", "Mit dem Schlüssel öffnet man die Tür. Das Geheimnis bleibt geheim.\n"),
    ("n.txt", "La clé du succès est le travail. Le secret est bien gardé.\n"),
    ("n.txt", "El secreto de la receta está en la salsa. La clave es la paciencia.\n"),
    ("n.txt", "Rose, Lily and Daisy are flowers; May and June are months.\n"),
    ("n.txt", "The Johnson report and the Smith chart are used in engineering.\n"),
    ("n.txt", "Mercedes parked in Charlotte near Lincoln Park.\n"),
    ("n.txt", "Dear Sir or Madam, Dear Hiring Manager, Dear Customer Service Team,\n"),
    ("n.txt", "Hi all, hello everyone, hey folks, good morning team!\n"),
    ("n.txt", "Room 12, Building 4, Floor 3, desk 118.\n"),
    ("n.txt", "Bus 18 fährt ab Hauptstraße 14:05 Uhr, Gleis 3.\n"),
    ("n.txt", "Score 3-1, set 6-4 7-6(5), time 1:59:40, lap 00:01:12.441\n"),
    ("n.txt", "GPS firmware 4.18.829, latitude sensor offline, longitude unknown.\n"),
    ("n.txt", "Model XK-471-B is out of stock; use XK-472-C instead.\n"),
    ("n.txt", "Kurs EUR/USD 1.0842, DAX 18.441,82, WKN folgt.\n"),
    ("n.txt", "Steps: 10,441; heart rate 62; sleep 7h 12m.\n"),
    ("n.txt", "e.g. jane.doe@example.com, +1 555 0100, 123 Main Street, Anytown\n"),
    ("n.txt", "Muster: DE89 3704 0044 0532 0130 00 ist die IBAN im Beispiel.\n"),
    ("n.txt", "card number 0000 0000 0000 0000, cvv 000\n"),
    ("n.txt", "Phone: n/a, SSN: none, DOB: unknown\n"),
    ("n.txt", "SSN: XXX-XX-4482\n"),
    ("n.txt", "Passport: valid for six months. Licence plate recognition is enabled.\n"),
    ("n.txt", "The session is identified by a cookie; sessions expire after 30 minutes.\n"),
    ("n.txt", "IBAN: siehe Anlage; BIC: siehe Anlage\n"),
    ("n.txt", "VAT is 20 %. IBAN and BIC are on the invoice.\n"),
    ("n.txt", "Order #1029384756 total $1,204.50 paid with card ending in 4242\n"),
    ("n.txt", "Loto: 4 18 22 29 33 41, Superzahl 7\n"),
    ("n.txt", "sort 12-34-56 descending\n"),
    ("n.txt", "The date of birth field is required (DD.MM.YYYY).\n"),
    ("n.txt", "born in Hamburg, raised in 1980s Berlin\n"),
    ("n.txt", "address: 0x7ffe4418 length: 882903 offset: 1029384756\n"),
    ("n.txt", "phone support is available Mo-Fr 9-17\n"),
    ("n.lock", """\
sha1-4418XkQpl77RtwD4TiS9g0uImKx=
"node_modules/x": {"integrity": "sha512-${b:86}=="}
"""),
    ("n.lock", """\
PODS:
  - Alamofire (5.8.0)
SPEC CHECKSUMS:
  Alamofire: ${h:40}
PODFILE CHECKSUM: ${h:40}
"""),
    ("n.lock", "{\"content-hash\": \"${h:32}\", \"dist\": {\"reference\": \"${h:40}\", \"shasum\": \"${h:40}\"}}\n"),
    ("n.lock", "flake: narHash = \"sha256-${b:43}=\"; rev = \"${h:40}\";\n"),
    ("n.log", "10.0.0.1 - - [12/May/2026:08:12:01 +0000] \"GET /a?sid=3&v=1.2.3 HTTP/1.1\" 200 44182 \"-\" \"curl/8.5\"\n"),
    ("n.log", "INFO [main] o.s.b.w.e.t.TomcatWebServer : Tomcat initialized with port 8080 (http)\n"),
    ("n.log", "level=info msg=\"snapshot saved\" snapshot=snap-0a1b2c3d4e5f67890 took=1.204s\n"),
    ("n.log", "Pulling fs layer 4f4fb700ef54: Verifying Checksum sha256:${h:64}\n"),
    ("n.log", "jenkins #441 commit ${h:40} (origin/main)\n"),
    ("n.log", "[12:00:01] request id=${h:32} user=anonymous status=200\n"),
    ("n.log", "audit: type=1400 audit(1711111111.123:4418): apparmor=\"ALLOWED\" pid=8829\n"),
    ("n.log", "CONNECT from 198.51.100.7:44182 peer=${h:40}\n"),
    ("n.log", "WARN password for user app will expire in 7 days\n"),
    ("n.log", "DEBUG token bucket refilled: 100 tokens, key=rate:10.0.0.1\n"),
    ("n.log", "Invalid API key provided. Access denied.\n"),
    ("n.log", "jwt expired at 2026-05-12T08:12:01.000Z\n"),
    ("n.log", "X-Amz-Cf-Id: ${u:54}==\n"),
    ("n.log", "x-ms-request-id: ${g}, x-ms-correlation-id: ${g}\n"),
    ("n.log", "uploading part 12 etag \"${h:32}\" uploadId=${a:64}\n"),
    ("n.py", """\
def check_password(user, password):
    return bcrypt.checkpw(password.encode(), user.password_hash)
"""),
    ("n.py", """\
SECRET_KEY = config('SECRET_KEY')
API_TOKEN = os.getenv('API_TOKEN', '')
"""),
    ("n.py", "headers = {'Authorization': f'Bearer {token}'}\n"),
    ("n.py", "ssn_regex = re.compile(r'^\\d{3}-\\d{2}-\\d{4}$')\nphone_regex = r'\\+?\\d{10,15}'\n"),
    ("n.py", "user = User(email='test@example.com', password='test')\n"),
    ("n.py", """\
tokens = ['<pad>', '<s>', '</s>', '<unk>']
special_token_id = 50256
"""),
    ("n.py", """\
key = ('user', 42, 'v1')
cache[key] = value
"""),
    ("n.py", """\
Fernet.generate_key()
key = hashlib.pbkdf2_hmac('sha256', pw, salt, 100000)
"""),
    ("n.py", """\
VERSION = '2026.4.18'
BUILD_ID = '${h:12}'
GIT_SHA = '${h:40}'
"""),
    ("n.py", "coords = [(0.0, 0.0), (1.5, 2.25), (3.75, 4.125)]\n"),
    ("n.py", "np.array([0.4418829034, 0.1188290341, 0.9034188290])\n"),
    ("n.py", """\
name = 'Grace'  # codename of the release
project = 'Victoria'
"""),
    ("n.py", "class AccessToken(Base): token = Column(String(64)); secret = Column(String)\n"),
    ("n.py", "password_validators = ['django.contrib.auth.password_validation.MinimumLengthValidator']\n"),
    ("n.js", "export const AUTH_TOKEN_KEY = 'auth_token'; localStorage.setItem(AUTH_TOKEN_KEY, token);\n"),
    ("n.js", "const {password, confirmPassword} = req.body; if (!password) throw new Error('Password missing');\n"),
    ("n.js", "const s='abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';\n"),
    ("n.js", "gtag('config', 'G-4418XKQ29P'); fbq('init', '441882903418829');\n"),
    ("n.js", "webpackJsonp([4418],{\"3k2j\":function(t,e,n){e.a={token:n,key:r}}});\n"),
    ("n.js", "<meta name=\"csrf-token\" content=\"${b:86}==\">\n"),
    ("n.js", "<script integrity=\"sha384-${b:64}\" crossorigin=\"anonymous\"></script>\n"),
    ("n.js", "sourceMappingURL=data:application/json;base64,${b:400}\n"),
    ("n.js", "z.object({ password: z.string().min(8), apiKey: z.string().optional() })\n"),
    ("n.js", "const keyMap = {37:'left',38:'up'}; onKey={e=>setKey(e.key)}\n"),
    ("n.js", "import {TokenService} from './token.service'; @Inject() tokenService;\n"),
    ("n.js", "t('auth.password.label'), t('auth.token.help')\n"),
    ("n.js", "style={{top:'12.4418px',left:'88.2903px'}}\n"),
    ("n.js", "grecaptcha.render('x', {sitekey: '6Lc${u:37}'})\n"),
    ("n.yml", """\
secrets:
  db_password:
    external: true
"""),
    ("n.yml", """\
env:
  API_KEY: ${{ secrets.API_KEY }}
  PASSWORD: $(Password)
"""),
    ("n.yml", """\
password: "{{ lookup('env','PW') }}"
token: !Ref TokenParam
"""),
    ("n.yml", """\
tokenReviews: true
tokenTTL: 3600
keyRotationDays: 90
"""),
    ("n.yml", """\
uses: actions/checkout@${h:40}
with:
  fetch-depth: 0
"""),
    ("n.yml", """\
digest: sha256:${h:64}
size: 44182
"""),
    ("n.yml", """\
passwordSecretRef:
  name: db-credentials
  key: password
"""),
    ("n.yml", """\
image: repo/app:2026.4.18-${h:7}
replicas: 3
"""),
    ("n.yml", """\
id: ${g}
version: 1
revision: ${h:40}
"""),
    ("n.yml", """\
ssh_authorized_keys:
  - ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ${b:300} admin
"""),
    ("n.csv", """\
sku,gtin,weight
A1,4012345678901,0.441
A2,4012345678918,0.882
"""),
    ("n.csv", """\
lap,time,speed
1,88.290,201.4
2,87.441,203.9
"""),
    ("n.csv", """\
id,amount,currency,reference
4418,12.50,EUR,RF18539007547034
4419,9.90,EUR,RF45441882903
"""),
    ("n.csv", """\
article,label
4711,Echt Kölnisch Wasser
4712,Duschgel
"""),
    ("n.csv", """\
node_id,way_id,version
441882903,88290341,4
441882904,88290342,1
"""),
    ("n.csv", """\
gene,chr,start,end
BRCA1,17,43044295,43125364
TP53,17,7661779,7687550
"""),
    ("n.csv", """\
hash,count
${h:32},4
${h:32},7
"""),
    ("n.csv", """\
latency_ms,p50,p99
12.441,10.2,88.290
13.882,11.0,90.341
"""),
    ("n.csv", """\
flight,seat,gate
LH4418,14A,B22
BA882,22F,C10
"""),
    ("n.csv", """\
color,hex
Ruby,#E0115F
Amber,#FFBF00
Jade,#00A86B
"""),
    ("n.csv", """\
serial,asset,model
C02XK1JHJG5J,AS-4418,A1990
PF2X418Q,AS-4419,T14
"""),
    ("n.md", """\
```
POST /login
{"username": "string", "password": "string"}
```
"""),
    ("n.md", "Run `export AWS_SECRET_ACCESS_KEY=...` first.\n"),
    ("n.md", "`TOKEN=$(curl -s https://auth/token | jq -r .access_token)`\n"),
    ("n.md", "**Note:** replace `YOUR_API_KEY` by your key, e.g. `sk-xxxxxxxxxxxxxxxx`.\n"),
    ("n.md", "[![Build](https://img.shields.io/badge/build-passing-green?token=none)](x)\n"),
    ("n.md", "Set the password with `passwd`, or `ALTER USER kim PASSWORD 'secret'`.\n"),
    ("n.md", "Example: `mysql://username:password@host/db`, `redis://:password@host`.\n"),
    ("n.md", "Author names are listed in AUTHORS. See CONTRIBUTING for details.\n"),
    ("n.md", "The Bellman-Ford algorithm, Dijkstra, Floyd and Warshall; Fourier and Laplace transforms.\n"),
    ("n.md", "Paris, Florence, Sydney, Victoria, Adelaide, Charlotte: cities with names.\n"),
    ("n.c", """\
#define AES_KEY_SIZE 32
static const uint8_t iv[16] = {0};
int key_len = strlen(key);
"""),
    ("n.c", "{ 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a }\n"),
    ("n.c", "/* (C) 2026 The Authors. SPDX-License-Identifier: GPL-2.0-only */\n"),
    ("n.c", "const char *alphabet = \"ABCDEFGHJKLMNPQRSTUVWXYZ23456789\";\n"),
    ("n.c", "pr_info(\"key %08x token %d\\n\", key, token);\n"),
    ("n.c", "GUID_INIT(0x44188290, 0x3418, 0x8290, 0x34, 0x18, 0x82, 0x90, 0x34, 0x18, 0x82, 0x90)\n"),
    ("n.sql", "ALTER TABLE account ADD COLUMN password_hash text, ADD COLUMN api_key uuid;\n"),
    ("n.sql", "GRANT SELECT ON secrets TO reporting; -- no password here\n"),
    ("n.sql", "INSERT INTO shipment VALUES ('1Z999AA10123456784', 'JD014600006281234567', '2026-05-12');\n"),
    ("n.sql", "INSERT INTO migration (version, checksum) VALUES ('20260418', -1188290341);\n"),
    ("n.sql", "SELECT * FROM users WHERE email LIKE '%@example.com' AND dob < '1990-01-01';\n"),
    ("n.json", "{\"access_token_url\":\"https://a.io/token\",\"client_id\":\"web\",\"scope\":\"openid\"}\n"),
    ("n.json", "{\"_id\":{\"$oid\":\"${h:24}\"},\"createdAt\":{\"$date\":\"2026-05-12T08:12:01Z\"}}\n"),
    ("n.json", "{\"jti\":\"${g}\",\"nonce\":\"${h:32}\",\"exp\":1711111111}\n"),
    ("n.json", "{\"model\":\"gpt-4\",\"max_tokens\":4418,\"total_tokens\":8829}\n"),
    ("n.json", "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"${u:342}\",\"e\":\"AQAB\",\"kid\":\"${u:22}\"}]}\n"),
    ("n.json", "{\"pageToken\":\"${u:60}\",\"syncToken\":\"${u:24}=\"}\n"),
    ("n.json", "{\"version\":3,\"sources\":[\"a.ts\"],\"mappings\":\"AAAA,SAASA,EAAMC,GAAK,OAAOA,CAAE\"}\n"),
    ("n.json", "{\"ean\":\"4006381333931\",\"isbn\":\"9783161484100\",\"asin\":\"B08N5WRWNW\"}\n"),
    ("n.json", "{\"lat\":0,\"lng\":0,\"zoom\":4}\n"),
    ("n.json", "{\"passwordHash\":null,\"mfa\":{\"secret\":null,\"enabled\":false}}\n"),
    ("n.json", "{\"vcs\":{\"commit\":\"${h:40}\",\"branch\":\"main\"},\"artifact\":{\"sha256\":\"${h:64}\"}}\n"),
    ("n.xml", "<security-constraint><auth-method>FORM</auth-method><password-parameter>j_password</password-parameter></security-constraint>\n"),
    ("n.xml", "<string name=\"login_password\">Password</string><item>token</item>\n"),
    ("n.xml", "<uuid>${g}</uuid><md5>${h:32}</md5><size>441882</size>\n"),
    ("n.xml", "<gpx><ele>441.8</ele><time>2026-05-12T08:12:01Z</time></gpx>\n"),
    ("n.xml", "<ISBN>978-0-306-40615-7</ISBN><Pages>418</Pages>\n"),
    ("n.xml", "<xs:element name=\"dateOfBirth\" type=\"xs:date\"/><xs:element name=\"password\" type=\"xs:string\"/>\n"),
    ("n.txt", "Auftragsnummer 4711-2026-0088, Lieferung KW 18.\n"),
    ("n.txt", "Kontonummer: siehe Rechnung. Telefon: siehe Impressum.\n"),
    ("n.txt", "Der Pfad lautet /srv/app/config, das Kennwort steht im Tresor.\n"),
    ("n.txt", "See ticket ABC-1234 and PR #4418; merged in 3f2a9c1.\n"),
    ("n.txt", "Size 10.5 x 22.3 mm, tolerance 0.05, lot A4418B.\n"),
    ("n.txt", "Zip 94105, area 415, extension 88.\n"),
    ("n.txt", "ISO date 2026-05-12T10:00:00+02:00; week 20.\n"),
    ("n.txt", "Reference number: 2026/ABC/000441.\n"),
    ("n.txt", "Kursnummer 44188, Raum B 2.14, 19:30 Uhr.\n"),
    ("n.txt", "The secret to good pasta is salted water.\n"),
    ("n.txt", "Passwort vergessen? Passwort zurücksetzen!\n"),
    ("n.txt", "Token economy; tokens per second: 88.2; max tokens 4096.\n"),
    ("n.txt", "Call the function with key and value.\n"),
    ("n.txt", "Mr. Right and Mrs. Wrong\n"),
    ("n.txt", "Grüße vom Rhein, bis Mai!\n"),
    ("n.txt", "Best wishes for the New Year\n"),
    ("n.txt", "April Showers, Summer Rain, Autumn Leaves\n"),
    ("n.txt", "St. Mary Street; King George Avenue\n"),
    ("n.txt", "Montag 12, 10115 Besucher kamen\n"),
    ("n.txt", "VAT number is required. IBAN is required.\n"),
    ("n.json", "{\"id\":\"44188290-3418-4290-a418-829034188290\",\"rev\":\"2-${h:32}\"}\n"),
    ("n.json", "{\"hash\":\"${h:64}\",\"size\":4418}\n"),
    ("n.json", "{\"token\":null,\"password\":false}\n"),
    ("n.json", "{\"apiKey\":\"YOUR_API_KEY\"}\n"),
    ("n.json", "{\"secret\":\"arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf\"}\n"),
    ("n.json", "{\"license\":\"MIT\",\"integrity\":\"sha512-${b:86}==\"}\n"),
    ("n.py", "password = input('Password: ')\n"),
    ("n.py", "TOKEN_RE = re.compile(r'[A-Za-z0-9]{32}')\n"),
    ("n.py", "secret = get_secret('db')\n"),
    ("n.py", "def login(user, password='changeme'): pass\n"),
    ("n.py", "key = b'\\x00' * 32\n"),
    ("n.py", "assert token == 'abc'\n"),
    ("n.js", "const apiKey = process.env.API_KEY;\n"),
    ("n.js", "const pass = true, key = 'Enter';\n"),
    ("n.js", "<label for=\"password\">Password</label>\n"),
    ("n.js", "export const TOKEN = Symbol('token');\n"),
    ("n.js", "let secret = props.secret;\n"),
    ("n.yml", "password: ${PASSWORD}\n"),
    ("n.yml", "secretRef: db-secret\n"),
    ("n.yml", "api_key: '{{ api_key }}'\n"),
    ("n.yml", """\
key: value
token: string
"""),
    ("n.yml", "sha: ${h:40}\n"),
    ("n.csv", """\
id,lat_ms,lon_ms
1,12.4418,88.2903
"""),
    ("n.csv", """\
a,b
4012888888,1

"""),
    ("n.csv", """\
code,name
10115,Berlin Mitte
80331,München Altstadt
"""),
    ("n.csv", """\
num,phone_model
1,iPhone 15
2,Pixel 8
"""),
    ("n.sql", "UPDATE users SET password = :pw WHERE id = 1;\n"),
    ("n.sql", "CREATE USER app WITH PASSWORD :'pw';\n"),
    ("n.log", "ERROR invalid password for user 44188290\n"),
    ("n.log", "session 44188290 opened\n"),
    ("n.log", "build ${h:40} ok\n"),
    ("n.log", "PID 44188 exited 137\n"),
]
