"""A service that strangers share: two users who own nothing of it, one of them hostile.

The users are numbers without a name; the service is reached by a socket whose group is one that both are in, as they are
with the units of systemd.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from service import RELEASE, REPOSITORY, SEED, Service, write

ALICE, MALLORY, GROUP = 20_001, 20_002, 20_000


def needed():
    """Why this machine cannot show attacks, or nothing."""
    if os.geteuid() != 0:
        return "needs root, to be somebody else"
    return None if shutil.which("setpriv") else "needs setpriv"


def as_user(user, command, **options):
    """Runs a command as a user without name, rights and other groups than the socket's."""
    return subprocess.run([*words(user), *command], check=False, capture_output=True, **options)


def start_as(user, command, **options):
    """Starts a command as such a user."""
    return subprocess.Popen([*words(user), *command], **options)


def words(user):
    return ["setpriv", f"--reuid={user}", f"--regid={user}", f"--groups={GROUP}", "--no-new-privs"]


def python_as(user, script, *arguments, **options):
    """Runs a Python script as such a user."""
    return as_user(user, [sys.executable, "-c", script, *map(str, arguments)], **options)


def memory_limit(unit):
    """The bytes that a unit's file allows its processes."""
    text = pathlib.Path(REPOSITORY, "systemd", f"{unit}.service").read_text(encoding="utf-8")
    number, suffix = re.search(r"^MemoryMax=(\d+)([MG])$", text, re.M).groups()
    return int(number) << {"M": 20, "G": 30}[suffix]


# Whose limit holds for a process, by the name of its program and its first argument.
UNITS = {"magpied": "magpied", "magpie-keys": "magpie-keys", "magpie-act": "magpie-act@", "magpie-courier": "magpie-courier@",
         "worker": "magpie-worker@", "watcher": "magpie-watcher@"}


def unit_of(process):
    """The unit that a process would run in, or nothing when it is none of Magpie's."""
    try:
        arguments = pathlib.Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return None
    name = os.path.basename(arguments[0]).decode()
    if name == "magpie" and len(arguments) > 1:
        name = arguments[1].decode()
    if name in ("watch", "watcher"):
        name = "watcher"
    return UNITS.get(name)


def descendants(process):
    """A process and all that it has started, and so on."""
    found = [process]
    for number in found:
        for task in pathlib.Path(f"/proc/{number}/task").glob("*/children"):
            try:
                found += map(int, task.read_text(encoding="ascii").split())
            except OSError:
                pass
    return found


def value(process, field):
    """A field of /proc/PID/status in bytes, 0 when the process is gone."""
    try:
        for line in pathlib.Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1]) << 10
    except OSError:
        pass
    return 0


def peaks(service):
    """The most memory that processes of each unit have had since their start, in bytes."""
    found = {}
    for process in descendants(service.process.pid):
        unit = unit_of(process)
        if unit:
            found[unit] = max(found.get(unit, 0), value(process, "VmHWM"))
    return found


def above_limits(found):
    """Those of `peaks` that passed their unit's limit, as words."""
    return [f"{unit} {peak >> 20} of {memory_limit(unit) >> 20} MiB" for unit, peak in found.items() if peak > memory_limit(unit)]


def disk(folder):
    """The bytes that a folder takes on the disk."""
    total = 0
    for base, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(base, name)).st_blocks * 512
            except OSError:
                pass
    return total


