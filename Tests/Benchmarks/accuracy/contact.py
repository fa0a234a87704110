"""Telephones, mail addresses, names, postal addresses, dates of birth and coordinates."""

import unicodedata

from kinds import birth, digits, kind, letters

FIRST = {
    "en": "James Mary Robert Patricia Jennifer Michael Linda Elizabeth Susan Joseph Sarah Karen Daniel Nancy Emily".split(),
    "de": "Jürgen Anna Lukas Katharina Matthias Ulrike Felix Sabine Tobias Renate Günther Heike".split(),
    "fr": "Émilie François Camille Julien Hélène Mathieu Chloé Antoine Margaux Thierry Noémie".split(),
    "es": "José Lucía Javier Carmen Alejandro María Íñigo Rocío Álvaro Beatriz Raúl".split(),
    "it": "Giulia Marco Francesca Alessandro Chiara Lorenzo Martina Niccolò Elisa Davide".split(),
    "pt": "João Beatriz Tiago Inês Gonçalo Mariana Rui Catarina Thiago Fernanda".split(),
    "nl": "Daan Sanne Joost Femke Bram Lotte Sjoerd Anouk Maarten Willemijn".split(),
    "pl": "Łukasz Agnieszka Paweł Katarzyna Małgorzata Tomasz Zofia Krzysztof Barbara Jakub".split(),
}
LAST = {
    "en": "Whitfield Carmichael Johnson Hargreaves Thompson O'Connor Lindqvist McAllister Robinson Bradshaw Ellison".split(),
    "de": "Müller Schröder Hoffmann Weiß Zimmermann Krüger Baumgartner Lehmann Vogel Köhler".split(),
    "fr": "Lefèvre Dubois Moreau Girard Rousseau Fontaine Mercier Bélanger Gauthier Perrin".split(),
    "es": "García Fernández Muñoz Ortega Domínguez Ibáñez Vázquez Ramírez Navarro Castillo".split(),
    "it": "Rossi Bianchi Colombo Esposito Ricci Marchetti D'Angelo Ferrari Conti Gallo".split(),
    "pt": "Silva Pereira Carvalho Gonçalves Araújo Figueiredo Teixeira Magalhães Ribeiro".split(),
    "nl": "Jansen Bakker Visser Dijkstra Hoekstra Mulder Kuipers Vermeulen Postma".split(),
    "pl": "Kowalski Wiśniewski Wójcik Kamiński Lewandowski Zieliński Szymański Dąbrowski".split(),
}


def tongue(rng):
    return rng.choice(list(FIRST))


def full_name(rng):
    language = tongue(rng)
    first, last = rng.choice(FIRST[language]), rng.choice(LAST[language])
    way = rng.random()
    if way < 0.12:
        return f"{last}, {first}"
    if way < 0.22 and language == "en":
        return f"{first} {letters(rng, 1)}. {last}"
    if way < 0.3 and language == "nl":
        return f"{first} van {rng.choice(['der', 'den', 'de'])} {last}"
    return f"{first} {last}"


NAME = "names"
kind("NAME", NAME, full_name, {
    "en": ["full name", "patient name", "customer name", "employee name", "account holder", "cardholder name", "contact name"],
    "de": ["Vor- und Nachname", "Name des Patienten", "Kontoinhaber", "Karteninhaber", "Name, Vorname"],
    "fr": ["nom complet", "nom et prénom", "nom du patient", "titulaire du compte"],
    "es": ["nombre completo", "nombre y apellidos", "nombre del paciente"],
    "it": ["nome e cognome", "nome completo", "intestatario"], "pt": ["nome completo", "nome do paciente"],
    "nl": ["volledige naam", "naam patiënt"], "pl": ["imię i nazwisko", "imię i nazwisko pacjenta"]}, exotic=False, weight=8)
kind("NAME", NAME, lambda r: r.choice(FIRST[tongue(r)]), {
    "en": ["first name", "given name"], "de": ["Vorname"], "fr": ["prénom"], "es": ["nombre de pila"], "it": ["nome di battesimo"],
    "pt": ["primeiro nome"], "nl": ["voornaam"], "pl": ["imię"]}, exotic=False, weight=2)
