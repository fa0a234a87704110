"""Texts that were written after the detectors were mended for those of `secrets1.py`."""

CASES = [
    ("s1.txt", """\
Hi team, VPN creds for the contractor:
username: ext-mueller
password: «S:Tannenbaum!24»
Please rotate next week.
"""),
    ("s2.py", """\
GITHUB = "github_pat_«S:11${U:20}_${a:59}»"
bot = telebot.TeleBot("«S:${d:10}:AA${u:33}»")
redis.Redis(host='r1', password='«S:q9R-tt8Zw»')
"""),
    ("s3.sh", """\
export VAULT_ADDR=https://vault.acme.io
export VAULT_TOKEN=hvs.«S:CAESI${u:90}»
az login --service-principal -u 8f1c2d3e-7a6b-4c5d-9e8f-102938475610 -p '«S:${a:3}8Q~${u:34}»' --tenant acme
gh auth login --with-token <<< "«S:${github:gho_}»"
kubectl create secret generic db --from-literal=password='«S:pG-8812-xx»'
htpasswd -b .htpasswd admin «S:Sommer#77q»
mongo --username root --password «S:mng0-Root77»
"""),
    ("s4.yml", """\
spring:
  datasource:
    url: jdbc:postgresql://db/shop?user=shop&password=«S:tt-9912-Kk»
  rabbitmq:
    password: «S:hase-77-Hase»
jwt:
  secret: «S:${b:43}=»
"""),
    ("s5.json", "{\"aws\":{\"accessKeyId\":\"AKIA«O:${B32:16}»\",\"secretAccessKey\":\"«S:${b:40}»\"},\"smtp\":{\"auth\":{\"user\":\"«EMAIL:noreply@acme.io»\",\"pass\":\"«S:mx-Relay-81»\"}}}\n"),
    ("s6.tf", """\
resource "azurerm_sql_server" "x" {
  administrator_login_password = "«S:Str0ng-Pa55-1»"
}
provider "cloudflare" { api_token = "«S:${u:40}» " }
provider "datadog" {
  api_key = "«S:${h:32}»"
  app_key = "«S:${h:40}»"
}
"""),
    ("s7.env", """\
CLERK_SECRET_KEY=sk_live_«S:${a:40}»
SUPABASE_SERVICE_ROLE_KEY=«S:eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzdXBhYmFzZSIsInJvbGUiOiJzZXJ2aWNlX3JvbGUifQ.${u:43}»
UPSTASH_REDIS_REST_TOKEN=«S:${a:54}==»
NEON_API_KEY=napi_«S:${b36:64}»
TURSO_AUTH_TOKEN=«S:eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJhIjoicnciLCJpYXQiOjE3MDAwMDAwMDB9.${u:86}»
STRIPE_WEBHOOK_SECRET=whsec_«S:${a:32}»
POSTHOG_PERSONAL_API_KEY=phx_«S:${a:43}»
KLAVIYO_API_KEY=pk_«S:${h:34}»
SLACK_SIGNING_SECRET=«S:${h:32}»
RAILWAY_TOKEN=«S:${g}»
CRATES=cio«S:${a:32}»
GITEA_TOKEN=«S:${h:40}»
MINIO_ROOT_PASSWORD=«S:minio-Root-8812»
ELASTIC_PASSWORD=«S:${a:20}»
KEYCLOAK_ADMIN_PASSWORD=«S:kc!Admin7»
"""),
    ("s8.env", """\
GEMINI_API_KEY=AIza«S:${u:35}»
AZURE_OPENAI_API_KEY=«S:${h:32}»
OPENAI_API_KEY=sk-svcacct-«S:${u:58}T3BlbkFJ${u:58}»
ANTHROPIC_ADMIN_KEY=sk-ant-admin01-«S:${u:93}AA»
CEREBRAS_API_KEY=csk-«S:${b36:48}»
DEEPGRAM_API_KEY=«S:${h:40}»
ASSEMBLYAI_API_KEY=«S:${h:32}»
STABILITY_API_KEY=sk-«S:${a:48}»
JINA_API_KEY=jina_«S:${h:32}${a:28}»
FIRECRAWL_API_KEY=fc-«S:${h:32}»
EXA_API_KEY=«S:${g}»
QDRANT_API_KEY=«S:${u:54}»
WEAVIATE_API_KEY=«S:${a:36}»
LANGFUSE_SECRET_KEY=sk-lf-«S:${g}»
HELICONE_API_KEY=sk-helicone-«S:${b36:7}-${b36:7}-${b36:7}-${b36:7}»
"""),
    ("s9.txt", """\
Dein neues WLAN-Passwort: «S:Kirschkern-4411». Der Gastzugang bleibt gleich.
Kennung: mmustermann / Passwort: «S:Hafen!Licht3»
"""),
    ("s10.txt", "L'identifiant est «O:jdupont» et le mot de passe provisoire «S:Lavande2026!» (à changer).\n"),
    ("s11.txt", """\
Usuario: admin  Contraseña: «S:Tortilla#55»
Clave: «S:Gazpacho!9»
"""),
    ("s12.txt", "credenziali: utente gest01, password «S:Pomodoro$21x»\n"),
    ("s13.txt", "Senha do Wi-Fi: «S:praia-Bonita-9»\n"),
    ("s14.txt", """\
パスワード：«S:Sakura#2026x»
ユーザー名：admin
"""),
    ("s15.txt", "Пароль: «S:Zima!2026ok»\n"),
    ("s16.txt", """\
login: root
passwd: «S:tr4ilerP4rk»
"""),
    ("s17.ini", """\
[mysqld]
user=root
password="«S:mQ!77sqL»"
[client]
password = «S:cLi-9921-q»
"""),
    ("s18.xml", """\
<bean><property name="username" value="sa"/><property name="password" value="«S:hSq1-Pass9»"/></bean>
<add key="StorageKey" value="«S:${b:86}==»"/>
"""),
    ("s19.cs", """\
var conn = new SqlConnection("Server=db;Database=hr;Uid=hr;Pwd=«S:hrHr-8812!»;");
client.DefaultRequestHeaders.Add("Ocp-Apim-Subscription-Key", "«S:${h:32}»");
"""),
    ("s20.kt", """\
val apiSecret = "«S:${a:32}»"
OkHttp().addHeader("Authorization", "Bearer «S:${u:48}»")
"""),
    ("s21.php", """\
$db = new PDO('mysql:host=db;dbname=x', 'shop', '«S:pDo-7716-!a»');
$mail->Password = '«S:smtpPa55!»';
'key' => 'base64:«S:${b:43}=»',
"""),
    ("s22.rb", "Aws.config.update(credentials: Aws::Credentials.new('AKIA«O:${B32:16}»', '«S:${b:40}»'))\n"),
    ("s23.go", """\
client := github.NewClient(nil).WithAuthToken("«S:${github:ghp_}»")
dsn := "user:«S:go-Dsn-5512»@tcp(127.0.0.1:3306)/db"
"""),
    ("s24.rs", "const API_KEY: &str = \"«S:${a:40}»\";\n"),
    ("s25.ipynb", "{\"cells\":[{\"source\":[\"import os\\n\",\"os.environ[\\\"OPENAI_API_KEY\\\"] = \\\"sk-proj-«S:${u:74}T3BlbkFJ${u:74}»\\\"\\n\",\"token = \\\"«S:${a:36}»\\\"\\n\"]}]}\n"),
    ("s26.log", """\
+ docker run -e MYSQL_ROOT_PASSWORD=«S:rT-8812-lq» mysql
Step 4/9 : RUN pip install --extra-index-url https://ci:«S:${a:24}»@pypi.acme.io/simple x
remote: https://x-access-token:«S:${github:ghs_}»@github.com/acme/x
"""),
    ("s27.groovy", "withCredentials([]) { sh \"curl -u deploy:«S:dPl-8812-w» https://nexus/x\" }\n"),
    ("s28.plist", "<key>APIKey</key><string>«S:${a:36}»</string>\n"),
    ("s29.toml", """\
[registries.acme]
token = "«S:${a:40}»"
[database]
url = "mysql://root:«S:tml-Root-7»@db/x"
"""),
    ("s30.hcl", "vault { token = \"hvs.«S:${u:90}»\" }\n"),
    ("s31.txt", """\
-----BEGIN RSA PRIVATE KEY-----
«S:MIIEowIBAAKCAQEA${b:48}
${b:64}
${b:64}»
-----END RSA PRIVATE KEY-----
"""),
    ("s32.txt", """\
-----BEGIN PGP PRIVATE KEY BLOCK-----

«S:lQOYBF${b:58}
${b:64}
=abcd»
-----END PGP PRIVATE KEY BLOCK-----
"""),
    ("s33.ppk", """\
PuTTY-User-Key-File-3: ssh-ed25519
Encryption: none
Comment: eddsa-key
Public-Lines: 2
${b:64}
${b:16}
Private-Lines: 1
«S:${b:44}»
Private-MAC: ${h:64}
"""),
    ("s34.txt", """\
recovery codes: «O:3k2j-9s8d»
otpauth://totp/acme:kim?secret=«S:${B32:32}»&issuer=acme
"""),
    ("s35.yaml", """\
apiVersion: v1
kind: Config
users:
- name: admin
  user:
    token: «S:${a:48}»
    client-key-data: «S:LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQ${b:200}»
"""),
    ("s36.txt", """\
jdbc:sqlserver://sql1:1433;databaseName=crm;user=crm;password=«S:jDbc-7781x»;encrypt=true
Server=tcp:acme.database.windows.net;User ID=adm;Password=«S:aZ-db-9912»;
amqps://svc:«S:${a:20}»@b-1.mq.eu-west-1.amazonaws.com:5671
redis://default:«S:${a:32}»@redis-1.c1.cloud.redislabs.com:12000
"""),
    ("s37.txt", """\
Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=«S:${b:43}=»
AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey=«S:${b:86}==»;
"""),
    ("s38.ovpn", """\
<key>
-----BEGIN PRIVATE KEY-----
«S:MIGHAgEAMBMGByqGSM49${b:100}»
-----END PRIVATE KEY-----
</key>
"""),
    ("s39.csv", """\
url,login_username,login_password
https://bank.example.de,kim,«S:Bnk-8812-!a»
https://shop.acme.io,kim,«S:shopShop77»
"""),
    ("s40.txt", """\
Atlassian: «EMAIL:admin@acme.io» + ATATT3xFfGF0«S:${u:171}=${HEX:8}»
npm token is npm_«S:${a:36}»
slack: xoxp-«S:${d:12}-${d:12}-${d:12}-${h:32}»
"""),
    ("s41.conf", """\
bindDN: cn=admin,dc=acme
bindpw «S:ldap-Bind-7»
rootpw «S:{SSHA}${b:31}=»
"""),
    ("s42.txt", "Security question: mother's maiden name. PIN: «S:4418» for the alarm, code for door «O:8829».\n"),
    ("s43.js", """\
fetch(url, {headers: {'x-api-key': '«S:${a:40}»', 'Authorization': `Bearer «S:${u:40}»`}})
const password = "«S:P@ssw0rd123!»";
"""),
    ("s44.properties", """\
sonar.token=sqa_«S:${h:40}»
artifactory_password=AKC«S:p8${a:68}»
signing.keyPassword=«S:sgn-Key-77»
RELEASE_STORE_PASSWORD=«S:relStore9912»
"""),
    ("s45.ps1", """\
$password = "«S:W!nter-8812»"
Connect-VIServer -User admin -Password «S:vC-9912-kk»
[Environment]::SetEnvironmentVariable("API_TOKEN","«S:${a:36}»")
"""),
    ("t1.txt", "new prod db creds -> user: billing  pass: «S:Zr8!pp-Kq2»\n"),
    ("t2.yaml", """\
grafana:
  adminPassword: «S:gr4f-Admin-x9»
  smtp: {user: a, password: "«S:mail-Pp-77»"}
"""),
    ("t3.env", """\
TWILIO_ACCOUNT_SID=AC${h:32}
TWILIO_AUTH_TOKEN=«S:${h:32}»
SENDGRID_API_KEY=SG.«S:${u:22}.${u:43}»
MONGO_URI=mongodb://root:«S:Mg-7712-kk»@mongo:27017
"""),
    ("t4.py", """\
SLACK_WEBHOOK = "https://hooks.slack.com/services/«S:T0${B32:8}/B0${B32:8}/${a:24}»"
stripe.api_key = "rk_live_51«S:${a:96}»"
db = connect(user="etl", passwd="«S:eTl#2231»")
"""),
    ("t5.js", """\
const client = new Anthropic({ apiKey: 'sk-ant-api03-«S:${u:93}AA»' });
app.use(session({ secret: '«S:kq8-Lamp-Ttr»' }));
"""),
    ("t6.sh", """\
docker login -u acme -p «S:${g}» registry.acme.io
export PGPASSWORD='«S:pg!Pass-81»'
wget --user=acme --password=«S:wG-7712-aa» https://files.acme.io/x
"""),
    ("t7.tf", """\
resource "aws_db_instance" "x" {
  username = "admin"
  password = "«S:Aw5-Rds-9912»"
}
"""),
    ("t8.xml", "<server><username>deploy</username><password>«S:dP-7712-lk»</password></server>\n"),
    ("t9.ini", """\
[smtp]
host=mail
login=noreply
password=«S:sMtp_8812»
[api]
key=«S:${a:40}»
"""),
    ("t10.txt", """\
Zugang Kundenportal: Benutzername: kramer, Kennwort: «S:Birnbaum!31»
Mot de passe wifi : «S:Camembert#8»
La password è: «S:Gondola_2291»
"""),
    ("t11.log", """\
Bearer «S:eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI0NCIsImV4cCI6MTcwMDAwMDAwMH0.${u:86}»
X-Auth-Token: «S:${h:32}»
"""),
    ("t12.json", "{\"type\":\"authorized_user\",\"client_id\":\"x.apps.googleusercontent.com\",\"client_secret\":\"GOCSPX-«S:${u:28}»\",\"refresh_token\":\"1//0«S:${u:96}»\"}\n"),
    ("t13.go", """\
const apiToken = "dop_v1_«S:${h:64}»"
var dbPass = "«S:goDb-8812-xx»"
"""),
    ("t14.txt", "glpat-«S:${u:20}» is my token, npm one is «S:${github:npm_}»\n"),
    ("t15.rb", """\
config.secret_key = '«S:${h:128}»'
ENV['AWS_SECRET_ACCESS_KEY'] ||= '«S:${b:40}»'
"""),
    ("t16.csv", """\
service,user,password
jira,admin,«S:Jira-Adm-77!»
"""),
    ("t17.ps1", "$pw = ConvertTo-SecureString '«S:P0wer-Shell-9»' -AsPlainText -Force\n"),
    ("t18.cs", "services.AddDbContext(o => o.UseSqlServer(\"Server=.;Database=x;User Id=sa;Password=«S:sA-Pass-771»;\"));\n"),
    ("t19.kt", "val key = \"AIza«S:${u:35}»\"\n"),
    ("t20.conf", """\
redis { requirepass «S:rQ-8812-zz» }
auth_basic_user_file x;
proxy_set_header X-Api-Key «S:${a:36}»;
"""),
]
