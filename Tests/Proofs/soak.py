"""Two users, one of them hostile, share a service under load.

Mallory plays all attacks, in an order that a seed decides, while others write files and ask. All the time alice's new files
must be found, no process may pass the memory that its unit has, and nothing of hers may be read or changed:

    make prove ONLY=soak
    python3 Tests/Proofs/prove.py --only soak --minutes 30 --seed 4711
"""

import hashlib
import importlib
import json
import os
import pkgutil
import random
import sys
import threading
import time

import attacks
import hostile
from attacks import hostileserver, unread

MINUTES, SEED = 30, None

# What the configuration allows the state to grow by, beside its logs of a fixed size: bytes a second of audit log, records and
# what waits, for one user who does his worst; and what there is at once.
GROWTH, BURST = 600_000, 64 << 20


def plays():
    """What mallory can do, by name: functions `play(stage, chance)` of the attacks, and more of that here."""
    found = {}
    for module in pkgutil.iter_modules(attacks.__path__):
        loaded = importlib.import_module(f"attacks.{module.name}")
        if hasattr(loaded, "play"):
            found[module.name] = loaded.play
    return found | {"lines": pour, "waits": wait, "swap": swap, "names": names, "pretend": pretend, "events": invent, "links": link,
                    "server": serve, "archive": archive, "formats": formats, "digests": digests}


def pour(stage, chance):
    """Lines without an end."""
    script = hostile.CLIENT + r"""
clients = []
try:
    for _ in range(20): clients.append(connect(1))
    for _ in range(60):
        for client in list(clients):
            try: client.sendall(b"x" * (1 << 20))
            except OSError: clients.remove(client)
except OSError: pass
"""
    hostile.python_as(hostile.MALLORY, script, stage.socket, timeout=120)


def wait(stage, chance):
    """Clients that ask for what takes long, and do not read what they get."""
    script = hostile.CLIENT + r"""
clients = []
try:
    for number in range(500):
        client = connect(5)
        client.sendall([line + b'\n' for line in (
            b'magpie:WaitUntilSettled {"Timeout":60}', b'macie2:ListFindings {"maxResults":1000000}',
            b'magpie:TailEvents {}')][number % 3])
        clients.append(client)
except OSError: pass
time.sleep(4)
"""
    hostile.python_as(hostile.MALLORY, script, stage.socket, timeout=120)


def swap(stage, chance):
    """Folders of his that become links to alice's, and back."""
    script = f"""
cd {stage.mallory} && mkdir -p turn && echo x > turn/file
for number in 1 2 3 4 5 6 7 8; do
    mv turn turn.old && ln -s {stage.private} turn; sleep 0.2; rm -f turn; mv turn.old turn; sleep 0.1
done
rm -rf turn turn.old
"""
    hostile.as_user(hostile.MALLORY, ["sh", "-c", script], timeout=60)


def names(stage, chance):
    """Files with odd names and values in first rows."""
    for number in range(100):
        name = bytes(chance.choice([b for b in range(1, 256) if b != 47]) for _ in range(20))
        path = os.fsencode(stage.mallory) + b"/" + b"odd" + name
        with open(path, "wb") as file:
            file.write(b"Passwort: Sommer2024!,%d\n" % number + hostile.SEED)
        os.chown(path, hostile.MALLORY, hostile.MALLORY)
    time.sleep(1)
    hostile.as_user(hostile.MALLORY, ["sh", "-c", f"rm -f {stage.mallory}/odd*"])


def pretend(stage, chance):
    """Headers of messages in front of plaintext, and cards planted beside alice's files."""
    for number in range(30):
        head = b"\x02\x04\x78" + chance.randbytes(40) if number % 2 else b""
        stage.give("shared", f"planted{number}", head + hostile.SEED + b"%d" % chance.randrange(10**9))
    time.sleep(1)
    hostile.as_user(hostile.MALLORY, ["sh", "-c", f"rm -f {stage.shared}/planted*"])


def invent(stage, chance):
    """Requests that his role does not allow."""
    for words in (["events", "put-events", "--entries", '[{"Source":"aws.macie","DetailType":"Macie Finding","Detail":"{}"}]'],
                  ["findings", "where", "--value", "4242 4242 4242 4242"], ["audit", "list"], ["kms", "create-key"],
                  ["objects", "decrypt", "--bucket", "alice", "--all"], ["secretsmanager", "get-secret-value", "--secret-id", "x"]):
        for _ in range(5):
            stage.magpie(*words, user=hostile.MALLORY, timeout=60)