kind("NAME", NAME, lambda r: r.choice(LAST[tongue(r)]), {
    "en": ["last name", "surname", "family name"], "de": ["Nachname", "Familienname"], "fr": ["nom de famille"], "es": ["apellidos"],
    "it": ["cognome"], "pt": ["sobrenome", "apelido"], "nl": ["achternaam"], "pl": ["nazwisko"]}, exotic=False, weight=2)


def street_address(rng):
    number = rng.randint(1, 980)
    return rng.choice(ADDRESSES)(rng, number)


ADDRESSES = [
    lambda r, n: f"{n} {r.choice(['Maple', 'Oak', 'Lincoln', 'Cedar Hill', 'N. Fremont', 'SE Hawthorne'])} {r.choice(['Street', 'Ave', 'Blvd', 'Drive', 'Lane', 'Rd'])}, {r.choice(['Springfield, IL 62704', 'Portland, OR 97214', 'Austin, TX 78701', 'Madison, WI 53703-1412'])}",
    lambda r, n: f"{n} {r.choice(['King', 'Bloor', 'Granville'])} {r.choice(['St W', 'Street', 'Avenue'])}, {r.choice(['Toronto, ON M5V 2T6', 'Vancouver, BC V6Z 1M4', 'Calgary AB T2P 1J9'])}",
    lambda r, n: f"{n} {r.choice(['George', 'Collins', 'Adelaide'])} {r.choice(['Street', 'Road', 'Parade'])}, {r.choice(['Sydney NSW 2000', 'Melbourne VIC 3000', 'Fremantle WA 6160'])}",
    lambda r, n: f"{n % 200 + 1} {r.choice(['High', 'Church', 'Station', 'Victoria'])} {r.choice(['Street', 'Road', 'Lane', 'Close'])}, {r.choice(['London SW1A 2AB', 'Leeds LS1 4AP', 'Bristol BS8 1TH', 'Manchester M14 5RQ'])}",
    lambda r, n: f"{r.choice(['Lindenstraße', 'Hauptstr.', 'Am Stadtpark', 'Goetheallee', 'Bahnhofstraße', 'Schillerplatz'])} {n % 150 + 1}{r.choice(['', '', 'a', ' b'])}, {r.choice(['10969 Berlin', '80331 München', '50667 Köln', '04109 Leipzig'])}",
    lambda r, n: f"{n % 150 + 1} {r.choice(['rue de la République', 'avenue Victor Hugo', 'boulevard Saint-Michel', 'place de la Comédie', 'chemin des Vignes'])}, {r.choice(['69002 Lyon', '75005 Paris', '34000 Montpellier', '13001 Marseille'])}",
    lambda r, n: f"{r.choice(['Calle Mayor', 'C/ Alcalá', 'Avenida de la Constitución', 'Paseo del Prado', 'Plaza de España'])}{r.choice([', ', ' '])}{n % 150 + 1}, {r.choice(['28013 Madrid', '41001 Sevilla', '46002 Valencia', '08002 Barcelona'])}",
    lambda r, n: f"{r.choice(['Via Garibaldi', 'Via Giuseppe Verdi', 'Corso Vittorio Emanuele II', 'Piazza Dante', 'Viale Europa'])}{r.choice([', ', ' '])}{n % 150 + 1}, {r.choice(['20121 Milano', '00184 Roma', '10123 Torino (TO)', '50122 Firenze FI'])}",
    lambda r, n: f"{r.choice(['Rua das Flores', 'Avenida Paulista', 'Rua Augusta', 'Travessa do Comércio'])}, {n} - {r.choice(['Centro, São Paulo - SP, 01310-100', 'Bela Vista, Rio de Janeiro - RJ, 20040-002'])}",
    lambda r, n: f"{r.choice(['Keizersgracht', 'Dorpsstraat', 'Prinsenlaan', 'Oudegracht'])} {n}{r.choice(['', '-2', 'A'])}, {r.choice(['1015 CJ Amsterdam', '3511 LN Utrecht', '2511 AB Den Haag'])}",
    lambda r, n: f"{r.choice(['Mariahilfer Straße', 'Landstraßer Hauptstraße', 'Getreidegasse'])} {n % 120 + 1}/{r.randint(1, 20)}, {r.choice(['1060 Wien', '5020 Salzburg', '8010 Graz'])}",
    lambda r, n: f"{r.choice(['Bahnhofstrasse', 'Seestrasse', 'Marktgasse'])} {n % 120 + 1}, {r.choice(['8001 Zürich', '3011 Bern', '4051 Basel'])}",
    lambda r, n: f"ul. {r.choice(['Marszałkowska', 'Długa', 'Mickiewicza', 'Jana Pawła II'])} {n % 120 + 1}{r.choice(['', '/12', ' m. 4'])}, {r.choice(['00-590 Warszawa', '31-147 Kraków', '80-831 Gdańsk'])}",
    lambda r, n: f"{r.choice(['Storgatan', 'Drottninggatan', 'Kungsgatan'])} {n % 120 + 1}, {r.choice(['111 51 Stockholm', '411 06 Göteborg'])}",
]
kind("ADDRESS", "addresses", street_address, {
    "en": ["address", "home address", "billing address", "shipping address", "mailing address"],
    "de": ["Anschrift", "Adresse", "Lieferadresse", "wohnhaft"], "fr": ["adresse", "adresse de livraison", "domicile"],
    "es": ["dirección", "domicilio"], "it": ["indirizzo", "residenza"], "pt": ["endereço", "morada"],
    "nl": ["adres", "woonadres"], "pl": ["adres zamieszkania", "adres"]}, exotic=False, weight=10)

