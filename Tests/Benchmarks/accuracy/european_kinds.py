"""The kinds of Europe with the labels that people give them."""

from checks import luhn_digit, mod11_10, weighted
from europe import *
from kinds import digits, grouped, kind, letters, until

TAX, NATIONAL, VAT = "tax numbers", "national numbers", "VAT numbers"

kind("FRANCE_NATIONAL_IDENTIFICATION_NUMBER", NATIONAL, shapes(nir, plain, lambda t: grouped(t, 1, 2, 2, 2, 3, 3)), {
    "fr": ["numéro de sécurité sociale", "N° de sécurité sociale", "NIR", "n° sécu"], "en": ["French social security number"]})
kind("FRANCE_TAX_IDENTIFICATION_NUMBER", TAX, shapes(spi, plain, lambda t: grouped(t, 2, 2, 3, 3)), {
    "fr": ["numéro fiscal", "N° fiscal", "identifiant fiscal"], "en": ["French tax number"]})
kind("FRANCE_SIREN_NUMBER", "company numbers", shapes(siren, plain, lambda t: grouped(t, 3, 3)), {
    "fr": ["SIREN", "N° SIREN"], "en": ["SIREN number"]})
kind("GERMANY_TAX_IDENTIFICATION_NUMBER", TAX, shapes(until(steuer_id), plain, lambda t: grouped(t, 2, 3, 3)), {
    "de": ["Steuer-ID", "Steueridentifikationsnummer", "Steuerliche Identifikationsnummer", "Steuer-IdNr."],
    "en": ["German tax ID"]})
kind("GERMANY_SOCIAL_SECURITY_NUMBER", NATIONAL, shapes(svnr, plain, lambda t: grouped(t, 2, 6, 1)), {
    "de": ["Rentenversicherungsnummer", "Sozialversicherungsnummer", "SV-Nummer", "RVNR", "Versicherungsnummer"],
    "en": ["German pension insurance number"]})
kind("GERMANY_NATIONAL_IDENTIFICATION_NUMBER", NATIONAL, until(german_card), {
    "de": ["Personalausweisnummer", "Ausweisnummer", "Personalausweis-Nr.", "Personalausweis"],
    "en": ["German identity card number"]})
kind("AUSTRIA_SOCIAL_SECURITY_NUMBER", NATIONAL, shapes(until(austrian), plain, lambda t: grouped(t, 4)), {
    "de": ["österreichische Sozialversicherungsnummer", "SVNR", "SV-Nr. (AT)"], "en": ["Austrian social security number"]})
kind("SWITZERLAND_SOCIAL_SECURITY_NUMBER", NATIONAL, ahv, {
    "de": ["AHV-Nummer", "AHV-Nr.", "AHVN13", "Sozialversicherungsnummer AHV"], "fr": ["numéro AVS", "N° AVS"],
    "it": ["numero AVS"], "en": ["Swiss social security number", "AHV number"]})
kind("ITALY_NATIONAL_IDENTIFICATION_NUMBER", NATIONAL, codice_fiscale, {
    "it": ["codice fiscale", "Cod. Fisc.", "C.F."], "en": ["Italian fiscal code", "codice fiscale"]})
kind("ITALY_VAT_NUMBER", VAT, lambda r: r.choice(["", "IT"]) + partita_iva(r), {
    "it": ["partita IVA", "P. IVA", "P.IVA"], "en": ["Italian VAT number"]})
kind("SPAIN_DNI_NUMBER SPAIN_NIF_NUMBER", NATIONAL, lambda r: r.choice(["", "", "-"]).join(dni(r)), {
    "es": ["DNI", "D.N.I.", "documento nacional de identidad", "DNI/NIF"], "en": ["Spanish DNI"]})
kind("SPAIN_NIE_NUMBER", NATIONAL, lambda r: r.choice(["", "", "-"]).join(nie(r)), {
    "es": ["NIE", "número de identidad de extranjero", "N.I.E."], "en": ["Spanish NIE number"]})
kind("SPAIN_TAX_IDENTIFICATION_NUMBER SPAIN_NIF_NUMBER SPAIN_VAT_NUMBER", TAX, cif, {
    "es": ["CIF", "C.I.F.", "NIF de la empresa", "código de identificación fiscal"], "en": ["Spanish CIF"]})
kind("SPAIN_SOCIAL_SECURITY_NUMBER", NATIONAL, spanish_social, {
    "es": ["número de la seguridad social", "N.º Seguridad Social", "NSS", "número de afiliación a la seguridad social"],
    "en": ["Spanish social security number"]})
kind("PORTUGAL_TAX_IDENTIFICATION_NUMBER", TAX, shapes(portuguese, plain, lambda t: grouped(t, 3, 3)), {
    "pt": ["NIF", "número de contribuinte", "número de identificação fiscal", "contribuinte n.º"],
    "en": ["Portuguese tax number", "Portuguese NIF"]})