def serve(stage, chance):
    """A server that is none, where a password is to be changed."""
    kind = chance.choice(("clear", "md5", "trust", "forged"))
    server = hostileserver.Impostor(kind)
    server.start()
    name = f"soak/{chance.randrange(10**9)}"
    value = {"engine": "postgres", "host": "127.0.0.1", "port": server.port, "username": "app",
             "password": hostileserver.PASSWORDS[0].decode(), "dbname": "postgres"}
    stage.magpie("secretsmanager", "create-secret", "--name", name, "--secret-string", json.dumps(value))
    stage.magpie("secretsmanager", "rotate-secret", "--secret-id", name, "--rotation-lambda-arn",
                 "arn:magpie:rotator:postgresql-single-user")
    hostile.until(lambda: server.connections, 10)
    time.sleep(2)
    server.server.close()
    current = stage.magpie("secretsmanager", "get-secret-value", "--secret-id", name).stdout.replace("\\", "")
    stage.magpie("secretsmanager", "delete-secret", "--secret-id", name, "--force-delete-without-recovery")
    assert hostileserver.PASSWORDS[0] not in server.heard and b"pmd5" not in server.heard, f"a server ({kind}) was told a password"
    assert not current or hostileserver.PASSWORDS[0].decode() in current, f"a server ({kind}) was believed"


def archive(stage, chance):
    """What was archived, and an unrelated line behind it."""
    name = f"archived{chance.randrange(10**9)}"
    path = stage.give("shared", name)
    criteria = json.dumps({"criterion": {"key": {"eq": [name]}}})
    if not hostile.until(lambda: stage.ask("findings", "list", "--criteria", criteria), 20):
        return
    (finding,) = stage.ask("findings", "list", "--criteria", criteria)
    stage.magpie("findings", "archive", finding["id"], "--reason", "known")
    with open(path, "ab") as file:
        file.write(b"an unrelated line\n")
    time.sleep(5)
    again = stage.ask("findings", "list", "--criteria", criteria)
    os.unlink(path)
    assert not again, "what was archived came back"


def formats(stage, chance):
    """Files of formats that are not understood, or hardly."""
    for name, (content, _) in unread.files().items():
        stage.give("shared", name, content)
    time.sleep(2)
    for name in unread.files():
        os.unlink(os.path.join(stage.shared, name))


def digests(stage, chance):
    """What role read is told of a file of which all but a few digits are known."""
    name = f"digest{chance.randrange(10**9)}"
    content = hostile.SEED + b"%d" % chance.randrange(10**9)
    path = stage.give("shared", name, content, user=hostile.ALICE)
    criteria = json.dumps({"criterion": {"key": {"eq": [name]}}})
    if hostile.until(lambda: stage.ask("findings", "list", "--criteria", criteria), 20):
        (finding,) = stage.ask("findings", "list", "--criteria", criteria)
        shown = stage.magpie("findings", "show", finding["id"], "--format", "json", user=hostile.MALLORY, timeout=60).stdout
        for digest in (hashlib.sha256, hashlib.md5, hashlib.sha1):
            assert digest(content).hexdigest() not in shown, f"role read is shown {digest(content).name} of a file"
    os.unlink(path)


def link(stage, chance):
    """Links to alice's files, and races with them."""
    script = f"""
cd {stage.mallory}
for number in $(seq 20); do
    ln -sf {stage.private}/salary.csv l$number; ln -f {stage.private}/salary.csv h$number 2>/dev/null
    echo text > r$number; mv r$number x$number; ln -sf {stage.private}/salary.csv r$number
done
sleep 1; rm -f l* h* r* x*
"""
    hostile.as_user(hostile.MALLORY, ["sh", "-c", script], timeout=60)


def picture(folder):
    """What is there: inode, owner, mode, time and digest of each file."""
    found = {}
    for base, _, files in os.walk(folder):
        for name in files:
            path = os.path.join(base, name)
            status = os.lstat(path)
            with open(path, "rb") as file:
                found[path] = (status.st_ino, status.st_uid, status.st_mode, status.st_mtime_ns, hashlib.sha256(file.read()).hexdigest())
    return found


class Watcher(threading.Thread):
    """Notes the most memory of each unit's processes, and how large the state is."""

    def __init__(self, stage):
        super().__init__(daemon=True)
        self.stage, self.isOver = stage, threading.Event()
        self.peaks, self.sizes, self.deaths = {}, [], 0

    def run(self):
        while not self.isOver.wait(0.5):
            for unit, peak in hostile.peaks(self.stage).items():
                self.peaks[unit] = max(self.peaks.get(unit, 0), peak)
            self.sizes.append((time.monotonic(), hostile.disk(self.stage.state)))
            if self.stage.process.poll() is not None and not self.isOver.is_set():
                self.deaths += 1
                self.stage.start()


