"""A breaker that strangers trip, and files that pretend to be encrypted."""

import json
import os
import time

import hostile
from attacks import attack


def isEncrypted(path):
    with open(path, "rb") as file:
        return file.read(3) == b"\x02\x04\x78" and b"4242 4242" not in file.read()


def armed(stage):
    """A rule that encrypts what has findings, rehearsed by a file of alice's and armed."""
    stage.settled()
    stage.magpie("events", "put-rule", "--name", "lock", "--event-pattern", '{"source":["aws.macie"]}')
    stage.magpie("events", "put-targets", "--rule", "lock", "--targets", "Id=e,Arn=encrypt-object:")
    stage.give("shared", "rehearsal", user=hostile.ALICE)
    stage.settled()
    return hostile.until(lambda: stage.magpie("events", "arm-rule", "--name", "lock").returncode == 0, 20, 0.3)


@attack(16, "tripped-breaker", "fifty cards that mallory plants do not keep alice's file from being encrypted within 10 s")
def tripped(scale):
    if why := hostile.needed():
        return None, why
    with hostile.Stage() as stage:
        isArmed = armed(stage)
        for number in range(50):
            stage.give("shared", f"planted{number}", hostile.SEED + b"%d\n" % number)
        stage.settled(20)
        time.sleep(3)
        path = stage.give("shared", "salaries", user=hostile.ALICE)
        start = time.monotonic()
        done = hostile.until(lambda: isEncrypted(path), 10, 0.1)
        took = time.monotonic() - start
        planted = sum(isEncrypted(os.path.join(stage.shared, f"planted{number}")) for number in range(50))
        problems = stage.problems()
        # Whatever is held back, it is told.
        isSaid = planted == 50 or any("lock" in problem for problem in problems)
        return isArmed and done and isSaid, (
            f"{f'encrypted after {took:.1f} s' if done else 'NOT ENCRYPTED within 10 s'}, {planted} of 50 planted too; "
            f"{'said' if isSaid else 'NOTHING SAID'}{'' if isArmed else ', NOT ARMED'}")


@attack(16, "false-header", "plaintext behind 02 04 78 is found, and neither skipped by rules nor listed as encrypted")
def false_header(scale):
    if why := hostile.needed():
        return None, why
    with hostile.Stage() as stage:
        isArmed = armed(stage)
        contents = {"short": b"\x02\x04\x78 " + hostile.SEED, "padded": b"\x02\x04\x78" + os.urandom(32) + b"\0\0\0\0" + hostile.SEED * 3}
        paths = {name: stage.give("shared", name, content, user=hostile.ALICE) for name, content in contents.items()}
        stage.settled()
        time.sleep(5)
        found = {finding["key"] for finding in stage.findings("--all")}
        listed = stage.magpie("objects", "list", "--bucket", "shared", "--format", "json").stdout
        keys = {entry.get("Key", entry.get("key")) for entry in (json.loads(listed or "{}").get("Objects") or [])}
        plain = [name for name, path in paths.items() if not isEncrypted(path) and name in keys]
        isGood = isArmed and not plain and set(paths) <= found
        return isGood, (f"{len(found & set(paths))} of {len(paths)} found; listed as encrypted although in clear: {plain or 'none'}"
                        f"{'' if isArmed else ', NOT ARMED'}")
