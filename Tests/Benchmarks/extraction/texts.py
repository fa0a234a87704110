"""Invented texts in several languages, and the list of what makes files of them."""

import random
import re
from dataclasses import dataclass, field
from pathlib import Path

SENTENCES = {
    "en": ["The invoice {n} for {w} comes to {m} euros.", "Please send the contract about {w} to the office before {d}.",
           "Everybody who worked on {w} is invited to the meeting on {d}.", "We found {w} in the second drawer, as you had said.",
           "The customer asked twice whether {w} was difficult to finish."],
    "de": ["Die Rechnung {n} über {w} beläuft sich auf {m} Euro.", "Bitte schicken Sie die Unterlagen zu {w} bis {d} zurück.",
           "Für das Vorhaben {w} hat die Geschäftsführung größere Räume gemietet.", "Herr Müßig fand {w} schließlich hinter der Tür.",
           "Die Prüfung von {w} fällt künftig in den Herbst."],
    "fr": ["La facture {n} concernant {w} s'élève à {m} euros.", "Veuillez renvoyer le dossier {w} avant le {d}.",
           "Le président a évoqué {w} à la dernière réunion.", "Nous avons reçu {w} très tôt, malgré la grève."],
    "es": ["La factura {n} de {w} asciende a {m} euros.", "El señor Ibáñez pidió {w} para el próximo año.",
           "La reunión sobre {w} será el {d} por la mañana."],
    "pl": ["Faktura {n} za {w} wynosi {m} złotych.", "Proszę przesłać umowę o {w} do dnia {d}.",
           "Spotkanie w sprawie {w} odbędzie się później niż zwykle."],
    "ru": ["Счёт {n} за {w} составляет {m} рублей.", "Пожалуйста, пришлите договор о {w} до {d}.",
           "Совещание по вопросу {w} перенесли на следующую неделю."],
    "el": ["Το τιμολόγιο {n} για {w} ανέρχεται σε {m} ευρώ.", "Παρακαλώ στείλτε το συμβόλαιο για {w} πριν από τις {d}."],
    "ja": ["{w}の請求書{n}は{m}円です。", "{w}についての会議は{d}に行われます。"],
    "zh": ["关于{w}的发票{n}共计{m}元。", "请在{d}之前寄回{w}的合同。"],
}
LATIN = ["en", "de", "fr", "es"]
# Letters with which ligatures and line ends have to do: ff, fi, ffl, and long words.
SYLLABLES = ["bra", "fi", "keld", "offi", "sta", "mor", "ven", "flu", "tri", "shaf", "ton", "gel", "ruk", "pla", "dor", "nim", "hes", "wal"]


class Author:
    """Writes texts for one file, and remembers them: words that stand in nobody else's sentence tell what was seen, and how often."""

    def __init__(self, seed, language="en"):
        self.random = random.Random(seed)
        self.language = language
        self.texts = []
        self.unique = set()

    def word(self):
        """A word that no other sentence has."""
        while True:
            word = "".join(self.random.choice(SYLLABLES) for _ in range(self.random.randint(3, 4)))
            if word not in self.unique:
                self.unique.add(word)
                return word

    def fill(self, template):
        choose = self.random
        return template.format(
            w=self.word(), n=choose.randint(10_000, 99_999), m=f"{choose.randint(10, 999)}",
            d=f"{choose.randint(2027, 2039)}-{choose.randint(1, 12):02}-{choose.randint(1, 28):02}")

    def say(self, text):
        """Remembers a text that must be seen."""
        self.texts.append(text)
        return text

    def sentence(self):
        return self.say(self.fill(self.random.choice(SENTENCES[self.language])))

    def paragraph(self, count=5):
        return " ".join(self.sentence() for _ in range(count))

    def term(self):
        """A short text, as cells and titles hold."""
        return self.say(f"{self.word().capitalize()} {self.random.randint(100, 999)}")

    def repeated(self, text):
        """A text that the file holds more than once, such as a title: nobody has to see it only once."""
        self.unique -= set(re.findall(r"[a-z]+", text.casefold()))
        return text

    def number(self):
        return self.random.randint(1000, 999_999)

    def table(self, rows=5, columns=4):
        return [[self.term() for _ in range(columns)] for _ in range(rows)]


@dataclass
class Sample:
    """A file, and what is known of it."""

    path: Path
    kind: str
    writer: str
    layout: str
    oracle: str
    texts: list
    unique: set
    # Whether a converter may have left something out.
    is_converted: bool = False
    # What an oracle saw, and what Magpie saw.
    expected: str = ""
    seen: str = ""
    # What Magpie saw in each part of the file.
    places: list = field(default_factory=list)
    gaps: list = field(default_factory=list)


@dataclass
class Maker:
    kind: str
    writer: str
    oracle: str
    make: object
    languages: list
    times: int


MAKERS = []


def maker(kind, writer, oracle="planted", languages=("en", "de"), times=1):
    """Marks a function that writes a file of `kind` to a path, with texts of an author."""

    def add(make):
        MAKERS.append(Maker(kind, writer, oracle, make, list(languages), times))
        return make

    return add


def samples(folder, seed, wanted):
    """Makes all files of the wanted kinds: of each maker one in each of its languages, `times` over."""
    folder.mkdir(parents=True, exist_ok=True)
    for entry in MAKERS:
        if not wanted(entry.kind):
            continue
        for language in entry.languages:
            for turn in range(entry.times):
                author = Author(f"{seed} {entry.kind} {entry.make.__name__} {language} {turn}", language)
                layout = entry.make.__name__
                path = folder / f"{layout}-{language}-{turn}.{entry.kind.split()[0]}"
                kept = entry.make(path, author)
                yield Sample(kept or path, entry.kind, entry.writer, layout, entry.oracle, author.texts, author.unique)
