extension Scanner {
    /// Takes a column that is only called `name` for one of surnames where another has given names, and the other way round.
    ///
    /// So are `first` and `last` beside each other.
    mutating func explainNames(of table: inout TableLayout) {
        let names = table.columns.map { NameColumns.folded($0.name) }
        if names.contains("first"), names.contains("last") {
            for index in names.indices where names[index] == "first" || names[index] == "last" {
                explainName(index, of: &table)
            }
        }
        if names.contains("given"), names.contains("family") {
            for index in names.indices where names[index] == "given" || names[index] == "family" {
                explainName(index, of: &table)
            }
        }
        guard names.contains(where: { NameColumns.parts.contains($0) || NameColumns.personal.contains($0) }) else {
            return
        }
        for index in names.indices where NameColumns.wholes.contains(names[index]) { explainName(index, of: &table) }
    }

    /// Takes a column for one of surnames.
    private mutating func explainName(_ index: Int, of table: inout TableLayout) {
        explain(&table.columns[index], meaning: NameColumns.meaning)
    }
}

/// What columns with names of people are called.
private enum NameColumns {
    static func folded(_ name: [UInt8]) -> String { String(decoding: name, as: UTF8.self).lowercased() }

    /// What a column means that has surnames.
    static let meaning = Array("last name".utf8)

    /// Columns with given names or with surnames.
    static let parts = Set(
        """
        vorname|first name|firstname|first_name|given name|givenname|given_name|prénom|prenom|voornaam|förnamn|fornavn|imię|imie
        jméno|etunimi|keresztnév|cognome|apellido|apellidos|sobrenome|apelido|surname|last name|lastname|last_name|nachname
        soyad|soyadı|prezime|nume|prenume|perekonnanimi|eesnimi|pavardė|uzvārds|příjmení|priezvisko|nazwisko|efternamn|etternavn
        efternavn|sukunimi|vezetéknév|achternaam|nom de famille|apellido paterno|primer apellido|fname|lname|nom_famille
        """
        .split { $0 == "|" || $0 == "\n" }.map(String.init)
    )

    /// Columns that only tables of people have.
    static let personal = Set(
        """
        dob|d.o.b.|d.o.b|date of birth|date_of_birth|birthdate|birth date|birthday|geb|geb.|geb.datum|geb. datum|gebdatum|gebdat|geburtsdatum
        geburtstag|geboren|date de naissance|né(e) le|naissance|datenaissance|fecha de nacimiento|fecha nac.|f. nac.|f_nac|fnac
        data di nascita|data nascita|data de nascimento|nascimento|geboortedatum|data urodzenia|data ur.|doğum tarihi|dogum|dogum_tarihi
        cpf|ssn|sin|bsn|pesel|nino|ni number|ni no.|personnummer|fødselsnummer|cpr|hetu|henkilötunnus|dni|dni/nie|nir|n° sécu|nº ss
        codice fiscale|cod. fiscale|cod.fiscale|cod.fisc.|aadhaar|aadhaar_no|tckn|tc|tc no|svnr|sv-nr|sv-nummer|ahv|ahv-nr|gender|sex
        geschlecht|sexe|sesso|sexo|nationality|marital status|salary|gehalt|blood group|passport|passport no|reisepass
        """
        .split { $0 == "|" || $0 == "\n" }.map { String($0.drop { $0 == " " }) }
    )

    /// Columns that have the other part beside one of those.
    static let wholes: Set<String> = [
        "name", "nom", "naam", "namn", "navn", "nome", "nombre", "nimi", "név", "ad", "adı", "namen", "imię i nazwisko",
        "ime", "vardas", "meno", "vārds", "nama",
        "jméno a příjmení", "last, first", "inhaber", "fahrer", "gast", "teilnehmer", "teilnehmer/in", "proprietario",
        "titular",
    ]
}
