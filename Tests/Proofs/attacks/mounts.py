"""Other file systems in a bucket, which a walk does not enter."""

import os
import shutil
import subprocess

import hostile
from attacks import attack


def said(stage):
    """All that an operator is shown about the bucket."""
    text = "".join(stage.magpie(*words).stdout for words in (
        ["status"], ["status", "--format", "json"], ["buckets", "show", "mallory"], ["buckets", "show", "mallory", "--format", "json"]))
    results = os.path.join(stage.state, "results", "results.jsonl")
    if os.path.exists(results):
        with open(results, encoding="utf-8") as file:
            text += file.read()
    return text


@attack(15, "nested-mounts", "a file system and a folder that are mounted in a bucket are shown, with the reason that they are not read")
def nested_mounts(scale):
    if why := hostile.needed():
        return None, why
    places = []

    def prepare(stage):
        for name, words in (("nestedtmpfs", ["-t", "tmpfs", "none"]), ("nestedbind", ["--bind", os.path.join(stage.home, "source")])):
            os.makedirs(os.path.join(stage.home, "source"), exist_ok=True)
            hostile.write(os.path.join(stage.home, "source", "hidden"))
            place = os.path.join(stage.mallory, name)
            os.mkdir(place)
            subprocess.run(["mount", *words, place], check=True)
            places.append(place)
            hostile.write(os.path.join(place, "hidden"))
    try:
        with hostile.Stage(prepare=prepare) as stage:
            try:
                stage.settled()
                text = said(stage)
                read = {finding["key"] for finding in stage.findings()}
                shown = {name: name in text or f"{name}/hidden" in read or "ounted" in text for name in ("nestedtmpfs", "nestedbind")}
            finally:
                for place in places:
                    subprocess.run(["umount", "-l", place], check=False)
                places.clear()
    finally:
        for place in places:
            subprocess.run(["umount", "-l", place], check=False)
    return all(shown.values()), ", ".join(f"{name}: {'shown' if isShown else 'NOT SHOWN'}" for name, isShown in shown.items())


@attack(15, "subvolumes", "a subvolume of a bucket's btrfs is read as any folder")
def subvolumes(scale):
    if why := hostile.needed():
        return None, why
    if not all(map(shutil.which, ("mkfs.btrfs", "btrfs"))):
        return None, "needs btrfs-progs"
    places = []

    def prepare(stage):
        image = os.path.join(stage.home, "image")
        with open(image, "wb") as file:
            file.truncate(256 << 20)
        subprocess.run(["mkfs.btrfs", "-q", image], check=True)
        subprocess.run(["mount", "-o", "loop", image, stage.mallory], check=True)
        places.append(stage.mallory)
        subprocess.run(["btrfs", "-q", "subvolume", "create", os.path.join(stage.mallory, "volume")], check=True)
        hostile.write(os.path.join(stage.mallory, "volume", "inside"))
    try:
        with hostile.Stage(prepare=prepare) as stage:
            stage.settled()
            found = {finding["key"] for finding in stage.findings()}
            hostile.write(os.path.join(stage.mallory, "volume", "later"))
            later = hostile.until(lambda: "volume/later" in {finding["key"] for finding in stage.findings()}, 10)
            stage.process.terminate()
            stage.process.wait(timeout=20)
            subprocess.run(["umount", "-l", stage.mallory], check=False)
            places.clear()
    finally:
        for place in places:
            subprocess.run(["umount", "-l", place], check=False)
    return "volume/inside" in found and later, f"{'read' if 'volume/inside' in found else 'NOT READ'}, changes {'seen' if later else 'NOT SEEN within 10 s'}"
