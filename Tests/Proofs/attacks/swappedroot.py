"""Folders above a bucket that somebody exchanges for a link to what is not his."""

import os
import time

import hostile
from attacks import attack
from service import CouldNotRun


def scene(stage, owner):
    """Private files of alice, and a bucket in a folder that mallory may rename."""
    private = os.path.join(stage.home, "private")
    share = os.path.join(stage.mallory, "outer", "share")
    os.makedirs(os.path.join(private, "share"), 0o700)
    os.makedirs(share)
    for folder, user in ((private, hostile.ALICE), (os.path.join(private, "share"), hostile.ALICE),
                         (os.path.dirname(share), hostile.MALLORY), (share, owner)):
        os.chown(folder, user, user)
        os.chmod(folder, 0o700)
    hostile.write(os.path.join(private, "share", "salary.csv"))
    return share


def swap(stage):
    outer = os.path.join(stage.mallory, "outer")
    run = hostile.as_user(hostile.MALLORY, ["sh", "-c", f"mv {outer} {outer}.old && ln -s {stage.home}/private {outer}"])
    assert run.returncode == 0, run.stderr


def trial(owner):
    """What of alice's private files is found, while the service goes on and after it was started again."""
    with hostile.Stage(prepare=lambda stage: scene(stage, owner),
                       extra=lambda stage: {"share": os.path.join(stage.mallory, "outer", "share")}) as stage:
        stage.settled(20)
        swap(stage)
        private = os.path.join(stage.home, "private", "share")
        hostile.write(os.path.join(private, "new.csv"))
        time.sleep(5)
        stage.settled(20)
        first = {finding["key"] for finding in stage.findings() if finding["bucket"] == "share"}
        stage.process.terminate()
        stage.process.wait(timeout=20)
        try:
            stage.start()
        except CouldNotRun:
            return first, True
        time.sleep(3)
        stage.settled(20)
        states = {bucket["name"]: bucket["state"] for bucket in stage.ask("status")["buckets"]}
        found = {finding["key"] for finding in stage.findings() if finding["bucket"] == "share"}
        return first | found, states.get("share") == "offline"


@attack(1, "swapped-root", "an exchanged folder above a bucket leads nowhere, and the bucket says that it is offline")
def swapped_root(scale):
    if why := hostile.needed():
        return None, why
    results = {}
    for name, owner in (("his own bucket", hostile.MALLORY), ("a bucket of alice's in his folder", hostile.ALICE)):
        try:
            results[name] = trial(owner)
        except CouldNotRun:
            results[name] = (set(), True)
    return all(not found and isSaid for found, isSaid in results.values()), "; ".join(
        f"{name}: {len(found)} private files found, {'offline' if isSaid else 'NOTHING SAID'}"
        for name, (found, isSaid) in results.items())
