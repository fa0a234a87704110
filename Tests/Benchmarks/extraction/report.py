#!/usr/bin/env python3
"""Makes files of many kinds with independent writers, and measures how much of what independent readers see `magpie extract` sees."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import conversions
import data, office, opendocuments, packed, pdfs, plain  # noqa: F401, E401
import oracles
import texts


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--magpie", default=".build/release/magpie")
    parser.add_argument("--keep", type=Path, help="folder in which the files stay")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", default="", help="kinds, with commas between")
    parser.add_argument("--below", type=float, default=0.99, help="share of words below which the command fails")
    parser.add_argument("--show", type=int, default=0, help="how many missed words of each file are shown")
    return parser.parse_args()


def seen(magpie, samples):
    """Asks Magpie, for many files at once."""
    by_path = {str(sample.path): sample for sample in samples}
    pieces = defaultdict(list)
    paths = list(by_path)
    for start in range(0, len(paths), 100):
        result = subprocess.run([magpie, "extract", "--reveal", "--format", "jsonl"] + paths[start:start + 100], capture_output=True)
        if result.returncode not in (0, 2):
            sys.exit(f"magpie extract ended with {result.returncode}: {result.stderr.decode(errors='replace')[:500]}")
        for line in result.stdout.decode().split("\n"):
            if not line:
                continue
            value = json.loads(line)
            if "coverage" in value:
                by_path[value["path"]].gaps = value["coverage"]["gaps"] or ([] if value["coverage"]["status"] == "complete" else [value["coverage"]["status"]])
            else:
                place = tuple(json.dumps(value[key]) for key in ("member", "page", "cell", "record", "jsonPath", "part"))
                pieces[value["path"]].append((value["member"], place, value["text"]))
    for path, found in pieces.items():
        text, last, places = [], None, defaultdict(list)
        for _, place, content in found:
            # Pieces of one text follow each other without a gap; another place is another text.
            text.append(content if place == last else "\n" + content)
            places[place[0], place[1], place[-1]].append(content)
            last = place
        names = {str(member) for member, _, _ in found if member} | {(json.loads(place[2]) or {}).get("cellReference") or "" for _, place, _ in found}
        by_path[path].seen = "".join(text) + "\n" + "\n".join(sorted(names))
        by_path[path].places = ["\n".join(texts) for texts in places.values()]


def judge(sample, show):
    """Words that the oracle sees, those of them that Magpie saw, and words of only one sentence that it saw more often."""
    expected, found = oracles.words(sample.expected), oracles.words(sample.seen)
    total = sum(expected.values())
    missed = expected - found
    # What stands in several parts of a document, such as a title on its page and in its properties, may be seen in each.
    twice = {word for place in map(oracles.words, sample.places) for word in sample.unique if place[word] > max(1, expected[word])}
    if show and (missed or twice):
        print(f"{sample.path}\n    missed {sum(missed.values())} of {total}: {list(missed)[:show]}"
              + (f"\n    twice: {sorted(twice)[:show]}" if twice else "") + (f"\n    gaps: {sample.gaps}" if sample.gaps else ""))
    return total, total - sum(missed.values()), len(twice)


def main():
    options = arguments()
    chosen = {kind for kind in options.only.split(",") if kind}
    wanted = (lambda kind: kind in chosen) if chosen else (lambda kind: True)
    for name, is_there in conversions.available().items():
        if not is_there:
            sys.exit(f"{name} is not installed; see Tests/Benchmarks/README.md")
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.keep or Path(temporary)).resolve()
        samples = list(texts.samples(folder / "made", options.seed, wanted))
        samples += conversions.converted(folder / "converted", options.seed, wanted)
        samples += conversions.pandoc(folder / "converted", options.seed, wanted)
        oracles.ask_all(samples, folder / "oracle")
        seen(options.magpie, samples)
        table = defaultdict(lambda: [0, 0, 0, 0, 0])
        for sample in samples:
            total, found, twice = judge(sample, options.show)
            if not total:
                sys.exit(f"the oracle saw nothing in {sample.path}")
            row = table[sample.kind]
            for index, value in enumerate([1, total, found, twice, bool(sample.gaps)]):
                row[index] += value
    print(f"{'format':16}{'files':>7}{'words':>9}{'seen':>9}{'twice':>7}{'gaps':>6}")
    failed = []
    for kind, (files, total, found, twice, gaps) in sorted(table.items()):
        share = found / total
        print(f"{kind:17}{files:6}{total:9}{share:9.4f}{twice:7}{gaps:6}" )
        if share < options.below or twice:
            failed.append(kind)
    rows = list(table.values())
    print(f"{'all':16}{sum(r[0] for r in rows):7}{sum(r[1] for r in rows):9}{sum(r[2] for r in rows) / sum(r[1] for r in rows):9.4f}"
          f"{sum(r[3] for r in rows):7}{sum(r[4] for r in rows):6}   of {len(rows)} kinds")
    if failed:
        sys.exit("below what is wanted: " + ", ".join(failed))


if __name__ == "__main__":
    main()
