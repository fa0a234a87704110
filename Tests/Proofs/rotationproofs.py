"""Proofs about rotations at a PostgreSQL server while the service is killed, for prove.py.

What is promised, and looked at all the time:

- Two users take turns: what was read under AWSCURRENT logs in, always, also while the service is not there.
- One user changes his own password: PostgreSQL knows one password of a user at a time, so there is a moment between the
  change and the move of AWSCURRENT. Who asks then waits, and gets what works. Who has a value from before is refused, asks
  again, and gets another: a value that was refused is never handed out again. Only while the service is not there can
  nobody know the new one.
"""

import base64
import glob
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time

from secretproofs import PROGRAMS, Cluster
from secretrequests import with_token
from threadkills import ThreadKill

STRATEGIES = ("single-user", "alternating-users")
VICTIMS = ("magpied", "magpie-keys", "magpie-courier", "all")


def isAvailable():
    """Whether there is a server to be had."""
    return os.access(os.path.join(PROGRAMS, "initdb"), os.X_OK) and shutil.which("psql")


class Gone(Exception):
    """The service does not answer."""


class Refused(Exception):
    """The service answers with an error."""


def login(answer):
    """User and password, out of an answer."""
    value = json.loads(answer["SecretString"])
    return value["username"], value["password"]


class Asker:
    """Asks Secrets Manager on a connection that is made again when the service was."""

    def __init__(self, service):
        self.path = f"{service.state}/magpie.sock"
        self.client = None

    def ask(self, operation, **parameters):
        try:
            if not self.client:
                self.client = socket.socket(socket.AF_UNIX)
                self.client.settimeout(30)
                self.client.connect(self.path)
                self.reader = self.client.makefile("rb")
            self.client.sendall(b"%s %s\n" % (operation.encode(), json.dumps(parameters).encode()))
            line = self.reader.readline()
            if not line.endswith(b"\n"):
                raise ConnectionError
        except OSError as error:
            self.client = None
            raise Gone from error
        if line[:1] != b"+":
            raise Refused(line.decode())
        return json.loads(line[1:])

    def secrets(self, operation, **parameters):
        return self.ask(f"secretsmanager:{operation}", **with_token(operation, parameters))

    def insist(self, operation, **parameters):
        """An answer, however often the service is killed meanwhile."""
        deadline = time.monotonic() + 60
        # The same token each time: what was done before the answer was lost is not done again.
        parameters = with_token(operation, parameters)
        while True:
            try:
                return self.secrets(operation, **parameters)
            except (Gone, Refused):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.01)

    def value(self, secret, stage="AWSCURRENT"):
        """User and password."""
        return login(self.secrets("GetSecretValue", SecretId=secret, VersionStage=stage))


class Observer(threading.Thread):
    """A client that reads a secret and logs in all the time."""

    def __init__(self, service, cluster, secret, alternates, first):
        super().__init__(daemon=True)
        self.asker = Asker(service)
        self.cluster, self.secret, self.alternates = cluster, secret, alternates
        self.last = first
        self.isOver = threading.Event()
        self.refused = set()
        self.seen = {first}
        self.wrong = []
        self.logins = self.stale = self.inGap = self.rounds = 0
        self.outages = []
        self.outSince = None
        self.slowest = 0

    def run(self):
        while not self.isOver.is_set():
            self.turn()
            time.sleep(0.004)

    def turn(self):
        start = time.monotonic()
        try:
            self.last = self.asker.value(self.secret)
            isFresh = True
            self.slowest = max(self.slowest, time.monotonic() - start)
        except (Gone, Refused):
            isFresh = False
        value = self.last
        self.seen.add(value)
        if isFresh and value in self.refused:
            self.wrong.append(f"{self.secret}: handed out again after it was refused")
        works = self.cluster.login(*value)
        self.logins += 1
        self.stale += not isFresh
        if works:
            if self.outSince:
                self.outages.append(time.monotonic() - self.outSince)
            self.outSince = None
        elif self.alternates:
            self.wrong.append(f"{self.secret}: refused, {'fresh' if isFresh else 'read before'}")
        else:
            self.inGap += 1
            self.refused.add(value)
            self.outSince = self.outSince or time.monotonic()
        self.rounds += isFresh and works

    def waitForRound(self):
        """Waits until a value was read and used that was asked for after this call."""
        goal = self.rounds + 2
        deadline = time.monotonic() + 60
        while self.rounds < goal:
            if time.monotonic() > deadline or not self.is_alive():
                self.wrong.append(f"{self.secret}: nothing that logs in for a minute")
                return
            time.sleep(0.002)


