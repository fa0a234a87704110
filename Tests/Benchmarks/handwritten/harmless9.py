"""Texts in which nothing is sensitive, written before its author had looked at rules or detectors: an office share of a mid-sized company with staff in forty countries, its banks, mails, chats, configurations and programs."""

CASES = [
    ("orders.csv", """\
order_no,sku,qty,ean,tracking,amount
4418226703,KR-4182-B,12,4006381333931,00340434161094021501,118.40
4418226711,KR-4190-B,3,4006381333948,00340434161094021518,44.80
"""),
    ("parts.txt", """\
Ersatzteilliste Kran K-4182
Pos 1  Teile-Nr. 756.4182.2670.33  Seilrolle
Pos 2  Teile-Nr. 123-45-6789-0  Bolzen
Pos 3  Zeichnung 85041229054  Laufrad
"""),
    ("git_log.txt", """\
commit ${h:40}
Author: build <build@localhost>
    Bump version to 4.18.22
Merge: ${h:7} ${h:7}
"""),
    ("package-lock.json", """\
{"node_modules/jws":{"version":"4.0.0","resolved":"https://registry.npmjs.org/jws/-/jws-4.0.0.tgz","integrity":"sha512-${b:86}=="}}
"""),
    ("env.example", """\
DB_PASSWORD=changeme
API_KEY=your-api-key-here
SECRET_KEY=<generate with openssl rand -hex 32>
STRIPE_KEY=sk_test_xxxxxxxxxxxxxxxxxxxx
JWT_SECRET=${JWT_SECRET:?missing}
"""),
    ("compose_ref.yml", """\
environment:
  POSTGRES_PASSWORD_FILE: /run/secrets/pg
  DB_PASSWORD: ${DB_PASSWORD}
  TOKEN: "{{ vault_token }}"
"""),
    ("values_ref.yaml", """\
auth:
  existingSecret: pg-secret
  secretKeys:
    adminPasswordKey: postgres-password
passwordSecretRef:
  name: mailer
  key: SMTP_PASS
"""),
    ("main_ref.tf", """\
password = var.db_password
api_key  = data.aws_ssm_parameter.key.value
token    = random_password.t.result
secret   = aws_secretsmanager_secret.x.arn
"""),
    ("calls.py", """\
ftp.login(user, password)
ftp.login("anonymous", "guest@")
s.login(os.environ["SMTP_USER"], os.environ["SMTP_PASS"])
conn = psycopg2.connect(host=cfg.host, password=cfg.password)
requests.get(url, auth=(user, token))
cursor.execute("SELECT a FROM t WHERE b = %s", ("login", "password"))
"""),
    ("calls.java", """\
DriverManager.getConnection(url, user, password);
new PasswordAuthentication(username, pass.toCharArray());
request.login(req.getParameter("u"), req.getParameter("p"));
new UsernamePasswordCredentials(args[0], args[1]);
"""),
    ("calls.php", """\
$db = mysqli_connect($host, $user, $pass, $name);
$pdo = new PDO($dsn, $_ENV['DB_USER'], $_ENV['DB_PASS']);
ldap_bind($ds, $dn, $pw);
"""),
    ("calls.sh", """\
sshpass -p "$PASS" ssh root@$HOST
sshpass -e ssh root@host
curl -u "$USER:$TOKEN" https://api
mysql -u root -p shop < dump.sql
ldapsearch -x -W -D cn=admin
redis-cli -a "$REDIS_PASSWORD" ping
mkdir -p rucksack
"""),
    ("calls.go", """\
req.SetBasicAuth(username, password)
smtp.PlainAuth("", from, os.Getenv("SMTP_PASS"), host)
ssh.Password(string(pw))
"""),
    ("calls.cs", """\
new NetworkCredential(user, SecretStore.Get("smtp"));
new NetworkCredential(config["User"], config["Password"]);
"""),
    ("calls.js", """\
jwt.sign(payload, process.env.JWT_SECRET);
mysql.createPool({ password: config.db.password });
$('#login').login('show', 'dialog');
"""),
    ("i18n.properties", """\
login.password=Passwort
login.password.forgot=Passwort vergessen?
user.name=Name
user.phone=Telefon
user.birthdate=Geburtsdatum
"""),
    ("i18n_ru.json", """\
{"password":"Пароль","enterPassword":"Введите пароль","phone":"Телефон","name":"Фамилия Имя Отчество"}
"""),
    ("form_empty.txt", """\
Name: ____________________   Vorname: ____________________
Geburtsdatum: __.__.____     Steuer-ID: ___ ___ ___ ___
IBAN: DE__ ____ ____ ____ ____ __
"""),
    ("form_labels_el.txt", """\
Επώνυμο:
Όνομα:
Ημερομηνία γέννησης:
ΑΦΜ:
"""),
    ("form_ka.txt", """\
სახელი: გვარი: პირადი ნომერი:
"""),
    ("th_headers.csv", """\
ชื่อ,นามสกุล,เลขประจำตัวประชาชน,วันเกิด
"""),
    ("vertrag_kopf.txt", """\
ENTRE LES SOUSSIGNÉS
IL A ÉTÉ CONVENU CE QUI SUIT
Article 1 – Objet du contrat
Les parties ci-dessus désignées
"""),
    ("geschaeft.txt", """\
Meine Durchwahl ist 318. Ihr Zeichen: KR-4182. Unser Zeichen: BW-2670.
Johnson Matthey liefert die Katalysatoren, Freudenberg Sealing die Dichtungen.
Bosch Rexroth und Siemens Gamesa sind angefragt.
"""),
    ("newsroom.txt", """\
The Johnson Controls plant in Milwaukee will reopen. Goldman Sachs advised on the deal; Morgan Stanley and Wells Fargo financed it. Rolls Royce declined to comment. Ernst & Young audited the accounts.
"""),
    ("products.csv", """\
id;Name;Farbe;Preis
1;Regal Billy;weiß;49,99
2;Stuhl Stefan;schwarz;24,99
3;Tisch Ingo;kiefer;59,00
"""),
    ("cities.csv", """\
name,country,lat,lon,population
Santiago,Chile,-33.4489,-70.6693,6310000
San Jose,Costa Rica,9.9281,-84.0907,342188
Victoria,Seychelles,-4.6191,55.4513,26450
"""),
    ("streets_news.txt", """\
Die Sperrung der Hauptstraße zwischen Bahnhof und Rathaus dauert bis 14.11.2026. Umleitung über Lindenallee.
"""),
    ("meeting_agenda.md", """\
# Agenda 12.11.2026
1. Budget Q1 (30 min)
2. Project Victoria: status
3. Release 4.18 (Will Do, Mark Done)
"""),
    ("log_ids.txt", """\
2026-11-12T08:14:02.418Z trace=${h:32} span=${h:16} order=4418226703 build=20261112.3
request_id=${g} tenant=418226 duration=77.418ms
"""),
    ("uuid_list.csv", """\
id,parent,etag
${g},${g},"${h:32}"
${g},${g},"${h:32}"
"""),
    ("sha256sums.txt", """\
${h:64}  magpie-4.18.tar.gz
${h:64}  magpie-4.18.zip
"""),
    ("minified.js", """\
!function(e,t){"use strict";var n=function(e){return new n.fn.init(e)},r={password:1,token:e.token,secret:!0};n.login=function(u,p){return t(u,p)}}(window);
"""),
    ("types.ts", """\
interface Credentials { username: string; password: string; apiKey?: string }
type Secret = { name: 'password' | 'token'; value: string };
const PASSWORD_FIELD = 'password';
const tokenType = 'Bearer';
"""),
    ("policy.md", """\
Passwords must be at least 12 characters long. The password is never sent by e-mail. Your password is your responsibility.
Das Passwort ist vertraulich zu behandeln. Das Kennwort muss alle 90 Tage geändert werden.
Le mot de passe est strictement personnel. La contraseña es obligatoria.
"""),
    ("howto.md", """\
Run `mysql -u root -p` and enter the password. Then `curl -u user:pass https://example.com`.
Set `password: "s3cr3t"` for local development only? No, never.
"""),
    ("price_list.csv", """\
Artikelnummer;Bezeichnung;EK;VK
4006381333931;Edding 3000;1,18;2,29
5449000000996;Cola 0,33;0,44;0,99
"""),
    ("invoice_biz.txt", """\
Rechnung 4418226  vom 12.11.2026
Hanseatische Kranbau GmbH, «O:Am Seehafen 4, 27572 Bremerhaven»
USt-IdNr. DE000000000  HRB 4182 Bremen
Pos. 1  Wartung  118,00 EUR
"""),
    ("bank_docs.md", """\
Use IBAN DE89 3704 0044 0532 0130 00 or GB82 WEST 1234 5698 7654 32 in tests, card 4242 4242 4242 4242 for a successful payment.
"""),
    ("coordinates.csv", """\
station,x,y,z
A418,4182267.41,774182.03,118.4
"""),
    ("sensor.csv", """\
ts,t,h,p
1763301122,21.4,41.8,1018.22
1763301182,21.5,41.7,1018.20
"""),
    ("isbn.txt", """\
ISBN 978-3-86680-192-9, ISSN 0317-8471, DOI 10.1000/182, EAN 4006381333931
"""),
    ("timetable.txt", """\
S1  05:14  05:34  05:54    Gleis 4
S2  05:18  05:38  05:58    Gleis 18
"""),
    ("ruby_schema.rb", """\
create_table :users do |t|
  t.string :encrypted_password, null: false, default: ""
  t.string :reset_password_token
  t.date :birth_date
end
"""),
    ("spec.rb", """\
expect(page).to have_field('Password')
fill_in 'Password', with: user.password
let(:token) { SecureRandom.hex }
"""),
    ("css.css", """\
.password-field{color:#41822a}.token--secret::before{content:"\\f023"}
"""),
    ("po.po", """\
msgid "Password"
msgstr "Lozinka"
msgid "Your secret answer"
msgstr "Vaš tajni odgovor"
"""),
    ("openapi.yaml", """\
components:
  securitySchemes:
    ApiKeyAuth: {type: apiKey, in: header, name: X-API-Key}
  schemas:
    Login: {properties: {password: {type: string, format: password, example: hunter2}}}
"""),
    ("jwt_doc.md", """\
A JWT looks like `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c`.
"""),
    ("public_keys.txt", """\
ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${b:43} build
-----BEGIN CERTIFICATE-----
MIID${b:60}
-----END CERTIFICATE-----
"""),
    ("phone_tree.txt", """\
Press 1 for sales, 2 for support. Extensions 318, 319. Hotline 0800 is free of charge.
"""),
    ("calendar.ics", """\
BEGIN:VEVENT
UID:4418226703-${h:8}@cal
DTSTART:20261114T090000Z
SUMMARY:Jour fixe Marketing
END:VEVENT
"""),
    ("makefile", """\
test: ; @./run --token $(TOKEN) --password-file pw.txt
install -d $(DESTDIR)/etc
"""),
    ("stats.md", """\
In 1990 05 14 were 418 of 2267 cases; the ratio 0.4182267031 and 14182267 rows.
"""),
    ("names_code.py", """\
class Frank(Model): pass
from jordan import Taylor, Kelly
victoria = Austin(dallas=1)
"""),
    ("hl7_spec.md", """\
PID-5 Patient Name, PID-7 Date/Time of Birth, PID-19 SSN Number - Patient
"""),
    ("sql_schema.sql", """\
CREATE TABLE employee (first_name varchar(40), last_name varchar(40), ssn char(11), iban varchar(34), password_hash char(60));
ALTER TABLE employee ADD COLUMN dob date;
"""),
    ("regex.txt", """\
^\\d{3}-\\d{2}-\\d{4}$  ^[A-Z]{2}\\d{2}[A-Z0-9]{11,30}$  (?i)password\\s*[:=]\\s*(\\S+)
"""),
]
