"""Texts in which nothing is sensitive from further tools, offices and papers, written after the seventh part was mended and before anybody looked how detectors take them."""

CASES = [
    ("nomad_ref.hcl", """\
env {
  DB_PASSWORD = "${db_password}"
  TOKEN_PATH  = "/secrets/token"
}
"""),
    ("vault_policy.hcl", """\
path "secret/data/app/*" { capabilities = ["read"] }
path "auth/token/renew-self" { capabilities = ["update"] }
"""),
    ("sealed.yaml", """\
spec:
  encryptedData:
    password: AgB${b:200}==
"""),
    ("sops.yaml", """\
db_password: ENC[AES256_GCM,data:${b:24}=,iv:${b:43}=,tag:${b:22}==,type:str]
sops:
  mac: ENC[AES256_GCM,data:${b:60},type:str]
"""),
    ("pnpm-lock.yaml", """\
  /jsonwebtoken@9.0.2:
    resolution: {integrity: sha512-${b:86}==}
  /secret-stack@6.4.2:
    resolution: {integrity: sha512-${b:86}==}
"""),
    ("composer.lock", """\
{"packages":[{"name":"league/oauth2-server","dist":{"type":"zip","reference":"${h:40}","shasum":""}}],"content-hash":"${h:32}"}
"""),
    ("flake.lock", """\
{"nodes":{"nixpkgs":{"locked":{"narHash":"sha256-${b:43}=","rev":"${h:40}","lastModified":1770331820}}}}
"""),
    ("Gemfile.lock", """\
    devise (4.9.4)
    omniauth-oauth2 (1.8.0)
  CHECKSUMS
    devise (4.9.4) sha256=${h:64}
"""),
    ("useAuth.ts", """\
const { password, setPassword } = useForm({ password: '' });
const apiKey = import.meta.env.VITE_API_KEY;
const token = localStorage.getItem('token') ?? '';
if (!password.match(/[A-Z]/)) errors.password = t('password.needsUpper');
"""),
    ("PasswordService.kt", """\
fun hash(password: String): String = encoder.encode(password)
fun verify(password: String, hash: String) = encoder.matches(password, hash)
val secret = System.getenv("SECRET") ?: error("SECRET missing")
"""),
    ("auth.rs", """\
pub struct Login { pub username: String, pub password: SecretString }
let token = jsonwebtoken::encode(&header, &claims, &key)?;
"""),
    ("auth_controller.rb", """\
params.require(:user).permit(:email, :password, :password_confirmation)
user.authenticate(params[:password])
session[:token] = SecureRandom.hex(20)
"""),
    ("locale_fr.yml", """\
fr:
  login:
    password: Mot de passe
    forgot: Mot de passe oublié ?
    token_expired: Le jeton a expiré
"""),
    ("locale_es.json", """\
{"password":"Contraseña","repeatPassword":"Repite la contraseña","apiKey":"Clave de API","secret":"Secreto compartido"}
"""),
    ("swagger_example.json", """\
{"username":"string","password":"string","token":"eyJhbGciOi...","apiKey":"YOUR-KEY-HERE"}
"""),
    ("docs_curl.md", """\
curl -u "$USER:$PASSWORD" https://api.example.com
curl -H "Authorization: Token <your token>" https://api.example.com/v2
export PGPASSWORD=...
"""),
    ("test_cards.md", """\
| Brand | Number | CVC |
|---|---|---|
| Visa | 4111 1111 1111 1111 | 123 |
| Mastercard | 5555 5555 5555 4444 | 123 |
| Amex | 3782 822463 10005 | 1234 |
"""),
    ("iban_samples.md", """\
NL91 ABNA 0417 1643 00, CH93 0076 2011 6238 5295 7, ES91 2100 0418 4502 0005 1332, GB82 WEST 1234 5698 7654 32
"""),
    ("shipping_de.csv", """\
Sendung;Referenz;Gewicht
00340434${d:12};AB-331820;2,4
00340434${d:12};AB-331821;0,9
"""),
    ("packliste.txt", """\
Karton 1/3  Art. 33.1820.46  6 Stk
Karton 2/3  Art. 33.1820.47  2 Stk
EAN 4035623012389  Charge 331820A  MHD 03/27
"""),
    ("bom.csv", """\
ref,part,mpn,qty
R1-R8,10k 0603,RC0603FR-0710KL,8
U3,STM32G431KBU6,STM32G431KBU6,1
C4,100n,CL10B104KB8NNNC,12
"""),
    ("grundbuch_flur.txt", """\
Gemarkung Nordheim, Flur 33, Flurstück 1820/46, Größe 1.118 m², Gebäude- und Freifläche
"""),
    ("aktenzeichen.txt", """\
Az. 33 O 1820/24, Beschluss vom 11.02.2026; BVerfGE 118, 204 (331); BGBl. 2024 I Nr. 331
"""),
    ("versicherungsbedingungen.txt", """\
Der Versicherungsnehmer hat den Schaden unverzüglich zu melden. Die Versicherungssumme beträgt je Schadenfall 3.000.000 EUR. Selbstbeteiligung 150 EUR.
"""),
    ("stellenanzeige.txt", """\
Wir suchen eine Leitung (m/w/d) für das Referat 33. Vergütung E 13 TV-L, Bewerbungsfrist 15. März 2026, Kennziffer 18-2026.
"""),
    ("menu_it.txt", """\
Antipasti misti 8,20 - Spaghetti alle vongole 11,80 - Saltimbocca alla romana 16,40 - Panna cotta 4,18
"""),
    ("kirchenblatt.txt", """\
Am Sonntag Reminiscere feiern wir um 10 Uhr Gottesdienst mit Taufe. Die Kollekte ist für die Jugendarbeit bestimmt. Anschließend Kaffee im Gemeindehaus.
"""),
    ("gemeinderat.txt", """\
TOP 3: Der Gemeinderat beschließt mit 18 zu 3 Stimmen die Sanierung der Turnhalle. Kosten 331.820 Euro, Baubeginn im Mai.
"""),
    ("wanderung.txt", """\
Vom Parkplatz am Waldrand (Koordinaten auf der Tafel) führt der Weg 33 durch die Klamm, nach 1,8 km rechts, 204 Höhenmeter, Gehzeit 2 h.
"""),
    ("weather.csv", """\
station,ts,temp,rh,press
10331,2026-02-11T06:00Z,-1.8,82,1018.2
10331,2026-02-11T07:00Z,-1.1,79,1018.6
"""),
    ("spectrum.txt", """\
m/z 118.0863 331.8204 204.0867 77.1182 466.3318
intensity 1182 20466 3318 771 118
"""),
    ("gene.txt", """\
NM_000331.8:c.204G>A p.(Met68Ile)  rs118204466  chr7:117559590
"""),
    ("patent.txt", """\
US 11,331,820 B2; EP 3 318 204 A1; WO 2024/118204 A1; filed Feb. 11, 2024
"""),
    ("dois.txt", """\
doi:10.1016/j.cell.2025.11.018  PMID: 33182046  arXiv:2602.03318  ISBN 9783360777676  ISSN 9361-7305
"""),
    ("kernel_log.txt", """\
[   33.182046] audit: type=1400 audit(1770331820.466:118): apparmor="STATUS" operation="profile_load"
[   33.204118] usb 2-1: New USB device found, idVendor=0331, idProduct=8204
"""),
    ("windows_event.txt", """\
Event ID 4625: An account failed to log on. Status: 0xC000006D Sub Status: 0xC000006A Logon ID: 0x3E7 Caller Process ID: 0x331
"""),
    ("journal.json", """\
{"__CURSOR":"s=${h:32};i=331820;b=${h:32}","_BOOT_ID":"${h:32}","MESSAGE":"pam_unix(sshd:auth): password check failed for user (git)"}
"""),
    ("trace_otel.json", """\
{"resourceSpans":[{"traceId":"${h:32}","spanId":"${h:16}","name":"token.refresh","startTimeUnixNano":"1770331820466118204"}]}
"""),
    ("min4.js", """\
!function(){var a="password",b=["token","secret"],c=function(e){return e.key||e.pwd};window.__a=c;document.querySelector("input[type=password]").autocomplete="new-password"}();
"""),
    ("wasm.wat", """\
(module (func $check_password (param $p i32) (result i32) (i32.const 33) (i32.const 1820) i32.add))
"""),
    ("css_vars.css", """\
:root{--token-color:#331820;--secret-bg:#204466;--key-size:18px}
.password-field::after{content:"\\f023"}
"""),
    ("latex.tex", """\
\\section{Keys and Tokens} Let $k$ be a secret key and $t=\\mathrm{MAC}_k(m)$ a token; see Table~\\ref{tab:keys}.
"""),
    ("essay.txt", """\
The password was whispered from tent to tent, and by midnight everyone knew it. Nobody remembers what it was; only that it was the name of a flower.
"""),
    ("roman_fr.txt", """\
Le vieux phare se dressait au bout de la jetée. Personne n'en avait plus la clé, et le mot de passe des douaniers s'était perdu avec eux.
"""),
    ("history.txt", """\
The battle of Austerlitz in 1805, the congress of 1815 and the revolutions of 1848 shaped the century; the railway reached the valley in 1882.
"""),
    ("botany.txt", """\
Rosa canina, Quercus robur and Salix caprea grow along the ditch; Iris pseudacorus flowers in June.
"""),
    ("products.csv", """\
sku,name,price
331820,Barbour Bristol Jacke,331.82
204466,Chelsea Boots Hudson,204.46
118331,Lampe Wilhelm Wagenfeld WG 24,511.00
"""),
    ("ships.txt", """\
MS Europa, Cap San Diego, Alexander von Humboldt II, Gorch Fock, Rickmer Rickmers
"""),
    ("software_team.md", """\
Maintained by the Platform Team. Reviewers: @platform/core. Contact: #platform-help.
"""),
    ("faq_bank.txt", """\
Your PIN has four digits. Never write it down. If you enter a wrong PIN three times, the card is blocked. Call the number on the back of the card.
"""),
    ("uuid_yaml.yml", """\
id: ${g}
correlation: ${g}
etag: "W/\\"${h:32}\\""
"""),
    ("vin_decoder.md", """\
Position 1-3: WMI, 4-8: VDS, 9: check digit, 10: model year, 11: plant, 12-17: serial number.
"""),
    ("form_en.txt", """\
Surname: .........................  First name: .........................
Date of birth: .../.../......  NI number: __ __ __ __ __
"""),
    ("anonym.csv", """\
id,birth_year,region,score
A118,1958,N,33
A204,1966,S,18
"""),
]
