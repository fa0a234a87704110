/// The words that names of secrets are made of.
enum SecretWords {
    /// Words behind the word for a secret that leave it one.
    static let neutral = WordSet(
        """
        value val values key keys token secret secrets string str text txt plain plaintext clear cleartext raw content prod \
        production dev development devel staging stage stg live test tests testing qa uat int integration root admin adm \
        administrator user usr db database dba old new current cur default primary secondary main master base64 b64 hex enc env \
        environment var variable data param parameter arg argument v s me my for of equals is eq to the web app api server \
        service svc smtp mail email mysql postgres postgresql pg mssql oracle redis mongo mongodb rabbitmq ldap ftp sftp ssh \
        http https proxy wifi wlan wpa psk vpn local remote read write readonly ro rw pass password passwd pwd code phrase bytes \
        constant const literal salt en n et si niz input field2 one two three a b c x y first second third client account github gitlab slack aws \
        azure gcp google bot site host sandbox demo internal external public2 hash2 here be was sha256 sha1 header bearer basic
        """
    )

    /// Words behind it that make it something else: what is known of a secret, or done with it.
    static let turning = WordSet(
        """
        hash hashes hashed digest id ids identifier name names type types url uri urls endpoint path paths file files filename \
        dir length len size min max minimum maximum policy policies rule rules field fields label labels expires expiry expiration \
        expire expired ttl lifetime timeout age count counter index prefix suffix pattern regex regexp format algorithm algo alg \
        cipher method mode ref reference arn version encoding encoder encoded decoder manager provider store storage service2 \
        class factory list array map set hint help message msg error errors reset change changed confirm confirmation validator \
        validation valid invalid required enabled enable disabled disable strength check checker checks compare iterations rounds \
        page link form box input2 placeholder title description desc text2 icon button handler listener callback prompt generator \
        gen generate parser scope scopes issuer audience subject claims used usage status state flag option options config \
        configuration settings setting source location server2 backend script command cmd program tool store2 vault agent helper util \
        utils util2 test2 spec case example samples stats metrics limit limits budget position pos start end offset line column \
        bits bit strategy kind category group owner creator created updated at date time timestamp rotation schedule interval \
        exchange request response grant code2 resolver lookup finder reader writer stream buffer buf ptr pointer node tree token2 \
        balance price amount symbol supply address decimals contract mint sale stack queue iterator iter lexer kinds value2 \
        protection protected feature dialog view controller component screen module package import less free based like \
        management auth2 grid column2 columns row rows table tables entity entities model models dto repository repo event events \
        attribute attributes attr property properties mask masked visible visibility encryption encrypted encryptor crypt signature2 \
        algorithm2 fingerprint thumbprint checksum publicid selector
        """
    )

    /// How names of files end that hold programs and texts.
    static let fileEndings = WordSet(
        "c h cc cpp hpp py js ts go rs java kt swift rb pl pm php cs sh md txt html xml json yml yaml"
    )

    /// Words before it that make it something else.
    static let leading = WordSet(
        """
        ht publishable anon authenticity purchase action next page paging pagination continuation continue change sync cursor csrf xsrf public pub foreign sort partition \
        cancel cancellation recv receive send import export fetch lock resume starting idempotency separator delimiter no has is show forgot forget reset invalid wrong \
        missing require requires required hide enable disable use uses allow allows lost bad incorrect empty without sequence \
        request verify validate check get2 parse syntax current2 previous prev end2 close open lex lexer comment punctuation \
        string2 keyword operator eof peek expect match last left right number2 max min num count design css theme color ui nft \
        erc20 lp per word words sub special stop symbol input2 unk pad bos eos mask cls sep
        """
    )

    /// Words before `key` that say what it finds.
    static let keyFinding = WordSet(
        """
        cache row object item lookup composite natural surrogate unique candidate hot short shortcut arrow enter escape tab \
        ctrl alt shift meta modifier document doc query dedupe dedup react entity feature image asset file blob record routing \
        range registry config setting settings property dict json xml yaml column metric trace span group message translation \
        i18n locale route state event topic encrypted websocket socket site md md5 sha \
        sha1 sha256 sha512 checksum digest hash etag bucket path tree leaf index parent child sub
        """
    )

    /// Words before `key` that say what it opens.
    static let keyLeading = WordSet(
        """
        api secret access private priv encryption encrypt encryptor decryption decrypt signing sign signature auth authentication \
        authorization master shared share app application account storage license licence subscription consumer client service \
        server ssh ssl tls aes des rsa hmac crypto cipher jwt jwe jws session cookie webhook instrumentation security sec fernet \
        django flask rails laravel integration ingest write read admin root deploy deployment push fcm gcm maps map pgp gpg \
        wrapping data kek dek user db wallet mining validator node merchant payment stripe google azure aws openai anthropic \
        sendgrid mailgun twilio datadog newrelic sentry algolia firebase github gitlab bot device activation product serial wpa \
        wep wifi network psk preshared pre sas host cosmos queue bus hub function search cognitive vision speech translator base \
        internal external partner vendor env project org tenant workspace test prod live sandbox x functions primary \
        secondary publisher relay rpc infura alchemy etherscan provisioning enrollment registration transport exporter
        """
    )

