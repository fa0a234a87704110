"""Texts with credentials, as people write them."""

CASES = [
    ("env1.env", """\
APP_ENV=production
DB_HOST=db.internal
DB_USER=shop
DB_PASSWORD=«S:kT7!vmq2Rz»
REDIS_URL=redis://:«S:${a:24}»@cache:6379/0
JWT_SECRET=«S:${u:43}»
STRIPE_SECRET_KEY=sk_live_51«S:${a:24}»
MAIL_PASSWORD="«S:hunter-Tango-88»"
"""),
    ("compose1.yml", """\
services:
  db:
    image: postgres:16
    environment:
      POSTGRES_USER: app
      POSTGRES_PASSWORD: «S:Wq83nnfLp0»
  api:
    environment:
      - DATABASE_URL=postgres://app:«S:Wq83nnfLp0»@db:5432/app
      - SECRET_KEY_BASE=«S:${h:64}»
      - GITHUB_TOKEN=«S:${github:ghp_}»
"""),
    ("k8s1.yaml", """\
apiVersion: v1
kind: Secret
metadata:
  name: shop-db
type: Opaque
data:
  username: «O:c2hvcA==»
  password: «S:${b64:kT7vmq2Rz91x}»
stringData:
  api-token: «S:${a:32}»
"""),
    ("tf1.tf", """\
provider "aws" {
  region     = "eu-central-1"
  access_key = "AKIA«O:${B32:16}»"
  secret_key = "«S:${b:40}»"
}
variable "db_password" {
  default = "«S:Zomer-Kaas-1987»"
}
"""),
    ("ci1.log", """\
2026-03-01T10:12:01Z ##[debug] Evaluating: secrets.NPM
2026-03-01T10:12:02Z + npm config set //registry.npmjs.org/:_authToken=npm_«S:${a:36}»
2026-03-01T10:12:03Z + docker login -u ci -p dckr_pat_«S:${u:27}» docker.io
2026-03-01T10:12:04Z + curl -H "PRIVATE-TOKEN: glpat-«S:${u:20}»" https://gitlab.acme.de/api/v4/projects
2026-03-01T10:12:05Z + twine upload -u __token__ -p pypi-AgEIcHlwaS5vcmc«S:${u:150}» dist/*
"""),
    ("py1.py", """\
import boto3, openai
client = openai.OpenAI(api_key="sk-proj-«S:${u:74}»T3BlbkFJ${u:74}")
s3 = boto3.client("s3", aws_access_key_id="ASIA«O:${B32:16}»", aws_secret_access_key="«S:${b:40}»")
conn = psycopg2.connect(host="10.2.3.4", user="report", password="«S:r3portingIsFun»")
"""),
    ("js1.js", """\
const slack = new WebClient('xoxb-«S:${d:12}-${d:13}-${a:24}»');
const sg = require('@sendgrid/mail'); sg.setApiKey('SG.«S:${u:22}.${u:43}»');
axios.post('https://hooks.slack.com/services/«S:T${B32:8}/B${B32:10}/${a:24}»', {text});
firebase.initializeApp({ apiKey: "AIza«O:${u:35}»", projectId: "acme-shop" });
"""),
    ("java1.properties", """\
spring.datasource.url=jdbc:mysql://db:3306/shop
spring.datasource.username=shop
spring.datasource.password=«S:S0mmer!Regen»
spring.mail.password=«S:${a:16}»
keystore.password=«O:changeit99x»
"""),
    ("cs1.json", "{\"ConnectionStrings\":{\"Default\":\"Server=sql01;Database=Shop;User Id=sa;Password=«S:Pa55w.rd-2024x»;TrustServerCertificate=true\",\"Storage\":\"DefaultEndpointsProtocol=https;AccountName=acmeshop;AccountKey=«S:${b:86}==»;EndpointSuffix=core.windows.net\"}}\n"),
    ("azure1.yml", """\
AZURE_CLIENT_ID: 8f1c2d3e-7a6b-4c5d-9e8f-102938475610
AZURE_CLIENT_SECRET: «S:${a:3}8Q~${u:34}»
SAS: https://acme.blob.core.windows.net/backup?sv=2022-11-02&ss=b&srt=co&sp=rl&se=2027-01-01T00:00:00Z&sig=«S:${b:40}abc%3D»
"""),
    ("gcp1.json", "{\n  \"type\": \"service_account\",\n  \"project_id\": \"acme-prod\",\n  \"private_key_id\": \"${h:40}\",\n  \"private_key\": \"-----BEGIN PRIVATE KEY-----\\n«S:MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ${b:200}\\n${b:64}»\\n-----END PRIVATE KEY-----\\n\",\n  \"client_email\": \"«EMAIL:svc@acme-prod.iam.gserviceaccount.com»\"\n}\n"),
    ("ssh1.txt", """\
Here's the deploy key, please put it on the jump host:

-----BEGIN OPENSSH PRIVATE KEY-----
«S:b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
QyNTUxOQAAACBzeXJk${b:50}
${b:70}»
-----END OPENSSH PRIVATE KEY-----
"""),
    ("chat2.txt", """\
anna: hey the wifi password in the new office is «S:Elbe#Ufer2026»
tom: thx. and for the vpn?
anna: user tkramer, pw «S:xK9-ffrQ-22»
tom: and staging login is admin / «S:letmein!2025»
"""),
    ("mail3.txt", """\
Hallo Team,

das Passwort für das neue Postfach lautet «S:Fr33sien!Tee» und das Kennwort für den Router ist «S:moin-2024-Moin».
Zugangsdaten SFTP: Benutzer: liefer01, Passwort: «S:9Tz!kkwe»

VG
"""),
    ("mail4.txt", """\
Bonjour,
le mot de passe du serveur est «S:Tr0mpette!88». L'identifiant reste admin.
Le nouveau mot de passe : «S:Croissant_Chaud7»
"""),
    ("mail5.txt", """\
Hola, la contraseña del portal es «S:Verano2026#Sol» y la clave API es «S:${a:32}».
Saludos
"""),
    ("mail6.txt", "Ciao, la password del gestionale è «S:Estate!Mare99», l'utente è mrossi.\n"),
    ("mail7.txt", "Hoi, het wachtwoord is «S:Fiets-pad-3021».\n"),
    ("mail8.txt", "Cześć, hasło do bazy to «S:Zamek#Krolewski1», a login: admin\n"),
    ("mail9.txt", "Merhaba, yeni şifre: «S:Kahve!Deniz42»\n"),
    ("curl1.sh", """\
curl -u admin:«S:Vf4kk2-Lm» https://jenkins.acme.io/job/x/build
curl -H 'Authorization: Bearer «S:${u:40}»' https://api.acme.io/v1/me
curl -H "X-Api-Key: «S:${a:40}»" https://api.acme.io/v1/me
mysql -h db -u root -p«S:Rt77kkLqw» shop < dump.sql
PGPASSWORD=«S:gH3kwe82m» psql -h db -U app
sshpass -p '«S:uu7!Kqwe1»' ssh root@10.0.0.4
"""),
    ("npmrc", """\
//npm.pkg.github.com/:_authToken=«S:${github:ghp_}»
//registry.acme.io/:_password="«S:${b64:kT7vmq2Rz91xPq}»"
"""),
    ("netrc", """\
machine api.heroku.com
  login «EMAIL:me@acme.io»
  password «S:${g}»
machine git.acme.io login ci password «S:${a:20}»
"""),
    ("pgpass", "db.acme.io:5432:shop:app:«S:kk82ms.qPq»\n"),
    ("htpasswd", "admin:$apr1$«S:${a:8}$${a:22}»\n"),
    ("shadow", """\
root:$6$«S:${a:16}$${a:86}»:19700:0:99999:7:::
daemon:*:19000:0:99999:7:::
"""),
    ("ansible.yml", """\
all:
  hosts:
    web1:
      ansible_user: deploy
      ansible_password: «S:dEpl0y-me-77»
      ansible_become_pass: «S:r00tPls_99»
"""),
    ("jenkins.xml", """\
<com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl>
  <username>svc-build</username>
  <password>«S:Bau!Knecht-7»</password>
</com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl>
"""),
    ("maven.xml", "<server><id>nexus</id><username>ci</username><password>«S:Nx-4tt9qqw»</password></server>\n"),
    ("web.config", "<connectionStrings><add name=\"Main\" connectionString=\"Data Source=sql;Initial Catalog=crm;User ID=crm;Password=«S:Crm#9912kq»\" /></connectionStrings>\n"),
    ("mongo.js", "mongoose.connect(\"mongodb+srv://shop:«S:${a:16}»@cluster0.ab1cd.mongodb.net/shop?retryWrites=true\");\n"),
    ("amqp.py", "BROKER_URL = 'amqp://worker:«S:tt8-Rabbit»@mq.internal:5672//'\n"),
    ("ftp.ini", """\
[upload]
host=ftp.acme.de
user=web42
pass=«S:f7Tp-mWq»
"""),
    ("wp-config.php", """\
define('DB_NAME', 'wp');
define('DB_PASSWORD', '«S:wP!7kkdjs2»');
define('AUTH_KEY', '«S:${p:64}»');
define('NONCE_SALT', '«S:${p:64}»');
"""),
    ("rails.yml", """\
production:
  secret_key_base: «S:${h:128}»
  adapter: mysql2
  password: «S:q8WmmZp1»
"""),
    ("django.py", """\
SECRET_KEY = 'django-insecure-«O:${p:50}»'
EMAIL_HOST_PASSWORD = '«S:${l:16}»'
DATABASES = {'default': {'ENGINE': 'x', 'USER': 'app', 'PASSWORD': '«S:mmK2-92q»'}}
"""),
    ("docker.json", "{\"auths\": {\"registry.acme.io\": {\"auth\": \"«S:${b64:ci:kT7vmq2Rz91xPq}»\"}}}\n"),
    ("dockerfile", """\
FROM node:20
ENV NPM_TOKEN=«S:${g}»
ARG GH_TOKEN=«S:${github:gho_}»
RUN echo "machine github.com login x password «S:${github:ghs_}»" > ~/.netrc
"""),
    ("gha.yml", """\
jobs:
  build:
    env:
      SONAR_TOKEN: sqp_«S:${h:40}»
      CODECOV_TOKEN: «S:${g}»
      SNYK_TOKEN: «S:${g}»
      AWS_SECRET_ACCESS_KEY: «S:${b:40}»
      DOCKERHUB_PASSWORD: «S:hubHub-1987»
"""),
    ("ai.env", """\
ANTHROPIC_API_KEY=sk-ant-api03-«S:${u:93}»AA
OPENAI_API_KEY=sk-«S:${a:20}T3BlbkFJ${a:20}»
HF_TOKEN=hf_«S:${L:34}»
GROQ_API_KEY=gsk_«S:${a:52}»
REPLICATE_API_TOKEN=r8_«S:${a:37}»
MISTRAL_API_KEY=«S:${a:32}»
COHERE_API_KEY=«S:${a:40}»
PERPLEXITY_API_KEY=pplx-«S:${a:48}»
XAI_API_KEY=xai-«S:${a:80}»
TAVILY_API_KEY=tvly-«S:${a:32}»
LANGCHAIN_API_KEY=lsv2_pt_«S:${h:32}_${h:10}»
PINECONE_API_KEY=pcsk_«S:${a:6}_${a:60}»
OPENROUTER_API_KEY=sk-or-v1-«S:${h:64}»
DEEPSEEK_API_KEY=sk-«S:${h:32}»
ELEVENLABS_API_KEY=sk_«S:${h:48}»
WANDB_API_KEY=«S:${h:40}»
TOGETHER_API_KEY=«S:${h:64}»
FIREWORKS_API_KEY=fw_«S:${a:24}»
NVIDIA_API_KEY=nvapi-«S:${u:64}»
VOYAGE_API_KEY=pa-«S:${u:43}»
"""),
    ("cloud.env", """\
DIGITALOCEAN_TOKEN=dop_v1_«S:${h:64}»
HCLOUD_TOKEN=«S:${a:64}»
LINODE_TOKEN=«S:${h:64}»
CLOUDFLARE_API_TOKEN=«S:${u:40}»
HEROKU_API_KEY=HRKU-«S:${u:60}»
FLY_API_TOKEN=«S:FlyV1 fm2_${b:100}»
VERCEL_TOKEN=«S:${a:24}»
NETLIFY_AUTH_TOKEN=nfp_«S:${a:36}»
SUPABASE_ACCESS_TOKEN=sbp_«S:${h:40}»
PLANETSCALE_TOKEN=pscale_tkn_«S:${u:43}»
SCW_SECRET_KEY=«S:${g}»
RENDER_API_KEY=rnd_«S:${a:28}»
VULTR_API_KEY=«S:${U:36}»
ALIBABA_CLOUD_ACCESS_KEY_SECRET=«S:${a:30}»
IBMCLOUD_API_KEY=«S:${u:44}»
DATABRICKS_TOKEN=dapi«S:${h:32}»
TFE_TOKEN=«S:${a:14}.atlasv1.${u:67}»
VAULT_TOKEN=hvs.«S:${u:95}»
DOPPLER_TOKEN=dp.pt.«S:${a:43}»
PULUMI_ACCESS_TOKEN=pul-«S:${h:40}»
TAILSCALE_AUTHKEY=tskey-auth-«S:${a:12}CNTRL-${a:32}»
OP_SERVICE_ACCOUNT_TOKEN=ops_eyJ«S:${u:200}»
"""),
    ("saas.env", """\
ATLASSIAN_TOKEN=ATATT3xFfGF0«S:${u:171}=${HEX:8}»
LINEAR_API_KEY=lin_api_«S:${a:40}»
NOTION_TOKEN=ntn_«S:${a:46}»
FIGMA_TOKEN=figd_«S:${u:40}»
POSTMAN_API_KEY=PMAK-«S:${h:24}-${h:34}»
AIRTABLE_TOKEN=pat«S:${a:14}.${h:64}»
HUBSPOT_TOKEN=pat-na1-«S:${g}»
SHOPIFY_TOKEN=shpat_«S:${h:32}»
MAILGUN_API_KEY=key-«S:${h:32}»
MAILCHIMP_API_KEY=«S:${h:32}-us14»
BREVO_API_KEY=xkeysib-«S:${h:64}-${a:16}»
RESEND_API_KEY=re_«S:${a:8}_${a:24}»
TWILIO_AUTH_TOKEN=«S:${h:32}»
TELEGRAM_BOT_TOKEN=«S:${d:10}:AA${u:33}»
DISCORD_TOKEN=«S:MTA${a:21}.G${a:5}.${u:38}»
SENTRY_AUTH_TOKEN=sntrys_«S:eyJ${b:120}_${b:43}»
DD_API_KEY=«S:${h:32}»
DD_APP_KEY=«S:${h:40}»
NEW_RELIC_LICENSE_KEY=«S:${h:36}NRAL»
NEW_RELIC_USER_KEY=NRAK-«S:${B36:27}»
GRAFANA_TOKEN=glsa_«S:${a:32}_${h:8}»
PAGERDUTY_TOKEN=u+«S:${u:18}»
OPSGENIE_API_KEY=«S:${g}»
ALGOLIA_ADMIN_KEY=«S:${h:32}»
MAPBOX_TOKEN=sk.«S:eyJ1Ijoi${a:60}.${u:22}»
ZENDESK_TOKEN=«S:${a:40}»
ASANA_PAT=«S:1/${d:16}:${h:32}»
CLICKUP_TOKEN=pk_«S:${d:8}_${B36:32}»
CONTENTFUL_TOKEN=CFPAT-«S:${u:43}»
SEGMENT_WRITE_KEY=«S:${a:32}»
LAUNCHDARKLY_SDK_KEY=sdk-«S:${g}»
OKTA_API_TOKEN=00«S:${u:40}»
AUTH0_CLIENT_SECRET=«S:${u:64}»
DROPBOX_TOKEN=sl.«S:${u:140}»
SQUARE_TOKEN=EAAA«S:${u:60}»
PAYPAL_SECRET=«S:E${u:79}»
RAZORPAY_KEY_SECRET=«S:${a:24}»
MOLLIE_API_KEY=live_«S:${a:30}»
ADYEN_API_KEY=AQE«S:${b:160}»
PLAID_SECRET=«S:${h:30}»
"""),
    ("ci.env", """\
CIRCLECI_TOKEN=CCIPAT_«S:${a:22}_${h:40}»
BUILDKITE_AGENT_TOKEN=«S:${h:50}»
TRAVIS_TOKEN=«S:${a:22}»
RUBYGEMS_API_KEY=rubygems_«S:${h:48}»
NUGET_API_KEY=oy2«S:${l:43}»
CARGO_REGISTRY_TOKEN=cio«S:${a:32}»
BITBUCKET_APP_PASSWORD=ATBB«S:${a:32}»
GITLAB_RUNNER=glrt-«S:${u:20}»
ARTIFACTORY_API_KEY=AKC«S:p${a:69}»
DENO_DEPLOY=ddp_«S:${a:36}»
EXPO_TOKEN=«S:${u:40}»
"""),
    ("webhooks.txt", """\
alerts -> https://discord.com/api/webhooks/«S:${d:18}/${u:68}»
teams  -> https://acme.webhook.office.com/webhookb2/«S:${g}@${g}/IncomingWebhook/${h:32}/${g}»
gchat  -> https://chat.googleapis.com/v1/spaces/AAAAx1/messages?key=«O:AIzaSyDdI0hCZtE6vySjMm-WEfRq3CPzqKqqsHI»&token=«S:${u:43}»
"""),
    ("jwt.log", """\
GET /me Authorization: Bearer «S:eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0IiwibmFtZSI6IkpvaG4iLCJleHAiOjE3MDAwMDAwMDB9.${u:43}» 200
Cookie: session=«S:${h:32}»; theme=dark
"""),
    ("ps1.ps1", "$cred = New-Object PSCredential(\"svc\", (ConvertTo-SecureString \"«S:Kz!91-Pow»\" -AsPlainText -Force))\nnet use Z: \\\\srv\\share /user:acme\\svc «S:Tt-51-lkQ»\n"),
    ("go.go", """\
cfg := Config{User: "svc", Password: "«S:go-lang-5512»"}
token := "«S:${a:40}»"
os.Setenv("API_SECRET", "«S:${h:40}»")
"""),
    ("rb.rb", "Twilio::REST::Client.new('AC${h:32}', '«S:${h:32}»')\n"),
    ("helm.yaml", """\
auth:
  rootPassword: «S:rOOt-7756»
  replicationPassword: "«S:repl_88112»"
redis:
  auth: {enabled: true, password: «S:rr5tWq92»}
"""),
    ("table.csv", """\
system,username,password
vpn,tkramer,«S:Winter2025!»
erp,tkramer,«S:hallo1234»
crm,t.kramer,«S:Qq-8812-zz»
"""),
    ("keepass.txt", """\
Title: Firewall
User Name: admin
Password: «S:fw-Admin-9921»
URL: https://10.0.0.1

Title: NAS
User Name: backup
Password: «S:B4ckup!!now»
"""),
    ("sql2.sql", """\
CREATE USER 'report'@'%' IDENTIFIED BY '«S:Rep0rt-2231»';
ALTER ROLE app WITH PASSWORD '«S:app_77_Zq»';
INSERT INTO users (login, password_hash) VALUES ('kim', '«S:$2y$10$${a:53}»');
"""),
    ("odbc.ini", """\
[sales]
Driver=ODBC Driver 18
UID=sales
PWD=«S:sal3s-Kk»
"""),
    ("snmp.conf", "rocommunity «S:acmeR0com»\n"),
    ("wpa.conf", """\
network={
  ssid="acme"
  psk="«S:gaeste-wlan-2026»"
}
"""),
    ("wg.conf", """\
[Interface]
PrivateKey = «S:${b:42}A=»
Address = 10.9.0.2/24
[Peer]
PublicKey = ${b:42}8=
"""),
    ("cisco.txt", """\
enable secret 5 $1$«S:${a:4}$${a:22}»
username admin privilege 15 password 7 «S:${HEX:14}»
snmp-server community «S:n3tw0rkRW» RW
"""),
    ("boto.txt", """\
aws_access_key_id = AKIA«O:${B32:16}»
aws_secret_access_key = «S:${b:40}»
"""),
    ("slackapp.yml", """\
slack:
  app_token: xapp-1-«S:A${B32:10}-${d:13}-${h:64}»
  signing_secret: «S:${h:32}»
"""),
    ("eth.txt", "wallet private key: «S:0x${h:64}»\n"),
    ("age.txt", "AGE-SECRET-KEY-1«S:${bech:58}»\n"),
    ("swift.swift", """\
let apiKey = "«S:${a:32}»"
request.setValue("Basic «S:${b64:kim:Zz91-kkq}»", forHTTPHeaderField: "Authorization")
"""),
    ("nginx.conf", "proxy_set_header Authorization \"Basic «S:${b64:svc:tq-8812-ab}»\";\n"),
    ("url.txt", """\
https://deploy:«S:${a:20}»@git.acme.io/ops/infra.git
ftp://web:«S:ftp-7761»@files.acme.io/
https://api.acme.io/data?api_key=«S:${h:32}»&q=1
"""),
]
