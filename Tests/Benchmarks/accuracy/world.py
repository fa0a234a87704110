"""National and tax numbers of the Americas, Asia, the Pacific, the Middle East and Africa."""

from checks import luhn_digit, mod11_2, verhoeff_digit, weighted
from europe import plain, shapes
from kinds import birth, digits, grouped, kind, letters, until

TAX, NATIONAL, COMPANY = "tax numbers", "national numbers", "company numbers"


def ssn(rng):
    area = rng.choice([n for n in range(1, 900) if n != 666])
    group, serial = rng.randint(1, 99), rng.randint(1, 9999)
    if (area, group) == (987, 65) or f"{area:03d}{group:02d}{serial:04d}" in {"078051120", "219099999", "123456789", "457555462"}:
        return None
    by = rng.choice(["-", "-", "-", " ", ""])
    return f"{area:03d}{by}{group:02d}{by}{serial:04d}"


def itin(rng):
    group = rng.choice([*range(50, 66), *range(70, 89), 90, 91, 92, *range(94, 100)])
    return f"9{rng.randint(0, 99):02d}-{group}-{rng.randint(1, 9999):04d}"


def ein(rng):
    return f"{rng.choice('01 02 03 04 05 06 10 12 13 20 26 27 33 35 36 41 45 46 47 52 58 68 77 81 82 83 84 85'.split())}-{digits(rng, 7)}"


def sin(rng):
    text = digits(rng, 8, "1234567")
    return text + luhn_digit(text)


def cpf(rng):
    text = digits(rng, 9)
    for _ in range(2):
        rest = weighted(text, range(len(text) + 1, 1, -1)) * 10 % 11
        text += str(rest % 10)
    return text


def cnpj(rng):
    text = digits(rng, 8) + "0001"
    for weights in ((5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2), (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)):
        rest = weighted(text, weights) % 11
        text += str(0 if rest < 2 else 11 - rest)
    return text