    /// Words that short words for secrets are written together with.
    static let glued = WordSet(
        """
        db my user usr root admin adm api app secret access private auth sec enc aes license licence shared account storage host \
        master ssh ssl client server key trust store keystore truststore mail smtp ftp ldap mysql pg postgres redis mongo sql sys \
        system test dev prod web http proxy login wifi wlan wpa vnc rdp bot signing encryption subscription service session rpc \
        bind repl replication backup vpn zip pdf excel jdbc odbc crypt tls dbuser dbadmin sudo su sa super guest mqtt amqp smb \
        repo deploy nexus wp cms pve esx ipmi ilo idrac bmc ddns dyndns sip voip pbx wlan hotspot guest cam camera nvr plc mgmt portal \
        intranet erp crm sap dwh etl ca cert pfx jks root2 \
        become cifs nas iscsi snmp radius pop imap email gmail hub registry docker npm git svn jenkins sonar nexus new old
        """
    )

    /// Words between the words for a secret and its value, in prose.
    static let copulas = WordSet(
        """
        is was are ist lautet war est es é è era será to now jest byl je är er var on это теперь heißt \
        heisst c'est becomes set stays remains equals wurde sarà fue foi zijn
        """
    )

    /// Words that may stand between such a word and the value.
    static let fillers = WordSet(
        """
        tijdelijk vorläufig temporarily provisoirement temporalmente provvisoriamente tillfälligt dočasně tymczasowo geçici \
        immer noch wieder toujours encore ancora todavía ainda nog nadal is now still set changed to as currently always just only auf nun jetzt weiterhin désormais ahora \
        agora adesso teraz the following simply again
        """
    )

    /// Names of members that hold a name, where the next member holds its value.
    static let naming = WordSet(
        """
        name key id option parameterkey parametername property field variable setting envvar env label \
        title k n param attribute secretname header column entry input prop var
        """
    )

    /// Names of members that hold the value of the name before them.
    static let holding = WordSet("value default defaultvalue string parametervalue val v content text data pass")

    /// Names of members that hold what their parent, or the name next to them, is worth.
    static let declaring = WordSet("value default defaultvalue parametervalue val v")

    /// What programs take values from, as members of it.
    static let holders = WordSet(
        """
        this self config configuration settings process env environment args arguments opts options props properties data var vars local \
        module app ctx context req request res response params parameters user credentials secrets secret event conf cfg os system \
        values input output state store session account auth spec form model entity result database db client server service
        """
    )

    /// Words for a password that sentences have right before one.
    static let spoken = WordSet(
        """
        initialkennwort initialpasswort startpasswort startkennwort einmalpasswort şifre şifresi şifreniz jelszava adgangskoden passordet \
        password passwort kennwort passphrase passcode contraseña contrasena senha wachtwoord hasło haslo hasłem пароль \
        passwd pass pwd parola lösenord lösenordet parolası parolan şifreleri heslo hesla heslem salasana salasanan adgangskode passord \
        jelszó jelszava jelszavad clave geslo lozinka zaporka parool slaptažodis гасло Пароль пароля паролем סיסמה סיסמא κωδικός \
        Κωδικός PW pw
        """
    )

    /// Words between such a word and the password, which say that it is for a time.
    static let passing = WordSet(
        """
        provisoire temporaire temporal provisional provisorio provisoria provisório temporanea temporário temporária tijdelijk tijdelijke \
        tymczasowe temporary initial vorläufig geçici simple cipher plain cleartext irreversible-cipher
        """
    )

    /// Words for a user's name and password together.
    static let accounts = WordSet(
        """
        credentials zugangsdaten anmeldedaten logindaten identifiants credenciales credenziali credenciais inloggegevens \
        logowania
        """
    )

    /// What a value is that stands for something else.
    static let standIns = WordSet(
        """
        true false base64 utf8 utf-8 utf16 hex ascii latin1 binary md5 sha1 sha256 sha512 hs256 rs256 es256 null none nil undefined void yes no string str char int integer bool boolean text hidden required optional any \
        object function default unknown empty blank test guest self this super new return password passwd pass pwd secret token \
        key credentials credential admin user username example sample changeme placeholder redacted dummy todo tbd fixme n/a na \
        foo bar baz foobar value enter input optional number float double varchar bytes byte var let const type interface public \
        private protected static final async await import from require environ generated random auto automatic disabled enabled \
        on off ask prompt inherit initial unset masked removed deleted omitted filtered sensitive nullable uuid email label \
        passwort kennwort contraseña contrasena senha wachtwoord hasło haslo пароль Пароль パスワード 密码 密碼 口令 비밀번호 lösenord \
        passord adgangskode salasana heslo jelszó şifre parola motdepasse mot_de_passe changeit geheim geheimnis jeton токен Токен \
        benutzer benutzername nutzer nutzername utente utenti usuario usuário utilisateur identifiant użytkownik uzytkownik gebruiker \
        gebruikersnaam användare användarnamn bruger brugernavn bruker brukernavn kullanıcı kullanici uživatel uzivatel používateľ \
        utilizator felhasználó felhasznalo käyttäjä kayttaja korisnik uporabnik пользователь логин користувач χρήστης anmeldung \
        adresse beschreibung bemerkung zugang anwendung dienst Şifre Parolă Κωδικός Парола Лозинка Гасло \
        geslo parool salasõna parole slaptažodis lozinka zaporka lozinku šifra contrasenya contrasinal pasahitza fjalëkalimi \
        fjalekalimi wagwoord nenosiri lykilorð aðgangsorð focal faire cyfrinair pasfhocal kata sandi laluan katalaluan mật khẩu \
        palavra palavra-passe clave adgangskoden passordet lösenordet wachtwoorden passwörter passwords mots lozinke hasła \
        סיסמה סיסמא парола лозинка құпиясөз құпия сырсөз шифр гасло κωδικός κωδικος συνθηματικό كلمة المرور \
        رمز پسورد گذرواژه पासवर्ड পাসওয়ার্ড รหัสผ่าน \
        ok error invalid wrong missing expired valid passphrase apikey api_key access_token bearer basic digest login logout
        """
    )
}
