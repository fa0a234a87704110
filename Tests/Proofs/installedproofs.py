#!/usr/bin/env python3
"""Shows that the packages work where they are installed: a Debian 12 with a running systemd, and an administrator who does what
README.md says.

A line for each step begins with PASS, FAIL or NOT RUN (a step before it, which it needs, has failed). The status is 0 only when
all steps passed. Takes root, debootstrap and systemd-nspawn; the tree of the Debian is made once and kept.

    make prove-installed
    python3 Tests/Proofs/installedproofs.py --packages .build/deb [--before FOLDER] [--keep]

`--before` names older packages, which are installed first and then upgraded from; without it the same are, under a lower version.
"""

import argparse
import base64
import glob
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

from installed.machine import CannotBoot, Machine

CARD = "name,card_number\nAnn,4111 1111 1111 1111\nBob,4242 4242 4242 4242\n"
UNITS = {"magpied.service": 15, "magpie-keys.service": 15, "magpie-worker@x.service": 5, "magpie-watcher@x.service": 25,
         "magpie-courier@x.service": 25, "magpie-act@x.service": 25, "magpie-api@x.service": 15, "magpie-scan@srv-share.service": 15}
CONFIGURATION = """\
state: /var/lib/magpie
buckets:
  - path: /srv/share
settleMilliseconds: 100
access:
  - { user: alice, role: admin }
"""
STEPS = []


def step(function):
    """A step of the proof, in the order of this file."""
    STEPS.append(function)
    return function


class Installed:
    """The machine that everything is done on, and what is known of it."""

    def __init__(self, new, old):
        self.new, self.old = new, old
        self.machine = Machine("first").boot()
        self.second = None

    def install(self, machine, packages):
        for package in packages:
            machine.copy(package, "/root/" + os.path.basename(package))
        names = " ".join("/root/" + os.path.basename(package) for package in packages)
        # As upgrades do that nobody watches: a configuration that was edited stays, where a new version brings another.
        return machine.ok(f"apt-get install -y -q --allow-downgrades -o Dpkg::Options::=--force-confold {names} 2>&1", timeout=300)

    def put(self, name, text, owner="alice"):
        """Writes a file into the bucket as its owner would, and waits for what becomes of it."""
        self.machine.ok(f"mkdir -p $(dirname /srv/share/{name}); cat > /srv/share/{name}; chown {owner} /srv/share/{name}",
                        stdin=text)
        self.machine.ok("magpie wait-settled --timeout 60")

    def json(self, command):
        return json.loads(self.machine.ok(command + " --format json"))

    def findings(self):
        return {finding["key"]: finding for finding in self.json("magpie findings list")}


@step
def installs_and_does_not_start(it):
    """apt installs the packages; nothing is started or enabled, and the manual, completions and users are there."""
    said = it.install(it.machine, it.old)
    run = it.machine
    assert "name the folders to watch in /etc/magpie/magpie.yaml" in said, said[-300:]
    for unit in ("magpied.service", "magpie-keys.service", "magpie-worker.socket"):
        assert run.run(f"systemctl is-active {unit}").out.strip() == "inactive", unit
        assert run.run(f"systemctl is-enabled {unit}").out.strip() == "disabled", unit
    run.ok("id magpie && id magpie-keys")
    assert run.ok("stat -c '%a %U %G' /etc/magpie /etc/magpie/magpie.yaml") == "750 root magpie\n640 root magpie\n"
    pages = ("magpie.1 magpied.8 magpie-keys.8 magpie-act.8 magpie-api.8 magpie-courier.8 magpie.yaml.5 magpie-findings.5 magpie-events.5 "
             "magpie-identifiers.5")
    run.ok(f"for page in {pages}; do man -w $page && zcat $(man -w $page) | head -1 | grep -q '^.TH'; done")
    return f"{len(pages.split())} manual pages"


@step
def says_that_it_is_not_configured(it):
    """Started before somebody has named folders, it says where to name them, and is not started again and again."""
    run = it.machine
    run.run("systemctl start magpied")
    run.wait("systemctl is-failed magpied", lambda out: out.strip() == "failed")
    log = run.ok("journalctl -u magpied --no-pager -o cat")
    assert "no folder is named to be watched" in log and "/etc/magpie/magpie.yaml:" in log, log[-400:]
    assert run.ok("systemctl show -P NRestarts magpied").strip() == "0"
    run.ok("systemctl reset-failed magpied; systemctl stop magpie-keys")


@step
def starts_when_it_is_configured(it):
    """One file edited, one command: it watches by fanotify, is healthy, and its workers have locked themselves in."""
    run = it.machine
    for user, groups in (("alice", "-G magpie"), ("bob", "-G magpie"), ("mallory", "")):
        run.ok(f"id {user} 2>/dev/null || useradd -m {groups} {user}")
    run.ok("mkdir -p /srv/share/hr && chmod 755 /srv /srv/share")
    # Edited as an administrator does it: owner and mode stay.
    run.ok("cat > /etc/magpie/magpie.yaml", stdin=CONFIGURATION)
    run.ok("systemctl enable --now magpied 2>&1")
    status = it.json("magpie status")
    assert status["buckets"][0]["state"] in ("live", "reconciling"), status
    assert status["buckets"][0]["backend"] == "fanotify", status["buckets"]
    assert run.run("magpie status").status == 0, run.run("magpie status").all
    log = run.ok("journalctl -u magpied --no-pager -o cat")
    assert re.search(r"workers are confined .*seccomp", log), log[-600:]
    return re.search(r"workers are confined (.*)", log)[1]


