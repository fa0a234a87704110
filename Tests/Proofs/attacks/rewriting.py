"""One file that is written anew all the time."""

import os
import random
import time

import hostile
from attacks import attack
from attacks.manyfindings import card, table


def play(stage, chance):
    """Some seconds of it."""
    end = time.monotonic() + 6
    while time.monotonic() < end:
        stage.give("mallory", "restless.csv", table(chance))
        time.sleep(0.05)


@attack(13, "rewritten-file", "a file of 1,000 cards that is written anew all the time makes the state grow by at most 0.5 MB a second")
def rewritten(scale):
    if why := hostile.needed():
        return None, why
    chance = random.Random(13)
    with hostile.Stage() as stage:
        stage.settled()
        before, start = hostile.disk(stage.state), time.monotonic()
        seconds = max(20, 60 // scale)
        count = 0
        while time.monotonic() - start < seconds:
            stage.give("mallory", "restless.csv", table(chance))
            count += 1
            time.sleep(0.05)
        stage.settled()
        taken = time.monotonic() - start
        rate = (hostile.disk(stage.state) - before) / taken
        return rate <= 500_000, f"{rate / 1e6:.2f} MB a second while it was written {count} times in {taken:.0f} s"


@attack(13, "growing-log", "a log of 200 MB that grows costs what was appended: each new secret within 2 s, the service below a tenth of a core")
def growing_log(scale):
    chance = random.Random(14)
    with hostile.Stage(more="limits: {}\n") as stage:
        path = stage.give("mallory", "log.txt", (b"2026-11-29 nothing of interest happens here, line after line\n" * 16_000) * max(20, 200 // scale))
        stage.settled()
        before, start, delays = processor(stage), time.monotonic(), []
        for _ in range(20):
            with open(path, "ab") as file:
                file.write(f"card {card(chance)}\n".encode())
            sent = time.monotonic()
            count = len(delays) + 1
            found = hostile.until(lambda: any(occurrences(finding) >= count for finding in stage.findings()), 10, 0.02)
            delays.append(time.monotonic() - sent if found else 10)
            time.sleep(max(0, 1 - delays[-1]))
        seconds = time.monotonic() - start
        share = (processor(stage) - before) / seconds
        return max(delays) < 2 and share < 0.1, f"{os.path.getsize(path) >> 20} MB, slowest {max(delays):.2f} s, {share:.2f} of a core"


def occurrences(finding):
    return finding.get("occurrences", 0)


def processor(stage):
    """The processor time of the service and its workers, in seconds."""
    total = 0
    for process in hostile.descendants(stage.process.pid):
        try:
            with open(f"/proc/{process}/stat", encoding="ascii") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total
