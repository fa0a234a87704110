"""Compound files, databases and other structures whose parts lead in circles or lie about their sizes."""

import json
import plistlib
import sqlite3
import struct
import tempfile

from bombs.kinds import EITHER, ENDS, FOUND, PARTIAL, SEED, bomb

BOMBS = []
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def entry(name, kind, start, size, left=FREE, right=FREE, child=FREE):
    text = name.encode("utf-16-le") + b"\0\0"
    return text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, left, right, child) + bytes(36) + struct.pack("<IQ", start, size)


def compound(table, entries, data=b"", first_table=0, tables=1, places=None):
    """A compound file: header, its table of sectors, its folder, and what follows ([MS-CFB], section 2)."""
    places = (places or [first_table]) + [FREE] * (109 - len(places or [first_table]))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, tables, 1, 0, 0x1000, END, 0, END, 0) + struct.pack("<109I", *places)
    sectors = struct.pack("<128I", *(table + [FREE] * (128 - len(table))))
    return header + sectors + b"".join(entries).ljust(512, b"\0") + data


@bomb(BOMBS, EITHER)
def compound_file_whose_sectors_lead_in_circles():
    return compound([TABLE, END, 3, 2], [entry("Root Entry", 5, END, 0, child=1), entry("WordDocument", 2, 2, 1 << 31)], (SEED * 16)[:512] * 2)


@bomb(BOMBS, ENDS)
def compound_file_whose_folder_leads_in_circles():
    return compound([TABLE, 1], [entry("Root Entry", 5, END, 0, 0, 0, 0), entry("a", 1, 0, 0, 1, 1, 1)])


@bomb(BOMBS, ENDS)
def compound_file_whose_tables_are_all_one():
    return compound([TABLE, END], [entry("Root Entry", 5, END, 0)], tables=0xFFFFFFFF, places=[0] * 109)


@bomb(BOMBS, EITHER)
def workbook_of_records_that_lie():
    records = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0, 0, 0, 0)
    records += struct.pack("<HHII", 0x00FC, 8, 0xFFFFFFFF, 0xFFFFFFFF) + struct.pack("<HH", 0x003C, 0) * 50 + struct.pack("<HH", 0x00BD, 0xFFFF)
    data = (records + SEED * 200)[:8192].ljust(8192, b"\0")
    chain = [TABLE, END] + [index + 3 for index in range(15)] + [END]
    return compound(chain, [entry("Root Entry", 5, END, 0, child=1), entry("Workbook", 2, 2, 8192)], data)


@bomb(BOMBS, ENDS)
def word_document_of_pieces_that_lie():
    document = bytearray(4096)
    document[0:2], document[11] = b"\xec\xa5", 2
    document[0x1A2:0x1AA] = struct.pack("<II", 0, 0x7FFFFFFF)
    pieces = b"\2" + struct.pack("<I", 0x7FFFFFFF) + struct.pack("<500I", *range(500)) + struct.pack("<HIH", 0, 0, 0) * 200
    chain = [TABLE, END] + [3, 4, 5, 6, 7, 8, 9, END] + [11, 12, 13, 14, 15, 16, 17, END]
    return compound(chain, [entry("Root Entry", 5, END, 0, child=1), entry("WordDocument", 2, 2, 4096, right=2), entry("1Table", 2, 10, 4096)],
                    bytes(document) + pieces[:4096].ljust(4096, b"\0"))


@bomb(BOMBS, ENDS)
def slides_of_records_that_lie():
    records = struct.pack("<HHI", 0x0F, 0x03E8, 0xFFFFFFFF) * 400 + struct.pack("<HHI", 0, 0x0FA0, 0xFFFFFFF0)
    chain = [TABLE, END] + [3, 4, 5, 6, 7, 8, 9, END]
    return compound(chain, [entry("Root Entry", 5, END, 0, child=1), entry("PowerPoint Document", 2, 2, 4096)], (records + SEED * 50)[:4096])


