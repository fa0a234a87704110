"""Payment cards, accounts, securities and addresses of cryptocurrencies."""

from checks import BECH32, base58check, bech32, keccak256, luhn_digit, mod97_digits, weighted
from europe import plain, shapes
from kinds import digits, grouped, kind, letters, until

CARDS, IBAN, ACCOUNTS = "payment cards", "IBAN", "bank accounts"

# Numbers that schemes publish to test with.
TEST_CARDS = """4111111111111111 4012888888881881 5555555555554444 5105105105105100 378282246310005
371449635398431 6011111111111117 6011000990139424 30569309025904 38520000023237 3530111333300000 3566002020360505
4000056655665556 2223003122003222 5200828282828210 4222222222222 6200000000000005""".split()


def card(rng):
    prefix, count = rng.choice([("4", 16), ("4", 16), (str(rng.randint(51, 55)), 16), (str(rng.randint(51, 55)), 16),
                                (str(rng.randint(2221, 2720)), 16), (rng.choice(["34", "37"]), 15), ("6011", 16), ("65", 16),
                                ("36", 14), (str(rng.randint(3528, 3589)), 16)])
    text = prefix + digits(rng, count - len(prefix) - 1)
    if len(set(text)) < 6:
        return None
    text += luhn_digit(text)
    if text in TEST_CARDS:
        return None
    groups = {16: (4, 4, 4), 15: (4, 6), 14: (4, 6)}[count]
    by = rng.choice([" ", " ", "-", "", ""])
    return grouped(text, *groups, by=by)


# Structures of the IBAN registry: n digits, a letters, c either.
IBANS = {
    "DE": "18n", "AT": "16n", "CH": "5n12c", "FR": "10n11c2n", "ES": "20n", "IT": "1a10n12c", "NL": "4a10n", "BE": "12n",
    "GB": "4a14n", "IE": "4a14n", "PL": "24n", "PT": "21n", "SE": "20n", "DK": "14n", "NO": "11n", "FI": "14n", "LU": "3n13c",
    "CZ": "20n", "SK": "20n", "HU": "24n", "RO": "4a16c", "BG": "4a6n8c", "HR": "17n", "SI": "15n", "GR": "7n16c",
    "CY": "8n16c", "MT": "4a5n18c", "EE": "16n", "LV": "4a13c", "LT": "16n", "IS": "22n", "LI": "5n12c", "MC": "10n11c2n",
    "TR": "6n16c", "SA": "2n18c", "AE": "19n", "IL": "19n", "BR": "23n1a1c", "UA": "6n19c", "KZ": "3n13c", "RS": "18n",
}
COUNTRY = dict(DE="GERMANY", AT="AUSTRIA", CH="SWITZERLAND", FR="FRANCE", ES="SPAIN", IT="ITALY", NL="NETHERLANDS",
               BE="BELGIUM", GB="UK", IE="IRELAND", PL="POLAND", PT="PORTUGAL", SE="SWEDEN", DK="DENMARK", NO="NORWAY",
               FI="FINLAND", LU="LUXEMBOURG", CZ="CZECH_REPUBLIC", SK="SLOVAKIA", HU="HUNGARY", RO="ROMANIA", BG="BULGARIA",
               HR="CROATIA", SI="SLOVENIA", GR="GREECE", CY="CYPRUS", MT="MALTA", EE="ESTONIA", LV="LATVIA", LT="LITHUANIA",
               IS="ICELAND", LI="LIECHTENSTEIN", MC="MONACO", TR="TURKIYE", SA="SAUDI_ARABIA", AE="UNITED_ARAB_EMIRATES",
               IL="ISRAEL", BR="BRAZIL", UA="UKRAINE", KZ="KAZAKHSTAN", RS="SERBIA")