@step
def upgrades_and_keeps_everything(it):
    """An upgrade restarts what runs with the new programs, and keeps the configuration, findings, rules, keys and secrets."""
    run = it.machine
    run.ok("cat > /srv/share/before.csv", stdin=CARD)
    run.ok("magpie wait-settled --timeout 60 && magpie kms create-key --description kept && magpie events put-rule --name kept "
           "--event-pattern '{\"source\":[\"x\"]}' && magpie secretsmanager create-secret --name kept --secret-string kept")

    def state():
        return (sorted(it.findings()), run.ok("cat /etc/magpie/magpie.yaml"), run.ok("magpie kms list-keys"),
                run.ok("magpie events list-rules"), re.findall("VersionId.*", run.ok(
                    "magpie secretsmanager list-secret-version-ids --secret-id kept")))
    before = state()
    assert before[0], "nothing was found before the upgrade"
    pids = run.ok("systemctl show -P MainPID magpied magpie-keys")
    it.install(run, it.new)
    run.wait("systemctl is-active magpied magpie-keys magpie-worker.socket magpie-act.socket", lambda out: out == "active\n" * 4)
    assert run.ok("systemctl show -P MainPID magpied magpie-keys") != pids
    assert not run.run("readlink /proc/$(systemctl show -P MainPID magpied)/exe | grep deleted").out
    after = state()
    assert before == after, [pair for pair in zip(before, after) if pair[0] != pair[1]]
    assert json.loads(run.ok("magpie secretsmanager get-secret-value --secret-id kept"))["SecretString"] == "kept"
    run.ok("magpie events delete-rule --name kept")
    bill = json.loads(run.ok("cat /usr/share/doc/magpie/magpie.spdx.json"))
    programs = {file["fileName"]: file["checksums"][1]["checksumValue"] for file in bill["files"]}
    for name in ("magpie", "magpied", "magpie-keys", "magpie-act", "magpie-api", "magpie-courier"):
        assert programs["./" + name] == run.ok(f"sha256sum /usr/bin/{name}").split()[0], name
    versions = [re.search(r"_(.*)_", os.path.basename(package))[1] for package in (it.old[0], it.new[0])]
    return f"{versions[0]} to {versions[1]}"


@step
def completes_operations_and_options(it):
    """Bash completes commands, operations and their options, as the program itself knows them."""
    def complete(*words):
        text = " ".join(f"'{word}'" for word in ("magpie", *words))
        return it.machine.ok(
            f". /usr/share/bash-completion/completions/magpie; COMP_WORDS=({text}); COMP_CWORD={len(words)}; _magpie; "
            "echo ${COMPREPLY[@]}").split()
    assert complete("fin") == ["findings"]
    assert "put-rule" in complete("events", "put-r"), complete("events", "put-r")
    assert "--event-pattern" in complete("events", "put-rule", "--event-p")
    assert set(complete("scan", "--format", "")) >= {"text", "jsonl", "matches", "sarif"}
    assert complete("kms", "create-k") == ["create-key"]


@step
def has_what_it_needs_in_every_unit(it):
    """Each program has under its unit every system call, socket and file that it needs; without one it says which."""
    run = it.machine
    programs = {"magpied.service": "magpied", "magpie-keys.service": "magpie-keys", "magpie-act@.service": "magpie-act",
                "magpie-courier@.service": "magpie-courier", "magpie-worker@.service": "magpie worker",
                "magpie-watcher@.service": "magpie watcher"}
    needs = 0
    for unit, program in programs.items():
        with open(run.path("/lib/systemd/system/" + unit), encoding="utf-8") as file:
            lines = [line for line in file.read().splitlines()
                     if not re.match(r"(ExecStart|ExecReload|Type|Restart|WatchdogSec|StandardError|RuntimeDirectory|Before|"
                                     r"After|Requires|Wants)\w*=", line)]
        at = lines.index("[Service]") + 1
        lines[at:at] = ["Type=oneshot", f"ExecStart=/usr/bin/{program} --check-confinement"]
        run.write("/run/systemd/system/magpie-check.service", "\n".join(lines) + "\n")
        run.ok("systemctl daemon-reload")
        outcome = run.run("systemctl start magpie-check")
        log = run.ok("journalctl -u magpie-check --no-pager -o cat")
        assert outcome.status == 0, f"{unit}: {log[-1500:]}"
        found = re.findall(r"(\d+) of \1 needs are met", log)
        assert found, log[-500:]
        needs += int(found[-1])
        run.ok("journalctl --rotate -q; journalctl --vacuum-time=1s -q -u magpie-check || true")
    # And the other way round: what is taken away is named.
    run.write("/run/systemd/system/magpie-check.service",
              "[Service]\nType=oneshot\nExecStart=/usr/bin/magpie-act --check-confinement\nSystemCallFilter=~renameat2\n"
              "SystemCallErrorNumber=EPERM\n")
    run.ok("systemctl daemon-reload")
    assert run.run("systemctl start magpie-check").status != 0
    assert "REFUSED  the system call renameat2" in run.ok("journalctl -u magpie-check --no-pager -o cat")
    run.ok("rm /run/systemd/system/magpie-check.service; systemctl daemon-reload; systemctl reset-failed")
    return f"{needs} needs of {len(programs)} units"


@step
def keeps_units_as_closed_as_before(it):
    """`systemd-analyze security` of what is installed, in tenths."""
    figures = []
    for unit, most in UNITS.items():
        line = it.machine.ok(f"systemd-analyze security --no-pager --threshold={most} {unit} | tail -1")
        figures.append(f"{unit.split('.')[0].rstrip('x').rstrip('@')} {re.search(r': ([0-9.]+)', line)[1]}")
    return ", ".join(figures)


