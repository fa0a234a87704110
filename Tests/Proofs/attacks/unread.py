"""Formats in which sensitive data is not seen, and yet nothing may be called clean."""

import base64
import codecs
import gzip
import io
import json
import os
import quopri
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile

import hostile
from attacks import attack
from service import RELEASE

TEXT = "payment card 4242 4242 4242 4242\n"


def archive():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("cards.txt", TEXT * 20)
    return file.getvalue()


def database():
    with tempfile.NamedTemporaryFile(suffix=".db") as file:
        connection = sqlite3.connect(file.name)
        connection.execute("CREATE TABLE card (number TEXT)")
        connection.execute("INSERT INTO card VALUES (?)", ("x" * 5000,))
        connection.commit()
        connection.close()
        with open(file.name, "rb") as stored:
            return stored.read()


def armour(name, body):
    lines = "\n".join(base64.b64encode(body).decode()[start:start + 64] for start in range(0, len(body) * 4 // 3, 64))
    return f"-----BEGIN {name}-----\n\n{lines}\n-----END {name}-----\n".encode()


def files():
    """What may not be called clean, and whether a cheap decoder can see what is in it."""
    noise = os.urandom(3000)
    ascii_text = b"just some words of a text\n" * 1000
    wide = TEXT.encode("utf-16-le")
    soft = "payment card 4242 4242 =\n4242 4242\n"
    return {
        "armoured.pgp.txt": (armour("PGP MESSAGE", noise), False),
        "armoured.age.txt": (armour("AGE ENCRYPTED FILE", noise), False),
        "binary.age": (b"age-encryption.org/v1\n-> X25519 abc\n" + noise, False),
        # A packet of encrypted data with a session key in front of it (RFC 9580, 5.1 and 5.13).
        "binary.pgp": (b"\x85\x01\x0c\x03" + noise[:267] + b"\xd2\xea\x01" + noise, False),
        "data.db": (database(), False),
        "late.pdf": (b"%PDF-1.4\n" + b"% a comment in plain words\n" * 400 + b"1 0 obj\n<</Filter/FlateDecode>>stream\n"
                     + noise + b"\nendstream\nendobj\n%%EOF\n", False),
        "bom8.csv": (codecs.BOM_UTF8 + TEXT.encode(), True),
        "utf32.txt": (TEXT.encode("utf-32"), True),
        "utf32be.txt": (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), True),
        "late16.txt": (ascii_text + wide * 3, True),
        "late16le.txt": (ascii_text * 4 + codecs.BOM_UTF16_LE + wide * 3, True),
        "gzip-behind.txt": (ascii_text + gzip.compress(TEXT.encode() * 20), False),
        "zip64.txt": (ascii_text[:100] + base64.encodebytes(archive()), False),
        "soft.eml": (b"MIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n" + soft.encode(), True),
        "hard.eml": (b"MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\n" + quopri.encodestring(b"a" * 70 + b" = " + TEXT.encode()), True),
        "zero-width.txt": ("payment card 4242\u200b 4242 42\u200d42 42\u206042\n".encode(), True),
        "joined.txt": ("payment card 4\u200b2\u200b4\u200b2\u200b 4242 4242 4242\n".encode(), True),
        "soft-hyphen.txt": ("payment card 4242 4242 42\u00ad42 4242\n".encode(), True),
        "no-break.txt": (TEXT.replace(" ", "\u00a0").encode(), True),
        "thin.txt": (TEXT.replace(" ", "\u2009").encode(), True),
        "narrow.txt": (TEXT.replace(" ", "\u202f").encode(), True),
        "colours.log": ("payment card \x1b[1;31m4242\x1b[0m 4242 \x1b[32m4242 42\x1b[0m42\n".encode(), True),
    }


@attack(14, "clean-although-unread", "each file is partial or skipped, and what a cheap decoder can see is found")
def clean_although_unread(scale):
    home = tempfile.mkdtemp(prefix="magpie-attack-")
    wrong, seen = [], 0
    try:
        for name, (content, isSeen) in files().items():
            folder = os.path.join(home, "one")
            shutil.rmtree(folder, ignore_errors=True)
            os.mkdir(folder)
            hostile.write(os.path.join(folder, name), content)
            summary = os.path.join(home, "summary.json")
            subprocess.run([os.path.join(RELEASE, "magpie"), "scan", "--summary", summary, "--format", "jsonl", "--output",
                            os.path.join(home, "out"), folder], capture_output=True, check=False)
            with open(summary, encoding="utf-8") as file:
                text = json.dumps(json.load(file))
            with open(os.path.join(home, "out"), encoding="utf-8") as file:
                isFound = any('"CREDIT_CARD_NUMBER"' in line for line in file)
            totals = json.loads(text)
            isUnread = any(numbers(totals, word) for word in ("partial", "skipped", "failed", "notScanned"))
            seen += isFound
            if not isFound and (isSeen or not isUnread):
                wrong.append(name + (" (partial)" if isUnread else ""))
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return not wrong, f"{len(files()) - len(wrong)} of {len(files())} as they should be, {seen} found; wrong: {', '.join(wrong) or 'none'}"


def numbers(node, word, isBelow=False):
    """The sum of all numbers below keys that contain a word."""
    if isinstance(node, dict):
        return sum(numbers(value, word, isBelow or word.lower() in key.lower()) for key, value in node.items())
    if isinstance(node, list):
        return sum(numbers(value, word, isBelow) for value in node)
    return node if isBelow and isinstance(node, (int, float)) else 0
