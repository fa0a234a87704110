"""Texts with credentials, written before its author had looked at rules or detectors: an office share of a mid-sized company with staff in forty countries, its banks, mails, chats, configurations and programs."""

CASES = [
    ("docker-compose.yml", """\
services:
  web:
    image: ghcr.io/brightwater/web:4.1
    environment:
      - RAILS_MASTER_KEY=«S:${h:32}»
      - DB_PASS=«S:kaputtmacher99»
      - TZ=Europe/London
  cache:
    command: redis-server --requirepass «S:hollyoaks» --appendonly yes
  db:
    environment:
      MARIADB_ROOT_PASSWORD: «S:rootbeer-float»
      MARIADB_PASSWORD: "«S:0l1veGr0ve»"
"""),
    ("group_vars_all.yml", """\
ansible_become_pass: «S:Sesam!oeffne7»
ansible_ssh_pass: "«S:bluebell»"
vault_grafana_admin: «S:${a:16}»
ipa_admin_password: '«S:Kant1ne»'
"""),
    ("hosts.ini", """\
[win]
srv-ts01 ansible_user=Administrator ansible_password=«S:Zwetschge1!» ansible_connection=winrm
srv-ts02 ansible_user=Administrator ansible_password='«S:Mirabelle 2»'
"""),
    ("main.tf", """\
resource "aws_db_instance" "main" {
  username = "postgres"
  password = "«S:plumbing-Heron-4»"
}
resource "azurerm_mssql_server" "s" {
  administrator_login          = "sqladm"
  administrator_login_password = "«S:Tr4mbahn!»"
}
provider "grafana" {
  auth = "«S:glsa_${a:32}_${h:8}»"
}
"""),
    ("terraform.tfvars", """\
db_password   = "«S:ferryman»"
datadog_api_key = "«S:${h:32}»"
do_token      = "«S:dop_v1_${h:64}»"
region        = "eu-west-1"
"""),
    ("secret.yaml", """\
apiVersion: v1
kind: Secret
metadata:
  name: mailer
type: Opaque
data:
  SMTP_USER: «O:bWFpbGVy»
  SMTP_PASS: «S:${b64:gruenspecht-9}»
"""),
    ("deployment.yaml", """\
        env:
        - name: JDBC_PASSWORD
          value: "«S:steinbeisser»"
        - name: LOG_LEVEL
          value: "info"
        - name: STRIPE_KEY
          value: «S:sk_live_51${a:99}»
"""),
    ("application.yml", """\
spring:
  datasource:
    url: jdbc:postgresql://pg01.intern:5432/lager
    username: lager
    password: «S:Lagerfeuer»
  mail:
    host: mail.kranbau.local
    username: noreply
    password: «S:post4all»
  ldap:
    password: «S:cn=adm1n»
jwt:
  secret: «S:${b:64}»
"""),
    ("application-prod.properties", """\
spring.datasource.password=«S:quietharbour»
server.ssl.key-store-password=«S:changeit-2024»
spring.rabbitmq.password=«S:karnickel»
management.metrics.export.datadog.api-key=«S:${h:32}»
"""),
    ("settings.py", """\
SECRET_KEY = 'django-insecure-«S:${p:50}»'
DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.postgresql',
        'NAME': 'crm', 'USER': 'crm', 'PASSWORD': '«S:nachtigall»',
        'HOST': 'db1',
    }
}
EMAIL_HOST_PASSWORD = '«S:Lindenblatt3»'
AWS_SECRET_ACCESS_KEY = '«S:${b:40}»'
"""),
    ("local_settings.py", """\
import os
os.environ['PGPASSWORD'] = '«S:porridge»'
os.environ.setdefault("OPENAI_API_KEY", "«S:sk-proj-${u:48}T3BlbkFJ${u:48}»")
SENTRY_AUTH_TOKEN = "«S:sntrys_${u:120}»"
"""),
    ("database.yml", """\
production:
  adapter: mysql2
  username: shop
  password: «S:wellenreiter»
  socket: /var/run/mysqld/mysqld.sock
"""),
    ("laravel.env", """\
APP_KEY=base64:«S:${b:43}=»
DB_PASSWORD=«S:brombeere»
MAIL_PASSWORD="«S:hallo welt 12»"
PUSHER_APP_SECRET=«S:${h:20}»
MAILGUN_SECRET=«S:key-${h:32}»
"""),
    ("appsettings.Production.json", """\
{"ConnectionStrings":{"Default":"Server=sql01;Database=Erp;User Id=erp;Password=«S:Kupferkessel»;TrustServerCertificate=True"},"Jwt":{"Key":"«S:this-is-our-very-long-signing-key-2026»","Issuer":"erp"},"Smtp":{"User":"erp@kranbau.local","Pass":"«S:Briefkasten»"}}
"""),
    ("web.config", """\
<connectionStrings><add name="crm" connectionString="Data Source=.\\SQLEXPRESS;Initial Catalog=crm;uid=sa;pwd=«S:Sommerregen»" /></connectionStrings>
<appSettings><add key="SmsGatewayPassword" value="«S:zwitscher22»" /><add key="MapsKey" value="«S:AIza${u:35}»" /></appSettings>
"""),
    ("wp-config.php", """\
define( 'DB_NAME', 'wp_blog' );
define( 'DB_USER', 'wp' );
define( 'DB_PASSWORD', '«S:heidelbeere»' );
define( 'AUTH_KEY', '«S:${p:64}»' );
define( 'NONCE_SALT', '«S:${p:64}»' );
"""),
    ("db.php", """\
<?php
$link = mysqli_connect("localhost", "faktura", "«S:bleistift»", "faktura");
$pdo = new PDO('mysql:host=db;dbname=x', 'reporter', '«S:radiergummi»');
$old = mysql_connect('10.1.1.4', 'root', '«S:lineal»');
$conn = ftp_login($ftp, "upload", "«S:Zirkel12»");
$ldap = ldap_bind($ds, "cn=admin,dc=kranbau,dc=local", "«S:geodreieck»");
"""),
    ("backup.py", """\
import ftplib, smtplib, pymysql, psycopg2, requests, paramiko
ftp = ftplib.FTP("nas01")
ftp.login("backup", "«S:kellerassel»")
s = smtplib.SMTP("mail", 587); s.login("«O:scan@kranbau.de»", "«S:Fax-Nr-5»")
c1 = pymysql.connect("db1", "etl", "«S:regenwurm»", "dwh")
c2 = psycopg2.connect("dbname=dwh user=etl password=«S:tausendfuss» host=db1")
r = requests.get("https://api.intern/v1", auth=("svc-api", "«S:hirschkaefer»"))
ssh = paramiko.SSHClient(); ssh.connect("fw01", 22, "netadm", "«S:maikaefer!»")
"""),
    ("imap_fetch.py", """\
M = imaplib.IMAP4_SSL('imap.strato.de')
M.login('«O:rechnung@kranbau-hanse.de»', '«S:Tintenklecks»')
auth = HTTPBasicAuth('monitor', '«S:fensterbank»')
engine = create_engine("mssql+pyodbc://sa:«S:Dach$ziegel»@sql01/erp?driver=ODBC+Driver+17")
client = MongoClient("mongodb://root:«S:gartenzaun»@mongo1:27017,mongo2:27017/?replicaSet=rs0")
"""),
    ("Db.java", """\
Connection c = DriverManager.getConnection("jdbc:oracle:thin:@ora1:1521:PROD", "scott_app", "«S:tigerlilie»");
PasswordAuthentication pa = new PasswordAuthentication("mailer", "«S:taubenschlag»".toCharArray());
ds.setPassword("«S:fensterglas»");
props.put("javax.net.ssl.keyStorePassword", "«S:schloss-und-riegel»");
UsernamePasswordCredentials up = new UsernamePasswordCredentials("proxy", "«S:umleitung»");
"""),
    ("Mail.cs", """\
client.Credentials = new NetworkCredential("«O:noreply@brightwater.co.uk»", "«S:Pigeonpost»");
var conn = new SqlConnection("Server=db;Database=hr;User=hr;Password=«S:marmalade»;");
var secure = new SecureString(); foreach (var ch in "«S:kingfisher9»") secure.AppendChar(ch);
options.ClientSecret = "«S:${u:3}8Q~${u:34}»";
"""),
    ("main.go", """\
db, err := sql.Open("mysql", "billing:«S:gingersnap»@tcp(10.0.0.9:3306)/billing")
req.SetBasicAuth("robot", "«S:clothespeg»")
rdb := redis.NewClient(&redis.Options{Addr: "cache:6379", Password: "«S:teaspoon»"})
auth := smtp.PlainAuth("", "«O:alerts@brightwater.co.uk»", "«S:thimble7»", "mail.brightwater.co.uk")
config := &ssh.ClientConfig{User: "deploy", Auth: []ssh.AuthMethod{ssh.Password("«S:ladybird»")}}
"""),
    ("legacy.pl", """\
my $dbh = DBI->connect("dbi:Pg:dbname=lager", "lager_ro", "«S:gummibaum»", { RaiseError => 1 });
$ftp->login("partner", "«S:zimmerlinde»") or die;
my $ua = LWP::UserAgent->new; $ua->credentials("intern:80", "Realm", "svc", "«S:kaktusfeige»");
my $sftp = Net::SFTP::Foreign->new($host, user => 'edi', password => '«S:efeuranke»');
"""),
    ("sync.rb", """\
Net::SSH.start('app1', 'deploy', password: '«S:farnkraut»') do |ssh|
Net::FTP.open('ftp.partner.com', 'kranbau', '«S:moosrose»')
http.basic_auth 'svc', '«S:huflattich»'
Mysql2::Client.new(host: 'db', username: 'root', password: '«S:loewenzahn»')
"""),
    ("server.js", """\
const pool = mysql.createPool({ host: 'db', user: 'web', password: '«S:pinecone»', database: 'web' });
mongoose.connect('mongodb+srv://web:«S:acorncup»@cluster0.x1y2z.mongodb.net/web');
const transporter = nodemailer.createTransport({ host: 'smtp', auth: { user: 'web', pass: '«S:chestnut22»' } });
app.use(session({ secret: '«S:keyboard walrus»', resave: false }));
const token = jwt.sign(payload, '«S:hazelnut-signing»');
"""),
    ("deploy.sh", """\
#!/bin/bash
sshpass -p '«S:wanderstock»' ssh root@10.3.1.9 "systemctl restart app"
curl -u jenkins:«S:11${h:32}» https://ci.intern/job/x/build
mysql -h db1 -u root -p«S:rucksack» shop < dump.sql
PGPASSWORD=«S:kompass» psql -h pg -U app
ldapsearch -x -D "cn=reader,dc=x,dc=de" -w «S:landkarte» -b "dc=x,dc=de"
smbclient //nas/share -U scanner%«S:taschenlampe»
lftp -u upload,«S:zeltstange» sftp://partner.example.net
mount -t cifs //nas/x /mnt -o username=svc,password=«S:hering»
"""),
    ("bash_history", """\
cd /srv
docker login -u brightwater -p «S:dckr_pat_${u:27}»
export GITHUB_TOKEN=«S:${github:ghp_}»
wget --user=mirror --password=«S:shortbread» https://mirror.brightwater.co.uk/a.tgz
redis-cli -a «S:crumpet» ping
openssl enc -aes-256-cbc -in a -out b -k «S:toffeeapple»
htpasswd -b /etc/nginx/.htpasswd intern «S:flapjack»
mongo admin -u root -p «S:battenberg»
net user svc_print «S:Eccles-cake1» /add
xfreerdp /v:ts01 /u:admin /p:«S:treacle!7»
rabbitmqctl add_user app «S:parkin»
"""),
    ("win_deploy.ps1", """\
$pw = ConvertTo-SecureString "«S:Herbstlaub22»" -AsPlainText -Force
$cred = New-Object System.Management.Automation.PSCredential("KRANBAU\\svc", (ConvertTo-SecureString '«S:Winterlinde!» ' -AsPlainText -Force))
net use Z: \\\\nas01\\daten /user:KRANBAU\\scan «S:papierstau»
cmdkey /add:ts01 /user:admin /pass:«S:drehstuhl»
Invoke-Sqlcmd -ServerInstance sql01 -Username sa -Password "«S:locher-5»"
schtasks /create /tn job /tr c:\\x.bat /ru svc /rp «S:heftklammer»
"""),
    ("Jenkinsfile", """\
environment {
  SONAR_TOKEN = '«S:sqp_${h:40}»'
  DEPLOY_PASS = "«S:baggersee»"
}
"""),
    ("gitlab-ci.yml", """\
deploy:
  variables:
    REGISTRY_PASSWORD: "«S:glpat-${u:20}»"
    KUBE_TOKEN: «S:eyJhbGciOiJSUzI1NiIsImtpZCI6Im${u:12}.eyJpc3MiOiJrdWJlcm5ldGVzL3NlcnZpY2VhY2NvdW50${u:40}.${u:342}»
  script:
    - curl --header "PRIVATE-TOKEN: «S:glpat-${u:20}»" https://git.intern/api/v4/projects
"""),
    ("github-workflow.yml", """\
      - run: |
          echo "//npm.pkg.github.com/:_authToken=«S:npm_${a:36}»" > .npmrc
          curl -X POST -d '{"text":"deployed"}' «S:https://hooks.slack.com/services/T${U:10}/B${U:10}/${a:24}»
"""),
    ("netrc", """\
machine ftp.partner.com login kranbau password «S:steckdose»
machine api.heroku.com
  login «O:ops@brightwater.co.uk»
  password «S:${g}»
"""),
    ("pgpass", """\
db1.intern:5432:*:replicator:«S:glühwürmchen»
"""),
    ("tickets_pw.txt", """\
[INC-88412] VPN: Zugang für «O:Hr. Sandkühler» eingerichtet. User dsandkuehler / Initialkennwort «S:Start#2026» (muss geändert werden)
[INC-88413] WLAN Gäste: SSID Kranbau-Gast, Schlüssel: «S:HafenblickKaffee»
[INC-88420] PIN Tiefgarage neu: «S:418226»
"""),
    ("mail_pw_en.eml", """\
Hi all,
the new wifi password for the 3rd floor is «S:lemonadeTuesday» - please don't share outside the office.
Also the login for the trade portal: user brightwater, pw «S:Anchor*chain»
Cheers
"""),
    ("mail_pw_fr.eml", """\
Bonjour,
Voici vos accès au portail : identifiant mkeravec, mot de passe « «S:Brise-marine» ». Merci de le changer.
Le code de l'alarme est «S:4182» et celui du portail «S:77B41».
"""),
    ("mail_pw_es.eml", """\
Hola, la clave del wifi es «S:MerluzaFrita» y la contraseña del ERP: «S:Azulejo2026»
Usuario: begona
Contraseña: «S:torremolinos»
"""),
    ("mail_pw_it.eml", """\
Ciao, la password del gestionale è «S:carciofino», utente: magazzino
Password wifi: «S:Tramonto_88»
"""),
    ("mail_pw_nl.eml", """\
Hoi, inloggegevens: gebruikersnaam planning, wachtwoord «S:stroopwafel12»
Het wachtwoord voor de zip is «S:poffertje»
"""),
    ("mail_pw_pl.eml", """\
Cześć, hasło do skrzynki to «S:Pierogi77», login biuro
Hasło do routera: «S:zurekstaropolski»
"""),
    ("mail_pw_cz.eml", """\
Ahoj, heslo do systému je «S:Knedlik5» a PIN k alarmu «S:4182»
"""),
    ("mail_pw_ru.eml", """\
Доступ к серверу: логин admin, пароль «S:Samovar-88»
Пароль от вайфая «S:berezka2026»
"""),
    ("mail_pw_tr.eml", """\
Merhaba, sisteme giriş şifreniz: «S:Lokum-34»; kullanıcı adı: muhasebe
"""),
    ("mail_pw_se.eml", """\
Hej! Lösenordet till kassasystemet är «S:Kanelbulle9» och användarnamnet är kassa1
"""),
    ("mail_pw_pt.eml", """\
Boa tarde, a senha do sistema é «S:Pastel@Nata» e o usuário é estoque
"""),
    ("mail_pw_ja.txt", """\
VPN接続情報
ユーザー名：onodera
パスワード：«S:Sakura-0418»
"""),
    ("mail_pw_zh.txt", """\
服务器账号：root 密码：«S:Huanghe@418»
"""),
    ("passwoerter.csv", """\
System;Benutzer;Kennwort;Bemerkung
ERP;buchhaltung;«S:Radieschen»;
Banking-Portal;kranbau01;«S:Girokonto!9»;nur CFO
Amazon Business;«O:einkauf@kranbau.de»;«S:prime time 7»;
"""),
    ("accounts.md", """\
| Service | Login | Password |
|---|---|---|
| DHL portal | brightwater | «S:yellowvan» |
| Xero | «O:accounts@brightwater.co.uk» | «S:Debits=Credits» |
| Alarm | - | «S:4418» |
"""),
    ("keepass.xml", """\
<Entry><String><Key>Title</Key><Value>Fritzbox</Value></String><String><Key>UserName</Key><Value>admin</Value></String><String><Key>Password</Key><Value ProtectInMemory="True">«S:gartenlaube»</Value></String></Entry>
"""),
    ("postman.json", """\
{"info":{"name":"ERP"},"auth":{"type":"basic","basic":[{"key":"password","value":"«S:schubkarre»","type":"string"},{"key":"username","value":"api","type":"string"}]},"item":[{"request":{"header":[{"key":"X-Api-Key","value":"«S:${a:32}»"},{"key":"Authorization","value":"Bearer «S:${a:40}»"}]}}]}
"""),
    ("capture.har", """\
{"log":{"entries":[{"request":{"method":"POST","url":"https://portal.intern/login","headers":[{"name":"Cookie","value":"JSESSIONID=«S:${HEX:32}»"}],"postData":{"mimeType":"application/x-www-form-urlencoded","params":[{"name":"username","value":"kr"},{"name":"password","value":"«S:Seepferdchen»"}]}}}]}}
"""),
    ("notebook.ipynb", """\
{"cells":[{"cell_type":"code","source":["conn = snowflake.connector.connect(user='bi', password='«S:schneemann»', account='ab12345')\\n","openai.api_key = '«S:sk-${a:20}T3BlbkFJ${a:20}»'\\n","hf = login('«S:hf_${L:34}»')"]}]}
"""),
    ("create_users.sql", """\
CREATE USER 'report'@'%' IDENTIFIED BY '«S:zahlenreihe»';
ALTER USER postgres WITH PASSWORD '«S:elefantengras»';
CREATE LOGIN etl WITH PASSWORD = N'«S:Nilpferd#1»';
GRANT ALL ON erp.* TO 'erp'@'10.%' IDENTIFIED BY "«S:antilope»";
INSERT INTO users (login, pw) VALUES ('admin', '«S:giraffenhals»');
"""),
    ("router.cfg", """\
enable secret 5 «S:$1$${a:4}$${a:22}»
username netadm privilege 15 password 0 «S:Leitung7»
snmp-server community «S:kranbauRO» RO
 key «S:0rbitalpfad»
crypto isakmp key «S:VorherGeteilt» address 203.0.113.7
"""),
    ("wpa_supplicant.conf", """\
network={
    ssid="Kranbau-Buero"
    psk="«S:wirbauenkraene»"
}
"""),
    ("smb_fstab.txt", """\
//nas01/daten /mnt/daten cifs username=svc_nas,password=«S:Netzlaufwerk»,uid=1000 0 0
"""),
    ("rclone.conf", """\
[b2]
type = b2
account = 0041822670abcde0000000001
key = «S:K004${b:27}»
[sftp]
type = sftp
user = backup
pass = «S:${u:38}»
"""),
    ("settings.xml", """\
<server><id>nexus</id><username>deploy</username><password>«S:bauplan»</password></server>
"""),
    ("gradle.properties", """\
nexusPassword=«S:werkzeugkasten»
RELEASE_KEY_PASSWORD=«S:amboss!»
RELEASE_STORE_PASSWORD=«S:amboss!»
"""),
    ("helm_values.yaml", """\
postgresql:
  auth:
    postgresPassword: «S:kranhaken»
    password: "«S:laufkatze»"
grafana:
  adminPassword: «S:seilwinde»
externalSecrets: false
oauth2:
  cookieSecret: «S:${b:43}=»
"""),
    ("config.toml", """\
[smtp]
user = "noreply"
pass = "«S:poststempel»"
[telegram]
bot_token = "«S:${d:10}:AA${u:33}»"
[twilio]
sid = "AC${h:32}"
token = "«S:${h:32}»"
"""),
    ("openvpn.txt", """\
<connection>
auth-user-pass inline
</connection>
<auth-user-pass>
dsandkuehler
«S:Fernarbeit»
</auth-user-pass>
"""),
    ("supervisord.conf", """\
[unix_http_server]
username = user
password = «S:aufseher»
[program:x]
environment=DB_PASSWORD="«S:stoppuhr»",API_SECRET="«S:${a:32}»"
"""),
    ("crontab", """\
*/5 * * * * /usr/bin/curl -s -u nagios:«S:mittagspause» http://10.0.0.1/ping >/dev/null
0 2 * * * mysqldump -uroot -p'«S:mitternacht»' --all-databases | gzip > /b/d.gz
"""),
    ("Dockerfile", """\
FROM node:20
ARG NPM_TOKEN=«S:npm_${a:36}»
ENV DB_PASSWORD «S:schiffsrumpf»
ENV JWT_SECRET="«S:bullauge-kombuese»"
RUN echo 'root:«S:ankerwinde»' | chpasswd
"""),
    ("cloud-init.yaml", """\
users:
  - name: ops
    passwd: «S:$6$rounds=4096$${a:8}$${a:86}»
chpasswd:
  list: |
    root:«S:kombüse»
    ubuntu:«S:takelage7»
"""),
    ("unattend.xml", """\
<AutoLogon><Password><Value>«S:Werkstatt1»</Value><PlainText>true</PlainText></Password><Username>Administrator</Username></AutoLogon>
"""),
    ("id_deploy.pem", """\
«S:-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
${b:70}
${b:70}
-----END OPENSSH PRIVATE KEY-----»
"""),
    ("azure.txt", """\
Storage: DefaultEndpointsProtocol=https;AccountName=kranbau;AccountKey=«S:${b:86}==»;EndpointSuffix=core.windows.net
SAS: https://kranbau.blob.core.windows.net/x?sv=2022-11-02&ss=b&srt=o&sp=r&se=2027-01-01&sig=«S:${a:42}%3D»
Service bus: Endpoint=sb://kranbau.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=«S:${b:43}=»
"""),
    ("aws_credentials", """\
[default]
aws_access_key_id = «O:AKIA${B32:16}»
aws_secret_access_key = «S:${b:40}»
"""),
    ("gcp.json", """\
{"type":"service_account","project_id":"kranbau","private_key_id":"${h:40}","private_key":"«S:-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC${b:64}\\n${b:64}\\n-----END PRIVATE KEY-----\\n»","client_email":"«O:x@kranbau.iam.gserviceaccount.com»"}
"""),
    ("proxy.sh", """\
export http_proxy="http://svc-proxy:«S:Umweg-77»@proxy.kranbau.local:3128"
git clone https://oauth2:«S:glpat-${u:20}»@git.intern/x.git
pip install --index-url https://build:«S:radlader»@pypi.intern/simple x
"""),
    ("app.swift", """\
let apiToken = "«S:${a:40}»"
request.setValue("Basic «S:${b64:kran:fahrerhaus}»", forHTTPHeaderField: "Authorization")
"""),
    ("Main.kt", """\
val ds = HikariConfig().apply { username = "app"; password = "«S:bauzaun»" }
val jwtSecret = System.getenv("JWT") ?: "«S:richtfest-dachstuhl»"
"""),
    ("app.rs", """\
let conn = Connection::open("postgres://svc:«S:zimmermann»@db/x")?;
client.basic_auth("svc", Some("«S:maurerkelle»"));
"""),
    ("script.lua", """\
local red = redis:new(); red:auth("«S:polierstein»")
db:connect{ user = "x", password = "«S:putzeimer»" }
"""),
    ("test.robot", """\
Input Password    id=pw    «S:Prüfling7»
${PASSWORD}    «S:testfahrt»
"""),
    ("chat_pw.txt", """\
[10:02] Malte: hast du das root pw vom ts01?
[10:03] Björn: «S:Sturmflut62»
[10:03] Malte: danke. und das vom switch?
[10:04] Björn: cisco / «S:deichgraf»
"""),
    ("mattermost.json", """\
{"posts":[{"user":"malte","message":"Neues Passwort fürs Lager-Tablet: «S:gabelzinke»"},{"user":"b","message":"das admin kennwort lautet jetzt «S:Hubwagen_3» bitte nicht weitersagen"}]}
"""),
    ("zugang.txt", """\
Zugangsdaten Webhosting
Kundennummer: 41822
Benutzername: web418
Passwort: «S:Windjammer»
FTP-Server: ftp.kranbau-hanse.de
FTP-Benutzer: ftp418
FTP-Passwort: «S:Dreimaster8»
MySQL-Passwort: «S:brigantine»
"""),
    ("scan_config.ini", """\
[ScanToFolder]
Path=\\\\nas01\\scan
User=scan
Pwd=«S:einzug»
[LDAP]
BindDN=cn=kopierer
BindPassword=«S:toner-magenta»
"""),
    ("asterisk_sip.conf", """\
[318]
type=friend
secret=«S:klingelton7»
host=dynamic
"""),
    ("vault.txt", """\
export VAULT_TOKEN=«S:hvs.${u:90}»
Unseal Key 1: «S:${b:43}=»
Unseal Key 2: «S:${b:43}=»
Initial Root Token: «S:hvs.${a:24}»
"""),
    ("mixed_tokens.env", """\
SLACK_BOT_TOKEN=«S:xoxb-${d:12}-${d:12}-${a:24}»
SENDGRID_API_KEY=«S:SG.${u:22}.${u:43}»
SHOPIFY_ACCESS_TOKEN=«S:shpat_${h:32}»
NOTION_TOKEN=«S:ntn_${d:11}${a:35}»
LINEAR_API_KEY=«S:lin_api_${a:40}»
CLOUDFLARE_API_TOKEN=«S:${u:40}»
ANTHROPIC_API_KEY=«S:sk-ant-api03-${u:93}AA»
DEEPL_AUTH_KEY=«S:${g}:fx»
AIRTABLE_PAT=«S:pat${a:14}.${h:64}»
"""),
]