@step
def brings_a_finding_to_members_of_the_group(it):
    """What is written far down is found, and a member of the group reads its event in the feed; a stranger reads nothing."""
    it.put("hr/2026/payroll.csv", CARD)
    assert "hr/2026/payroll.csv" in it.findings(), it.findings().keys()
    run = it.machine
    feed = run.ok("cat /var/lib/magpie/findings.jsonl", user="bob")
    events = [json.loads(line)["detail"] for line in feed.splitlines()]
    assert any(event.get("category") == "CLASSIFICATION"
               and event["resourcesAffected"]["s3Object"]["key"] == "hr/2026/payroll.csv" for event in events), feed[-400:]
    run.ok("magpie findings list", user="bob")
    assert run.run("cat /var/lib/magpie/findings.jsonl", user="mallory").status != 0
    assert run.run("magpie findings list", user="mallory").status != 0
    # The rest of the state is nobody's business.
    assert run.run("ls /var/lib/magpie", user="bob").status != 0
    assert run.run("cat /var/lib/magpie/magpie.sqlite", user="bob").status != 0
    assert "4242 4242" not in feed


@step
def lets_the_group_of_the_configuration_read_the_feed(it):
    """Members of `feedGroup` read the feed and nothing else; who is in no group reads nothing."""
    run = it.machine
    run.ok("groupadd siem && useradd -m -G siem collector")
    assert run.run("cat /var/lib/magpie/findings.jsonl", user="collector").status != 0
    run.ok("cat > /etc/magpie/magpie.yaml", stdin=CONFIGURATION + "feedGroup: siem\n")
    run.ok("magpied --check --config /etc/magpie/magpie.yaml && systemctl reload magpied")
    run.wait("cat /var/lib/magpie/findings.jsonl", lambda out: "payroll.csv" in out, 30, user="collector")
    for command in ("ls /var/lib/magpie", "cat /var/lib/magpie/magpie.sqlite", "magpie findings list",
                    "sh -c 'echo x >> /var/lib/magpie/findings.jsonl'"):
        assert run.run(command, user="collector").status != 0, command
    assert run.run("cat /var/lib/magpie/findings.jsonl", user="mallory").status != 0
    run.ok("cat /var/lib/magpie/findings.jsonl", user="bob")
    # Rights that somebody takes away are a problem, and a restart of the unit takes none.
    run.ok("systemctl restart magpied && magpie wait-settled --timeout 60")
    run.ok("cat /var/lib/magpie/findings.jsonl", user="collector")
    assert it.json("magpie status")["problemDetails"] == []
    run.ok("chmod 600 /var/lib/magpie/findings.jsonl")
    said = run.run("magpie status --format json")
    assert [problem["name"] for problem in json.loads(said.out)["problemDetails"]] == ["readers"], said.out[-600:]
    run.ok("cat > /etc/magpie/magpie.yaml && systemctl reload magpied && chmod 640 /var/lib/magpie/findings.jsonl",
           stdin=CONFIGURATION)
    run.wait("magpie status", lambda out: "cannot read its file" not in out)


@step
def shows_that_every_link_holds(it):
    """`magpie doctor` finds no broken link, as root, and leaves nothing in the bucket, into which the service may not write."""
    run = it.machine
    listing = run.ok("find /srv/share | sort")
    said = run.ok("magpie doctor")
    assert run.ok("find /srv/share | sort") == listing
    return " ".join(said.splitlines()[1].split())


@step
def scans_by_a_timer(it):
    """The timer's scan writes its findings where its unit keeps them, and the timer is set for the night."""
    run = it.machine
    run.ok("mkdir -p /srv/nightly/deep && echo 'payment card 4242 4242 4242 4242' > /srv/nightly/deep/a.txt")
    run.ok("systemctl enable --now magpie-scan@srv-nightly.timer 2>&1")
    assert "magpie-scan@srv-nightly.timer" in run.ok("systemctl list-timers --all --no-pager")
    # Now instead of at night.
    run.ok("mkdir -p /run/systemd/system/magpie-scan@srv-nightly.timer.d && printf '[Timer]\\nOnActiveSec=1\\n"
           "RandomizedDelaySec=0\\nAccuracySec=100ms\\n' > /run/systemd/system/magpie-scan@srv-nightly.timer.d/now.conf && "
           "systemctl daemon-reload && systemctl restart magpie-scan@srv-nightly.timer")
    path = "/var/lib/private/magpie-scan/srv-nightly"
    run.wait(f"cat {path}.summary.json", lambda out: '"objects":1' in out)
    finding = json.loads(run.ok(f"cat {path}.jsonl").splitlines()[0])
    assert finding["resourcesAffected"]["s3Object"]["key"] == "deep/a.txt", finding["resourcesAffected"]


@step
def delivers_to_targets(it):
    """Lines in a file, the system's log, the journal and a command get what a rule meets; a place that cannot be is refused."""
    run = it.machine
    run.ok("magpie events put-rule --name all --event-pattern '{\"source\":[\"aws.macie\"]}'")
    run.write("/usr/local/bin/tell-owner", "#!/bin/sh\ncat > /tmp/told\n", 0o755)
    answer = run.ok("magpie events put-targets --rule all --targets Id=file,Arn=jsonl:/var/lib/magpie/out.jsonl "
                    "Id=sys,Arn=syslog: Id=j,Arn=journal: Id=x,Arn=exec:/bin/true")
    assert '"FailedEntryCount": 0' in answer, answer
    for place in ("/tmp/out.jsonl", "/home/alice/out.jsonl", "/root/out.jsonl"):
        outcome = run.run(f"magpie events put-targets --rule all --targets Id=bad,Arn=jsonl:{place}")
        assert "/var/lib/magpie" in outcome.all and '"FailedEntryCount": 0' not in outcome.all, f"{place}: {outcome.all}"
    it.put("hr/more.csv", CARD)
    run.wait("grep -c hr/more.csv /var/lib/magpie/out.jsonl", lambda out: out.strip() == "1")
    run.wait("journalctl --no-pager -o cat", lambda out: "hr/more.csv" in out)
    run.ok("magpie events remove-targets --rule all --ids file sys j x; magpie events delete-rule --name all")


