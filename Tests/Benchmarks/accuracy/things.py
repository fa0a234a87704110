"""Health numbers, passports, driving licences, vehicles, telephones' own numbers and machine-readable zones."""

from checks import luhn_digit, mod11_10, mrz_digit, verhoeff_digit, weighted
from contact import FIRST, LAST, ascii_name, tongue
from europe import plain, shapes
from kinds import birth, digits, grouped, kind, letters, until

HEALTH = "health numbers"


def nhs(rng):
    text = digits(rng, 9, "4567")
    check = 11 - weighted(text, range(10, 1, -1)) % 11
    return None if check == 10 else text + str(check % 11)


def mbi(rng):
    a, n = "ACDEFGHJKMNPQRTUVWXY", "0123456789"
    text = "".join(letters(rng, 1, s) for s in (n[1:], a, a + n, n, a, a + n, n, a, a, n, n))
    return rng.choice([text, f"{text[:4]}-{text[4:7]}-{text[7:]}"])


def dea(rng):
    text = digits(rng, 6)
    check = (sum(map(int, text[0::2])) + 2 * sum(map(int, text[1::2]))) % 10
    return rng.choice("ABFGM") + letters(rng, 1) + text + str(check)


def npi(rng):
    text = digits(rng, 9, "1")
    return text + luhn_digit("80840" + text)


def kvnr(rng):
    letter, text = letters(rng, 1), digits(rng, 8)
    expanded = f"{ord(letter) - 64:02d}" + text
    return letter + text + str(sum(sum(divmod(int(d) * (1 + i % 2), 10)) for i, d in enumerate(expanded)) % 10)


def medicare(rng):
    text = digits(rng, 8, "23456")
    return text + str(weighted(text, (1, 3, 7, 9, 1, 3, 7, 9)) % 10) + str(rng.randint(1, 9))


def ihi(rng):
    text = "800360" + digits(rng, 9)
    return text + luhn_digit(text)


def nhi(rng):
    alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    text = letters(rng, 3, alphabet) + digits(rng, 3)
    total = sum((alphabet.index(c) + 1 if c.isalpha() else int(c)) * (7 - i) for i, c in enumerate(text))
    return None if total % 11 in (0, 1) else text + str(11 - total % 11)


def chi(rng):
    year, month, day = birth(rng)
    text = f"{day:02d}{month:02d}{year % 100:02d}{digits(rng, 3)}"
    check = 11 - weighted(text, range(10, 1, -1)) % 11
    return None if check == 10 else text + str(check % 11)


def cns(rng):
    text = rng.choice("789") + digits(rng, 13)
    for last in range(10):
        if weighted(text + str(last), range(15, 0, -1)) % 11 == 0:
            return text + str(last)
    return None


def ehic(rng):
    country = rng.choice(["276", "040", "250", "380", "724", "528"])
    return "80" + country + digits(rng, 5, "12345") + digits(rng, 10)


kind("UK_NHS_NUMBER", HEALTH, shapes(until(nhs), plain, lambda t: grouped(t, 3, 3)), {"en": ["NHS number", "NHS No.", "NHS No", "NHS"]}, weight=4)
kind("USA_MEDICARE_BENEFICIARY_IDENTIFIER", HEALTH, mbi, {"en": ["MBI", "Medicare Beneficiary Identifier", "Medicare number", "Medicare ID"]}, weight=3)
kind("US_DRUG_ENFORCEMENT_AGENCY_NUMBER", HEALTH, dea, {"en": ["DEA number", "DEA", "DEA No.", "DEA registration"]}, weight=3)
kind("USA_NATIONAL_PROVIDER_IDENTIFIER", HEALTH, npi, {"en": ["NPI", "NPI number", "National Provider Identifier"]}, weight=3)
kind("GERMANY_HEALTH_INSURANCE_NUMBER", HEALTH, kvnr, {
    "de": ["Krankenversichertennummer", "KVNR", "Versichertennummer", "Versicherten-Nr."], "en": ["German health insurance number"]}, weight=2)
kind("AUSTRALIA_MEDICARE_NUMBER", HEALTH, shapes(medicare, plain, lambda t: grouped(t, 4, 5)), {
    "en": ["Medicare card number", "Medicare number", "Medicare No."]}, weight=2)
kind("AUSTRALIA_INDIVIDUAL_HEALTHCARE_IDENTIFIER", HEALTH, shapes(ihi, plain, lambda t: grouped(t, 4, 4, 4)), {
    "en": ["IHI", "Individual Healthcare Identifier", "IHI number"]})
kind("NEW_ZEALAND_NATIONAL_HEALTH_INDEX_NUMBER", HEALTH, until(nhi), {"en": ["NHI number", "NHI", "National Health Index"]})
kind("UK_COMMUNITY_HEALTH_INDEX_NUMBER", HEALTH, until(chi), {"en": ["CHI number", "CHI No.", "Community Health Index"]})
kind("BRAZIL_NATIONAL_HEALTH_CARD_NUMBER", HEALTH, shapes(until(cns), plain, lambda t: grouped(t, 3, 4, 4)), {
    "pt": ["Cartão SUS", "CNS", "Cartão Nacional de Saúde"], "en": ["CNS"]})