kind("BELGIUM_NATIONAL_NUMBER", NATIONAL, belgian, {
    "nl": ["rijksregisternummer", "rijksregister nr.", "INSZ"], "fr": ["numéro national", "numéro de registre national", "NISS"],
    "en": ["Belgian national number", "national register number"]})
kind("NETHERLANDS_CITIZEN_SERVICE_NUMBER", NATIONAL, shapes(until(bsn), plain, plain, lambda t: grouped(t, 4, 2, by=".")), {
    "nl": ["BSN", "burgerservicenummer", "BSN-nummer", "sofinummer"], "en": ["BSN", "Dutch citizen service number"]})
kind("LUXEMBOURG_NATIONAL_IDENTIFICATION_NUMBER", NATIONAL, matricule, {
    "fr": ["matricule national", "numéro de matricule luxembourgeois"], "de": ["luxemburgische Matrikelnummer"],
    "en": ["Luxembourg national identification number"]})
kind("IRELAND_PERSONAL_PUBLIC_SERVICE_NUMBER", NATIONAL, pps, {
    "en": ["PPS number", "PPSN", "PPS No", "personal public service number"]})
kind("UK_NATIONAL_INSURANCE_NUMBER", NATIONAL, nino, {
    "en": ["National Insurance number", "NI number", "NINO", "NI No", "Nat. Ins. No."]}, weight=2)
kind("UK_TAX_IDENTIFICATION_NUMBER", TAX, shapes(utr, plain, lambda t: grouped(t, 5)), {
    "en": ["UTR", "Unique Taxpayer Reference", "UTR number", "tax reference (UTR)"]})
kind("SWEDEN_PERSONAL_IDENTITY_NUMBER", NATIONAL, personnummer, {
    "en": ["personnummer", "Swedish personal identity number"], "de": ["schwedische Personennummer"]})
kind("NORWAY_NATIONAL_IDENTITY_NUMBER", NATIONAL, shapes(until(fodselsnummer), plain, lambda t: grouped(t, 6)), {
    "en": ["fødselsnummer", "Norwegian national identity number", "personnummer (Norway)"]})
kind("DENMARK_PERSONAL_IDENTIFICATION_NUMBER", NATIONAL, cpr, {"en": ["CPR-nummer", "CPR number", "cpr-nr", "Danish CPR"]})
kind("FINLAND_PERSONAL_IDENTITY_CODE", NATIONAL, hetu, {
    "en": ["henkilötunnus", "HETU", "Finnish personal identity code"]})
kind("ICELAND_IDENTITY_NUMBER", NATIONAL, until(kennitala), {"en": ["kennitala", "Icelandic kennitala"]})
kind("ESTONIA_PERSONAL_IDENTIFICATION_CODE", NATIONAL, baltic, {"en": ["isikukood", "Estonian personal code"]})
kind("LITHUANIA_PERSONAL_CODE", NATIONAL, baltic, {"en": ["asmens kodas", "Lithuanian personal code"]})
kind("LATVIA_PERSONAL_CODE", NATIONAL, until(latvian), {"en": ["personas kods", "Latvian personal code"]})
kind("POLAND_PESEL_NUMBER", NATIONAL, pesel, {"pl": ["PESEL", "numer PESEL", "nr PESEL"], "en": ["PESEL"]})
kind("POLAND_TAX_IDENTIFICATION_NUMBER", TAX, shapes(nip, plain, lambda t: grouped(t, 3, 3, 2, by="-")), {
    "pl": ["NIP", "numer NIP", "numer identyfikacji podatkowej"], "en": ["Polish NIP"]})
kind("POLAND_REGON", "company numbers", regon, {"pl": ["REGON", "numer REGON"], "en": ["REGON"]})
kind("CZECHIA_BIRTH_NUMBER", NATIONAL, until(rodne_cislo), {"en": ["rodné číslo", "rodné č.", "Czech birth number"]})
kind("HUNGARY_SOCIAL_SECURITY_NUMBER", NATIONAL, shapes(taj, plain, lambda t: grouped(t, 3, 3)), {
    "en": ["TAJ szám", "TAJ number", "Hungarian social security number"]})
kind("ROMANIA_PERSONAL_NUMERIC_CODE", NATIONAL, cnp, {"en": ["CNP", "cod numeric personal", "Romanian CNP"]})
kind("BULGARIA_UNIFORM_CIVIL_NUMBER", NATIONAL, egn, {"en": ["ЕГН", "EGN", "Bulgarian EGN"]})
kind("CROATIA_PERSONAL_IDENTIFICATION_NUMBER", NATIONAL, oib, {"en": ["OIB", "osobni identifikacijski broj", "Croatian OIB"]})
kind("SLOVENIA_CITIZEN_NUMBER SERBIA_CITIZEN_NUMBER", NATIONAL, until(lambda r: emso(r, ["50"])), {
    "en": ["EMŠO", "Slovenian EMŠO"]})
kind("SERBIA_CITIZEN_NUMBER SLOVENIA_CITIZEN_NUMBER", NATIONAL, until(lambda r: emso(r, ["71", "72", "73", "74", "75"])), {
    "en": ["JMBG", "matični broj (JMBG)"]})
