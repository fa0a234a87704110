extension Scanner {
    /// Takes a column that is only called `name` for one of surnames where another has given names, and the other way round.
    ///
    /// So are `first` and `last` beside each other. A column that is only called `account` has those of a bank where another one
    /// has the code of the bank or of its branch.
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
        if names.contains(where: { AccountColumns.banks.contains($0) }) {
            for index in names.indices where AccountColumns.accounts.contains(names[index]) {
                explain(&table.columns[index], meaning: AccountColumns.meaning)
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
        born|birth_date|birth|nic|nic no|cnic|nik|mykad|ic no|nric|emirates id|iqama|omang|bvn|nin|kra pin|dui|curp|rut|cédula|cedula
        steuer-id|steuerid|pan no|rrn|insz|jmbg|oib|emšo|egn|cnp|id number|id_number|national id|national_id|дата рождения|снилс|паспорт
        дата народження|рнокпп|ημ. γέννησης|αμκα|生年月日|身份证号|身份證字號|주민등록번호|วันเกิด|เลขประจำตัวประชาชน|ת.ז.|תאריך לידה
        تاريخ الميلاد|رقم الهوية|დაბადების თარიღი|პირადი ნომერი
        """
        .split { $0 == "|" || $0 == "\n" }.map { String($0.drop { $0 == " " }) }
    )

    /// Columns that have the other part beside one of those.
    static let wholes: Set<String> = [
        "name", "nom", "naam", "namn", "navn", "nome", "nombre", "nimi", "név", "ad", "adı", "namen", "imię i nazwisko",
        "ime", "vardas", "meno", "vārds", "nama",
        "jméno a příjmení", "last, first", "inhaber", "fahrer", "gast", "teilnehmer", "teilnehmer/in", "proprietario",
        "titular", "employee", "mitarbeiter", "patient", "member", "mitglied", "tenant", "mieter", "pupil", "student",
        "schüler",
        "surname and initials", "vorname nachname", "имя", "фио", "сотрудник", "пациент", "клиент", "піб", "име",
        "име и презиме",
        "όνομα", "ονοματεπώνυμο", "שם", "الاسم", "ชื่อ", "სახელი", "姓名", "氏名", "名前", "이름", "성명",
    ]
}

/// Columns with accounts of a bank.
private enum AccountColumns {
    /// What a column means that has accounts.
    static let meaning = Array("account number".utf8)

    /// Columns with codes of banks and branches.
    static let banks: Set<String> = [
        "routing", "routing number", "routing_number", "routing no", "aba", "rtn", "transit", "sort code", "sort_code",
        "sortcode",
        "bsb", "ifsc", "ifsc code", "ifsc_code", "blz", "bankleitzahl", "swift", "bic", "clearing", "bank code",
        "bank_code",
        "banco", "agencia", "agência", "institution", "branch code", "branch_code", "銀行コード", "支店コード",
    ]

    /// Columns that have the account beside one of those.
    static let accounts: Set<String> = [
        "account", "acct", "acc", "acct no", "acct_no", "account_no", "account no", "konto", "conta", "cuenta",
        "compte", "folio",
        "rekening", "ktonr", "kto", "口座番号",
    ]
}