kind("EUROPEAN_HEALTH_INSURANCE_CARD_NUMBER", HEALTH, ehic, {
    "en": ["EHIC", "European Health Insurance Card", "EHIC number"], "de": ["Europäische Krankenversicherungskarte", "EHIC"],
    "fr": ["carte européenne d'assurance maladie"], "es": ["tarjeta sanitaria europea"], "it": ["TEAM", "tessera sanitaria"]}, weight=2)
kind("USA_NATIONAL_DRUG_CODE", HEALTH, lambda r: f"{digits(r, 5)}-{digits(r, 4)}-{digits(r, 2)}", {"en": ["NDC", "National Drug Code", "NDC code"]})

PASSPORTS = "passports"
ALPHABET = "CFGHJKLMNPRTVWXYZ"
LABEL = ["passport number", "passport no.", "passport"]


def german_passport(rng):
    text = rng.choice("CFGHJK") + letters(rng, 8, "0123456789" * 2 + ALPHABET)
    return text if sum(c.isdigit() for c in text) >= 3 else None


def of(country, labels=LABEL):
    return [f"{country} {label}" for label in labels]


ANY = ("USA_PASSPORT_NUMBER UK_PASSPORT_NUMBER CANADA_PASSPORT_NUMBER FRANCE_PASSPORT_NUMBER GERMANY_PASSPORT_NUMBER "
       "ITALY_PASSPORT_NUMBER SPAIN_PASSPORT_NUMBER POLAND_PASSPORT_NUMBER")
kind("USA_PASSPORT_NUMBER UK_PASSPORT_NUMBER", PASSPORTS, lambda r: digits(r, 9, "23456"), {"en": of("US") + LABEL}, exotic=False, weight=2)
kind("UK_PASSPORT_NUMBER USA_PASSPORT_NUMBER", PASSPORTS, lambda r: digits(r, 9, "123456789"), {"en": of("UK") + of("British")}, exotic=False, weight=2)
kind("CANADA_PASSPORT_NUMBER " + ANY, PASSPORTS, lambda r: letters(r, 2) + digits(r, 6), {
    "en": of("Canadian"), "fr": ["passeport canadien"]}, exotic=False)
kind("FRANCE_PASSPORT_NUMBER " + ANY, PASSPORTS, lambda r: digits(r, 2) + letters(r, 2) + digits(r, 5), {
    "fr": ["numéro de passeport", "passeport n°", "passeport"], "en": of("French")}, exotic=False, weight=2)
kind("GERMANY_PASSPORT_NUMBER " + ANY, PASSPORTS, until(german_passport), {
    "de": ["Reisepassnummer", "Reisepass-Nr.", "Passnummer", "Reisepass"], "en": of("German")}, exotic=False, weight=2)
kind("ITALY_PASSPORT_NUMBER " + ANY, PASSPORTS, lambda r: letters(r, 2) + digits(r, 7), {
    "it": ["numero di passaporto", "passaporto n.", "passaporto"], "en": of("Italian")}, exotic=False)
kind("SPAIN_PASSPORT_NUMBER " + ANY, PASSPORTS, lambda r: letters(r, 3) + digits(r, 6), {
    "es": ["número de pasaporte", "pasaporte n.º", "pasaporte"], "en": of("Spanish")}, exotic=False)

LICENCES = "driving licences"


def uk_licence(rng):
    year, month, day = birth(rng)
    name = ascii_name(rng.choice(LAST["en"])).upper()[:5].ljust(5, "9")
    female = rng.choice((0, 5))
    return (f"{name}{year // 10 % 10}{month // 10 + female}{month % 10}{day:02d}{year % 10}{letters(rng, 1)}"
            f"{rng.choice('9' + 'ABCDEJKLM')}9{letters(rng, 2)}")


LICENSE = ["driver's license number", "driver license", "drivers license no.", "DL number"]
kind("DRIVERS_LICENSE CANADA_DRIVERS_LICENSE AUSTRALIA_DRIVERS_LICENSE", LICENCES, lambda r: r.choice([letters(r, 1) + digits(r, 7), letters(r, 1) + digits(r, 12), digits(r, 8, "123456789")]), {
    "en": LICENSE}, exotic=False, weight=3)
kind("UK_DRIVERS_LICENSE", LICENCES, uk_licence, {"en": ["driving licence number", "DVLA driver number", "driving licence no.", "UK driving licence"]}, exotic=False, weight=2)


def german_licence(rng):
    return letters(rng, 1) + digits(rng, 2) + letters(rng, 6, "0123456789" * 2 + "ABCDEFGHJKLMNPRSTUVWXYZ") + digits(rng, 1) + letters(rng, 1, "0123456789ABCDEFGH")


