"""Proofs about files that are encrypted and decrypted in place, for prove.py."""

import fcntl
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import tempfile
import time

import thresholds

# The number of FS_IOC_SHUTDOWN (include/uapi/linux/fs.h). Flag 2 drops all that is not on the disk, flag 1 only data.
SHUTDOWN = 0x8004587D
FLAGS = (1, 2)
FILE_SYSTEMS = {"ext4": ["mkfs.ext4", "-q", "-F"], "xfs": ["mkfs.xfs", "-q", "-f"]}


class Keys:
    """A key pair in files."""

    def __init__(self, home):
        self.private = os.path.join(home, "private.pem")
        self.public = os.path.join(home, "public.pem")
        subprocess.run(["openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out",
                        self.private], check=True, capture_output=True)
        subprocess.run(["openssl", "pkey", "-in", self.private, "-pubout", "-out", self.public], check=True)


class Tool:
    """`magpie encrypt` and `magpie decrypt` with a journal of their own."""

    def __init__(self, program, home, keys):
        self.program = program
        self.keys = keys
        self.journal = os.path.join(home, "journal")

    def command(self, direction, files):
        key = ["--public-key", self.keys.public] if direction == "encrypt" else ["--private-key", self.keys.private]
        return [self.program, direction, "--journal", self.journal, "--format", "json", *key, *files]

    def run(self, direction, files, wrap=()):
        """Runs it; returns the status, and what it has said of each file."""
        run = subprocess.run([*wrap, *self.command(direction, files)], capture_output=True, check=False)
        lines = run.stdout.splitlines()
        return run.returncode, [json.loads(line) for line in lines if line.endswith(b"}")]

    def recover(self, wrap=()):
        """Any call tidies up first."""
        return self.run("encrypt", ["/nothing/there"], wrap)

    def plaintext(self, path):
        """What a file holds, whether it is encrypted or not."""
        with open(path, "rb") as file:
            content = file.read()
        if content[:3] != b"\x02\x04\x78":
            return content
        run = subprocess.run([self.program, "decrypt", "--private-key", self.keys.private, "--output", "-", path],
                             capture_output=True, check=False)
        return run.stdout if run.returncode == 0 else None

    def leftovers(self, folder):
        """What should not be there when nothing is under way."""
        found = [name for _, _, names in os.walk(folder) for name in names if name.startswith(".magpie-")]
        return found + (os.listdir(self.journal) if os.path.isdir(self.journal) else [])


def metadata(path):
    """All that is to stay as it is."""
    status = os.lstat(path)
    attributes = {name: os.getxattr(path, name) for name in os.listxattr(path)}
    return status.st_mode, status.st_uid, status.st_gid, status.st_mtime_ns, sorted(attributes.items())


class Disk:
    """A file system in a file, whose power can be cut."""

    def __init__(self, kind, home):
        self.kind = kind
        self.image = os.path.join(home, f"{kind}.image")
        self.folder = os.path.join(home, kind)
        os.mkdir(self.folder)
        with open(self.image, "wb") as file:
            file.truncate(320 << 20)
        subprocess.run([*FILE_SYSTEMS[kind], self.image], check=True, capture_output=True)
        self.mount()

    def mount(self):
        subprocess.run(["mount", "-o", "loop", self.image, self.folder], check=True)

    def cut(self, flag):
        descriptor = os.open(self.folder, os.O_RDONLY)
        fcntl.ioctl(descriptor, SHUTDOWN, flag.to_bytes(4, "little"))
        os.close(descriptor)
        subprocess.run(["umount", self.folder], check=True)
        self.mount()

    def sync(self):
        subprocess.run(["sync", "-f", self.folder], check=True)

    def close(self):
        subprocess.run(["umount", "-l", self.folder], check=False)


