#!/usr/bin/env python3
"""Writes a digit-dense corpus: the worst ordinary input for a scanner of personal data.

Tables of people, access logs and telemetry, about 4 : 3 : 3 by size, split into files of 8 MB. The same seed and size
give the same bytes on every machine. Everything is invented: documentation addresses, fictional telephone numbers,
the payment networks' test prefixes; a number that belongs to somebody would be chance.

    python3 corpus.py [--size MB] [--seed N] [--output DIR]
"""

import argparse
import json
import os
import random
import shutil
import sys
import time

VERSION = 2
FILE_SIZE = 8_000_000

FIRST_NAMES = """Ada Bruno Chiara Dmitri Elif Farah Gustav Hana Ines Jonas Kofi Lena Mateo Nadia Oskar Priya Quentin Rosa
Sven Tamar Umar Vera Wanda Xavier Yuki Zoe""".split()
LAST_NAMES = """Abara Bergstrom Castellano Dubois Eriksen Fontaine Grossmann Hoxha Ivanova Jansen Kowalski Lindqvist
Moreau Nakamura Okafor Petrov Quispe Rossi Schneider Tanaka Ueda Vasquez Weber Ximenes Yilmaz Zeller""".split()
DOMAINS = ["example.com", "example.org", "example.net", "mail.example", "corp.test"]
STREETS = "Harbour Mill Station Church Garden Market Bridge Forest Castle Meadow".split()
CITIES = "Northwick Altenmark Belcourt Sanvito Oldport Grimstad Westerby Montclar".split()
CARD_PREFIXES = [("411111", 16), ("424242", 16), ("555555", 16), ("510510", 16), ("378282", 15), ("601111", 16)]
IBAN_LENGTHS = [("DE", 22), ("ES", 24), ("FR", 27), ("NL", 18), ("AT", 20), ("BE", 16)]
PATHS = ["/", "/login", "/api/v1/orders/{}", "/api/v1/users/{}", "/static/app.{}.js", "/search?q={}", "/images/{}.png"]
AGENTS = ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "curl/8.9.1",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0"]
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

# Enough different values that no cache profits, few enough that making them costs nothing.
POOL = 1 << 14


def luhn_digit(digits):
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit)
        if position % 2 == 0:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return str(-total % 10)


def number(rng, digits):
    return str(rng.randrange(10 ** digits)).zfill(digits)


def card(rng):
    """A card number, every second one with the right check digit, half of them in groups."""
    prefix, length = CARD_PREFIXES[rng.randrange(len(CARD_PREFIXES))]
    digits = prefix + number(rng, length - 1 - len(prefix))
    check = luhn_digit(digits)
    if rng.random() < 0.5:
        check = str((int(check) + 1 + rng.randrange(9)) % 10)
    digits += check
    if rng.random() < 0.5:
        digits = " ".join(digits[start:start + 4] for start in range(0, len(digits), 4))
    return digits


def iban(rng):
    """An account number, two of three with the right check digits."""
    country, length = IBAN_LENGTHS[rng.randrange(len(IBAN_LENGTHS))]
    account = number(rng, length - 4)
    as_digits = "".join(str(int(letter, 36)) for letter in account + country) + "00"
    check = 98 - int(as_digits) % 97
    if rng.random() < 0.33:
        check = (check + 1) % 97 + 2
    return f"{country}{check:02d}{account}"


def social_security_number(rng):
    """Nine digits in three groups; one of ten in an area that is never issued."""
    area = 900 + rng.randrange(100) if rng.random() < 0.1 else 1 + rng.randrange(665)
    return f"{area:03d}-{1 + rng.randrange(99):02d}-{1 + rng.randrange(9999):04d}"


def phone(rng):
    if rng.random() < 0.5:
        return f"({201 + rng.randrange(700)}) 555-01{rng.randrange(100):02d}"
    return f"+44 7700 900{rng.randrange(1000):03d}"


def date(rng, first=1940, years=70):
    return f"{first + rng.randrange(years)}-{1 + rng.randrange(12):02d}-{1 + rng.randrange(28):02d}"


def address(rng):
    return f"{['192.0.2', '198.51.100', '203.0.113'][rng.randrange(3)]}.{rng.randrange(256)}"


def uuid(rng):
    text = f"{rng.getrandbits(128):032x}"
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"


def pool(rng, make):
    return [make(rng) for _ in range(POOL)]


