"""An export: files that are full of cards and addresses."""

import os
import random
import time

import hostile
from attacks import attack


def card(chance):
    """A card number that nobody has: of a range for tests, with its check digit."""
    digits = "424242" + "".join(str(chance.randrange(10)) for _ in range(9))
    total = sum(sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10)) for place, digit in enumerate(digits))
    return digits + str(-total % 10)


def table(chance, rows=1000):
    """Rows of a card, a name and an address, all invented."""
    return "".join(f"{card(chance)},person{chance.randrange(10**6)}@mail{chance.randrange(10**4)}.example.org,card\n"
                   for _ in range(rows)).encode()


def play(stage, chance):
    """Three hundred such files."""
    for number in range(300):
        stage.give("mallory", f"export{number}.csv", table(chance))
    time.sleep(3)
    hostile.as_user(hostile.MALLORY, ["sh", "-c", f"rm -f {stage.mallory}/export*"])


@attack(3, "many-findings", "3,000 files of 1,000 cards and addresses: magpied below half of its MemoryMax, alice's file within 5 s at 90 %")
def many_findings(scale):
    if why := hostile.needed():
        return None, why
    chance = random.Random(3)
    tables = [table(chance) for _ in range(20)]
    with hostile.Stage() as stage:
        stage.settled()
        delays = []
        for number in range(max(300, 3000 // scale)):
            stage.give("mallory", f"export{number}.csv", tables[number % 20] + card(chance).encode() + b"\n")
            if number % max(30, 300 // scale) == 0:
                delays.append(stage.delay())
        for _ in range(10):
            delays.append(stage.delay())
            if not stage.isAlive():
                break
            time.sleep(1)
        peak = hostile.peaks(stage).get("magpied", 0)
        limit = hostile.memory_limit("magpied") // 2
        delays.sort()
        late = delays[int(len(delays) * 0.9)]
        isAlive = stage.isAlive()
        return isAlive and peak < limit and late < 5, (
            f"{peak >> 20} of {limit >> 20} MiB, {len(delays)} files of alice's, 90 % within {late:.1f} s{'' if isAlive else ', ENDED'}")