@step
def encrypts_by_a_rule(it):
    """A rule rehearses, is armed, encrypts; who may read the file gets its content; and everything becomes as it was."""
    run = it.machine
    run.ok("magpie events put-rule --name lock --event-pattern "
           "'{\"source\":[\"aws.macie\"],\"detail\":{\"severity\":{\"description\":[\"High\"]}}}'")
    run.ok("magpie events put-targets --rule lock --targets Id=encrypt,Arn=encrypt-object:alias/aws/magpie")
    it.put("hr/rehearsed.csv", CARD)
    run.wait("magpie objects list-actions", lambda out: "rehearsed" in out and "hr/rehearsed.csv" in out)
    assert run.ok("cat /srv/share/hr/rehearsed.csv") == CARD
    run.ok("magpie events arm-rule --name lock")
    before = run.ok("stat -c '%a %U %G %Y' /srv/share/hr/rehearsed.csv")
    it.put("hr/armed.csv", CARD)
    attributes = run.ok("stat -c '%a %U %G' /srv/share/hr/armed.csv")
    run.wait("magpie objects list --bucket share", lambda out: "hr/armed.csv" in out)
    assert b"4242" not in open(run.path("/srv/share/hr/armed.csv"), "rb").read()
    assert run.ok("magpie objects get --bucket share --key hr/armed.csv", user="alice") == CARD
    assert run.run("magpie objects get --bucket share --key hr/armed.csv", user="bob").status != 0
    run.ok("magpie objects decrypt --bucket share --all")
    assert run.ok("cat /srv/share/hr/armed.csv") == CARD
    assert run.ok("stat -c '%a %U %G' /srv/share/hr/armed.csv") == attributes
    assert run.ok("stat -c '%a %U %G %Y' /srv/share/hr/rehearsed.csv") == before
    run.ok("magpie events remove-targets --rule lock --ids encrypt && magpie events delete-rule --name lock")


@step
def encrypts_by_hand(it):
    """`magpie encrypt` and `decrypt` with the service's keys."""
    run = it.machine
    run.write("/srv/note.txt", "4242 4242 4242 4242\n")
    run.ok("magpie encrypt /srv/note.txt && ! grep -q 4242 /srv/note.txt && magpie decrypt /srv/note.txt")
    assert run.ok("cat /srv/note.txt") == "4242 4242 4242 4242\n"


@step
def rotates_a_password_at_postgresql(it):
    """A user's password is changed at PostgreSQL, by its socket; the new one logs in, the old one does not."""
    run = it.machine
    run.wait("runuser -u postgres -- psql -Atc 'SELECT 1'", lambda out: out.strip() == "1", seconds=60)
    run.ok("runuser -u postgres -- psql -c \"CREATE ROLE app LOGIN PASSWORD 'first-password'\" && "
           "runuser -u postgres -- createdb -O app orders && "
           "sed -i 's/^local *all *all *peer/local all all scram-sha-256/' /etc/postgresql/15/main/pg_hba.conf && "
           "systemctl reload postgresql@15-main")
    secret = {"engine": "postgres", "host": "/run/postgresql", "username": "app", "password": "first-password",
              "dbname": "orders"}
    run.write("/root/db.json", json.dumps(secret), 0o600)
    run.ok("magpie secretsmanager create-secret --name orders/db --secret-string file:///root/db.json && rm /root/db.json")
    run.ok("magpie secretsmanager rotate-secret --secret-id orders/db "
           "--rotation-rules AutomaticallyAfterDays=30,Duration=3h "
           "--rotation-lambda-arn arn:magpie:rotator:postgresql-single-user")
    value = run.wait("magpie secretsmanager get-secret-value --secret-id orders/db",
                     lambda out: out != "" and "first-password" not in out, seconds=60)
    password = json.loads(json.loads(value)["SecretString"])["password"]
    login = "PGPASSWORD={} psql -h /run/postgresql -U app -Atc 'SELECT 7' orders"
    assert run.ok(login.format(f"'{password}'")) == "7\n"
    assert run.run(login.format("first-password")).status != 0
    assert run.ok("magpie run --secret orders/db#password=PGPASSWORD -- psql -h /run/postgresql -U app -Atc 'SELECT 8' orders"
                  ) == "8\n"


@step
def rotates_a_secret_that_leaks(it):
    """The value of a secret in a file is recognised, and a rule has the secret rotated while it is current."""
    run = it.machine
    def password():
        value = run.ok("magpie secretsmanager get-secret-value --secret-id orders/db")
        return json.loads(json.loads(value)["SecretString"])["password"]
    run.ok("magpie events put-rule --name leaked --event-pattern "
           "'{\"detail\":{\"local\":{\"managedSecrets\":{\"arn\":[{\"exists\":true}]}}}}'")
    run.ok("magpie events put-targets --rule leaked --targets Id=rotate,Arn=rotate-secret:")
    first = password()
    it.put("it/notes.log", f"2026-11-29 connect app:{first}@db\n")
    run.wait("magpie objects list-actions", lambda out: "rotate" in out and "rehearsed" in out)
    assert password() == first
    run.ok("magpie events arm-rule --name leaked")
    it.put("it/other.log", f"2026-11-29 again app:{first}@db\n")
    run.wait("magpie secretsmanager get-secret-value --secret-id orders/db", lambda out: out != "" and first not in out, 60)
    run.wait("magpie secretsmanager describe-secret --secret-id orders/db", lambda out: "AWSPENDING" not in out, 60)
    assert run.ok(f"PGPASSWORD='{password()}' psql -h /run/postgresql -U app -Atc 'SELECT 9' orders") == "9\n"
    findings = it.findings()
    assert "it/other.log" in findings, findings.keys()
    run.ok("magpie events remove-targets --rule leaked --ids rotate && magpie events delete-rule --name leaked")


