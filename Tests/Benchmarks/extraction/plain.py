"""Texts of every encoding, structured files, web pages and mails by Python's own and others' writers."""

import csv
import email.message
import email.policy
import html
import io
import json
import mailbox
import plistlib
import sqlite3
import xml.etree.ElementTree as tree

from texts import maker

WIDE = ["en", "de", "fr", "pl", "ru", "el", "ja", "zh"]
SOME = ["en", "de", "ru"]
ENCODINGS = {
    "utf-8": WIDE, "utf-8-sig": SOME, "utf-16": WIDE, "utf-16-le": ["en", "de", "ru"], "utf-16-be": ["en", "de", "ru"],
    "utf-32": SOME, "utf-32-le": ["en", "de"], "cp1252": ["de", "fr", "es"], "iso-8859-15": ["de", "fr"], "cp1250": ["pl"],
    "iso-8859-2": ["pl"], "cp1251": ["ru"], "koi8-r": ["ru"], "iso-8859-5": ["ru"], "cp1253": ["el"], "iso-8859-7": ["el"],
    "shift_jis": ["ja"], "euc_jp": ["ja"], "iso2022_jp": ["ja"], "gb18030": ["zh"], "big5": ["zh"],
}


def encoded(encoding, languages):
    def make(path, author):
        author.texts = []
        text = "\n".join(author.paragraph() for _ in range(20)) + "\n"
        path.write_bytes(text.encode(encoding, "replace"))
        author.texts = [text.encode(encoding, "replace").decode(encoding)]

    make.__name__ = "text-" + encoding
    kind = "txt" if encoding.startswith("utf") or encoding == "cp1252" else f"txt ({encoding})"
    maker(kind, "python", "planted", languages)(make)


for encoding, languages in ENCODINGS.items():
    encoded(encoding, languages)


def rows(author):
    return [[f"{author.word()}" for _ in range(4)]] + author.table(20, 3) + [[author.sentence(), str(author.number()), "", "x"]]


@maker("csv", "python", "planted", SOME)
def separated(path, author):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, delimiter=author.random.choice(",;\t|"), quoting=author.random.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
        writer.writerows(rows(author))
        writer.writerow([author.say(author.word() + ' "quoted"\nand a line end')])
    author.texts = [text.replace('"', " ") for text in author.texts]


@maker("json", "python", "planted", SOME)
def tree_of_values(path, author):
    value = {author.say(author.word()): [{"text": author.sentence(), "list": [author.term(), 3, None]} for _ in range(20)]}
    path.write_text(json.dumps(value, ensure_ascii=False, indent=author.random.choice([None, 2])))


@maker("jsonl", "python", "planted", SOME)
def lines_of_values(path, author):
    path.write_text("".join(json.dumps({"text": author.sentence(), "n": n}, ensure_ascii=False) + "\n" for n in range(40)))


@maker("ipynb", "python", "planted", ["en", "de"])
def notebook(path, author):
    cells = [{"cell_type": kind, "metadata": {}, "source": [author.sentence() + "\n", author.sentence()], "outputs": []} for kind in ["markdown", "code"] * 4]
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, ensure_ascii=False))


@maker("xml", "ElementTree", "planted", SOME + ["ja"])
def elements(path, author):
    root = tree.Element("records")
    for index in range(20):
        record = tree.SubElement(root, "record", name=author.term())
        tree.SubElement(record, "text").text = author.sentence() + " & <more>"
        record.append(tree.Comment(author.sentence()))
    tree.ElementTree(root).write(path, encoding=author.random.choice(["utf-8", "utf-16"]), xml_declaration=True)


@maker("yaml", "pyyaml", "planted", SOME)
def mapping(path, author):
    import yaml
    value = {author.say(author.word()): [author.sentence(), {"a": author.term()}] for _ in range(15)}
    path.write_text(yaml.safe_dump(value, allow_unicode=True, width=10_000))


@maker("toml", "tomli-w", "planted", ["en", "de"])
def settings(path, author):
    import tomli_w
    path.write_bytes(tomli_w.dumps({"section": {author.say(author.word()): author.sentence() for _ in range(15)}}).encode())


@maker("ini", "python", "planted", ["en", "de"])
def sections(path, author):
    import configparser
    parser = configparser.ConfigParser(interpolation=None)
    for _ in range(3):
        parser[author.say(author.word())] = {author.say(author.word()): author.sentence() for _ in range(5)}
    with open(path, "w") as file:
        parser.write(file)


@maker("plist", "plistlib", "planted", SOME)
def properties(path, author):
    with open(path, "wb") as file:
        plistlib.dump({author.say(author.word()): [author.sentence(), author.term()] for _ in range(8)}, file)


@maker("plist (binary)", "plistlib", "planted", SOME)
def binaryproperties(path, author):
    with open(path, "wb") as file:
        plistlib.dump({author.repeated(author.say(author.word())): [author.sentence(), author.term()] for _ in range(8)}, file, fmt=plistlib.FMT_BINARY)


@maker("vcf", "vobject", "planted", SOME)
def cards(path, author):
    import vobject
    output = ""
    for _ in range(5):
        card = vobject.vCard()
        card.add("fn").value = author.term()
        card.add("n").value = vobject.vcard.Name(family=author.term(), given=author.term())
        card.add("email").value = author.say(author.word() + "@example.org")
        output += card.serialize()
    path.write_text(output)


