#!/usr/bin/env python3
"""Measures a scanner on the labelled corpus: recall, precision and confusion of each family, and what confidence is worth.

A planted value is found when a match of one of its identifiers covers at least half of it, and at most twice. A match is right
when it finds a planted value so; anything else that is reported is wrong, whether it lies on a planted value, on a hard
negative or on neither. Samples that are told with low confidence count as neither right nor wrong.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from bisect import bisect_left
from collections import Counter, defaultdict
from pathlib import Path

import generate
from kinds import KINDS

FAMILY = {}
for known in KINDS:
    for identifier in sorted(known.types):
        FAMILY.setdefault(identifier, known.family)
    FAMILY[known.name] = known.family


# Published and reserved values, which may be told with low confidence as what they are.
SAMPLES = {"test card", "reserved mail", "555", "all equal", "sequence"}


def family(identifier: str) -> str:
    if identifier in FAMILY:
        return FAMILY[identifier]
    for ending, name in (("_PHONE_NUMBER", "telephones"), ("_VAT_NUMBER", "VAT numbers"), ("_DRIVERS_LICENSE", "driving licences"),
                         ("_PASSPORT_NUMBER", "passports"), ("_BANK_ACCOUNT_NUMBER", "IBAN"), ("_TAX_NUMBER", "tax numbers")):
        if identifier.endswith(ending):
            return name
    return "other: " + identifier


def scan(program, folder, confidence, extra):
    command = [program, "scan", "--format", "matches", "--reveal", "--quiet", "--minimum-confidence", confidence, *extra, "."]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    found = defaultdict(list)
    for line in result.stdout.splitlines():
        match = json.loads(line)
        # What a document is says nothing of its values.
        if match["start"] is not None and not match["type"].endswith("_DOCUMENT"):
            found[match["path"].removeprefix("./")].append(match)
    return found


def inside(match, places, taken):
    """The place that a match in a mail finds: its offsets are those of what was read in it, so the value tells."""
    value = match.get("value") or ""
    fitting = [place for place in places if value and (value in place[8] or place[8] in value)]
    return next((place for place in fitting if place[1] not in taken), fitting[0] if fitting else None)


def judge(truth, found):
    """Yields (place or None, match or None, right) for every planted value and every match."""
    for path in {*truth, *found}:
        places = truth.get(path, [])
        starts = [p[1] for p in places]
        taken = {}
        for match in found.get(path, []):
            start, end = match["start"], match["end"]
            best, overlap = None, 0
            if match["member"] is not None or path.endswith(".eml"):
                best = inside(match, places, taken)
                overlap = min(end - start, best[2] - best[1]) if best else 0
                places_near = []
            else:
                places_near = places[max(0, bisect_left(starts, start) - 1) : bisect_left(starts, end)]
            for place in places_near:
                common = min(end, place[2]) - max(start, place[1])
                if common > overlap:
                    best, overlap = place, common
            right = (best is not None and match["type"] in best[5] and 2 * overlap >= best[2] - best[1]
                     and end - start <= 2 * (best[2] - best[1]))
            if best is not None and (right or best[1] not in taken):
                taken[best[1]] = (match, right or taken.get(best[1], (0, False))[1])
            yield best, match, right
        for place in places:
            match, right = taken.get(place[1], (None, False))
            yield place, None, right if place[4] != "none" else None


def report(truth, found, show, only):
    planted, hit, wrong, right_of = Counter(), Counter(), Counter(), Counter()
    formats, format_hit = Counter(), Counter()
    confusion = defaultdict(Counter)
    misses, false = defaultdict(list), defaultdict(list)
    confidence_right, confidence_all = Counter(), Counter()
    reported = defaultdict(list)
    for place, match, right in judge(truth, found):
        if match is not None:
            name = family(match["type"])
            if match["confidence"] == "low" and place is not None and place[3] in SAMPLES:
                continue
            confidence_all[match["confidence"]] += 1
            confidence_right[match["confidence"]] += right
            if right:
                right_of[place[4]] += 1
            else:
                wrong[name] += 1
                what = "text" if place is None else place[3]
                confusion[name][what] += 1
                false[match["type"], what].append((match, place))
            if place is not None:
                reported[place[0], place[1]].append(match["type"])
        elif place[4] != "none":
            planted[place[4]] += 1
            formats[place[6]] += 1
            hit[place[4]] += right
            format_hit[place[6]] += right
            if not right:
                misses[place[3]].append(place)
    print(f"{'family':26}{'planted':>8}{'found':>8}{'recall':>8}{'precision':>10}  taken for / reported on")
    for name in sorted({*planted, *wrong}):
        recall = f"{hit[name] / planted[name]:.3f}" if planted[name] else "-"
        all_reported = right_of[name] + wrong[name]
        precision = f"{right_of[name] / all_reported:.3f}" if all_reported else "-"
        most = ", ".join(f"{what} {count}" for what, count in confusion[name].most_common(4))
        print(f"{name:26}{planted[name]:>8}{hit[name]:>8}{recall:>8}{precision:>10}  {most}")
    total, good, bad = sum(planted.values()), sum(hit.values()), sum(wrong.values())
    print(f"{'all':26}{total:>8}{good:>8}{good / total:>8.3f}{sum(right_of.values()) / max(1, sum(right_of.values()) + bad):>10.3f}")
    print("\nrecall by format: " + ", ".join(f"{n} {format_hit[n] / formats[n]:.3f}" for n in sorted(formats)))
    for level in ("high", "medium", "low"):
        if confidence_all[level]:
            print(f"of {confidence_all[level]} matches with {level} confidence {confidence_right[level] / confidence_all[level]:.4f} are right")
    if show:
        print("\nmisses")
        for name, places in sorted(misses.items(), key=lambda item: -len(item[1])):
            if only and only not in name:
                continue
            count = sum(p[3] == name for ps in truth.values() for p in ps)
            print(f"  {name}: {len(places)} of {count}")
            labels = Counter(p[9] for ps in truth.values() for p in ps if p[3] == name)
            missed = Counter(p[9] for p in places).most_common(8)
            print("    by label: " + ", ".join(f"{label!r} {n} of {labels[label]}" for label, n in missed))
            print("    by format: " + ", ".join(f"{form} {n}" for form, n in Counter(p[6] for p in places).most_common(6)))
            for place in places[:: max(1, len(places) // show)][:show]:
                print(f"    {place[0]} ({place[6]}, {place[7]}, {place[9]!r}) {place[8]!r} taken for {reported[place[0], place[1]]}")
        print("\nfalse")
        for (kind, what), items in sorted(false.items(), key=lambda item: -len(item[1])):
            if only and only not in kind:
                continue
            print(f"  {kind} on {what}: {len(items)}")
            for match, place in items[:: max(1, len(items) // show)][:show]:
                print(f"    {match['path']} {match['line']}: {match.get('value')!r} {match['confidence']} {match.get('reason')}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--magpie", default=".build/release/magpie", help="the program to measure")
    parser.add_argument("--corpus", type=Path, help="a corpus that generate.py made; default: one is made")
    parser.add_argument("--seed", type=int, default=19)
    parser.add_argument("--planted", type=int, default=20_000)
    parser.add_argument("--confidence", default="medium", choices=["low", "medium", "high"])
    parser.add_argument("--calibration", action="store_true", help="also scan at low, for what each confidence is worth")
    parser.add_argument("--show", type=int, default=0, help="show so many examples of each kind of miss and false report")
    parser.add_argument("--only", help="show only identifiers with this in their name")
    parser.add_argument("--rules", help="another folder of rules")
    options = parser.parse_args()
    extra = ["--rules", str(Path(options.rules).absolute())] if options.rules else []
    program = str(Path(options.magpie).absolute())
    with tempfile.TemporaryDirectory() as scratch:
        corpus = options.corpus or Path(scratch) / "corpus"
        if not (corpus / "truth.jsonl").exists():
            print(generate.generate(corpus / "files", options.seed, options.planted), file=sys.stderr)
        truth = defaultdict(list)
        for line in open(corpus / "truth.jsonl"):
            place = json.loads(line)
            truth[place[0]].append(place)
        report(truth, scan(program, corpus / "files", options.confidence, extra), options.show, options.only)
        if options.calibration:
            print("\nat low confidence:")
            report(truth, scan(program, corpus / "files", "low", extra), 0, None)


if __name__ == "__main__":
    main()