def person_rows(rng):
    cards, ibans = pool(rng, card), pool(rng, iban)
    numbers, phones = pool(rng, social_security_number), pool(rng, phone)
    born, joined = pool(rng, date), pool(rng, lambda rng: date(rng, 2015, 12))
    names = [(f"{first} {last}", f"{first}.{last}".lower()) for first in FIRST_NAMES for last in LAST_NAMES]
    places = [f"{1 + rng.randrange(199)} {street} Street,{city}" for street in STREETS for city in CITIES]
    bits, identifier, mask = rng.getrandbits, 100_000, POOL - 1
    while True:
        identifier += 1
        one, two = bits(62), bits(62)
        name, user = names[one % len(names)]
        yield (
            f"{identifier},{name},{user}{two & 1023}@{DOMAINS[two % 5]},{phones[one & mask]},{numbers[two & mask]},"
            f"{born[one >> 14 & mask]},{places[two >> 14 & 63]},{cards[one >> 28 & mask]},{ibans[two >> 28 & mask]},"
            f"{(one >> 42) % 1_000_000 / 100:.2f},{joined[two >> 42 & mask]},{one >> 20 & 0xFFFFFF}\n"
        )


def log_rows(rng):
    addresses, identifiers = pool(rng, address), pool(rng, uuid)
    bits, mask = rng.getrandbits, POOL - 1
    second = 0
    while True:
        one = bits(62)
        second += one & 1
        clock = f"{second // 3600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
        day = f"{second // 86400 % 28 + 1:02d}/{MONTHS[second // 2419200 % 12]}/2026"
        path = PATHS[one % 7].format(one >> 24 & 0xFFFFFFF)
        yield (
            f"{addresses[one & mask]} - - [{day}:{clock} +0000] \"GET {path} HTTP/1.1\" {(200, 200, 304, 404)[one >> 9 & 3]} "
            f"{one >> 40 & 0xFFFFF} \"-\" \"{AGENTS[one % 3]}\" {identifiers[one >> 14 & mask]} {(one >> 30 & 0xFFFF) / 1000:.3f}\n"
        )


def telemetry_rows(rng):
    bits = rng.getrandbits
    stamp, meter = 1_780_000_000_000, 0
    while True:
        one, two = bits(62), bits(62)
        stamp += 250
        meter += one & 7
        yield (
            f"{stamp},{one & 0xFFF:04d},{(one >> 12 & 0xFFFF) / 256:.4f},{(one >> 28 & 0xFFFF) / 64 - 200:.3f},{meter},"
            f"{two & 0xFFFFFFFF},{(two >> 32 & 0xFFFFFF) / 1e6:.6f},{(one >> 44 & 0x3FFFF) / 7:.9f},{two >> 56 & 1}\n"
        )


KINDS = [
    ("people", "csv", 0.4, person_rows,
     "id,name,email,phone,ssn,date_of_birth,street,city,card_number,iban,balance,customer_since,reference\n"),
    ("access", "log", 0.3, log_rows, ""),
    ("telemetry", "csv", 0.3, telemetry_rows,
     "timestamp,sensor,temperature,pressure,meter,counter,ratio,drift,state\n"),
]


def write_kind(folder, kind, size, seed):
    """Writes about `size` bytes of one kind and returns the exact number."""
    name, suffix, _, rows, header = kind
    source = rows(random.Random(f"{VERSION}/{seed}/{name}"))
    written, index = 0, 0
    while written < size:
        budget = min(FILE_SIZE, size - written)
        with open(os.path.join(folder, f"{name}-{index:03d}.{suffix}"), "w", encoding="ascii", newline="") as file:
            block, length = [header], len(header)
            while length < budget:
                row = next(source)
                block.append(row)
                length += len(row)
            file.write("".join(block))
        written += length
        index += 1
    return written


def make(folder, megabytes=200, seed=1):
    """Writes the corpus to `folder`, unless it is there already, and returns its size in bytes."""
    manifest = os.path.join(folder + ".json")
    wanted = {"version": VERSION, "megabytes": megabytes, "seed": seed}
    try:
        with open(manifest, encoding="utf-8") as file:
            present = json.load(file)
        if {key: present.get(key) for key in wanted} == wanted:
            return present["bytes"]
    except (OSError, ValueError):
        pass
    shutil.rmtree(folder, ignore_errors=True)
    size = 0
    for kind in KINDS:
        # What is full of findings lies apart from what is only full of digits.
        part = os.path.join(folder, "people" if kind[0] == "people" else "numbers")
        os.makedirs(part, exist_ok=True)
        size += write_kind(part, kind, int(megabytes * 1e6 * kind[2]), seed)
    # Beside the folder, not in it, and last: an interrupted corpus is made again.
    with open(manifest, "w", encoding="utf-8") as file:
        json.dump({**wanted, "bytes": size}, file)
    return size


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    bench = os.environ.get("MAGPIE_BENCH_DIR", os.path.join(root, ".build", "bench"))
    parser.add_argument("--size", type=int, default=200, metavar="MB", help="millions of bytes, default 200")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", default=os.path.join(bench, "digits"), metavar="DIR")
    options = parser.parse_args()
    start = time.monotonic()
    size = make(os.path.normpath(options.output), options.size, options.seed)
    print(f"{options.output}: {size / 1e6:.1f} MB in {time.monotonic() - start:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