def prepare(stage):
    """Files of alice's outside all buckets, which nobody else may read, and files that are there from the start."""
    stage.private = os.path.join(stage.home, "private")
    os.mkdir(stage.private)
    for number in range(20):
        hostile.write(os.path.join(stage.private, f"{number}.txt"), hostile.SEED * (number + 1))
    hostile.write(os.path.join(stage.private, "salary.csv"), b"card 5105 1051 0510 5100\n")
    os.mkdir(os.path.join(stage.alice, "kept"))
    for number in range(200):
        hostile.write(os.path.join(stage.alice, "kept", str(number)), hostile.SEED * (number % 5))
    for folder in (stage.private, os.path.join(stage.alice, "kept")):
        for name in [".", *os.listdir(folder)]:
            os.chown(os.path.join(folder, name), hostile.ALICE, hostile.ALICE)
        os.chmod(folder, 0o700)


def load(stage, isOver):
    """What goes on beside: files that come and go, and somebody who asks."""
    number = 0
    while not isOver.wait(0.1):
        stage.give("shared", f"load{number % 500}", b"nothing of interest\n" * (number % 100), user=hostile.ALICE)
        if number % 50 == 0:
            stage.magpie("status", timeout=60)
        number += 1


def prove(scale):
    """Plays for the time that it has; see above."""
    if why := hostile.needed():
        return None, why
    seed = SEED if SEED is not None else random.SystemRandom().randrange(10**6)
    chance, minutes = random.Random(seed), MINUTES / scale
    print(f"soak: seed {seed}, {minutes:g} minutes", flush=True)
    with hostile.Stage(prepare=prepare) as stage:
        stage.settled()
        before = {**picture(stage.private), **picture(os.path.join(stage.alice, "kept"))}
        watcher, isOver = Watcher(stage), threading.Event()
        watcher.start()
        threading.Thread(target=load, args=(stage, isOver), daemon=True).start()
        delays, played, errors, broken = [], {}, [], []
        # Not less than what is there at the start, with what is made at once.
        first = hostile.disk(stage.state)

        def ask():
            while not isOver.wait(1):
                try:
                    delays.append(stage.delay(timeout=30))
                except Exception as error:
                    errors.append(f"{type(error).__name__}: {error}")
        asker = threading.Thread(target=ask, daemon=True)
        asker.start()
        all_plays = plays()
        end = time.monotonic() + minutes * 60
        order = []
        while time.monotonic() < end:
            order = order or chance.sample(sorted(all_plays), len(all_plays))
            name = order.pop()
            try:
                all_plays[name](stage, chance)
            except AssertionError as promise:
                broken.append(f"{name}: {promise}")
            except Exception as error:
                errors.append(f"{name}: {type(error).__name__}: {error}")
            played[name] = played.get(name, 0) + 1
            if sum(played.values()) % 10 == 0:
                late = sorted(delays)
                print(f"soak: {sum(played.values())} plays, {len(late)} files of alice's, slowest {late[-1] if late else 0:.1f} s, memory "
                      f"{ {unit: peak >> 20 for unit, peak in watcher.peaks.items()} }, state {watcher.sizes[-1][1] >> 20} MB",
                      file=sys.stderr, flush=True)
        isOver.set()
        asker.join(60)
        watcher.isOver.set()
        watcher.join(10)
        after = {**picture(stage.private), **picture(os.path.join(stage.alice, "kept"))}
        changed = [path for path in before if after.get(path) != before[path]]
        # Of what is private nothing may have come anywhere: neither name nor value.
        listed = json.dumps(stage.findings("--all")) + json.dumps(stage.events())
        isRead = "salary.csv" in listed or stage.private in listed
        audit = stage.magpie("audit", "verify")
        healthy = stage.ask("status")
        size = watcher.sizes[-1][1] - first if watcher.sizes else 0
    delays.sort()
    late = delays[int(len(delays) * 0.99)] if delays else 30
    allowed = BURST + GROWTH * minutes * 60
    above = hostile.above_limits(watcher.peaks)
    isGood = (late < 5 and not above and not changed and not isRead and size <= allowed and not watcher.deaths and not broken
              and audit.returncode == 0 and len(played) == len(all_plays))
    return isGood, (
        f"seed {seed}, {minutes:g} minutes, {sum(played.values())} plays of {len(played)} of {len(all_plays)} kinds; {len(delays):,} new files "
        f"of alice's, median {delays[len(delays) // 2] if delays else 0:.2f} s, 99 % within {late:.2f} s (5); memory at most "
        f"{', '.join(f'{unit} {peak >> 20} of {hostile.memory_limit(unit) >> 20}' for unit, peak in sorted(watcher.peaks.items()))} MiB; "
        f"state grew by {size >> 20} of {int(allowed) >> 20} MB; {len(changed)} of {len(before)} files of hers changed, private ones "
        f"{'READ' if isRead else 'not read'}; ended {watcher.deaths} times; audit {'whole' if audit.returncode == 0 else 'DAMAGED'}; "
        f"in the end {'healthy' if healthy and healthy['isHealthy'] else 'says ' + str(healthy and healthy['problems'][:3])}"
        f"{f'; BROKEN: {broken[:3]}' if broken else ''}{f'; {len(errors)} errors: {errors[:3]}' if errors else ''}")

