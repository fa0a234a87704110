"""Writes records as the files that hold them, and says where each value stands.

A writer gets columns (kind and label) and rows of values and yields pieces of text: plain strings, and `Cell`s whose
bytes are labelled.
"""

import html
import json
import re
import unicodedata


class Cell:
    """A value in a document: what it is, and how it is written there."""

    def __init__(self, column, text):
        self.column, self.text = column, text


def assemble(pieces):
    """The bytes of a document and the places of its cells: (start, end, column, text)."""
    out, places = bytearray(), []
    for piece in pieces:
        if isinstance(piece, Cell):
            data = piece.text.encode()
            places.append((len(out), len(out) + len(data), piece.column, piece.text))
            out += data
        else:
            out += piece.encode()
    return bytes(out), places


def slug(label, style):
    """A label as a key: `Steuer-ID` as steuer_id, steuerId, STEUER_ID or steuer-id."""
    text = label.replace("ß", "ss").replace("ł", "l").replace("°", "o").replace("º", "o").replace("#", " number")
    # Marks fall from Latin letters only.
    text = "".join(unicodedata.normalize("NFD", c)[0] if unicodedata.normalize("NFD", c)[0].isascii() else c for c in text)
    text = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", text)
    words = [w for w in re.split(r"[\s_()/.,:'’-]+", text) if w] or ["value"]
    if style == "camel":
        return words[0].lower() + "".join(w.capitalize() for w in words[1:])
    if style == "upper":
        return "_".join(words).upper()
    return {"snake": "_", "kebab": "-"}[style].join(words).lower()


def flat(text):
    """The text on one line, as fields of forms and dumps have it."""
    return text.replace("\n", " ")


def header(rng, columns):
    if rng.random() < 0.5:
        return [c.label for c in columns]
    style = rng.choice(["snake", "snake", "camel", "upper"])
    return [slug(c.label, style) for c in columns]


def quoted(text, delimiter):
    if delimiter in text or '"' in text or "\n" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def delimited(delimiter):
    def write(rng, columns, rows, language):
        if rng.random() < 0.15:
            yield rng.choice(["# export of customers\n", "Report of the month\n\n"])
        yield delimiter.join(quoted(h, delimiter) for h in header(rng, columns)) + "\n"
        everything = rng.random() < 0.2
        for row in rows:
            for index, (column, value) in enumerate(zip(columns, row)):
                if index:
                    yield delimiter
                text = quoted(value, delimiter)
                if everything and not text.startswith('"'):
                    text = f'"{text}"'
                lead = '"' if text.startswith('"') else ""
                yield lead
                yield Cell(column, text[len(lead):len(text) - len(lead)])
                yield lead
            yield "\n"

    return write


def widths(names, rows):
    return [max(len(flat(x)) for x in (name, *(row[i] for row in rows))) for i, name in enumerate(names)]


def aligned(rng, columns, rows, language):
    names = header(rng, columns)
    if rng.random() < 0.4:
        yield rng.choice(["Overview\n\n", "Customers as of today\n=====================\n\n"])
    size = widths(names, rows)
    yield "  ".join(n.ljust(w) for n, w in zip(names, size)).rstrip() + "\n"
    if rng.random() < 0.5:
        yield "  ".join("-" * w for w in size) + "\n"
    for row in rows:
        for column, value, width in zip(columns, row, size):
            yield Cell(column, flat(value))
            yield " " * (width - len(flat(value)) + 2)
        yield "\n"


def psql(rng, columns, rows, language):
    names = [slug(c.label, "snake") for c in columns]
    size = widths(names, rows)
    yield " " + " | ".join(n.center(w) for n, w in zip(names, size)) + " \n"
    yield "-" + "-+-".join("-" * w for w in size) + "-\n"
    for row in rows:
        yield " "
        for index, (column, value, width) in enumerate(zip(columns, row, size)):
            yield " | " if index else ""
            yield Cell(column, flat(value))
            yield " " * (width - len(flat(value)))
        yield " \n"
    yield f"({len(rows)} rows)\n"


def markdown(rng, columns, rows, language):
    yield "# Export\n\n| " + " | ".join(c.label for c in columns) + " |\n|" + "---|" * len(columns) + "\n"
    for row in rows:
        for column, value in zip(columns, row):
            yield "| "
            yield Cell(column, flat(value))
            yield " "
        yield "|\n"


def html_table(rng, columns, rows, language):
    yield "<!DOCTYPE html>\n<html><body>\n<table class=\"list\">\n<thead><tr>"
    yield "".join(f"<th>{html.escape(c.label)}</th>" for c in columns) + "</tr></thead>\n<tbody>\n"
    split = rng.random() < 0.4
    for row in rows:
        yield "<tr>"
        for column, value in zip(columns, row):
            yield ("\n  " if split else "") + "<td>"
            yield Cell(column, html.escape(flat(value), quote=False))
            yield "</td>"
        yield "</tr>\n"
    yield "</tbody></table>\n</body></html>\n"