class Scene:
    """One file with everything that a file can have, and the tool that is to rewrite it."""

    SIZE = 300_000

    def __init__(self, program, home, keys, where):
        self.folder = os.path.join(where, "bucket")
        self.path = os.path.join(self.folder, "file")
        self.tool = Tool(program, where, keys)
        self.home = home
        self.content = random.Random(3).randbytes(self.SIZE)

    def reset(self, direction):
        """The file as it is before `direction`, and nothing else."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.tool.journal, ignore_errors=True)
        os.mkdir(self.folder)
        with open(self.path, "wb") as file:
            file.write(self.content)
        os.chmod(self.path, 0o640)
        os.setxattr(self.path, "user.note", b"invented")
        os.utime(self.path, ns=(1_234_567_890_123_456_789, 1_234_567_890_987_654_321))
        if direction == "decrypt":
            status, _ = self.tool.run("encrypt", [self.path])
            assert status == 0
        self.metadata = metadata(self.path)
        with open(self.path, "rb") as file:
            self.before = file.read()

    def state(self, old="old", new="new"):
        """`old`, `new`, or what is wrong with the file."""
        try:
            with open(self.path, "rb") as file:
                content = file.read()
        except OSError as error:
            return f"gone: {error}"
        if metadata(self.path) != self.metadata:
            return "metadata changed"
        if content == self.before:
            return old
        return new if self.tool.plaintext(self.path) == self.content and len(content) != len(self.before) else "broken"

    def calls(self, direction, also=()):
        """Each system call of a run, by name and number, from the first on that touches a file that matters."""
        trace = os.path.join(self.home, "trace")
        command = self.tool.command(direction, [self.path]) if direction else self.tool.command("encrypt", ["/nothing/there"])
        subprocess.run(["strace", "-f", "-s", "200", "-o", trace, *also, *command], capture_output=True, check=False)
        counts, found, hasBegun = {}, [], False
        self.long_writes = []
        with open(trace, encoding="utf-8", errors="replace") as file:
            for line in file:
                match = re.match(r"(?:\d+ +)?(\w+)\(", line)
                if not match or "resumed" in line:
                    continue
                name = match[1]
                counts[name] = counts.get(name, 0) + 1
                hasBegun = hasBegun or self.tool.journal in line and name != "execve"
                if hasBegun and name != "exit_group":
                    found.append((name, counts[name]))
                length = re.search(r", (\d+), \d+\) ", line)
                if name == "pwrite64" and length and int(length[1]) > 10_000:
                    self.long_writes.append(counts[name])
        return found


def inject(name, what, when, also=()):
    return ["strace", "-f", "-o", "/dev/null", "-e", f"trace={name},renameat2", *also, "-e", f"inject={name}:{what}:when={when}"]


# A file system that cannot exchange names.
NO_EXCHANGE = ("-e", "inject=renameat2:error=EINVAL")


class Tally:
    """What was seen, and what should not have been."""

    def __init__(self):
        self.seen = {"old": 0, "new": 0}
        self.wrong = []
        self.runs = 0

    def note(self, state, where, leftovers=()):
        self.runs += 1
        if state in self.seen:
            self.seen[state] += 1
        else:
            self.wrong.append(f"{state} at {where}")
        if leftovers:
            self.wrong.append(f"left at {where}: {leftovers[:3]}")

    def text(self):
        wrong = f"; wrong: {len(self.wrong)}: {'; '.join(self.wrong[:5])}" if self.wrong else ", none broken, nothing left"
        return f"{self.runs:,} ends, {self.seen['old']:,} old and {self.seen['new']:,} new{wrong}"


def every_call(program, scale):
    """An end at every system call of an encryption, a decryption and recoveries: by a kill, and by a power cut."""
    if os.geteuid() != 0 or not all(shutil.which(tool) for tool in ("strace", "mkfs.ext4", "mkfs.xfs", "openssl")):
        return None, "needs root, strace, mkfs.ext4, mkfs.xfs and openssl"
    home = tempfile.mkdtemp(prefix="magpie-proof-")
    keys = Keys(home)
    passed, texts = True, []
    try:
        for kind in FILE_SYSTEMS:
            disk = Disk(kind, home)
            try:
                scene = Scene(program, home, keys, disk.folder)
                tally = Tally()
                for direction in ("encrypt", "decrypt"):
                    sweep(scene, disk, tally, direction, scale)
                    sweep(scene, disk, tally, direction, scale, NO_EXCHANGE)
                recoveries = Tally()
                sweep_recovery(scene, disk, recoveries, scale)
                isNoticed = without_flushes(scene, disk)
            finally:
                disk.close()
            passed = passed and not tally.wrong and not recoveries.wrong and tally.seen["old"] > 0 < tally.seen["new"] and isNoticed
            texts.append(f"{kind}: {tally.text()}; in recovery: {recoveries.text()}; "
                         f"without flushes a cut is {'noticed' if isNoticed else 'NOT NOTICED'}")
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return passed, "; ".join(texts)


def sweep(scene, disk, tally, direction, scale, also=()):
    scene.reset(direction)
    calls = scene.calls(direction, also)
    if also:
        # Up to there it is the same.
        calls = calls[calls.index(("renameat2", 1)) + 1:]
    for name, number in calls[::scale]:
        for flag in (None, *FLAGS):
            scene.reset(direction)
            disk.sync()
            status, said = scene.tool.run(direction, [scene.path], inject(name, "signal=KILL", number, also))
            where = f"{direction} {name} {number} {also[-1:]} {'kill' if flag is None else f'cut {flag}'} on {disk.kind}"
            if flag is not None:
                disk.cut(flag)
            state = scene.state()
            if any(answer["result"] == "done" for answer in said) and state != "new":
                tally.wrong.append(f"said to be done, but {state} at {where}")
            if state not in ("old", "new"):
                tally.wrong.append(f"{state} before recovery at {where}")
            scene.tool.recover()
            tally.note(scene.state(), where, scene.tool.leftovers(scene.folder))


def without_flushes(scene, disk):
    """Whether the proof would notice: with flushes that do nothing, what was said to be done does not outlive a cut."""
    scene.reset("encrypt")
    disk.sync()
    _, said = scene.tool.run("encrypt", [scene.path], [
        "strace", "-f", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:retval=0"])
    isDone = any(answer["result"] == "done" for answer in said)
    disk.cut(2)
    return isDone and scene.state() != "new"


# Where an operation is ended to leave a recovery something to do: while it is written, before the exchange, after it,
# and after the removal.
STAGES = (("pwrite64", 3), ("renameat2", 1), ("fsync", None), ("unlinkat", 1))


def stage(scene, direction, name, number):
    """Leaves an operation that was cut short."""
    scene.reset(direction)
    if number is None:
        # The flush right after the exchange.
        calls = scene.calls(direction)
        exchange = calls.index(("renameat2", 1))
        number = next(number for name, number in calls[exchange:] if name == "fsync")
        scene.reset(direction)
    scene.tool.run(direction, [scene.path], inject(name, "signal=KILL", number))
    return number


def sweep_recovery(scene, disk, tally, scale):
    for direction in ("encrypt", "decrypt"):
        for name, number in STAGES:
            number = stage(scene, direction, name, number)
            calls = scene.calls(None)
            for call, count in calls[::scale]:
                for flag in (None, *FLAGS):
                    stage(scene, direction, name, number)
                    disk.sync()
                    scene.tool.recover(inject(call, "signal=KILL", count))
                    where = f"recovery of {direction} at {name}: {call} {count} {flag} on {disk.kind}"
                    if flag is not None:
                        disk.cut(flag)
                    if scene.state() not in ("old", "new"):
                        tally.wrong.append(f"{scene.state()} before recovery at {where}")
                    scene.tool.recover()
                    tally.note(scene.state(), where, scene.tool.leftovers(scene.folder))


def random_kills(program, kills, count=1000):
    """kill -9 at random moments while many files are encrypted and decrypted."""
    home = tempfile.mkdtemp(prefix="magpie-proof-")
    chance = random.Random(4)
    keys = Keys(home)
    tool = Tool(program, home, keys)
    bucket = os.path.join(home, "bucket")
    files = {}
    for number in range(count):
        folder = os.path.join(bucket, str(number % 20))
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, f"{number} ü.dat")
        content = chance.randbytes(chance.choice([0, 1, 100, 5000, 65_536, 65_537, 300_000]))
        with open(path, "wb") as file:
            file.write(content)
        os.chmod(path, chance.choice([0o600, 0o640, 0o644, 0o400, 0o755]))
        if number % 3 == 0:
            os.setxattr(path, "user.note", b"invented %d" % number)
        if number % 5 == 0 and os.geteuid() == 0:
            os.chown(path, 1000 + number, 2000 + number)
        when = chance.randrange(10 ** 18, 2 * 10 ** 18)
        os.utime(path, ns=(when, when))
        files[path] = (hashlib.sha256(content).digest(), metadata(path))
    done, wrong = 0, []
    try:
        paths = list(files)
        while done < kills:
            direction = chance.choice(["encrypt", "decrypt"])
            command = tool.command(direction, chance.sample(paths, min(60, count)))
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.01, 0.15))
            process.send_signal(signal.SIGKILL)
            if process.wait() == -signal.SIGKILL:
                done += 1
        encrypted = 0
        tool.recover()
        for path in paths:
            with open(path, "rb") as file:
                encrypted += file.read(3) == b"\x02\x04\x78"
        wrong += [f"left: {name}" for name in tool.leftovers(bucket)]
        for start in range(0, count, 200):
            tool.run("decrypt", paths[start:start + 200])
        for path, (digest, before) in files.items():
            with open(path, "rb") as file:
                if hashlib.sha256(file.read()).digest() != digest:
                    wrong.append(f"content of {path}")
            if metadata(path) != before:
                wrong.append(f"metadata of {path}")
        wrong += [f"left: {name}" for name in tool.leftovers(bucket)]
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return not wrong and 0 < encrypted < count, (
        f"{done:,} kills over {count:,} files, {encrypted} encrypted when it ended, all decrypted again; "
        f"{f'{len(wrong)} wrong: {wrong[:5]}' if wrong else 'all identical, nothing left'}")


# What may go wrong with each call. What is not here cannot fail, or tells nothing when it does.
FAULTS = {
    "openat": ("EMFILE", "EIO", "ENOMEM"), "openat2": ("EMFILE", "EIO", "ENOMEM"), "fallocate": ("ENOSPC", "EDQUOT"),
    "pwrite64": ("ENOSPC", "EIO", "EDQUOT"), "pread64": ("EIO",), "fsync": ("EIO", "ENOSPC", "EDQUOT"), "ftruncate": ("EIO",),
    "renameat2": ("EXDEV", "EIO", "EPERM", "EINVAL", "ENOSYS"), "renameat": ("EIO", "ENOSPC"), "unlinkat": ("EIO", "EBUSY"),
    "fchmod": ("EPERM", "EIO"), "fsetxattr": ("ENOSPC", "EPERM"), "utimensat": ("EPERM",), "newfstatat": ("EIO",),
    "fstat": ("EIO",), "flistxattr": ("EIO",), "fgetxattr": ("EIO",), "fcntl": ("EINVAL", "EACCES"), "flock": ("EIO",),
    "mkdir": ("ENOSPC",), "read": ("EIO",),
}


def faults(program, scale):
    """Calls that fail, and writes that lie: the file stays whole, and it is said what went wrong."""
    if not all(shutil.which(tool) for tool in ("strace", "openssl")):
        return None, "needs strace and openssl"
    home = tempfile.mkdtemp(prefix="magpie-proof-")
    try:
        scene = Scene(program, home, Keys(home), home)
        tally = Tally()
        done = silent = 0
        for direction in ("encrypt", "decrypt"):
            scene.reset(direction)
            calls = [(name, number, f"error={error}") for name, number in scene.calls(direction)
                     for error in FAULTS.get(name, ())]
            calls += [("pwrite64", number, "retval=100") for number in scene.long_writes]
            for name, number, what in calls[::scale]:
                scene.reset(direction)
                status, said = scene.tool.run(direction, [scene.path], inject(name, what, number))
                answer = next((answer for answer in said if answer["path"] == scene.path), {})
                where = f"{direction} {name} {number} {what}"
                state = scene.state()
                result = answer.get("result")
                done += result == "done"
                # Done means done; anything else leaves the file, says so, and ends with a status.
                if (result == "done") != (status == 0):
                    tally.wrong.append(f"status {status} but {result} at {where}")
                if result == "done" and state != "new":
                    tally.wrong.append(f"done but {state} at {where}")
                if result != "done" and state != "old" and not answer.get("isPending"):
                    tally.wrong.append(f"{result} but {state} at {where}")
                if result not in (None, "done") and not answer.get("message"):
                    silent += 1
                if not answer.get("isPending") and result is not None and [
                        name for name in scene.tool.leftovers(scene.folder) if name.startswith(".magpie-")]:
                    tally.wrong.append(f"left without a word at {where}")
                if what == "retval=100" and result == "done":
                    tally.wrong.append(f"a lie was believed at {where}")
                if what.split("=")[-1] in ("ENOSPC", "EDQUOT", "EMFILE") and result == "failed" and not (
                        answer["isRetryable"] or answer.get("isPending")):
                    tally.wrong.append(f"not to be tried again at {where}")
                scene.tool.recover()
                tally.note(scene.state(), where, scene.tool.leftovers(scene.folder))
        full = full_disk(scene) if os.geteuid() == 0 else None
    finally:
        shutil.rmtree(home, ignore_errors=True)
    isGood = not tally.wrong and not silent and full is not False
    return None if isGood and full is None else isGood, (
        f"{tally.text()}; {done} done in spite of it, {silent} failures without a word; full disk "
        f"{'left out' if full is None else 'survived' if full else 'NOT SURVIVED'}")


def full_disk(scene):
    """A file system that has room for the file but not for another."""
    place = os.path.join(scene.home, "small")
    os.mkdir(place)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "none", place], check=True)
    try:
        path = os.path.join(place, "file")
        with open(path, "wb") as file:
            file.write(scene.content)
        status, said = scene.tool.run("encrypt", [path])
        with open(path, "rb") as file:
            isWhole = file.read() == scene.content
        return status == 2 and said[0]["isRetryable"] and isWhole and os.listdir(place) == ["file"]
    finally:
        subprocess.run(["umount", "-l", place], check=False)


def speed(program, megabytes=400):
    """Encryption with read-back and comparison, by seconds of processor and of the clock, beside `openssl enc`."""
    home = tempfile.mkdtemp(prefix="magpie-proof-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
    try:
        keys = Keys(home)
        tool = Tool(program, home, keys)
        path, other = os.path.join(home, "big"), os.path.join(home, "other")
        with open(path, "wb") as file:
            for _ in range(megabytes):
                file.write(os.urandom(1 << 20))
        # Digests are for programs; what is compared is compared byte for byte.
        def command(direction):
            return [word for word in tool.command(direction, [path]) if word not in ("--format", "json")]

        cipher = ["-aes-256-ctr", "-K", "00" * 32, "-iv", "00" * 16]
        results = {}
        for name, command in {
                "openssl": ["openssl", "enc", *cipher, "-in", path, "-out", other],
                "openssl with a read-back": [
                    "sh", "-c", f"openssl enc {' '.join(cipher)} -in {path} -out {other}; sync {other}; "
                    f"openssl enc -d {' '.join(cipher)} -in {other} | cmp - {path}"],
                "encrypt": command("encrypt"), "decrypt": command("decrypt")}.items():
            start, before = time.monotonic(), os.times()
            subprocess.run(command, check=True, capture_output=True)
            after = os.times()
            used = (after.children_user + after.children_system) - (before.children_user + before.children_system)
            results[name] = (megabytes * 1.048576 / used, megabytes * 1.048576 / (time.monotonic() - start))
    finally:
        shutil.rmtree(home, ignore_errors=True)
    text = ", ".join(f"{name} {core:,.0f} MB/s of a core ({clock:,.0f} by the clock)" for name, (core, clock) in results.items())
    promise = thresholds.PROMISES["rewriting speed"]
    text += f"; promised {promise}"
    return promise.holds(results["encrypt"][0]) and results["encrypt"][0] >= 0.8 * results["openssl with a read-back"][0], text


def acting(service, files, kills, chance):
    """Kills the service at random while a rule has all files of a bucket encrypted; returns what is wrong, and how it went.

    In the end each file is encrypted, and decrypting all brings back content, mode and times; nothing else is left.
    """
    client = service.client()

    def run(*arguments):
        return subprocess.run([*client, *arguments], capture_output=True, text=True, check=False)

    def actions():
        return json.loads(run("objects", "list-actions", "--limit", "1000", "--format", "json").stdout or "{}").get("Actions", [])

    run("events", "put-rule", "--name", "lock", "--event-pattern", '{"source":["aws.macie"]}')
    run("events", "put-targets", "--rule", "lock", "--targets", "Id=e,Arn=encrypt-object:")
    with open(os.path.join(service.bucket, "rehearsal"), "wb") as file:
        file.write(b"payment card 4242 4242 4242 4242\n")
    service.settled()
    while run("events", "arm-rule", "--name", "lock").returncode:
        time.sleep(0.05)
    before = {}
    for number in range(files):
        folder = os.path.join(service.bucket, str(number % 7))
        os.makedirs(folder, exist_ok=True)
        # Ready before it comes into the bucket: the rule is faster than what would be done to it there.
        outside = os.path.join(service.home, "outside")
        noise = os.urandom(chance.choice([0, 100, 70_000, 3_000_000])).hex().encode()
        content = b"%d: payment card 4242 4242 4242 4242\n" % number + noise
        with open(outside, "wb") as file:
            file.write(content)
        os.chmod(outside, chance.choice([0o600, 0o640, 0o444]))
        os.utime(outside, ns=(10**18, 10**18 + number))
        status = os.stat(outside)
        path = os.path.join(folder, str(number))
        os.rename(outside, path)
        before[path] = (content, status.st_mode, status.st_mtime_ns, status.st_uid, status.st_gid)
    for _ in range(kills):
        time.sleep(chance.random() * 0.4)
        victims = [service.process.pid]
        if chance.random() < 0.3:
            victims = [int(pid) for pid in subprocess.run(["pgrep", "-P", str(service.process.pid), "-f", "magpie-act|magpie-keys"],
                                                          capture_output=True, text=True, check=False).stdout.split()]
        for victim in victims:
            try:
                os.kill(victim, signal.SIGKILL)
            except ProcessLookupError:
                pass
        if service.process.pid in victims:
            service.process.wait()
            service.start()
    service.settled()
    deadline = time.monotonic() + 600

    def encrypted(path):
        with open(path, "rb") as file:
            return file.read(3) == b"\x02\x04\x78"

    while time.monotonic() < deadline and not all(map(encrypted, before)):
        time.sleep(0.2)
    wrong = [path for path in before if not encrypted(path)]
    while time.monotonic() < deadline and any(action["state"] == "running" for action in actions()):
        time.sleep(0.2)
    count = sum(action["state"] == "running" for action in actions())
    drafts = [name for _, _, names in os.walk(service.bucket) for name in names if name.startswith(".magpie-")]
    service.settled()
    undone = run("objects", "decrypt", "--bucket", "bucket", "--all")
    different = []
    for path, (content, *status) in before.items():
        now = os.stat(path)
        now = [now.st_mode, now.st_mtime_ns, now.st_uid, now.st_gid]
        with open(path, "rb") as file:
            isSame = file.read() == content
        if not isSame or now != status:
            different.append(f"{path}: {status} became {now}, content {'the same' if isSame else 'ANOTHER'}")
    return wrong + drafts + different + ["running"] * count, undone.stdout.strip() + undone.stderr.strip()
