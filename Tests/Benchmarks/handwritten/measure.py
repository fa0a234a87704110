#!/usr/bin/env python3
"""Measures what is found in texts that were written by hand, before anybody looked at how detectors would take them.

    python3 measure.py path/to/magpie [--list] [--rules DIR] [--only people1,harmless1] [--against DIR]

A value stands between « and » behind its kind in the texts of `people*.py` and `secrets*.py`; random parts are generators as in
`Rules/README.md`. `O:` marks what may be found or not. A value is found when a match with medium confidence covers half of it;
a match that touches no value is false. `--against` takes a folder with the programs `detect-secrets` and `credsweeper`, and
compares credentials by line, since not all of them say which value they mean. Everything is invented.
"""

import argparse
import base64
import collections
import importlib
import json
import random
import re
import string
import subprocess
import tempfile
import zlib
from pathlib import Path

MODULES = [kind + part for part in "123456789" for kind in ("people", "secrets", "harmless")]
LETTERS = string.ascii_letters + string.digits
ALPHABETS = {
    "a": LETTERS, "h": "0123456789abcdef", "HEX": "0123456789ABCDEF", "b": LETTERS + "+/", "u": LETTERS + "-_", "d": string.digits,
    "l": string.ascii_lowercase, "L": string.ascii_letters, "U": string.ascii_uppercase + string.digits,
    "B32": string.ascii_uppercase + "234567", "B36": string.ascii_uppercase + string.digits,
    "b36": string.ascii_lowercase + string.digits, "p": LETTERS + "!#%^&*()-_=+[]{}|;:,.<>/?",
    "bech": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
}
BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase


def letters(rng, alphabet, count):
    """Random letters, digits among them where there can be some."""
    mixed = any(c.isdigit() for c in alphabet) and any(c.isalpha() for c in alphabet)
    while True:
        text = "".join(rng.choice(alphabet) for _ in range(count))
        if count < 8 or not mixed or any(c.isdigit() for c in text) and any(c.isalpha() for c in text):
            return text


def generated(rng, match):
    name, _, rest = match.group(1).partition(":")
    if name == "g":
        text = letters(rng, ALPHABETS["h"], 32)
        return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"
    if name == "github":
        body, number, check = letters(rng, LETTERS, 30), 0, ""
        number = zlib.crc32(body.encode())
        while number:
            number, digit = divmod(number, 62)
            check = BASE62[digit] + check
        return rest + body + check.rjust(6, "0")
    if name == "b64":
        return base64.b64encode(rest.encode()).decode()
    return letters(rng, ALPHABETS[name], int(rest)) if name in ALPHABETS and rest.isdigit() else match.group(0)


def parsed(text):
    """A text without its marks, and its values: kind, first and last byte, value."""
    plain, values, place = "", [], 0
    for match in re.finditer(r"«([A-Z]+):(.*?)»", text, re.S):
        plain += text[place:match.start()]
        start = len(plain.encode())
        plain += match.group(2)
        values.append((match.group(1), start, len(plain.encode()), match.group(2)))
        place = match.end()
    return plain + text[place:], values


def write(folder, modules):
    """Writes all texts; returns for each file its bytes and values."""
    rng, files = random.Random(99), {}
    for module in modules:
        for index, (name, text) in enumerate(importlib.import_module(module).CASES):
            path = f"{module}-{index:03}/{'.' + name if name in ('netrc', 'htpasswd', 'pgpass', 'npmrc') else name}"
            plain, values = parsed(re.sub(r"\$\{([^{}]*)\}", lambda match: generated(rng, match), text))
            (folder / path).parent.mkdir()
            (folder / path).write_bytes(plain.encode())
            files[path] = (plain.encode(), values)
    return files


def scanned(arguments, folder):
    command = [arguments.magpie, "scan", "--format", "matches", "--reveal", "--quiet", "--no-progress", str(folder)]
    output = subprocess.run(command + (["--rules", arguments.rules] if arguments.rules else []), capture_output=True, check=True)
    found = collections.defaultdict(list)
    for line in output.stdout.decode(errors="replace").splitlines():
        match = json.loads(line)
        # What a document is says nothing of its values.
        if match["type"].endswith("_DOCUMENT"):
            continue
        found[str(Path(match["path"]).relative_to(folder))].append(match)
    return found


