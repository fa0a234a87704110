#!/usr/bin/env python3
"""Writes what the fuzzer begins with: seeds.py TARGET DIR. Parts of small files that independent programs wrote."""

import hashlib
import io
import pathlib
import sys
import tempfile
import zipfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "Tests/Benchmarks/extraction"))

import data, office, opendocuments, packed, pdfs, plain  # noqa: E402, F401, E401
import texts  # noqa: E402

# The kinds of files that a target begins with, and of those that are zip files, which member.
PARTS = {
    "docx": ("docx docm", "word/document.xml"), "pptx": ("pptx", "ppt/slides/slide1.xml"), "xlsx": ("xlsx", "xl/worksheets/sheet1.xml"),
    "strings": ("xlsx", "xl/sharedStrings.xml"), "styles": ("xlsx", "xl/styles.xml"), "odt": ("odt", "content.xml"), "ods": ("ods", "content.xml"),
    "html": ("html", None), "mail": ("eml mbox", None), "charset": ("txt", None),
}
STREAMS = {"xls": ("xls", ["Workbook"]), "msg": ("msg", ["__properties_version1.0"])}
FIXTURES = {"doc": ("libreoffice.doc", ["WordDocument", "1Table"]), "ppt": ("libreoffice.ppt", ["PowerPoint Document"])}
ANY = ("zip tar tar.gz 7z cpio ar xar cab warc gz bz2 xz zst lz4 lz lzma tar.Z rtf msg xls sqlite parquet avro orc dbf plist pdf epub eml html").split()


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
        yield from streams((REPOSITORY / "Tests/Fixtures/documents" / name).read_bytes(), names)
    elif target in ("content", "font", "map"):
        for content in files(["pdf"]):
            for piece in pdf_streams(content):
                is_font = piece[:4] in (b"\0\1\0\0", b"true", b"OTTO") or piece.startswith(b"%!")
                is_map = b"begincmap" in piece[:500]
                if target == ("font" if is_font else "map" if is_map else "content"):
                    yield piece
    else:
        yield from files(ANY)
        for path in (REPOSITORY / "Tests/Fixtures/documents").iterdir():
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
