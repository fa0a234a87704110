"""National, tax and VAT numbers of Europe."""

from checks import ean_digit, luhn_digit, mod11_10, weighted
from kinds import birth, digits, grouped, kind, letters, until


def shapes(make, *ways):
    """A maker that writes what `make` returns in one of several ways."""
    return lambda rng: rng.choice(ways)(make(rng))


def plain(text):
    return text


def mod11(weights, count, convert, first="123456789"):
    """A maker of numbers whose last digit follows from a weighted sum; `convert` returns None where there is none."""

    def make(rng):
        text = digits(rng, count, first)
        digit = convert(weighted(text, weights))
        return None if digit is None or digit > 9 else text + str(digit)

    return until(make)


def nir(rng):
    year, month, _ = birth(rng)
    department = rng.choice([f"{rng.randint(1, 19):02d}", f"{rng.randint(21, 95):02d}", "2A", "2B"])
    text = f"{rng.choice('12')}{year % 100:02d}{month:02d}{department}{rng.randint(1, 600):03d}{rng.randint(1, 900):03d}"
    number = int(text.replace("2A", "19").replace("2B", "18"))
    return text + f"{97 - number % 97:02d}"


def spi(rng):
    text = rng.choice("0123") + digits(rng, 9)
    return text + f"{int(text) % 511:03d}"


def steuer_id(rng):
    # Among the first ten digits exactly one comes twice or thrice.
    pool = list("0123456789")
    rng.shuffle(pool)
    chosen = pool[:9] + [pool[0]]
    rng.shuffle(chosen)
    if chosen[0] == "0":
        return None
    text = "".join(chosen)
    if any(text[i] == text[i + 1] == text[i + 2] for i in range(8)):
        return None
    return text + mod11_10(text)


def svnr(rng):
    year, month, day = birth(rng)
    area = rng.choice("02 03 04 08 09 10 11 12 13 14 15 16 17 18 19 20 21 23 24 25 26 28 29 38 39 40 42 48 49 50".split())
    letter = letters(rng, 1)
    serial = f"{rng.randint(0, 99):02d}"
    text = f"{area}{day:02d}{month:02d}{year % 100:02d}{letter}{serial}"
    expanded = text[:8] + f"{ord(letter) - 64:02d}" + serial
    total = sum(sum(divmod(int(d) * w, 10)) for d, w in zip(expanded, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)))
    return text + str(total % 10)


def german_card(rng):
    text = rng.choice("LMNPRTVWXYZ") + letters(rng, 8, "0123456789CFGHJKLMNPRTVWXYZ0123456789")
    if sum(c.isdigit() for c in text) < 3:
        return None
    total = sum(int(c, 36) * (7, 3, 1)[i % 3] for i, c in enumerate(text))
    return text + str(total % 10)


def austrian(rng):
    year, month, day = birth(rng)
    serial, born = digits(rng, 3, "123456789"), f"{day:02d}{month:02d}{year % 100:02d}"
    check = weighted(serial + born, (3, 7, 9, 5, 8, 4, 2, 1, 6)) % 11
    return None if check == 10 else serial + str(check) + born


def ahv(rng):
    text = "756" + digits(rng, 9)
    text += ean_digit(text)
    return rng.choice([f"{text[:3]}.{text[3:7]}.{text[7:11]}.{text[11:]}", text, grouped(text, 3, 4, 4)])


ODD = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
               [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14,
                16, 10, 22, 25, 24, 23]))


def codice_fiscale(rng):
    year, month, day = birth(rng)
    text = letters(rng, 6, "BCDFGLMNPRSTVZ") + f"{year % 100:02d}" + "ABCDEHLMPRST"[month - 1]
    text += f"{day + rng.choice((0, 40)):02d}" + letters(rng, 1, "ABCDEFGHIL") + digits(rng, 3)
    total = 0
    for place, letter in enumerate(text):
        total += ODD[letter] if place % 2 == 0 else int(letter, 36) - (0 if letter.isdigit() else 10)
    return text + chr(65 + total % 26)


def partita_iva(rng):
    text = digits(rng, 7) + f"{rng.randint(1, 100):03d}"
    return text + luhn_digit(text)


DNI = "TRWAGMYFPDXBNJZSQVHLCKE"


def dni(rng):
    text = digits(rng, 8, "01234567")
    return text, DNI[int(text) % 23]


