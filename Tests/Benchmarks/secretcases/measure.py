#!/usr/bin/env python3
"""Measures how many credentials are found that were planted, and how many that are none.

Each text of `planted.py`, `planted2.py` and `harmless.py` is written several times, with other values, as a file of its
own; `magpie scan` looks at all of them. The same seed gives the same bytes. Everything is invented.

    python3 measure.py path/to/magpie [--seed N] [--rounds N] [--list] [--rules DIR] [--below X]

With `--below`, the exit status is 1 if recall or precision at the confidence medium is below X. A match counts as right
when it covers at least half of a planted value and little besides; a planted value, when such a match exists.
"""

import argparse
import base64
import collections
import html
import json
import os
import random
import re
import string
import subprocess
import sys
import tempfile
import urllib.parse

import harmless
import harmless2
import planted
import planted2
import planted3
import planted4

WORDS = """Harbour Tiger Meadow Castle Winter Summer Lantern Falcon Copper Velvet Thunder Maple Orchid Rocket Silver Pepper
Granite Marble Bridge Coffee Sommer Hafen Kirsche Fuchs Soleil Fleur Verano Lluvia Estate Praia Zomer Kaas Zamek Kawa""".split()
ALNUM = string.ascii_letters + string.digits
BASE64 = ALNUM + "+/"
MARK = re.compile(r"«([A-Z])([0-9]*)(\+[a-z]?)?(?:\|(\w+))?»")


def letters(rng, alphabet, count):
    while True:
        text = "".join(rng.choice(alphabet) for _ in range(count))
        if count < 8 or (any(c.isdigit() for c in text) and any(c.isalpha() for c in text)):
            return text


def password(rng, signs):
    """A password as generators (two of three) and people make them."""
    if rng.random() < 0.35:
        word, other = rng.sample(WORDS, 2)
        return rng.choice([
            f"{word}{rng.randint(2015, 2026)}!", f"{word}-{other}-{rng.randint(10, 99)}", f"{word}_{rng.randint(100, 9999)}{other[:3]}",
            f"{word[0]}{word[1:].replace('e', '3').replace('o', '0').replace('a', '4')}{rng.randint(10, 99)}!",
            f"{other.lower()}{rng.randint(1000, 9999)}{word}", f"{word}@{other}{rng.randint(1, 99)}",
        ] if signs != "url" else [f"{word}-{other}-{rng.randint(10, 99)}", f"{word}{rng.randint(2015, 2026)}{other}"])
    count = rng.randint(10, 20)
    text = letters(rng, ALNUM, count)
    if signs in ("", "url"):
        return text
    extra = {"any": "!#%&*+,-.:;=?@^_~()[]<>|/", "conn": "!#%&*+,-.:?@^_~()[]|/<>"}[signs]
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(1, count - 1)
        text = text[:place] + rng.choice(extra) + text[place + 1:]
    return text


def value(rng, mark, in_address):
    name, count, signs = mark.group(1), int(mark.group(2) or 0), mark.group(3)
    if name == "P":
        kind = "url" if in_address and not signs else "" if not signs else "conn" if signs == "+c" else "any"
        return password(rng, kind)
    if name == "W":
        return "".join(rng.sample(WORDS, 2)).lower()
    if name == "U":
        return letters(rng, ALNUM, 6) + rng.choice("/#$!*") + letters(rng, ALNUM, 6)
    if name == "K":
        return letters(rng, ALNUM, count or rng.choice([24, 32, 36, 40]))
    if name == "H":
        return letters(rng, "0123456789abcdef", count or rng.choice([32, 40, 64]))
    if name == "X":
        return letters(rng, "0123456789ABCDEF", count)
    if name == "B":
        return letters(rng, BASE64, count) if count else base64.b64encode(rng.randbytes(rng.choice([24, 32, 48]))).decode()
    if name == "A":
        body = letters(rng, BASE64, count - count % 4) if count % 4 == 0 else letters(rng, BASE64, count)
        return body[:-1] + "=" if count in (44, 28) else body[:-2] + "==" if count in (88, 24) else body
    if name == "S":
        return letters(rng, ALNUM + "!@#$%^&*()-_[]{}<>~`+=,.;:/?|", count)
    if name == "M":
        return letters(rng, ALNUM + "./", count)
    if name == "Z":
        salt, rest, lead = {1: (8, 22, "$apr1$"), 2: (0, 53, "$2y$10$"), 5: (4, 22, "$1$"), 6: (16, 86, "$6$"),
                            9: (22, 43, "$y$j9T$")}[count]
        return lead + (letters(rng, ALNUM + "./", salt) + "$" if salt else "") + letters(rng, ALNUM + "./", rest)
    if name == "G":
        text = letters(rng, "0123456789abcdef", 32)
        return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"
    if name == "D":
        return "".join(rng.choice(string.digits) for _ in range(count))
    return "".join(rng.choice(string.ascii_lowercase) for _ in range(count or 12))