# Telephones: country, trunk and plan as the regulators publish them.
def local(rng, *pattern):
    return " ".join(digits(rng, n, "23456789" if i == 0 else "0123456789") for i, n in enumerate(pattern))


def nanp(rng):
    area, exchange = digits(rng, 3, "23456789"), digits(rng, 3, "23456789")
    if area[1] == "9" or area[1:] == "11" or exchange[1:] == "11" or exchange == "555":
        return nanp(rng)
    area = rng.choice("212 415 312 617 206 303 713 404 305 602 503 702".split())
    return area, exchange, digits(rng, 4)


def us_phone(rng):
    a, b, c = nanp(rng)
    return rng.choice([f"({a}) {b}-{c}", f"{a}-{b}-{c}", f"{a}.{b}.{c}", f"+1 {a}-{b}-{c}", f"1-{a}-{b}-{c}", f"+1 ({a}) {b}-{c}"])


MOBILE = {
    "GERMANY": ("49", "0", lambda r: [r.choice(["151", "160", "170", "171", "175", "176", "179"]), digits(r, 8, "23456789")]),
    "FRANCE": ("33", "0", lambda r: [r.choice("12345679"), digits(r, 2), digits(r, 2), digits(r, 2), digits(r, 2)]),
    "UK": ("44", "0", lambda r: ["7" + r.choice(["700", "911", "855", "400", "534"]), digits(r, 6, "123456789")]),
    "SPAIN": ("34", "", lambda r: ["6" + digits(r, 2), digits(r, 3), digits(r, 3)]),
    "ITALY": ("39", "", lambda r: ["3" + r.choice(["20", "33", "38", "47", "49", "51"]), digits(r, 3), digits(r, 4)]),
    "BRAZIL": ("55", "0", lambda r: [r.choice(["11", "21", "31", "41", "51"]), "9" + digits(r, 4) + "-" + digits(r, 4)]),
}
OTHER = {
    "41": lambda r: ["7" + r.choice("6789"), digits(r, 3, "23456789"), digits(r, 2), digits(r, 2)],
    "43": lambda r: ["6" + r.choice(["64", "76", "99"]), digits(r, 7, "123456789")],
    "31": lambda r: ["6", digits(r, 8, "12345")], "48": lambda r: [r.choice(["501", "602", "691", "790", "881"]), digits(r, 3), digits(r, 3)],
    "46": lambda r: ["7" + r.choice("0236"), digits(r, 3), digits(r, 2), digits(r, 2)], "351": lambda r: ["9" + r.choice("1236") + digits(r, 1), digits(r, 3), digits(r, 3)],
    "32": lambda r: ["4" + r.choice("7896") + digits(r, 1), digits(r, 2), digits(r, 2), digits(r, 2)], "91": lambda r: [digits(r, 5, "6789"), digits(r, 5)],
    "61": lambda r: ["4" + digits(r, 2), digits(r, 3), digits(r, 3)], "81": lambda r: [r.choice(["90", "80"]), digits(r, 4, "123456789"), digits(r, 4)],
    "86": lambda r: ["13" + digits(r, 1), digits(r, 4), digits(r, 4)], "52": lambda r: ["55", digits(r, 4, "12345678"), digits(r, 4)],
    "420": lambda r: ["60" + r.choice("12345678"), digits(r, 3), digits(r, 3)], "358": lambda r: ["40", digits(r, 3), digits(r, 4)],
    "353": lambda r: ["8" + r.choice("3567"), digits(r, 3), digits(r, 4)], "972": lambda r: ["5" + r.choice("0234"), digits(r, 3, "23456789"), digits(r, 4)],
}


