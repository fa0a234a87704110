"""Texts with credentials in notes, exports, playbooks, device configurations and programs of many kinds, written without regard to how detectors take them."""

CASES = [
    ("notfallkoffer.txt", """\
NOTFALLKOFFER IT  (Umschlag 2 im Tresor, Stand Februar)

1. Domänen-Admin        notfall / «S:Rettungsboot#Nord7»
2. DSRM                 «S:Ziegenpeter-1950»
3. Firewall lokal       fwroot / «S:Brandmauer!»
4. ESXi 1-3             root / «S:drei.Hosts.im.Keller»
5. Backup-Verschlüsselung (Veeam): «S:Der Mond ist aufgegangen»
6. Registrar: Kundennr. 77120, Passwort wie Punkt 1 ohne Raute
"""),
    ("wiki_drucker.md", """\
== Drucker ==
Alle Kyocera haben das Admin-Login «S:Toner-weg» (Benutzer Admin).
Scan-to-Folder läuft über ''«O:scan@haus.example.de»'', Kennwort ''«S:Heftklammer22»''.
{| class="wikitable"
! Gerät !! IP !! PIN Bedienfeld
|-
| MFP 2. OG || 10.3.2.20 || «S:2580»
| MFP Lager || 10.3.9.20 || «S:7410»
|}
"""),
    ("mail_freelancer.eml", """\
From: «O:dev-lead@kranich.example.ch»
To: «O:extern@freelance.example.com»
Subject: Re: Zugriff Repo + Staging

Hoi

- Git: Token für dich «S:glpat-${u:20}» (läuft Ende März ab)
- Staging Basic Auth: kranich / «S:gletscherspalte»
- Sentry kannst du mit deinem Account
- DB-Dump ist mit gpg symmetrisch verschlüsselt, Passphrase «S:zwölf Apostel Bergell»

Gruss
"""),
    ("onboarding_buchhaltung.txt", """\
Willkommen! Deine Konten:
Windows           vorname.nachname    Startkennwort «S:Montag+Kaffee1»
Lexware           Benutzer 07         «S:kontenrahmen»
Bankportal        wird vom Chef freigeschaltet
Türcode Seiteneingang                 «S:1907#»
Parkhaus          Karte am Empfang
"""),
    ("mailcow.conf", """\
MAILCOW_HOSTNAME=mx.fjord.example.no
DBNAME=mailcow
DBUSER=mailcow
DBPASS=«S:${a:28}»
DBROOT=«S:${a:28}»
REDISPASS=«S:${a:28}»
HTTP_PORT=80
TZ=Europe/Oslo
SKIP_CLAMD=n
API_KEY=«S:${U:6}-${U:6}-${U:6}-${U:6}-${U:6}»
"""),
    ("authelia.yml", """\
identity_validation:
  reset_password:
    jwt_secret: '«S:ein-langer-satz-ueber-enten»'
session:
  secret: «S:${a:64}»
storage:
  encryption_key: "«S:${h:64}»"
  mysql: {address: 'tcp://db:3306', username: authelia, password: '«S:Entengruetze»'}
notifier:
  smtp:
    password: «S:brieftaube_77»
"""),
    ("users_authelia.yml", "users:\n  kapitaen:\n    displayname: Kapitän\n    password: '«S:$argon2id$v=19$m=65536,t=3,p=4$${b:22}$${b:43}»'\n    groups: [admins]\n"),
    ("realm-export.json", """\
{"realm":"hafen","clients":[{"clientId":"portal","secret":"«S:${a:32}»","redirectUris":["*"]}],
 "users":[{"username":"lotse","credentials":[{"type":"password","secretData":"{\\"value\\":\\"«S:${b:86}==»\\",\\"salt\\":\\"${b:22}==\\"}"}]},
          {"username":"test","credentials":[{"type":"password","value":"«S:Leuchtfeuer.1»","temporary":false}]}],
 "smtpServer":{"host":"mail","user":"kc","password":"«S:tidenhub»"}}
"""),
    ("vaultwarden.env", "DOMAIN=https://pw.example.lu\nADMIN_TOKEN='«S:$argon2id$v=19$m=65540,t=3,p=4$${b:43}$${b:43}»'\nSMTP_PASSWORD=«S:Kachkéis-2»\nYUBICO_SECRET_KEY=«S:${b:27}=»\nSIGNUPS_ALLOWED=false\n"),
    ("config.nix", """\
{ config, pkgs, ... }:
{
  networking.wireless.networks."Sternwarte".psk = "«S:andromeda-M31»";
  users.users.root.initialPassword = "«S:teleskop»";
  users.users.gast.hashedPassword = "«S:$y$j9T$${a:22}$${a:43}»";
  services.ddclient = { enable = true; username = "sternwarte"; password = "«S:okular8mm»"; };
}
"""),
    ("main.bicep", "param location string = 'westeurope'\n@secure()\nparam fromVault string\nvar sqlPw = '«S:Moosbeere.Torf9»'\nresource sql 'Microsoft.Sql/servers@2022-05-01' = {\n  name: 'moor-sql'\n  properties: { administratorLogin: 'moor', administratorLoginPassword: sqlPw }\n}\nvar storageConn = 'DefaultEndpointsProtocol=https;AccountName=moor;AccountKey=«S:${b:86}==»'\n"),
    ("stack.yaml", "Resources:\n  Db:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUsername: admin\n      MasterUserPassword: «S:Ginsterheide55»\n      DBInstanceClass: db.t4g.small\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties:\n      Environment:\n        Variables:\n          HUBSPOT: «S:pat-na1-${g}»\n          TABLE: heide\n"),
    ("Pulumi.prod.yaml", "config:\n  aws:region: eu-north-1\n  app:dbPassword: «S:Moltebeere»\n  app:apiToken:\n    secure: «O:v1:${b:16}:${b:48}»\n"),
    ("attributes.rb", "default['mysql']['server_root_password'] = '«S:Kochtopf_gross»'\ndefault['app']['session_secret'] = '«S:${h:64}»'\nnode.override['postgresql']['password']['postgres'] = \"«S:${h:32}»\"\ndefault['nginx']['port'] = 80\n"),
    ("top.sls", "postgres_user_app:\n  postgres_user.present:\n    - name: app\n    - password: «S:salzburger-nockerl»\n    - login: True\nsamba:\n  cmd.run:\n    - name: (echo «S:fileshare9»; echo «S:fileshare9») | smbpasswd -s -a praktikum\n"),
    ("woodpecker.yml", "steps:\n  deploy:\n    image: alpine\n    environment:\n      SSHPASS: «S:spechtloch»\n    commands:\n      - sshpass -e rsync -a out/ web@10.0.0.3:/srv\n      - curl -F token=«S:${h:40}» https://ci.example.se/hook\n"),
    ("concourse.yml", "resources:\n- name: repo\n  type: git\n  source:\n    uri: https://git.example.fi/app.git\n    username: ci\n    password: «S:Mustikkapiirakka4»\n- name: image\n  type: registry-image\n  source: {repository: reg.example.fi/app, username: robot$ci, password: «S:${a:32}»}\n"),
    ("project-config.xml", "<params><param name=\"env.DEPLOY_PASSWORD\" value=\"«S:Schrottplatz!5»\" spec=\"text\"/><param name=\"secure:teamcity.password.x\" value=\"zxx«O:${h:64}»\"/><param name=\"env.MODE\" value=\"release\"/></params>\n"),
    ("azure-pipelines.yml", "variables:\n  sonarLogin: '«S:sqp_${h:40}»'\n  feedPat: «S:${b36:52}»\n  buildConfiguration: Release\nsteps:\n- script: docker login reg.azurecr.io -u reg -p «S:${a:43}+ACR${a:6}»\n- script: az login --service-principal -u ${g} -p «S:${a:3}8Q~${u:34}» --tenant ${g}\n"),
    ("docker_config.json", "{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"«S:${b64:tischlerei:Hobelbank-11}»\"},\"registry.example.cz\":{\"username\":\"ci\",\"password\":\"«S:Bramborak-2»\"}},\"credsStore\":\"\"}\n"),
    ("fly_notes.txt", "fly: export FLY_API_TOKEN=\"«S:FlyV1 fm2_lJPECAAAAAAA${b:220}»\"\nneon: postgresql://owner:«S:npg_${a:12}»@ep-calm-bird-a1b2c3.eu-central-1.aws.neon.tech/neondb\nupstash: rediss://default:«S:${a:53}»@eu1-frog-40118.upstash.io:6379\nsupabase service key: «S:sb_secret_${u:22}_${u:8}», cli «S:sbp_${h:40}»\ndoppler: «S:dp.st.prd.${a:43}»\n"),
    ("checks.tf", "provider \"checkly\" {\n  api_key = \"«S:cu_${h:32}»\"\n}\nprovider \"uptimerobot\" {\n  api_key = \"«S:u20441-${h:24}»\"\n}\nprovider \"fastly\" {\n  api_key = \"«S:${u:32}»\"\n}\nprovider \"okta\" {\n  org_name  = \"moewe\"\n  api_token = \"«S:00${u:40}»\"\n}\n"),
    ("edgerc.ini", "[default]\nclient_secret = «S:${b:43}=»\nhost = akab-${b36:16}-${b36:16}.luna.akamaiapis.net\naccess_token = «S:akab-${b36:16}-${b36:16}»\nclient_token = akab-«O:${b36:16}-${b36:16}»\n"),
    ("push.properties", "fcm.server.key=«S:AAAA${u:7}:APA91b${u:134}»\napns.key.id=AB12CD34EF\napns.passphrase=«S:wetterfrosch»\nline.channel.token=«S:${b:171}=»\nkakao.rest=«S:${h:32}»\nonesignal.rest.api.key=«S:${b:48}»\n"),
    ("sms.yaml", "vonage: {key: «O:${h:8}», secret: «S:${a:16}»}\nmessagebird: «S:${a:25}»\nmailjet:\n  public: «O:${h:32}»\n  private: «S:${h:32}»\nmandrill: «S:md-${u:22}»\nklaviyo: «S:pk_${h:34}»\n"),
    ("asia.env", "ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI5t«O:${a:18}»\nALIBABA_CLOUD_ACCESS_KEY_SECRET=«S:${a:30}»\nTENCENTCLOUD_SECRET_ID=AKID«O:${a:32}»\nTENCENTCLOUD_SECRET_KEY=«S:${a:32}»\nNAVER_CLIENT_SECRET=«S:${a:10}»\nWECHAT_APP_SECRET=«S:${h:32}»\n"),
    ("pay_eu.php", "<?php\n$redsys_clave = '«S:${b:32}»';\n$p24 = ['merchant' => 118204, 'crc' => '«S:${h:16}»', 'reports' => '«S:${h:32}»'];\n$mollie = new MollieApiClient(); $mollie->setApiKey('«S:live_${a:30}»');\ndefine('SAFERPAY_PASS', '«S:JsonApiPwd1_${a:8}»');\n$sumup = 'sup_sk_' . '«S:${a:32}»';\n$iyzico_gizli = \"«S:${a:32}»\";\n"),
    ("tests.ini", "[saucelabs]\nuser=schaf\naccess_key=«S:${g}»\n[browserstack]\nuser=schaf1\nkey=«S:${a:20}»\n[circleci]\ntoken=«S:CCIPAT_${a:22}_${h:40}»\n[buildkite]\ntoken=«S:bkua_${h:40}»\n[sourcegraph]\ntoken=«S:sgp_${h:16}_${h:40}»\n"),
    ("ibm_oci.txt", "ibmcloud login --apikey «S:${u:44}» -r eu-de\n[DEFAULT]\nuser=ocid1.user.oc1..aaaaaaaa${b36:52}\nfingerprint=${h:2}:${h:2}:${h:2}:${h:2}\nkey_file=/home/ops/.oci/k.pem\npass_phrase=«S:orakelspruch»\n"),
    ("chatops.json", "{\"mattermost\":{\"bot\":\"«S:${b36:26}»\",\"webhook\":\"https://chat.example.dk/hooks/«S:${b36:26}»\"},\"matrix\":{\"access_token\":\"«S:syt_${b:12}_${L:20}_${a:6}»\"},\"zulip\":{\"email\":\"«O:bot@example.dk»\",\"key\":\"«S:${a:32}»\"},\"vk\":\"«S:vk1.a.${u:190}»\"}\n"),
    ("google_oauth.json", "{\"installed\":{\"client_id\":\"8812${d:8}-${b36:32}.apps.googleusercontent.com\",\"client_secret\":\"«S:GOCSPX-${u:28}»\",\"redirect_uris\":[\"http://localhost\"]},\"refresh_token\":\"«S:1//0${u:100}»\",\"token\":\"«S:ya29.a0${u:200}»\"}\n"),
    ("lorawan.h", "// TTN, Pegelsensor Ufer\nstatic const char *appEui = \"0000000000000000\";\nstatic const char *devEui = \"70B3D57ED0${HEX:6}\";\nstatic const char *appKey = \"«S:${HEX:32}»\";\n#define TTN_API \"«S:NNSXS.${B32:39}.${B32:52}»\"\n"),
    ("zigbee2mqtt.yaml", "mqtt:\n  server: mqtt://10.0.7.2\n  user: z2m\n  password: «S:dimmer»\nadvanced:\n  network_key: «S:[7, 113, 25, 88, 201, 54, 190, 3, 77, 142, 230, 19, 64, 98, 171, 5]»\n  channel: 25\n"),
    ("cameras.csv", "name,stream\nTor,rtsp://admin:«S:Hofeinfahrt!2»@10.8.1.21:554/h264\nStall,rtsp://viewer:«S:kuhglocke»@10.8.1.22:554/Streaming/Channels/101\nTest,rtsp://10.8.1.23/live\n"),
    ("upsd.users.conf", "[admin]\n    password = «S:notstrom»\n    actions = SET\n[monuser]\n    password = \"«S:gleichrichter 48V»\"\n    upsmon primary\n"),
    ("ilo.xml", "<RIBCL VERSION=\"2.0\"><LOGIN USER_LOGIN=\"Administrator\" PASSWORD=\"«S:Blechkiste8»\"><USER_INFO MODE=\"write\"><ADD_USER USER_NAME=\"mon\" USER_LOGIN=\"mon\" PASSWORD=\"«S:Luefterlaut3»\"/></USER_INFO></LOGIN></RIBCL>\n"),
    ("lancom.lcs", "lang Deutsch\nset /Setup/Config/Password «S:Zahnradbahn*»\nset /Setup/WLAN/Passphrase-Security {Key} «S:schaffner-pfeife»\nadd /Setup/PPPoE-Server/.. \"T-Online\" {Passwd} «S:${d:8}»\n"),
    ("aruba_cx.cfg", "user admin group administrators password plaintext «S:Bimssteinwerk4»\ntacacs-server host 10.0.0.9 key plaintext «S:lavendel-AAA»\nhttps-server vrf mgmt\nsnmpv3 user nms auth sha auth-pass plaintext «S:mohnfeld88» priv aes priv-pass plaintext «S:kornblume88»\n"),
    ("paloalto.txt", "set mgt-config users auditor phash «S:$5$${a:8}$${a:43}»\nset network ike gateway filiale authentication pre-shared-key key «S:Schwebebahn-Wuppertal»\nset deviceconfig system snmp-setting access-setting version v2c snmp-community-string «S:pendel-ro»\n"),
    ("strongswan.conf", "secrets {\n  ike-zweig { id = vpn.example.it; secret = \"«S:funivia.monte.rosa»\" }\n  eap-luca { id = luca; secret = «S:polenta taragna» }\n  private-x { file = x.pem; secret = \"«S:grappa»\" }\n}\n"),
    ("eapol.conf", "network={\n  ssid=\"eduroam\"\n  key_mgmt=WPA-EAP\n  identity=\"«O:tutor@uni.example.at»\"\n  password=\"«S:Hörsaal!B»\"\n}\nnetwork={\n  ssid=\"WG-Chaos\"\n  psk=«S:${h:64}»\n}\n"),
    ("shadowsocks.json", "{\"server\":\"0.0.0.0\",\"server_port\":8388,\"password\":\"«S:tintenklecks»\",\"method\":\"aes-256-gcm\",\"plugin_opts\":\"obfs=tls\"}\n"),
    ("profiles_dbt.yml", "lager:\n  outputs:\n    prod:\n      type: redshift\n      user: dbt\n      password: «S:Schichtkuchen#2»\n      host: dwh.example.pt\n    dev:\n      type: postgres\n      pass: \"{{ env_var('PGPASS') }}\"\n"),
    ("airflow.env", "AIRFLOW__CORE__FERNET_KEY=«S:${u:43}=»\nAIRFLOW__DATABASE__SQL_ALCHEMY_CONN=postgresql+psycopg2://airflow:«S:luftikus»@pg/airflow\nAIRFLOW_CONN_FTP_BANK=ftp://bank:«S:m%C3%BCnzgeld»@ftp.example.net\nAIRFLOW__WEBSERVER__SECRET_KEY=«S:${h:32}»\n"),
    ("core-site.xml", "<configuration><property><name>fs.s3a.secret.key</name><value>«S:${b:40}»</value></property><property><name>hadoop.ssl.keystore.password</name><value>«S:elefantenohr»</value></property><property><name>fs.defaultFS</name><value>hdfs://nn:8020</value></property></configuration>\n"),
    ("jaas.conf", "KafkaClient {\n  org.apache.kafka.common.security.plain.PlainLoginModule required\n  username=\"zulauf\"\n  password=\"«S:stromschnelle7»\";\n};\nssl.truststore.password=«S:wehr-Sued»\n"),
    ("rabbit_definitions.json", "{\"users\":[{\"name\":\"hase\",\"password_hash\":\"«S:${b:48}»\",\"tags\":\"administrator\"}],\"parameters\":[{\"component\":\"shovel\",\"name\":\"s\",\"value\":{\"src-uri\":\"amqp://hase:«S:Moehrenbeet»@mq1\"}}]}\n"),
    ("filebeat.yml", "output.elasticsearch:\n  hosts: [\"https://es:9200\"]\n  username: beat\n  password: \"«S:Baumstammflosser»\"\n  # api_key: \"id:key\"\nsetup.kibana.api_key: «S:${u:20}:${u:22}»\n"),
    ("icinga_api.conf", "object ApiUser \"dashing\" {\n  password = \"«S:Eiszapfen-Dach»\"\n  permissions = [ \"*\" ]\n}\nobject CheckCommand \"x\" { vars.mysql_password = \"«S:schneeball»\" }\n"),
    ("mc_config.json", "{\"version\":\"10\",\"aliases\":{\"lager\":{\"url\":\"https://s3.example.hu\",\"accessKey\":\"lageradmin\",\"secretKey\":\"«S:Raktar-kulcs9»\",\"api\":\"s3v4\"},\"play\":{\"url\":\"https://play.min.io\",\"accessKey\":\"Q3AM3UQ867SPQQA43P2F\",\"secretKey\":\"«O:zuf+tfteSlswRu7BJ86wekitnifILbZam1KYY3TG»\"}}}\n"),
    ("rclone_nas.conf", "[nas]\ntype = smb\nhost = 10.1.1.4\nuser = sicherung\npass = «S:${u:42}»\n\n[b2]\ntype = b2\naccount = 0011${h:8}\nkey = «S:K001${b:27}»\n\n[kiste]\ntype = crypt\nremote = b2:kiste\npassword = «S:${u:38}»\npassword2 = «S:${u:44}»\n"),
    ("samba_dump.txt", "praktikum:1004:«S:${HEX:32}»:«S:${HEX:32}»:[U          ]:LCT-65D3A1B2:\nAdministrator:500:aad3b435b51404eeaad3b435b51404ee:«S:${h:32}»:::\n"),
    ("users.ldif", "dn: uid=kuester,ou=people,dc=dom,dc=example\nchangetype: modify\nreplace: userPassword\nuserPassword: «S:{SSHA}${b:32}»\n\ndn: cn=replica,dc=dom,dc=example\nuserPassword:: «S:${b64:Glockenspiel7Uhr}»\n"),
    ("dovecot.users", "«O:post@dom.example»:{BLF-CRYPT}«S:$2y$05$${a:53}»::::::\n«O:kantor@dom.example»:{PLAIN}«S:Orgelpfeife»::::::\n"),
    ("squid_auth.txt", "auth_param basic program /usr/lib/squid/basic_ldap_auth -D cn=proxy,dc=x -w «S:Tintenfischring» -b dc=x ldap\ncache_peer up.example.net parent 3128 0 login=filiale:«S:kalmar2»\n"),
    ("nginx_upstream.conf", "location /api/ {\n    proxy_pass http://backend;\n    proxy_set_header Authorization \"Basic «S:${b64:kasse:Wechselgeld-11}»\";\n    proxy_set_header X-Api-Key \"«S:${a:40}»\";\n    proxy_set_header Host $host;\n}\n"),
    ("expect_backup.exp", "#!/usr/bin/expect -f\nspawn ssh backup@10.4.0.2\nexpect \"assword:\"\nsend \"«S:Regenrinne9»\\r\"\nexpect \"> \"\nsend \"enable\\r\"\nexpect \"Password:\"\nsend \"«S:Dachfirst!»\\r\"\nsend \"copy run tftp://10.4.0.9/x.cfg\\r\"\n"),
    ("kasse.ahk", "^!p::\nSend, kasse02{Tab}«S:Pfandbon25»{Enter}\nreturn\n::vpnpw::«S:Schranke-auf7»\n"),
    ("Makro_Mail.bas", "Public Const SMTP_USER = \"«O:versand@gaertnerei.example.de»\"\nPublic Const SMTP_PASS = \"«S:Hornveilchen»\"\nSub Senden()\n    With CreateObject(\"CDO.Message\").Configuration.Fields\n        .Item(\"http://schemas.microsoft.com/cdo/configuration/sendpassword\") = \"«S:Hornveilchen»\"\n        .Item(\"http://schemas.microsoft.com/cdo/configuration/smtpserverport\") = 465\n    End With\nEnd Sub\n"),
    ("job.jcl", "//NIGHTRUN JOB (ACCT),'BATCH',CLASS=A,USER=PRODU1,PASSWORD=«S:MAI26XYZ»\n//STEP1 EXEC PGM=FTP,PARM='HOST1'\n//INPUT DD *\n produ1\n «S:HERBST7»\n put 'PROD.DATA' daten.txt\n quit\n"),
    ("bericht.pq", "let\n    Quelle = Odbc.DataSource(\"dsn=ERP;uid=pbi;pwd=«S:Balkenwaage5»\"),\n    Web = Json.Document(Web.Contents(\"https://api.example.nl/v1\", [Headers=[#\"x-api-key\"=\"«S:${a:36}»\"]]))\nin Web\n"),
    ("Code.gs", "function sync() {\n  const TOKEN = '«S:pat${a:14}.${h:64}»'; // Airtable\n  UrlFetchApp.fetch('https://hooks.zapier.com/hooks/catch/«O:1182044/b${b36:6}»/');\n  PropertiesService.getScriptProperties().setProperty('pw', '«S:Zettelkasten_3»');\n}\n"),
    ("elster_zugang.txt", """\
ELSTER / DATEV / Bank
Zertifikatsdatei liegt in X:\\Steuer\\2026\\firma.pfx
   PIN dazu: «S:amsel-1408»
DATEV SmartCard PIN «S:903317»
EBICS Passphrase «S:Kassensturz im Heuhaufen»
HBCI-PIN Sparkasse: «S:77120»
TSE Kasse 1: Admin-PIN «S:31408», PUK «S:614907»
"""),
    ("konnektor.txt", """\
TI-Konnektor Praxis
  Weboberfläche   super / «S:Blutdruck120zu80»
  SMC-B PIN       «S:482915»
  HBA PIN.QES     kennt nur die Ärztin
KIM-Postfach      Kennwort: «S:Rezeptblock_rosa»
"""),
    ("schule_admin.csv", "System,URL,Benutzer,Kennwort\nUntis,https://untis.example.at,dir,«S:Stundenplan8b»\nWLAN-Controller,,admin,«S:Pausenglocke»\nKopierer,,4711,«S:4711»\nHeizung,http://10.0.9.9,hausmeister,«S:Heizkörper»\nMoodle,,,siehe Tresor\n"),
    ("post_it.txt", "Foto vom Monitor (abgetippt):\n  Win: «S:Sonne123»\n  SAP: «S:Init2026»\n  PIN Handy «S:0815»\n  Tresor li 3x «S:42-17-88»\n"),
    ("teams_chat.txt", """\
[10:02] «O:Becker»: hast du das pw vom testsystem
[10:02] Öz: ja moment
[10:03] Öz: «S:Probelauf#2»
[10:03] Öz: nutzer ist qs
[10:05] «O:Becker»: geht nicht
[10:06] Öz: ah sorry, neu: «S:Probelauf#3»
[10:07] «O:Becker»: und der api schlüssel für die adressprüfung?
[10:09] Öz: «S:${h:32}»
"""),
    ("irc.log", "<mole> whats the pgadmin login\n<finch> «O:pgadmin@example.org» and «S:burrow&burrow»\n<mole> cheers. and nickserv?\n<finch> /msg NickServ IDENTIFY finch «S:seedcake»\n"),
    ("support_en.txt", """\
Case 00118204 - customer cannot reach portal

Reset done. Temporary password given over the phone: «S:Puddle-Lantern-73».
Customer also read out her old one (it was «S:whiskers1»), told her not to.
Remote session code «O:418 220 907» expired. Router admin password on the sticker: «S:q7hx2mpd».
"""),
    ("handover_nl.txt", """\
Overdracht systeembeheer februari

De beheerdersaccount op de NAS is admin met wachtwoord «S:Molenwiek!9».
Voor de back-ups geldt een andere sleutelzin: «S:een kopje thee zonder suiker».
SFTP naar de drukker: gebruiker drukwerk, ww «S:inktvlek04»
De API-sleutel van de routeplanner staat in config, voor de zekerheid hier ook: «S:${u:40}»
"""),
    ("consigne_fr.txt", """\
Pour le remplaçant :

Le poste d'accueil s'ouvre avec le code «S:7788», puis session accueil, mot de passe «S:Muguet2mai».
Le logiciel de caisse : opérateur 3, mdp «S:escargot».
La box : http://192.168.1.1, identifiant admin, pass «S:Tr0mpette-bleue»
La clé WPA est collée dessous («S:E4F7A90C21B8D5360F9A»).
"""),
    ("apuntes_es.txt", """\
Notas del servidor viejo
- la clave del root la cambió «O:Paco»: «S:Gazpacho_frio9»
- usuario de respaldo: copias / «S:copiasdeseguridad»
- contraseña de la VPN para los de fuera «S:Mirador&Faro»
- clave wifi almacén: «S:tornillos1234»
- PIN del datáfono: «S:6120»
"""),
    ("appunti_it.txt", """\
Server gestionale: utente amministratore, password «S:Parmigiano24mesi»
La chiave di licenza non serve. Il codice allarme negozio è «S:5519».
Casella PEC -> pw: «S:Ombrello+Pioggia1»
FTP del grafico: ftp.tipografia.example.it / grafica / «S:pantone485»
Password del file excel stipendi: «S:tredicesima»
"""),
    ("notatki_pl.txt", """\
Serwerownia – notatki
hasło administratora lokalnego: «S:Żurek_z_jajkiem1»
iDRAC root / «S:calvin-zmienione»
Klucz do WiFi "Magazyn": «S:paleta1200x800»
PIN do domofonu «S:4406», hasło alarmu: «S:zachód słońca»
"""),
    ("anotacoes_pt.txt", """\
Acessos da contabilidade
e-CAC: código de acesso «S:${d:12}», senha «S:Imposto#26»
certificado digital (A1) senha: «S:jabuticaba»
Sistema de ponto - usuário rh, senha rh «S:Cracha2026»
A palavra-passe do router da filial do Porto é «S:francesinha7»
"""),
    ("noteringar_sv.txt", "Servern i källaren: konto admin, lösen: «S:Surströmming-1»\nBackupnyckel (skriv inte ut): «S:älgen hoppar över staketet»\nPinkod bankdosa «S:8206»\n"),
    ("notlar_tr.txt", "Yedekleme sunucusu kullanıcı: yedek, parola: «S:Lokum&Kahve»\nKamera kayıt cihazı şifresi «S:kapi1234»\nE-fatura entegratör api anahtarı: «S:${a:40}»\n"),
    ("poznamky_cs.txt", "Účet správce: spravce / «S:Vánočka_s_máslem»\nHeslo k datové schránce: «S:Pečeť#1918»\nKód od alarmu je «S:2851», klíč k wifi «S:poledni_menu»\n"),
    ("notite_ro.txt", "Server facturi: utilizator sa, parolă: «S:Sarmale&Smântână»\nCod PIN token semnătură: «S:771204»\nCheia API curier: «S:${h:40}»\n"),
    ("zametki_ru.txt", "Сервер бэкапов: root, пароль: «S:Пельмени#12»\nWi-Fi на складе, ключ «S:pogruzchik5t»\nУчётка в личном кабинете банка: логин zavod7, пароль «S:Samovar-1887»\nПин-код ЭЦП: «S:12840591»\n"),
    ("memo_ja.txt", "保守用メモ\nルーター管理画面 ID：admin パスワード：«S:Hinoki-buro8»\nDB接続 ユーザー app ／ パスワード «S:tanuki_soba»\nAPIキー：«S:${a:40}»\n金庫の暗証番号は「«S:50724»」\n"),
    ("zh_beizhu.txt", "数据库 root 密码是 «S:Doubanjiang-8»，不要外传\nWiFi密码：«S:huanyingguanglin»\n接口密钥 «S:${h:32}»\n"),
    ("multi_nordic.txt", "Kontoens adgangskode er «S:Flødebolle4»\nPassordet til NAS-en: «S:Kvikk-Lunsj»\nLykilorð fyrir póstinn: «S:Harðfiskur9»\nTunnussana: «S:Saunavihta-2»\n"),
    ("balkan_baltic.txt", "Lozinka za server: «S:Burek_sa_sirom»\nGeslo za usmerjevalnik: «S:Potica-Oreh»\nПарола за базата: «S:Lyutenitsa1»\nSlaptažodis: «S:Cepelinai&Bulvė»\nParole serverim: «S:Rīgas_melnais»\nParool: «S:Kiluvõileib»\n"),
    ("requests_test.py", """\
import os, smtplib, ftplib, paramiko

smtp = smtplib.SMTP_SSL("mail.example.es")
smtp.login("«O:pedidos@example.es»", "«S:Almendra-Amarga»")
ftp = ftplib.FTP("ftp.example.es", "tienda", "«S:mostrador»")
ssh = paramiko.SSHClient()
ssh.connect("10.6.0.1", username="root", password="«S:Persiana!bajada»")
api_key = os.getenv("API_KEY", "«S:${a:32}»")
conn_str = f"postgresql://{os.environ['U']}:{os.environ['P']}@db/x"
"""),
    ("service.ts", """\
const client = new S3Client({
  region: 'eu-west-3',
  credentials: { accessKeyId: 'AKIA«O:${B32:16}»', secretAccessKey: '«S:${b:40}»' },
});
export const pool = new Pool({ host: 'pg', user: 'colis', password: '«S:papier-bulle»', max: 10 });
const basic = 'Basic ' + btoa('colis:«S:scotch marron»');
const stripe = new Stripe('sk_live_«S:${a:99}»', { apiVersion: '2024-06-20' });
"""),
    ("Mailer.vb", "Dim client As New SmtpClient(\"smtp.example.be\", 587)\nclient.Credentials = New NetworkCredential(\"facturatie\", \"«S:Speculoos&Koffie»\")\nConst DB_PWD As String = \"«S:frietsaus»\"\nDim naam = InputBox(\"Wachtwoord?\")\n"),
    ("app.clj", "(def db {:dbtype \"postgresql\" :user \"ruche\" :password \"«S:miel de sapin»\"\n         :host \"db\"})\n(def stripe-key \"sk_live_«S:${a:24}»\")\n"),
    ("Main.hs", "connInfo = defaultConnectInfo { connectHost = \"db\", connectUser = \"biene\", connectPassword = \"«S:Wabenhonig3»\" }\njwtSecret :: ByteString\njwtSecret = \"«S:${a:48}»\"\n"),
    ("app.erl", "{ok, C} = epgsql:connect(\"db\", \"stock\", \"«S:tréma-circonflexe»\", [{database, \"stock\"}]),\nerlang:set_cookie(node(), '«S:${U:20}»'),\n"),
    ("run.jl", "using LibPQ\nconn = LibPQ.Connection(\"host=pg user=pegel password=«S:hochwasser» dbname=pegel\")\nENV[\"OPENAI_API_KEY\"] = \"«S:sk-svcacct-${u:58}T3BlbkFJ${u:58}»\"\n"),
    ("load.m", "conn = database('messung','labor','«S:Pipettenspitze»','Vendor','MySQL');\noptions = weboptions('Username','labor','Password','«S:Zentrifuge3000»');\n"),
    ("proc.do", "odbc load, exec(\"select * from t\") dsn(\"panel\") user(\"stata\") password(\"«S:Stichprobe_n30»\")\n"),
    ("server.lua", "local red = require \"resty.redis\":new()\nred:auth(\"«S:roter_Oktober»\")\nlocal hmac_secret = \"«S:${a:40}»\"\n"),
    ("Api.scala", "val auth = BasicHttpCredentials(\"lagerist\", \"«S:Gabelstapler8»\")\nval slickPw = sys.env.getOrElse(\"PW\", \"«S:hochregal»\")\n"),
    ("settings.gradle", "maven {\n  url 'https://nexus.example.sk/repository/rel'\n  credentials { username 'build'; password '«S:Bryndzové-halušky»' }\n}\next.signingPassword = \"«S:kozub22»\"\n"),
    ("local.properties", "sdk.dir=/opt/android\nMAPS_API_KEY=«S:AIza${u:35}»\nMAPBOX_DOWNLOADS_TOKEN=«S:sk.eyJ1Ijoid2VnIiwiYSI6${a:36}.${u:22}»\nreleaseStorePassword=«S:Trampelpfad»\n"),
    ("Podfile_env.sh", "export FASTLANE_USER=«O:appleid@example.com»\nexport FASTLANE_PASSWORD='«S:Apfelstrudel-Wien1»'\nexport FASTLANE_APPLE_APPLICATION_SPECIFIC_PASSWORD=«S:${l:4}-${l:4}-${l:4}-${l:4}»\nexport MATCH_PASSWORD=\"«S:streichholz»\"\nexport SENTRY_AUTH_TOKEN=«S:sntrys_eyJpYXQiOj${a:110}_${b:43}»\n"),
    ("environment.prod.ts", "export const environment = {\n  production: true,\n  firebase: { apiKey: '«S:AIza${u:35}»', authDomain: 'skilift.firebaseapp.com', projectId: 'skilift' },\n  internalToken: '«S:${g}»',\n  sentryDsn: 'https://«O:${h:32}»@sentry.example.ch/4',\n};\n"),
    ("request.http", "### Login\nPOST https://api.example.at/v2/login\nContent-Type: application/json\n\n{\"user\":\"hüttenwirt\",\"pass\":\"«S:Kaiserschmarrn»\"}\n\n### Liste\nGET https://api.example.at/v2/betten\nAuthorization: Bearer «S:eyJhbGciOiJIUzI1NiJ9.${u:90}.${u:43}»\n"),
    ("insomnia.yaml", "_type: export\nresources:\n  - _type: request\n    authentication: {type: basic, username: rapport, password: «S:Bergbahn-Tal»}\n  - _type: environment\n    data: {apiToken: «S:${a:40}», baseUrl: https://api.example.li}\n"),
    ("tomcat.log", "20-Feb-2026 07:11:02.410 FEIN [main] Verbinde mit ldap://dc1 als CN=tc,DC=x mit Passwort '«S:Katzenklappe5»'\n20-Feb-2026 07:11:03.002 INFO [main] url=jdbc:mysql://db/kat?user=kat&password=«S:milchnapf»&useSSL=false\n20-Feb-2026 07:11:03.500 WARN [main] Kennwort läuft in 3 Tagen ab\n"),
    ("mail.log", "Feb 20 07:12:44 mx postfix/smtpd[811]: warning: SASL LOGIN authentication failed\nFeb 20 07:12:50 mx debug: AUTH PLAIN «S:${b64:bote bote Brieftasche!7}»\nFeb 20 07:13:01 mx fetch: login bote/«S:Brieftasche!7» ok\n"),
    ("ansible_run.log", "TASK [mysql : root password] ***\nchanged: [db1] => {\"changed\": true, \"cmd\": \"mysqladmin -u root password «S:Saftpresse9»\", \"rc\": 0}\nok: [db1] => (item={'name': 'obst', 'password': '«S:kirschkern»'})\nskipping: [db2]\n"),
    ("strace.txt", "execve(\"/usr/bin/smbclient\", [\"smbclient\", \"//fs/daten\", \"-U\", \"boss%«S:Chefsessel»\"], ...) = 0\nwrite(3, \"PASS «S:ftp-anker»\\r\\n\", 18) = 18\n"),
    ("crontab.txt", "MAILTO=root\n15 2 * * * mysqldump -ubackup -p'«S:Nachtschicht»' --all-databases | gzip > /b/all.gz\n0 4 * * 1 PGPASSWORD=«S:montagmorgen» pg_dump -h pg shop > /b/shop.sql\n*/5 * * * * wget -qO- 'https://cron.example.org/run?key=«S:${a:24}»'\n30 5 * * * lftp -u web,«S:hochladen7» ftp.example.org -e 'mirror -R /b; quit'\n"),
    ("zsh_history.txt", ": 1771570000:0;kubectl create secret generic db --from-literal=password='«S:Kuchengabel»'\n: 1771570040:0;aws configure set aws_secret_access_key «S:${b:40}» --profile torte\n: 1771570090:0;openssl pkcs12 -export -out t.p12 -inkey k.pem -in c.pem -passout pass:«S:streuselkuchen»\n: 1771570120:0;gh secret set NPM_TOKEN --body «S:npm_${a:36}»\n: 1771570150:0;ls -la\n"),
    ("ConsoleHost_history.txt", "Get-ADUser -Filter *\n$pw = ConvertTo-SecureString \"«S:Wintergarten!3»\" -AsPlainText -Force\nAdd-Computer -DomainName haus.local -Credential (New-Object PSCredential('haus\\join',(ConvertTo-SecureString '«S:Beitritt#9»' -AsPlainText -Force)))\nSet-LocalUser admin -Password $pw\nnet user scanner «S:Flachbett7» /add\n"),
    ("sysprep.xml", "<UserAccounts><AdministratorPassword><Value>«S:Erstinstallation1»</Value><PlainText>true</PlainText></AdministratorPassword></UserAccounts><AutoLogon><Password><Value>«S:${b64:kioskPassword}»</Value><PlainText>false</PlainText></Password></AutoLogon>\n"),
    ("autoinstall.yaml", "autoinstall:\n  identity:\n    username: technik\n    password: \"«S:$6$${a:16}$${a:86}»\"\n  user-data:\n    chpasswd: {expire: false, users: [{name: root, password: «S:Werkbank-neu», type: text}]}\n  storage: {layout: {name: lvm, password: «S:plattenspieler33»}}\n"),
    ("ipsec_filiale.rsc", "/ip ipsec identity add peer=zentrale secret=«S:Ostsee+Nordsee»\n/snmp community set [ find default=yes ] name=«S:leuchtboje»\n/interface wireguard add name=wg1 private-key=\"«S:${b:43}=»\"\n/ip address add address=10.9.0.1/24 interface=bridge\n"),
    ("fritz_export.txt", "Benutzer: fritz4418\nKennwort Oberfläche  «S:dachs4418bau»\nWLAN-Netzwerkschlüssel  «S:58203914477160829351»\nVoIP-Kennwort (Registrar tel.example.net): «S:${a:12}»\nMyFRITZ: «S:Waldweg-im-Nebel»\n"),
    ("jenkins_credentials.xml", "<com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl><id>git</id><username>ci</username><password>{«O:AQAAABAAAAAw${b:64}»}</password></com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl>\n<hudson.util.Secret>«S:Schraubstock»</hudson.util.Secret>\n"),
    ("keystore.txt", "keystore.jks\n  storepass: «S:hanfseil»\n  alias mobile, keypass: «S:hanfseil2»\n-----BEGIN ENCRYPTED PRIVATE KEY-----\n«S:MIIFHDBOBgkqhkiG9w0BBQ0w${b:40}\n${b:64}\n${b:64}\n${b:62}==»\n-----END ENCRYPTED PRIVATE KEY-----\nKennwort des Schlüssels: «S:Reepschläger»\n"),
    ("id_ed25519_pi.txt", "-----BEGIN OPENSSH PRIVATE KEY-----\n«S:b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW\n${b:70}\n${b:70}\n${b:46}==»\n-----END OPENSSH PRIVATE KEY-----\n"),
    ("seed_phrase.txt", "Ledger vom Verein (Spenden)\n«S:orbit velvet hazard lunar simple grocery mosquito jar elder ticket window cabin»\nPIN am Gerät: «S:81930»\n"),
    ("recovery_codes.txt", "Google 2-Step backup codes («O:info@chor.example.de»)\n1. «S:${d:4} ${d:4}»\n2. «S:${d:4} ${d:4}»\n3. «S:${d:4} ${d:4}»\nGitHub recovery: «S:${h:5}-${h:5}»  «S:${h:5}-${h:5}»\n"),
    ("laps_report.csv", "Computer,LocalAdmin,Password,Expires\nNB-0118,ladm,«S:${p:14}»,2026-03-20\nNB-0121,ladm,«S:${p:14}»,2026-03-20\n"),
    ("api_antrag.txt", "Sehr geehrte Damen und Herren,\nIhr Antrag wurde bewilligt.\n  Consumer Key     «O:${a:25}»\n  Consumer Secret  «S:${a:50}»\n  Bearer           «S:AAAAAAAAAAAAAAAAAAAAA${a:70}»\nBewahren Sie diese Angaben sicher auf.\n"),
    ("bank_ebics.ini", "[ebics]\nHostID = EXBKDEFF\nPartnerID = K1182044\nUserID = U01\nkeyfile_passphrase = «S:Zinseszins!»\n[fints]\nblz = 12345678\npin = «S:40871»\n"),
    ("moodle_test_users.txt", "Testzugänge (werden jede Nacht zurückgesetzt)\ntn1 / «S:Lernen-1»\ntn2 / «S:Lernen-2»\ntrainer / «S:Tafel&Schwamm»\n"),
]
