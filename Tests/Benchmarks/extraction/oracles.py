"""What independent programs see in a file."""

import email
import email.policy
import gzip
import html.parser
import re
import shutil
import subprocess
import tempfile
import unicodedata
import xml.etree.ElementTree as tree
from collections import Counter
from pathlib import Path

from conversions import office_to

# A word: letters and digits. What runs on without spaces counts by character.
WORD = re.compile(r"[^\W_]+")
IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
SHEETS = 'csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,-1'


def words(text):
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold()
    # Digits in groups are one number, however a program groups them.
    text = re.sub(r"(?<=\d)[,'](?=\d{3}\b)", "", text)
    found = Counter()
    for word in WORD.findall(text):
        if IDEOGRAPH.search(word):
            found.update(word)
        else:
            found[word] += 1
    return found


def output(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, timeout=120, **options).stdout.decode(errors="replace")


def pdftotext(path):
    return output("pdftotext", "-enc", "UTF-8", path, "-")


def whole(sample):
    """What was written, as often as pdftotext sees it: it cuts and joins words at line ends, where they turn and where they overlap."""
    if not sample.texts:
        return sample.expected
    written = words("\n".join(sample.texts))
    found = Counter({word: count for word, count in words(sample.expected).items() if word in written and len(word) > 3})
    if sample.is_converted:
        return "\n".join(found.elements())
    return "\n".join(" ".join([word] * count) for word, count in (written | found).items())


def pandoc(path, source="html"):
    return output("pandoc", "-f", source, "-t", "plain", "--wrap=none", path)


def bsdtar(path):
    with tempfile.TemporaryDirectory() as folder:
        output("bsdtar", "-xf", path, "-C", folder)
        return "\n".join(page(file.read_text(errors="replace")) for file in sorted(Path(folder).rglob("*")) if file.is_file())


def gunzip(path):
    return gzip.decompress(path.read_bytes()).decode()


def unpacked(path):
    program = {"bz2": "bzip2", "xz": "xz", "lzma": "xz", "zst": "zstd", "lz4": "lz4", "lz": "lzip"}[path.name.rsplit(".")[-1]]
    return output(program, "-dc", path)


def slides(path):
    """The paragraphs of the slides of a presentation in one file of XML."""
    root = tree.parse(path).getroot()
    body = root.find("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}body")
    paragraphs = []
    for paragraph in body.iter("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"):
        parts = [paragraph.text or ""]
        for element in paragraph.iter():
            if element is not paragraph:
                parts += [" " if element.tag.endswith(("}s", "}tab", "}line-break")) else "", element.text or "", element.tail or ""]
        paragraphs.append("".join(parts))
    return "\n".join(paragraphs)


def unnumbered(text):
    """Text without the numbers that a reader counts for its lists, which stand nowhere in the file."""
    return re.sub(r"(?m)^[ \t]*(\d{1,2}\.|[•o▪-])[ \t]", "", text)


class Text(html.parser.HTMLParser):
    """The characters of a page that a reader sees."""

    def __init__(self):
        super().__init__()
        self.text, self.silent = [], 0

    def handle_starttag(self, tag, attributes):
        self.silent += tag in ("script", "style")
        self.text.append("" if tag in ("b", "i", "span") else " ")

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")
        self.text.append("" if tag in ("b", "i", "span") else " ")

    def handle_data(self, data):
        if not self.silent:
            self.text.append(data)


def page(text):
    if not re.search(r"<html", text[:2000], re.I):
        return text
    parser = Text()
    parser.feed(text)
    return "".join(parser.text)


def mail(path):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    text = []
    for part in message.walk():
        text += [str(part[name]) for name in ("From", "To", "Subject") if part[name]]
        if part.get_filename():
            text.append(part.get_filename())
        if not part.is_multipart():
            content = part.get_content()
            text.append(page(content if isinstance(content, str) else content.decode("utf-8", "replace")))
    return "\n".join(text)


def planted(sample):
    return "\n".join(sample.texts)


SINGLE = {"pdftotext": pdftotext, "pandoc": pandoc, "bsdtar": bsdtar, "gunzip": gunzip, "unpacked": unpacked, "email": mail}
TEXTS = {"docx", "docm", "dotx", "odt", "ott", "doc", "rtf", "fodt"}
TABLES = {"xlsx", "xlsm", "xls", "ods", "fods"}


def ask_all(samples, folder):
    """Fills in what the oracles see."""
    for sample in samples:
        if sample.oracle in SINGLE:
            sample.expected = SINGLE[sample.oracle](sample.path)
            if sample.oracle == "pdftotext":
                sample.expected = whole(sample)
        elif sample.oracle.startswith("pandoc "):
            sample.expected = pandoc(sample.path, sample.oracle.split(" ")[1])
        elif sample.oracle == "planted":
            sample.expected = planted(sample)
    waiting = [sample for sample in samples if sample.oracle == "libreoffice"]
    if not waiting:
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        for target, kinds in [("txt:Text (encoded):UTF8", TEXTS), (SHEETS, TABLES), ("fodp", None)]:
            chosen = [s for s in waiting if (s.kind in kinds if kinds else s.kind not in TEXTS | TABLES)]
            room = Path(temporary) / target[:3]
            room.mkdir()
            copies = {}
            for index, sample in enumerate(chosen):
                copies[index] = room / f"{index}.{sample.path.suffix[1:]}"
                shutil.copy(sample.path, copies[index])
            if not copies:
                continue
            results = room / "out"
            results.mkdir()
            office_to(target, list(copies.values()), results)
            for index, sample in enumerate(chosen):
                made = sorted(results.glob(f"{index}.*")) + sorted(results.glob(f"{index}-*.csv"))
                sample.expected = "\n".join(slides(file) if file.suffix == ".fodp" else unnumbered(file.read_text(errors="replace")) for file in made)