def nie(rng):
    first, text = rng.choice("XYZ"), digits(rng, 7)
    return first, text, DNI[int(str("XYZ".index(first)) + text) % 23]


def cif_digit(text):
    odd = sum(sum(divmod(int(d) * 2, 10)) for d in text[0::2])
    return -(odd + sum(int(d) for d in text[1::2])) % 10


def cif(rng):
    text = f"{rng.randint(1, 52):02d}" + digits(rng, 5)
    kind_letter = rng.choice("ABEHPQSFGJUV")
    check = cif_digit(text)
    return kind_letter + text + ("JABCDEFGHI"[check] if kind_letter in "PQS" else str(check))


def spanish_social(rng):
    province, serial = f"{rng.randint(1, 50):02d}", digits(rng, 8, "123456789")
    check = f"{int(province + serial) % 97:02d}"
    return rng.choice([f"{province}/{serial}/{check}", f"{province} {serial} {check}", province + serial + check])


def portuguese(rng):
    text = rng.choice("125") + digits(rng, 7)
    check = 11 - weighted(text, range(9, 1, -1)) % 11
    return text + str(0 if check > 9 else check)


def belgian(rng):
    year, month, day = birth(rng)
    text = f"{year % 100:02d}{month:02d}{day:02d}{rng.randint(1, 997):03d}"
    check = 97 - int(("2" if year >= 2000 else "") + text) % 97
    whole = text + f"{check:02d}"
    dotted = f"{whole[:2]}.{whole[2:4]}.{whole[4:6]}-{whole[6:9]}.{whole[9:]}"
    return rng.choice([dotted, whole, f"{whole[:6]}-{whole[6:9]}-{whole[9:]}"])


def bsn(rng):
    text = digits(rng, 8, "123456789")
    check = weighted(text, range(9, 1, -1)) % 11
    return None if check == 10 else text + str(check)


def pps(rng):
    text = digits(rng, 7)
    second = rng.choice(["", "A", "B"])
    total = weighted(text, range(8, 1, -1)) + (9 * (ord(second) - 64) if second else 0)
    return text + "WABCDEFGHIJKLMNOPQRSTUV"[total % 23] + second


def nino(rng):
    while True:
        pair = letters(rng, 1, "ABCEGHJKLMNOPRSTWXYZ") + letters(rng, 1, "ABCEGHJKLMNPRSTWXYZ")
        if pair not in {"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"}:
            break
    text = digits(rng, 6)
    last = rng.choice("ABCD")
    return rng.choice([pair + text + last, f"{pair} {text[:2]} {text[2:4]} {text[4:]} {last}"])


def utr(rng):
    text = digits(rng, 9)
    return "21987654321"[weighted(text, (6, 7, 8, 9, 10, 5, 4, 3, 2)) % 11] + text