def international(rng):
    parts_of = {**OTHER, **{code: make for code, _, make in MOBILE.values()}}
    code = rng.choice(list(parts_of))
    parts = parts_of[code](rng)
    zero = "" if code in ("34", "39", "48", "351", "420", "52", "91", "86") else "(0)"
    by = rng.choice([" ", " ", "-", ""])
    body = by.join(parts)
    return rng.choice([f"+{code}{by}{body}", f"+{code} {body}", f"+{code} {body}", f"00{code} {body}", f"+{code} {zero}{body}"])


PHONE_TYPES = ("INTERNATIONAL_PHONE_NUMBER PHONE_NUMBER UK_PHONE_NUMBER FRANCE_PHONE_NUMBER SPAIN_PHONE_NUMBER "
               "ITALY_PHONE_NUMBER BRAZIL_PHONE_NUMBER GERMANY_PHONE_NUMBER")
PHONES = {"en": ["phone", "telephone", "mobile", "cell", "Tel.", "phone number", "contact number"],
          "de": ["Telefon", "Tel.", "Mobil", "Handy", "Telefonnummer", "Rückruf unter Tel."], "fr": ["téléphone", "Tél.", "portable", "mobile"],
          "es": ["teléfono", "Tel.", "móvil", "número de teléfono"], "it": ["telefono", "cellulare", "Tel.", "cell."],
          "pt": ["telefone", "telemóvel", "celular", "Tel."], "nl": ["telefoon", "mobiel", "telefoonnummer", "Tel."],
          "pl": ["telefon", "tel.", "numer telefonu", "tel. kom."]}
kind(PHONE_TYPES, "telephones", international, PHONES, bare=True, weight=6)
kind("PHONE_NUMBER " + PHONE_TYPES, "telephones", us_phone, {"en": PHONES["en"]}, bare=True, weight=4)
for place, language in (("GERMANY", "de"), ("FRANCE", "fr"), ("UK", "en"), ("SPAIN", "es"), ("ITALY", "it"), ("BRAZIL", "pt")):
    def national(rng, place=place):
        code, trunk, make = MOBILE[place]
        parts = make(rng)
        if place == "BRAZIL":
            return f"({parts[0]}) {parts[1]}"
        if place == "GERMANY":
            return f"0{parts[0]}{rng.choice(['/', ' ', '-', ''])}{parts[1]}"
        text = " ".join(parts)
        return (trunk + text).replace(" ", rng.choice([" ", " ", ".", ""]) if place in ("FRANCE",) else rng.choice([" ", ""]))

    kind(f"{place}_PHONE_NUMBER " + PHONE_TYPES, "telephones", national, {language: PHONES[language]}, weight=1)


def ascii_name(text):
    text = text.replace("ł", "l").replace("Ł", "L").replace("ß", "ss").replace("'", "")
    return unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode().lower()