@step
def gives_a_unit_its_role_and_nothing_else(it):
    """A unit decrypts by the role of its name, without a password on the disk; the same command in another unit is refused."""
    run = it.machine
    run.write("/root/trust.json", json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "units.magpie.internal"},
         "Condition": {"StringEquals": {"magpie:SystemdUnit": "backup.service"}}}]}))
    run.write("/root/decrypt.json", json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"}]}))
    # As 'magpie iam' says.
    run.ok("magpie iam create-role --role-name backup --assume-role-policy-document file:///root/trust.json && "
           "magpie iam put-role-policy --role-name backup --policy-name p --policy-document file:///root/decrypt.json && "
           "magpie iam create-instance-profile --instance-profile-name backup.service && magpie iam "
           "add-role-to-instance-profile --role-name backup --instance-profile-name backup.service")
    key = json.loads(run.ok("magpie kms create-key"))["KeyMetadata"]["KeyId"]
    run.write("/root/plain", "invented")
    sealed = json.loads(run.ok(f"magpie kms encrypt --key-id {key} --plaintext fileb:///root/plain"))["CiphertextBlob"]
    run.ok("base64 -d > /srv/cipher", stdin=sealed)

    def unit(name, command, user="mallory"):
        outcome = run.run(f"systemd-run --quiet --wait --pipe --collect -u {name} -p User={user} -p SupplementaryGroups=magpie "
                          f"bash -c {shlex.quote(command)}")
        return outcome.status, outcome.all
    decrypt = "magpie kms decrypt --ciphertext-blob fileb:///srv/cipher"
    status, said = unit("backup", decrypt)
    assert status == 0 and json.loads(said)["Plaintext"] == base64.b64encode(b"invented").decode(), said
    for name, command in (("other", decrypt), ("backup", "magpie kms list-keys"), ("backup", "magpie findings list")):
        status, said = unit(name, command)
        assert status != 0 and "AccessDenied" in said, f"{name}, {command}: {status} {said}"
    status, said = unit("backup", "magpie sts get-caller-identity")
    assert "assumed-role/backup/" in said, said
    # Of a refusal an administrator sees who, what and why.
    run.wait("magpie audit list", lambda out: "ListKeys" in out)
    return json.loads(said)["Arn"]


@step
def gives_units_credentials_by_instance_metadata(it):
    """A unit with a user of its own gets its role's credentials by IMDSv2; a unit without a role, and root, get nothing."""
    run = it.machine
    run.ok("cat > /etc/magpie/magpie.yaml && systemctl restart magpied",
           stdin=CONFIGURATION + "api: { listen: ['127.0.0.1:4599'], instanceMetadata: true }\n")
    run.write("/root/trust.json", json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "units.magpie.internal"},
         "Condition": {"StringEquals": {"magpie:SystemdUnit": "report.service"}}}]}))
    run.ok("magpie iam create-role --role-name report --assume-role-policy-document file:///root/trust.json && "
           "magpie iam create-instance-profile --instance-profile-name report.service && magpie iam "
           "add-role-to-instance-profile --role-name report --instance-profile-name report.service")
    # What an SDK asks, by nothing but the shell: a token, the name of the role, its credentials.
    run.write("/srv/imds", """set -e
ask() {
    exec 3<> /dev/tcp/127.0.0.1/4599
    printf '%s %s HTTP/1.1\\r\\nHost: 127.0.0.1:4599\\r\\nConnection: close\\r\\n%s\\r\\n\\r\\n' "$1" "$2" "$3" >&3
    read -r answer <&3
    body=$(tail -n 1 <&3)
    case $answer in *' 200 '*) ;; *) echo "$answer"; exit 3; esac
}
ask PUT /latest/api/token 'X-aws-ec2-metadata-token-ttl-seconds: 60'
token=$body
ask GET /latest/meta-data/iam/security-credentials/ "X-aws-ec2-metadata-token: $token"
echo "role $body"
exec 3<> /dev/tcp/127.0.0.1/4599
printf 'GET %s HTTP/1.1\\r\\nHost: 127.0.0.1:4599\\r\\nConnection: close\\r\\nX-aws-ec2-metadata-token: %s\\r\\n\\r\\n' \
    "/latest/meta-data/iam/security-credentials/$body" "$token" >&3
sed '1,/^.$/d' <&3
""", mode=0o755)

    def unit(name, properties="-p DynamicUser=yes"):
        outcome = run.run(f"systemd-run --quiet --wait --pipe --collect -u {name} {properties} bash /srv/imds")
        return outcome.status, outcome.all
    run.wait("bash -c '< /dev/tcp/127.0.0.1/4599' && echo open", lambda out: out == "open\n")
    status, said = unit("report")
    assert status == 0 and said.startswith("role report\n{"), f"{status} {said}"
    given = json.loads(said.partition("\n")[2])
    assert given["Code"] == "Success" and given["AccessKeyId"].startswith("ASIA") and given["Token"], sorted(given)
    status, said = unit("report", "-p User=mallory")
    assert status == 0 and said.startswith("role report\n{"), f"a user's only process is the unit's: {status}"
    # A user of other processes may be more than the unit.
    run.ok("runuser -u mallory -- sleep 60 > /dev/null 2>&1 & sleep 0.3")
    for name, properties in (("other", "-p DynamicUser=yes"), ("other", "-p User=root"), ("report", "-p User=mallory")):
        status, said = unit(name, properties)
        assert status == 3 and "403" in said and "role" not in said, f"{name} {properties}: {status} {said[:100]}"
    run.ok("pkill -u mallory sleep")
    run.ok("magpie iam remove-role-from-instance-profile --role-name report --instance-profile-name report.service && "
           "magpie iam delete-instance-profile --instance-profile-name report.service && magpie iam delete-role --role-name report")
    run.ok("cat > /etc/magpie/magpie.yaml && systemctl restart magpied", stdin=CONFIGURATION)
    assert it.json("magpie status")["problemDetails"] == []
    return given["Expiration"]


