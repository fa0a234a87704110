#!/usr/bin/env python3
"""Writes what the fuzzer begins with: seeds.py TARGET DIR. Parts of small files that independent programs wrote."""

import hashlib
import io
import pathlib
import struct
import sys
import tempfile
import zipfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
DOCUMENTS = REPOSITORY / "Tests/Fixtures/documents"
sys.path.insert(0, str(REPOSITORY / "Tests/Benchmarks/extraction"))

import data, office, opendocuments, packed, pdfs, plain  # noqa: E402, F401, E401
import texts  # noqa: E402

# The kinds of files that a target begins with, and of those that are zip files, which member.
PARTS = {
    "docx": ("docx docm", "word/document.xml"), "pptx": ("pptx", "ppt/slides/slide1.xml"), "xlsx": ("xlsx", "xl/worksheets/sheet1.xml"),
    "strings": ("xlsx", "xl/sharedStrings.xml"), "styles": ("xlsx", "xl/styles.xml"), "odt": ("odt", "content.xml"), "ods": ("ods", "content.xml"),
    "html": ("html", None), "mail": ("eml mbox", None), "charset": ("txt", None), "pdf": ("pdf", None), "zip": ("zip jar epub", None),
    "warc": ("warc", None), "compound": ("xls msg", None), "sqlite": ("sqlite", None), "dbf": ("dbf", None), "plist": ("plist", None),
    "avro": ("avro", None), "orc": ("orc", None), "folded": ("vcf ics ldif", None),
}
STREAMS = {"xls": ("xls", ["Workbook"]), "msg": ("msg", ["__properties_version1.0"]), "summary": ("xls", ["\5SummaryInformation"])}
FIXTURES = {"doc": ("libreoffice.doc", ["WordDocument", "1Table"]), "ppt": ("libreoffice.ppt", ["PowerPoint Document"])}
# Files of Tests/Fixtures/documents that a target begins with.
WHOLE = {
    "pdf": "*.pdf", "rtf": "*.rtf", "flat": "*.fod[ts] *word2003.xml", "lzfu": "*.lzfu", "cms": "*.p7m", "folded": "*.ics", "git": "git*",
    "compound": "*.doc *.ppt *.xls *.msg", "sqlite": "*.db", "sqlitelog": "*.db-wal *.db-journal", "dbf": "*.dbf", "plist": "*.plist",
    "avro": "*.avro", "orc": "*.orc", "exif": "*.jpg *.png *.tif *.gif *.webp *.heic", "sound": "*.flac *.mp3 *.wav *.ogg",
    "metafile": "*.emf *.wmf", "movie": "*.avi *.m4a *.mp4 *.heic",
}
# Files whose end states a length: a target has it as its first two bytes, and the file without its end behind them.
ENDED = {"parquet": ("parquet", 8), "arrow": ("arrow", 10)}
ANY = ("zip tar tar.gz 7z cpio ar xar cab warc gz bz2 xz zst lz4 lz lzma tar.Z rtf msg xls sqlite parquet avro orc dbf plist pdf epub eml html").split()


# A message of two texts and a message, as a literal of Snappy.
IWORK = [b"\x12\x44" + b"\x0a\x05hello\x12\x09\x0a\x07nested!"]
NOTEBOOK_FILE = bytes.fromhex("e716e3bd65261145a4c48d4d0b7a9eac")


def files(kinds):
    """One small file of each maker of these kinds."""
    with tempfile.TemporaryDirectory() as folder:
        for entry in texts.MAKERS:
            if entry.kind.split(" ")[0] in kinds:
                path = pathlib.Path(folder) / f"{entry.make.__name__}.{entry.kind.split()[0]}"
                try:
                    entry.make(path, texts.Author("seed", entry.languages[0]))
                except Exception as error:  # A seed less is no failure.
                    print(f"seeds.py: {entry.writer}: {error}", file=sys.stderr)
                    continue
                yield path.read_bytes()


def members(archive, name):
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        if name in source.namelist():
            yield source.read(name)


def streams(content, names):
    import olefile
    with olefile.OleFileIO(io.BytesIO(content)) as source:
        for name in names:
            if source.exists(name):
                yield source.openstream(name).read()


def pdf_streams(content):
    import pikepdf
    with pikepdf.open(io.BytesIO(content)) as source:
        for item in source.objects:
            if isinstance(item, pikepdf.Stream):
                try:
                    yield item.read_bytes()
                except pikepdf.PdfError:
                    pass


def seeds(target):
    for pattern in WHOLE.get(target, "").split():
        for path in DOCUMENTS.glob(pattern):
            yield path.read_bytes()
    if target in PARTS:
        kinds, member = PARTS[target]
        for content in files(kinds.split()):
            yield from members(content, member) if member else [content]
    elif target in STREAMS:
        kind, names = STREAMS[target]
        for content in files([kind]):
            yield from streams(content, names)
    elif target in FIXTURES:
        name, names = FIXTURES[target]
        yield from streams((DOCUMENTS / name).read_bytes(), names)
    elif target in ENDED:
        kind, end = ENDED[target]
        for content in [*files([kind]), *(path.read_bytes() for path in DOCUMENTS.glob(f"*.{kind}"))]:
            yield content[-end:][:2] + content[:-end]
    elif target == "xlsb":
        with zipfile.ZipFile(DOCUMENTS / "biff12.xlsb") as source:
            yield from (source.read(name) for name in source.namelist() if name.endswith(".bin"))
    elif target == "iwork":
        yield from IWORK
    elif target == "notebook":
        yield bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3") + b"text" * 9 + NOTEBOOK_FILE + b"\5" + bytes(19) + b"inner"
    elif target == "tnef":
        # A subject, a text, a file with its name, and a list of properties of which one is text.
        parts = [(1, 0x00078004, b"Subject\0"), (1, 0x0002800C, b"Text of the message\0"), (2, 0x00069002, bytes(14)),
                 (2, 0x00018010, b"a.txt\0"), (2, 0x0006800F, b"inner text"),
                 (1, 0x00069003, struct.pack("<IIII", 1, 0x1000001E, 1, 8) + b"bodytext")]
        yield struct.pack("<IH", 0x223E9F78, 1) + b"".join(
            struct.pack("<BII", level, name, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF) for level, name, value in parts)
    elif target in WHOLE:
        return
    elif target in ("content", "font", "map"):
        for content in files(["pdf"]):
            for piece in pdf_streams(content):
                is_font = piece[:4] in (b"\0\1\0\0", b"true", b"OTTO") or piece.startswith(b"%!")
                is_map = b"begincmap" in piece[:500]
                if target == ("font" if is_font else "map" if is_map else "content"):
                    yield piece
    else:
        yield from files(ANY)
        for path in DOCUMENTS.iterdir():
            yield path.read_bytes()


def main():
    target, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds(target):
        # Long inputs make a fuzzer slow.
        if seed and len(seed) <= 64 << 10:
            (folder / hashlib.sha1(seed).hexdigest()).write_bytes(seed)


if __name__ == "__main__":
    main()
