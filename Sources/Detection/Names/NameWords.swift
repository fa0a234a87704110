import Classification
import Prefiltering

/// Words that stand with names of people, in small letters.
enum NameWords {
    /// Titles and forms of address; one is no name, and what follows it is one.
    static let titles = """
        herr herrn frau fräulein mr mrs ms miss mx mme mlle madame monsieur mademoiselle messrs sr sra srta señor señora señorita
        don doña dña senhor senhora dom dona sig signor signora signorina dott dottor dottoressa pan pani panem panią pana panu
        dhr mevr mevrouw meneer hr fru pán paní bay bayan sayın sir lady dr prof doktor doctor professor professorin ing dipl mag
        famille familie fam eheleute fr pd ra rain ostr stdr med rev hon rechtsanwalt rechtsanwältin notar notarin oberarzt oberärztin chefarzt chefärztin kollege kollegen kollegin judge justice senator governor captain
        colonel lieutenant sergeant officer rabbi pastor pfarrer bischof bürgermeister bürgermeisterin kyrios kyria господин госпожа avv geom rag cav onorevole heer
        """

    /// Words that belong to a name between others, in small letters.
    static let particles =
        "de van von der den la del da dos di bin al le du el ter ten zu zum zur y e i ibn af av della delle degli dalla das do"

    /// Where words with capitals, and particles between them, follow one another.
    static let capitals = CapitalWords(joining: particles.split(separator: " ").map(String.init))

    /// The same, whatever words stand between them.
    static let anyCapitals = CapitalWords()

    /// Words behind a name that make it one of a place, a company, a law or a thing.
    static let things = """
        street st road rd avenue ave lane drive boulevard square court place plaza park bridge river lake mountain mount hill hills
        valley island islands beach bay creek canyon county city town village district region state university college school
        institute institut instituto istituto gesellschaft verein academy hospital clinic center centre hotel airport station line stadium arena theatre theater museum gallery
        library church cathedral foundation fund trust award awards prize medal cup league club company corporation corp inc ltd
        llc plc gmbh ag kg ohg ug mbh co sa sas sarl srl spa bv nv ab oy as bank group holding holdings partners associates systems
        solutions services technologies technology software records studios pictures entertainment press publishing news times post
        journal magazine books house act law theorem algorithm method effect syndrome disease test model equation series transform
        day week year festival show tour project program programme edition release version code license licence agreement report
        straße strasse str platz weg allee gasse ring ufer damm schule universität gymnasium klinik krankenhaus kirche stiftung
        preis pokal verlag werke brücke insel rue boulevard lycée hôpital église fondation prix calle avenida
        plaza universidad colegio hospital fundación premio via piazza viale corso università scuola ospedale fondazione premio
        plein straat laan school ziekenhuis ulica szkoła szpital fundacja nagroda gatan vägen skola sjukhus agency insurance
        pharma pharmaceuticals industries motors airlines energy capital ventures media network networks labs laboratory laboratories
        rua travessa praça largo alameda estrada vicolo strada carrer
        """

    /// Words that a letter or a message begins with, before a name and a comma.
    static let greetings = """
        hi hello hey hallo hej hei moi ahoj cześć witaj dear liebe lieber hola querido querida ciao caro cara salut bonjour bonsoir
        cher chère coucou beste dag olá oi bom merhaba selam kære kjære kära servus moin grüezi drogi droga drahý drahá dragă bună zdravo
        привет здравствуйте γεια
        """

    /// Offices: with a form of address before them they are no names.
    static let offices = """
        president speaker chairman chairwoman chair secretary minister chancellor ambassador mayor justice judge senator governor
        attorney counsel marshal bishop prince king pope präsident präsidentin minister ministerin kanzler kanzlerin bürgermeister
        bürgermeisterin vorsitzender vorsitzende direktor direktorin président ministre maire presidente ministro alcalde right wrong
        """

    /// What two names together stand for that is nobody.
    static let brands = """
        montecarlo morganstanley ernstyoung santaclaus harleydavidson jackdaniels merrilllynch charlesschwab wellsfargo
        johnsonmatthey bakerhughes jonesday kirklandellis oliverwyman thomascook roberthalf michaelpage johndeere perkinelmer
        johnsoncontrols calvinklein ralphlauren louisvuitton grantthornton boozallen hewlettpackard rollsroyce astonmartin almamater
        sierraleone costarica puertorico elsalvador notredame saintlaurent jpmorgan goldmansachs lehmanbrothers jamesbond
        johannbach wolfgangmozart ludwigbeethoven johannesbrahms franzschubert claraschumann robertschumann richardwagner
        antoniovivaldi giuseppeverdi giacomopuccini frédéricchopin immanuelkant davidhume hannaharendt friedrichnietzsche karlmarx
        renédescartes renedescartes blaisepascal jeanrousseau johnlocke arthurschopenhauer georghegel abrahamlincoln georgewashington
        thomasjefferson winstonchurchill napoleonbonaparte alberteinstein isaacnewton charlesdarwin galileogalilei mariecurie sigmundfreud
        nikolatesla alanturing adalovelace johanngoethe friedrichschiller heinrichheine williamshakespeare charlesdickens janeausten
        victorhugo émilezola emilezola alexandredumas gustaveflaubert honorébalzac marcelproust dantealighieri leonardovinci
        michelangelobuonarroti albrechtdürer casparfriedrich pablopicasso vincentgogh claudemonet paulcézanne pierrerenoir edvardmunch
        fridakahlo salvadordalí gustavklimt nelsonmandela mahatmagandhi rosaluxemburg simónbolívar christophercolumbus marcopolo
        alexanderhumboldt wilhelmhumboldt carlgauss bernhardriemann leonhardeuler leotolstoy fjodordostojewski antonchekhov
        jeanjaurès jeanmoulin charlesgaulle giuseppegaribaldi giuseppemazzini jeanmonnet robertschuman konradadenauer willybrandt
        queenmary queenelizabeth ottohahn janeeyre forrestgump annakarenina peterpan lukeskywalker indianajones mickeymouse harrypotter sherlockholmes johndeere jackwolfskin hugoboss karllagerfeld jilsander
        """

