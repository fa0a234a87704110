"""Events that somebody invents, so that rules act."""

import json
import time

import hostile
from attacks import attack


def password(stage):
    text = stage.magpie("secretsmanager", "get-secret-value", "--secret-id", "app").stdout
    answer = json.loads(text)
    return answer["SecretString"], answer["VersionId"], answer["ARN"]


def scene(stage, pattern):
    """A secret that rotates when it leaks, by a rule that is armed."""
    stage.settled()
    stage.magpie("secretsmanager", "create-secret", "--name", "app", "--secret-string",
                 json.dumps({"username": "app", "apiKey": "Sunny-Harbor-77-x-Meadow"}))
    stage.magpie("secretsmanager", "rotate-secret", "--secret-id", "app", "--rotation-lambda-arn", "arn:magpie:rotator:api-key",
                 "--rotation-rules", "AutomaticallyAfterDays=30")
    hasRotated = hostile.until(lambda: "Sunny" not in password(stage)[0], 10)
    stage.magpie("events", "put-rule", "--name", "leak", "--event-pattern", json.dumps(pattern))
    stage.magpie("events", "put-targets", "--rule", "leak", "--targets", "Id=r,Arn=rotate-secret:")
    # A leak that rehearses.
    leak(stage, 0)
    armed = hostile.until(lambda: stage.magpie("events", "arm-rule", "--name", "leak").returncode == 0, 20, 0.3)
    return armed and hasRotated


def leak(stage, number):
    value = json.loads(password(stage)[0])
    text = max((text for text in value.values() if isinstance(text, str)), key=len)
    stage.give("alice", f"log{number}", f"number {number} apiKey={text}\n".encode())


@attack(10, "forged-events", "an invented event rotates nothing, whoever puts it and whatever the pattern")
def forged_events(scale):
    texts, isGood = [], True
    for name, pattern in {"source of findings": {"source": ["aws.macie"], "detail": {"local": {"managedSecrets": {"arn": [{"exists": True}]}}}},
                          "no source": {"detail": {"local": {"managedSecrets": {"arn": [{"exists": True}]}}}}}.items():
        with hostile.Stage(more=f"access:\n  - {{ user: {hostile.MALLORY}, role: operate }}\n") as stage:
            armed = scene(stage, pattern)
            finding = next(iter(stage.findings()), {}).get("id", "none")
            before, version, arn = password(stage)
            detail = {"id": finding, "local": {"managedSecrets": [
                {"arn": arn, "name": "app", "versionId": version, "versionStages": ["AWSCURRENT"]}]}}
            said = []
            for source in ("aws.macie", "magpie", "app"):
                entries = [{"Source": source, "DetailType": "Macie Finding", "Detail": json.dumps(detail)}]
                said.append(stage.magpie("events", "put-events", "--entries", json.dumps(entries), user=hostile.MALLORY).returncode)
            time.sleep(4)
            isSame = password(stage)[0] == before
            isGood = isGood and isSame and armed
            texts.append(f"{name}: {'kept' if isSame else 'ROTATED'}{'' if armed else ', NOT ARMED'} (put-events ended with {said})")
    return isGood, "; ".join(texts)


@attack(10, "leaking-program", "a secret that a program logs again and again is rotated at most 5 times in a minute, and the brake is said")
def leaking_program(scale):
    with hostile.Stage() as stage:
        armed = scene(stage, {"source": ["aws.macie"], "detail": {"local": {"managedSecrets": {"arn": [{"exists": True}]}}}})
        versions = {password(stage)[1]}
        end, number = time.monotonic() + max(20, 60 // scale), 1
        while time.monotonic() < end:
            leak(stage, number)
            number += 1
            time.sleep(0.5)
            versions.add(password(stage)[1])
        rotations = len(versions) - 1
        isSaid = any("rotat" in problem.lower() or "app" in problem for problem in stage.problems()) or any(
            "rake" in json.dumps(event) or "held" in json.dumps(event).lower() for event in stage.events())
        actions = stage.magpie("objects", "list-actions", "--limit", "100").stdout.lower()
        isSaid = isSaid or any(word in actions for word in ("brake", "too often", "held back", "limit"))
        return armed and 1 <= rotations <= 5 and isSaid, (
            f"{number} leaks, {rotations} rotations, {'said' if isSaid else 'NOTHING SAID'}{'' if armed else ', NOT ARMED'}")