class Scene:
    """The service, a server, and for each strategy a secret with somebody who uses it."""

    def __init__(self, make_service):
        self.home = tempfile.mkdtemp(prefix="magpie-proof-")
        os.chmod(self.home, 0o755)
        os.mkdir(os.path.join(self.home, "pg"))
        self.cluster = Cluster(os.path.join(self.home, "pg"))
        self.log = open(os.path.join(self.home, "log"), "ab")
        self.service = make_service(log=self.log)
        self.asker = Asker(self.service)
        self.events = os.path.join(self.service.home, "rotations.jsonl")
        self.asker.ask("events:PutRule", Name="rotations", EventPattern=json.dumps(
            {"source": ["magpie"], "detail-type": [{"prefix": "Secret Rotation"}]}))
        self.asker.ask("events:PutTargets", Rule="rotations", Targets=[{"Id": "f", "Arn": f"jsonl:{self.events}"}])
        master = self.asker.secrets("CreateSecret", Name="master",
                                    SecretString=self.cluster.value("postgres", "master-password"))["ARN"]
        self.observers = {}
        for strategy in STRATEGIES:
            user = strategy.split("-", maxsplit=1)[0]
            self.cluster.make(user, "first-password")
            value = self.cluster.value(user, "first-password", master if strategy != "single-user" else None)
            self.asker.secrets("CreateSecret", Name=user, SecretString=value)
            observer = Observer(self.service, self.cluster, user, strategy != "single-user", (user, "first-password"))
            self.observers[strategy] = observer
            observer.start()
        self.rotations = []
        self.wrong = []
        self.files = self.recognised = 0

    def close(self):
        for observer in self.observers.values():
            observer.isOver.set()
            observer.join()
        if self.service.process.poll() is None:
            self.service.kill()
        self.cluster.stop()
        self.log.close()
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.rmtree(self.service.home, ignore_errors=True)

    # MARK: Rotations

    def begin(self, strategy):
        """Asks for a rotation, once everybody has a value from after the last; its version."""
        secret = strategy.split("-", maxsplit=1)[0]
        self.observers[strategy].waitForRound()
        token = self.version(secret)
        self.ask_to_rotate(strategy, token)
        return secret, token

    def version(self, secret):
        """The version that the next rotation of a secret is to make."""
        token = f"{len(self.rotations):08}-0000-4000-8000-000000000000"
        self.rotations.append((secret, token))
        return token

    def ask_to_rotate(self, strategy, token):
        self.asker.insist("RotateSecret", SecretId=self.observers[strategy].secret, ClientRequestToken=token,
                          RotationLambdaARN=f"arn:magpie:rotator:postgresql-{strategy}")

    def hasMoved(self, secret, token):
        stages = self.asker.insist("DescribeSecret", SecretId=secret)["VersionIdsToStages"]
        return stages.get(token) == ["AWSCURRENT"] and not any("AWSPENDING" in stage for stage in stages.values())

    def finish(self, secret, token, timeout=60):
        """Waits for the end of a rotation."""
        deadline = time.monotonic() + timeout
        while not self.hasMoved(secret, token):
            if time.monotonic() > deadline:
                self.wrong.append(f"{secret}: a rotation is stuck")
                return
            time.sleep(0.005)

    def rotate(self, strategy):
        """How long an undisturbed rotation takes."""
        start = time.monotonic()
        self.finish(*self.begin(strategy))
        return time.monotonic() - start

    # MARK: Kills

    def children(self):
        """What the service has started, by number: names of programs."""
        found = {}
        for path in glob.glob("/proc/[0-9]*/stat"):
            try:
                with open(path, encoding="utf-8", errors="replace") as file:
                    text = file.read()
            except OSError:
                continue
            name, fields = text[text.index("(") + 1:text.rindex(")")], text[text.rindex(")") + 2:].split()
            if int(fields[1]) == self.service.process.pid:
                found[int(text.split(maxsplit=1)[0])] = name
        return found

    def kill(self, victim, chance):
        """Kills; tells whether there was anything to kill. The service is there again afterwards."""
        if victim == "magpie-courier":
            # It lives for some milliseconds.
            deadline = time.monotonic() + 0.5
            while victim not in (children := self.children()).values() and time.monotonic() < deadline:
                pass
            time.sleep(chance.uniform(0, 0.015))
        else:
            children = self.children()
        numbers = [number for number, name in children.items() if victim in ("all", name)]
        if victim in ("all", "magpied"):
            numbers.insert(0, self.service.process.pid)
        for number in numbers:
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                pass
        if self.service.process.pid in numbers:
            self.revive()
        return bool(numbers)

    def revive(self):
        self.service.process.wait()
        self.service.start()

    # MARK: Leaks

    def recognise(self, strategy, timeout=20):
        """Sees whether the current value is recognised in a file; workers have a new table within a moment."""
        secret = self.observers[strategy].secret
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            name = f"{secret}-{self.files}"
            self.files += 1
            user, password = self.insist_on_value(secret)
            with open(os.path.join(self.service.bucket, name), "w", encoding="utf-8") as file:
                file.write(f"postgres://{user}:{password}@db/orders\n")
            self.service.settled()
            if name in self.service.found():
                self.recognised += 1
                return
            time.sleep(0.1)
        self.wrong.append(f"{secret}: its value is not recognised in a file")

    def insist_on_value(self, secret):
        return login(self.asker.insist("GetSecretValue", SecretId=secret))

    # MARK: The end

    def judge(self):
        """What is wrong in the end."""
        wrong = list(self.wrong)
        for strategy, observer in self.observers.items():
            observer.waitForRound()
            observer.isOver.set()
            observer.join()
            wrong += observer.wrong
            secret = observer.secret
            stages = self.asker.insist("DescribeSecret", SecretId=secret)["VersionIdsToStages"].values()
            for stage, count in (("AWSCURRENT", 1), ("AWSPREVIOUS", 1), ("AWSPENDING", 0)):
                holders = [labels for labels in stages if stage in labels]
                if len(holders) != count:
                    wrong.append(f"{secret}: {len(holders)} versions under {stage}")
            if not self.cluster.login(*self.asker.value(secret)):
                wrong.append(f"{secret}: what is current does not log in")
            isDead = not self.cluster.login(*self.asker.value(secret, "AWSPREVIOUS"))
            if isDead != (strategy == "single-user"):
                wrong.append(f"{secret}: what was replaced {'is dead' if isDead else 'logs in'}")
        # The proof that the old value is dead, and the event, come after the move.
        deadline = time.monotonic() + 30
        while (untold := self.untold()) and time.monotonic() < deadline:
            time.sleep(0.1)
        wrong += [f"{secret}: no event tells of {token}" for secret, token in untold]
        self.failures = sum(event["detail-type"] == "Secret Rotation Failed" for event in self.told())
        audit = subprocess.run([*self.service.client(), "audit", "verify"], capture_output=True, text=True, check=False)
        if audit.returncode:
            wrong.append(f"audit: {audit.stdout}{audit.stderr}")
        self.service.stop(keep=True)
        with sqlite3.connect(f"file:{self.service.state}/magpie.sqlite?mode=ro", uri=True) as records:
            count = records.execute("SELECT count(*) FROM rotation").fetchone()[0]
            if count:
                wrong.append(f"{count} rotations are under way for ever")
        return wrong + self.leaks()

    def told(self):
        """The events so far."""
        with open(self.events, encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.endswith("\n")]

    def untold(self):
        """The rotations of which no event says that they have succeeded."""
        ends = {event["detail"]["versionId"] for event in self.told() if event["detail-type"] == "Secret Rotation Succeeded"}
        return [(secret, token) for secret, token in self.rotations if token not in ends]

    def leaks(self):
        """Files in which a value is in clear, or nearly."""
        passwords = {password for observer in self.observers.values() for _, password in observer.seen} - {"first-password"}
        forms = set()
        for password in map(str.encode, passwords):
            # Whatever stands before it, one of the last three is in what is written in Base64.
            forms |= {password, password.hex().encode()}
            forms |= {base64.b64encode(b"\0" * shift + password)[4 * (shift > 0):-4] for shift in range(3)}
        patterns = os.path.join(self.home, "patterns")
        found, size = [], 0
        paths = [os.path.join(base, name) for folder in (self.home, self.service.home)
                 for base, _, names in os.walk(folder) for name in names if base != self.service.bucket]
        with open(patterns, "wb") as file:
            file.write(b"\n".join(forms))
        for path in paths:
            if os.path.isfile(path) and not os.path.islink(path):
                with open(path, "rb") as file:
                    data = file.read()
                size += len(data)
                # Without zeroes for what is in UTF-16.
                run = subprocess.run(["grep", "-aqFf", patterns], input=data + b"\n" + data.replace(b"\0", b""),
                                     env={"LC_ALL": "C", "PATH": os.environ["PATH"]}, check=False)
                if run.returncode != 1:
                    found.append(f"a value is in {path}")
        self.searched = (len(passwords), size)
        return found

    def text(self):
        single, turns = (self.observers[strategy] for strategy in STRATEGIES)
        outages = sorted(single.outages) or [0]
        count, size = self.searched
        return (f"{len(self.rotations)} rotations, all to their end; users that take turns: {turns.logins:,} logins "
                f"({turns.stale:,} while nobody answered), {len(turns.wrong)} failed; one user: {single.logins:,} logins, "
                f"{single.inGap} with a value that had just been replaced, a new one {outages[len(outages) // 2] * 1000:.0f} ms "
                f"later in the median and {outages[-1] * 1000:.0f} ms at most; slowest read "
                f"{max(single.slowest, turns.slowest) * 1000:.0f} ms; {self.failures} failed attempts; "
                f"{count} passwords looked for in {size >> 20} MB of files, 0 hits")