@step
def serves_clients_of_aws(it):
    """The AWS CLI uses keys, secrets, findings and a bucket with a user's access key; a wrong key and a stranger are refused."""
    client, run = shutil.which("aws"), it.machine
    assert client, "the AWS CLI is missing here: apt install awscli"
    run.ok("cat > /etc/magpie/magpie.yaml && systemctl restart magpied",
           stdin=CONFIGURATION.replace("- path: /srv/share", "- { path: /srv/share, writable: true }") +
           "api: { listen: ['127.0.0.1:4599'] }\n")
    run.ok("magpie iam create-user --user-name sdk && magpie iam attach-user-policy --user-name sdk "
           "--policy-arn arn:aws:iam::aws:policy/MagpieAdministratorAccess")
    made = json.loads(run.ok("magpie iam create-access-key --user-name sdk"))["AccessKey"]

    def aws(*arguments, secret=made["SecretAccessKey"], identifier=made["AccessKeyId"]):
        environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "AWS_ACCESS_KEY_ID": identifier,
                       "AWS_SECRET_ACCESS_KEY": secret, "AWS_DEFAULT_REGION": "local", "AWS_MAX_ATTEMPTS": "1",
                       "AWS_PAGER": "", "AWS_ENDPOINT_URL": "http://127.0.0.1:4599"}
        return subprocess.run(["nsenter", "-t", run.leader(), "-n", client, "--output", "json", *arguments], capture_output=True, text=True, timeout=120, check=False, env=environment)

    def said(*arguments):
        outcome = aws(*arguments)
        assert outcome.returncode == 0, f"{arguments}: {outcome.stderr[-400:]}"
        return json.loads(outcome.stdout) if outcome.stdout.startswith(("{", "[")) else outcome.stdout
    deadline = time.monotonic() + 30
    while aws("sts", "get-caller-identity").returncode != 0 and time.monotonic() < deadline:
        time.sleep(0.5)
    assert said("sts", "get-caller-identity")["Arn"].endswith("user/sdk")
    assert said("kms", "list-keys")["Keys"]
    said("secretsmanager", "create-secret", "--name", "sdk/one", "--secret-string", "invented-value")
    assert said("secretsmanager", "get-secret-value", "--secret-id", "sdk/one")["SecretString"] == "invented-value"
    assert said("macie2", "list-findings")["findingIds"]
    assert "payroll.csv" in said("s3", "ls", "--recursive", "s3://share")
    with tempfile.TemporaryDirectory() as folder:
        said("s3", "cp", "s3://share/hr/2026/payroll.csv", folder + "/payroll.csv")
        assert open(folder + "/payroll.csv", encoding="utf-8").read() == CARD
        # What is put is found as anything else is; what is to be encrypted never lies there in clear.
        said("s3", "cp", folder + "/payroll.csv", "s3://share/put/new.csv")
        said("s3", "cp", "--sse", "aws:kms", folder + "/payroll.csv", "s3://share/put/sealed.csv")
        assert run.ok("cat /srv/share/put/new.csv") == CARD
        assert b"4242" not in open(run.path("/srv/share/put/sealed.csv"), "rb").read()
        said("s3", "cp", "s3://share/put/sealed.csv", folder + "/opened.csv")
        assert open(folder + "/opened.csv", encoding="utf-8").read() == CARD
        with open(folder + "/large", "wb") as file:
            file.write(os.urandom(20 << 20))
        said("s3", "cp", folder + "/large", "s3://share/put/large")
        assert open(run.path("/srv/share/put/large"), "rb").read() == open(folder + "/large", "rb").read()
    run.ok("magpie wait-settled --timeout 60")
    assert "put/new.csv" in it.findings()
    said("s3", "rm", "--recursive", "s3://share/put/")
    assert run.run("ls /srv/share/put").status != 0
    wrong = aws("kms", "list-keys", secret="A" * 40)
    assert wrong.returncode != 0 and "SignatureDoesNotMatch" in wrong.stderr or "InvalidSignature" in wrong.stderr, wrong.stderr
    unknown = aws("kms", "list-keys", identifier="AKIAINVENTEDINVENTED")
    assert unknown.returncode != 0 and "security token" in unknown.stderr, unknown.stderr
    # What listens for them has nothing of the machine.
    user = run.ok("ps -C magpie-api -o user= | sort -u").strip()
    assert user not in ("", "root", "magpie", "magpie-keys"), user
    run.ok("cat > /etc/magpie/magpie.yaml && systemctl restart magpied", stdin=CONFIGURATION)
    assert it.json("magpie status")["problemDetails"] == []
    return f"as {user}"


@step
def survives_helpers_that_are_killed(it):
    """Workers, keys and the service are killed while files come: everything is found, once, and the status is clean after it."""
    run = it.machine
    run.ok("mkdir -p /srv/share/killed")
    for number, name in enumerate(("magpie-keys", "magpie worker", "magpied", "magpie watcher", "magpied")):
        run.ok("for i in $(seq 20); do cat > /srv/share/killed/" + f"{number}-$i.csv <<< 'card 4242 4242 4242 4242'; done")
        run.run(f"pkill -KILL -f '^/usr/bin/{name}( |$)'")
    run.wait("systemctl is-active magpied magpie-keys", lambda out: out == "active\n" * 2, 60)
    run.wait("magpie status", lambda out: out != "", 60)
    run.ok("magpie wait-settled --timeout 60")
    found = [key for key in (finding["key"] for finding in it.json("magpie findings list --all")) if re.fullmatch(r"killed/.*\.csv", key)]
    assert len(found) == len(set(found)) == 100, f"{len(found)} findings of {len(set(found))} objects"
    run.wait("magpie status --format json", lambda out: out != "" and json.loads(out)["problemDetails"] == [], 60)
    run.ok("rm -r /srv/share/killed && magpie wait-settled --timeout 60")