def database():
    with tempfile.NamedTemporaryFile() as file:
        connection = sqlite3.connect(file.name)
        connection.execute("create table notes (text text)")
        connection.executemany("insert into notes values (?)", [(SEED.decode() + "x" * 900,) for _ in range(200)])
        connection.commit()
        connection.close()
        with open(file.name, "rb") as made:
            return made.read()


@bomb(BOMBS, EITHER)
def database_whose_pages_lead_in_circles():
    data = bytearray(database())
    # The root of the table names itself as each of its children.
    root = struct.unpack(">H", data[16:18])[0]
    count = struct.unpack(">H", data[root + 3:root + 5])[0]
    if data[root] == 5:
        for cell in range(count):
            place = root + struct.unpack(">H", data[root + 12 + 2 * cell:root + 14 + 2 * cell])[0]
            data[place:place + 4] = struct.pack(">I", 2)
        data[root + 8:root + 12] = struct.pack(">I", 2)
    return bytes(data)


@bomb(BOMBS, EITHER)
def database_whose_free_pages_lead_in_circles():
    data = bytearray(database())
    data[32:40] = struct.pack(">II", 2, 0xFFFFFFFF)
    return bytes(data)


@bomb(BOMBS, EITHER)
def parquet_that_lies():
    return b"PAR1" + SEED + bytes(200) + struct.pack("<I", 0x7FFFFFFF) + b"PAR1"


@bomb(BOMBS, EITHER)
def avro_that_claims_endless_blocks():
    schema = b'{"type":"array","items":"null"}'

    def number(value):
        value, output = (value << 1) ^ (value >> 63), b""
        while value >= 0x80:
            output, value = output + bytes([value & 0x7F | 0x80]), value >> 7
        return output + bytes([value])

    meta = number(1) + number(11) + b"avro.schema" + number(len(schema)) + schema + number(0)
    block = number(1 << 61) + number(1 << 61) + number(0)
    return b"Obj\1" + meta + b"s" * 16 + number(1 << 61) + number(len(block)) + block + b"s" * 16 + SEED


@bomb(BOMBS, EITHER)
def orc_that_lies():
    return b"ORC" + SEED + bytes(100) + b"\x08\xff\xff\xff\xff\x0f\x10\x01\x82\xf4\x03\x03ORC" + b"\xff"


@bomb(BOMBS, EITHER)
def list_of_properties_that_holds_itself():
    """A list of 200 times itself, in binary."""
    objects = b"\xaf\x10\xc8" + b"\0" * 200
    offsets = b"\x08"
    return b"bplist00" + objects + offsets + bytes(6) + b"\1\1" + struct.pack(">QQQ", 1, 0, 8 + len(objects))


@bomb(BOMBS, EITHER)
def list_of_properties_that_doubles():
    """Each of 60 lists holds the next one twice."""
    parts, offsets = b"", []
    for index in range(60):
        offsets.append(8 + len(parts))
        parts += bytes([0xA2, index + 1, index + 1])
    offsets.append(8 + len(parts))
    parts += plistlib.dumps(SEED.decode()[:14], fmt=plistlib.FMT_BINARY)[8:-33]
    table = b"".join(struct.pack(">H", offset) for offset in offsets)
    return b"bplist00" + parts + table + bytes(6) + b"\2\1" + struct.pack(">QQQ", len(offsets), 0, 8 + len(parts))


@bomb(BOMBS, FOUND)
def json_a_million_deep():
    return b'{"a":' * 500_000 + json.dumps(SEED.decode()).encode() + b"}" * 500_000


@bomb(BOMBS, FOUND)
def table_of_a_hundred_thousand_columns():
    return b",".join(b"c%d" % index for index in range(100_000)) + b"\n" + b"," * 99_999 + SEED


@bomb(BOMBS, PARTIAL)
def archive_of_the_web_that_lies():
    return b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 9223372036854775807\r\n\r\n" + SEED