def cuit(rng, prefixes):
    text = rng.choice(prefixes) + digits(rng, 8, "1234")
    check = 11 - weighted(text, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return None if check == 10 else f"{text[:2]}-{text[2:]}-{check % 11}"


def rut(rng):
    number = rng.randint(4_000_000, 26_000_000)
    total = sum(int(d) * (2 + i % 6) for i, d in enumerate(reversed(str(number))))
    check = "0K987654321"[total % 11] if total % 11 else "0"
    return rng.choice([f"{number:,}".replace(",", "."), str(number)]) + "-" + check


def nit(rng):
    text = digits(rng, 9, "89")
    rest = weighted(reversed(text), (3, 7, 13, 17, 19, 23, 29, 37, 41)) % 11
    return f"{text[:3]}.{text[3:6]}.{text[6:]}-{rest if rest < 2 else 11 - rest}"


STATES = "AS BC BS CC CL CM CS CH DF DG GT GR HG JC MC MN MS NT NL OC PL QT QR SP SL SR TC TS TL VZ YN ZS".split()


def curp(rng):
    year, month, day = birth(rng)
    text = letters(rng, 1, "BCDGHLMPRSTV") + letters(rng, 1, "AEIOU") + letters(rng, 2, "BCDFGHJLMNPRSTV")
    text += f"{year % 100:02d}{month:02d}{day:02d}{rng.choice('HM')}{rng.choice(STATES)}"
    text += letters(rng, 3, "BCDFGHJKLMNPQRSTVWXYZ") + (str(rng.randint(0, 9)) if year < 2000 else rng.choice("ABC"))
    alphabet = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
    total = sum(alphabet.index(c) * (18 - i) for i, c in enumerate(text))
    return text + str(-total % 10)


def rfc(rng, count):
    year, month, day = birth(rng)
    text = letters(rng, count, "BCDGHLMPRSTV") + f"{year % 100:02d}{month:02d}{day:02d}" + letters(rng, 2, "ABCDEFGH12345678")
    alphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
    padded = text.rjust(12)
    total = sum(alphabet.index(c) * (13 - i) for i, c in enumerate(padded))
    check = 11 - total % 11
    return text + {10: "A", 11: "0"}.get(check, str(check))


def tfn(rng):
    text = digits(rng, 8, "123456789")
    for last in range(10):
        if weighted(text + str(last), (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0:
            return text + str(last)
    return None


def abn(rng):
    text = digits(rng, 9)
    total = weighted("00" + text, (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19))
    # The two leading digits make the sum with the first less one divisible by 89.
    for lead in range(10, 100):
        if ((lead // 10 - 1) * 10 + lead % 10 + total) % 89 == 0:
            return str(lead) + text
    return None


def acn(rng):
    text = digits(rng, 8)
    return text + str(-weighted(text, range(8, 0, -1)) % 10)


def ird(rng):
    # Numbers were given out from 10-000-000 to 150-000-000.
    text = str(rng.randint(1_000_000, 14_999_999)).rjust(8, "0")
    check = -weighted(text, (3, 2, 7, 6, 5, 4, 3, 2)) % 11
    if check == 10:
        check = -weighted(text, (7, 4, 3, 2, 5, 2, 7, 6)) % 11
    return None if check == 10 else (text + str(check)).lstrip('0')


def aadhaar(rng):
    text = digits(rng, 11, "23456789")
    return text + verhoeff_digit(text)


def pan(rng):
    return letters(rng, 3) + rng.choice("PCHFT") + letters(rng, 1) + digits(rng, 4, "123456789") + letters(rng, 1)


def gstin(rng):
    text = f"{rng.randint(1, 37):02d}" + pan(rng) + rng.choice("123") + "Z"
    total = 0
    for place, letter in enumerate(text):
        total += sum(divmod(int(letter, 36) * (1 + place % 2), 36))
    return text + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[-total % 36]


def chinese(rng):
    year, month, day = birth(rng)
    area = rng.choice("110101 310104 440305 330106 510107 320102 420106 370102".split())
    text = f"{area}{year}{month:02d}{day:02d}{rng.randint(1, 999):03d}"
    return text + mod11_2(text)


def hong_kong(rng):
    letter, text = letters(rng, 1), digits(rng, 6)
    total = 36 * 9 + (int(letter, 36)) * 8 + weighted(text, range(7, 1, -1))
    return f"{letter}{text}({'0123456789A'[-total % 11]})"


TAIWAN = {c: i + 10 for i, c in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO")}


def taiwanese(rng):
    letter = rng.choice("ABCDEFGHJKLMNPQRSTUV")
    text = rng.choice("12") + digits(rng, 7)
    value = TAIWAN[letter]
    total = value // 10 + value % 10 * 9 + weighted(text, range(8, 0, -1))
    return letter + text + str(-total % 10)


def korean(rng):
    year, month, day = birth(rng)
    text = f"{year % 100:02d}{month:02d}{day:02d}{rng.choice('12') if year < 2000 else rng.choice('34')}"
    text += f"{rng.randint(0, 95):02d}{digits(rng, 3)}"
    check = (11 - weighted(text, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11) % 10
    return f"{text[:6]}-{text[6:]}{check}"


def my_number(rng):
    text = digits(rng, 11)
    total = sum(int(d) * (n + 1 if n <= 6 else n - 5) for n, d in enumerate(reversed(text), 1))
    return text + str(0 if total % 11 <= 1 else 11 - total % 11)


def nric(rng):
    first, text = rng.choice("STFG"), digits(rng, 7)
    total = weighted(text, (2, 7, 6, 5, 4, 3, 2)) + (4 if first in "TG" else 0)
    return first + text + ("JZIHGFEDCBA" if first in "ST" else "XWUTRQPNMLK")[total % 11]


def thai(rng):
    text = digits(rng, 12, "1234578")
    text += str((11 - weighted(text, range(13, 1, -1)) % 11) % 10)
    return rng.choice([text, f"{text[0]}-{text[1:5]}-{text[5:10]}-{text[10:12]}-{text[12]}"])


def israeli(rng):
    text = digits(rng, 8, "0123")
    return text + luhn_digit(text)


def south_african(rng):
    year, month, day = birth(rng)
    text = f"{year % 100:02d}{month:02d}{day:02d}{rng.randint(0, 9999):04d}{rng.choice('01')}8"
    return text + luhn_digit(text)


def luhned(prefix, count):
    def make(rng):
        text = prefix + digits(rng, count - len(prefix) - 1)
        return text + luhn_digit(text)

    return make


def emirates(rng):
    text = f"784{birth(rng)[0]}" + digits(rng, 7)
    text += luhn_digit(text)
    return rng.choice([text, f"{text[:3]}-{text[3:7]}-{text[7:14]}-{text[14]}"])


dashed3 = lambda t: grouped(t, 3, 3, by="-")
spaced3 = lambda t: grouped(t, 3, 3)

kind("USA_SOCIAL_SECURITY_NUMBER", "social security numbers", until(ssn), {
    "en": ["SSN", "Social Security Number", "Social Security No.", "soc sec #", "SSN#", "Soc. Sec. No."],
    "es": ["número de seguro social (EE. UU.)", "SSN"]}, weight=6)
kind("USA_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER", TAX, itin, {
    "en": ["ITIN", "Individual Taxpayer Identification Number", "taxpayer ID (ITIN)"]}, weight=2)
kind("USA_EMPLOYER_IDENTIFICATION_NUMBER", TAX, ein, {"en": ["EIN", "Employer Identification Number", "FEIN", "Federal EIN"]})
kind("CANADA_SOCIAL_INSURANCE_NUMBER", NATIONAL, shapes(sin, plain, spaced3, dashed3), {
    "en": ["SIN", "Social Insurance Number", "SIN number"], "fr": ["NAS", "numéro d'assurance sociale"]})
kind("BRAZIL_CPF_NUMBER", NATIONAL, shapes(cpf, plain, lambda t: f"{t[:3]}.{t[3:6]}.{t[6:9]}-{t[9:]}"), {
    "pt": ["CPF", "CPF nº", "C.P.F."], "en": ["CPF"]}, weight=2)
kind("BRAZIL_CNPJ_NUMBER", COMPANY, shapes(cnpj, plain, lambda t: f"{t[:2]}.{t[2:5]}.{t[5:8]}/{t[8:12]}-{t[12:]}"), {
    "pt": ["CNPJ", "CNPJ nº"], "en": ["CNPJ"]})
kind("ARGENTINA_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER", TAX, until(lambda r: cuit(r, ["20", "23", "24", "27"])), {
    "es": ["CUIL", "CUIT", "CUIL/CUIT"], "en": ["CUIL"]})
kind("ARGENTINA_ORGANIZATION_TAX_IDENTIFICATION_NUMBER", TAX, until(lambda r: cuit(r, ["30", "33"])), {
    "es": ["CUIT", "C.U.I.T."], "en": ["CUIT"]})
kind("CHILE_RUT_NUMBER", NATIONAL, rut, {"es": ["RUT", "R.U.T.", "RUN", "Rol Único Tributario"], "en": ["RUT"]})
kind("COLOMBIA_ORGANIZATION_NIT_NUMBER", TAX, nit, {"es": ["NIT", "N.I.T.", "NIT de la empresa"], "en": ["NIT"]})
kind("MEXICO_CURP_NUMBER", NATIONAL, curp, {"es": ["CURP", "Clave Única de Registro de Población"], "en": ["CURP"]})
kind("MEXICO_INDIVIDUAL_RFC_NUMBER", TAX, lambda r: rfc(r, 4), {"es": ["RFC", "R.F.C.", "RFC del cliente"], "en": ["RFC"]})
kind("MEXICO_ORGANIZATION_RFC_NUMBER", TAX, lambda r: rfc(r, 3), {"es": ["RFC", "RFC de la empresa"], "en": ["RFC"]})
kind("AUSTRALIA_TAX_FILE_NUMBER", TAX, shapes(until(tfn), plain, spaced3), {
    "en": ["TFN", "Tax File Number", "tax file no."]}, weight=2)
kind("AUSTRALIA_BUSINESS_NUMBER", COMPANY, shapes(until(abn), plain, lambda t: grouped(t, 2, 3, 3)), {
    "en": ["ABN", "Australian Business Number"]})
kind("AUSTRALIA_COMPANY_NUMBER", COMPANY, shapes(acn, plain, spaced3), {"en": ["ACN", "Australian Company Number"]})
kind("NEW_ZEALAND_TAX_NUMBER", TAX, shapes(until(ird), plain, lambda t: f"{t[:-6]}-{t[-6:-3]}-{t[-3:]}"), {"en": ["IRD number", "IRD No", "NZ IRD number"]})
kind("INDIA_AADHAAR_NUMBER", NATIONAL, shapes(aadhaar, plain, lambda t: grouped(t, 4, 4), lambda t: grouped(t, 4, 4, by="-")), {
    "en": ["Aadhaar number", "Aadhaar", "Aadhaar No.", "Aadhaar card", "UIDAI number"]}, weight=2)
kind("INDIA_PERMANENT_ACCOUNT_NUMBER", TAX, pan, {"en": ["PAN", "PAN card", "Permanent Account Number", "PAN No"]}, weight=2)
kind("INDIA_GOODS_AND_SERVICES_TAX_NUMBER", TAX, gstin, {"en": ["GSTIN", "GST number", "GST No."]})
kind("CHINA_RESIDENT_IDENTITY_NUMBER", NATIONAL, chinese, {"en": ["身份证号", "身份证号码", "Chinese ID card number", "resident identity card"]})
kind("HONG_KONG_IDENTITY_CARD_NUMBER", NATIONAL, hong_kong, {"en": ["HKID", "Hong Kong identity card", "HKID number", "香港身份證"]})
kind("TAIWAN_NATIONAL_IDENTIFICATION_NUMBER", NATIONAL, taiwanese, {"en": ["身分證字號", "Taiwan national ID", "Taiwan ID number"]})
kind("SOUTH_KOREA_RESIDENT_REGISTRATION_NUMBER", NATIONAL, korean, {"en": ["주민등록번호", "resident registration number", "RRN (Korea)"]})
kind("JAPAN_INDIVIDUAL_NUMBER", NATIONAL, shapes(my_number, plain, lambda t: grouped(t, 4, 4)), {
    "en": ["マイナンバー", "My Number (Japan)", "個人番号"]})
kind("SINGAPORE_NATIONAL_REGISTRATION_NUMBER", NATIONAL, nric, {"en": ["NRIC", "NRIC No.", "NRIC/FIN", "Singapore NRIC"]})
kind("THAILAND_NATIONAL_IDENTIFICATION_NUMBER", NATIONAL, thai, {"en": ["เลขประจำตัวประชาชน", "Thai national ID", "Thai ID card number"]})
kind("ISRAEL_IDENTITY_NUMBER", NATIONAL, israeli, {"en": ["תעודת זהות", "Teudat Zehut", "Israeli ID number"]})
kind("SOUTH_AFRICA_IDENTITY_NUMBER", NATIONAL, south_african, {"en": ["South African ID number", "RSA ID number", "SA ID number"]})
kind("SAUDI_ARABIA_NATIONAL_IDENTITY_NUMBER", NATIONAL, luhned("1", 10), {"en": ["رقم الهوية الوطنية", "Saudi national ID", "Iqama number"]})
kind("UNITED_ARAB_EMIRATES_IDENTITY_NUMBER", NATIONAL, emirates, {"en": ["Emirates ID", "Emirates ID number", "رقم الهوية الإماراتية"]})