@maker("ics", "icalendar", "planted", ["en", "de"])
def calendar(path, author):
    import icalendar
    result = icalendar.Calendar()
    for _ in range(8):
        event = icalendar.Event()
        event.add("summary", author.term())
        result.add_component(event)
    path.write_bytes(result.to_ical())


@maker("sql", "sqlite3", "planted", SOME)
def dump(path, author):
    database = sqlite3.connect(":memory:")
    fill(database, author)
    path.write_text("\n".join(database.iterdump()))


def fill(database, author):
    for _ in range(2):
        database.execute(f"create table {author.repeated(author.say(author.word()))} (id integer primary key, note text, amount real, blob blob)")
        name = author.texts[-1]
        for _ in range(60):
            database.execute(f"insert into {name} (note, amount) values (?, ?)", (author.sentence(), author.number()))
    database.commit()


PAGE = """<!DOCTYPE html><html lang="{lang}"><head>{charset}<title>{title}</title><style>p {{ color: red }}</style><script>var x = "{script}"</script></head>
<body><!-- {comment} --><h1>{heading}</h1><table>{rows}</table>{body}<img alt="{alt}"><div style="display:none">{hidden}</div>
<input value="{value}"></body></html>"""


def page(author, charset):
    cell = lambda text: f"<td>{html.escape(text)}</td>"  # noqa: E731
    rows = "".join("<tr>" + "".join(cell(text) for text in row) + "</tr>" for row in author.table())
    body = "".join(f"<p>{html.escape(author.sentence())} <b>{author.say(author.word())}</b></p>" for _ in range(15))
    return PAGE.format(lang=author.language, charset=charset, title=author.term(), script=author.term(), comment=author.sentence() if charset else author.term(),
                       heading=author.term(), rows=rows, body=body, alt=author.sentence(), hidden=author.sentence(), value=author.term())


def website(encoding, charset, languages):
    def make(path, author):
        text = page(author, f'<meta charset="{charset}">' if charset else "")
        path.write_bytes(text.encode(encoding, "xmlcharrefreplace"))

    make.__name__ = "page-" + encoding
    maker("html", "python", "planted", languages)(make)


website("utf-8", "utf-8", WIDE)
website("ascii", "", WIDE)
website("cp1252", "windows-1252", ["de", "fr"])
website("iso-8859-15", "iso-8859-15", ["de"])
website("cp1251", "windows-1251", ["ru"])
website("utf-16", "utf-16", ["en", "de"])


def letter(author, policy=email.policy.SMTP):
    message = email.message.EmailMessage(policy=policy)
    message["From"] = f"{author.term()} <{author.say(author.word())}@example.org>"
    message["To"] = f"{author.term()} <info@example.org>"
    message["Subject"] = author.sentence()
    return message


@maker("eml", "email", "email", WIDE)
def simple(path, author):
    message = letter(author)
    message.set_content("\n".join(author.paragraph() for _ in range(5)), cte=author.random.choice(["quoted-printable", "base64", "8bit"]))
    path.write_bytes(message.as_bytes())


@maker("eml", "email", "email", ["de", "ru", "pl"])
def oldcharset(path, author):
    charset = {"de": "iso-8859-1", "ru": "koi8-r", "ja": "iso-2022-jp", "pl": "iso-8859-2"}[author.language]
    message = letter(author)
    message.set_content("\n".join(author.paragraph() for _ in range(5)), charset=charset, cte="7bit" if charset == "iso-2022-jp" else "quoted-printable")
    path.write_bytes(message.as_bytes())


@maker("eml (iso-2022-jp)", "email", "email", ["ja"])
def japanese(path, author):
    oldcharset(path, author)


@maker("eml", "email", "email", WIDE)
def attached(path, author):
    message = letter(author)
    message.set_content(author.paragraph())
    message.add_alternative(page(author, ""), subtype="html")
    message.add_attachment(author.paragraph(), filename=author.say(author.word()) + ".txt")
    message.add_attachment(("\n".join(",".join(row) for row in author.table())).encode(), maintype="application", subtype="octet-stream", filename="x.csv")
    inner = letter(author, email.policy.default)
    inner.set_content(author.paragraph())
    message.add_attachment(inner)
    path.write_bytes(message.as_bytes())


@maker("mbox", "mailbox", "planted", SOME)
def box(path, author):
    path.unlink(missing_ok=True)
    file = mailbox.mbox(path)
    for _ in range(6):
        message = letter(author, email.policy.default)
        message.set_content("\n".join(author.paragraph() for _ in range(3)) + "\n\nFrom here on it is quoted.\n")
        file.add(message)
    file.flush()
    file.close()


@maker("eml", "mailbox", "planted", ["en", "de"])
def maildir(path, author):
    message = mailbox.MaildirMessage(letter(author, email.policy.default))
    message.set_payload(author.paragraph().encode("utf-8"))
    path.write_bytes(message.as_bytes())


@maker("ldif", "ldif", "planted", ["en"])
def directory(path, author):
    entries = "".join(f"dn: cn={author.term()},dc=example,dc=org\ncn: {author.term()}\ndescription: {author.say(author.word())}\n\n" for _ in range(8))
    path.write_text("version: 1\n" + entries)


@maker("log", "python", "planted", SOME)
def logged(path, author):
    import logging
    logger = logging.Logger("x")
    handler = logging.StreamHandler(output := io.StringIO())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s [%(name)s] %(message)s"))
    logger.addHandler(handler)
    for _ in range(60):
        logger.warning(author.sentence())
    path.write_text(output.getvalue())
