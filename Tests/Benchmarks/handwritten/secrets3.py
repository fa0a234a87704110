"""Texts with credentials in current vendors' formats, configurations and notes, written without regard to how detectors take them."""

CASES = [
    ("prod.env", """\
NODE_ENV=production
LOG_LEVEL=info
OPENROUTER_KEY=«S:sk-or-v1-${h:64}»
GROQ_API_KEY=«S:gsk_${a:52}»
HF_HUB_TOKEN=«S:hf_${L:34}»
LANGSMITH_API_KEY=«S:lsv2_pt_${h:32}_${h:10}»
PINECONE_API_KEY=«S:pcsk_${a:6}_${a:63}»
TAVILY_API_KEY=«S:tvly-dev-${a:32}»
XAI_API_KEY=«S:xai-${a:80}»
PPLX_KEY=«S:pplx-${a:48}»
REPLICATE_API_TOKEN=«S:r8_${a:37}»
"""),
    ("voice.env", """\
ELEVENLABS_API_KEY=«S:sk_${h:48}»
DEEPSEEK_API_KEY=«S:sk-${h:32}»
MISTRAL_API_KEY=«S:${a:32}»
CO_API_KEY=«S:${a:40}»
TOGETHER_API_KEY=«S:tgp_v1_${u:43}»
FAL_KEY=«S:${g}:${h:32}»
VOYAGE_API_KEY=«S:pa-${u:43}»
WANDB_API_KEY=«S:${h:40}»
"""),
    ("app.yaml", """\
replicaCount: 2
image:
  repository: registry.gitlab.com/lumo/api
  tag: 2.18.4
env:
  - name: SENTRY_AUTH_TOKEN
    value: «S:sntryu_${h:64}»
  - name: GRAFANA_TOKEN
    value: «S:glsa_${a:32}_${h:8}»
  - name: DT_API_TOKEN
    value: «S:dt0c01.${B32:24}.${B32:64}»
  - name: NEW_RELIC_USER_KEY
    value: «S:NRAK-${U:27}»
"""),
    ("values-prod.yaml", """\
postgresql:
  auth:
    username: lumo
    database: lumo
    postgresPassword: «S:Qx8-tulpe-Wr»
    password: «S:h4mster.Rad.61»
redis:
  auth:
    enabled: true
    password: «S:${a:20}»
ingress:
  enabled: true
  hosts: [lumo.example.org]
"""),
    ("sealed.yaml", """\
apiVersion: v1
kind: Secret
metadata:
  name: smtp-relay
  namespace: mailing
type: kubernetes.io/basic-auth
data:
  username: «O:bWFpbGVy»
  password: «S:${b64:Wr7-Postbote-18}»
"""),
    ("regcred.yaml", """\
kind: Secret
type: kubernetes.io/dockerconfigjson
data:
  .dockerconfigjson: «S:eyJhdXRocyI6eyJyZWdpc3RyeS5sdW1vLmRldiI6eyJ1c2VybmFtZSI6InB1bGxlciIsInBhc3N3b3JkIjoia1I3dnEwMm1MeDkxIiwiYXV0aCI6ImNIVnNiR1Z5T210U04zWnhNREp0VEhnNU1RPT0ifX19»
"""),
    ("docker.json", """\
{
  "auths": {
    "https://index.docker.io/v1/": {"auth": "«S:${b64:lumobuild:dckr_pat_k7Wq2ZrM8xTnB4vYpLs0HdEfGjU}»"},
    "ghcr.io": {"auth": "«S:${b64:ci-bot:Wq7nLxx20-ResTan}»"}
  },
  "credsStore": ""
}
"""),
    ("compose.yaml", """\
services:
  keycloak:
    image: quay.io/keycloak/keycloak:26.0
    command: start --hostname=id.lumo.dev
    environment:
      KC_DB: postgres
      KC_DB_USERNAME: kc
      KC_DB_PASSWORD: «S:wAl.nuss-kern7»
      KC_BOOTSTRAP_ADMIN_USERNAME: admin
      KC_BOOTSTRAP_ADMIN_PASSWORD: "«S:0ktober!Nebel»"
  mariadb:
    environment:
      - MARIADB_ROOT_PASSWORD=«S:rw7Ahorn2Blatt»
"""),
    ("main.tf", """\
provider "digitalocean" {
  token             = "«S:dop_v1_${h:64}»"
  spaces_access_id  = "DO00«O:${U:16}»"
  spaces_secret_key = "«S:${b:43}»"
}
provider "hcloud" {
  token = "«S:${a:64}»"
}
"""),
    ("versions.tfvars", """\
region         = "eu-west-3"
db_username    = "dwh"
db_password    = "«S:Kiesel-St3in-Ufer»"
pulumi_token   = "«S:pul-${h:40}»"
doppler_token  = "«S:dp.st.prd.${a:43}»"
tfe_token      = "«S:${a:14}.atlasv1.${a:67}»"
"""),
    ("terraform.tfstate", "{\"version\":4,\"resources\":[{\"type\":\"random_password\",\"name\":\"db\",\"instances\":[{\"attributes\":{\"bcrypt_hash\":\"«O:$2a$10$${a:53}»\",\"id\":\"none\",\"length\":20,\"result\":\"«S:${a:20}»\"}}]}]}\n"),
    ("group_vars.yml", """\
---
mysql_root_password: "«S:Zw3tschge&Mus»"
smtp_relay:
  host: relay.lumo.dev
  port: 587
  user: postman
  pass: «S:br1ef-Taube-44»
snmp_community: «S:lum0-ro-comm»
grafana_security:
  admin_user: ops
  admin_password: «S:Schneeeule.12»
"""),
    ("vault.yml", """\
$ANSIBLE_VAULT;1.1;AES256
«O:${h:80}
${h:80}
${h:80}»
"""),
    ("hosts.ini", """\
[switches]
sw-core-01 ansible_host=10.20.0.2 ansible_user=netadm ansible_ssh_pass=«S:T0rf-Moor!5» ansible_become_password=«S:Ried_Gras99»
[win]
dc01 ansible_user=Administrator ansible_password='«S:Dom@in-Kasten7»' ansible_connection=winrm
"""),
    ("config.php", """\
<?php
$CONFIG = array (
  'instanceid' => 'oc9k2xw7',
  'passwordsalt' => '«S:${b:30}»',
  'secret' => '«S:${b:48}»',
  'dbtype' => 'mysql',
  'dbuser' => 'nextcloud',
  'dbpassword' => '«S:wolke-Sieb3n!x»',
  'mail_smtpname' => 'cloud',
  'mail_smtppassword' => '«S:pf.Erde-881»',
);
"""),
    ("settings.inc.php", """\
<?php
define('_DB_SERVER_', 'localhost');
define('_DB_USER_', 'presta');
define('_DB_PASSWD_', '«S:gl4nz-Papier»');
define('_COOKIE_KEY_', '«S:${a:56}»');
"""),
    ("local.xml", """\
<config><global><crypt><key><![CDATA[«S:${h:32}»]]></key></crypt>
<resources><default_setup><connection><username><![CDATA[mage]]></username><password><![CDATA[«S:M4ge-Nto.77»]]></password></connection></default_setup></resources></global></config>
"""),
    ("configuration.php", """\
<?php
class JConfig {
	public $user = 'joomla';
	public $password = '«S:Seestern?204»';
	public $secret = '«S:${a:16}»';
	public $smtppass = '«S:hafen-Kran_7»';
}
"""),
    ("parameters.yml", """\
parameters:
    database_host: 127.0.0.1
    database_user: sf
    database_password: «S:Symf-0nie.Dur»
    mailer_dsn: 'smtp://web@lumo.dev:«S:cE11o-bogen»@smtp.lumo.dev:465'
    secret: «S:${h:40}»
"""),
    ("laravel.env", """\
APP_NAME=Lumo
APP_KEY=base64:«S:${b:43}=»
DB_CONNECTION=mysql
DB_USERNAME=lumo
DB_PASSWORD="«S:Kap!tel 12 Ende»"
PUSHER_APP_SECRET=«S:${h:20}»
MAILGUN_SECRET=«S:${h:32}-${h:8}-${h:8}»
"""),
    ("index.ts", """\
import { Resend } from 'resend';
import Stripe from 'stripe';

const resend = new Resend('«S:re_${a:8}_${a:24}»');
const stripe = new Stripe('«S:rk_live_51${a:97}»', { apiVersion: '2025-01-27.acacia' });

export async function notify(to: string) {
  await resend.emails.send({ from: '«O:noreply@lumo.dev»', to, subject: 'ok', html: '<p>ok</p>' });
}
"""),
    ("pay.ts", """\
const sq = new Client({ accessToken: '«S:EAAA${u:60}»', environment: Environment.Production });
const gateway = "«S:access_token$production$${b36:16}$${h:32}»";
"""),
    ("shop.js", """\
const shopify = new Shopify({ shopName: 'lumo-berlin', accessToken: '«S:shpat_${h:32}»' });
const secret = '«S:shpss_${h:32}»';
"""),
    ("mollie.rb", """\
Mollie::Client.configure do |config|
  config.api_key = '«S:live_${a:30}»'
end
Razorpay.setup('rzp_live_«O:${a:14}»', '«S:${a:24}»')
"""),
    ("paystack.py", """\
PAYSTACK = "«S:sk_live_${h:40}»"
FLW = "«S:FLWSECK-${h:32}-X»"
plaid = {"client_id": "${h:24}", "secret": "«S:${h:30}»", "access_token": "«S:access-production-${g}»"}
"""),
    ("brevo.go", """\
const brevoKey = "«S:xkeysib-${h:64}-${a:16}»"
const mc = "«S:${h:32}-us14»" // mailchimp
"""),
    ("bot.py", """\
import discord
client = discord.Client(intents=discord.Intents.default())
client.run("«S:MTE${a:23}.G${u:5}.${u:38}»")
"""),
    ("alert.sh", """\
#!/bin/sh
curl -s -X POST -H 'Content-Type: application/json' -d "{\\"content\\":\\"backup $1\\"}" https://discord.com/api/webhooks/«S:12${d:17}/${u:68}»
curl -s "https://api.telegram.org/bot«S:7${d:9}:AA${u:33}»/sendMessage?chat_id=-100418&text=ok"
"""),
    ("slack.json", "{\"app_token\":\"«S:xapp-1-A0${B36:9}-${d:13}-${h:64}»\",\"bot\":\"«S:xoxb-${d:13}-${d:13}-${a:24}»\",\"signing_secret\":\"«S:${h:32}»\"}\n"),
    ("notion.py", """\
notion = Client(auth="«S:ntn_${d:11}${a:35}»")
linear = LinearClient("«S:lin_api_${a:40}»")
"""),
    ("figma.txt", "figma token for the design export job: «S:figd_${u:40}» (expires in june)\n"),
    ("airtable.js", "Airtable.configure({ apiKey: '«S:pat${a:14}.${h:64}»' });\n"),
    ("postman.txt", "X-API-Key: «S:PMAK-${h:24}-${h:34}»\n"),
    ("hubspot.cs", "client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", \"«S:pat-eu1-${g}»\");\n"),
    ("ghost.js", "const api = new GhostAdminAPI({ url: 'https://blog.lumo.dev', key: '«S:${h:24}:${h:64}»', version: 'v5.0' });\n"),
    ("contentful.ts", "const management = createClient({ accessToken: '«S:CFPAT-${u:43}»' })\n"),
    ("algolia.vue", "const admin = algoliasearch('${U:10}', '«S:${h:32}»') // admin key, not search key!!\n"),
    ("gitlab-ci.log", """\
Running with gitlab-runner 17.4.0 (b92ee590)
  on lumo-docker-1 t3_kQx82n, system ID: s_7f3b
$ echo "machine git.lumo.dev login gitlab-ci-token password «S:glcbt-64_${u:20}»" > ~/.netrc
$ helm registry login registry.lumo.dev -u deploy -p «S:gldt-${u:20}»
Login Succeeded
$ ./release.sh
Job succeeded
"""),
    ("runner.toml", """\
concurrent = 4
[[runners]]
  name = "lumo-docker-1"
  url = "https://git.lumo.dev"
  token = "«S:glrt-t1_${u:20}»"
  executor = "docker"
"""),
    ("actions.log", """\
2026-02-11T08:01:44.1184Z ##[group]Run npm publish
2026-02-11T08:01:44.1190Z env:
2026-02-11T08:01:44.1191Z   NODE_AUTH_TOKEN: «S:npm_${a:36}»
2026-02-11T08:01:44.1192Z ##[endgroup]
2026-02-11T08:01:46.7721Z npm notice Publishing to https://registry.npmjs.org/
"""),
    ("bitbucket.txt", "git clone https://lumo-bot:«S:ATBB${a:32}»@bitbucket.org/lumo/infra.git\n"),
    ("azdo.yml", """\
- script: |
    git -c http.extraheader="AUTHORIZATION: Basic «S:${b64::k4q7m2x9v5b8n3w6z1p0r4t7y2u5i8o3a6s9d2f5g8h1j4k7l0q3}»" fetch origin
"""),
    ("nuget.config", """\
<configuration><packageSourceCredentials><LumoFeed>
<add key="Username" value="build" />
<add key="ClearTextPassword" value="«S:${b36:52}»" />
</LumoFeed></packageSourceCredentials>
<apikeys><add key="https://api.nuget.org/v3/index.json" value="«S:oy2${b36:43}»" /></apikeys></configuration>
"""),
    ("pypirc.ini", """\
[distutils]
index-servers = internal
[internal]
repository = https://pypi.lumo.dev/
username = uploader
password = «S:raD13schen_roh»
"""),
    ("gem.yml", """\
---
:rubygems_api_key: «S:rubygems_${h:48}»
"""),
    ("settings.gradle.kts", """\
maven {
    url = uri("https://maven.lumo.dev/releases")
    credentials {
        username = "publisher"
        password = "«S:ginkgo.Blatt_3»"
    }
}
"""),
    ("gradle.properties", """\
org.gradle.jvmargs=-Xmx2g
signing.keyId=7C1E44B0
signing.password=«S:tinten-Fisch.9»
ossrhUsername=lumodev
ossrhPassword=«S:${b:44}»
"""),
    ("key.properties", """\
storePassword=«S:and0-Storch!»
keyPassword=«S:and0-Reiher!»
keyAlias=upload
storeFile=/home/kim/upload.jks
"""),
    ("keytool.sh", "keytool -genkeypair -alias idp -keyalg RSA -keystore idp.jks -storepass «S:kaste11-Burg» -keypass «S:kaste11-Turm» -dname \"CN=idp\"\n"),
    ("server.xml", """\
<Connector port="8443" SSLEnabled="true">
  <SSLHostConfig><Certificate certificateKeystoreFile="conf/lumo.p12" certificateKeystorePassword="«S:t0mcat-Kater5»" type="RSA"/></SSLHostConfig>
</Connector>
<Resource name="jdbc/app" auth="Container" username="app" password="«S:q!Nuss8Baum»" url="jdbc:oracle:thin:@ora1:1521/LUMO"/>
"""),
    ("tomcat-users.xml", """\
<tomcat-users>
  <role rolename="manager-gui"/>
  <user username="deployer" password="«S:wasser-Fall.08»" roles="manager-gui,manager-script"/>
</tomcat-users>
"""),
    ("standalone.xml", "<datasource jndi-name=\"java:/AppDS\"><security><user-name>jboss</user-name><password>«S:Erd-m4nnchen»</password></security></datasource>\n"),
    ("application.yml", """\
spring:
  security:
    oauth2:
      client:
        registration:
          lumo:
            client-id: lumo-web
            client-secret: «S:${a:32}»
  mail:
    username: «O:bot@lumo.dev»
    password: «S:Frosch.konzert3»
management:
  endpoints.web.exposure.include: health
"""),
    ("Db.java", """\
public class Db {
    private static final String URL = "jdbc:mariadb://10.4.0.7/rep";
    private static final String PASS = "«S:Rep0rt-Eule»";
    public Connection open() throws SQLException {
        return DriverManager.getConnection(URL, "rep", PASS);
    }
}
"""),
    ("Api.java", "request.setHeader(\"Authorization\", \"Basic «S:${b64:partner:Wint3rReifen!}»\");\n"),
    ("Program.cs", """\
var cs = new NpgsqlConnectionStringBuilder { Host = "pg1", Username = "billing", Password = "«S:zaunK0enig_4»" }.ToString();
var key = new AzureKeyCredential("«S:${a:52}»");
"""),
    ("appsettings.json", """\
{
  "Jwt": { "Issuer": "lumo", "Key": "«S:this-lumo-signing-key-K7x2mQ9vR4tW»" },
  "Smtp": { "Host": "smtp.office365.com", "User": "«O:noreply@lumo.dev»", "Password": "«S:Apr1cot-Kern»" },
  "ServiceBus": "Endpoint=sb://lumo.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=«S:${b:43}=»"
}
"""),
    ("machine.config", "<machineKey validationKey=\"«S:${HEX:128}»\" decryptionKey=\"«S:${HEX:64}»\" validation=\"SHA1\" decryption=\"AES\" />\n"),
    ("Secrets.swift", """\
enum Secrets {
    static let mapbox = "«S:sk.eyJ1IjoibHVtbyIsImEiOiJ${a:36}.${u:22}»"
    static let revenueCat = "«S:sk_${L:28}»"
}
"""),
    ("Api.kt", """\
private const val BASIC_USER = "mobile"
private const val BASIC_PASS = "«S:M0biltelefon.z»"
val cred = Credentials.basic(BASIC_USER, BASIC_PASS)
"""),
    ("main.go", """\
rdb := redis.NewClient(&redis.Options{
	Addr:     "cache:6379",
	Username: "worker",
	Password: "«S:9hZ-strahl-Ox»",
})
tok := "«S:tskey-auth-k${a:10}CNTRL-${a:32}»"
"""),
    ("worker.rb", """\
Sidekiq.configure_server do |c|
  c.redis = { url: 'rediss://:«S:${a:28}»@redis.lumo.dev:6380/2' }
end
Rails.application.credentials # master key: see below
"""),
    ("master.key", "«S:${h:32}»\n"),
    ("seeds.sql", """\
CREATE USER 'etl'@'10.%' IDENTIFIED BY '«S:fL1eder-Beere»';
GRANT SELECT ON dwh.* TO 'etl'@'10.%';
ALTER USER app WITH PASSWORD '«S:Brombeer_eis4»';
"""),
    ("ora.sql", """\
CREATE USER rep IDENTIFIED BY "«S:Ora_cle.Kiwi8»" DEFAULT TABLESPACE users;
CONNECT system/«S:manag3r_Oel»@//ora1:1521/LUMO
"""),
    ("mssql.sql", """\
CREATE LOGIN [svc_rep] WITH PASSWORD = N'«S:R3p-Service!x»', CHECK_POLICY = OFF;
EXEC sp_addlinkedsrvlogin @rmtsrvname=N'SQL02', @useself=N'False', @rmtuser=N'sa', @rmtpassword=N'«S:l1nk-Saite»';
"""),
    ("conn.txt", """\
postgresql://metabase:«S:m3ta-Stab.12»@10.4.0.9:5432/mb?sslmode=require
mysql+pymysql://reader:«S:Le5er-Ratte»@db2/shop
mongodb://backup:«S:bk-Kiste%2177»@mg1:27017,mg2:27017/?replicaSet=rs0&authSource=admin
clickhouse://default:«S:kl1ck-Haus»@ch1:9000/events
neo4j+s://neo4j:«S:${u:43}»@3f1b2c4d.databases.neo4j.io
Driver={ODBC Driver 18 for SQL Server};Server=sql3;UID=bi;PWD=«S:b1-Biene.Wa»;Encrypt=yes
"""),
    ("odbc.ini", """\
[DWH]
Driver=PostgreSQL
Servername=pg1
UserName=tableau
Password=«S:Tab1eau-wein»
"""),
    ("cassandra.py", """\
auth = PlainTextAuthProvider(username='ks_app', password='«S:sandra-K4ss»')
es = Elasticsearch("https://es:9200", basic_auth=("elastic", "«S:${a:20}»"))
"""),
    ("snow.py", """\
conn = snowflake.connector.connect(user="LOADER", password="«S:5chnee-Flocke»", account="xy12345.eu-central-1")
w = WorkspaceClient(host="https://adb-441.azuredatabricks.net", token="«S:dapi${h:32}-2»")
"""),
    ("kafka.properties", """\
sasl.mechanism=PLAIN
sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="«O:${U:16}»" password="«S:${b:64}»";
ssl.truststore.password=«S:trust-Kraut7»
"""),
    ("planetscale.env", """\
DATABASE_URL='mysql://${b36:20}:«S:pscale_pw_${a:43}»@aws.connect.psdb.cloud/lumo?sslaccept=strict'
AIVEN_PG=postgres://avnadmin:«S:AVNS_${u:19}»@pg-lumo.a.aivencloud.com:14418/defaultdb
SUPABASE_SECRET=«S:sb_secret_${u:22}_${u:8}»
"""),
    ("cf.sh", """\
export CLOUDFLARE_API_TOKEN=«S:${u:40}»
export CF_ORIGIN_CA=«S:v1.0-${h:24}-${h:146}»
cloudflared service install «S:eyJhIjoi${a:120}»
"""),
    ("netlify.txt", """\
NETLIFY_AUTH_TOKEN «S:nfp_${a:36}»
FLY_API_TOKEN="FlyV1 «S:fm2_${b:120}»"
RENDER «S:rnd_${a:28}»
"""),
    ("alicloud.ini", """\
[default]
aliyun_access_key_id = LTAI5t«O:${a:18}»
aliyun_access_key_secret = «S:${a:30}»
"""),
    ("credentials.ini", """\
[lumo-prod]
aws_access_key_id = AKIA«O:${B32:16}»
aws_secret_access_key = «S:${b:40}»
region = eu-central-1
[lumo-mfa]
aws_access_key_id = ASIA«O:${B32:16}»
aws_secret_access_key = «S:${b:40}»
aws_session_token = «S:IQoJb3JpZ2luX2Vj${b:320}»
"""),
    ("bedrock.txt", "AWS_BEARER_TOKEN_BEDROCK=«S:ABSK${b:128}»\n"),
    ("gcp.txt", """\
ya29 token from the playground: «S:ya29.a0${u:180}»
client secret GOCSPX: «S:GOCSPX-${u:28}»
"""),
    ("azure.ps1", """\
$sp = "«S:${a:3}8Q~${u:34}»"
Connect-AzAccount -ServicePrincipal -Tenant lumo.dev -Credential (New-Object PSCredential("9f31c2d4-0b7a-4e55-8c11-2f6a90b7de12",(ConvertTo-SecureString $sp -AsPlainText -Force)))
"""),
    ("storage.bat", """\
set AZURE_STORAGE_KEY=«S:${b:86}==»
azcopy copy D:\\dump "https://lumobak.blob.core.windows.net/d?sv=2023-11-03&sr=c&sp=racwl&se=2026-12-31T00:00:00Z&sig=«S:${a:43}%3D»"
"""),
    ("map.bat", """\
@echo off
net use P: \\\\fs01\\projekte /user:LUMO\\svc_plot «S:Pl0tter-Rolle» /persistent:no
cmdkey /add:fs02 /user:LUMO\\svc_scan /pass:«S:5canner!Glas»
schtasks /create /tn Backup /tr C:\\bk.cmd /sc daily /ru LUMO\\svc_bk /rp «S:band-Lauf_w3rk»
"""),
    ("psexec.cmd", """\
psexec \\\\kasse03 -u kasse -p «S:Kass3n-Bon» cmd /c ipconfig
wmic /node:kasse04 /user:admin /password:«S:b0n-Rolle.x» process list
sqlcmd -S sql01 -U sa -P «S:s4-Lokomotive» -Q "select 1"
"""),
    ("unattend.xml", """\
<UserAccounts><AdministratorPassword><Value>«S:Gold-F1sch.glas»</Value><PlainText>true</PlainText></AdministratorPassword></UserAccounts>
<AutoLogon><Username>Administrator</Username><Password><Value>«S:RwBvAGwAZAAtAEYAMQBzAGMAaAAuAGcAbABhAHMAUABhAHMAcwB3AG8AcgBkAA==»</Value><PlainText>false</PlainText></Password></AutoLogon>
"""),
    ("groups.xml", "<Properties action=\"U\" userName=\"lokaladmin\" cpassword=\"«S:${b:43}»\" changeLogon=\"0\" neverExpires=\"1\"/>\n"),
    ("wlan.xml", "<WLANProfile xmlns=\"http://www.microsoft.com/networking/WLAN/profile/v1\"><name>LUMO-Intern</name><MSM><security><sharedKey><keyType>passPhrase</keyType><protected>false</protected><keyMaterial>«S:Maulwurf-graebt-7»</keyMaterial></sharedKey></security></MSM></WLANProfile>\n"),
    ("wpa.conf", """\
network={
    ssid="Lumo-Lager"
    psk="«S:st4pler-Gabel»"
    key_mgmt=WPA-PSK
}
network={
    ssid="eduroam"
    identity="«EMAIL:kim@lumo.dev»"
    password="«S:Uni-Mensa.88»"
}
"""),
    ("hostapd.conf", """\
interface=wlan0
ssid=Werkstatt
wpa=2
wpa_passphrase=«S:schrauben-Zieh3r»
"""),
    ("cisco.cfg", """\
version 15.2
service password-encryption
hostname sw-core-01
enable secret 9 «S:$9$${a:14}$${a:43}»
enable password 7 «S:073B345E43444B574E43»
username netadm privilege 15 secret 5 «S:$1$${a:4}$${a:22}»
snmp-server community «S:lumoRW-2291» RW
tacacs-server host 10.20.0.30 key 0 «S:t4cacs-Kn0ten»
line vty 0 4
 password «S:telnet-Torf»
 login
"""),
    ("asa.cfg", """\
crypto isakmp key «S:pSk-Leuchtturm9» address 203.0.113.18
tunnel-group 203.0.113.18 ipsec-attributes
 ikev1 pre-shared-key «S:pSk-Leuchtturm9»
"""),
    ("mikrotik.rsc", """\
# feb/11/2026 by RouterOS 7.16
/interface wireless security-profiles
set [ find default=yes ] authentication-types=wpa2-psk mode=dynamic-keys wpa2-pre-shared-key=«S:gaste-Zimmer-12»
/ppp secret
add name=filiale2 password=«S:F1liale-Zwei» service=l2tp
/user
add name=ops group=full password=«S:r0uter-Wald»
"""),
    ("juniper.conf", """\
set system root-authentication encrypted-password "«S:$6$${a:8}$${a:86}»"
set system radius-server 10.20.0.31 secret "«S:$9$${a:24}»"
"""),
    ("fortigate.conf", """\
config user local
    edit "kim"
        set type password
        set passwd ENC «S:${b:72}==»
    next
end
config vpn ipsec phase1-interface
    edit "nl"
        set psksecret «S:tulpen-Feld-44»
    next
end
"""),
    ("wg0.conf", """\
[Interface]
PrivateKey = «S:${b:43}=»
Address = 10.99.0.2/32
[Peer]
PublicKey = ${b:43}=
PresharedKey = «S:${b:43}=»
Endpoint = vpn.lumo.dev:51820
AllowedIPs = 10.0.0.0/8
"""),
    ("ipsec.secrets", """\
203.0.113.18 198.51.100.7 : PSK "«S:Nebel-Horn.55x»"
kim : EAP "«S:eap-M0ewe»"
"""),
    ("esphome.yaml", """\
wifi:
  ssid: Lumo-IoT
  password: "«S:lampen-Schirm8»"
api:
  encryption:
    key: "«S:${b:43}=»"
ota:
  - platform: esphome
    password: "«S:${h:32}»"
"""),
    ("ha.yaml", """\
mqtt_password: «S:mosqu1to-Netz»
hue_api_key: «S:${u:40}»
ha_token: «S:eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiI${a:60}.${u:43}»
latitude: !secret home_lat
"""),
    ("fritz.txt", "FRITZ!Box 7590, Kennwort auf dem Aufkleber: «S:kanne2817topf», WLAN-Netzwerkschlüssel «S:48810277315590264417»\n"),
    ("pw1.txt", "Kennwort fürs Kassenterminal hat sich geändert, jetzt «S:Zimt#Stern12»\n"),
    ("pw2.txt", "pw is «S:jumpyOtter_31», same user as before. don't put it in the ticket plz\n"),
    ("pw3.txt", "Zugang zum Testsystem: demo / «S:gr1llen-Zirpen»\n"),
    ("pw4.txt", "le mdp c'est «S:Tournesol-47!» pour la session caisse\n"),
    ("pw5.txt", "Clave del wifi de la oficina nueva: «S:naranja.Azul9»\n"),
    ("pw6.txt", "hasło do panelu: «S:Wiewiorka!88», login: biuro\n"),
    ("pw7.txt", "Lösenord till skrivaren är «S:Kanelbulle-3x», användare admin\n"),
    ("pw8.txt", "ww voor de kassa = «S:Stroopwafel22!»\n"),
    ("pw9.txt", "Adgangskoden til timesystemet er «S:rugbroed.Smoer1»\n"),
    ("pw10.txt", "The admin account for the phone system is admin with password «S:dialT0ne-Wren», it forces a change at first login. Voicemail PIN «S:77194».\n"),
    ("pw11.txt", "hi, can't log in any more with «S:Bluebell*1969» - did someone change the password?\n"),
    ("pw12.txt", "Salasana: «S:Mustikka-piirakka8»\n"),
    ("pw13.txt", "şifresi «S:Lale.bahce77», kullanıcı adı muhasebe\n"),
    ("pw14.txt", "Heslo k wifi: «S:Krtecek_1957»\n"),
    ("pw15.txt", """\
BIOS-Passwort aller Leih-Laptops: «S:leih#Igel»
BitLocker-Wiederherstellungsschlüssel: «S:418297-105633-553476-220814-067991-384142-611127-290455»
"""),
    ("chat.log", """\
[11:02] noor: does anyone have the login for the label printer portal?
[11:03] tobias: user lager02
[11:03] tobias: «S:Etikett-ab!7»
[11:03] noor: ty
"""),
    ("readme.md", """\
## Staging
1. `ssh deploy@stg.lumo.dev` (password `«S:stg-Hummel.5»`)
2. Basic auth in front of the site: `preview` / `«S:vorschau-Biene»`
3. Admin login: `«O:admin@lumo.dev»` / `«S:adm1n-Wespe!»`
"""),
    ("notes.md", """\
| System | User | Password |
|---|---|---|
| Proxmox | root@pam | «S:Pr0x-Marder.1» |
| TrueNAS | admin | «S:n4s-Dachs.22» |
| UniFi | ops | «S:un1-Luchs.33» |
"""),
    ("logins.csv", """\
name;url;username;password;note
DATEV;https://www.datev.de;1188204;«S:St3uer-Erkl»;Token im Tresor
Elster;https://www.elster.de;lumo_gmbh;«S:elst3r-Nest!»;
"""),
    ("bitwarden.json", "{\"encrypted\":false,\"items\":[{\"type\":1,\"name\":\"Postbank\",\"login\":{\"uris\":[{\"uri\":\"https://meine.postbank.de\"}],\"username\":\"lumo\",\"password\":\"«S:gelbe-Post.41»\",\"totp\":\"«S:${B32:32}»\"}}]}\n"),
    ("keepass.xml", "<Entry><String><Key>Password</Key><Value ProtectInMemory=\"True\">«S:s3gel-Jolle.q»</Value></String><String><Key>UserName</Key><Value>hafen</Value></String></Entry>\n"),
    ("filezilla.xml", "<Server><Host>ftp.lumo.dev</Host><User>web1</User><Pass encoding=\"base64\">«S:${b64:F1lm-Rolle.88}»</Pass></Server>\n"),
    ("curl.txt", """\
curl -X POST https://api.lumo.dev/oauth/token -d 'grant_type=password&username=kim&password=«S:Gr4sh-uepfer»&client_id=web&client_secret=«S:${a:40}»'
curl --user 'lumo:«S:0bst-Kiste»' -T dump.gz ftp://ftp.lumo.dev/
"""),
    ("url.txt", """\
https://api.weather.lumo.dev/v2/now?city=Kiel&appid=«S:${h:32}»
https://maps.lumo.dev/tile?access_token=«S:${a:64}»
"""),
    ("netrc", "machine artifacts.lumo.dev login ci password «S:AKCp8${a:68}»\n"),
    ("pgpass", """\
*:*:*:postgres:«S:p0st-Elefant»
pg2.lumo.dev:5433:dwh:loader:«S:lade-Rampe.7»
"""),
    ("htpasswd", """\
statistik:«S:$2y$10$${a:53}»
preview:«S:{SHA}${b:27}=»
"""),
    ("shadow", """\
root:«S:$y$j9T$${a:22}$${a:43}»:20110:0:99999:7:::
kim:«S:$6$${a:16}$${a:86}»:20110:0:99999:7:::
"""),
    ("id_ec.pem", """\
-----BEGIN EC PRIVATE KEY-----
«S:MHcCAQEE${b:56}
${b:64}
${b:36}==»
-----END EC PRIVATE KEY-----
"""),
    ("onepass.txt", """\
OP_SERVICE_ACCOUNT_TOKEN=«S:ops_eyJ${a:200}»
VAULT_TOKEN=«S:hvb.AAAAAQ${u:130}»
"""),
    ("hooks.txt", """\
Teams: https://lumo.webhook.office.com/webhookb2/«S:${g}@${g}/IncomingWebhook/${h:32}/${g}»
Slack: https://hooks.slack.com/services/«S:T0${B36:9}/B0${B36:9}/${a:24}»
"""),
    ("Jenkinsfile", """\
pipeline {
  agent any
  environment {
    SONAR = '«S:squ_${h:40}»'
  }
  stages { stage('x') { steps { sh 'mvn -B verify sonar:sonar -Dsonar.token=$SONAR' } } }
}
"""),
    ("kubeconfig.yml", """\
users:
- name: lumo-admin
  user:
    client-certificate-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk${b:180}
    client-key-data: «S:LS0tLS1CRUdJTiBFQyBQUklWQVRFIEtFWS0tLS0tCk${b:220}»
"""),
    ("argocd.yaml", """\
stringData:
  type: git
  url: https://github.com/lumo/deploy
  username: not-used
  password: «S:${github:ghp_}»
"""),
    ("fastlane.rb", """\
ENV["FASTLANE_PASSWORD"] = "«S:apfel-Wiese.3»"
ENV["MATCH_PASSWORD"] = "«S:match-Ball!40»"
app_store_connect_api_key(key_id: "${U:10}", issuer_id: "${g}", key_content: "-----BEGIN PRIVATE KEY-----\\n«S:MIGTAgEAMBMGByqGSM49${b:44}\\n${b:64}\\n${b:64}\\n${b:8}»\\n-----END PRIVATE KEY-----")
"""),
    ("eas.json", "{\"build\":{\"production\":{\"env\":{\"EXPO_TOKEN\":\"«S:${u:40}»\",\"API_URL\":\"https://api.lumo.dev\"}}}}\n"),
    ("rclone.conf", """\
[nas]
type = sftp
host = nas.lumo.dev
user = sync
pass = «S:${u:38}»
[b2]
type = b2
account = 003${h:12}0000000001
key = «S:K003${b:27}»
"""),
    ("restic.sh", """\
export RESTIC_REPOSITORY=s3:https://s3.lumo.dev/bak
export RESTIC_PASSWORD='«S:Winter-Vorrat/8»'
restic backup /srv --exclude-caches
"""),
    ("borg.txt", "borg passphrase for the NAS (write it down on paper!!): «S:quittung birne tunnel 48 gelb»\n"),
    ("zabbix.conf", """\
DBHost=localhost
DBName=zabbix
DBUser=zabbix
DBPassword=«S:z4b-Wachhund»
"""),
    ("prometheus.yml", """\
remote_write:
  - url: https://prometheus-prod-01-eu-west-0.grafana.net/api/prom/push
    basic_auth:
      username: 441882
      password: «S:glc_eyJvIjoi${a:110}»
"""),
    ("odoo.conf", """\
[options]
admin_passwd = «S:$pbkdf2-sha512$25000$${a:22}$${a:86}»
db_user = odoo
db_password = «S:0doo-Dodo.11»
"""),
    ("sap.txt", "Mandant 100, Benutzer BATCHUSR, Initialkennwort «S:Kontor#4711x»\n"),
    ("rdp.txt", "Fernwartung Lager: AnyDesk-Adresse «O:418 820 417», Passwort «S:Hubw4gen-Rot»\n"),
    ("teamviewer.txt", "TeamViewer ID: «O:1 188 204 417»   Kennwort: «S:k7xq2m»\n"),
    ("mail_it.txt", """\
Buongiorno, le invio le credenziali del portale fornitori:
Utente: forn_0417
Password: «S:Limone.giallo8»
Cordiali saluti
"""),
    ("mail_nl.txt", "Hallo, je tijdelijke wachtwoord: «S:Dijk&Molen17». Wijzig het na de eerste keer inloggen.\n"),
    ("mail_jp.txt", "初期パスワードは「«S:Momiji-Aki88»」です。初回ログイン後に変更してください。\n"),
    ("mail_fr.txt", """\
Identifiant : compta2
Mot de passe : «S:Girouette_19»
Code d'accès à la salle serveur : «S:7714B»
"""),
    ("mail_pt.txt", "A senha da planilha é «S:Goiabada!queijo», usuário do FTP: remessa\n"),
    ("vnc.sh", """\
x11vnc -storepasswd '«S:f3rn-Glas»' /etc/x11vnc.pass
ipmitool -I lanplus -H 10.9.0.4 -U ADMIN -P «S:ipm1-Kessel» power status
smbclient //fs01/scan -U 'LUMO\\scan%«S:sc4n-Teller»' -c ls
ldapsearch -x -D cn=reader,dc=lumo,dc=dev -w '«S:l3se-Zeichen»' -b dc=lumo,dc=dev
mount -t cifs //fs01/p /mnt/p -o username=mnt,password=«S:m0unt-Everest»,vers=3.0
"""),
    ("oc.sh", """\
oc login https://api.ocp.lumo.dev:6443 --token=sha256~«S:${u:43}»
redis-cli -h cache -a «S:cach3-Kuchen» ping
mongodump --uri="mongodb+srv://dump:«S:d0mp-Fabrik»@c0.x1y2z.mongodb.net/shop"
"""),
    ("grafana.ini", """\
[database]
type = postgres
password = \"\"\"«S:raute#im;wort7»\"\"\"
[security]
admin_password = «S:g-Ana_nas.5»
secret_key = «S:${a:20}»
"""),
]