    /// Words of labels before a name.
    static let people = """
        patient patientin patienten paciente paziente pacjent pacjentka client cliente kunde kundin kunden klant klient customer
        employee mitarbeiter mitarbeiterin arbeitnehmer arbeitnehmerin ansprechpartner ansprechpartnerin kontakt contact
        kontaktperson contactpersoon bearbeiter sachbearbeiter sachbearbeiterin teilnehmer teilnehmerin anwesend anwesende attendees
        participants present member mitglied applicant candidate bewerber bewerberin antragsteller antragstellerin tenant landlord
        mieter mieterin vermieter vermieterin käufer verkäufer eigentümer inhaber inhaberin owner holder insured versicherter
        versicherte beneficiary begünstigter sender absender empfänger recipient attn attention hd re arzt hausarzt ärztin doctor
        physician consultant lawyer anwalt rechtsanwalt notar geschäftsführer geschäftsführerin director manager supervisor
        vorgesetzter gezeichnet unterzeichner unterschrift signature cn fn student schüler schülerin teacher
        lehrer lehrerin parent mother father mutter vater spouse ehepartner kind child emergency notfallkontakt referee staff person
        persons betroffene betroffener titulaire locataire bailleur salarié employé destinataire vendeur acheteur assuré représentant
        arrendador arrendatario inquilino titular empleado trabajador asegurado funcionário dipendente intestatario medewerker
        huurder verhuurder pracownik najemca kund medarbetare anställd medarbejder passenger passagier fahrer driver guest gast
        witness zeuge zeugin defendant plaintiff debtor schuldner gläubiger borrower kreditnehmer donor spender nurse worker
        kontoinhaber kontoinhaberin vn versicherungsnehmer versicherungsnehmerin halter fahrzeughalter dienstnehmer dienstnehmerin
        unfallgegner geschädigter geschädigte beschuldigter beschuldigte anzeigeerstatter werknemer werkneemster dipendente salariée
        trabajadora trabajador ubezpieczony ubezpieczona zaměstnanec zaměstnankyně zákazník pár bénéficiaire bénéficiaires donneur
        candidate kandidat kandidatin prop proprietor dependent dependents anhörig anhörige närstående mãe pai filiação filiacao yakını
        hasta pat médecin medico médico docteur pielęgniarka lekarz pracownica mor far pårørende omistaja työntekijä potilas tulajdonos
        beteg munkavállaló angajat pacient zaposleni pacijent vlasnik πελάτης ασθενής εργαζόμενος клиент пациент сотрудник
        radfahrer radfahrerin fußgänger fußgängerin anspruchsteller anspruchstellerin erziehungsberechtigte erziehungsberechtigter
        sorgeberechtigte betreuer betreuerin nachbar nachbarin putzfrau vertreter vertreterin vollmachtgeber erblasser erbe erbin
        kläger klägerin beklagter beklagte mandant mandantin finder mandantschaft vollmachtnehmer kontoinh enkelin enkel tochter sohn
        conducteur conductrice élève enfant enfants gardé contraente conducente testimone denunciante assistito assistita utente alunno
        alunna genitore genitori tutore dichiarante socio soci conductora conductor tomador alumno alumna tutor tutora heredero viuda
        compareciente solicitante interesado interesada huésped acompañante usuário usuária médica fiador fiadora sócios comunicante
        vítima testemunha declarante requerente contratante inventariante aluno aluna hóspede hóspedes responsável participant child
        kin guardian pupil resident occupant subscriber payee payer claimant deceased executor huisarts zorgvrager bewoner kind
        kinderen leerling partner toeslagpartner aangever lekarz kierowca opiekun wnioskodawca świadek dziecko dzieci brukare målsägande
        vårdnadshavare barn elev boende anyja tanú bérlő bérbeadó beteg gyermek nájemce nájemník pronajímatel dítě děti řidič žiadateľ
        nájomca dieťa chirias proprietar elev najmoprimac stanar zakupac najemnik najemodajalec pacijentica pacientka арендатор
        арендодатель получатель отправитель водитель ученик покупатель продавец заявитель истец ответчик мать отец пациентка
        наймател наемател собственик ученик ενοικιαστής ασθενής μαθητής vekil sürücü kiracı kiralayan öğrenci veli velisi anne baba
        responsible verantwortlich assignee requester proband presenti présents présentes aanwezig aanwezigen obecni presentes
        asistentes närvarande reisender reisende leidinggevende vorgesetzte
        """

