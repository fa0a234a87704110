#!/usr/bin/env python3
"""Measures how fast documents, archives and mail are read: megabytes of containers for each second of one core.

    .build/extraction/bin/python Tests/Benchmarks/extraction/throughput.py [--magpie PROGRAM] [--only docx,pdf] [--megabytes N]

Each file is copied until there are enough bytes that the start of the process that reads documents, some 10 ms, counts for little.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import data, office, opendocuments, packed, pdfs, plain  # noqa: F401, E401
import texts


def docx(path, author):
    """A long document: 200 pages of running text."""
    import docx as writer
    document = writer.Document()
    for _ in range(1500):
        document.add_paragraph(author.paragraph(8))
    document.save(path)


def xlsx(path, author):
    import xlsxwriter
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for row in range(20_000):
        sheet.write_row(row, 0, [author.word(), author.number(), author.number() / 7, f"{author.word()} {row}", row])
    book.close()


def pdf(path, author):
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate
    style = getSampleStyleSheet()["Normal"]
    SimpleDocTemplate(str(path)).build([Paragraph(author.paragraph(8), style) for _ in range(1500)])


def fontpdf(path, author):
    from fpdf import FPDF
    page = FPDF()
    page.add_page()
    page.add_font("DejaVu", fname=pdfs.FONTS + "dejavu/DejaVuSans.ttf")
    page.set_font("DejaVu", size=9)
    for _ in range(600):
        page.multi_cell(0, 5, author.paragraph(8), new_x="LMARGIN", new_y="NEXT")
    page.output(str(path))


def eml(path, author):
    import email.message
    message = email.message.EmailMessage()
    message["From"], message["Subject"] = "a@example.org", author.term()
    message.set_content(author.paragraph())
    for index in range(20):
        message.add_attachment("\n".join(author.paragraph(6) for _ in range(200)).encode(), maintype="text", subtype="plain", filename=f"{index}.txt")
    path.write_bytes(message.as_bytes())


def lines(author, count=20_000):
    words = [author.word() for _ in range(5000)]
    choose = random.Random(7)
    return "\n".join(" ".join(choose.choices(words, k=12)) for _ in range(count)).encode()


def archive(path, author):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for index in range(20):
            target.writestr(f"{index}.txt", lines(author))


def targz(path, author):
    with tempfile.TemporaryDirectory() as folder:
        for index in range(20):
            Path(folder, f"{index}.txt").write_bytes(lines(author))
        subprocess.run(["tar", "-czf", path, "-C", folder, "."], check=True)


def parquet(path, author):
    """200,000 records of six columns: text that differs, text that comes again, numbers of three kinds."""
    import pyarrow
    import pyarrow.parquet
    words = [author.word() for _ in range(5000)]
    choose = random.Random(5)
    rows = range(200_000)
    pyarrow.parquet.write_table(pyarrow.table({
        "name": [f"{choose.choice(words)} {choose.choice(words)}" for _ in rows],
        "email": [f"{choose.choice(words)}{choose.randrange(10**6)}@example.org" for _ in rows],
        "id": [choose.randrange(10**12) for _ in rows], "amount": [choose.random() * 1e5 for _ in rows],
        "city": [choose.choice(words[:200]) for _ in rows], "number": list(rows),
    }), path)


KINDS = {"parquet": (parquet, "parquet"), "docx": (docx, "docx"), "xlsx": (xlsx, "xlsx"), "pdf": (pdf, "pdf"), "pdf of embedded fonts": (fontpdf, "pdf"), "mail": (eml, "eml"),
         "zip": (archive, "zip"), "tar.gz": (targz, "tar.gz")}
# What reads the same beside Magpie.
OTHERS = {"pdf": ["pdftotext", "{}", "-"], "pdf of embedded fonts": ["pdftotext", "{}", "-"], "zip": ["bsdtar", "-xOf", "{}"],
          "tar.gz": ["bsdtar", "-xOf", "{}"]}


# What a process takes at most counts from before it becomes another program, so that a small one starts what is measured.
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss << 10)
"""


def used(command):
    """Seconds of processors, and bytes of the largest process, that a command takes."""
    command = [sys.executable, "-S", "-c", MEASURE, *map(str, command)]
    seconds, memory = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    return float(seconds), int(memory)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--magpie", default=".build/release/magpie")
    parser.add_argument("--only", default=",".join(KINDS))
    parser.add_argument("--megabytes", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty.txt")
        empty.write_bytes(b"")
        scan = [options.magpie, "scan", "--threads", "1", "--no-progress", "--quiet"]
        print(f"{'format':24}{'size':>9}{'read':>12}{'with rules':>12}{'others':>12}{'memory':>9}")
        for name in options.only.split(","):
            make, ending = KINDS[name]
            room = Path(folder, ending + str(len(name)))
            room.mkdir()
            first = room / f"0.{ending}"
            make(first, texts.Author("speed " + name))
            copies = max(3, -(-options.megabytes * 1_000_000 // first.stat().st_size))
            for index in range(1, copies):
                shutil.copy(first, room / f"{index}.{ending}")
            size = first.stat().st_size * copies / 1e6
            start = used(scan + [str(empty)])[0]
            bare = min(used(scan + ["--identifiers", "none", str(room)])[0] for _ in range(2)) - start
            full, memory = used(scan + [str(room)])
            other = ""
            if name in OTHERS and shutil.which(OTHERS[name][0]):
                spent = sum(used([word.format(first) for word in OTHERS[name]])[0] for _ in range(min(copies, 10)))
                other = f"{first.stat().st_size * min(copies, 10) / 1e6 / spent:.0f} MB/s"
            print(f"{name:24}{size:6.1f} MB{size / max(bare, 1e-3):7.0f} MB/s{size / max(full - start, 1e-3):7.0f} MB/s{other:>12}{memory >> 20:5} MiB", flush=True)


if __name__ == "__main__":
    main()