def personnummer(rng):
    year, month, day = birth(rng)
    text = f"{year % 100:02d}{month:02d}{day:02d}{rng.randint(1, 999):03d}"
    text += luhn_digit(text)
    century = str(year // 100)
    return rng.choice([f"{text[:6]}-{text[6:]}", f"{century}{text[:6]}-{text[6:]}", century + text])


def fodselsnummer(rng):
    year, month, day = birth(rng)
    serial = rng.randint(0, 499) if year < 2000 else rng.randint(500, 999)
    text = f"{day:02d}{month:02d}{year % 100:02d}{serial:03d}"
    first = -weighted(text, (3, 7, 6, 1, 8, 9, 4, 5, 2)) % 11
    second = -weighted(text + str(first % 10), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return None if 10 in (first, second) else text + f"{first}{second}"


def cpr(rng):
    year, month, day = birth(rng)
    serial = rng.randint(0, 3999) if year < 2000 else rng.randint(4000, 9999)
    return f"{day:02d}{month:02d}{year % 100:02d}-{serial:04d}"


def hetu(rng):
    year, month, day = birth(rng)
    born, serial = f"{day:02d}{month:02d}{year % 100:02d}", f"{rng.randint(2, 899):03d}"
    check = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(born + serial) % 31]
    return born + ("-" if year < 2000 else "A") + serial + check


def kennitala(rng):
    year, month, day = birth(rng)
    text = f"{day:02d}{month:02d}{year % 100:02d}{rng.randint(20, 99)}"
    check = -weighted(text, (3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return None if check == 10 else f"{text[:6]}-{text[6:]}{check}{'9' if year < 2000 else '0'}"


def baltic(rng):
    year, month, day = birth(rng)
    text = f"{rng.choice('34') if year < 2000 else rng.choice('56')}{year % 100:02d}{month:02d}{day:02d}{digits(rng, 3)}"
    check = weighted(text, (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)) % 11
    if check == 10:
        check = weighted(text, (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 11 % 10
    return text + str(check)


def latvian(rng):
    year, month, day = birth(rng)
    text = f"{day:02d}{month:02d}{year % 100:02d}{1 if year < 2000 else 2}{digits(rng, 3)}"
    check = (1101 - weighted(text, (1, 6, 3, 7, 9, 10, 5, 8, 4, 2))) % 11
    return None if check == 10 else f"{text[:6]}-{text[6:]}{check}"


def pesel(rng):
    year, month, day = birth(rng)
    text = f"{year % 100:02d}{month + (20 if year >= 2000 else 0):02d}{day:02d}{digits(rng, 4)}"
    return text + str(-weighted(text, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10)


nip = mod11((6, 5, 7, 2, 3, 4, 5, 6, 7), 9, lambda total: total % 11)
regon = mod11((8, 9, 2, 3, 4, 5, 6, 7), 8, lambda total: total % 11 % 10)


def rodne_cislo(rng):
    year, month, day = birth(rng)
    if year < 1954:
        return None
    text = f"{year % 100:02d}{month + rng.choice((0, 50)):02d}{day:02d}{digits(rng, 3)}"
    check = int(text) % 11
    return None if check == 10 else f"{text[:6]}/{text[6:]}{check}"


def taj(rng):
    text = digits(rng, 8)
    return text + str(weighted(text, (3, 7, 3, 7, 3, 7, 3, 7)) % 10)


def cnp(rng):
    year, month, day = birth(rng)
    text = f"{rng.choice('12') if year < 2000 else rng.choice('56')}{year % 100:02d}{month:02d}{day:02d}"
    text += f"{rng.randint(1, 46):02d}{rng.randint(1, 999):03d}"
    return text + str(weighted(text, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11 % 10) if (
        weighted(text, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11 != 10) else text + "1"


def egn(rng):
    year, month, day = birth(rng)
    text = f"{year % 100:02d}{month + (40 if year >= 2000 else 0):02d}{day:02d}{digits(rng, 3)}"
    return text + str(weighted(text, (2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11 % 10)


def oib(rng):
    text = digits(rng, 10)
    return text + mod11_10(text)


def emso(rng, regions):
    year, month, day = birth(rng)
    text = f"{day:02d}{month:02d}{year % 1000:03d}{rng.choice(regions)}{rng.randint(0, 999):03d}"
    check = 11 - weighted(text, (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return None if check == 10 else text + str(check % 11)


def afm(rng):
    text = digits(rng, 8, "01")
    return text + str(sum(int(d) * 2 ** (8 - i) for i, d in enumerate(text)) % 11 % 10)


def amka(rng):
    year, month, day = birth(rng)
    text = f"{day:02d}{month:02d}{year % 100:02d}{digits(rng, 4)}"
    return text + luhn_digit(text)


def tckn(rng):
    text = digits(rng, 9, "123456789")
    odd, even = sum(map(int, text[0::2])), sum(map(int, text[1::2]))
    text += str((odd * 7 - even) % 10)
    return text + str(sum(map(int, text)) % 10)


def siren(rng):
    text = digits(rng, 8, "345789")
    return text + luhn_digit(text)


def inn(rng):
    text = f"{rng.randint(1, 89):02d}" + digits(rng, 8)
    text += str(weighted(text, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10)
    return text + str(weighted(text, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10)


def snils(rng):
    text = digits(rng, 9, "123456789")
    check = weighted(text, range(9, 0, -1)) % 101 % 100
    return f"{text[:3]}-{text[3:6]}-{text[6:]} {check:02d}"


def matricule(rng):
    from checks import verhoeff_digit

    year, month, day = birth(rng)
    text = f"{year}{month:02d}{day:02d}{digits(rng, 3)}"
    return text + luhn_digit(text) + verhoeff_digit(text)
