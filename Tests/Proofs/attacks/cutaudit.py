"""Audit logs that somebody makes shorter while nobody looks."""

import os
import shutil
import sqlite3

import hostile
from attacks import attack


def cut_keys(state, keep):
    path = os.path.join(state, "keys", "audit.log")
    with open(path, "rb") as file:
        lines = file.readlines()
    with open(path, "wb") as file:
        file.writelines(lines[:int(len(lines) * keep)])


def remove_keys(state):
    for name in os.listdir(os.path.join(state, "keys")):
        if name.startswith("audit.log"):
            os.unlink(os.path.join(state, "keys", name))


def cut_rows(state, where):
    with sqlite3.connect(os.path.join(state, "magpie.sqlite")) as records:
        for (name,) in records.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'").fetchall():
            records.execute(f"DROP TRIGGER {name}")
        records.execute(f"DELETE FROM audit WHERE {where}")


CUTS = {
    "the last of the keys' log": lambda state: cut_keys(state, 0.5),
    "all of the keys' log": lambda state: cut_keys(state, 0),
    "the keys' log itself": remove_keys,
    "the service's last rows": lambda state: cut_rows(state, "number > (SELECT max(number) / 2 FROM audit)"),
    "all of the service's rows": lambda state: cut_rows(state, "1"),
}


@attack(9, "cut-audit", "an audit log that was cut is damage that audit verify and the status report, also after hours of work")
def cut_audit(scale):
    texts, isGood = [], True
    for name, cut in CUTS.items():
        with hostile.Stage() as stage:
            stage.give("mallory", "note.txt")
            stage.settled()
            (finding,) = stage.findings()
            for number in range(20):
                stage.magpie("kms", "create-key", "--description", f"number {number}")
                stage.magpie("findings", "reveal", finding["id"], "--reason", f"ticket {number}")
            assert stage.magpie("audit", "verify").returncode == 0
            stage.process.terminate()
            stage.process.wait(timeout=20)
            shutil.copytree(stage.state, os.path.join(stage.home, "copy"), ignore=shutil.ignore_patterns("*.sock"))
            cut(stage.state)
            stage.start()
            # Business as usual hides nothing.
            for number in range(3):
                stage.magpie("kms", "create-key")
            isFound = stage.magpie("audit", "verify").returncode != 0
            isSaid = any("audit" in problem.lower() for problem in stage.problems())
            isGood = isGood and isFound and isSaid
            texts.append(f"{name}: {'found' if isFound else 'NOT FOUND'}, {'in the status' if isSaid else 'NOT in the status'}")
    return isGood, "; ".join(texts)
