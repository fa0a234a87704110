#!/usr/bin/env python3
"""Makes the labelled corpus: files with planted values and hard negatives, and truth.jsonl, which says where they stand."""

import argparse
import json
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import contact, documents, european_kinds, kinds, money, negatives, prose, things, world  # noqa: F401, E401
from kinds import KINDS, LANGUAGES, NEGATIVES, exotic

FORMATS = {
    "csv": (documents.delimited(","), "csv", 3), "csv (semicolon)": (documents.delimited(";"), "csv", 1),
    "tsv": (documents.delimited("\t"), "tsv", 1.5), "aligned": (documents.aligned, "txt", 1.5), "psql": (documents.psql, "txt", 1),
    "markdown": (documents.markdown, "md", 1), "html": (documents.html_table, "html", 1), "sql insert": (documents.sql_insert, "sql", 1.5),
    "sql copy": (documents.sql_copy, "sql", 1), "json": (documents.json_list, "json", 2), "jsonl": (documents.json_lines, "jsonl", 1),
    "xml": (documents.xml, "xml", 1.5), "yaml": (documents.yaml, "yaml", 1.5), "log": (documents.log, "log", 2),
    "form": (documents.form, "txt", 2), "configuration": (documents.configuration, "ini", 1), "code": (documents.code, "code", 1.5),
    "prose": (prose.prose, "txt", 3), "mail": (prose.mail, "eml", 2),
}
LINES = {"log", "form", "configuration", "code", "prose", "mail", "yaml", "json", "jsonl", "xml"}


@dataclass
class Column:
    kind: object
    label: str


def choose(rng, pool, language):
    """A kind that has a label in the language, or one of its labels in English."""
    fitting = [k for k in pool if language in k.labels]
    chosen = rng.choices(fitting, [k.weight for k in fitting])[0]
    return Column(chosen, rng.choice(chosen.labels[language]))


def document(rng, name, language):
    write = FORMATS[name][0]
    columns, used = [], set()
    for index in range(rng.randint(4, 7)):
        column = choose(rng, KINDS if index % 2 == 0 else NEGATIVES, language)
        if column.label.lower() in used:
            continue
        used.add(column.label.lower())
        columns.append(column)
    rng.shuffle(columns)
    many = name not in LINES
    rows = []
    for _ in range(rng.randint(4, 9) if many else rng.randint(1, 4)):
        row = []
        for column in columns:
            value = column.kind.make(rng)
            if column.kind.exotic and rng.random() < 0.06:
                value = exotic(rng, value)
            row.append(value)
        rows.append(row)
    return documents.assemble(write(rng, columns, rows, language))


def generate(folder: Path, seed: int, planted: int) -> Counter:
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    counts = Counter()
    names = list(FORMATS)
    with open(folder.parent / "truth.jsonl", "w") as truth:
        number = 0
        while counts["planted"] < planted or counts["negatives"] < planted:
            name = rng.choices(names, [FORMATS[n][2] for n in names])[0]
            language = rng.choices(LANGUAGES, [5, 2, 1.5, 1.5, 1, 1, 1, 1])[0]
            data, places = document(rng, name, language)
            suffix = rng.choice(["py", "js", "java"]) if FORMATS[name][1] == "code" else FORMATS[name][1]
            path = f"{number // 500:03d}/{number:05d}.{suffix}"
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(data)
            number += 1
            for start, end, column, text in places:
                kind = column.kind
                counts["negatives" if kind.family == "none" else "planted"] += 1
                truth.write(json.dumps([path, start, end, kind.name, kind.family, sorted(kind.types), name, language, text, column.label],
                                       ensure_ascii=False) + "\n")
            counts["files"] += 1
    return counts


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write the corpus: FOLDER/files and FOLDER/truth.jsonl")
    parser.add_argument("--seed", type=int, default=19)
    parser.add_argument("--planted", type=int, default=20_000, help="least number of planted values, and of hard negatives")
    options = parser.parse_args()
    print(dict(generate(options.folder / "files", options.seed, options.planted)))