    /// Words of labels that say that a name follows, even a single one.
    static let name = """
        name namen nom noms naam namn navn nimi nume nome nombre nombres jméno příjmení ad adı soyad soyadı név ime prezime imię
        nazwisko имя фио фамилия ονοματεπώνυμο όνομα surname givenname sn gn fullname displayname firstname lastname
        """

    /// Words of labels before names of what is no person.
    static let otherThings = """
        produto producto produit prodotto produktu artikel articolo artículo libellé display
        file host domain company firma product produkt project projekt event group gruppe team city ort stadt country land brand marke
        bank class table column field variable function package module server image song title titel book film street strasse straße
        school university hotel user username file dateiname datei path service app application database schema common code
        organization organisation unit department abteilung model theme font license plugin vendor
        """

    /// Words that stand before a noun and that no name begins with: `Meine Durchwahl`, `ENTRE LES SOUSSIGNÉS`.
    static let determiners = """
        mein meine meiner meinem meinen deine deiner unser unsere unserer unserem unseren ihre ihrer ihrem ihren seine seiner dieser
        diese dieses jede jeder jedes durchwahl rufnummer rückruf entre soussigné soussignée soussignés soussignées notre nos votre vos
        leur leurs cette nuestra nuestro vuestra nostra nostro vostra vostro our your their these those between
        """

    /// How letters end before the name of who wrote them, as they begin a line, in small letters.
    static let closings = [
        "mit freundliche", "freundliche gr", "mit besten gr", "mit bestem gr", "beste gr", "viele gr", "liebe gr",
        "herzliche gr",
        "schöne gr", "mfg", "hochachtungsvoll", "ihr ", "ihre ", "best regards", "kind regards", "regards",
        "warm regards",
        "best wishes", "sincerely", "yours ", "cheers", "thanks", "thank you", "cordialement", "bien cordialement",
        "bien à vous",
        "salutations", "veuillez agréer", "atentamente", "un saludo", "saludos", "cordiali saluti", "distinti saluti",
        "un saluto",
        "met vriendelijke groet", "hoogachtend", "z poważaniem", "pozdrawiam", "atenciosamente", "com os melhores",
        "cumprimentos",
        "med vänlig", "vänliga hälsningar", "mvh", "med venlig", "venlig hilsen", "med vennlig", "hilsen",
        "s pozdravem",
        "saygılarımla", "ystävällisin", "üdvözlettel", "с уважением", "signed", "gez.",
    ].map { Array($0.utf8) }

}

/// What words are with names of people.
struct NameRoles: OptionSet {
    var rawValue: UInt16

    static let title = NameRoles(rawValue: 1)
    static let particle = NameRoles(rawValue: 2)
    static let thing = NameRoles(rawValue: 4)
    static let office = NameRoles(rawValue: 8)
    static let brand = NameRoles(rawValue: 16)
    static let person = NameRoles(rawValue: 32)
    static let name = NameRoles(rawValue: 64)
    static let otherThing = NameRoles(rawValue: 128)
    static let greeting = NameRoles(rawValue: 256)
    static let determiner = NameRoles(rawValue: 512)

    /// The roles of a word, by its hash of ``NameLetters``.
    @inline(__always)
    static func of(_ hash: UInt32) -> NameRoles {
        var slot = Int(hash >> 20)
        while table[slot].hash != hash {
            if table[slot].hash == 0 { return [] }
            slot = (slot + 1) & (table.count - 1)
        }
        return table[slot].roles
    }

    /// An open table of 4,096 places for some 700 words.
    private static let table: [(hash: UInt32, roles: NameRoles)] = {
        var table = [(hash: UInt32, roles: NameRoles)](repeating: (0, []), count: 4096)
        let lists: [(NameRoles, String)] = [
            (.title, NameWords.titles), (.particle, NameWords.particles), (.thing, NameWords.things),
            (.office, NameWords.offices),
            (.brand, NameWords.brands), (.person, NameWords.people), (.name, NameWords.name),
            (.otherThing, NameWords.otherThings), (.greeting, NameWords.greetings),
            (.determiner, NameWords.determiners),
        ]
        for (role, words) in lists {
            for word in words.split(whereSeparator: \.isWhitespace) {
                let hash = NameLetters.hash(Array(word.utf8).span)
                var slot = Int(hash >> 20)
                while table[slot].hash != 0, table[slot].hash != hash { slot = (slot + 1) & (table.count - 1) }
                table[slot].hash = hash
                table[slot].roles.insert(role)
            }
        }
        return table
    }()
}