@step
def says_that_the_disk_is_full_and_goes_on(it):
    """With a full disk under its state the service says so and loses nothing: what came meanwhile is found when there is room."""
    run = it.machine
    run.ok("systemctl stop magpied magpie-keys && mv /var/lib/magpie /var/lib/magpie.kept && install -d -m 710 -o magpie -g "
           "magpie /var/lib/magpie && mount -t tmpfs -o size=48m,mode=710,uid=$(id -u magpie),gid=$(id -g magpie) state "
           "/var/lib/magpie && cp -a /var/lib/magpie.kept/. /var/lib/magpie/ && systemctl start magpied")
    try:
        run.wait("magpie status", lambda out: out != "", 60)
        run.run("runuser -u magpie -- dd if=/dev/zero of=/var/lib/magpie/filling bs=1M 2>/dev/null")
        run.ok("mkdir -p /srv/share/full && for i in $(seq 300); do echo 'card 4242 4242 4242 4242' > /srv/share/full/$i.csv; "
               "done")
        run.wait("magpie status --format json", lambda out: out != "" and any(
            problem["name"] == "disk" for problem in json.loads(out)["problemDetails"]), 90)
        status = json.loads(run.run("magpie status --format json").out)
        problems = sorted(problem["name"] for problem in status["problemDetails"])
        run.ok("rm /var/lib/magpie/filling")
        run.write("/srv/share/full/last.csv", CARD)
        run.wait("magpie findings list --all --format json",
                 lambda out: len(set(re.findall(r'"full/[^"/]*[.]csv"', out))) == 301, 120)
        run.wait("magpie status --format json", lambda out: out != "" and json.loads(out)["problemDetails"] == [], 120)
    finally:
        run.ok("systemctl stop magpied magpie-keys; cp -a /var/lib/magpie/. /var/lib/magpie.kept/ && umount /var/lib/magpie && "
               "rmdir /var/lib/magpie && mv /var/lib/magpie.kept /var/lib/magpie && systemctl start magpied")
    run.ok("rm -r /srv/share/full && magpie wait-settled --timeout 60")
    return ", ".join(problems)


@step
def reloads_good_and_bad(it):
    """A mistake in the configuration changes nothing and is said; a good one holds at once."""
    run = it.machine
    before = run.ok("systemctl show -P MainPID magpied")
    run.ok("cat > /etc/magpie/magpie.yaml", stdin=CONFIGURATION + "nonsense: 1\n")
    run.run("systemctl reload magpied")
    run.wait("journalctl -u magpied --no-pager -o cat", lambda out: "unknown key 'nonsense'" in out)
    said = run.run("magpie status --format json")
    status = json.loads(said.out)
    assert said.status == 2 and [problem["name"] for problem in status["problemDetails"]] == ["reload"], said.out[-600:]
    assert [bucket["name"] for bucket in status["buckets"]] == ["share"]
    run.ok("mkdir -p /srv/second")
    run.ok("cat > /etc/magpie/magpie.yaml",
           stdin=CONFIGURATION.replace("  - path: /srv/share\n", "  - path: /srv/share\n  - path: /srv/second\n"))
    run.ok("systemctl reload magpied")
    run.wait("magpie status --format json",
             lambda out: out != "" and [bucket["name"] for bucket in json.loads(out)["buckets"]] == ["share", "second"])
    run.write("/srv/second/card.txt", "payment card 4242 4242 4242 4242\n")
    run.ok("magpie wait-settled --timeout 60")
    assert "card.txt" in it.findings()
    assert run.ok("systemctl show -P MainPID magpied") == before
    assert it.json("magpie status")["problemDetails"] == []


@step
def backs_up_wherever_the_client_may_write(it):
    """A backup lands where it was asked for, with the client's rights; one that cannot be is an error."""
    run = it.machine
    run.ok("mkdir -p /root/backup && magpie backup /root/backup/magpie.sqlite && magpie backup /tmp/magpie.sqlite")
    for folder in ("/root/backup", "/tmp"):
        files = run.ok(f"ls {folder}").split()
        assert "magpie.sqlite" in files, f"{folder}: {files}"
        assert run.ok(f"stat -c '%a %U' {folder}/magpie.sqlite") == "600 root\n"
        assert run.ok(f"head -c 15 {folder}/magpie.sqlite") == "SQLite format 3"
    assert run.run("magpie backup /root/backup/magpie.sqlite").status == 2
    assert run.run("magpie backup /none/magpie.sqlite").status == 2
    assert run.run("magpie backup /tmp/stolen.sqlite", user="bob").status == 2
    it.backup = sorted(run.ok("ls /root/backup").split())
    return ", ".join(it.backup)