def national_digits(country, text, rng):
    """The national check digits within an IBAN, where a country has them and we know how they are made."""
    if country == "ES":
        bank, account = text[:8], text[10:]
        first = 11 - weighted(bank, (4, 8, 5, 10, 9, 7, 3, 6)) % 11
        second = 11 - weighted(account, (1, 2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11
        return bank + "".join({10: "1", 11: "0"}.get(v, str(v)) for v in (first, second)) + account
    if country in ("FR", "MC"):
        values = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789"))
        number = int("".join(values.get(c, c) for c in text[:21] + "00"))
        return text[:21] + f"{97 - number % 97:02d}"
    if country == "IT":
        odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]
        total = 0
        for place, letter in enumerate(text[1:]):
            value = int(letter) if letter.isdigit() else ord(letter) - 65
            total += odd[value] if place % 2 == 0 else value
        return chr(65 + total % 26) + text[1:]
    if country == "BE":
        return text[:10] + f"{int(text[:10]) % 97 or 97:02d}"
    if country == "NO":
        check = -weighted(text, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
        return None if check == 10 else text[:10] + str(check)
    return text


def iban(country):
    def make(rng):
        import re

        text = "".join(
            digits(rng, int(n)) if c == "n" else letters(rng, int(n)) if c == "a" else
            letters(rng, int(n), "0123456789012345678901234567ABCDEFGH")
            for n, c in re.findall(r"(\d+)([anc])", IBANS[country]))
        text = national_digits(country, text, rng)
        if text is None:
            return None
        whole = country + mod97_digits(text + country) + text
        return rng.choice([whole, whole, grouped(whole, *[4] * 9)])

    return until(make)


IBAN_LABELS = {"en": ["IBAN", "account (IBAN)", "beneficiary IBAN"], "de": ["IBAN", "Bankverbindung", "Konto (IBAN)"],
               "fr": ["IBAN", "compte bancaire"], "es": ["IBAN", "cuenta bancaria"], "it": ["IBAN", "coordinate bancarie"],
               "pt": ["IBAN", "conta bancária"], "nl": ["IBAN", "rekeningnummer"], "pl": ["IBAN", "numer konta"]}
for code, name in COUNTRY.items():
    kind(f"{name}_BANK_ACCOUNT_NUMBER", IBAN, iban(code), IBAN_LABELS, bare=True, weight=0.35)

kind("CREDIT_CARD_NUMBER CREDIT_CARD_NUMBER_(NO_KEYWORD)", CARDS, until(card), {
    "en": ["card number", "credit card", "Credit card number", "cc number", "Visa", "payment card", "card no.", "PAN"],
    "de": ["Kreditkartennummer", "Kartennummer", "Kreditkarte"], "fr": ["numéro de carte", "carte bancaire", "numéro de CB"],
    "es": ["número de tarjeta", "tarjeta de crédito"], "it": ["numero carta", "carta di credito"],
    "pt": ["número do cartão", "cartão de crédito"], "nl": ["creditcardnummer", "kaartnummer"],
    "pl": ["numer karty", "karta kredytowa"]}, bare=True, weight=12)


def expiry(rng):
    month, year = rng.randint(1, 12), rng.randint(26, 33)
    return rng.choice([f"{month:02d}/{year}", f"{month:02d}/20{year}"])


kind("CREDIT_CARD_EXPIRATION", CARDS, expiry, {
    "en": ["card expiration date", "card expiry", "credit card expiration", "exp date"],
    "de": ["Karte gültig bis"], "fr": ["date d'expiration de la carte"]}, exotic=False, weight=2)
kind("CREDIT_CARD_SECURITY_CODE", CARDS, lambda r: digits(r, 3), {
    "en": ["CVV", "CVC", "card security code", "CVV2", "card verification value"], "fr": ["cryptogramme visuel"],
    "de": ["Kartenprüfnummer"]}, exotic=False, weight=2)


def routing(rng):
    text = rng.choice([f"{rng.randint(1, 12):02d}", f"{rng.randint(21, 32)}"]) + digits(rng, 6)
    return text + str(-weighted(text, (3, 7, 1, 3, 7, 1, 3, 7)) % 10)


kind("ABA_ROUTING_NUMBER", ACCOUNTS, routing, {"en": ["routing number", "ABA routing number", "ABA", "bank routing no."]}, weight=2)
kind("BANK_ACCOUNT_NUMBER", ACCOUNTS, lambda r: digits(r, r.randint(9, 14), "123456789"), {
    "en": ["bank account number", "checking account number", "savings account no.", "bank account"]}, weight=2)


def clabe(rng):
    text = rng.choice("002 012 014 021 036 044 058 072 127 137".split()) + f"{rng.choice([10, 20, 180, 320, 580, 650]):03d}" + digits(rng, 11)
    return text + str(-sum(int(d) * w % 10 for d, w in zip(text, (3, 7, 1) * 6)) % 10)


def cbu(rng):
    bank, account = digits(rng, 7, "012"), digits(rng, 13)
    first = -weighted(bank, (7, 1, 3, 9, 7, 1, 3)) % 10
    second = -weighted(account, (3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3)) % 10
    return f"{bank}{first}{account}{second}"


def norwegian(rng):
    text = digits(rng, 10, "123456789")
    check = -weighted(text, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    if check == 10 or text[4:6] == "00":
        return None
    return rng.choice([text + str(check), f"{text[:4]}.{text[4:6]}.{text[6:]}{check}"])


def polish(rng):
    text = digits(rng, 24)
    return mod97_digits(text + "PL") + text


def hungarian(rng):
    weights = (9, 7, 3, 1, 9, 7, 3)
    bank, account = digits(rng, 7, "1"), digits(rng, 15)
    bank += str(-weighted(bank, weights) % 10)
    account += str(-weighted(account, weights + (1,) + weights) % 10)
    return f"{bank}-{account[:8]}-{account[8:]}"


kind("MEXICO_BANK_ACCOUNT_NUMBER", ACCOUNTS, clabe, {"es": ["CLABE", "CLABE interbancaria", "cuenta CLABE"], "en": ["CLABE"]})
kind("ARGENTINA_BANK_ACCOUNT_NUMBER", ACCOUNTS, cbu, {"es": ["CBU", "clave bancaria uniforme"], "en": ["CBU"]})
kind("NORWAY_ACCOUNT_NUMBER", ACCOUNTS, until(norwegian), {"en": ["kontonummer", "bankkonto", "Norwegian account (kontonr)"]})
kind("POLAND_ACCOUNT_NUMBER POLAND_BANK_ACCOUNT_NUMBER", ACCOUNTS, shapes(polish, plain, lambda t: grouped(t, 2, 4, 4, 4, 4, 4)), {
    "pl": ["numer konta", "nr rachunku", "NRB", "rachunek bankowy"], "en": ["NRB"]})
kind("HUNGARY_ACCOUNT_NUMBER", ACCOUNTS, hungarian, {"en": ["bankszámlaszám", "számlaszám"]})


def bic(rng):
    country = rng.choice("DE FR GB US NL ES IT CH AT BE PL PT SE DK".split())
    return letters(rng, 4) + country + rng.choice("23456789ABCDEFLM") + letters(rng, 1, "23456789ABFHMX") + rng.choice(["", "XXX", digits(rng, 3)])


kind("BIC_CODE", "BIC", bic, {"en": ["BIC", "SWIFT code", "SWIFT/BIC", "BIC code"], "de": ["BIC", "SWIFT-Code", "BIC/SWIFT"],
                              "fr": ["BIC", "code SWIFT"], "es": ["código SWIFT", "BIC"], "it": ["codice BIC", "BIC"],
                              "pl": ["kod SWIFT", "BIC"], "nl": ["BIC", "BIC-code"], "pt": ["código SWIFT", "BIC"]},
     exotic=False, weight=4)


def isin(rng):
    text = rng.choice("US DE FR GB CH NL JP CA ES IT".split()) + letters(rng, 9, "0123456789012345678901234567890ABCDEF")
    return text + luhn_digit("".join(str(int(c, 36)) for c in text))


def lei(rng):
    text = rng.choice("5493 2138 5299 3912 9695 8156".split()) + "00" + letters(rng, 12, "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ")
    return text + mod97_digits(text)


def cusip(rng):
    text = digits(rng, 3) + letters(rng, 5, "0123456789ABCDEFGH")
    total = sum(sum(divmod(int(c, 36) * (1 + i % 2), 10)) for i, c in enumerate(text))
    return text + str(-total % 10)


def sedol(rng):
    text = "B" + letters(rng, 5, "0123456789BCDFGHJKLMNPQRSTVWXYZ")
    return text + str(-sum(int(c, 36) * w for c, w in zip(text, (1, 3, 1, 7, 3, 9))) % 10)


SECURITIES = "securities"
kind("ISIN_CODE", SECURITIES, isin, {"en": ["ISIN", "ISIN code"], "de": ["ISIN", "Wertpapier-ISIN"], "fr": ["code ISIN"],
                                     "es": ["código ISIN"], "it": ["codice ISIN"]}, exotic=False, weight=3)
kind("LEI_CODE", SECURITIES, lei, {"en": ["LEI", "legal entity identifier", "LEI code"], "de": ["LEI"], "fr": ["code LEI"]}, exotic=False, weight=3)
kind("CUSIP_NUMBER", SECURITIES, cusip, {"en": ["CUSIP", "CUSIP number"]}, exotic=False)
kind("SEDOL_NUMBER", SECURITIES, sedol, {"en": ["SEDOL", "SEDOL code"]}, exotic=False)


def bitcoin(rng):
    data = bytes(rng.randrange(256) for _ in range(20))
    if rng.random() < 0.5:
        return base58check(rng.choice([b"\0", b"\5"]) + data)
    count = rng.choice([20, 32])
    bits = "".join(f"{byte:08b}" for byte in (data + data)[:count]).ljust((count * 8 + 4) // 5 * 5, "0")
    version = rng.choice([0, 1]) if count == 32 else 0
    values = [version] + [int(bits[i : i + 5], 2) for i in range(0, len(bits), 5)]
    return bech32("bc", values, 0x2BC830A3 if version else 1)


def ethereum(rng):
    text = letters(rng, 40, "0123456789abcdef")
    if rng.random() < 0.5:
        return "0x" + text
    marks = keccak256(text.encode()).hex()
    return "0x" + "".join(c.upper() if int(m, 16) > 7 else c for c, m in zip(text, marks))


CRYPTO = "cryptocurrency"
kind("BITCOIN_ADDRESS", CRYPTO, bitcoin, {"en": ["BTC address", "Bitcoin wallet", "bitcoin address", "wallet address"],
                                          "de": ["Bitcoin-Adresse"], "fr": ["adresse Bitcoin"]}, bare=True, exotic=False, weight=4)
kind("ETHEREUM_ADDRESS", CRYPTO, ethereum, {"en": ["ETH address", "Ethereum wallet", "wallet address", "ethereum address"],
                                            "de": ["Ethereum-Adresse"]}, exotic=False, weight=4)
