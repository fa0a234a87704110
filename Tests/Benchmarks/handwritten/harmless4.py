"""Texts in which nothing is sensitive, later ones: code, exports, tables and prose that tempt a scanner."""

CASES = [
    ("rechnung.txt", """\
Rechnung RE-2026-00418          Leistungszeitraum: 01.01.–31.01.2026
Kundennr. 20418    Zahlbar bis 25.02.2026 ohne Abzug

Pos. Menge  Bezeichnung                          Einzel      Gesamt
1    41 h   Wartung Förderband                    88,20    3.616,20
2     2 St  Lager 6204-2RS                        12,04       24,08
3     1 St  Keilriemen SPA 1882                   20,41       20,41
Summe netto                                                3.660,69
zzgl. 19 % USt                                               695,53
Rechnungsbetrag                                            4.356,22 EUR
"""),
    ("wartung.csv", """\
anlage;datum;stunden;oeldruck_bar;temp_c;bemerkung
KP-0418;2026-01-05;18820,4;4,2;81,7;ok
KP-0418;2026-01-12;18902,1;4,1;82,0;ok
KP-0418;2026-01-19;18984,8;3,9;83,4;Filter gewechselt
KP-0421;2026-01-05;20417,7;4,4;79,2;ok
"""),
    ("timetable.txt", """\
Line 4 northbound
Harbour       06:02 06:22 06:42 then every 20 min until 23:42
Market Cross  06:09 06:29 06:49
St Mary's     06:14 06:34 06:54
University    06:21 06:41 07:01
Note: on 24 and 31 December Sunday service.
"""),
    ("horaires.txt", "Ligne 12 – Gare SNCF 7h04, Place Victor-Hugo 7h11, Lycée Jean-Moulin 7h19, Hôpital 7h26\n"),
    ("orario.txt", "Corsa 41: Piazza Garibaldi 6.48 - Via Mazzini 6.55 - Stazione 7.03 (sospesa nei festivi)\n"),
    ("rutas.txt", "Bus 27: Plaza de Castilla, Cuzco, Colón, Cibeles, Atocha. Frecuencia 6-9 min.\n"),
    ("recept.txt", "Potrzebne: 418 g mąki, 2 jajka, 88 ml mleka. Piec 41 minut w 180 stopniach.\n"),
    ("recette.txt", "Tarte : 204 g de farine, 118 g de beurre, 3 pommes. Le secret : un repos d'une heure au frais.\n"),
    ("menu.txt", "Mo Linseneintopf 4,90 | Di Fischfilet 6,20 | Mi Käsespätzle 5,40 | Do Gulasch 6,80 | Fr Milchreis 4,10\n"),
    ("streets.csv", """\
id;strasse;stadtteil;laenge_m
1;Rosa-Luxemburg-Straße;Mitte;418
2;Wilhelmstraße;Mitte;882
3;Am Sandtorkai;HafenCity;1204
4;Karl-Heine-Straße;Plagwitz;2041
"""),
    ("rues.txt", "Travaux : rue Victor Hugo, avenue Jean Jaurès et place Charles de Gaulle, du 9 au 27 mars.\n"),
    ("stations.txt", "Stations: Leicester Square, King's Cross, St James's Park, Victoria, Charing Cross, Warren Street.\n"),
    ("parks.txt", "Golden Gate Park, Grant Park, Lincoln Memorial, Washington Square, Madison Square Garden\n"),
    ("mountains.csv", """\
name,height_m,first_ascent
Mount Everest,8849,1953
Mont Blanc,4806,1808
Matterhorn,4478,1865
"""),
    ("painters.txt", "Die Ausstellung zeigt Werke von Albrecht Dürer, Caspar David Friedrich und Käthe Kollwitz.\n"),
    ("composers.md", """\
- Johann Sebastian Bach: Brandenburg Concerto No. 3, BWV 1048
- Wolfgang Amadeus Mozart: Symphony No. 41, K. 551
- Clara Schumann: Piano Trio, op. 17
"""),
    ("rulers.txt", "Queen Victoria reigned from 1837 to 1901; Abraham Lincoln was president from 1861 to 1865.\n"),
    ("philos.txt", "Immanuel Kant antwortet David Hume; Hegel kritisiert Kant; Hannah Arendt liest beide neu.\n"),
    ("units.txt", "One newton is one kilogram metre per second squared; ohm, volt, ampere, tesla and hertz are SI units.\n"),
    ("laws.txt", "Murphy's law, Parkinson's law, Moore's law, Occam's razor, Pareto principle, Gaussian blur, Boolean algebra\n"),
    ("diseases.txt", "Morbus Crohn, Alzheimer, Parkinson und Hashimoto sind nach ihren Erstbeschreibern benannt.\n"),
    ("firms.txt", "Our suppliers: Robert Bosch GmbH, Carl Zeiss AG, Ernst Klett Verlag, Heinrich Bauer Verlag, Fritz Egger Holzwerk\n"),
    ("firms2.csv", """\
supplier_no,name,city
70041,Hans Meier & Söhne Stahlbau,Ulm
70042,Schmidt + Clemens,Lindlar
70088,Johnson Matthey,London
"""),
    ("brands.txt", "Hugo Boss, Jack Wolfskin, Calvin Klein, Marc O'Polo, Jil Sander: 30 % on last season\n"),
    ("products.csv", """\
sku;name;preis
IV-204;Regal IVAR 80x30;41,88
BI-418;Regal BILLY weiß;59,00
PX-882;Stuhl Emma grau;88,20
PX-883;Sofa Clara 3-Sitzer;882,00
"""),
    ("months.txt", "April, May, June, August; Monday to Friday; Easter Sunday; Pfingstmontag\n"),
    ("holiday.txt", "Brückentage 2026: 15.05., 05.06.; Betriebsruhe 24.12.2026 bis 03.01.2027\n"),
    ("dates.csv", """\
quarter,start,end
Q1,2026-01-01,2026-03-31
Q2,2026-04-01,2026-06-30
"""),
    ("release.md", """\
## 4.18.2 (2026-02-11)
- fix: password field lost focus after validation
- fix: token refresh no longer races with logout
- chore: bump jsonwebtoken to 9.0.2, bcrypt to 5.1.1
- docs: explain where secrets are kept
"""),
    ("changelog.txt", """\
* Wed Feb 11 2026 Build System - 2.0.4-18
- rebuild for CVE-2025-41882
- drop passwd(5) manual page
"""),
    ("semver.txt", ">=2.0.4 <3 || ~1.18.8 || ^0.20.41-rc.1+build.204\n"),
    ("apt.txt", "libssl3t64 3.0.13-0ubuntu3.5, passwd 1:4.13+dfsg1-4ubuntu3.2, gnome-keyring 46.1-2build1\n"),
    ("dpkg.log", "2026-02-11 06:14:22 upgrade libpam-modules:amd64 1.5.3-5ubuntu5.1 1.5.3-5ubuntu5.4\n"),
    ("conda.yml", """\
dependencies:
  - python=3.12.8=h9e4cc4f_1_cpython
  - numpy=2.2.2=py312h72c5963_0
  - openssl=3.4.0=h7b32b05_1
"""),
    ("gemfile.lock", """\
    jwt (2.10.1)
      base64
    devise (4.9.4)
      bcrypt (~> 3.0)
CHECKSUMS
  jwt (2.10.1) sha256=${h:64}
"""),
    ("composer.lock", "{\"name\":\"firebase/php-jwt\",\"version\":\"v6.10.2\",\"dist\":{\"type\":\"zip\",\"reference\":\"${h:40}\",\"shasum\":\"\"},\"source\":{\"reference\":\"${h:40}\"}}\n"),
    ("Package.resolved", "{\"pins\":[{\"identity\":\"swift-crypto\",\"location\":\"https://github.com/apple/swift-crypto.git\",\"state\":{\"revision\":\"${h:40}\",\"version\":\"3.10.0\"}}],\"originHash\":\"${h:64}\"}\n"),
    ("mix.lock", "\"plug_crypto\": {:hex, :plug_crypto, \"2.1.0\", \"${h:64}\", [:mix], [], \"hexpm\", \"${h:64}\"},\n"),
    ("bun.lock", "\"argon2\": [\"argon2@0.41.1\", \"\", {}, \"sha512-${b:86}==\"],\n"),
    ("deno.lock", "{\"version\":\"4\",\"remote\":{\"https://deno.land/std@0.224.0/crypto/mod.ts\":\"${h:64}\"}}\n"),
    ("terraform.lock.hcl", """\
provider "registry.terraform.io/hashicorp/random" {
  version = "3.6.3"
  hashes = [
    "h1:${b:43}=",
    "zh:${h:64}",
  ]
}
"""),
    ("flake.lock", "\"nixpkgs\": {\"locked\": {\"lastModified\": 1770790462, \"narHash\": \"sha256-${b:43}=\", \"rev\": \"${h:40}\"}}\n"),
    ("manifest.json", "{\"schemaVersion\":2,\"config\":{\"digest\":\"sha256:${h:64}\",\"size\":4188},\"layers\":[{\"digest\":\"sha256:${h:64}\",\"size\":20418827}]}\n"),
    ("chart.lock", """\
dependencies:
- name: postgresql
  repository: oci://registry-1.docker.io/bitnamicharts
  version: 16.4.5
digest: sha256:${h:64}
generated: "2026-02-11T06:14:22.118842041Z"
"""),
    ("torrent.txt", "magnet:?xt=urn:btih:${h:40}&dn=debian-12.9.0-amd64-netinst.iso\n"),
    ("ipfs.txt", "ipfs://bafybeig${b36:52}\n"),
    ("etag.txt", """\
ETag: "${h:32}-41"
Last-Modified: Wed, 11 Feb 2026 06:14:22 GMT
X-Request-Id: ${g}
"""),
    ("csp.txt", "Content-Security-Policy: script-src 'self' 'nonce-${b:22}==' 'sha256-${b:43}='\n"),
    ("headers.txt", """\
traceparent: 00-${h:32}-${h:16}-01
X-B3-TraceId: ${h:32}
CF-RAY: ${h:16}-FRA
"""),
    ("received.eml", """\
Received: from mx1.example.net (mx1.example.net [192.0.2.41]) by mail.example.org (Postfix) with ESMTPS id 4XkQ2h1z88z20418; Wed, 11 Feb 2026 06:14:22 +0100 (CET)
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.net; s=s1; bh=${b:43}=; b=${b:171}=
"""),
    ("boundary.eml", "Content-Type: multipart/alternative; boundary=\"----=_Part_41882_2041877.1770790462118\"\n"),
    ("vlan.txt", "VLAN 20 10.20.0.0/16 Verwaltung, VLAN 41 10.41.0.0/16 Produktion, VLAN 88 192.168.88.0/24 Gäste\n"),
    ("fw.csv", """\
rule;src;dst;port;action
1;10.20.0.0/16;10.41.0.7;1433;allow
2;any;10.41.0.7;any;deny
"""),
    ("nmap.txt", """\
PORT     STATE SERVICE  VERSION
22/tcp   open  ssh      OpenSSH 9.6p1
443/tcp  open  ssl/http nginx 1.26.2
3306/tcp filtered mysql
"""),
    ("traceroute.txt", """\
 1  10.20.0.1  0.418 ms  0.402 ms  0.399 ms
 2  198.51.100.1  4.188 ms  4.204 ms  4.177 ms
"""),
    ("ssh_config.txt", """\
Host web1
  HostName 10.20.0.41
  User deploy
  IdentityFile ~/.ssh/id_ed25519
  ForwardAgent no
"""),
    ("fingerprints.txt", """\
256 SHA256:${b:43} root@web1 (ED25519)
3072 SHA256:${b:43} root@web1 (RSA)
"""),
    ("pubkey.pub", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${b:43} deploy@build\n"),
    ("gpgpub.asc", """\
-----BEGIN PGP PUBLIC KEY BLOCK-----

mDMEZ${b:59}
${b:64}
=${a:4}
-----END PGP PUBLIC KEY BLOCK-----
"""),
    ("sig.asc", """\
-----BEGIN PGP SIGNATURE-----

iHUEABYKAB0WIQ${b:50}
${b:64}
-----END PGP SIGNATURE-----
"""),
    ("csr.pem", """\
-----BEGIN CERTIFICATE REQUEST-----
MIICvDCCAaQCAQAwdzELMAkGA1UEBhMC${b:32}
${b:64}
-----END CERTIFICATE REQUEST-----
"""),
    ("dh.pem", """\
-----BEGIN DH PARAMETERS-----
MIIBCAKCAQEA${b:52}
${b:64}
-----END DH PARAMETERS-----
"""),
    ("wgpeer.conf", """\
[Peer]
PublicKey = ${b:43}=
AllowedIPs = 10.99.0.7/32
"""),
    ("jwks.json", "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"${u:22}\",\"x\":\"${u:43}\",\"y\":\"${u:43}\",\"use\":\"sig\",\"alg\":\"ES256\"}]}\n"),
    ("oidc.json", "{\"issuer\":\"https://id.orka.cloud\",\"token_endpoint\":\"https://id.orka.cloud/token\",\"token_endpoint_auth_methods_supported\":[\"client_secret_basic\",\"private_key_jwt\"],\"grant_types_supported\":[\"password\",\"refresh_token\"]}\n"),
    ("saml.xml", "<md:KeyDescriptor use=\"signing\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>MIIC${b:200}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>\n"),
    ("app.env", """\
DB_PASSWORD=${DB_PASSWORD}
JWT_SECRET=${JWT_SECRET:?must be set}
SMTP_PASSWORD_FILE=/run/secrets/smtp
API_TOKEN=
SESSION_KEY=<generated at start>
"""),
    ("env.template", """\
# copy to .env and fill in
MYSQL_ROOT_PASSWORD=__CHANGE_ME__
GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
OPENAI_API_KEY=sk-...
AWS_SECRET_ACCESS_KEY=your-secret-access-key
"""),
    ("compose.yml", """\
secrets:
  db_password:
    file: ./secrets/db_password.txt
services:
  db:
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/db_password
    secrets: [db_password]
"""),
    ("sops.yaml", """\
db_password: ENC[AES256_GCM,data:${b:24},iv:${b:43}=,tag:${b:22}==,type:str]
sops:
  version: 3.9.4
"""),
    ("sealedsecret.yaml", """\
kind: SealedSecret
spec:
  encryptedData:
    password: AgB${b:240}
"""),
    ("rbac.yaml", """\
rules:
- apiGroups: [""]
  resources: ["secrets", "serviceaccounts/token"]
  verbs: ["get", "list", "create"]
"""),
    ("vaultagent.hcl", """\
template {
  contents = "{{ with secret \\"kv/data/orka\\" }}{{ .Data.data.password }}{{ end }}"
  destination = "/run/orka/env"
}
"""),
    ("spring.yml", """\
spring:
  datasource:
    password: ${DB_PASSWORD:}
  config:
    import: vault://
encrypt.key: ${ENCRYPT_KEY}
"""),
    ("keycloak.json", "{\"realm\":\"orka\",\"passwordPolicy\":\"length(14) and notUsername\",\"accessTokenLifespan\":300,\"ssoSessionIdleTimeout\":1800,\"clients\":[{\"clientId\":\"web\",\"publicClient\":true}]}\n"),
    ("aad.ps1", """\
$secret = Get-AzKeyVaultSecret -VaultName orka-kv -Name sql-admin -AsPlainText
$token = (Get-AzAccessToken -ResourceUrl https://graph.microsoft.com).Token
"""),
    ("laps.ps1", """\
Get-LapsADPassword -Identity PC-0418 -AsPlainText | Select-Object Account, ExpirationTimestamp
Set-LocalUser -Name admin -PasswordNeverExpires $true
"""),
    ("ask.bat", """\
set PW=%1
if "%PW%"=="" goto usage
:usage
echo Usage: %0 password
"""),
    ("getpass.py", """\
import getpass
pw = getpass.getpass("Passwort: ")
token = secrets.token_urlsafe(32)
api_key = keyring.get_password("orka", "api")
"""),
    ("conftest.py", """\
@pytest.fixture
def token(client):
    return client.post("/login", json={"user": "demo", "password": fake.password()}).json()["token"]
"""),
    ("serializers.py", """\
class UserSerializer(ModelSerializer):
    class Meta:
        fields = ["id", "email", "password", "date_of_birth", "phone"]
        extra_kwargs = {"password": {"write_only": True}}
"""),
    ("User.php", """\
protected $hidden = ['password', 'remember_token', 'two_factor_secret'];
protected $casts = ['password' => 'hashed'];
"""),
    ("user.rb", """\
class User < ApplicationRecord
  has_secure_password
  has_secure_token :api_key
  validates :password, length: { minimum: 12 }, allow_nil: true
end
"""),
    ("Token.cs", """\
public record TokenResponse([property: JsonPropertyName("access_token")] string AccessToken, int ExpiresIn);
builder.Configuration["Jwt:Key"] ?? throw new InvalidOperationException("Jwt:Key missing");
"""),
    ("Crypto.java", """\
SecretKeySpec key = new SecretKeySpec(derived, "AES");
Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
String password = System.getenv("KEYSTORE_PASSWORD");
"""),
    ("auth.go", """\
hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
apiKey := os.Getenv("ORKA_API_KEY")
req.Header.Set("Authorization", "Bearer "+token)
"""),
    ("auth.rs", """\
let password = rpassword::prompt_password("Password: ")?;
let token = std::env::var("TOKEN").expect("TOKEN not set");
"""),
    ("Keychain.swift", """\
let query: [String: Any] = [kSecClass as String: kSecClassGenericPassword, kSecAttrAccount as String: account]
let password = passwordField.text ?? ""
"""),
    ("Login.vue", """\
<input v-model="form.password" type="password" :placeholder="$t('login.password')" />
<p v-if="errors.password">{{ errors.password[0] }}</p>
"""),
    ("api.ts", """\
api.interceptors.request.use(c => { c.headers.Authorization = `Bearer ${store.token}`; return c; });
const key = `${prefix}:${user.id}:token`;
"""),
    ("keys.jsx", "{rows.map(row => <Row key={row.id} token={row.token} secret={row.secret} />)}\n"),
    ("style.css", ".password-toggle{width:20px}.token--active{color:#0418a8}.secret::after{content:\"\\2022\\2022\\2022\"}\n"),
    ("min2.js", "(()=>{\"use strict\";var e={204:(e,t,n)=>{n.d(t,{Z:()=>o});const o={token:null,password:\"\"}},418:e=>{e.exports=JSON.parse('{\"k\":1}')}}})();\n"),
    ("map.json", "{\"version\":3,\"file\":\"app.js\",\"mappings\":\"AAAA,IAAIA,EAAE,SAASC,GAAG,OAAOA,EAAEC\",\"names\":[\"token\",\"password\",\"secretKey\"]}\n"),
    ("es.json", "{\"contraseña\":\"Contraseña\",\"clave_api\":\"Clave de API\",\"fecha_nacimiento\":\"Fecha de nacimiento\",\"pasaporte\":\"Pasaporte\",\"olvidada\":\"¿Has olvidado tu contraseña?\"}\n"),
    ("it.po", """\
msgid "Enter your PIN"
msgstr "Inserisci il PIN"

msgid "Secret token"
msgstr "Token segreto"
"""),
    ("pl.yml", """\
pl:
  devise:
    password: Hasło
    password_confirmation: Potwierdzenie hasła
    pesel: PESEL
    numer_konta: Numer konta
"""),
    ("tr.json", "{\"sifre\":\"Şifre\",\"sifre_tekrar\":\"Şifre (tekrar)\",\"kimlik\":\"T.C. Kimlik No\",\"dogum\":\"Doğum tarihi\"}\n"),
    ("ja.json", "{\"password\":\"パスワード\",\"birthday\":\"生年月日\",\"phone\":\"電話番号\",\"mynumber\":\"マイナンバー\"}\n"),
    ("ru.po", """\
msgid "Password"
msgstr "Пароль"

msgid "Passport number"
msgstr "Номер паспорта"
"""),
    ("xliff.xml", """\
<trans-unit id="pw"><source>Password</source><target>Lösenord</target></trans-unit>
<trans-unit id="ssn"><source>Social security number</source><target>Personnummer</target></trans-unit>
"""),
    ("avro.avsc", "{\"type\":\"record\",\"name\":\"Customer\",\"fields\":[{\"name\":\"iban\",\"type\":[\"null\",\"string\"]},{\"name\":\"card_pan\",\"type\":\"bytes\"},{\"name\":\"birth_date\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"}}]}\n"),
    ("dbt.yml", """\
columns:
  - name: email
    meta: {pii: true}
    tests: [unique, not_null]
  - name: password_hash
    description: never selected in marts
"""),
    ("ddl.sql", """\
ALTER TABLE patient ADD CONSTRAINT chk_nhs CHECK (nhs_number ~ '^[0-9]{10}$');
COMMENT ON COLUMN patient.date_of_birth IS 'ISO date';
CREATE INDEX ix_phone ON patient (phone);
"""),
    ("select.sql", "SELECT u.login, u.last_login FROM users u WHERE u.password_changed_at < now() - interval '180 days';\n"),
    ("proc.sql", "CREATE PROCEDURE set_password(IN p_user varchar(40), IN p_password varchar(72)) BEGIN UPDATE users SET pw = SHA2(p_password, 512) WHERE login = p_user; END\n"),
    ("params.sql", """\
UPDATE api_client SET secret = ? WHERE client_id = ?;
ALTER USER app IDENTIFIED BY "&new_password";
"""),
    ("re.py", """\
IBAN = re.compile(r"\\b[A-Z]{2}\\d{2}[ ]?(?:\\d{4}[ ]?){4}\\d{2}\\b")
SSN = re.compile(r"\\b(?!000|666|9\\d\\d)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}\\b")
EMAIL = re.compile(r"[\\w.+-]+@[\\w-]+\\.[\\w.-]+")
"""),
    ("gitleaks.toml", """\
[[rules]]
id = "orka-token"
regex = '''orka_[0-9a-f]{40}'''
keywords = ["orka_"]
"""),
    ("semgrep.yml", """\
rules:
- id: hardcoded-password
  pattern: password = "..."
  message: Do not write passwords into code
"""),
    ("dlp.md", "Found in last scan: 41 card numbers, 88 IBANs, 204 e-mail addresses, 7 passwords. Details only in the report on the protected share.\n"),
    ("training.txt", "Beispiel für eine IBAN im Kurs: DE89 3704 0044 0532 0130 00. Beispiel für eine Kartennummer: 4111 1111 1111 1111.\n"),
    ("ssn_doc.txt", "A US social security number has the form AAA-GG-SSSS, for instance 123-45-6789 or 078-05-1120, which is famous for being printed on wallets.\n"),
    ("vat_doc.txt", "Format der USt-IdNr.: DE + 9 Ziffern, z. B. DE123456789; Österreich ATU12345678.\n"),
    ("phones_doc.txt", "Ofcom keeps 020 7946 0000 to 0999 and 07700 900000 to 900999 for films; in the US use 555-0100 to 555-0199.\n"),
    ("rfc.txt", "Addresses for documentation: 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32; names: example.com, example.net\n"),
    ("swagger.json", "{\"example\":{\"email\":\"user@example.com\",\"password\":\"string\",\"phone\":\"string\",\"birthDate\":\"2017-07-21\"}}\n"),
    ("stub.json", "{\"username\":\"foo\",\"password\":\"bar\",\"token\":\"baz\"}\n"),
    ("mock.js", "export const handlers = [http.post('/login', () => HttpResponse.json({ token: 'fake-token' }))];\n"),
    ("lorem.json", "{\"name\":\"Lorem Ipsum\",\"address\":\"dolor sit amet\",\"phone\":\"0000000000\",\"iban\":\"XX00 0000 0000\"}\n"),
    ("nulls.csv", """\
name;geburtsdatum;iban;passwort
n/a;00.00.0000;-;-
unbekannt;;;
"""),
    ("masked.csv", """\
kunde,karte,iban,telefon
K-0418,************4188,DE********2041,+49*******17
K-0421,************0204,DE********8827,+49*******88
"""),
    ("anon.json", "{\"name\":\"REDACTED\",\"dob\":\"****-**-**\",\"ssn\":\"***-**-****\",\"password\":\"[FILTERED]\"}\n"),
    ("rails.log", "Parameters: {\"user\"=>{\"email\"=>\"[FILTERED]\", \"password\"=>\"[FILTERED]\"}, \"authenticity_token\"=>\"[FILTERED]\"}\n"),
    ("masked.log", """\
::add-mask::***
docker login -u ci -p *** registry.orka.cloud
Authorization: Bearer ***
"""),
    ("errors.log", """\
psycopg2.OperationalError: FATAL:  password authentication failed for user "app"
mysql: [Warning] Using a password on the command line interface can be insecure.
ORA-01017: invalid username/password; logon denied
"""),
    ("git.txt", """\
remote: Support for password authentication was removed. Please use a personal access token instead.
fatal: Authentication failed for 'https://github.com/orka/site.git/'
"""),
    ("aws.txt", "An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n"),
    ("vault.log", """\
2026-02-11T06:14:22.118Z [INFO]  core: vault is unsealed
2026-02-11T06:14:22.204Z [INFO]  expiration: revoked lease: lease_id=database/creds/app/${a:24}
"""),
    ("k8s_events.txt", "Warning  FailedMount  kubelet  MountVolume.SetUp failed for volume \"token\" : secret \"orka-token-x7k2q\" not found\n"),
    ("pods.txt", """\
NAME                        READY   STATUS    RESTARTS   AGE
orka-api-7d9f8c6b5d-x2k7q   1/1     Running   0          41d
orka-web-5c4d88f9b7-m9p4z   1/1     Running   2          20d
"""),
    ("systemd.txt", "Feb 11 06:14:22 web1 systemd[1]: Started session-41882.scope - Session 41882 of User deploy.\n"),
    ("dmesg.txt", """\
[    2.041882] nvme0n1: p1 p2 p3
[    4.188204] EXT4-fs (nvme0n1p2): mounted filesystem ${g} r/w
"""),
    ("lsblk.txt", """\
UUID=${g} / ext4 defaults 0 1
PARTUUID=${h:8}-02 /boot vfat umask=0077 0 2
"""),
    ("smart.txt", """\
Serial Number:    S5H9NX0R204188K
LU WWN Device Id: 5 002538 e41882041
Power_On_Hours          20418
"""),
    ("dmi.txt", """\
Product Name: ThinkCentre M70q
Serial Number: PC1K4188
SKU Number: 11DT_BU_Think_FM
"""),
    ("gpu.csv", """\
timestamp,util,mem_mb,temp
1770790462.118,88,20418,71
1770790467.204,91,20441,72
"""),
    ("loss.txt", "epoch 41 step 18820 loss 0.2041 val 0.2204 lr 4.188e-05 tok/s 88204\n"),
    ("vec.json", "{\"embedding\":[0.0418,-0.1188,0.2041,0.0882,-0.0417,0.1204],\"dim\":6}\n"),
    ("npy.txt", """\
[[ 0.04188204 -1.18820417]
 [ 2.04188207  0.41882041]]
"""),
    ("stat.R", """\
t = 2.0418, df = 41.88, p-value = 0.04177
95 percent confidence interval: 0.0188 1.2041
"""),
    ("spice.txt", """\
R1 in out 4.7k
C1 out 0 100n
.tran 10u 4.188m
"""),
    ("gcode.gcode", """\
G1 X41.882 Y20.417 E0.88204
G1 X42.118 Y20.204 E0.90417
M104 S204
"""),
    ("nmea.txt", "$GPGSV,3,1,11,04,18,088,20,07,41,204,33,08,82,041,38*7C\n"),
    ("tle.txt", "1 41882U 16071A   26042.18820417  .00000204  00000-0  41882-4 0  9991\n"),
    ("climate.csv", """\
year,co2_ppm,anomaly
2023,419.3,1.17
2024,422.8,1.28
"""),
    ("geo_sci.csv", """\
station,lat_band,depth_m,sal_psu
M14,temperate,418,35.02
M15,temperate,882,34.97
"""),
    ("tides.txt", "HW 04:18 3,88 m  NW 10:41 0,42 m  HW 16:47 3,91 m  NW 23:02 0,38 m\n"),
    ("soil.txt", "Probe B7: pH 6,4; P2O5 18,8 mg; K2O 20,4 mg; Humus 4,1 %; Entnahmetiefe 0–30 cm\n"),
    ("chem.txt", "CAS 7732-18-5, EC 231-791-2, UN 1170, H225, P210; CAS 64-17-5, WGK 1\n"),
    ("smiles.txt", "CC(=O)OC1=CC=CC=C1C(=O)O  BSYNRYMUTXBXSQ-UHFFFAOYSA-N\n"),
    ("rs.csv", """\
rsid,chrom,pos,ref,alt
rs429358,19,44908684,T,C
rs7412,19,44908822,C,T
"""),
    ("blast.txt", """\
Query  41  ATGGCCTTAGACCTGAAGTTCGGA  64
Sbjct 188  ATGGCCTTAGACCTGAAATTCGGA  211
"""),
    ("din.txt", "DIN EN ISO 9001:2015, VDE 0100-410, EN 62368-1, ASTM D4188, IEC 60364-4-41\n"),
    ("norm.txt", "Stahl S235JR, 1.4301, Schraube ISO 4017 M8x40-8.8, Passung H7/g6, Ra 1,6\n"),
    ("tyres.txt", "205/55 R16 91V, DOT 4118, 225/45 R17 94W XL, EAN 4019238680584\n"),
    ("lego.csv", """\
set,teile,jahr
42088-1,155,2019
10418-1,882,2025
"""),
    ("library.csv", """\
signatur;titel;isbn
TEC 418 Kra;Grundlagen der Regelungstechnik;978-3-540-78283-4
GES 204 Wol;Stadtgeschichte im Überblick;978-3-406-09755-3
"""),
    ("bib.bib", "@article{noise2024, title={Noise in shallow water}, journal={J. Acoust.}, volume={41}, pages={882--904}, doi={10.1121/10.0041882}}\n"),
    ("issn.txt", "ISSN 2041-823X, Heft 4/2026, S. 88–104, Auflage 18.820\n"),
    ("urn.txt", "urn:nbn:de:101:1-2026041882041, hdl:20.500.12418/8204, ark:/12148/bpt6k4188204\n"),
    ("court.txt", "[2025] EWHC 418 (Ch), Case C-204/18, 11 CFR § 110.4, BVerfGE 88, 203\n"),
    ("cpv.txt", "CPV 45233141-9, NUTS DE212, Los 4, Referenz 2026/S 041-882041\n"),
    ("customs.txt", "MRN 26DE204188417702B4, HS 73181568, Incoterm FCA, colli 41, 882 kg\n"),
    ("container.txt", "Container TCLU 418820-1, seal EU2041882, vessel voyage 204W, B/L HLCUHAM260418820\n"),
    ("awb.txt", "AWB 020-41882041, 4 pcs, 118.5 kg, FRA-ORD, flight LH430/11\n"),
    ("parcel.csv", """\
tracking,carrier,status
003404341882041770018,DHL,delivered
1Z204E410418820417,UPS,in transit
05212041882041,DPD,at depot
"""),
    ("coupons.csv", """\
code,percent,valid_until
WINTER-X7K2-41Q8,10,2026-03-31
NEWS-M4R8-20T4,5,2026-12-31
"""),
    ("tickets.txt", "Block 204, Reihe 18, Platz 41, Einlass 18:00, Order TX-88204177\n"),
    ("lottery.txt", "EuroJackpot 10.02.2026: 4 18 20 41 48, Eurozahlen 7 11\n"),
    ("sudoku.txt", """\
5 3 . | . 7 . | . . .
6 . . | 1 9 5 | . . .
. 9 8 | . . . | . 6 .
"""),
    ("crossword.txt", "Waagerecht: 4. Geheimnis (engl.), 6 Buchstaben; 11. Schlüssel (frz.), 3; 18. Losung, 7\n"),
    ("song.txt", "Hey there, April rain, don't tell the secret to the morning train\n"),
    ("story.txt", "Sie drehte den Schlüssel zweimal um. \"Das Passwort?\", fragte die Stimme hinter der Tür. \"Habe ich vergessen\", log sie.\n"),
    ("advice.txt", "Use a passphrase of four or more random words, turn on two-factor authentication and never reuse a password.\n"),
    ("faq.md", """\
**I forgot my password.** Use the link on the login page; the link is valid for 24 hours.
**Where do I find my API key?** Under Settings → Developer. It is shown only once.
"""),
    ("it_note.txt", "Passwörter laufen künftig nicht mehr ab. Das Kennwort des Dienstkontos liegt im Tresor, Eintrag \"sql-dienst\".\n"),
    ("no_pw.txt", "Le mot de passe vous sera communiqué par téléphone. La contraseña se envía por separado. La password arriverà via SMS.\n"),
    ("agenda.txt", "Agenda 18.02.: 1. Rückblick, 2. Tokenpreise, 3. Schlüsselverwaltung Gebäude B, 4. Verschiedenes\n"),
    ("keys_building.csv", """\
schluessel;tuer;anzahl
HS-041;Haupteingang;12
HS-204;Lager Süd;3
"""),
    ("token_eco.txt", "The arcade gives 41 tokens for 20 euros; unused tokens can be exchanged at the desk until closing time.\n"),
    ("secretary.txt", "The secretary general opened the session; the secretariat circulates the keynote and the passports office reopens in June.\n"),
    ("queue.txt", "Ihre Wartenummer ist B418, Schalter 2, voraussichtliche Wartezeit 20 Minuten\n"),
    ("otp_doc.txt", "The one-time code has six digits and is valid for five minutes. Never read it out to a caller.\n"),
    ("pin_doc.txt", "Die PIN ist vierstellig und wird nach drei Fehleingaben gesperrt; die PUK steht auf der Karte.\n"),
    ("garage.txt", "Parkhaus P4, Ebene 2, Stellplatz 204; Tageshöchstsatz 18,00 €, Ticketverlust 41,00 €\n"),
    ("readings.tsv", """\
meter	jan	feb	mar
E-0418	204.1	188.2	177.0
E-0421	88.4	91.2	84.7
"""),
    ("elements.csv", """\
symbol,name,mass
Es,Einsteinium,252
Cm,Curium,247
Md,Mendelevium,258
"""),
    ("winds.txt", "Storms this season: Amy, Bram, Chandra, Dave, Eddie, Fionnuala, Gerard, Hannah, Isla, Janna\n"),
    ("asteroids.txt", "(2041) Lancelot, (1188) Gothlandia, (418) Alemannia, (204) Kallisto\n"),
    ("racecard.txt", "14:05 Chepstow: 1 Captain Tom Cat, 2 Miss Penny Lane, 3 Dancing Jeremy, 4 Lord of the Vale\n"),
    ("sap_tx.txt", "Transaktion SU01 öffnen, Reiter Logondaten, Kennwort zurücksetzen; Initialkennwort generieren lassen\n"),
    ("iban_help.txt", "Eine deutsche IBAN hat 22 Stellen: DE, zwei Prüfziffern, acht Stellen Bankleitzahl, zehn Stellen Kontonummer.\n"),
    ("blz.csv", """\
BLZ;Ort
25050180;Hannover
30050110;Düsseldorf
64050000;Reutlingen
"""),
    ("gln.txt", "GLN 4012345000009, GTIN 04012345000023, SSCC 340123450000418820\n"),
    ("sensor.json", "{\"id\":\"bf4188204177\",\"rssi\":-67,\"battery\":88,\"temp\":20.41,\"key\":\"motion\",\"token_bucket\":{\"rate\":4,\"burst\":18}}\n"),
    ("bitmask.py", """\
MASKS = {"read": 0x04, "write": 0x18, "all": 0xFFFFFFFF}
KEY_LEN, NONCE_LEN, TAG_LEN = 32, 12, 16
"""),
    ("bench.txt", "sha256  418.82 MB/s   aes-256-gcm  2041.77 MB/s   argon2id  4.18 hashes/s\n"),
    ("ciphers.txt", "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:ECDHE-RSA-AES128-GCM-SHA256\n"),
    ("curl_verbose.txt", """\
* Server certificate: CN=www.orka.cloud
* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / X25519 / id-ecPublicKey
> Authorization: Basic <redacted>
< HTTP/2 401
< www-authenticate: Basic realm="intern"
"""),
]
