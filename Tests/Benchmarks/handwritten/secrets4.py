"""Texts with credentials in scripts, configurations, logs, exports and notes, written without regard to how detectors take them."""

CASES = [
    ("deploy.sh", """\
#!/usr/bin/env bash
set -euo pipefail
REG=registry.orka.cloud
REG_USER=robot-ci
REG_PASS='«S:Zander-im-Teich7»'
TAG=$(git describe --tags)

echo "$REG_PASS" | docker login "$REG" -u "$REG_USER" --password-stdin
docker build -t "$REG/shop:$TAG" .
docker push "$REG/shop:$TAG"

ssh ops@web1 "docker pull $REG/shop:$TAG && systemctl restart shop"
curl -fsS -X POST -H "Authorization: token «S:${h:40}»" https://status.orka.cloud/api/deploys -d "v=$TAG"
"""),
    ("backup.py", """\
#!/usr/bin/env python3
\"\"\"Nightly dump of all schemas to the object store.\"\"\"
import datetime
import subprocess

HOST = "db3.orka.cloud"
USER = "dump"
PASSWORD = "«S:F1scher-Netz.x2»"
S3_KEY = "AKIA«O:${B32:16}»"
S3_SECRET = "«S:${b:40}»"

def dump(schema):
    name = f"{schema}-{datetime.date.today():%Y%m%d}.sql.gz"
    command = ["mysqldump", "-h", HOST, "-u", USER, f"-p{PASSWORD}", schema]
    with open(name, "wb") as out:
        subprocess.run(command, stdout=out, check=True)
    return name

if __name__ == "__main__":
    for schema in ("shop", "crm", "hr"):
        print(dump(schema))
"""),
    ("docker-compose.override.yml", """\
services:
  web:
    environment:
      DJANGO_SECRET_KEY: "«S:${p:50}»"
      EMAIL_URL: smtp+tls://mailer:«S:brieftr4eger»@smtp.orka.cloud:587
      CELERY_BROKER_URL: amqp://celery:«S:kan1nchen-Bau»@rabbit:5672/orka
      SENTRY_DSN: https://«O:${h:32}»@o41882.ingest.sentry.io/204188
  minio:
    environment:
      MINIO_ROOT_USER: orka
      MINIO_ROOT_PASSWORD: «S:pinguin-Kolonie»
  rabbit:
    environment:
      - RABBITMQ_DEFAULT_USER=celery
      - RABBITMQ_DEFAULT_PASS=«S:kan1nchen-Bau»
      - RABBITMQ_ERLANG_COOKIE=«S:${U:20}»
"""),
    ("helm-values.yaml", """\
global:
  imagePullSecrets: [regcred]
keycloak:
  auth:
    adminUser: admin
    adminPassword: «S:Schl0ssherr.9»
  externalDatabase:
    host: pg
    user: kc
    password: «S:kc-Datenb4nk»
oauth2-proxy:
  config:
    clientID: orka
    clientSecret: «S:${a:32}»
    cookieSecret: «S:${b:43}=»
loki:
  storage:
    s3: s3://AKIA«O:${B32:16}»:«S:${a:40}»@eu-west-1/loki
"""),
    ("secret.yml", """\
apiVersion: v1
kind: Secret
metadata: {name: payment}
type: Opaque
stringData:
  adyen_api_key: «S:AQE${a:40}-${a:43}=-${a:16}»
  hmac: «S:${HEX:64}»
  mp_token: APP_USR-«S:${d:16}-021108-${h:32}-${d:9}»
"""),
    ("rds.tf", """\
resource "aws_db_instance" "main" {
  identifier        = "orka-main"
  engine            = "postgres"
  instance_class    = "db.t4g.medium"
  allocated_storage = 50
  username          = "orka"
  password          = "«S:Adlerhorst-1188»"
}

resource "aws_elasticache_replication_group" "c" {
  auth_token = "«S:${a:32}»"
}
"""),
    ("azure.tf", """\
resource "azurerm_linux_virtual_machine" "jump" {
  admin_username                  = "ops"
  admin_password                  = "«S:Spr1ngbrunnen!»"
  disable_password_authentication = false
}
provider "azurerm" {
  client_id     = "3b7f0c1e-52a4-4d90-9f3c-0e8d1a2b4c57"
  client_secret = "«S:${a:3}8Q~${u:34}»"
}
"""),
    ("playbook.yml", """\
- hosts: db
  vars:
    pg_app_password: '«S:holunder-Saft»'
  tasks:
    - name: create user
      community.postgresql.postgresql_user:
        name: app
        password: "{{ pg_app_password }}"
        login_password: «S:0berkellner_x»
    - name: mysql root
      community.mysql.mysql_user: name=root password=«S:kellner-Block7» host=localhost
"""),
    ("vaulted.yml", """\
db_password: !vault |
          $ANSIBLE_VAULT;1.2;AES256;prod
          «O:${h:80}
          ${h:80}»
smtp_password: «S:unverschluesselt-88»
"""),
    ("pillar.sls", """\
mysql:
  server:
    root_password: «S:salzstange.4»
users:
  kim:
    password: «S:$6$${a:16}$${a:86}»
"""),
    ("puppet.yaml", """\
profile::icinga::db_password: '«S:icing-on-Cake3»'
profile::bareos::director_password: "«S:${a:43}»"
"""),
    ("Vagrantfile", "config.vm.provision \"shell\", env: {\"GH_TOKEN\" => \"«S:${github:ghp_}»\", \"ROOT_PW\" => \"«S:vagabund-12»\"}\n"),
    ("cloud-init.yaml", """\
#cloud-config
users:
  - name: ops
    lock_passwd: false
    plain_text_passwd: «S:Wolkenbruch.7»
chpasswd:
  list: |
    root:«S:Donner-Wetter8»
"""),
    ("ks.cfg", """\
lang de_DE
rootpw --plaintext «S:Kickst4rt-er»
user --name=ops --password=«S:$6$${a:16}$${a:86}» --iscrypted
"""),
    ("preseed.cfg", """\
d-i passwd/root-password password «S:pre-Saat.gut9»
d-i passwd/root-password-again password «S:pre-Saat.gut9»
"""),
    ("circleci.log", """\
#!/bin/bash -eo pipefail
+ aws configure set aws_secret_access_key «S:${b:40}»
+ export SNYK_TOKEN=«S:${g}»
+ snyk test --severity-threshold=high
Tested 418 dependencies for known issues, no vulnerable paths found.
"""),
    ("travis.log", """\
$ export DEPLOY_PASS=«S:trav1s-Kutsche»
$ lftp -u web,$DEPLOY_PASS -e "mirror -R dist /; quit" ftp.orka.cloud
"""),
    ("jenkins.log", """\
[Pipeline] sh
+ mvn deploy -Drepo.user=ci -Drepo.pass=«S:Nex-us.Knoten1»
[INFO] BUILD SUCCESS
"""),
    ("gh.log", "2026-02-11T09:00:02.118Z Error: Command failed: git push https://x-access-token:«S:${github:ghs_}»@github.com/orka/site.git HEAD:gh-pages\n"),
    ("app.log", """\
2026-02-11 09:02:11 DEBUG c.o.auth.LoginController - login attempt user=tamara password=«S:Katze2019!» ip=10.1.4.18
2026-02-11 09:02:12 INFO  c.o.auth.LoginController - login ok
2026-02-11 09:04:40 DEBUG c.o.http.Client - > Authorization: Bearer «S:${a:48}»
2026-02-11 09:04:40 DEBUG c.o.http.Client - > Cookie: JSESSIONID=«S:${HEX:32}»
"""),
    ("proxy.log", """\
POST /oauth/token HTTP/1.1
Host: login.orka.cloud
Authorization: Basic «S:${b64:orka-mobile:s3krEt-mobil3-Key}»
Content-Type: application/x-www-form-urlencoded

grant_type=refresh_token&refresh_token=«S:${u:64}»
"""),
    ("history.txt", """\
  412  cd /etc/openvpn
  413  ls -la
  414  mysql -uroot -p'«S:alte-Eiche.41»' -e 'show processlist'
  415  export HCLOUD_TOKEN=«S:${a:64}»
  416  hcloud server list
  417  redis-cli -a «S:rote-Ruebe5» info
  418  exit
"""),
    ("psreadline.txt", """\
Set-ADAccountPassword -Identity svc_print -NewPassword (ConvertTo-SecureString "«S:Druck3r-Patrone»" -AsPlainText -Force)
New-LocalUser -Name kiosk -Password (ConvertTo-SecureString '«S:K1osk-Glas.x»' -AsPlainText -Force)
net user praktikant «S:Prakti!kant26» /add
"""),
    ("app.config", """\
<configuration>
  <connectionStrings>
    <add name="Erp" connectionString="Data Source=ERP01\\PROD;Initial Catalog=erp;User Id=erp_app;Password=«S:Br0t&amp;Butter»;MultipleActiveResultSets=True" providerName="System.Data.SqlClient"/>
  </connectionStrings>
  <appSettings>
    <add key="SmtpPassword" value="«S:Postk4rte.gelb»"/>
    <add key="SmsApiKey" value="«S:${h:32}»"/>
  </appSettings>
</configuration>
"""),
    ("local.settings.json", "{\"IsEncrypted\":false,\"Values\":{\"AzureWebJobsStorage\":\"DefaultEndpointsProtocol=https;AccountName=orkafn;AccountKey=«S:${b:86}==»;EndpointSuffix=core.windows.net\",\"FnKey\":\"«S:${u:54}==»\"}}\n"),
    ("hibernate.cfg.xml", """\
<property name="hibernate.connection.username">orka</property>
<property name="hibernate.connection.password">«S:winter-Schlaf.3»</property>
"""),
    ("log4j2.xml", "<JDBC name=\"db\"><DriverManager connectionString=\"jdbc:postgresql://pg/logs\" userName=\"logs\" password=\"«S:ringel-Blume8»\"/></JDBC>\n"),
    ("persistence.xml", "<property name=\"jakarta.persistence.jdbc.password\" value=\"«S:dauer-Welle.5»\"/>\n"),
    ("quarkus.properties", """\
quarkus.datasource.username=orka
quarkus.datasource.password=«S:quark-T4sche»
%prod.quarkus.oidc.credentials.secret=«S:${a:32}»
mp.jwt.verify.issuer=https://id.orka.cloud
"""),
    ("micronaut.toml", """\
[datasources.default]
username = "orka"
password = "«S:mikro-Welle.700W»"
"""),
    ("config.ru.yml", """\
development:
  adapter: postgresql
  username: orka
  password: orka_dev_«S:x7Rk22mQ»
"""),
    ("secrets.exs", """\
config :orka, OrkaWeb.Endpoint, secret_key_base: "«S:${b:64}»"
config :orka, Orka.Repo, password: "«S:elixier-des-Lebens4»"
"""),
    ("prod.secret.js", """\
module.exports = {
  cookieSecret: '«S:${a:24}»',
  db: { client: 'mssql', connection: { server: 'sql4', user: 'orka', password: '«S:krumme-Gurke!»' } },
  twilio: { sid: 'AC${h:32}', token: '«S:${h:32}»' },
};
"""),
    ("config.lua", "local db = mysql.connect{host=\"db\", user=\"game\", password=\"«S:drachen-Hoehle7»\"}\n"),
    ("conn.R", """\
con <- DBI::dbConnect(RPostgres::Postgres(), host = "pg", user = "analyst", password = "«S:regress-Ion.R4»")
Sys.setenv(CENSUS_API_KEY = "«S:${h:40}»")
"""),
    ("load.sas", "libname dwh oracle user=sasread password=\"«S:kaffee-Satz9»\" path=DWH;\n"),
    ("conn.vbs", "strConn = \"Provider=SQLOLEDB;Data Source=SQL01;Initial Catalog=lager;User ID=lager;Password=«S:Gabel.stapler2»;\"\n"),
    ("macro.bas", """\
Const DB_PWD As String = "«S:Acc3ss-verweigert»"
wb.Unprotect Password:="«S:blatt#Schutz1»"
"""),
    ("Main.scala", "val spark = SparkSession.builder().config(\"spark.hadoop.fs.s3a.secret.key\", \"«S:${b:40}»\").getOrCreate()\n"),
    ("lib.rs", """\
let client = Client::new("https://api.orka.cloud").bearer_auth("«S:${a:43}»");
let pool = PgPool::connect("postgres://svc:«S:krabben-Korb»@pg/orka").await?;
"""),
    ("Api.swift", """\
request.setValue("Bearer «S:${a:40}»", forHTTPHeaderField: "Authorization")
let mqttPassword = "«S:seepferd-Chen»"
"""),
    ("NetworkModule.kt", """\
@Provides fun apiKey(): String = "«S:${a:32}»"
buildConfigField("String", "MAPS_KEY", "\\"AIza«S:${u:35}»\\"")
"""),
    ("main.dart", "const supabaseServiceKey = '«S:eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIiwiaXNzIjoic3VwYWJhc2UifQ.${u:43}»';\n"),
    ("client.cpp", """\
static const char* kMqttUser = "sensor";
static const char* kMqttPassword = "«S:kiefern-Nadel6»";
WiFi.begin("Orka-Halle", "«S:palette-Holz.12»");
"""),
    ("arduino.ino", """\
char ssid[] = "Werkstatt";
char pass[] = "«S:l0et-Kolben33»";
"""),
    ("tuya.json", "{\"devices\":[{\"name\":\"Steckdose Flur\",\"id\":\"bf${b36:18}\",\"local_key\":\"«S:${a:16}»\",\"ip\":\"10.1.9.41\"}]}\n"),
    ("z2m.yaml", """\
mqtt:
  server: mqtt://10.1.9.2
  user: zigbee
  password: «S:bienen-Stock»
advanced:
  network_key: «S:[18, 204, 41, 88, 7, 199, 62, 130, 5, 77, 241, 16, 93, 154, 33, 208]»
"""),
    ("nodered.js", """\
adminAuth: { type: "credentials", users: [{ username: "admin", password: "«S:$2b$08$${a:53}»", permissions: "*" }] },
credentialSecret: "«S:roter-Knoten-Faden»",
"""),
    ("tasmota.txt", "Backlog SSID1 Orka-IoT; Password1 «S:kuehl-Schrank7»; MqttHost 10.1.9.2; MqttUser tas; MqttPassword «S:gefrier-Fach8»\n"),
    ("unifi.txt", "set-inform ok. SSH device auth: ubnt / «S:antenne-Dach.5»; WLAN Gäste-PSK: «S:willkommen-bei-Orka»\n"),
    ("hp_switch.cfg", """\
hostname "SW-HALLE-2"
password manager user-name "netz" plaintext "«S:halle-Zwei.hp»"
snmp-server community "«S:orka-rw-77»" unrestricted
radius-server host 10.1.0.5 key "«S:radius-Zirkel3»"
"""),
    ("aruba.cfg", """\
wlan ssid-profile Orka
 essid Orka
 wpa-passphrase «S:segel-Tuch.blau»
mgmt-user admin root «S:${h:50}»
"""),
    ("eos.cfg", """\
username noc privilege 15 role network-admin secret sha512 «S:$6$${a:16}$${a:86}»
router bgp 65041
   neighbor 203.0.113.9 password 0 «S:bgp-Nachbar!9»
"""),
    ("vyos.txt", """\
set system login user ops authentication plaintext-password '«S:wurzel-Gemuese»'
set vpn ipsec authentication psk filiale secret '«S:filial-Psk-8820x»'
set service snmp community «S:orkaRO41»
"""),
    ("pfsense.xml", """\
<user><name>admin</name><bcrypt-hash>«S:$2y$10$${a:53}»</bcrypt-hash></user>
<phase1><pre-shared-key>«S:tunnel-Blick77»</pre-shared-key></phase1>
<ddns><username>orka</username><password>«S:dyn-Dns.update»</password></ddns>
"""),
    ("ospf.cfg", """\
interface GigabitEthernet0/1
 ip ospf message-digest-key 1 md5 0 «S:ospf-Pfad-8»
ntp authentication-key 5 md5 «S:zeit-Geber4»
enable secret «S:Zentrale!Switch»
"""),
    ("auth.txt", """\
«O:orka-vpn»
«S:Nadel-oehr.55»
"""),
    ("nm.nmconnection", """\
[wifi-security]
key-mgmt=wpa-psk
psk=«S:werks-Tor-offen9»
[vpn-secrets]
password=«S:Fernweh.tunnel»
"""),
    ("netplan.yaml", """\
wifis:
  wlan0:
    access-points:
      "Orka-Buero":
        password: "«S:drehstuhl-Rolle»"
"""),
    ("snmpd.conf", """\
rocommunity «S:0rka-lesen» 10.1.0.0/16
createUser monitor SHA "«S:snmp-Auth.pass1»" AES "«S:snmp-Priv.pass2»"
"""),
    ("krb.sh", """\
echo '«S:kerberos-Hund3»' | kinit «O:backup@ORKA.LOCAL»
rsync --password-file=<(echo "«S:r-Sync.Welle»") -a /srv rsync://bak@nas/srv
openssl pkcs12 -in orka.p12 -nodes -passin pass:«S:pfx-Tasche.1»
zip -P '«S:reissverschluss4»' out.zip report.xlsx
7z x archiv.7z -p«S:sieben-Zip.x»
"""),
    ("sign.bat", """\
signtool sign /f orka.pfx /p «S:Siegel-Lack!7» /tr http://timestamp.digicert.com /td sha256 setup.exe
reg add "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon" /v DefaultPassword /t REG_SZ /d «S:Auto-Logon.88» /f
wbadmin start backup -backupTarget:\\\\nas\\bak -user:bak -password:«S:Sicher-ung.12»
"""),
    ("winlogon.reg", """\
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon]
"AutoAdminLogon"="1"
"DefaultUserName"="kasse"
"DefaultPassword"="«S:Kassen-Sturz5»"
"""),
    ("winscp.ini", """\
[Sessions\\orka]
HostName=sftp.orka.cloud
UserName=lieferant
PasswordPlain=«S:liefer-Wagen.3»
"""),
    ("mRemoteNG.xml", "<Node Name=\"DC01\" Type=\"Connection\" Username=\"Administrator\" Domain=\"ORKA\" Password=\"«S:${b:64}»\" Hostname=\"10.1.0.2\" Protocol=\"RDP\"/>\n"),
    ("s3cfg.ini", """\
[default]
access_key = «O:${U:20}»
secret_key = «S:${b:40}»
gpg_passphrase = «S:gnu-Antilope2»
"""),
    ("muttrc.txt", """\
set imap_user = "«O:info@orka.cloud»"
set imap_pass = "«S:maul-Beere.blau»"
"""),
    ("fetchmailrc.txt", "poll imap.orka.cloud protocol imap username \"scan\" password \"«S:hol-Bote77»\" is scan here ssl\n"),
    ("isync.txt", """\
IMAPAccount orka
Host imap.orka.cloud
User office
Pass "«S:buero-Klammer!»"
"""),
    ("sasl_passwd", "[smtp.orka.cloud]:587 relay:«S:weiter-Leitung4»\n"),
    ("dovecot.conf", "connect = host=db dbname=mail user=dovecot password=«S:tauben-Schlag6»\n"),
    ("rndc.key", "key \"rndc-key\" { algorithm hmac-sha256; secret \"«S:${b:43}=»\"; };\n"),
    ("mongo_init.js", "db.createUser({ user: \"reporting\", pwd: \"«S:blatt-Werk.9»\", roles: [{ role: \"read\", db: \"orka\" }] });\n"),
    ("grants.sql", """\
GRANT ALL PRIVILEGES ON orka.* TO 'orka'@'localhost' IDENTIFIED BY '«S:maria-Kaefer»';
SET PASSWORD FOR 'root'@'localhost' = PASSWORD('«S:root-Beete.3»');
CHANGE MASTER TO MASTER_HOST='db2', MASTER_USER='repl', MASTER_PASSWORD='«S:spiegel-Ei.2»';
ALTER ROLE readonly WITH LOGIN PASSWORD '«S:nur-Lesen.bitte»';
"""),
    ("users.sql", """\
INSERT INTO users (login, password, role) VALUES ('tamara', '«S:Katze2019!»', 'admin'), ('jonas', '«S:fussball11»', 'user');
INSERT INTO wp_users VALUES (1,'admin','«S:$P$B${a:31}»','admin');
"""),
    ("conn2.txt", """\
jdbc:oracle:thin:scott_rep/«S:t1ger-Lilie»@//ora2:1521/REP
jdbc:db2://db2h:50000/ORKA:user=orka;password=«S:blau-Wal.db2»;
Server=mysql1;Database=orka;Uid=orka;Pwd=«S:del-Phin.8x»;
sqlserver://sa:«S:Hai-Fisch_9»@sql4:1433?database=orka
couchdb: http://admin:«S:sofa-Kissen»@couch:5984/
mssql+pyodbc://bi:«S:Tinten-Klecks»@DWH_DSN
influxdb token: «S:${u:86}==»
nats://svc:«S:gnats-Schwarm»@nats1:4222
ldap://cn=bind,dc=orka:«S:bind-Faden»@ldap1:389
sftp://partner:«S:part-Ner.4»@sftp.orka.cloud/in
"""),
    ("ai.env", """\
OPENAI_ADMIN_KEY=sk-admin-«S:${u:58}T3BlbkFJ${u:58}»
ANTHROPIC_API_KEY=sk-ant-api03-«S:${u:93}AA»
GOOGLE_GENAI=AIza«S:${u:35}»
FIREWORKS_API_KEY=«S:fw_${a:24}»
NVIDIA_API_KEY=«S:nvapi-${u:64}»
LLAMA_CLOUD_API_KEY=«S:llx-${a:48}»
COHERE_KEY=«S:${a:40}»
"""),
    ("saas.env", """\
SENDGRID=SG.«S:${u:22}.${u:43}»
MAILERSEND_API_KEY=«S:mlsn.${h:64}»
POSTMARK_SERVER_TOKEN=«S:${g}»
INTERCOM_TOKEN=«S:dG9rOj${b:53}=»
ZENDESK_API_TOKEN=«S:${a:40}»
ASANA_PAT=«S:2/${d:16}/${d:16}:${h:32}»
TYPEFORM_TOKEN=«S:tfp_${a:44}_${a:14}»
CLICKUP_TOKEN=«S:pk_${d:8}_${B36:32}»
DROPBOX_TOKEN=«S:sl.u.${u:120}»
PAGERDUTY_TOKEN=«S:u+${u:18}»
LAUNCHDARKLY_SDK_KEY=«S:sdk-${g}»
"""),
    ("obs.env", """\
HONEYCOMB_API_KEY=«S:hcaik_01${b36:58}»
NEW_RELIC_LICENSE_KEY=«S:${h:36}NRAL»
DD_API_KEY=«S:${h:32}»
GRAFANA_CLOUD=«S:glc_eyJvIjoi${a:96}»
SENTRY_AUTH_TOKEN=«S:sntrys_eyJpYXQiOj${a:120}_${b:43}»
BETTERSTACK_SOURCE_TOKEN=«S:${a:24}»
AXIOM_TOKEN=«S:xaat-${g}»
"""),
    ("infra.env", """\
NGROK_AUTHTOKEN=«S:2${a:27}_${a:21}»
TAILSCALE_API=«S:tskey-api-k${a:10}CNTRL-${a:32}»
NETBIRD_PAT=«S:nbp_${a:36}»
SCW_SECRET_KEY=«S:${g}»
LINODE_TOKEN=«S:${h:64}»
VULTR_API_KEY=«S:${B36:36}»
HEROKU_API_KEY=«S:HRKU-AA${u:58}»
VERCEL_TOKEN=«S:${a:24}»
BUILDKITE_AGENT_TOKEN=«S:${h:50}»
CODECOV_TOKEN=«S:${g}»
INFISICAL=«S:st.${g}.${h:32}.${h:32}»
"""),
    ("registry.env", """\
NPM_TOKEN=«S:npm_${a:36}»
PYPI_API_TOKEN=pypi-«S:AgEIcHlwaS5vcmc${u:150}»
CLOJARS_TOKEN=«S:CLOJARS_${h:60}»
HEX_API_KEY=«S:${h:32}»
DOCKER_OAT=«S:dckr_oat_${u:32}»
CLOUDSMITH_API_KEY=«S:${h:40}»
"""),
    ("cms.env", """\
STORYBLOK_OAUTH=«S:${a:22}tt-${d:5}-${u:20}»
SANITY_WRITE_TOKEN=«S:sk${a:160}»
WP_APP_PASSWORD="«S:k7Qx 2mRv 9Tzb Lp4w Hn8s Yc3d»"
STRAPI_JWT_SECRET=«S:${b:22}==»
APP_KEYS=«S:${b:22}==,${b:22}==»
DIRECTUS_SECRET=«S:${g}»
"""),
    ("sig.php", """\
$merchantKey = '«S:${a:32}»';
$sig = hash_hmac('sha256', $payload, '«S:geheime-Zutat-88»');
ini_set('session.save_path', 'tcp://redis:6379?auth=«S:rote-Liste.5»');
mysqli_connect('localhost', 'forum', '«S:f0rum-Romanum»', 'forum');
ftp_login($c, 'web204', '«S:up-Loader.7»');
"""),
    ("ldap.py", """\
ldap.simple_bind_s("cn=svc_ldap,ou=svc,dc=orka,dc=cloud", "«S:bind-Estrich4»")
requests.get(url, auth=("monitor", "«S:moni-Tor.zu»"))
smtp.login("bot", "«S:absender-Los8»")
app.config["SECRET_KEY"] = "«S:dev-but-really-prod-9Kx»"
ssh.connect("10.1.0.9", username="root", password="«S:fern-Bedienung»")
"""),
    ("ssh.js", """\
conn.connect({ host: 'files', username: 'in', password: '«S:schub-Lade.2»' });
jwt.sign(payload, '«S:wanderduene-sand-korn»', { expiresIn: '1h' });
nodemailer.createTransport({ host: 'smtp', auth: { user: 'a', pass: '«S:brief-Kasten3»' } });
"""),
    ("oauth.cs", """\
options.ClientId = "orka-portal";
options.ClientSecret = "«S:GOCSPX-${u:28}»";
var pwd = new SecureString(); foreach (var c in "«S:Zeichen-kette5»") pwd.AppendChar(c);
var network = new NetworkCredential("svc", "«S:netz-Werk.karte»", "ORKA");
"""),
    ("t1.txt", "Admin-PW Drucker 2. OG: «S:toner-Leer!2»\n"),
    ("t2.txt", "Moin, Passwort für die ZIP kommt hier: «S:Deichschaf-77-grün» Gruß\n"),
    ("t3.txt", "Ihr Einmalkennwort lautet «S:Qx7-Rm2-Lw9».\n"),
    ("t4.txt", "root pw on the old NAS was «S:oldPalmTree88», new one is «S:newPalmTree89!»\n"),
    ("t5.txt", "login: schmidtke   pass: «S:Haengematte.1»\n"),
    ("t6.txt", """\
User name = audit_ext
Pass phrase = «S:correct ferret violet stapler»
"""),
    ("t7.txt", "PIN Alarmanlage «S:418207», Codewort Wachdienst: «S:Rabenschwarz»\n"),
    ("t8.txt", "codice PIN del bancomat aziendale: «S:41887»\n"),
    ("t9.txt", "PUK der Firmen-SIM «S:41882047», PIN «S:2049»\n"),
    ("t10.txt", "Wachtwoord beheerder: «S:Kaasschaaf#7» (niet doorsturen!)\n"),
    ("t11.txt", "Passwort: «S:sommer2025»\n"),
    ("t12.txt", "das Default-Passwort von den Kameras ist immer noch «S:cam-Orka-1» und der User ist admin\n"),
    ("t13.txt", "Tijdelijk wachtwoord van het portaal is «S:Regenboog!5xk»\n"),
    ("t14.txt", """\
Le code wifi des invités : «S:bienvenue-chez-orka-41»
Mdp admin box : «S:Fr4mboise.box»
"""),
    ("t15.txt", """\
Usuário: estoque
Senha: «S:Caju&Castanha9»
"""),
    ("t16.txt", "Dane do logowania: użytkownik magazyn2, hasło «S:Bursztyn!41»\n"),
    ("t17.txt", "Логин: sklad, пароль: «S:Berezka-88x»\n"),
    ("t18.txt", """\
Kullanıcı: depo
Parola: «S:Zeytin.agaci9»
"""),
    ("t19.txt", "ログインID: kanri01 / パスワード: «S:Fujisan-3776m»\n"),
    ("t20.txt", "用户名：admin 密码：«S:Longjing!88cha»\n"),
    ("t21.txt", "Brukernavn: lager, passord: «S:Fiskesuppe_7»\n"),
    ("t22.txt", "Jelszó: «S:Paprika!csirke2», felhasználónév: raktar\n"),
    ("t23.txt", """\
Secret for the webhook signature: «S:${a:40}»
API key (live): «S:${a:32}»
"""),
    ("t24.txt", "2FA backup codes github: «S:7k2m9-x4q8r», «S:p3v6t-w1z5y», «S:n8b2c-j7h4g»\n"),
    ("t25.txt", "TOTP seed for the shared account: «S:${B32:32}»\n"),
    ("minutes.txt", """\
Protokoll IT-Runde 11.02.

1. Umzug Fileserver: läuft seit Montag, Rest bis Freitag.
2. VPN für Externe: Sammelkonto extern01, Kennwort «S:Gasthof-Krone8», gilt bis Monatsende.
3. Drucker: neue Treiber liegen auf P:.
4. Sonstiges: Admin-Zugang zur TK-Anlage ist wieder auf «S:anruf-Beant.wort» gesetzt.
"""),
    ("onboarding.md", """\
# New colleague checklist
- [ ] laptop from the cupboard, local admin is `.\\setup` / `«S:erst-Start.9»`
- [ ] join wifi `Orka-Buero`, key `«S:drehstuhl-Rolle»`
- [ ] Jira: invite, nothing to hand out
- [ ] time tracking: initial password is `«S:Stempeluhr1»` for everybody
"""),
    ("zugaenge.csv", """\
System,URL,Benutzer,Kennwort,Stand
Shop-Backend,https://shop.orka.cloud/admin,chef,«S:Laden-Huetter.4»,2025-11
Statistik,https://stats.orka.cloud,«O:stat»,«S:zaehl-Werk.7»,2025-12
Hoster,https://kas.example-hoster.de,w0188204,«S:${a:16}»,2026-01
"""),
    ("chrome.csv", """\
name,url,username,password,note
portal.orka.cloud,https://portal.orka.cloud/login,tamara,«S:Katze2019!»,
bahn,https://www.bahn.de/,tamara.k,«S:Gleis9dreiviertel»,
"""),
    ("lastpass.csv", """\
url,username,password,totp,extra,name,grouping,fav
http://sn,,,,"NoteType:Wi-Fi Password
SSID:Orka-Labor
Password:«S:reagenz-Glas.6»",Labor,WLAN,0
"""),
    ("insomnia.json", "{\"_type\":\"request\",\"authentication\":{\"type\":\"basic\",\"username\":\"qa\",\"password\":\"«S:quali-Taet.88»\"},\"headers\":[{\"name\":\"X-Auth-Token\",\"value\":\"«S:${h:40}»\"}]}\n"),
    ("postman.json", "{\"key\":\"accessToken\",\"value\":\"«S:${a:64}»\",\"type\":\"secret\",\"enabled\":true}\n"),
    ("har.json", "{\"name\":\"authorization\",\"value\":\"Bearer «S:eyJhbGciOiJSUzI1NiIsImtpZCI6Im9yazEifQ.eyJzdWIiOiIyMDQxIiwiYXVkIjoib3JrYSIsImV4cCI6MTc3MDgwMDAwMH0.${u:342}»\"}\n"),
    ("key1.pem", """\
-----BEGIN ENCRYPTED PRIVATE KEY-----
«S:MIIFLTBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQww${b:20}
${b:64}
${b:64}»
-----END ENCRYPTED PRIVATE KEY-----
"""),
    ("key2.txt", """\
-----BEGIN DSA PRIVATE KEY-----
«S:MIIBuwIBAAKBgQD${b:49}
${b:64}
${b:30}=»
-----END DSA PRIVATE KEY-----
"""),
    ("age.txt", """\
# created: 2026-02-11T09:00:00+01:00
# public key: age1${b36:58}
«S:AGE-SECRET-KEY-1${bech:58}»
"""),
    ("jwk.json", "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"${u:43}\",\"y\":\"${u:43}\",\"d\":\"«S:${u:43}»\",\"kid\":\"orka-1\"}\n"),
    ("cookie.txt", "Cookie: sessionid=«S:${b36:32}»; csrftoken=«O:${a:64}»; _ga=GA1.1.418820417.1770790462\n"),
    ("presign.txt", "https://orka-dumps.s3.eu-central-1.amazonaws.com/hr.sql.gz?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA«O:${B32:16}»%2F20260211%2Feu-central-1%2Fs3%2Faws4_request&X-Amz-Date=20260211T080000Z&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature=«S:${h:64}»\n"),
    ("netrc", """\
default login anonymous password «S:${a:24}»
machine nexus.orka.cloud
login upload
password «S:up-Ladung.33»
"""),
    ("pgpass", "pg.orka.cloud:5432:*:dba:«S:daten-Baenk.er1»\n"),
    ("npmrc", """\
registry=https://npm.orka.cloud/
//npm.orka.cloud/:_authToken=«S:${g}»
//npm.orka.cloud/:_auth=«S:${b64:publisher:Paketdienst88}»
email=«O:build@orka.cloud»
"""),
    ("htpasswd", "lager:«S:$apr1$${a:8}$${a:22}»\n"),
    ("rtr-filiale.cfg", """\
Current configuration : 4188 bytes
!
version 17.9
service timestamps debug datetime msec
service password-encryption
!
hostname rtr-filiale-04
!
boot-start-marker
boot-end-marker
!
enable secret 9 «S:$9$${a:14}$${a:43}»
!
aaa new-model
aaa authentication login default group radius local
!
ip domain name orka.local
ip name-server 10.20.0.7
!
username netz privilege 15 password 7 «S:047D020A1B245E0322180311170E58»
username monitor secret 5 «S:$1$${a:4}$${a:22}»
!
crypto keyring Zentrale
  pre-shared-key address 203.0.113.41 key «S:Zugspitze!Nebel7»
!
crypto isakmp policy 10
 encryption aes 256
 group 14
!
interface GigabitEthernet0/0/0
 description WAN
 ip address 198.51.100.18 255.255.255.252
 negotiation auto
!
interface Dialer1
 ppp authentication chap callin
 ppp chap hostname orka-filiale4
 ppp chap password 0 «S:dial-In.Kurbel»
!
interface GigabitEthernet0/0/1.20
 encapsulation dot1Q 20
 ip address 10.24.20.1 255.255.255.0
!
router bgp 65024
 neighbor 10.99.0.1 remote-as 65000
 neighbor 10.99.0.1 password 7 «S:110B1E155A3C0A0F0C282A36213D»
!
ip route 0.0.0.0 0.0.0.0 198.51.100.17
!
radius server RAD1
 address ipv4 10.20.0.5 auth-port 1812 acct-port 1813
 key 7 «S:0234055F02031C22444B07545C»
!
snmp-server community «S:filiale-ro-418» RO 10
snmp-server location Filiale 4
!
line con 0
line vty 0 4
 transport input ssh
!
end
"""),
    ("traefik.yml", """\
http:
  middlewares:
    auth:
      basicAuth:
        users:
          - "ops:«S:$2y$05$${a:53}»"
certificatesResolvers:
  le:
    acme:
      dnsChallenge: {provider: hetzner}
# HETZNER_API_TOKEN=«S:${a:32}»
"""),
    ("caddy.txt", """\
basic_auth /intern/* {
	lena «S:$2a$14$${a:53}»
}
"""),
    ("redis.conf", """\
user worker on >«S:faden-Wurm.6» ~jobs:* +@all
masterauth «S:meister-Stueck2»
"""),
    ("elastic.yml", """\
xpack.notification.email.account.work.smtp.password: "«S:alarm-Glocke5»"
kibana_system_password: «S:${a:20}»
"""),
    ("logstash.conf", "output { elasticsearch { hosts => [\"es:9200\"] user => \"logstash\" password => \"«S:baum-Stamm.7»\" } }\n"),
    ("telegraf.toml", """\
[[outputs.influxdb_v2]]
  urls = ["https://influx.orka.cloud"]
  token = "«S:${u:86}==»"
"""),
    ("alertmanager.yml", """\
global:
  smtp_auth_username: alert
  smtp_auth_password: '«S:sirenen-Geheul3»'
  slack_api_url: 'https://hooks.slack.com/services/«S:T0${B36:9}/B0${B36:9}/${a:24}»'
"""),
    ("gitea.ini", """\
[security]
INTERNAL_TOKEN = «S:${a:64}»
SECRET_KEY = «S:${a:64}»
[mailer]
PASSWD = `«S:tee-Tasse.gruen»`
"""),
    ("gitlab.rb", """\
gitlab_rails['smtp_password'] = "«S:fuchs-Schwanz8»"
gitlab_rails['initial_root_password'] = '«S:Fuchsbau-Eingang»'
"""),
    ("matrix.yaml", """\
registration_shared_secret: "«S:${a:50}»"
macaroon_secret_key: "«S:${a:50}»"
turn_shared_secret: «S:${h:64}»
"""),
    ("asterisk.conf", """\
[204]
type=auth
auth_type=userpass
username=204
password=«S:hoerer-Muschel9»
"""),
    ("provisioning.xml", "<user_pname perm=\"R\">204</user_pname><user_pass perm=\"R\">«S:sip-Gabel41»</user_pass><admin_mode_password perm=\"R\">«S:snom-Kuh.7»</admin_mode_password>\n"),
    ("dell.txt", "iDRAC root / «S:blech-Kiste.14G», iLO Administrator / «S:K7XQ2M9P»\n"),
    ("moodle.php", """\
$CFG->dbuser    = 'moodle';
$CFG->dbpass    = '«S:schul-Bank.drei»';
$CFG->passwordsaltmain = '«S:${p:32}»';
"""),
    ("typo3.php", """\
'DB' => ['Connections' => ['Default' => ['user' => 'typo3', 'password' => '«S:druck-Fehler4»']]],
'BE' => ['installToolPassword' => '«S:$argon2i$v=19$m=65536,t=16,p=1$${a:22}$${a:43}»'],
'SYS' => ['encryptionKey' => '«S:${h:96}»'],
"""),
    ("drupal.php", """\
$databases['default']['default'] = ['driver' => 'mysql', 'username' => 'drupal', 'password' => '«S:tropfen-Form2»', 'host' => 'db'];
$settings['hash_salt'] = '«S:${u:74}»';
"""),
    ("shopware.env", """\
APP_SECRET=«S:${h:64}»
DATABASE_URL=mysql://sw:«S:regal-Brett.9»@db:3306/sw
MAILER_DSN=smtp://shop:«S:brief-Waage3»@smtp.orka.cloud:587
"""),
    ("dsn.txt", "Zugang zur DB vom Dienstleister: Host 203.0.113.88, Port 3307, User ext_dl, PW «S:Werk.bank!55»\n"),
]
