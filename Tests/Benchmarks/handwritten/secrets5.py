"""Texts with credentials as administrators, developers, offices and workshops leave them about, written without regard to how detectors take them."""

CASES = [
    ("uebergabe_admin.md", """\
# Übergabe Urlaub (bitte nach dem 2.2. löschen)

- Veeam-Konsole: `veeamadm` / `«S:Sicherheitsgurt#3»`
- USV Webkarte 10.20.0.31: apc, Passwort ist «S:apcwerkstatt»
- Telefonanlage Wartungs-PIN «S:917340»
- DATEV-Server lokaler Admin: «S:Steuerfuchs2024!»
- Der Rest steht im KeePass, Masterkennwort kennt «O:Jutta».
"""),
    ("netzplan.txt", """\
Standort Werk 2
  Router    10.42.0.1   (Login wie immer, das mit dem Kaffee)
  Switch 1  10.42.0.2   manager / «S:Kaffeeklatsch11»
  AP Halle  10.42.0.9   WLAN "Werk2-Scanner" WPA2: «S:Stapler-Fahrer-2019»
  Gäste-WLAN Kennwort:  «S:herzlichwillkommen»
"""),
    ("mail_login_crm.eml", """\
From: «O:it-support@nordbau.example.de»
To: «O:neue.kollegin@nordbau.example.de»
Subject: Ihr Zugang zum CRM

Guten Tag,

hier Ihre Zugangsdaten:

Benutzer:  n.kollegin
Kennwort:  «S:Xanten-Bahnhof7»

Bitte ändern Sie das Kennwort bei der ersten Anmeldung.
"""),
    ("runbook_db.md", """\
## Failover Postgres

1. `ssh root@pg-b` (key only)
2. promote: `pg_ctl promote -D /srv/pg`
3. check: `psql "host=pg-b user=replicator password=«S:wandelstern_repl» dbname=postgres"`
4. if pgbouncer complains, its auth file has `"app" "«S:SCRAM-SHA-256$4096:${b:22}==$${b:43}=:${b:43}=»"`
5. tell #ops
"""),
    ("backend.env", """\
APP_ENV=production
APP_KEY=base64:«S:${b:43}=»
DB_HOST=10.0.4.7
DB_PASSWORD=«S:mondfisch9»
REDIS_PASSWORD=null
MAIL_USERNAME=«O:postmaster@mg.lindholm.example.se»
MAIL_PASSWORD=«S:${h:32}-${h:8}-${h:8}»
PUSHER_APP_SECRET=«S:${h:20}»
STRIPE_SECRET=sk_live_«S:${a:24}»
STRIPE_WEBHOOK_SECRET=«S:whsec_${a:32}»
SCOUT_PREFIX=lh_
MEILISEARCH_KEY=«S:${u:43}»
"""),
    ("billing.env", """\
GOCARDLESS_ACCESS_TOKEN=«S:live_${u:40}»
PADDLE_API_KEY=«S:pdl_live_apikey_01${b36:24}_${a:22}_${a:3}»
RAZORPAY_KEY_ID=«O:rzp_live_${a:14}»
RAZORPAY_KEY_SECRET=«S:${a:24}»
SQUARE_ACCESS_TOKEN=«S:EAAA${u:60}»
BRAINTREE=access_token$production$${b36:16}$«S:${h:32}»
FLW_SECRET_KEY=«S:FLWSECK-${h:32}-X»
KLARNA_USERNAME=PK88417_${h:12}
KLARNA_PASSWORD=«S:${a:16}»
"""),
    ("ml.env", """\
COHERE=«S:${a:40}»
JINA_API_KEY=«S:jina_${h:32}${u:28}»
CEREBRAS_API_KEY=«S:csk-${b36:48}»
FIRECRAWL_API_KEY=«S:fc-${h:32}»
E2B_API_KEY=«S:e2b_${h:40}»
LANGFUSE_SECRET_KEY=«S:sk-lf-${g}»
LANGFUSE_PUBLIC_KEY=«O:pk-lf-${g}»
DEEPGRAM_API_KEY=«S:${h:40}»
ASSEMBLYAI_API_KEY=«S:${h:32}»
AZURE_OPENAI_KEY=«S:${h:32}»
"""),
    ("dns_update.sh", """\
#!/bin/sh
# updates the A record of the workshop, cron every 10 min
IP=$(curl -s https://api.ipify.org)
curl -s -X POST https://api.porkbun.com/api/json/v3/dns/editByNameType/werkbank.example.org/A \\
  -d '{"secretapikey":"«S:sk1_${h:64}»","apikey":"pk1_«O:${h:64}»","content":"'"$IP"'","ttl":"600"}'
# fallback
curl "https://www.duckdns.org/update?domains=werkbank&token=«S:${g}»&ip="
curl -u "werkbank:«S:mUehlrad-77»" "https://members.dyndns.example.net/nic/update?hostname=w.example.net"
"""),
    ("main_do.tf", """\
provider "digitalocean" {
  token = "«S:dop_v1_${h:64}»"
}
provider "cloudflare" {
  api_token = "«S:${u:40}»"
}
provider "vultr" {
  api_key = "«S:${B36:36}»"
}
resource "random_password" "unused" { length = 24 }
resource "digitalocean_droplet" "vpn" {
  image     = "debian-12-x64"
  user_data = <<-EOT
    #!/bin/bash
    echo 'root:«S:Trompetenkaefer»' | chpasswd
  EOT
}
"""),
    ("terraform.tfstate", """\
{"version":4,"terraform_version":"1.9.2","serial":44,"resources":[
 {"mode":"managed","type":"random_password","name":"db","instances":[{"attributes":{"id":"none","length":20,"result":"«S:${a:20}»","bcrypt_hash":"«S:$2a$10$${a:53}»"}}]},
 {"mode":"managed","type":"tls_private_key","name":"k","instances":[{"attributes":{"algorithm":"ED25519","public_key_openssh":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${b:43}"}}]},
 {"mode":"managed","type":"aws_iam_access_key","name":"ses","instances":[{"attributes":{"id":"AKIA«O:${B32:16}»","secret":"«S:${b:40}»","ses_smtp_password_v4":"«S:B${b:43}»"}}]}]}
"""),
    ("docker-compose.prod.yml", """\
services:
  db:
    image: mariadb:11
    environment:
      MARIADB_ROOT_PASSWORD: «S:Pflaumenmus»
      MARIADB_USER: laden
      MARIADB_PASSWORD: "«S:laden.theke.5»"
  app:
    image: ghcr.io/laden/app:2.3
    environment:
      - DATABASE_URL=mysql://laden:«S:laden.theke.5»@db:3306/laden
      - SECRET_KEY=«S:${p:40}»
      - MAPBOX_TOKEN=«S:sk.eyJ1IjoibGFkZW4iLCJhIjoi${a:32}.${u:22}»
  traefik:
    command: --certificatesresolvers.le.acme.email=«O:webmaster@laden.example.com»
    labels:
      - traefik.http.middlewares.auth.basicauth.users=chef:«S:$$apr1$$${a:8}$$${a:22}»
"""),
    ("sealed.k8s.yaml", """\
apiVersion: v1
kind: Secret
metadata:
  name: mail-relay
  namespace: prod
data:
  username: cmVsYXk=
  password: «S:${b64:Briefkasten-Schlitz9}»
  tls.key: «S:LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t${b:88}»
---
apiVersion: v1
kind: ConfigMap
metadata: {name: mail-relay}
data:
  relay.conf: |
    host=smtp.example.net
    pass=«S:postlagernd-26»
"""),
    ("values.override.yaml", """\
grafana:
  adminUser: admin
  adminPassword: «S:balkendiagramm!8»
  grafana.ini:
    smtp:
      enabled: true
      user: alerts
      password: «S:glockenturm»
harbor:
  harborAdminPassword: "«S:Hafenmeister05»"
  secretKey: "«S:${a:16}»"
postgresql:
  auth: {postgresPassword: «S:Elefantenrunde», replicationPassword: «S:zweitelefant»}
"""),
    ("site.yml", """\
- hosts: windows
  vars:
    ansible_user: Administrator
    ansible_password: «S:Fensterputzer.21»
    ansible_winrm_transport: ntlm
- hosts: net
  vars:
    ansible_become_password: "«S:geheimgang»"
    snmp_v3_auth: «S:leuchtturm88»
    snmp_v3_priv: «S:nebelhorn88»
"""),
    ("common.hiera.yaml", """\
mysql::server::root_password: '«S:Grundwasser3»'
foreman_proxy::oauth_consumer_secret: «S:${a:32}»
profile::samba::join_password: "«S:Tanzkurs.Linz»"
rsyslog::client::port: 6514
"""),
    ("appsettings.Production.json", """\
{
  "ConnectionStrings": {
    "Main": "Server=tcp:sql-prod.database.windows.net,1433;Initial Catalog=kurse;User ID=kurse_rw;Password=«S:Voralpen_Express9»;Encrypt=True",
    "Cache": "cache.redis.cache.windows.net:6380,password=«S:${b:43}=»,ssl=True"
  },
  "Jwt": { "Key": "«S:diesisteinsehrlangerschluesselfuerjwt»", "Issuer": "kurse" },
  "ServiceBus": "Endpoint=sb://kurse.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=«S:${b:43}=»",
  "SendGrid": { "ApiKey": "SG.«S:${u:22}.${u:43}»" }
}
"""),
    ("web.release.config", """\
<configuration>
  <system.net><mailSettings><smtp><network host="mail.example.nl" userName="robot" password="«S:Stroopwafel12»"/></smtp></mailSettings></system.net>
  <system.web>
    <machineKey validationKey="«S:${HEX:128}»" decryptionKey="«S:${HEX:64}»" validation="SHA1"/>
    <sessionState mode="SQLServer" sqlConnectionString="data source=DB9;uid=sess;pwd=«S:koffieleut»"/>
  </system.web>
</configuration>
"""),
    ("spring.properties", """\
spring.datasource.url=jdbc:mariadb://dbm:3306/lager
spring.datasource.username=lager
spring.datasource.password=«S:hubwagen_5t»
spring.mail.password=«S:${l:16}»
spring.security.oauth2.client.registration.google.client-secret=«S:GOCSPX-${u:28}»
management.endpoints.web.exposure.include=health,info
server.ssl.key-store-password=«S:changeit-2025»
jasypt.encryptor.password=«S:Knoblauchbrot»
"""),
    ("jdbc_list.txt", """\
prod   jdbc:oracle:thin:fibu/«S:Soll_und_Haben»@ora1:1521:FIBU
test   jdbc:sqlserver://sqlt;databaseName=fibu;user=sa;password=«S:Teststellung1»
dwh    jdbc:vertica://v1:5433/dwh?user=etl&password=«S:etl4vertica»
as400  jdbc:as400://10.1.1.2;naming=system;user=QPGMR;password=«S:QPGMR»
sf     jdbc:snowflake://xy41177.eu-central-1.snowflakecomputing.com/?user=LOADER&password=«S:Schneeflocke_7»&warehouse=WH
"""),
    ("db.php", """\
<?php
// Stand: altes Hosting, nicht mehr anfassen
$db_host = 'rdbms.strato.example.de';
$db_user = 'U4417700';
$db_pass = '«S:urlaubmalta03»';
$dsn = "mysql:host=$db_host;dbname=DB4417700";
define('ADMIN_PASSWORT', '«S:zaunkoenig»');
$salt = '«O:x81!lq»';
"""),
    ("export.ps1", """\
$cred = New-Object System.Management.Automation.PSCredential("KLINIK\\svc_export",
        (ConvertTo-SecureString '«S:Tupfer&Pinzette»' -AsPlainText -Force))
Invoke-Command -ComputerName FS02 -Credential $cred -ScriptBlock { hostname }
$env:GRAPH_SECRET = "«S:${a:3}8Q~${u:34}»"
Connect-VIServer vc01 -User '«O:readonly@vsphere.local»' -Password '«S:Betriebsarzt!9»'
Send-MailMessage -SmtpServer mx -From «O:a@b.example» -To «O:c@d.example» -Subject fertig
"""),
    ("mount.cmd", """\
@echo off
net use Z: \\\\nas04\\buchhaltung /user:buchhaltung «S:Inventur2023» /persistent:no
cmdkey /add:ts03 /user:KASSE1 /pass:«S:bonrolle»
plink -ssh root@10.7.0.4 -pw «S:wackelpudding» "df -h"
sqlcmd -S ERP -U lesend -P «S:nurlesen!» -i bericht.sql -o bericht.txt
"C:\\Program Files\\7-Zip\\7z.exe" a -p«S:Gehaelter0126» gehaelter.7z *.xlsx
"""),
    ("Modul1.bas", """\
Sub Aktualisieren()
    Dim cn As Object
    Set cn = CreateObject("ADODB.Connection")
    cn.Open "Driver={SQL Server};Server=ERP2;Database=WAWI;Uid=excel;Pwd=«S:tabellenkalk»;"
    ActiveSheet.Unprotect Password:="«S:chefin»"
    ThisWorkbook.Worksheets("Daten").Protect "«S:chefin»", True, True
    ' Call Login("mueller", "xxx")
End Sub
"""),
    ("seed.sql", """\
CREATE USER 'wiki'@'%' IDENTIFIED BY '«S:gartenzwerg_77»';
CREATE LOGIN reporting WITH PASSWORD = N'«S:Quartal4!Zahlen»', CHECK_POLICY = OFF;
ALTER USER SYSTEM IDENTIFIED BY "«S:Orakel_von_Delphi»";
INSERT INTO benutzer (name, mail, passwort_md5) VALUES ('admin', '«O:admin@example.org»', '«S:${h:32}»');
UPDATE settings SET value='«S:${a:40}»' WHERE name='api_secret';
"""),
    ("router_lte.cfg", """\
hostname AUSSENSTELLE-7
enable secret 9 «S:$9$${a:14}$${a:43}»
username vorort privilege 15 password 0 «S:Aussenposten»
username alt password 7 «S:08${HEX:16}»
crypto isakmp key «S:ZahnradBahn!Rigi» address 203.0.113.44
snmp-server community «S:seilbahn-ro» RO 10
tacacs-server key «S:gondel»
line vty 0 4
 password «S:bergstation»
"""),
    ("mikrotik_export.rsc", """\
/interface wireless security-profiles
add authentication-types=wpa2-psk mode=dynamic-keys name=hof wpa2-pre-shared-key="«S:misthaufen 88»"
/ppp secret
add name=traktor password=«S:ackerschiene» profile=l2tp service=l2tp
/user
add group=full name=bauer password="«S:Ferkelstall»"
/system logging add topics=info action=memory
"""),
    ("switch_huawei.txt", """\
local-user netadmin password irreversible-cipher «S:$1c$${a:12}$${a:40}$»
snmp-agent community read cipher «S:wasserwerk_lesen»
super password level 3 simple «S:Pumpe3»
radius-server shared-key cipher «S:Filterbecken9»
"""),
    ("forti_vpn.conf", """\
config vpn ipsec phase1-interface
    edit "praxis"
        set psksecret «S:stethoskop-blau»
    next
end
config user local
    edit "aushilfe"
        set passwd «S:Pflaster!2025»
    next
end
config system admin
    edit "admin"
        set password ENC «O:SH2${b:60}=»
    next
end
"""),
    ("wlan_liste.csv", """\
SSID;Verschlüsselung;Schlüssel;Gültig ab
Rathaus-Intern;WPA3;«S:Buergermeisterkette»;01.01.2026
Rathaus-Gast;WPA2;«S:Marktplatz1»;01.01.2026
Bauhof;WPA2;«S:streusalz7000»;03.2024
Schwimmbad;offen;;
"""),
    ("passwoerter_verein.csv", "Dienst,Benutzer,Passwort,Bemerkung\nHomepage (IONOS),u88417,«S:Tor!Tor!Tor!»,\nFacebook,«O:presse@tsv.example.de»,«S:Linksaussen11»,Handy von «O:Uli» für Code\nOnline-Banking,4417-Kassier,«S:48213»,PIN! TAN-Gerät im Schrank\nPlatzbelegung,admin,«S:kunstrasen»,\nZoom,«O:vorstand@tsv.example.de»,«S:Halbzeit2»,\n"),
    ("accounts.md", """\
| Service | Login | Password | Owner |
|:--|:--|:--|:--|
| AWS root | «O:aws@finchley.example.co.uk» | `«S:Marmalade-Skies-41»` | «O:Priti» |
| Namecheap | finchley | «S:teapot&crumpet» | «O:Priti» |
| Xero | «O:accounts@finchley.example.co.uk» | «S:Ledger2Ledger» | «O:Owen» |
| Stripe | see 1Password | - | - |
| Alarm code | - | «S:2290» | all |
"""),
    ("slack_export.json", """\
[{"type":"message","user":"U07K","ts":"1768470000.000200","text":"whats the staging db pw again?"},
{"type":"message","user":"U03B","ts":"1768470031.000300","text":"`«S:giraffe-lunchbox»` same as last time"},
{"type":"message","user":"U07K","ts":"1768470060.000100","text":"ty! and the datadog key?"},
{"type":"message","user":"U03B","ts":"1768470099.000400","text":"DD_API_KEY «S:${h:32}» app key «S:${h:40}»"}]
"""),
    ("whatsapp_hausmeister.txt", """\
[13.01.26, 07:58:12] «O:Uwe Hausmeister»: moin wie war nochmal der code vom heizungskeller
[13.01.26, 08:02:40] Büro: «S:7719#»
[13.01.26, 08:03:05] «O:Uwe Hausmeister»: und die fernwartung von der heizung?
[13.01.26, 08:05:51] Büro: Login service, PW «S:vorlauf55»
"""),
    ("rappel_visite.txt", """\
Compte rendu intervention du 14/01 - cabinet Morel

Remplacement NAS. Nouveau compte admin : gestion / «S:Tournesol!34»
Wifi patients : CabinetMorel-Public, clé «S:bonjourbonjour»
Mot de passe messagerie du docteur remis à zéro -> «S:Azerty2026*»
Code du routeur 4G (PIN SIM) : «S:0771»
A facturer : 2 h
"""),
    ("acces_prod.txt", """\
Accès SFTP fournisseur
  hôte : sftp.transports-gallois.example.fr
  identifiant : edi_fourn
  mot de passe : «S:PaletteEurope80»
Accès extranet
  login : 44177
  mdp   : «S:camionbleu»
Clé d'API (ne pas diffuser) : «S:${a:32}»
"""),
    ("correo_claves.txt", """\
Hola «O:Bea», te paso lo del servidor nuevo:

usuario: administrador
contraseña: «S:Paella_Domingo7»
El de la base de datos es el mismo usuario pero con la clave «S:azafran2024».
El certificado .p12 se abre con «S:notaria-1».
Un abrazo
"""),
    ("credenciales_it.txt", """\
Credenziali portale fornitori
Nome utente: IT04417
Password: «S:Gondola.rossa9»
PIN firma digitale: «S:88120447»
PUK: «S:30917745»
La pwd del wifi dell'ufficio è «S:cappuccino.senza.zucchero»
"""),
    ("toegang_nl.txt", """\
Beste «O:Ineke», inloggen op de server gaat zo:
gebruiker: boekhouding
ww: «S:Drop&Hagelslag»
Het wachtwoord van de kluis-app is tijdelijk «S:fietsbel42», graag zelf wijzigen.
Pincode alarm achterdeur: «S:5530»
"""),
    ("dostep_pl.txt", """\
Dane dostępowe do hostingu:
 FTP: ftp.zpchr-baltyk.example.pl   login: baltyk   hasło: «S:Latarnia_Hel1»
 Panel: baltyk / «S:sledzwoleju»
 Baza: uzytkownik b_sklep, haslo do bazy to «S:muszelka99»
"""),
    ("acessos_br.txt", """\
Pessoal, segue o acesso do novo sistema:
Link: https://erp.acaiverde.example.com.br
Usuário: financeiro2
Senha provisória: «S:Acai@123»
Senha do certificado A1: «S:nf2026verde»
Token do WhatsApp API: «S:EAA${a:180}»
"""),
    ("inlogg_se.txt", """\
Inloggning till lönesystemet
Användarnamn: lon_vik
Lösenord: «S:Kanelbulle-17»
Larmkod kontoret: «S:4180»
WiFi-lösenordet på lagret är «S:truckkort2022»
"""),
    ("giris_tr.txt", """\
Muhasebe programı
kullanıcı adı: muhasebe1
şifre: «S:Simit_Cay7»
uzak masaüstü parolası «S:Bogaz.Koprusu»
e-imza pin kodu: «S:661408»
"""),
    ("pristup_cz.txt", """\
Přístup na účetní server: uživatel ucto, heslo «S:Svickova!8»
Heslo k wifi v jídelně: «S:knedlik-knedlik»
PIN k terminálu «S:7741»
"""),
    ("acces_ro.txt", "Utilizator: depozit3 / Parola: «S:Mamaliga#55»\nParola de la camerele video: «S:vulpea2020»\ncod alarmă «S:9916»\n"),
    ("dostup_ru.txt", """\
Доступы к серверу 1С:
  логин: Администратор
  пароль: «S:Snegir2023»
  пароль от базы sa — «S:Sql_Moroz1»
  RDP: buh1, пароль «S:Весна123»
Ключ API Яндекс: «S:AQVN${u:35}»
"""),
    ("jp_account.txt", """\
共有アカウント一覧
・複合機　ID: admin　PW: 「«S:insatsu-77»」
・ファイルサーバ　ユーザー名: soumu　パスワード：«S:Sakura_saku3»
・無線LAN　暗号化キー：«S:oshiro2026wifi»
・勤怠システム　初期パスワードは «S:Kintai0401» です
"""),
    ("hu_belepes.txt", "Felhasználó: konyveles, jelszó: «S:Turorudi_6». A wifi jelszava «S:halaszle2025».\nRiasztó kód: «S:3391»\n"),
    ("kode_fi_no_dk.txt", """\
FI: käyttäjä varasto, salasana «S:Karjalanpiirakka2»
NO: bruker lager, passord: «S:Brunost-88»
DK: brugernavn lager, adgangskode «S:Rugbroed!4»
"""),
    ("gr_kodikoi.txt", "Όνομα χρήστη: logistirio\nΚωδικός πρόσβασης: «S:Feta-Elia21»\nΚωδικός wifi: «S:kalimera2026»\n"),
    ("cn_kr.txt", "测试服务器 账号：root 密码：«S:Panda@2025»\n관리자 계정: admin / 비밀번호: «S:gimbap1234!»\n"),
    ("he_ar.txt", "שם משתמש: office סיסמה: «S:Falafel-88»\nاسم المستخدم: mudir كلمة المرور: «S:Nakhla_2025»\n"),
    ("history_root.txt", """\
  101  apt update && apt install -y restic
  102  export RESTIC_PASSWORD=«S:Murmeltiertag»
  103  restic -r sftp:box:/repo init
  104  mysqldump -u root -p«S:Alpenglueh3n» wiki > wiki.sql
  105  curl -u jenkins:«S:11${h:32}» https://ci.example.io/job/site/build
  106  htpasswd -bc /etc/nginx/.ht redaktion «S:Zeitungsente»
  107  sshpass -p '«S:tunnelblick 5»' scp wiki.sql bak@10.0.0.9:
  108  vault login «S:hvs.CAES${u:90}»
  109  smbclient //nas/scan -U scan%«S:papierstau»
  110  exit
"""),
    ("curl_notes.sh", """\
curl -H "PRIVATE-TOKEN: «S:glpat-${u:20}»" https://git.example.net/api/v4/projects
curl -H 'X-Api-Key: «S:${a:32}»' https://radarr.lan/api/v3/movie
curl -H "Authorization: GenieKey «S:${g}»" https://api.eu.opsgenie.com/v2/alerts
curl -X POST https://api.mailgun.net/v3/mg.example.net/messages --user 'api:«S:${h:32}-${h:8}-${h:8}»' -F to=«O:x@example.net»
curl -d "chat_id=-100&text=hi" https://api.telegram.org/bot«S:${d:10}:AA${u:33}»/sendMessage
curl -H "DD-API-KEY: «S:${h:32}»" https://api.datadoghq.eu/api/v1/validate
curl "https://api.openweathermap.org/data/2.5/weather?q=Graz&appid=«S:${h:32}»"
curl -H "Authorization: Bearer «S:pat-eu1-${g}»" https://api.hubapi.com/crm/v3/objects/contacts
"""),
    ("ci.gitlab.yml", """\
variables:
  SONAR_TOKEN: «S:squ_${h:40}»
  NPM_AUTH: "//registry.npmjs.org/:_authToken=«S:npm_${a:36}»"
deploy:
  script:
    - docker login -u deploy -p «S:gldt-${u:20}» registry.gitlab.com
    - helm upgrade site ./chart --set db.password=$DB_PASSWORD
    - curl -X POST -F token=«S:glptt-${h:40}» -F ref=main https://gitlab.com/api/v4/projects/4417/trigger/pipeline
"""),
    ("workflow.yml", """\
jobs:
  build:
    env:
      NUGET_API_KEY: «S:oy2${b36:43}»
      TF_TOKEN_app_terraform_io: «S:${a:14}.atlasv1.${u:67}»
      PULUMI_ACCESS_TOKEN: «S:pul-${h:40}»
      NODE_AUTH_TOKEN: ${{ secrets.NPM }}
    steps:
      - run: echo "«S:${github:gho_}»" | gh auth login --with-token
      - run: curl -Os https://uploader.codecov.io/latest/linux/codecov && ./codecov -t «S:${g}»
"""),
    ("Jenkinsfile", """\
pipeline {
  environment {
    ARTIFACTORY = credentials('artifactory')
    NEXUS_PASS = '«S:lagerhalle-Sued»'
    OCTOPUS = '«S:API-${U:26}»'
  }
  stages { stage('x') { steps { sh "twine upload -u __token__ -p «S:pypi-AgEIcHlwaS5vcmc${u:140}» dist/*" } } }
}
"""),
    ("Dockerfile", """\
FROM node:20-alpine
ARG NPM_TOKEN
ENV NPM_TOKEN=«S:npm_${a:36}»
ENV DB_PASS «S:walnuss_eis»
RUN echo "machine git.example.net login build password «S:Kellerassel7»" > /root/.netrc
RUN git clone https://oauth2:«S:glpat-${u:20}»@git.example.net/lib/ui.git
CMD ["node", "server.js"]
"""),
    ("backup.service", """\
[Unit]
Description=Nightly borg backup

[Service]
Type=oneshot
Environment=BORG_PASSPHRASE=«S:haselmaus im laub»
Environment="B2_ACCOUNT_ID=004417" "B2_APPLICATION_KEY=«S:K004${b:27}»"
ExecStart=/usr/local/bin/borgmatic --verbosity 1
"""),
    ("putty_sessions.reg", """\
Windows Registry Editor Version 5.00

[HKEY_CURRENT_USER\\Software\\SimonTatham\\PuTTY\\Sessions\\filiale]
"HostName"="10.9.1.1"
"ProxyUsername"="proxyuser"
"ProxyPassword"="«S:durchreiche»"
[HKEY_LOCAL_MACHINE\\SOFTWARE\\ORL\\WinVNC3]
"Password"=hex:«S:${h:2},${h:2},${h:2},${h:2},${h:2},${h:2},${h:2},${h:2}»
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Wawi]
"SqlPassword"="«S:Wawi#2019»"
"""),
    ("app.Info.plist", """\
<plist version="1.0"><dict>
  <key>CFBundleIdentifier</key><string>org.example.wetter</string>
  <key>GMSApiKey</key><string>«S:AIza${u:35}»</string>
  <key>BugsnagAPIKey</key><string>«O:${h:32}»</string>
  <key>BackendSecret</key><string>«S:gewitterfront-09»</string>
</dict></plist>
"""),
    ("strings.xml", """\
<resources>
  <string name="app_name">Fahrplan</string>
  <string name="google_maps_key" translatable="false">«S:AIza${u:35}»</string>
  <string name="here_app_code">«S:${u:22}»</string>
  <string name="password_hint">Mindestens acht Zeichen</string>
</resources>
"""),
    ("Config.swift", """\
enum Config {
    static let baseURL = URL(string: "https://api.tram.example.ch")!
    static let apiKey = "«S:${a:32}»"
    static let mqttUser = "board", mqttPass = "«S:weichensteller»"
    static let hmacSecret: [UInt8] = Array("«S:schotterbett-3»".utf8)
}
"""),
    ("Config.kt", """\
object Config {
    const val CLIENT_ID = "shop-android"
    const val CLIENT_SECRET = "«S:${u:40}»"
    private const val KEYSTORE_PASS = "«S:pfandflasche»"
    val pinningHashes = listOf("sha256/${b:43}=")
}
"""),
    ("api_client.dart", """\
class ApiClient {
  static const _token = '«S:${a:48}»';
  final headers = {'Authorization': 'Bearer $_token', 'apikey': '«S:eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${u:120}.${u:43}»'};
}
"""),
    ("sensor.ino", """\
#include <WiFi.h>
const char* ssid = "FRITZ!Box 7590 HK";
const char* pass = "«S:41770882935517704418»";
#define MQTT_USER "gewaechshaus"
#define MQTT_PASS "«S:tomaten»"
#define AIO_KEY   "«S:aio_${a:28}»"
const char* ota_password = "«S:gurkensalat»";
"""),
    ("etl.ipynb", """\
{"cells":[
 {"cell_type":"code","source":["import os\\n","os.environ['DATABRICKS_TOKEN'] = '«S:dapi${h:32}»'\\n","os.environ[\\"KAGGLE_KEY\\"] = \\"«S:${h:32}»\\"\\n"],"outputs":[]},
 {"cell_type":"code","source":["con = snowflake.connector.connect(user='ETL', password='«S:Lawinenhund1»', account='xy44177')"],"outputs":[]},
 {"cell_type":"markdown","source":["## Token usage per model"]}]}
"""),
    ("scraper.py", """\
import requests
from requests.auth import HTTPBasicAuth

PROXY = "http://wohnungssuche:«S:kuckucksuhr»@gate.proxy.example.com:7000"
session = requests.Session()
session.auth = HTTPBasicAuth("makler17", "«S:Altbau4Zimmer»")
r = session.get("https://portal.example.de/api", params={"key": "«S:${h:24}»"}, proxies={"https": PROXY})
captcha = TwoCaptcha('«S:${h:32}»')
client = openai.OpenAI(api_key="«S:sk-proj-${u:74}T3BlbkFJ${u:74}»")
"""),
    ("mailer.rb", """\
ActionMailer::Base.smtp_settings = {
  address: 'smtp.postmarkapp.com', port: 587,
  user_name: '«S:${g}»', password: '«S:${g}»'
}
Octokit.configure { |c| c.access_token = '«S:github_pat_11${U:20}_${a:59}»' }
Rails.application.config.secret_token = '«S:${h:128}»'
"""),
    ("deploy.go", """\
package main

const (
	linearKey   = "«S:lin_api_${a:40}»"
	grafanaSA   = "«S:glsa_${a:32}_${h:8}»"
	consulToken = "«S:${g}»"
	maxRetries  = 5
)

func dsn() string {
	return fmt.Sprintf("postgres://%s:%s@%s/wb?sslmode=require", "wb", "«S:zimtschnecke»", "db.int")
}
"""),
    ("client.rs", """\
let client = Client::builder()
    .basic_auth("exporter", Some("«S:rostfrei 18/10»"))
    .header("X-Auth-Token", "«S:${h:64}»");
const CRATES_TOKEN: &str = "«S:cio${a:32}»";
"""),
    ("settings.py", """\
SECRET_KEY = 'django-insecure-«S:${p:50}»'
DEBUG = True
DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'NAME': 'kino', 'USER': 'kino',
             'PASSWORD': '«S:popcorn_suess»', 'HOST': '127.0.0.1'}}
EMAIL_HOST_PASSWORD = "«S:${l:4} ${l:4} ${l:4} ${l:4}»"
RECAPTCHA_PRIVATE_KEY = '«S:6L${u:38}»'
SOCIAL_AUTH_FACEBOOK_SECRET = '«S:${h:32}»'
AUTH_PASSWORD_VALIDATORS = []
"""),
    ("index.js", """\
const mongoose = require('mongoose');
mongoose.connect('mongodb+srv://kantine:«S:Freitagsfisch»@cluster0.ab1cd.mongodb.net/essen');
app.use(session({ secret: '«S:suppenkasper»', resave: false, saveUninitialized: false }));
const twilio = require('twilio')('AC${h:32}', '«S:${h:32}»');
webpush.setVapidDetails('mailto:kantine@example.org', 'B${u:86}', '«S:${u:43}»');
"""),
    ("Web.java", """\
public class Web {
  private static final String PASSWORT = "«S:Zitronenfalter5»";
  private String user = "lesekopf";
  Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:postgresql://zaehler/db", "lesekopf", "«S:drehstrom400»");
  }
  KeyStore ks(InputStream in) throws Exception { KeyStore k = KeyStore.getInstance("PKCS12"); k.load(in, "«S:sicherungskasten»".toCharArray()); return k; }
}
"""),
    ("Login.cs", """\
var login = new NetworkCredential("svc-archiv", "«S:Karteikasten.A-Z»", "STADT");
string passphrase = "«S:pergament und tinte»";
builder.Services.AddAuthentication().AddMicrosoftAccount(o => { o.ClientId = "${g}"; o.ClientSecret = "«S:${a:3}8Q~${u:34}»"; });
var s = new SftpClient("10.4.4.4", 22, "scan", "«S:Abheftung»");
"""),
    ("Export.pas", """\
ADOConnection1.ConnectionString := 'Provider=MSDASQL;Persist Security Info=True;User ID=leser;Password=«S:bratapfel»;Data Source=WAWI';
IdFTP1.Username := 'preise'; IdFTP1.Password := '«S:staffelrabatt»';
"""),
    ("abfrage.pl", "my $dbh = DBI->connect('dbi:Pg:dbname=archiv;host=db', 'archiv', '«S:staubfaenger»', { RaiseError => 1 });\nmy $ua_key = q{«S:${a:36}»};\n$ftp->login('bote', '«S:Depesche9»') or die;\n"),
    ("analyse.R", "library(DBI)\ncon <- dbConnect(RMariaDB::MariaDB(), user = 'studie', password = '«S:placebo-Gruppe B»', host = 'r1')\nSys.setenv(REDCAP_TOKEN = '«S:${HEX:32}»')\nregister_google(key = '«S:AIza${u:35}»')\n"),
    ("postman_collection.json", """\
{"info":{"name":"Lieferanten-API"},"auth":{"type":"bearer","bearer":[{"key":"token","value":"«S:${u:86}»","type":"string"}]},
 "item":[{"name":"login","request":{"method":"POST","body":{"mode":"raw","raw":"{\\"username\\":\\"api_lf\\",\\"password\\":\\"«S:Rollcontainer7»\\"}"}}}],
 "variable":[{"key":"base","value":"https://lf.example.at"},{"key":"client_secret","value":"«S:${a:40}»"}]}
"""),
    ("session.har", """\
{"log":{"entries":[{"request":{"method":"POST","url":"https://portal.example.ch/login","headers":[{"name":"Cookie","value":"PHPSESSID=«S:${b36:26}»"},{"name":"X-CSRF-Token","value":"«O:${a:40}»"}],
"postData":{"mimeType":"application/x-www-form-urlencoded","params":[{"name":"user","value":"rosmarie"},{"name":"passwort","value":"«S:Edelweiss1291»"}]}}}]}}
"""),
    ("app_debug.log", """\
2026-01-14 06:11:40.118 DEBUG [http-3] Request headers: {authorization=Bearer «S:eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.${u:180}.${u:342}», accept=*/*}
2026-01-14 06:11:41.004 INFO  [http-3] connecting with jdbc:postgresql://db/ext?user=ext&password=«S:fernglas 8x42»
2026-01-14 06:11:41.020 TRACE [main] env: {PATH=/usr/bin, DB_PASSWORD=«S:steinadler», LANG=C}
2026-01-14 06:12:07.553 ERROR [http-5] 401 for key «S:${a:32}»
"""),
    ("build_output.log", """\
[12:04:11] Step 3/9 : ENV SMTP_PASS=«S:tintenfisch8»
[12:04:12] + curl -u admin:«S:Nautilus20k» -T build/app.war http://tomcat:8080/manager/text/deploy?path=/app
[12:04:13] Uploading to https://deploy:«S:ankerwinde»@repo.example.no/raw/app.war
[12:04:15] Done in 3.9s
"""),
    ("odbc_vertrieb.ini", "[Vertrieb]\nDriver=FreeTDS\nServer=erp3\nUID=vertrieb\nPWD=«S:Provision12%»\n\n[Archiv]\nDriver=PostgreSQL\nUsername=arch\nPassword=«S:aktenzeichen-xy»\n"),
    ("netrc", "machine ftp.druckerei.example.de login plakat password «S:Vierfarb!CMYK»\nmachine api.heroku.com\n  login «O:technik@example.de»\n  password «S:HRKU-AA${u:58}»\n"),
    ("pgpass", "db1.intern:5432:*:postgres:«S:Schildkroete70»\n# alt\n10.0.0.8:5432:kasse:kasse:«S:wechselgeld»\n"),
    ("my.cnf", "[client]\nuser=root\npassword=\"«S:Hallo#Welt5»\"\n\n[mysqldump]\nuser = sicherung\npassword = «S:dumpfbacke»\nquick\n"),
    ("credentials_aws.ini", "[default]\naws_access_key_id = AKIA«O:${B32:16}»\naws_secret_access_key = «S:${b:40}»\n[fotos]\naws_access_key_id = ASIA«O:${B32:16}»\naws_secret_access_key = «S:${b:40}»\naws_session_token = «S:IQoJb3JpZ2luX2Vj${b:280}==»\n"),
    ("gcp_sa.json", """\
{
  "type": "service_account",
  "project_id": "wetter-417708",
  "private_key_id": "«O:${h:40}»",
  "private_key": "-----BEGIN PRIVATE KEY-----\\n«S:MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ${b:300}\\n${b:64}==»\\n-----END PRIVATE KEY-----\\n",
  "client_email": "«O:robot@wetter-417708.iam.gserviceaccount.com»"
}
"""),
    ("id_rsa_alt.txt", """\
Schlüssel vom alten Jumphost (Passphrase: «S:Kirschblüte im Mai»)

-----BEGIN RSA PRIVATE KEY-----
Proc-Type: 4,ENCRYPTED
DEK-Info: AES-128-CBC,${HEX:32}

«S:${b:64}
${b:64}
${b:64}
${b:43}=»
-----END RSA PRIVATE KEY-----
"""),
    ("wg_filiale.conf", "[Interface]\nAddress = 10.200.4.2/32\nPrivateKey = «S:${b:43}=»\n\n[Peer]\nPublicKey = ${b:43}=\nPresharedKey = «S:${b:43}=»\nEndpoint = vpn.example.at:51820\n"),
    ("pgp_backup.asc", "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n«S:lQOYBGWk${b:56}\n${b:64}\n${b:64}\n=${b:4}»\n-----END PGP PRIVATE KEY BLOCK-----\n"),
    ("cosign.txt", "cosign key password: «S:briefmarke.geprägt»\nage identity\n# created: 2026-01-14T09:00:00+01:00\n# public key: age1${b36:58}\n«S:AGE-SECRET-KEY-1${bech:58}»\n"),
    ("haproxy.cfg", "global\n    stats socket /run/haproxy.sock mode 660\nuserlist ops\n    user ops insecure-password «S:waschbaer»\n    user alt password «S:$5$${a:16}$${a:43}»\nlisten stats\n    stats auth monitor:«S:Pulsmesser9»\n"),
    ("prometheus_web.yml", "basic_auth_users:\n  scrape: «S:$2y$12$${a:53}»\nremote_write:\n  - url: https://prometheus-prod-01.grafana.net/api/prom/push\n    basic_auth:\n      username: 44177\n      password: «S:glc_eyJvIjoi${a:90}»\n"),
    ("alert.py", "import requests\nHOOK = 'https://hooks.slack.com/services/«S:T0${U:9}/B0${U:9}/${a:24}»'\nDISCORD = 'https://discord.com/api/webhooks/«S:${d:19}/${u:68}»'\nTEAMS = 'https://example.webhook.office.com/webhookb2/«S:${g}@${g}/IncomingWebhook/${h:32}/${g}»'\nPUSHOVER = dict(token='«S:a${b36:29}»', user='«O:u${b36:29}»')\n"),
    ("discord_bot.env", "DISCORD_TOKEN=«S:MT${a:24}.G${a:5}.${u:38}»\nTWITCH_OAUTH=oauth:«S:${b36:30}»\nSPOTIFY_CLIENT_SECRET=«S:${h:32}»\nLASTFM_SECRET=«S:${h:32}»\nSTEAM_WEB_API_KEY=«S:${HEX:32}»\n"),
    ("atlassian.txt", "Jira automation: user «O:bot@example.fi» token «S:ATATT3xFfGF0${u:172}=${HEX:8}»\nBitbucket app password: «S:ATBB${a:32}»\nTrello key «O:${h:32}» token «S:ATTA${h:64}${HEX:8}»\nConfluence PAT (server): «S:${d:12}${b:31}=»\n"),
    ("maps.js", "L.tileLayer('https://api.maptiler.com/maps/streets/{z}/{x}/{y}.png?key=«S:${a:20}»');\nconst gmaps = 'https://maps.googleapis.com/maps/api/js?key=«S:AIza${u:35}»&libraries=places';\nmapboxgl.accessToken = '«O:pk.eyJ1Ijoid2FuZGVybiIsImEiOiJj${a:30}.${u:22}»';\nconst ors = { headers: { Authorization: '«S:5b3ce3597851110001cf6248${h:32}»' } };\n"),
    ("shipping.yml", "shippo: «S:shippo_live_${h:40}»\neasypost: «S:EZAK${h:32}${a:22}»\ndhl:\n  user: haendler4417\n  signature: «S:Paketzusteller-6»\n  ekp: \"5044177088\"\nsendcloud:\n  public: «O:${h:32}»\n  secret: «S:${h:32}»\n"),
    ("crm_sync.toml", "[salesforce]\nusername = \"«O:sync@example.com»\"\npassword = \"«S:Kundenstamm1»\"\nsecurity_token = \"«S:${a:24}»\"\nconsumer_secret = \"«S:${HEX:64}»\"\n\n[zoho]\nrefresh_token = \"«S:1000.${h:32}.${h:32}»\"\n\n[pipedrive]\napi_token = \"«S:${h:40}»\"\n"),
    ("registrar.yaml", "gandi_pat: \"«S:${h:40}»\"\nnamecheap: {ApiUser: lotse, ApiKey: «S:${h:32}»}\nionos: \"«S:${h:32}.${u:86}»\"\ngodaddy: \"sso-key «S:${a:37}:${a:22}»\"\nhetzner_dns: «S:${a:32}»\novh:\n  application_key: «O:${h:16}»\n  application_secret: «S:${h:32}»\n  consumer_key: «S:${h:32}»\n"),
    ("mfa_seeds.csv", "konto;otpauth\nfirewall;otpauth://totp/fw:admin?secret=«S:${B32:32}»&issuer=fw\nhosting;otpauth://totp/Host:buero@example.de?secret=«S:${B32:16}»&issuer=Host\nNotfallcodes GitLab;«S:${h:16}» «S:${h:16}»\n"),
    ("chrome_export.csv", "name,url,username,password,note\nelster,https://www.elster.de/,kanzlei77,«S:Umsatzsteuer-19»,\nshop,https://shop.example.it/login,«O:orders@example.it»,«S:GnocchiGiovedi»,\n,http://192.168.178.1/,,«S:holunder2011»,FritzBox\nforum,https://forum.example.pl/,rybak55,«S:szczupak55»,\n"),
    ("keepass_dump.xml", "<Entry><String><Key>Title</Key><Value>Zeiterfassung</Value></String><String><Key>UserName</Key><Value>admin</Value></String><String><Key>Password</Key><Value ProtectInMemory=\"True\">«S:Stechuhr!0600»</Value></String><String><Key>URL</Key><Value>http://zeit.local</Value></String></Entry>\n"),
    ("minutes_it.txt", """\
IT jour fixe 14 Jan
1. Printer on 2nd floor replaced, new admin pw «S:tonerstaub» (web ui).
2. Externals: VPN account ext-bauer gets password «S:Zwetschge.44» until Feb 15.
3. The shared mailbox: nobody knows the password, «O:Kim» resets it.
4. New badge readers: installer code «S:4417», default «O:0000» must go.
"""),
    ("ticket_4417.txt", "Kunde meldet: Import hängt. In der Konfig stand noch das alte Kennwort («O:Frühling22»), neues ist «S:Frühling26». Danach lief es. Webservice-Schlüssel hat sich auch geändert: «S:${h:40}»\n"),
    ("readme_kiosk.txt", "Kiosk-PCs\nBIOS-Passwort: «S:schlendrian»\nAutologin-Benutzer kiosk / «S:Besucher»\nBitlocker-Wiederherstellung KIOSK2: «S:417708-093214-550187-618309-227403-718014-330902-481756»\nFernwartung RustDesk ID 418 770 931, pw «S:museum-nacht»\n"),
    ("vault_init.txt", "Unseal Key 1: «S:${b:44}»\nUnseal Key 2: «S:${b:44}»\nUnseal Key 3: «S:${b:44}»\n\nInitial Root Token: «S:hvs.${a:24}»\n\nVault initialized with 3 key shares and a key threshold of 2.\n"),
    ("kubeadm.log", "You can now join any number of control-plane nodes by running the following:\n\n  kubeadm join 10.0.0.5:6443 --token «S:${b36:6}.${b36:16}» \\\n    --discovery-token-ca-cert-hash sha256:${h:64} \\\n    --control-plane --certificate-key «S:${h:64}»\n"),
    ("nextcloud_config.php", "$CONFIG = array (\n  'instanceid' => 'oc${b36:10}',\n  'passwordsalt' => '«S:${b:30}»',\n  'secret' => '«S:${b:48}»',\n  'dbuser' => 'oc_admin',\n  'dbpassword' => '«S:${a:30}»',\n  'mail_smtppassword' => '«S:wolkenschieber»',\n);\n"),
    ("wp-config.php", "define( 'DB_NAME', 'blog' );\ndefine( 'DB_PASSWORD', '«S:Hefezopf&Butter»' );\ndefine( 'AUTH_KEY',         '«S:${p:64}»' );\ndefine( 'SECURE_AUTH_KEY',  '«S:${p:64}»' );\n$table_prefix = 'wp_';\n"),
    ("exim_passwd.client", "*.provider.example.de:alarm@bauhof.example.de:«S:Schneepflug12»\n"),
    ("asterisk_sip.conf", "[100]\ntype=friend\nsecret=«S:hundert100»\n[101]\ntype=friend\nmd5secret=«S:${h:32}»\n[trunk]\nusername=4930417708\nremotesecret=«S:Amtsleitung!»\n[voicemail]\n100 => «S:4711»,Pforte\n"),
    ("ldap.conf.yaml", "ldap:\n  uri: ldaps://dc1\n  bind_dn: cn=reader,ou=svc,dc=uni,dc=example\n  bind_pw: «S:Mensa-Eintopf»\n  filter: (uid=%s)\noidc:\n  client_id: wiki\n  client_secret: «S:${a:32}»\n"),
    ("freeradius_clients.conf", "client wlc1 {\n  ipaddr = 10.8.0.2\n  secret = «S:funkloch»\n}\nbob Cleartext-Password := \"«S:hello bob»\"\nanna NT-Password := \"«S:${HEX:32}»\"\n"),
    ("homeassistant_secrets.yaml", "wifi_password: «S:sofakissen»\nmqtt_pass: \"«S:rolladen_runter»\"\nlatitude_home: !secret lat\nspotify_client_secret: «S:${h:32}»\ntado_password: '«S:Fussbodenheizung''22»'\n"),
    ("logins_schule.txt", "IServ Passwörter Klasse 6c (Ausgabe)\nleon.k      «S:Tiger-4417»\nmila.s      «S:Wolke-0931»\nahmed.b     «S:Apfel-2208»\nPasswort für das Lehrer-WLAN: «S:Kreide+Schwamm»\n"),
    ("vpn_mail_en.txt", "Hi «O:Tom»,\n\nyour VPN is ready: user tbarker, one-time password «S:Hedgehog-Lorry-Nine». The split tunnel profile is attached; its passphrase is «S:marrowfat peas».\nIf it asks for a PIN use «S:604417» plus the token code.\n\nCheers\n"),
    ("pwd_prose_de.txt", "Falls jemand fragt: der Rechner am Empfang entsperrt sich mit «S:empfang1», das ist bewusst so einfach. Das Kennwort für die Excel mit den Boni lautet \"«S:Gans&Klöße»\". Und bitte nicht mehr das alte nehmen.\n"),
    ("terraform.rc", "credentials \"app.terraform.io\" {\n  token = \"«S:${a:14}.atlasv1.${u:67}»\"\n}\n"),
    ("packer.pkr.hcl", "source \"vsphere-iso\" \"w\" {\n  username = \"«O:packer@vsphere.local»\"\n  password = \"«S:Umzugskarton#5»\"\n  winrm_password = \"«S:Luftpolster.8»\"\n  ssh_password = var.ssh\n}\n"),
    ("influx.flux.txt", "influx config create -n prod -u https://eu-central-1-1.aws.cloud2.influxdata.com -o werk -t «S:${u:86}==»\ntelegraf --config ... INFLUX_TOKEN=«S:${u:86}==»\n"),
    ("adb_notes.txt", "./gradlew assembleRelease -Pandroid.injected.signing.store.password=«S:marzipan99» -Pandroid.injected.signing.key.alias=up -Pandroid.injected.signing.key.password=«S:marzipan98»\nkeytool -list -keystore up.jks -storepass «S:marzipan99»\n"),
]
