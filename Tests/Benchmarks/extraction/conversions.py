"""Files that LibreOffice and pandoc make of others."""

import shutil
import subprocess
from pathlib import Path

from texts import Author, Sample
import office

PAIRS = {
    "docx": ["doc", "odt", "rtf", "pdf", "fodt", "html", "docx", "ott"],
    "xlsx": ["xls", "ods", "fods", "xlsx", "pdf", "html"],
    "pptx": ["ppt", "odp", "pptx", "pdf", "fodp"],
}
SOURCES = {"docx": [office.prose, office.tables, office.sections, office.runs], "xlsx": [office.sheets, office.formatted], "pptx": [office.slideshow]}
LANGUAGES = ["en", "de", "ru"]
PANDOC = ["docx", "odt", "epub", "rtf", "fb2", "docbook", "jats", "opml", "latex", "rst", "org", "mediawiki", "html", "pptx", "ipynb", "tei"]
ENDINGS = {"docbook": "xml", "jats": "xml", "tei": "xml", "latex": "tex", "mediawiki": "wiki"}
# Formats that pandoc only writes are compared with what was written.
WRITTEN = {"pptx", "rtf", "tei"}


def office_to(target, files, folder):
    """Converts files with LibreOffice, many at once."""
    profile = folder / "profile"
    subprocess.run(["soffice", f"-env:UserInstallation=file://{profile.resolve()}", "--headless", "--convert-to", target, "--outdir", str(folder)]
                   + [str(file) for file in files], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)


def converted(folder, seed, wanted):
    """Documents that LibreOffice makes of those of others; what it left out nobody has to see."""
    for source, targets in PAIRS.items():
        targets = [target for target in targets if wanted(target)]
        if not targets:
            continue
        origin = folder / f"from-{source}"
        origin.mkdir(parents=True, exist_ok=True)
        authors = {}
        for make in SOURCES[source]:
            for language in LANGUAGES:
                author = Author(f"{seed} {source} {make.__name__} {language}", language)
                path = origin / f"{make.__name__}-{language}.{source}"
                make(path, author)
                authors[path] = author
        for target in targets:
            output = folder / f"{source}-to-{target}"
            output.mkdir(exist_ok=True)
            office_to(target, list(authors), output)
            for path, author in authors.items():
                made = output / f"{path.stem}.{target}"
                if made.exists():
                    oracle = {"pdf": "pdftotext", "html": "pandoc"}.get(target, "libreoffice")
                    yield Sample(made, target, "LibreOffice", path.stem, oracle, author.texts, author.unique, is_converted=True)


def document(author):
    """A text in Markdown with what documents have."""
    parts = [f"---\ntitle: {author.repeated(author.term())}\n---\n", f"# {author.repeated(author.term())}\n"]
    parts += [author.paragraph(4) + "\n" for _ in range(3)]
    parts += [f"- {author.sentence()}\n" for _ in range(3)]
    parts += [f"\n> {author.sentence()}\n\nA note[^1] and [{author.term()}](https://example.org/).\n\n[^1]: {author.sentence()}\n"]
    rows = author.table(4, 3)
    parts += ["\n| " + " | ".join(rows[0]) + " |\n|---|---|---|\n"] + ["| " + " | ".join(row) + " |\n" for row in rows[1:]]
    parts += [f"\n```\n{author.sentence()}\n```\n\n**{author.say(author.word())}** *{author.say(author.word())}*\n"]
    return "".join(parts)


def pandoc(folder, seed, wanted):
    """Documents that pandoc makes of Markdown."""
    output = folder / "pandoc"
    output.mkdir(parents=True, exist_ok=True)
    for target in PANDOC:
        kind = ENDINGS.get(target, target)
        if not (wanted(kind) or wanted(target)):
            continue
        for language in ["en", "de", "ru", "ja"]:
            author = Author(f"{seed} pandoc {target} {language}", language)
            source, made = output / f"{language}.md", output / f"{target}-{language}.{kind}"
            source.write_text(document(author))
            subprocess.run(["pandoc", "-s", "-t", target, "-o", str(made), str(source)], check=True, stderr=subprocess.DEVNULL)
            oracle = "planted" if target in WRITTEN else "pandoc " + target
            yield Sample(made, kind, "pandoc", target, oracle, words_only(author.texts), author.unique)
    if wanted("md"):
        for language in ["en", "de"]:
            author, made = Author(f"{seed} md {language}", language), output / f"text-{language}.md"
            made.write_text(document(author))
            yield Sample(made, "md", "python", "markdown", "planted", author.texts, author.unique)


def words_only(texts):
    """Some targets write signs in other ways; the words are the same."""
    return [text.replace("'", " ") for text in texts]


def available():
    return {name: shutil.which(program) is not None for name, program in {"LibreOffice": "soffice", "pandoc": "pandoc"}.items()}


__all__ = ["converted", "pandoc", "office_to", "available", "Path"]