HOSTS = """gmail.com outlook.com web.de gmx.net orange.fr libero.it terra.es sapo.pt ziggo.nl wp.pl proton.me icloud.com yahoo.co.uk
posteo.de fastmail.com bluewin.ch telenet.be uol.com.br naver.com qq.com mail.ru seznam.cz kanzlei-hoffmann.de stadt-koeln.de
cs.ox.ac.uk hospital.nhs.uk acme-widgets.io lindqvist.museum praxis.berlin""".split()


def mail(rng):
    language = tongue(rng)
    first, last = ascii_name(rng.choice(FIRST[language])), ascii_name(rng.choice(LAST[language]))
    user = rng.choice([f"{first}.{last}", f"{first[0]}{last}", f"{first}_{last}{rng.randint(1, 99)}", f"{first}+shop", f"{last}-{first}"])
    if rng.random() < 0.06:
        return f"{user}@{rng.choice(['müller-söhne.de', 'xn--mller-shne-57a7c.de', 'пример-почта.рф', 'café-lumière.fr', 'bücher.ch'])}"
    return f"{user}@{rng.choice(HOSTS)}"


kind("EMAIL_ADDRESS", "mail addresses", mail, {
    "en": ["e-mail", "email", "email address", "contact"], "de": ["E-Mail", "Mail", "E-Mail-Adresse"], "fr": ["courriel", "e-mail"],
    "es": ["correo electrónico", "correo"], "it": ["e-mail", "posta elettronica"], "pt": ["e-mail", "correio eletrónico"],
    "nl": ["e-mailadres", "e-mail"], "pl": ["e-mail", "adres e-mail"]}, bare=True, exotic=False, weight=10)

MONTHS = "January February March April May June July August September October November December".split()


def born(rng):
    year, month, day = birth(rng)
    return rng.choice([f"{year}-{month:02d}-{day:02d}", f"{day:02d}.{month:02d}.{year}", f"{day:02d}/{month:02d}/{year}",
                       f"{month}/{day}/{year}", f"{day} {MONTHS[month - 1]} {year}", f"{MONTHS[month - 1][:3]} {day}, {year}",
                       f"{day:02d}-{month:02d}-{year}"])


def born_numeric(rng):
    year, month, day = birth(rng)
    return rng.choice([f"{year}-{month:02d}-{day:02d}", f"{day:02d}.{month:02d}.{year}", f"{day:02d}/{month:02d}/{year}", f"{day}.{month}.{year}"])


kind("DATE_OF_BIRTH", "dates of birth", born, {"en": ["date of birth", "DOB", "D.O.B.", "birth date", "birthday", "born on"]}, exotic=False, weight=4)
kind("DATE_OF_BIRTH", "dates of birth", born_numeric, {
    "de": ["Geburtsdatum", "geb. am", "geboren am", "Geb.-Datum"], "fr": ["date de naissance", "né(e) le", "née le"],
    "es": ["fecha de nacimiento", "nacido el", "F. nacimiento"], "it": ["data di nascita", "nato il", "nata il"],
    "pt": ["data de nascimento", "nascido em"], "nl": ["geboortedatum", "geboren op"], "pl": ["data urodzenia", "ur. dnia"]},
    exotic=False, weight=4)


def place(rng):
    latitude, longitude = rng.uniform(-55, 68), rng.uniform(-170, 175)
    count = rng.randint(4, 7)
    return rng.choice([f"{latitude:.{count}f}, {longitude:.{count}f}", f"{latitude:.{count}f},{longitude:.{count}f}",
                       f"{abs(latitude):.{count}f}° {'N' if latitude > 0 else 'S'}, {abs(longitude):.{count}f}° {'E' if longitude > 0 else 'W'}"])


kind("LATITUDE_LONGITUDE", "coordinates", place, {
    "en": ["GPS coordinates", "location (lat/long)", "coordinates", "lat,lng", "GPS"], "de": ["GPS-Koordinaten", "Koordinaten"],
    "fr": ["coordonnées GPS"], "es": ["coordenadas GPS", "coordenadas"], "it": ["coordinate GPS"], "pt": ["coordenadas GPS"],
    "nl": ["GPS-coördinaten"], "pl": ["współrzędne GPS"]}, exotic=False, weight=5)