kind("GREECE_TAX_IDENTIFICATION_NUMBER", TAX, afm, {"en": ["ΑΦΜ", "AFM", "Greek tax number (AFM)"]})
kind("GREECE_SOCIAL_SECURITY_NUMBER", NATIONAL, amka, {"en": ["ΑΜΚΑ", "AMKA"]})
kind("TURKIYE_IDENTITY_NUMBER", NATIONAL, tckn, {"en": ["T.C. Kimlik No", "TCKN", "TC kimlik numarası"]})
kind("RUSSIA_TAX_IDENTIFICATION_NUMBER", TAX, inn, {"en": ["ИНН", "INN (Russia)", "ИНН физического лица"]})
kind("RUSSIA_INSURANCE_NUMBER", NATIONAL, snils, {"en": ["СНИЛС", "SNILS"]})

# Value added tax: the prefix is part of the number.
VAT_LABELS = {"en": ["VAT number", "VAT ID", "VAT reg. no.", "EU VAT"], "de": ["USt-IdNr.", "Umsatzsteuer-ID", "UID-Nummer"],
              "fr": ["numéro de TVA", "N° TVA intracommunautaire"], "es": ["NIF-IVA", "número de IVA"],
              "it": ["partita IVA comunitaria"], "pt": ["número de IVA", "n.º IVA"],
              "nl": ["btw-nummer", "btw-id", "BTW nr."], "pl": ["numer VAT UE", "NIP UE"]}


def at_uid(rng):
    text = digits(rng, 7)
    total = sum(sum(divmod(int(d) * (1 if i % 2 == 0 else 2), 10)) for i, d in enumerate(text))
    return "ATU" + text + str((96 - total) % 10)


def be_vat(rng):
    text = rng.choice("01") + digits(rng, 7, "23456789")
    text += f"{97 - int(text) % 97:02d}"
    return rng.choice(["BE" + text, f"BE {text[:4]}.{text[4:7]}.{text[7:]}", f"BE{text[:4]}.{text[4:7]}.{text[7:]}"])


def de_vat(rng):
    text = digits(rng, 8, "123456789")
    return "DE" + text + mod11_10(text)


def dk_vat(rng):
    text = digits(rng, 7, "123456789")
    check = -weighted(text, (2, 7, 6, 5, 4, 3, 2)) % 11
    return None if check == 10 else "DK" + text + str(check)


def fr_vat(rng):
    number = siren(rng)
    return rng.choice(["FR{}{}", "FR {} {}"]).format(f"{(12 + 3 * (int(number) % 97)) % 97:02d}", number)


def nl_vat(rng):
    return "NL" + until(bsn)(rng) + "B" + f"{rng.randint(1, 9):02d}"


def se_vat(rng):
    text = digits(rng, 9, "5")
    return "SE" + text + luhn_digit(text) + "01"


def fi_vat(rng):
    text = digits(rng, 7, "012")
    check = -weighted(text, (7, 9, 10, 5, 8, 4, 2)) % 11
    return None if check == 10 else "FI" + text + str(check)


def lu_vat(rng):
    text = digits(rng, 6, "12")
    return "LU" + text + f"{int(text) % 89:02d}"


def gb_vat(rng):
    text = digits(rng, 7, "123456789")
    check = 97 - (weighted(text, range(8, 1, -1)) + rng.choice((0, 55))) % 97
    text += f"{check % 97:02d}"
    return rng.choice(["GB" + text, f"GB {text[:3]} {text[3:7]} {text[7:]}"])


def ch_vat(rng):
    text = until(lambda r: (lambda t: None if (11 - weighted(t, (5, 4, 3, 2, 7, 6, 5, 4)) % 11) == 10 else
                 t + str((11 - weighted(t, (5, 4, 3, 2, 7, 6, 5, 4)) % 11) % 11))(digits(r, 8, "1234")))(rng)
    return f"CHE-{text[:3]}.{text[3:6]}.{text[6:]} MWST"


def hu_vat(rng):
    text = digits(rng, 7, "12")
    return "HU" + text + str(-weighted(text, (9, 7, 3, 1, 9, 7, 3)) % 10)


for country, maker in {
    "AUSTRIA": at_uid, "BELGIUM": be_vat, "GERMANY": de_vat, "DENMARK": until(dk_vat), "FRANCE": fr_vat,
    "NETHERLANDS": nl_vat, "SWEDEN": se_vat, "FINLAND": until(fi_vat), "LUXEMBOURG": lu_vat, "UK": gb_vat,
    "SWITZERLAND": ch_vat, "HUNGARY": hu_vat, "ITALY": lambda r: "IT" + partita_iva(r),
    "PORTUGAL": lambda r: "PT" + portuguese(r), "POLAND": lambda r: "PL" + nip(r), "SPAIN": lambda r: "ES" + cif(r),
    "CROATIA": lambda r: "HR" + oib(r), "GREECE": lambda r: "EL" + afm(r),
}.items():
    kind(f"{country}_VAT_NUMBER", VAT, maker, VAT_LABELS, weight=0.6)