class Stage(Service):
    """The service over a bucket of alice's and one of mallory's, with a socket that both reach.

    `alice` and `mallory` are folders that belong to them; `shared` is a bucket that both may write into. All are buckets.
    `prepare` is called when they are there and nothing runs; `extra` names further buckets; `more` goes to the configuration.
    """

    def __init__(self, settle=0, log=subprocess.DEVNULL, more="", wrap=(), watch="auto", prepare=lambda stage: None,
                 extra=lambda stage: {}):
        self.home = tempfile.mkdtemp(prefix="magpie-attack-")
        os.chmod(self.home, 0o755)
        self.state = os.path.join(self.home, "state")
        self.run = os.path.join(self.home, "run")
        self.alice = os.path.join(self.home, "alice")
        self.mallory = os.path.join(self.home, "mallory")
        self.bucket = self.shared = os.path.join(self.home, "shared")
        self.socket = os.path.join(self.run, "magpie.sock")
        self.feed = os.path.join(self.state, "findings.jsonl")
        self.log, self.wrap = log, list(wrap)
        for folder, mode, user in ((self.state, 0o700, 0), (self.run, 0o755, 0), (self.alice, 0o750, ALICE),
                                   (self.mallory, 0o750, MALLORY), (self.shared, 0o3777, 0)):
            os.mkdir(folder)
            os.chown(folder, user, user)
            os.chmod(folder, mode)
        os.chown(self.run, 0, GROUP)
        os.chmod(self.run, 0o2750)
        prepare(self)
        self.configuration = os.path.join(self.home, "magpie.yaml")
        with open(self.configuration, "w", encoding="utf-8") as file:
            file.write(f"state: {self.state}\nsocket: {self.socket}\nsettleMilliseconds: {settle}\npollSeconds: 2\nbuckets:\n")
            for name in ("alice", "mallory", "shared"):
                file.write(f"  - {{ path: {getattr(self, name)}, name: {name}, watch: {watch} }}\n")
            for name, path in extra(self).items():
                file.write(f"  - {{ path: {path}, name: {name}, watch: {watch} }}\n")
            file.write(more)
        os.chmod(self.configuration, 0o600)
        self.start()

    def start(self):
        super().start()
        os.chown(self.socket, 0, GROUP)

    def backend(self):
        return [bucket["backend"] for bucket in self.ask("status")["buckets"]]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def isAlive(self):
        """Whether the service runs as it was started."""
        return self.process.poll() is None

    def magpie(self, *arguments, user=0, **options):
        """Runs `magpie` as a user; the completed process with text."""
        start = [] if user == 0 else words(user)
        return subprocess.run([*start, *self.client(), *arguments], capture_output=True, text=True, check=False, **options)

    def give(self, bucket, name, content=SEED, user=None):
        """Writes a file as its owner would have it, whole from its first moment in the bucket."""
        user = {"alice": ALICE}.get(bucket, MALLORY) if user is None else user
        path = os.path.join(getattr(self, bucket), name)
        outside = os.path.join(self.home, f"new-{time.monotonic_ns()}")
        write(outside, content)
        os.chown(outside, user, user)
        os.rename(outside, path)
        return path

    def delay(self, bucket="alice", timeout=30):
        """Seconds from a new file of alice's to its finding; `timeout` when there is none until then."""
        name = f"new {time.monotonic_ns()}"
        start = time.monotonic()
        self.give(bucket, name, user=ALICE)
        criteria = json.dumps({"criterion": {"key": {"eq": [name]}}})
        while time.monotonic() - start < timeout:
            try:
                if self.magpie("findings", "list", "--criteria", criteria, "--format", "json", timeout=timeout).stdout.strip() not in ("", "[]"):
                    return time.monotonic() - start
            except subprocess.TimeoutExpired:
                break
            time.sleep(0.02)
        return timeout

    def findings(self, *arguments):
        """Findings, as the service lists them."""
        return self.ask("findings", "list", "--limit", "999999", *arguments)

    def problems(self):
        return self.ask("status")["problems"]


CLIENT = r"""
import os, socket, sys, time
path = sys.argv[1]
def connect(timeout=20):
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(timeout)
    end = time.monotonic() + timeout
    while True:
        try:
            client.connect(path)
            return client
        except BlockingIOError:
            # The queue of those who want in is full.
            if time.monotonic() > end: raise
            time.sleep(0.01)
"""


def connect(path, timeout=20):
    """A connection of our own, to see whether others are served."""
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(timeout)
    client.connect(path)
    return client


def until(condition, timeout, step=0.05):
    """Waits for a condition; whether it came to hold in time."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(step)
    return bool(condition())