def written(text, how):
    if how == "pct":
        return urllib.parse.quote(text, safe="")
    if how == "html":
        return html.escape(text)
    if how == "uni":
        return "".join(f"\\u{ord(c):04x}" for c in text)
    if how == "b64":
        return base64.b64encode(text.encode()).decode()
    if how == "B64user":
        return base64.b64encode(b"svc:" + text.encode()).decode()
    if how == "json":
        return json.dumps(text)[1:-1]
    return text


def fill(rng, template):
    """The text, and of each value how it is written and what it says."""
    values = []

    def put(mark):
        start = mark.start()
        in_address = "://" in template[max(0, start - 60):start]
        plain = value(rng, mark, in_address)
        shown = written(plain, mark.group(4))
        values.append((shown, plain))
        return shown

    return MARK.sub(put, template), values


def is_right(found, planted):
    for text in planted:
        if text in found and len(found) <= 2 * len(text) + 40:
            return True
        if found in text and len(found) * 2 >= len(text):
            return True
    return False


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("magpie")
    arguments.add_argument("--seed", type=int, default=19)
    arguments.add_argument("--rounds", type=int, default=4)
    arguments.add_argument("--list", action="store_true", help="list what is missed and what is false")
    arguments.add_argument("--later", action="store_true", help="the texts that were written after the detectors")
    arguments.add_argument("--list-low", action="store_true", help="list what is false with low confidence as well")
    arguments.add_argument("--rules")
    arguments.add_argument("--below", type=float)
    options = arguments.parse_args()

    sources = [(planted.PLANTED + planted2.PLANTED, True), (harmless.HARMLESS, False)]
    if options.later:
        sources = [(planted3.PLANTED + planted4.PLANTED, True), (harmless2.HARMLESS, False)]
    rng = random.Random(options.seed)
    cases = {}
    with tempfile.TemporaryDirectory() as folder:
        for source, is_planted in sources:
            for number, (kind, name, template, *flags) in enumerate(source):
                for turn in range(options.rounds):
                    text, values = fill(rng, template)
                    place = f"{'planted' if is_planted else 'harmless'}/{number:03}/{turn}/{name}"
                    path = os.path.join(folder, place)
                    os.makedirs(os.path.dirname(path))
                    with open(path, "w", encoding="utf-8", newline="") as file:
                        file.write(text)
                    cases[place] = (kind, text, values if is_planted else [], flags)
        command = [options.magpie, "scan", "--format", "matches", "--reveal", "--quiet", "--no-progress",
                   "--minimum-confidence", "low", folder]
        if options.rules:
            command += ["--rules", options.rules]
        output = subprocess.run(command, capture_output=True, check=False).stdout.decode("utf-8", "replace")
        matches = collections.defaultdict(list)
        for line in output.splitlines():
            match = json.loads(line)
            if match["category"] == "CREDENTIALS" or match["type"] == "HTTP_COOKIE":
                matches[os.path.relpath(match["path"], folder) if match["path"].startswith("/") else match["path"]].append(match)

    there = collections.Counter()
    found = collections.Counter()
    right = collections.Counter()
    wrong = collections.Counter()
    weak = weak_found = 0
    missed, false = [], []
    for place, (kind, text, values, flags) in cases.items():
        if "optional" in flags:
            continue
        here = matches.get(place, [])
        for shown, plain in values:
            good = [m for m in here if is_right(m["value"], (shown, plain))]
            if kind == "weak":
                weak += 1
                weak_found += bool(good)
                continue
            there[kind] += 1
            if any(m["confidence"] != "low" for m in good):
                found[kind] += 1
            else:
                missed.append((kind, place, shown, text, [(m["type"], m["value"], m["confidence"]) for m in here]))
        for match in here:
            if any(is_right(match["value"], pair) for pair in values):
                right[match["confidence"]] += 1
            else:
                wrong[match["confidence"]] += 1
                if match["confidence"] != "low" or options.list_low:
                    false.append((kind, place, match["type"], match["value"], match["confidence"], text))

    total, hits = sum(there.values()), sum(found.values())
    good = right["medium"] + right["high"]
    bad = wrong["medium"] + wrong["high"]
    recall, precision = hits / total, good / max(1, good + bad)
    if options.list:
        seen = set()
        for kind, place, shown, text, others in missed:
            print(f"missed {kind} {place}: {shown!r} in {text!r} {others}")
        for kind, place, what, shown, confidence, text in false:
            print(f"false {kind} {place}: {what} {confidence} {shown!r} in {text!r}")
    for kind in there:
        print(f"{kind:12} {found[kind]:4} of {there[kind]:4}")
    print(f"{'weak':12} {weak_found:4} of {weak:4} with any confidence")
    for level in ("low", "medium", "high"):
        count = right[level] + wrong[level]
        print(f"{level:12} {right[level]:4} right of {count:4} ({100 * right[level] / max(1, count):.1f} %)")
    print(f"recall {recall:.4f} ({hits} of {total}), precision {precision:.4f} ({bad} false)")
    if options.below and min(recall, precision) < options.below:
        sys.exit(1)


if __name__ == "__main__":
    main()