def sql_insert(rng, columns, rows, language):
    tick = rng.choice(["`", '"', ""])
    names = ", ".join(tick + slug(c.label, "snake") + tick for c in columns)
    many = rng.random() < 0.5
    if many:
        yield f"INSERT INTO {tick}people{tick} ({names}) VALUES\n"
    for number, row in enumerate(rows):
        yield "(" if many else f"INSERT INTO {tick}people{tick} ({names}) VALUES ("
        for index, (column, value) in enumerate(zip(columns, row)):
            yield ", '" if index else "'"
            yield Cell(column, flat(value).replace("'", "''"))
            yield "'"
        yield (")" + (",\n" if number + 1 < len(rows) else ";\n")) if many else ");\n"


def sql_copy(rng, columns, rows, language):
    yield "COPY public.people (" + ", ".join(slug(c.label, "snake") for c in columns) + ") FROM stdin;\n"
    for row in rows:
        for index, (column, value) in enumerate(zip(columns, row)):
            yield "\t" if index else ""
            yield Cell(column, flat(value))
        yield "\n"
    yield "\\.\n"


def escaped(rng, text):
    return json.dumps(text, ensure_ascii=rng.random() < 0.3)[1:-1]


def json_list(rng, columns, rows, language):
    style = rng.choice(["snake", "camel", "camel"])
    compact = rng.random() < 0.3
    gap, line = ("", "") if compact else (" ", "\n    ")
    nested = rng.random() < 0.2
    yield '{"people":' + gap + "["
    for number, row in enumerate(rows):
        yield ("," if number else "") + line + "{"
        for index, (column, value) in enumerate(zip(columns, row)):
            key = slug(column.label, style)
            yield ("," if index else "") + line + gap * 2 + f'"{key}":{gap}' + ('{"value":' + gap if nested else "") + '"'
            yield Cell(column, escaped(rng, value))
            yield '"' + ("}" if nested else "")
        yield line + "}"
    yield line + "]}\n"


def json_lines(rng, columns, rows, language):
    style = rng.choice(["snake", "camel"])
    for row in rows:
        yield "{"
        for index, (column, value) in enumerate(zip(columns, row)):
            yield (", " if index else "") + f'"{slug(column.label, style)}": "'
            yield Cell(column, escaped(rng, value))
            yield '"'
        yield "}\n"


def xml(rng, columns, rows, language):
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<records>\n'
    style = rng.choice(["snake", "camel", "kebab"])
    attributes = rng.random() < 0.25
    for row in rows:
        yield "  <record>\n" if not attributes else "  <record"
        for column, value in zip(columns, row):
            key = slug(column.label, style)
            text = html.escape(flat(value))
            yield f' {key}="' if attributes else f"    <{key}>"
            yield Cell(column, text)
            yield '"' if attributes else f"</{key}>\n"
        yield "  </record>\n" if not attributes else "/>\n"
    yield "</records>\n"


def yaml(rng, columns, rows, language):
    style = rng.choice(["snake", "camel", "kebab"])
    yield "people:\n"
    for row in rows:
        for index, (column, value) in enumerate(zip(columns, row)):
            mark = rng.choice(['"', "'", ""]) if not re.search(r"[:#'\"\n,{}\[\]&*!|>%@`]", value) else '"'
            yield ("  - " if index == 0 else "    ") + slug(column.label, style) + ": " + mark
            yield Cell(column, flat(value).replace('"', '\\"') if mark == '"' else flat(value))
            yield mark + "\n"


def log(rng, columns, rows, language):
    for number, row in enumerate(rows):
        yield f"2026-03-{number % 28 + 1:02d}T0{number % 10}:15:{number % 60:02d}.{rng.randint(100, 999)}Z {rng.choice(['INFO', 'WARN', 'DEBUG'])} [worker-{rng.randint(1, 9)}] updated record"
        for column, value in zip(columns, row):
            way = rng.choice(["=", ": ", '="'])
            yield f" {slug(column.label, 'snake')}{way}"
            yield Cell(column, flat(value))
            yield '"' if way == '="' else ""
            yield rng.choice(["", ",", ";"])
        yield "\n"


def form(rng, columns, rows, language):
    way = rng.choice([": ", ":\n  ", " : ", ":\t", " ........ ", " = ", "\n"])
    for row in rows:
        for column, value in zip(columns, row):
            yield column.label[:1].upper() + column.label[1:] + way
            yield Cell(column, value)
            yield "\n"
        yield "\n" + "-" * 40 + "\n\n"


def configuration(rng, columns, rows, language):
    style, way = rng.choice(["upper", "snake", "kebab"]), rng.choice(["=", " = ", ": "])
    for number, row in enumerate(rows):
        yield f"[profile {number}]\n"
        for column, value in zip(columns, row):
            mark = '"' if rng.random() < 0.4 and '"' not in value else ""
            yield slug(column.label, style) + way + mark
            yield Cell(column, flat(value))
            yield mark + "\n"


def code(rng, columns, rows, language):
    way = rng.choice(["python", "javascript", "java"])
    for row in rows:
        for column, value in zip(columns, row):
            key = slug(column.label, "snake" if way == "python" else "camel")
            mark = '"' if '"' not in value else "'"
            lead = {"python": f"{key} = {mark}", "javascript": f"  const {key} = {mark}", "java": f"    person.set{key[:1].upper() + key[1:]}({mark}"}[way]
            yield lead
            yield Cell(column, flat(value))
            yield {"python": mark + "\n", "javascript": mark + ";\n", "java": mark + ");\n"}[way]
        yield "\n"