def covers(match, start, end, value):
    """Whether a match is most of a value; by its text where a mail is decoded, so that offsets count otherwise."""
    if 2 * (min(end, match["end"]) - max(start, match["start"])) >= end - start:
        return True
    text = match["value"] or ""
    return value in text and len(text) < 4 * len(value) or len(text) > 2 and text in value and 2 * len(text) >= len(value)


def measure(files, found, modules, lists):
    totals = collections.defaultdict(lambda: [0, 0, 0])
    kinds = collections.defaultdict(lambda: [0, 0])
    for path, (_, values) in files.items():
        module, matches, touched = path.split("-")[0], found.get(path, []), set()
        for kind, start, end, value in values:
            hits = [i for i, match in enumerate(matches) if covers(match, start, end, value)]
            touched |= set(hits) | {i for i, m in enumerate(matches) if m["start"] < end and m["end"] > start}
            if kind == "O":
                continue
            for count in (totals[module], kinds[kind]):
                count[0] += 1
                count[1] += bool(hits)
            if lists and not hits:
                print("missed", kind, path, value[:70].replace("\n", "\\n"))
        for index in set(range(len(matches))) - touched:
            totals[module][2] += 1
            if lists:
                print("false", matches[index]["type"], path, (matches[index]["value"] or "")[:70].replace("\n", "\\n"))
    print(", ".join(f"{kind} {hit} of {count}" for kind, (count, hit) in sorted(kinds.items())))
    for module in modules:
        count, hit, false = totals[module]
        texts = sum(path.startswith(module + "-") for path in files)
        recall = f"{hit} of {count} values found ({hit / count:.3f}), " if count else ""
        print(f"{module}: {texts} texts, {recall}{false} false")


def compare(arguments, folder, files, found):
    """Credentials by line, of all programs."""
    lines = {"magpie": collections.defaultdict(set)}
    for path, matches in found.items():
        lines["magpie"][path] |= {match["line"] for match in matches if match["category"] == "CREDENTIALS"}
    tools = Path(arguments.against)
    if (tools / "detect-secrets").exists():
        command = [tools / "detect-secrets", "scan", "--all-files", "--no-verify", str(folder)]
        results = json.loads(subprocess.run(command, capture_output=True, check=True, cwd=folder).stdout)["results"]
        lines["detect-secrets"] = {path: {hit["line_number"] for hit in hits} for path, hits in results.items()}
    if (tools / "credsweeper").exists():
        with tempfile.TemporaryDirectory() as output:
            report = Path(output) / "report.json"
            command = [tools / "credsweeper", "--path", str(folder), "--save-json", str(report), "--log", "silence"]
            subprocess.run(command, capture_output=True, check=True)
            lines["credsweeper"] = collections.defaultdict(set)
            for hit in json.loads(report.read_text()):
                for place in hit["line_data_list"]:
                    path = str(Path(place["path"]).relative_to(folder))
                    lines["credsweeper"][path].add(place["line_num"])
    for name, found in lines.items():
        count, hit, false = 0, 0, 0
        for path, (data, values) in files.items():
            if path.startswith("people"):
                continue
            got, right = {line for place, all in found.items() if place.endswith(path) for line in all}, set()
            for kind, start, end, _ in values:
                first, last = data[:start].count(b"\n") + 1, data[:end].count(b"\n") + 1
                place = set(range(first - 1, last + 2)) if last > first else {first}
                right |= place
                if kind == "S":
                    count += 1
                    hit += bool(got & place)
            false += len(got - right)
        precision, recall = hit / max(1, hit + false), hit / count
        print(f"{name}: recall {recall:.3f} ({hit} of {count}), precision {precision:.3f} ({false} false lines)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("magpie")
    parser.add_argument("--list", action="store_true", help="show what is missed and what is false")
    parser.add_argument("--rules", help="another folder of rules")
    parser.add_argument("--only", help="modules, separated by commas")
    parser.add_argument("--against", help="a folder with other scanners")
    arguments = parser.parse_args()
    modules = arguments.only.split(",") if arguments.only else MODULES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = write(folder, modules)
        found = scanned(arguments, folder)
        measure(files, found, modules, arguments.list)
        if arguments.against:
            compare(arguments, folder, files, found)


main()
