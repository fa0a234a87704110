"""Folders in folders in folders."""

import os
import sys
import time

import hostile
from attacks import attack

DIG = """
import os, sys
os.chdir(sys.argv[1])
for number in range(int(sys.argv[2])):
    os.mkdir("d")
    os.chdir("d")
    if number % 100 == 0:
        with open("note", "w") as file: file.write("nothing\\n")
"""

FILL = """
import os, sys
root = os.open(sys.argv[1], os.O_RDONLY)
os.chdir(sys.argv[1])
try:
    while True: os.chdir("d")
except OSError: pass
while os.fstat(root).st_ino != os.stat(".").st_ino:
    for name in os.listdir("."):
        if name != "d": os.unlink(name)
    os.chdir("..")
    os.rmdir("d")
"""


def play(stage, chance):
    """A thousand folders, one in the other, and away with them."""
    place = os.path.join(stage.shared, f"deep{chance.randrange(10**9)}")
    hostile.as_user(hostile.MALLORY, ["mkdir", place])
    hostile.python_as(hostile.MALLORY, DIG, place, 1000)
    time.sleep(2)
    hostile.python_as(hostile.MALLORY, FILL, place)
    hostile.as_user(hostile.MALLORY, ["rmdir", place])


@attack(17, "depth", "3,000 folders, one in the other, delay files of others in the bucket by at most 5 s")
def depth(scale):
    if why := hostile.needed():
        return None, why
    texts, isGood = [], True
    for watch in ("fanotify", "inotify"):
        with hostile.Stage(watch=watch) as stage:
            stage.settled()
            place = os.path.join(stage.shared, "deep")
            hostile.as_user(hostile.MALLORY, ["mkdir", place])
            digger = hostile.start_as(hostile.MALLORY, [sys.executable, "-c", DIG, place, str(3000)])
            delays = [stage.delay("shared", 60)]
            digger.wait()
            for _ in range(5):
                delays.append(stage.delay("shared", 60))
                time.sleep(0.2)
            hostile.python_as(hostile.MALLORY, FILL, place)
            isGood = isGood and max(delays) < 5
            texts.append(f"{watch}: slowest {max(delays):.2f} s{' or never' if max(delays) >= 60 else ''}")
    return isGood, "; ".join(texts)