for country, language, maker, names in (
    ("GERMANY", "de", german_licence, ["Führerscheinnummer", "Führerschein-Nr.", "Führerschein"]),
    ("AUSTRIA", "de", lambda r: digits(r, 8), ["Führerscheinnummer (Österreich)"]),
    ("FRANCE", "fr", lambda r: digits(r, 12), ["numéro de permis de conduire", "permis de conduire"]),
    ("ITALY", "it", lambda r: letters(r, 2) + digits(r, 7) + letters(r, 1), ["patente di guida", "numero patente", "patente"]),
    ("SPAIN", "es", lambda r: "".join(__import__("europe").dni(r)), ["permiso de conducir", "carnet de conducir"]),
    ("NETHERLANDS", "nl", lambda r: digits(r, 10, "345"), ["rijbewijsnummer", "rijbewijs nr."]),
    ("POLAND", "pl", lambda r: f"{digits(r, 5)}/{r.randint(1, 22):02d}/{digits(r, 4)}", ["numer prawa jazdy", "prawo jazdy"]),
    ("PORTUGAL", "pt", lambda r: f"{r.choice(['L', 'P', 'SE', 'C'])}-{digits(r, 7)} {r.randint(0, 9)}", ["carta de condução"]),
):
    types = f"{country}_DRIVERS_LICENSE" + {"NETHERLANDS": " BELGIUM_DRIVERS_LICENSE", "SPAIN": " SPAIN_DNI_NUMBER SPAIN_NIF_NUMBER"}.get(country, "")
    kind(types, LICENCES, maker, {language: names}, exotic=False)

VIN_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9)))


def vin(rng):
    alphabet = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
    text = list(rng.choice("1HG 1FT 2HG WVW WAU JTD 3VW 5YJ VF1 ZFA KMH".split()) + letters(rng, 13, alphabet) + digits(rng, 1))
    text[13:] = digits(rng, 4)
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    total = sum((VIN_VALUES[c] if c.isalpha() else int(c)) * w for c, w in zip(text, weights))
    text[8] = "0123456789X"[total % 11]
    return "".join(text)


kind("VEHICLE_IDENTIFICATION_NUMBER", "vehicles", vin, {
    "en": ["VIN", "vehicle identification number", "chassis number", "VIN number"], "de": ["Fahrgestellnummer", "FIN", "Fahrzeug-Identifizierungsnummer"],
    "fr": ["numéro de châssis", "VIN"], "es": ["número de bastidor", "bastidor"], "it": ["numero di telaio"],
    "pt": ["número do chassi"], "nl": ["chassisnummer"], "pl": ["numer VIN", "nr nadwozia"]}, exotic=False, weight=5)


def imei(rng):
    text = rng.choice("35 86 01 99".split()[:3]) + digits(rng, 12)
    text += luhn_digit(text)
    return rng.choice([text, text, f"{text[:2]}-{text[2:8]}-{text[8:14]}-{text[14]}"])


kind("IMEI_NUMBER", "IMEI", imei, {"en": ["IMEI", "IMEI number", "device IMEI", "IMEI 1"], "de": ["IMEI-Nummer", "IMEI"], "fr": ["numéro IMEI"],
                                   "es": ["número IMEI"], "it": ["codice IMEI"], "pl": ["numer IMEI"], "pt": ["número IMEI"], "nl": ["IMEI-nummer"]}, weight=5)


def mrz(rng):
    year, month, day = birth(rng)
    language = tongue(rng)
    last, first = (ascii_name(rng.choice(x[language])).upper() for x in (LAST, FIRST))
    nation = rng.choice("GBR USA FRA D<< ITA ESP NLD POL PRT CHE AUT".split())
    born = f"{year % 100:02d}{month:02d}{day:02d}"
    ends = f"{rng.randint(26, 36)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"
    number, sex = letters(rng, 2) + digits(rng, 7), rng.choice("MF<")
    born, ends, whole = born + mrz_digit(born), ends + mrz_digit(ends), number + mrz_digit(number)
    if rng.random() < 0.6:
        personal = "<" * 14
        personal += mrz_digit(personal)
        first_line = f"P<{nation}{last}<<{first}".ljust(44, "<")
        second = f"{whole}{nation}{born}{sex}{ends}{personal}"
        return first_line + "\n" + second + mrz_digit(whole + born + ends + personal)
    first_line = f"I<{nation}{whole}".ljust(30, "<")
    second = f"{born}{sex}{ends}{nation}".ljust(29, "<")
    check = mrz_digit(first_line[5:] + born + ends + second[18:29])
    return f"{first_line}\n{second}{check}\n" + f"{last}<<{first}".ljust(30, "<")


kind("MACHINE_READABLE_ZONE", "machine-readable zones", mrz, {
    "en": ["MRZ", "machine readable zone", "passport scan"], "de": ["maschinenlesbare Zone"], "fr": ["zone de lecture (MRZ)"]},
    bare=True, exotic=False, weight=3)

# Others measure credentials; a few keep the table whole.
CREDENTIALS = "credentials"
kind("AWS_ACCESS_KEY AWS_CREDENTIALS AWS_ACCESS_KEY_ID", CREDENTIALS, lambda r: "AKIA" + letters(r, 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), {
    "en": ["AWS access key", "aws access key id"]}, exotic=False, weight=0.5)
