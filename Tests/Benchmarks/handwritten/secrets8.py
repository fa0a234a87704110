"""Texts with credentials from further tools, languages, clouds and offices, written after the seventh part was mended and before anybody looked how detectors take them."""

CASES = [
    ("nomad.hcl", """\
job "api" {
  task "web" {
    env {
      DATABASE_URL = "postgres://api:«S:Kiefernzapfen»@pg.service.consul/api"
      MAIL_PASSWORD = "«S:Schneebesen4»"
    }
    template { data = "SECRET_KEY={{ key \\"api/key\\" }}" }
  }
}
"""),
    ("consul.json", """\
{"acl":{"tokens":{"initial_management":"«S:${g}»","agent":"«S:${g}»"}},"encrypt":"«S:${b:43}=»"}
"""),
    ("packer.pkr.hcl", """\
source "vsphere-iso" "win" {
  username         = "packer@vsphere.local"
  password         = "«S:Hobelbank!7»"
  winrm_password   = "«S:Kreissaege_9»"
}
"""),
    ("databag.json", """\
{"id":"mysql","root":"«S:Wendeltreppe»","repl_password":"«S:${a:18}»"}
"""),
    ("salt_pillar.sls", """\
mysql:
  server:
    root_password: '«S:Dachgaube-3»'
  user:
    app: {password: «S:Zwischenboden»}
"""),
    ("cloudformation.yaml", """\
Parameters:
  DBPassword:
    Type: String
    Default: «S:Fahrstuhl2020»
Resources:
  Db:
    Properties:
      MasterUserPassword: "«S:Notausgang!1»"
"""),
    ("main.bicep", """\
param adminLogin string = 'azadmin'
@secure()
param adminPassword string = '«S:Treppenhaus#5»'
"""),
    ("argocd_repo.yaml", """\
apiVersion: v1
kind: Secret
metadata: {name: repo, labels: {argocd.argoproj.io/secret-type: repository}}
stringData:
  url: https://git.example.com/app.git
  username: argocd
  password: «S:Kellertreppe»
"""),
    ("traefik.toml", """\
[http.middlewares.auth.basicAuth]
  users = ["ops:«S:$apr1$${a:8}$${a:22}»"]
[certificatesResolvers.le.acme.dnsChallenge]
CF_DNS_API_TOKEN = "«S:${u:40}»"
"""),
    ("Caddyfile", """\
basicauth /intern/* {
	team «S:$2a$14$${a:53}»
}
"""),
    ("jaas.conf", """\
KafkaClient {
  org.apache.kafka.common.security.plain.PlainLoginModule required
  username="producer"
  password="«S:Fliessband-7»";
};
"""),
    ("kafka_client.properties", """\
sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="etl" password="«S:Datenstrom!»";
ssl.truststore.password=«S:Vertrauenssache»
"""),
    ("elasticsearch.yml", """\
xpack.security.transport.ssl.keystore.secure_password: «S:Gummistiefel»
bootstrap.password: «S:${a:16}»
"""),
    ("openvpn_auth.txt", """\
mueller
«S:Nebelkraehe7»
"""),
    ("my.cnf", """\
[client]
user = backup
password = "«S:Regentonne»"
[mysqldump]
password=«S:Regentonne»
"""),
    ("fly.toml", """\
[env]
  SESSION_SECRET = "«S:${h:64}»"
  RESEND_API_KEY = "«S:re_${a:8}_${a:24}»"
"""),
    ("netlify.toml", """\
[context.production.environment]
  CONTENTFUL_ACCESS_TOKEN = "«S:${u:43}»"
  ALGOLIA_ADMIN_KEY = "«S:${h:32}»"
"""),
    ("supabase.env", """\
SUPABASE_SERVICE_ROLE_KEY=«S:eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIiwiaWF0Ijox${u:40}.${u:43}»
POSTGRES_PASSWORD=«S:Tiefkuehltruhe»
LOGFLARE_API_KEY=«S:${a:32}»
"""),
    ("main.rs", """\
const API_KEY: &str = "«S:${a:40}»";
let pool = MySqlPool::connect("mysql://rust:«S:Zahnriemen»@db/app").await?;
let pw = env::var("SMTP_PW").unwrap_or_else(|_| "«S:Briefumschlag»".to_string());
"""),
    ("Repo.kt", """\
private val dbPassword = "«S:Schmetterling»"
val auth = Credentials.basic("mobile", "«S:Taschenlampe9»")
const val HMAC_SECRET = "«S:${h:40}»"
"""),
    ("Keys.swift", """\
enum Keys {
    static let weather = "«S:${h:32}»"
    static let backendSecret = "«S:${a:36}»"
}
let credential = URLCredential(user: "app", password: "«S:Sandkasten!»", persistence: .forSession)
"""),
    ("report.pl", """\
my $dbh = DBI->connect("DBI:mysql:lager", "lager", "«S:Gabelstapler»") or die;
$ftp->login("export", '«S:Palettenhubwagen»');
my $api_key = '«S:${a:32}»';
"""),
    ("config.exs", """\
config :shop, Shop.Repo, username: "shop", password: "«S:Einkaufswagen»", hostname: "db"
config :shop, ShopWeb.Endpoint, secret_key_base: "«S:${b:64}»"
"""),
    ("application.conf", """\
db.default.password="«S:Kassenbon»"
play.http.secret.key="«S:${b:64}»"
"""),
    ("deploy.rake", """\
set :password, "«S:Baustelle!»"
ENV['ROLLBAR_ACCESS_TOKEN'] ||= '«S:${h:32}»'
"""),
    ("script.groovy", """\
def sql = Sql.newInstance("jdbc:postgresql://db/x", "groovy", "«S:Rillenplatte»")
withEnv(["NEXUS_PASSWORD=«S:Umschlagplatz»"]) { sh 'mvn deploy' }
"""),
    ("etl.scala", """\
val jdbcPassword = "«S:Wasserwaage»"
.option("password", "«S:Wasserwaage»")
spark.conf.set("fs.azure.account.key.lake.dfs.core.windows.net", "«S:${b:86}==»")
"""),
    ("dbt_profiles.yml", """\
dwh:
  outputs:
    prod:
      type: snowflake
      user: dbt
      password: «S:Schneeflocke-2»
      account: xy12345
"""),
    ("airflow.cfg", """\
sql_alchemy_conn = postgresql+psycopg2://airflow:«S:Luftballon»@pg/airflow
fernet_key = «S:${b:43}=»
"""),
    ("superset_config.py", """\
SECRET_KEY = '«S:${b:42}»'
SQLALCHEMY_DATABASE_URI = 'mysql://superset:«S:Kuchendiagramm»@db/superset'
"""),
    ("metabase.env", """\
MB_DB_PASS=«S:Balkenwaage»
MB_EMBEDDING_SECRET_KEY=«S:${h:64}»
"""),
    ("keycloak.conf", """\
db-password=«S:Schluesselbund»
KEYCLOAK_ADMIN_PASSWORD=«S:Generalschluessel1»
"""),
    ("gitea_app.ini", """\
[database]
PASSWD = «S:Teekanne»
[security]
INTERNAL_TOKEN = «S:eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${u:40}.${u:43}»
SECRET_KEY = «S:${a:64}»
"""),
    ("samba_creds.txt", """\
username=scanner
password=«S:Einzugsscanner»
domain=BUERO
"""),
    ("rsyncd.secrets", """\
backup:«S:Umzugskarton»
"""),
    ("chap-secrets", """\
# client  server  secret  IP
filiale1  *  "«S:Drehkreuz5»"  10.9.0.2
"""),
    ("freeradius_users.txt", """\
anton Cleartext-Password := "«S:Funkmast»"
"""),
    ("snmpd.conf", """\
rocommunity «S:Messstation» 10.0.0.0/8
createUser nms SHA "«S:Prüfstand-12»" AES "«S:Signalhorn-77»"
"""),
    ("bind_key.conf", """\
key "ddns" { algorithm hmac-sha256; secret "«S:${b:43}=»"; };
"""),
    ("teams_notes.txt", """\
[11:04] Pia: wie war das PW für den Plotter?
[11:05] Tom: admin / «S:Zeichenbrett»
[11:05] Tom: und WLAN in der Halle ist «S:Kranbahn-2023»
[11:06] Pia: danke! PIN vom Tor?
[11:06] Tom: «S:7741»
"""),
    ("onboarding_en.txt", """\
Welcome aboard! Laptop PIN: «S:482913». Your Okta password is «S:Puffin-Lighthouse-7», please change it. The Wi-Fi passphrase is "«S:seven sleepy otters»".
"""),
    ("uebergabe.txt", """\
Alarmanlage: Code «S:4417», Entschärfung Hintertür «S:9032»
Buchhaltungs-PC: Benutzer fibu, Kennwort «S:Jahresabschluss»
Tresor: «S:24-07-63»
Webseite FTP: web33 / «S:gartenzwergparade»
"""),
    ("mail_nl.txt", """\
Hoi, het wachtwoord voor het portaal is «S:Fietspomp!88» en de wifi-code «S:drop-en-kaas».
"""),
    ("mail_es.txt", """\
La contraseña del servidor nuevo es «S:Mariposa.Azul9» y el usuario root. PIN de la alarma: «S:6604».
"""),
    ("mail_pt.txt", """\
A senha do painel é «S:Pastel_de_Nata3»; a do wifi: «S:sardinhas2024».
"""),
    ("mail_cs.txt", """\
Heslo do systému: «S:Knedlík#42», PIN k trezoru 
je «S:8812».
"""),
    ("passwords_en.csv", """\
service,login,pass,notes
Xero,accounts@example.com,«S:Badger&Hedge»,
Mailchimp,marketing,«S:newsletter2025!»,2FA
Router,admin,«S:sticker-underneath»,
"""),
    ("logins.md", """\
| Portal | Login | Password |
|--------|-------|----------|
| Companies House | 00331820 | `«S:Filing-Cabinet9»` |
| HMRC | 331820466 | `«S:Tax!Teapot»` |
"""),
    ("stripe_go.go", """\
stripe.Key = "«S:sk_live_${a:24}»"
sg := sendgrid.NewSendClient("«S:SG.${u:22}.${u:43}»")
ghClient := github.NewClient(nil).WithAuthToken("«S:github_pat_${a:22}_${a:59}»")
"""),
    ("ci_vars.json", """\
[{"key":"AWS_SECRET_ACCESS_KEY","value":"«S:${b:40}»","protected":true},{"key":"DOCKER_PASSWORD","value":"«S:dckr_pat_${u:27}»"},{"key":"SLACK_TOKEN","value":"«S:xoxp-${d:12}-${d:12}-${d:13}-${h:32}»"}]
"""),
    ("headers.http", """\
POST https://api.example.com/v1/orders
Authorization: Bearer «S:${a:44}»
X-Shopify-Access-Token: «S:shpat_${h:32}»
Cookie: sessionid=«S:${b36:32}»
"""),
    ("postman_env.json", """\
{"values":[{"key":"client_secret","value":"«S:${u:40}»","enabled":true},{"key":"password","value":"«S:Briefkasten8»"},{"key":"baseUrl","value":"https://api.example.com"}]}
"""),
    ("insomnia.yaml", """\
environment:
  token: «S:${u:48}»
  basic_pass: «S:Schlaflos!»
"""),
    ("sentry_cli.rc", """\
[auth]
token=«S:sntrys_${b:120}»
"""),
    ("huggingface.py", """\
login(token="«S:hf_${L:34}»")
os.environ["REPLICATE_API_TOKEN"] = "«S:r8_${a:37}»"
wandb.login(key="«S:${h:40}»")
"""),
    ("telegram.sh", """\
BOT="«S:61182041${d:2}:AA${u:33}»"
curl "https://api.telegram.org/bot«S:61182041${d:2}:AA${u:33}»/sendMessage"
"""),
    ("azure_conn.txt", """\
Server=tcp:x.database.windows.net;User ID=erp;Password=«S:Wolkenkratzer!9»;Encrypt=true
https://stfiles.blob.core.windows.net/in?sv=2023-01-03&sp=rwl&sig=«S:${a:43}%3D»
"""),
    ("ssh_config_notes.txt", """\
ssh -i key deploy@203.0.113.8   (passphrase: «S:Leuchtfeuer am Kap»)
sshpass -p «S:Ankerkette» ssh root@10.0.0.9
"""),
    ("ppk.txt", """\
PuTTY-User-Key-File-3: ssh-ed25519
Encryption: none
Private-Lines: 1
«S:${b:48}»
Private-MAC: ${h:64}
"""),
    ("gpg.txt", """\
«S:-----BEGIN PGP PRIVATE KEY BLOCK-----

${b:64}
${b:64}
=${b:4}
-----END PGP PRIVATE KEY BLOCK-----»
"""),
]
