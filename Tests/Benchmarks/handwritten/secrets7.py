"""Texts with credentials as repositories, deployments, wikis, tickets and shares of companies hold them, with the token forms of their vendors; written without regard to how detectors take them."""

CASES = [
    (".env.production", """\
APP_ENV=production
APP_KEY=base64:«S:${b:43}=»
DB_HOST=10.20.4.17
DB_USERNAME=shop
DB_PASSWORD=«S:Quittengelee_88»
REDIS_URL=redis://:«S:${a:24}»@10.20.4.18:6379/0
MAIL_USERNAME=«O:postmaster@mg.shop.example»
MAIL_PASSWORD=«S:${h:32}-${h:8}-${h:8}»
STRIPE_KEY=pk_live_${a:24}
STRIPE_SECRET=«S:sk_live_${a:24}»
STRIPE_WEBHOOK_SECRET=«S:whsec_${a:32}»
AWS_ACCESS_KEY_ID=«S:AKIA${B32:16}»
AWS_SECRET_ACCESS_KEY=«S:${b:40}»
SENTRY_DSN=https://«O:${h:32}»@o118204.ingest.sentry.io/4182077
"""),
    ("docker-compose.yml", """\
services:
  db:
    image: postgres:16
    environment:
      POSTGRES_USER: wiki
      POSTGRES_PASSWORD: «S:nordlicht2019»
  wiki:
    image: outline:0.74
    environment:
      - SECRET_KEY=«S:${h:64}»
      - UTILS_SECRET=«S:${h:64}»
      - DATABASE_URL=postgres://wiki:«S:nordlicht2019»@db:5432/wiki
      - SLACK_CLIENT_ID=118204177.4182077
      - SLACK_CLIENT_SECRET=«S:${h:32}»
  minio:
    environment:
      MINIO_ROOT_USER: minio
      MINIO_ROOT_PASSWORD: «S:eimerweise»
"""),
    ("k8s-secret.yaml", """\
apiVersion: v1
kind: Secret
metadata:
  name: billing
data:
  username: «O:YmlsbGluZw==»
  password: «S:${b64:Herbstzeitlose-11}»
  api-token: «S:${b64:tok_live_kastanie_9912_rund}»
stringData:
  smtp-pass: «S:Brief&Marke»
"""),
    ("k8s-deploy.yaml", """\
        env:
        - name: SPRING_DATASOURCE_PASSWORD
          value: "«S:Salamander77»"
        - name: JWT_SIGNING_KEY
          value: «S:${b:43}=»
        - name: LOG_LEVEL
          value: debug
        - name: DD_API_KEY
          value: «S:${h:32}»
"""),
    ("values.yaml", """\
postgresql:
  auth:
    postgresPassword: «S:xylophon-bass»
    password: «S:${a:16}»
grafana:
  adminPassword: «S:admin4grafana»
oauth2-proxy:
  config:
    clientID: "kibana"
    clientSecret: "«S:${u:32}»"
    cookieSecret: "«S:${u:43}=»"
"""),
    ("main.tf", """\
provider "aws" {
  region     = "eu-central-1"
  access_key = "«S:AKIA${B32:16}»"
  secret_key = "«S:${b:40}»"
}
resource "aws_db_instance" "main" {
  username = "root"
  password = "«S:Moorhuhn_2024!»"
}
provider "cloudflare" {
  api_token = "«S:${u:40}»"
}
"""),
    ("terraform.tfvars", """\
hcloud_token      = "«S:${a:64}»"
dns_api_key       = "«S:${a:32}»"
db_master_password = "«S:blaue-Stunde-7»"
ssh_public_key    = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${b:43} ci@build"
"""),
    ("terraform.tfstate.json", """\
{"version":4,"resources":[{"type":"random_password","name":"db","instances":[{"attributes":{"length":20,"result":"«S:${p:20}»","special":true}}]},{"type":"azurerm_storage_account","instances":[{"attributes":{"name":"stlogs01","primary_access_key":"«S:${b:86}==»","primary_connection_string":"DefaultEndpointsProtocol=https;AccountName=stlogs01;AccountKey=«S:${b:86}==»;EndpointSuffix=core.windows.net"}}]}]}
"""),
    ("group_vars_all.yml", """\
---
ansible_user: deploy
ansible_become_pass: «S:Tannenzapfen»
vault_mysql_root: "«S:Mu11tonne»"
snmp_community: «S:gartenzaun»
ldap_bind_dn: cn=svc,dc=corp
ldap_bind_pw: «S:S0nnenblume#»
grafana_api_key: «S:glsa_${a:32}_${h:8}»
"""),
    ("inventory.ini", """\
[switches]
sw01 ansible_host=10.1.1.2 ansible_user=admin ansible_password=«S:ProCurve42»
sw02 ansible_host=10.1.1.3 ansible_user=admin ansible_ssh_pass='«S:k9!Zaunkoenig»'
[win]
dc01 ansible_winrm_password="«S:Ersatzrad.Kofferraum»"
"""),
    (".gitlab-ci.yml", """\
deploy:
  variables:
    SONAR_TOKEN: «S:sqp_${h:40}»
    CI_REGISTRY_PASSWORD: «S:glpat-${u:20}»
  script:
    - curl -H "PRIVATE-TOKEN: «S:glpat-${u:20}»" https://git.example.com/api/v4/projects
    - sshpass -p '«S:Kuckucksuhr!3»' scp app.jar deploy@10.0.0.4:/opt
    - mysql -h db -u root -p«S:fliegenpilz» < dump.sql
"""),
    ("workflow.yml", """\
jobs:
  release:
    env:
      NPM_TOKEN: «S:npm_${a:36}»
      GH_PAT: «S:${github:ghp_}»
      PYPI: «S:pypi-AgEIcHlwaS5vcmc${u:80}»
    steps:
      - run: docker login -u ci -p «S:dckr_pat_${u:27}» docker.io
      - run: echo ${{ secrets.DEPLOY_KEY }}
"""),
    ("Jenkinsfile", """\
pipeline {
  environment {
    NEXUS_USER = 'jenkins'
    NEXUS_PASS = '«S:Honigkuchen!Pferd»'
    ARTIFACTORY_TOKEN = "«S:AKCp8${a:64}»"
  }
  stages { stage('x') { steps { sh "curl -u admin:«S:${h:34}» http://jenkins:8080/job/x/build" } } }
}
"""),
    ("application.yml", """\
spring:
  datasource:
    url: jdbc:mysql://db:3306/crm
    username: crm
    password: «S:Dampfschiff»
  mail:
    password: «S:abcd efgh ijkl mnop»
  security:
    oauth2:
      client:
        registration:
          google:
            client-id: 118204177041-${b36:32}.apps.googleusercontent.com
            client-secret: «S:GOCSPX-${u:28}»
jwt:
  secret: «S:meinSuperGeheimesJwtSecretFuerDieApp»
"""),
    ("application-prod.properties", """\
spring.datasource.password=«S:Leuchtturm_Ost»
spring.rabbitmq.password=«S:hasenpfote»
server.ssl.key-store-password=«S:changeit-2023»
sms.gateway.apikey=«S:${a:28}»
app.admin.pin=«S:418207»
encryptor.password=«S:jasypt4ever»
"""),
    ("appsettings.json", """\
{
  "ConnectionStrings": {
    "Default": "Server=sql01;Database=Erp;User Id=erp;Password=«S:Wolkenbruch;»Encrypt=True",
    "ServiceBus": "Endpoint=sb://erp.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=«S:${b:43}=»",
    "Storage": "DefaultEndpointsProtocol=https;AccountName=erp;AccountKey=«S:${b:86}==»;EndpointSuffix=core.windows.net"
  },
  "AzureAd": {"TenantId": "${g}", "ClientId": "${g}", "ClientSecret": "«S:${a:3}8Q~${u:34}»"},
  "SendGrid": {"ApiKey": "«S:SG.${u:22}.${u:43}»"},
  "Jwt": {"Key": "«S:ThisIsMyVerySecretKeyForJwt2024»"}
}
"""),
    ("web.config", """\
<configuration>
  <connectionStrings>
    <add name="Main" connectionString="Data Source=SRV-SQL;Initial Catalog=Archiv;User ID=archiv;Password=«S:Papierstau9»" providerName="System.Data.SqlClient" />
  </connectionStrings>
  <system.web><machineKey validationKey="«S:${HEX:128}»" decryptionKey="«S:${HEX:64}»" validation="SHA1" /></system.web>
  <appSettings>
    <add key="SmtpPassword" value="«S:Brieftaube»" />
    <add key="MapsKey" value="«S:AIza${u:35}»" />
  </appSettings>
</configuration>
"""),
    ("wp-config.php", """\
<?php
define( 'DB_NAME', 'wp_verein' );
define( 'DB_USER', 'wp' );
define( 'DB_PASSWORD', '«S:Vereinsheim1904»' );
define('AUTH_KEY',         '«S:${p:64}»');
define('SECURE_AUTH_KEY',  '«S:${p:64}»');
define('NONCE_SALT',       '«S:${p:64}»');
$table_prefix = 'wp_';
"""),
    ("settings.py", """\
SECRET_KEY = 'django-insecure-«O:${a:50}»'
DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.postgresql',
        'USER': 'portal',
        'PASSWORD': '«S:windstille»',
        'HOST': 'db.internal',
    }
}
EMAIL_HOST_PASSWORD = '«S:xkzq mvpa ohwt rcel»'
TWILIO_ACCOUNT_SID = 'AC${h:32}'
TWILIO_AUTH_TOKEN = '«S:${h:32}»'
RECAPTCHA_PRIVATE_KEY = '«S:6L${u:38}»'
"""),
    ("config.inc.php", """\
<?php
$cfg['blowfish_secret'] = '«S:${a:32}»';
$cfg['Servers'][$i]['controlpass'] = '«S:pmaKontrolle»';
$mysqli = new mysqli("localhost", "root", "«S:Zimtstern2»", "shop");
$ftp_conn = ftp_login($c, "web118", "«S:kD93-fensterbrett»");
"""),
    ("bot.py", """\
import discord, openai
TOKEN = "«S:MTE4MjA0MTc3MDQxODIwNzcx.G${u:5}.${u:38}»"
openai.api_key = "«S:sk-proj-${u:74}T3BlbkFJ${u:74}»"
client = anthropic.Anthropic(api_key="«S:sk-ant-api03-${u:93}AA»")
HF = "«S:hf_${L:34}»"
TELEGRAM = "«S:71182041${d:2}:AA${u:33}»"
client.run(TOKEN)
"""),
    ("llm_keys.txt", """\
openai    «S:sk-${a:20}T3BlbkFJ${a:20}»
anthropic «S:sk-ant-api03-${u:93}AA»
groq      «S:gsk_${a:52}»
replicate «S:r8_${a:37}»
mistral   «S:${a:32}»
perplexity «S:pplx-${a:48}»
deepseek  «S:sk-${h:32}»
xai       «S:xai-${a:80}»
cohere    «S:${a:40}»
"""),
    ("notifier.js", """\
const twilio = require('twilio')('AC${h:32}', '«S:${h:32}»');
const sg = require('@sendgrid/mail'); sg.setApiKey('«S:SG.${u:22}.${u:43}»');
const slack = new WebClient('«S:xoxb-${d:12}-${d:13}-${a:24}»');
const hook = 'https://hooks.slack.com/services/«S:T0${U:9}/B0${U:9}/${a:24}»';
const dd = { apiKey: '«S:${h:32}»', appKey: '«S:${h:40}»' };
axios.get(url, { auth: { username: 'svc', password: '«S:Morgentau»' } });
"""),
    ("S3Uploader.java", """\
public class S3Uploader {
    private static final String ACCESS = "«S:AKIA${B32:16}»";
    private static final String SECRET = "«S:${b:40}»";
    private final String dbPass = System.getProperty("db.pass", "«S:Knusperhaus»");
    Cipher c() { return new SecretKeySpec("«S:0123KeyForAesEnc»".getBytes(), "AES"); }
    Connection open() { return DriverManager.getConnection("jdbc:oracle:thin:@ora:1521/X", "lager", "«S:lager4711»"); }
}
"""),
    ("main.go", """\
package main
const (
	ghToken  = "«S:${github:ghp_}»"
	dbDSN    = "app:«S:Birkenrinde»@tcp(10.0.0.3:3306)/app?parseTime=true"
	signKey  = "«S:${h:64}»"
)
func main() { req.SetBasicAuth("monitor", "«S:Fernrohr#1»"); req.Header.Set("Authorization", "Bearer «S:${u:40}»") }
"""),
    ("Program.cs", """\
var cred = new NetworkCredential("svc_scan", "«S:Papierkorb!»", "CORP");
var cs = new SqlConnectionStringBuilder { DataSource = "sql", UserID = "sa", Password = "«S:Gr0ssb@ustelle»" };
client.DefaultRequestHeaders.Add("X-Api-Key", "«S:${a:40}»");
private const string EncryptionKey = "«S:${b:43}=»";
"""),
    ("deploy.sh", """\
#!/bin/bash
export PGPASSWORD="«S:mittsommer»"
export VAULT_TOKEN=«S:hvs.${u:24}»
FTP_PASS='«S:Ablage-P»'
lftp -u web,«S:Ablage-P» ftp.example.com -e "mirror -R"
echo "«S:Wurzelbehandlung»" | sudo -S systemctl restart app
curl -u jdoe:«S:ATATT3xFfGF0${u:180}» https://acme.atlassian.net/rest/api/3/issue
openssl enc -aes-256-cbc -k «S:Rumpelkammer» -in a -out b
az login --service-principal -u ${g} -p "«S:${a:3}8Q~${u:34}»" --tenant ${g}
zip -P «S:streng.geheim» out.zip *.pdf
"""),
    ("backup.ps1", """\
$cred = New-Object PSCredential("CORP\\svc_backup", (ConvertTo-SecureString "«S:Nacht&Nebel1»" -AsPlainText -Force))
net use Z: \\\\nas\\backup /user:backup «S:Sicherung!1»
$sas = "?sv=2022-11-02&ss=b&srt=sco&sp=rwdl&se=2027-01-01T00:00:00Z&sig=«S:${a:41}%3D»"
schtasks /create /tn x /tr y /ru CORP\\svc /rp «S:Aufgabe-Plan»
"""),
    ("dump_users.sql", """\
INSERT INTO `users` (`id`,`login`,`pw_hash`,`api_token`,`totp_secret`) VALUES (1,'admin','«S:$2y$10$${a:53}»','«S:${h:40}»','«S:${B32:32}»'),(2,'rita','«S:$2y$10$${a:53}»',NULL,NULL);
CREATE USER 'repl'@'%' IDENTIFIED BY '«S:Spiegelei»';
ALTER ROLE reporting WITH PASSWORD '«S:montags-bericht»';
"""),
    ("README_deploy.md", """\
# Deploy

Staging: https://staging.example.com (Login `demo`, Passwort `«S:Sonntagsbraten»`)

    ssh root@203.0.113.8   # Passwort: «S:uT7-Gartenlaube»

The API key for the weather service is `«S:${h:32}»`; the one for maps is «S:AIza${u:35}».
"""),
    ("notes_credentials.txt", """\
VPN        user: fwinter   pw: «S:Pulverschnee!»
NAS        admin / «S:qnap-Keller»
Fritzbox   «S:7718 2041 8207 7041 8820»
WLAN Gast  «S:willkommen-bei-uns»
Router PIN «S:41820»
Strato     Kundennr 4182077, Passwort «S:Hosting#Strato»
PayPal     buero@example.com «S:Geldbeutel+»
Alarmcode  «S:8204»
"""),
    ("id_rsa", """\
«S:-----BEGIN RSA PRIVATE KEY-----
${b:64}
${b:64}
${b:64}
${b:40}=
-----END RSA PRIVATE KEY-----»
"""),
    ("deploy_key", """\
«S:-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
${b:70}
${b:70}
${b:24}==
-----END OPENSSH PRIVATE KEY-----»
"""),
    ("gcp-sa.json", """\
{
  "type": "service_account",
  "project_id": "kasse-prod",
  "private_key_id": "«O:${h:40}»",
  "private_key": "«S:-----BEGIN PRIVATE KEY-----\\n${b:64}\\n${b:64}\\n${b:32}\\n-----END PRIVATE KEY-----\\n»",
  "client_email": "«O:uploader@kasse-prod.iam.gserviceaccount.com»"
}
"""),
    ("firebase_admin.ts", """\
export const cfg = {
  apiKey: "«O:AIza${u:35}»",
  authDomain: "kasse.firebaseapp.com",
  databaseURL: "https://kasse.firebaseio.com",
};
admin.initializeApp({ credential: cert({ privateKey: "«S:-----BEGIN PRIVATE KEY-----\\n${b:64}\\n${b:60}\\n-----END PRIVATE KEY-----»" }) });
const fcm = "«S:AAAA${u:7}:APA91b${u:134}»";
"""),
    (".npmrc", """\
@acme:registry=https://npm.pkg.github.com
//npm.pkg.github.com/:_authToken=«S:${github:ghp_}»
//registry.npmjs.org/:_authToken=«S:npm_${a:36}»
//nexus.example.com/repository/npm/:_auth=«S:${b64:ci-user:Backstube-7}»
"""),
    ("pip.conf", """\
[global]
index-url = https://reader:«S:Zuckerwatte9»@pypi.example.com/simple
"""),
    ("settings.xml", """\
<settings><servers>
 <server><id>nexus</id><username>build</username><password>«S:Eisenbahn.88»</password></server>
 <server><id>gh</id><username>ci</username><password>«S:${github:ghp_}»</password></server>
</servers></settings>
"""),
    ("config.json", """\
{"auths":{"registry.example.com":{"auth":"«S:${b64:robot:k4ffeem4schine}»"},"ghcr.io":{"auth":"«S:${b64:ci:ghp_x1x2x3}»"}}}
"""),
    ("credentials", """\
[default]
aws_access_key_id = «S:AKIA${B32:16}»
aws_secret_access_key = «S:${b:40}»
[mfa]
aws_access_key_id = «S:ASIA${B32:16}»
aws_secret_access_key = «S:${b:40}»
aws_session_token = «S:IQoJb3JpZ2luX2Vj${b:300}==»
"""),
    ("netrc", """\
machine git.example.com login kerstin password «S:Apfelstrudel»
machine ftp.example.org
  login web
  password «S:${a:14}»
"""),
    ("pgpass", """\
db1.example.com:5432:*:lesend:«S:Lesebrille»
10.0.0.9:5432:dwh:etl:«S:${a:18}»
"""),
    ("htpasswd", """\
monitor:«S:$apr1$${a:8}$${a:22}»
kunde:«S:{SHA}${b:27}=»
"""),
    ("shadow.txt", """\
root:«S:$6$${a:16}$${a:86}»:19800:0:99999:7:::
daemon:*:19500:0:99999:7:::
svc:«S:$y$j9T$${a:22}$${a:43}»:19801:0:99999:7:::
"""),
    ("kubeconfig.yaml", """\
users:
- name: admin
  user:
    client-certificate-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t${b:80}
    client-key-data: «S:LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQ${b:200}»
- name: ci
  user:
    token: «S:eyJhbGciOiJSUzI1NiIsImtpZCI6I${u:40}.eyJpc3MiOiJrdWJlcm5ldGVzL3NlcnZpY2VhY2NvdW50${u:120}.${u:200}»
"""),
    ("wg0.conf", """\
[Interface]
PrivateKey = «S:${b:43}=»
Address = 10.8.0.2/32
[Peer]
PublicKey = ${b:43}=
PresharedKey = «S:${b:43}=»
Endpoint = vpn.example.com:51820
"""),
    ("ipsec.secrets", """\
vpn.example.com %any : PSK "«S:Zwischen den Jahren»"
karl : EAP "«S:Kanonenofen»"
"""),
    ("wpa_supplicant.conf", """\
network={
    ssid="Buero-5G"
    psk="«S:schreibtischlampe22»"
}
network={
    ssid="Lager"
    psk=«S:${h:64}»
}
"""),
    ("cisco_running.txt", """\
enable secret 5 «S:$1$${a:4}$${a:22}»
username netadmin privilege 15 password 7 «S:08${HEX:16}»
snmp-server community «S:Kabelkanal» RO
tacacs-server key «S:tac-Schluessel»
crypto isakmp key «S:fernweh2001» address 203.0.113.9
line vty 0 4
 password «S:konsole9»
"""),
    ("fortigate.conf", """\
config system admin
    edit "admin"
        set password ENC «S:SH2${b:60}=»
config vpn ipsec phase1-interface
        set psksecret «S:Tunnelblick»
"""),
    ("mikrotik.rsc", """\
/ppp secret add name=filiale1 password=«S:Ziegelstein» service=l2tp
/interface wireless security-profiles set default wpa2-pre-shared-key="«S:funkloch-adieu»"
/user add name=wartung password="«S:Schraubstock3»" group=full
"""),
    ("asterisk_pjsip.conf", """\
[auth118]
type=auth
username=118
password=«S:r7Telefonzelle»
[trunk-auth]
type=auth
auth_type=userpass
password=«S:${a:12}»
"""),
    ("postfix_sasl.txt", """\
[smtp.office365.com]:587 versand@example.com:«S:Rundschreiben!24»
[smtp.sendgrid.net]:587 apikey:«S:SG.${u:22}.${u:43}»
"""),
    ("odbc.ini", """\
[dwh]
Driver=FreeTDS
Server=10.1.2.3
UID=report
PWD=«S:Zahlenkolonne»
"""),
    ("tnsnames_cmd.txt", """\
sqlplus system/«S:Orakel-19c»@//ora01:1521/PROD
impdp lager/«S:hochregal»@PROD directory=DP
mongosh "mongodb+srv://root:«S:Affenbrot»@cluster0.ab1cd.mongodb.net/app"
redis-cli -a «S:rotesLager» -h cache
psql "host=db user=app password=«S:feldsalat» dbname=app"
ldapsearch -D cn=admin,dc=x -w «S:Verzeichnis#» -b dc=x
"""),
    ("odoo.conf", """\
[options]
admin_passwd = «S:odoo-Meister»
db_user = odoo
db_password = «S:Ananas_Dose»
"""),
    ("nextcloud_config.php", """\
<?php $CONFIG = array (
  'passwordsalt' => '«S:${b:30}»',
  'secret' => '«S:${b:48}»',
  'dbpassword' => '«S:Regenrinne»',
  'mail_smtppassword' => '«S:Postkutsche»',
  'trusted_domains' => array(0 => 'cloud.example.com'),
);
"""),
    ("jupyter_keys.ipynb", """\
{"cells":[{"cell_type":"code","source":["import os\\n","os.environ['OPENAI_API_KEY'] = '«S:sk-proj-${u:74}T3BlbkFJ${u:74}»'\\n","os.environ[\\"WANDB_API_KEY\\"]=\\"«S:${h:40}»\\"\\n","conn = psycopg2.connect(host='db', user='ds', password='«S:datensee»')\\n","kaggle = {\\"username\\":\\"mk\\",\\"key\\":\\"«S:${h:32}»\\"}\\n"]}]}
"""),
    ("vendor_tokens.txt", """\
shopify   «S:shpat_${h:32}»
square    «S:EAAA${u:60}»
databricks «S:dapi${h:32}»
mailgun   key-«S:${h:32}»
mailchimp «S:${h:32}-us14»
figma     «S:figd_${u:40}»
linear    «S:lin_api_${a:40}»
notion    «S:ntn_${d:11}${a:35}»
doppler   «S:dp.pt.${a:43}»
digitalocean «S:dop_v1_${h:64}»
heroku    «S:${g}»
netlify   «S:nfp_${a:36}»
vercel    «S:${a:24}»
fastly    «S:${u:32}»
newrelic  «S:NRAK-${U:27}»
pagerduty «S:u+${u:18}»
airtable  «S:pat${a:14}.${h:64}»
postman   «S:PMAK-${h:24}-${h:34}»
planetscale «S:pscale_tkn_${u:43}»
supabase  «S:sbp_${h:40}»
"""),
    ("jwt_debug.log", """\
2026-02-03 10:12:44 DEBUG auth header: Bearer «S:eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMTgyMDQiLCJuYW1lIjoi${u:30}.${u:43}»
2026-02-03 10:12:45 DEBUG cookie: session=«S:${h:48}»; Path=/; HttpOnly
2026-02-03 10:12:46 ERROR login failed for rita with password '«S:Buttermilch»'
2026-02-03 10:12:47 DEBUG connecting to amqp://worker:«S:fliessband»@mq:5672/
"""),
    ("curl_history.txt", """\
curl -X POST https://api.example.com/login -d 'username=rita&password=«S:Rosenkohl12»'
curl -H 'Authorization: Basic «S:${b64:rita:Rosenkohl12}»' https://intranet.example.com/
curl -H "X-Auth-Token: «S:${h:40}»" https://cloud.example.com/v3
wget --user=katalog --password=«S:Bilderrahmen» https://example.com/p.zip
export GITLAB_TOKEN=«S:glpat-${u:20}»
mysqldump -uroot -p'«S:Dachrinne$»' shop > shop.sql
docker run -e MYSQL_ROOT_PASSWORD=«S:containerhafen» mysql:8
htpasswd -b .htpasswd kunde «S:Schnittlauch»
"""),
    ("ticket_passwort.txt", """\
Ticket #118204: Passwort zurücksetzen
Kommentar Support: Hallo Herr K., Ihr neues Passwort lautet: «S:Winter2026!Neu»
Kommentar Kunde: danke, habe es auf «S:Fussball-Karlsruhe» geändert, geht jetzt. PIN fürs Voicemail bleibt «S:4711».
"""),
    ("mail_en_creds.eml", """\
From: it@acme.example.com
Subject: Your new account

Hi «O:Rosalind»,

username: rosalind.k
temporary password: «S:Marmalade-Tuesday-44»
Wi-Fi key (SSID Acme-Staff): «S:lemon drizzle cake»
Door code is «S:2718#».
Your voicemail PIN: «S:902817»
"""),
    ("mail_fr_creds.txt", """\
Bonjour,
voici les accès : identifiant "compta", mot de passe "«S:Tournesol!75»".
Le code de l'alarme : «S:5502», et la clé wifi : «S:poisson-rouge-bleu».
Cordialement
"""),
    ("mail_es_creds.txt", """\
Usuario: almacen
Contraseña: «S:Girasoles2025»
La clave del router es «S:Tortilla_Paisana» y el PIN de la SIM «S:7734».
"""),
    ("mail_it_creds.txt", """\
Utente: segreteria - password: «S:Girandola77»
La parola d'ordine per il backup è «S:quattro gatti in soffitta».
"""),
    ("mail_pl_creds.txt", """\
Login: ksiegowosc
Hasło: «S:Poziomka_2024»
Hasło do Wi-Fi to «S:kwiatek123».
"""),
    ("mail_nl_creds.txt", """\
Gebruikersnaam: balie
Wachtwoord: «S:Stroopwafel!9»
De pincode van de kluis is «S:661820».
"""),
    ("mail_ru_creds.txt", """\
Логин: sklad
Пароль: «S:Romashka2024»
Пароль от Wi-Fi: «S:berezka-les-77»
"""),
    ("mail_ja_creds.txt", """\
ユーザー名:tanaka
パスワード:«S:Sakura#8820»
Wi-Fiのパスワードは「«S:kirin-lager-44»」です。
"""),
    ("passwords.csv", """\
name,url,username,password
Amazon Business,https://www.amazon.de,einkauf@example.com,«S:Paketbote7»
Elster,https://www.elster.de,,«S:Steuerfrei!»
Miro,https://miro.com,grafik,«S:whiteboard-gelb»
Hetzner,https://robot.example.com,K0418207,«S:${a:16}»
"""),
    ("keepass_export.xml", """\
<Entry><String><Key>Title</Key><Value>ERP</Value></String><String><Key>UserName</Key><Value>rita</Value></String><String><Key>Password</Key><Value>«S:Maulwurf.Huegel»</Value></String></Entry>
<Entry><String><Key>Title</Key><Value>Bank</Value></String><String><Key>Password</Key><Value>«S:${p:18}»</Value></String></Entry>
"""),
    ("bitwarden.json", """\
{"items":[{"type":1,"name":"GitHub","login":{"username":"rk","password":"«S:Eichhörnchen!55»","totp":"«S:${B32:32}»"}},{"type":1,"name":"Bahn","login":{"username":"rk@example.com","password":"«S:zugluft»"}}]}
"""),
    ("passwoerter.md", """\
| System | Benutzer | Kennwort |
|---|---|---|
| Telefonanlage | admin | «S:Hörmuschel» |
| Zeiterfassung | hr | «S:stempeluhr8» |
| Drucker EG | service | «S:123tonerleer» |
"""),
    ("zugangsdaten.xlsx.txt", """\
Dienst	User	PW	Bemerkung
DATEV	4182-077	«S:belegtransfer»	Frau «O:Loose»
Shopware	admin	«S:Kasse!Laeden»	2FA bei Tim
Webmail	info@example.com	«S:gummibaum»	
"""),
    ("oauth_client.json", """\
{"installed":{"client_id":"118204177-${b36:32}.apps.googleusercontent.com","project_id":"x","client_secret":"«S:GOCSPX-${u:28}»","redirect_uris":["http://localhost"]}}
"""),
    ("token.json", """\
{"access_token":"«S:ya29.a0${u:160}»","refresh_token":"«S:1//0${u:100}»","expires_in":3599,"token_type":"Bearer"}
"""),
    ("azure_pipelines.yml", """\
variables:
- name: acrPassword
  value: «S:${b:52}»
- name: cosmosKey
  value: «S:${b:86}==»
steps:
- script: az storage blob upload --account-key «S:${b:86}==» -f x
- script: nuget push x.nupkg -ApiKey «S:oy2${b36:43}»
"""),
    ("function_local.settings.json", """\
{"IsEncrypted":false,"Values":{"AzureWebJobsStorage":"DefaultEndpointsProtocol=https;AccountName=fn;AccountKey=«S:${b:86}==»","EventHub":"Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=«S:${b:43}=»;EntityPath=e","FunctionKey":"«S:${u:54}==»"}}
"""),
    ("sap_rfc.properties", """\
jco.client.ashost=sap01
jco.client.user=RFCUSER
jco.client.passwd=«S:INIT-1234x»
"""),
    ("tomcat-users.xml", """\
<tomcat-users>
  <user username="manager" password="«S:katzenjammer»" roles="manager-gui"/>
</tomcat-users>
"""),
    ("log4j_jms.xml", """\
<bean id="ds" class="org.apache.commons.dbcp.BasicDataSource">
  <property name="username" value="batch"/>
  <property name="password" value="«S:nachtschicht»"/>
</bean>
"""),
    ("database.yml", """\
production:
  adapter: mysql2
  username: rails
  password: «S:schiene&strasse»
staging:
  url: mysql2://rails:«S:prellbock»@db2/app
"""),
    ("secrets.yml", """\
production:
  secret_key_base: «S:${h:128}»
  devise_pepper: «S:${h:128}»
"""),
    ("parameters.yml", """\
parameters:
    database_password: «S:~Rauhreif~»
    mailer_password: null
    secret: «S:${h:40}»
"""),
    ("local.properties", """\
sdk.dir=/opt/android
storePassword=«S:playstore2020»
keyPassword=«S:playstore2020»
keyAlias=upload
MAPBOX_DOWNLOADS_TOKEN=«S:sk.eyJ1Ijoi${u:60}.${u:22}»
"""),
    ("Info.plist", """\
<plist><dict>
<key>GMSApiKey</key><string>«O:AIza${u:35}»</string>
<key>BackendSecret</key><string>«S:${a:32}»</string>
<key>AdminPassword</key>
<string>«S:Kirschkern»</string>
</dict></plist>
"""),
    ("strings.xml", """\
<resources>
  <string name="api_secret">«S:${h:40}»</string>
  <string name="password_hint">Passwort vergessen?</string>
  <string name="facebook_client_token">«S:${h:32}»</string>
</resources>
"""),
    ("config.rb", """\
Stripe.api_key = '«S:sk_live_${a:24}»'
Aws.config.update(credentials: Aws::Credentials.new('«S:AKIA${B32:16}»', '«S:${b:40}»'))
Rails.application.config.secret_token = '«S:${h:128}»'
http_basic_authenticate_with name: "team", password: "«S:gartenparty»"
"""),
    ("conf.lua", """\
local redis_auth = "«S:schlafmuetze»"
ngx.req.set_header("Authorization", "Basic «S:${b64:svc:schlafmuetze}»")
"""),
    ("app.conf.nginx", """\
location /api {
  proxy_set_header Authorization "Bearer «S:${a:48}»";
  proxy_set_header X-Api-Key «S:${h:32}»;
}
"""),
    ("haproxy.cfg", """\
userlist ops
  user admin insecure-password «S:leitstand»
listen stats
  stats auth admin:«S:Auslastung!»
"""),
    ("prometheus.yml", """\
scrape_configs:
- job_name: node
  basic_auth:
    username: prom
    password: «S:messwertgeber»
remote_write:
- url: https://x
  bearer_token: «S:glc_${b:100}»
alertmanager:
  slack_api_url: https://hooks.slack.com/services/«S:T0${U:9}/B0${U:9}/${a:24}»
"""),
    ("vagrant_user_data.txt", """\
#cloud-config
chpasswd:
  list: |
    root:«S:Startkapital»
    ubuntu:«S:Wolke7!»
users:
  - name: ops
    passwd: «S:$6$${a:12}$${a:86}»
"""),
    ("unattend.xml", """\
<AutoLogon><Password><Value>«S:Bildschirm1»</Value><PlainText>true</PlainText></Password><Username>Administrator</Username></AutoLogon>
<AdministratorPassword><Value>«S:Bildschirm1»</Value><PlainText>true</PlainText></AdministratorPassword>
"""),
    ("putty.reg", """\
[HKEY_CURRENT_USER\\Software\\SimonTatham\\PuTTY\\Sessions\\web]
"ProxyUsername"="proxy"
"ProxyPassword"="«S:Umleitung»"
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon]
"DefaultPassword"="«S:Kiosk-Modus»"
"""),
    ("filezilla.xml", """\
<Server><Host>ftp.example.com</Host><User>web</User><Pass encoding="base64">«S:${b64:Gießkanne9}»</Pass></Server>
"""),
    ("wallet.txt", """\
Ledger backup (24 words?), 12 for the hot one:
«S:ribbon lecture narrow fossil grape velvet pigeon orbit symptom cradle jungle melt»
"""),
    ("recovery_codes.txt", """\
GitHub recovery codes
«S:${h:5}-${h:5}»
«S:${h:5}-${h:5}»
«S:${h:5}-${h:5}»
"""),
    ("banking_notiz.txt", """\
Online-Banking: Anmeldename loose77, PIN «S:58213»
TAN-Liste Block 3: «O:118204» «O:770418»
Schließfach-Code «S:3392»
Karten-PIN EC «S:6120», Visa «S:0417»
"""),
    ("iot_arduino.ino", """\
const char* ssid = "Werkstatt";
const char* password = "«S:bohrfutter13»";
#define MQTT_PASS "«S:lötzinn»"
#define BLYNK_AUTH_TOKEN "«S:${u:32}»"
"""),
    ("esphome.yaml", """\
wifi:
  ssid: "Haus"
  password: "«S:dachboden-wlan»"
api:
  encryption:
    key: "«S:${b:43}=»"
ota:
  password: "«S:${h:32}»"
"""),
    ("homeassistant_secrets.yaml", """\
mqtt_pw: «S:zisterne»
long_lived: «S:eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiI${u:60}.${u:43}»
alarm_code: «S:4820»
"""),
    ("sqlserver_link.sql", """\
EXEC sp_addlinkedsrvlogin @rmtsrvname='ERP2', @useself='false', @rmtuser='link', @rmtpassword='«S:Kettenglied»';
CREATE LOGIN bi WITH PASSWORD = N'«S:Torten#Diagramm»';
OPEN SYMMETRIC KEY k DECRYPTION BY PASSWORD = '«S:Verschluss-Sache»';
"""),
    ("python_fallbacks.py", """\
token = os.getenv("API_TOKEN") or "«S:${h:32}»"
password = os.environ.get('DB_PASS', '«S:Notnagel»')
requests.get(u, auth=('rita', '«S:Rosenkohl12»'))
ssh.connect(h, username="root", password="«S:bratapfel»")
smtp.login("news@example.com", "«S:Rundbrief»")
pwd = getpass.getpass("Password: ")
"""),
    ("vault_unseal.txt", """\
Unseal Key 1: «S:${b:43}=»
Unseal Key 2: «S:${b:43}=»
Unseal Key 3: «S:${b:43}=»
Initial Root Token: «S:hvs.${a:24}»
"""),
    ("okta_scim.txt", """\
Okta API token: «S:00${u:40}»
SCIM base URL https://scim.example.com/v2, bearer «S:${a:32}»
Webhook signing secret for the HR app: «S:${h:64}»
"""),
    ("edi_as2.txt", """\
AS2 partner setup: station id ACME-TEST, keystore password «S:Frachtbrief», HTTPS basic auth edi / «S:palette44».
"""),
    ("teamviewer.txt", """\
Fernwartung
  TeamViewer ID 418 207 771  Kennwort «S:x7kd92»
  AnyDesk 118 204 177   PW «S:fernundnah»
  Rustdesk Key «S:${b:43}=»
"""),
    ("license_keys.txt", """\
Windows Server 2022 Std: «S:${U:5}-${U:5}-${U:5}-${U:5}-${U:5}»
"""),
    ("cron_rclone.conf", """\
[b2]
type = b2
account = 000418207
key = «S:K00${b:28}»
[nas]
type = sftp
user = backup
pass = «S:${u:40}»
"""),
    ("restic.sh", """\
export RESTIC_PASSWORD=«S:vorratskeller»
export B2_ACCOUNT_ID=004182077
export B2_ACCOUNT_KEY=«S:K004${a:27}»
borg init --encryption=repokey # BORG_PASSPHRASE='«S:sieben auf einen Streich»'
"""),
    ("zoom_meeting.txt", """\
Join Zoom Meeting https://example.zoom.us/j/81182041770?pwd=«S:${a:32}»
Meeting ID: 811 8204 1770
Passcode: «S:418207»
"""),
    ("flutter_env.dart", """\
class Env {
  static const apiSecret = '«S:${a:40}»';
  static const sentryDsn = 'https://${h:32}@sentry.example.com/4';
  static const adminPw = '«S:flatterhaft»';
}
"""),
    ("r_script.R", """\
con <- dbConnect(RPostgres::Postgres(), host="db", user="stat", password="«S:mittelwert»")
Sys.setenv(CENSUS_KEY = "«S:${h:40}»")
"""),
    ("vba_macro.bas", """\
Private Const DB_PWD As String = "«S:Makrone»"
Sheets("Lohn").Unprotect Password:="«S:lohn2020»"
cn.Open "Provider=SQLOLEDB;Server=erp;UID=xl;PWD=«S:Pivot_Tabelle»;"
"""),
    ("matlab_cfg.m", """\
opts = weboptions('Username','lab','Password','«S:messreihe»');
apikey = '«S:${h:32}»';
"""),
    ("pulumi.yaml", """\
config:
  aws:accessKey: «S:AKIA${B32:16}»
  aws:secretKey: «S:${b:40}»
  app:dbPass: «S:Hängematte!»
"""),
    ("circleci_notes.md", """\
CircleCI personal token: «S:CCIPAT_${a:22}_${h:40}»; Snyk token «S:${g}»; Codecov upload token: «S:${g}».
"""),
    ("grafana.ini", """\
[security]
admin_password = «S:Balkendiagramm»
secret_key = «S:${a:20}»
[smtp]
password = \"\"\"«S:Post#Schalter;»\"\"\"
"""),
    ("rabbit_definitions.json", """\
{"users":[{"name":"admin","password_hash":"«S:${b:48}»","hashing_algorithm":"rabbit_password_hashing_sha256","tags":"administrator"}],"vhosts":[{"name":"/"}]}
"""),
]