@step
def restores_on_another_machine(it):
    """On a second machine the backup's findings are there, and its keys decrypt what the first has encrypted."""
    run = it.machine
    run.write("/srv/sealed.txt", "4242 4242 4242 4242\n")
    run.ok("magpie encrypt /srv/sealed.txt && rm -f /root/backup/* && magpie backup /root/backup/magpie.sqlite")
    findings = it.findings()
    it.second = Machine("second").boot()
    other = it.second
    it.install(other, it.new)
    other.ok("mkdir -p /srv/share /srv/second /root/backup && useradd -m -G magpie alice")
    for name in run.ok("ls /root/backup").split():
        other.copy(run.path("/root/backup/" + name), "/root/backup/" + name)
    other.copy(run.path("/srv/sealed.txt"), "/srv/sealed.txt")
    other.copy(run.path("/var/lib/magpie-keys/root.key"), "/root/backup/root.key")
    other.copy(run.path("/etc/magpie/magpie.yaml"), "/root/magpie.yaml")
    other.ok("cat /root/magpie.yaml > /etc/magpie/magpie.yaml")
    # As magpied(8) says under BACKUP.
    other.ok("install -d -m 700 -o magpie -g magpie /var/lib/magpie && install -d -m 700 -o magpie-keys -g magpie "
             "/var/lib/magpie-keys && install -m 600 -o magpie -g magpie /root/backup/magpie.sqlite /var/lib/magpie/magpie.sqlite"
             " && install -m 600 -o magpie-keys -g magpie /root/backup/magpie.keys.sqlite /var/lib/magpie-keys/keys.sqlite && "
             "install -m 600 -o magpie-keys -g magpie /root/backup/root.key /var/lib/magpie-keys/root.key")
    other.ok("systemctl enable --now magpied 2>&1")
    other.ok("magpie decrypt /srv/sealed.txt")
    assert other.ok("cat /srv/sealed.txt") == "4242 4242 4242 4242\n"
    known = {finding["key"] for finding in json.loads(other.ok("magpie findings list --all --format json"))}
    assert set(findings) <= known, f"missing: {set(findings) - known}"
    value = other.ok("magpie secretsmanager get-secret-value --secret-id orders/db")
    assert "SecretString" in value
    return f"{len(findings)} findings, a secret and a key"


@step
def is_purged_without_a_trace_but_what_is_not_its_own(it):
    """Purged without a question: no process, unit or state is left; buckets and what was encrypted stay, and its keys are kept."""
    run = it.machine
    run.write("/srv/kept.txt", "4242 4242 4242 4242\n")
    run.ok("magpie encrypt /srv/kept.txt")
    listing = run.ok("find /srv -type f | sort | xargs sha256sum")
    said = run.ok("apt-get purge -y -q magpie magpied 2>&1 < /dev/null", timeout=300)
    assert run.ok("find /srv -type f | sort | xargs sha256sum") == listing
    left = run.run("ls -d /var/lib/magpie /var/lib/magpie-keys /var/lib/private/magpie-scan /etc/magpie /run/magpie "
                   "/usr/bin/magpie* /lib/systemd/system/magpie* /etc/systemd/system/*/magpie* 2>/dev/null").out
    assert left == "", left
    assert run.run("pgrep -l magpie").out == ""
    kept = run.ok("ls -d /var/backups/magpie-keys.*").strip()
    assert kept in said and run.ok(f"stat -c '%a %U' {kept}") == "700 root\n"
    run.ok(f"test -s {kept}/root.key && test -s {kept}/keys.sqlite")
    return kept


def lower(packages, folder):
    """The same packages under a lower version, to upgrade from."""
    result = []
    for package in packages:
        tree = os.path.join(folder, os.path.basename(package) + ".tree")
        subprocess.run(["dpkg-deb", "-R", package, tree], check=True)
        with open(os.path.join(tree, "DEBIAN", "control"), encoding="utf-8") as file:
            control = re.sub(r"(Version: |magpie \(= )0", r"\g<1>0~before", file.read())
        with open(os.path.join(tree, "DEBIAN", "control"), "w", encoding="utf-8") as file:
            file.write(control)
        name = os.path.basename(package).replace("_0", "_0~before", 1)
        subprocess.run(["dpkg-deb", "-Znone", "--root-owner-group", "-b", tree, os.path.join(folder, name)], check=True,
                       stdout=subprocess.DEVNULL)
        result.append(os.path.join(folder, name))
    return result


def newest(folder):
    """The two packages of a folder that were built last."""
    return [max(glob.glob(os.path.join(folder, f"{name}_*.deb")), key=os.path.getmtime) for name in ("magpie", "magpied")]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--packages", default=".build/deb")
    parser.add_argument("--before")
    parser.add_argument("--keep", action="store_true", help="leave the machines running when a step has failed")
    parser.add_argument("--only", help="names of steps, separated by commas")
    options = parser.parse_args()
    # Whoever ends the proof wants the machines gone, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    start = time.monotonic()
    passed = failed = 0
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        new = newest(options.packages)
        it = None
        try:
            it = Installed(new, newest(options.before) if options.before else lower(new, folder))
            for function in STEPS:
                if options.only and function.__name__ not in options.only.split(","):
                    continue
                begin = time.monotonic()
                name, what = function.__name__.replace("_", " "), ""
                try:
                    what = function(it) or ""
                    passed += 1
                    word = "PASS"
                except AssertionError as error:
                    failed += 1
                    word, what = "FAIL", str(error) or traceback.format_exc(limit=2)
                except Exception:  # A step that goes wrong in any way has not passed.
                    failed += 1
                    word, what = "FAIL", traceback.format_exc(limit=3)
                print(f"{word} {name} ({time.monotonic() - begin:.1f} s){': ' if what else ''}{what}", flush=True)
        except CannotBoot as error:
            print(f"NOT RUN: the machine does not boot: {error}")
            failed += 1
        finally:
            if it and options.keep and failed:
                print(f"kept: {it.machine.home}, process {it.machine.leader()}", flush=True)
                input()
            for machine in (it.machine, it.second) if it else ():
                if machine:
                    machine.stop()
    print(f"{time.monotonic() - start:.0f} s")
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 and passed > 0 else 1


sys.exit(main())
