"""Databases and columns by sqlite3, pyarrow, fastavro and dbf."""

import sqlite3

from plain import fill
from texts import maker

SOME = ["en", "de", "ru"]


@maker("sqlite", "sqlite3", "planted", SOME)
def database(path, author):
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    fill(connection, author)
    connection.close()


@maker("sqlite", "sqlite3", "planted", ["en"])
def widerows(path, author):
    """Values that take several pages, UTF-16, and an index."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("pragma encoding = 'UTF-16le'")
    connection.execute("pragma page_size = 1024")
    connection.execute("create table notes (a text, b integer)")
    for _ in range(30):
        connection.execute("insert into notes values (?, ?)", (author.paragraph(30), author.number()))
    connection.commit()
    connection.close()


def arrow(author):
    import pyarrow
    return pyarrow.table({author.say(author.word()): [author.sentence() for _ in range(50)], "amount": [author.number() for _ in range(50)],
                          "nested": [{"a": author.term(), "b": [author.term()]} for _ in range(50)]})


@maker("parquet", "pyarrow", "planted", SOME, times=2)
def columns(path, author):
    import pyarrow.parquet
    packing = author.random.choice(["snappy", "zstd", "gzip", "lz4", "none"])
    pyarrow.parquet.write_table(arrow(author), path, compression=packing, use_dictionary=author.random.random() < 0.5)


@maker("orc", "pyarrow", "planted", SOME)
def stripes(path, author):
    import pyarrow.orc
    pyarrow.orc.write_table(arrow(author), str(path), compression=author.random.choice(["snappy", "zstd", "zlib", "uncompressed"]))


@maker("arrow", "pyarrow", "planted", ["en"])
def feather(path, author):
    import pyarrow.feather
    pyarrow.feather.write_feather(arrow(author), path, compression="uncompressed")


@maker("avro", "fastavro", "planted", SOME, times=2)
def records(path, author):
    import fastavro
    schema = {"type": "record", "name": "note", "fields": [
        {"name": "text", "type": "string"}, {"name": "amount", "type": "long"}, {"name": "more", "type": ["null", {"type": "array", "items": "string"}]}]}
    rows = [{"text": author.sentence(), "amount": author.number(), "more": [author.term(), author.term()]} for _ in range(50)]
    with open(path, "wb") as file:
        fastavro.writer(file, schema, rows, codec=author.random.choice(["null", "deflate", "snappy", "zstandard"]))


@maker("dbf", "dbf", "planted", ["en", "de"])
def table(path, author):
    import dbf
    result = dbf.Table(str(path), "note C(120); amount N(10, 2); day D", codepage="cp1252", on_disk=True)
    result.open(dbf.READ_WRITE)
    for _ in range(40):
        result.append((author.sentence(), author.number(), dbf.Date(2030, 1, 2)))
    result.close()