def random_kills(make_service, kills, chance):
    """Kills at random moments of rotations, each process and all together."""
    scene = Scene(make_service)
    try:
        lengths = {strategy: sorted(scene.rotate(strategy) for _ in range(4))[2] for strategy in STRATEGIES}
        counts = dict.fromkeys(VICTIMS, 0)
        while sum(counts.values()) < kills:
            strategy = chance.choice(STRATEGIES)
            rotation = scene.begin(strategy)
            while True:
                victim = chance.choice(VICTIMS)
                time.sleep(chance.uniform(0, lengths[strategy] * 1.1))
                counts[victim] += scene.kill(victim, chance)
                if chance.random() < 0.5:
                    break
            scene.finish(*rotation)
            if chance.random() < 0.2:
                scene.recognise(strategy)
        wrong = scene.judge()
        text = ", ".join(f"{count} of {victim}" for victim, count in counts.items())
        return wrong, (f"{sum(counts.values())} kills ({text}), {scene.text()}; {scene.recognised} times recognised in a file "
                       "afterwards")
    finally:
        scene.close()


def traced(scene, strategy, starter=None, limit=None):
    """A rotation with an eye on the threads of the service."""
    observer = scene.observers[strategy]
    # Connections have threads of their own, which are to be there by now.
    scene.asker.insist("DescribeSecret", SecretId=observer.secret)
    for other in scene.observers.values():
        other.waitForRound()
    kill = ThreadKill(scene.service.process.pid, starter, limit)
    kill.start()
    kill.isReady.wait()
    token = scene.version(observer.secret)
    request = threading.Thread(target=scene.ask_to_rotate, args=(strategy, token))
    request.start()
    if starter:
        kill.join(10)
    if kill.hasKilled:
        scene.revive()
    request.join()
    scene.finish(observer.secret, token)
    if not starter:
        # The proof comes after the move.
        time.sleep(0.2)
    kill.isOver.set()
    kill.join()
    return kill


def every_call(make_service, scale):
    """A kill of magpied before every system call of the thread that rotates."""
    scene = Scene(make_service)
    try:
        ends, kinds, missed = 0, set(), 0
        for strategy in STRATEGIES:
            # The first makes the other user.
            for _ in range(2):
                scene.rotate(strategy)
            starter, calls = traced(scene, strategy).starter_of_programs()
            for limit in range(1, len(calls) + 1, scale):
                kill = traced(scene, strategy, starter, limit)
                if kill.hasKilled:
                    ends += 1
                    kinds.update(calls[-1] for calls in kill.calls.values())
                else:
                    missed += 1
                starter, _ = traced(scene, strategy).starter_of_programs()
        wrong = scene.judge()
        if ends < 10 * missed:
            wrong.append(f"{missed} points were not reached")
        return wrong, f"{ends} ends at {len(kinds)} kinds of system calls ({missed} not reached), {scene.text()}"
    finally:
        scene.close()
