"""Proofs about secrets: rotations at a PostgreSQL server under kill -9 and under load, and the speed of reading values.

    swift build -c release --product secrets-harness && swift build -c release --product magpie-courier
    python3 Tests/Proofs/secretproofs.py

Needs Debian's package postgresql. The service is the harness of the tests: Magpie's secrets at a control socket, with keys of
a test in place of the key service.
"""

import argparse
import base64
import hashlib
import hmac
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

import secretrequests

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, os.environ.get("MAGPIE_BUILD", ".build/release"))
PROGRAMS = "/usr/lib/postgresql/15/bin"
POINTS = ["started", "created", "stored", "setting", "set", "setNoted", "tested", "testNoted", "told", "moved", "proved",
          "announced", "ended"]


class Session:
    """Just enough of PostgreSQL's protocol to log in by SCRAM-SHA-256 (RFC 5802, RFC 7677), a hundred times a second."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.reader = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.reader.close()
        self.socket.close()

    def send(self, kind, body):
        self.socket.sendall(kind + struct.pack("!i", len(body) + 4) + body)

    def receive(self):
        """The next message about the login: its number and what follows; an error as its code."""
        kind, length = struct.unpack("!ci", self.reader.read(5))
        body = self.reader.read(length - 4)
        if kind == b"E":
            fields = {field[:1]: field[1:].decode() for field in body.split(b"\0") if field}
            return fields[b"C"], b""
        assert kind == b"R", kind
        return struct.unpack("!i", body[:4])[0], body[4:]

    def login(self, user, password):
        self.send(b"", struct.pack("!i", 196608) + f"user\0{user}\0database\0postgres\0\0".encode())
        assert self.receive()[0] == 10
        first = f"n=,r={base64.b64encode(os.urandom(18)).decode()}"
        start = f"n,,{first}".encode()
        self.send(b"p", b"SCRAM-SHA-256\0" + struct.pack("!i", len(start)) + start)
        code, challenge = self.receive()
        assert code == 11, code
        parts = dict(part.split("=", 1) for part in challenge.decode().split(","))
        salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(parts["s"]), int(parts["i"]))
        key = hmac.digest(salted, b"Client Key", "sha256")
        last = f"c=biws,r={parts['r']}"
        signed = ",".join([first, challenge.decode(), last]).encode()
        signature = hmac.digest(hashlib.sha256(key).digest(), signed, "sha256")
        proof = base64.b64encode(bytes(left ^ right for left, right in zip(key, signature))).decode()
        self.send(b"p", f"{last},p={proof}".encode())
        code = self.receive()[0]
        if code == "28P01":
            return False
        assert code == 12, code
        return self.receive()[0] == 0


class Cluster:
    """A server of its own that logs every statement."""

    def __init__(self, folder):
        self.folder = folder
        self.port = 25000 + os.getpid() % 5000
        shutil.chown(folder, "postgres") if os.getuid() == 0 else None
        os.chmod(folder, 0o755)
        self.data = os.path.join(folder, "data")
        self.log = os.path.join(folder, "log")
        self.run(f"{PROGRAMS}/initdb -D {self.data} -A scram-sha-256 -U postgres --pwfile=<(echo master-password) -N")
        with open(os.path.join(self.data, "postgresql.conf"), "a", encoding="utf-8") as file:
            file.write(f"listen_addresses='127.0.0.1'\nport={self.port}\nunix_socket_directories='{folder}'\n"
                       "log_statement='all'\nfsync=off\nlog_connections=on\nmax_connections=50\n")
        self.run(f"{PROGRAMS}/pg_ctl -D {self.data} -l {self.log} -w start")

    @staticmethod
    def run(script):
        words = ["/bin/bash", "-c", script]
        if os.getuid() == 0:
            words = ["runuser", "-u", "postgres", "--"] + words
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/tmp")

    def stop(self):
        self.run(f"{PROGRAMS}/pg_ctl -D {self.data} -m immediate -w stop")

    def login(self, user, password):
        """Whether a login works."""
        with Session(self.port) as session:
            return session.login(user, password)

    def statement(self, text):
        """Runs a statement as superuser; the password goes through the environment."""
        subprocess.run(
            ["psql", "-X", "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-d", "postgres", "-c", text],
            env={"PGPASSWORD": "master-password", "PATH": os.environ["PATH"], "PGPASSFILE": "/dev/null"}, check=True)

    def make(self, user, password):
        self.statement(f"CREATE ROLE {user} LOGIN PASSWORD '{password}'")

    def value(self, user, password, master=None):
        value = {"engine": "postgres", "host": "127.0.0.1", "port": self.port, "username": user, "password": password,
                 "dbname": "postgres"}
        if master:
            value["masterarn"] = master
        return json.dumps(value)


class Refused(Exception):
    """The service has refused a request."""


class Service:
    """The harness over a folder, which may be killed and started again."""

    def __init__(self, state):
        self.state = state
        self.process = None

    def start(self, kill_at=None):
        environment = dict(os.environ, **({"MAGPIE_KILL_AT": kill_at} if kill_at else {}))
        self.process = subprocess.Popen(
            [os.path.join(BUILD, "secrets-harness"), self.state, os.path.join(BUILD, "magpie-courier")], env=environment)
        while True:
            try:
                self.connect().close()
                return
            except OSError:
                time.sleep(0.01)

    def connect(self):
        client = socket.socket(socket.AF_UNIX)
        client.connect(os.path.join(self.state, "magpie.sock"))
        return client

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def wait_for_death(self):
        return self.process.wait(timeout=30)

    def perform(self, operation, **parameters):
        with self.connect() as client:
            client.sendall(secretrequests.line(operation, parameters))
            line = client.makefile("rb").readline()
        if line[:1] != b"+":
            raise Refused(line.decode())
        return json.loads(line[1:])

    def login(self, name):
        value = json.loads(self.perform("GetSecretValue", SecretId=name)["SecretString"])
        return value["username"], value["password"]

    def events(self, kind, secret=None):
        with open(os.path.join(self.state, "events.jsonl"), encoding="utf-8") as file:
            events = [json.loads(line) for line in file if line.endswith("\n")]
        return [event["detail"] for event in events
                if event["detail-type"] == kind and secret in (None, event["detail"].get("name"))]

    def wait_for(self, kind, secret, count=1):
        deadline = time.monotonic() + 30
        while len(self.events(kind, secret)) < count:
            assert time.monotonic() < deadline, f"no {kind} of {secret}"
            time.sleep(0.005)
        return self.events(kind, secret)[count - 1]


def deaths(cluster, service):
    """Kills the service at every point of a rotation, both strategies; what is current must log in after each start."""
    failures = []
    service.start()
    master = service.perform("CreateSecret", Name="master", SecretString=cluster.value("postgres", "master-password"))["ARN"]
    service.kill()
    for strategy in ["single-user", "alternating-users"]:
        for point in POINTS:
            user = f"d_{strategy[0]}_{point}".lower()
            cluster.make(user, "first-password")
            service.start(kill_at=point)
            arn = master if strategy.startswith("alt") else None
            service.perform("CreateSecret", Name=user, SecretString=cluster.value(user, "first-password", arn))
            service.perform("RotateSecret", SecretId=user, RotationLambdaARN=f"arn:magpie:rotator:postgresql-{strategy}")
            died = service.wait_for_death()
            service.start()
            first = any(cluster.login(*service.login(user)) for _ in range(1 if arn else 2))
            event = service.wait_for("Secret Rotation Succeeded", user)
            last = service.login(user)
            works = cluster.login(*last) and last[1] != "first-password"
            closed = event["oldValue"] == ("accepted" if arn else "refused")
            dead = cluster.login(user, "first-password") == bool(arn)
            if not (died == 137 and first and works and closed and dead):
                failures.append((strategy, point, died, first, works, event["oldValue"]))
            service.kill()
    return failures


def reconnects(cluster, service, rotations=50, rate=100):
    """Users take turns under clients that read the secret and log in all the time."""
    service.start()
    user = "busy"
    cluster.make(user, "first-password")
    master = service.perform("DescribeSecret", SecretId="master")["ARN"]
    service.perform("CreateSecret", Name=user, SecretString=cluster.value(user, "first-password", master))
    done = threading.Event()
    counts = {"logins": 0, "failures": 0}
    lock = threading.Lock()

    def client(number, clients):
        turn = time.monotonic() + number / rate
        while not done.is_set():
            works = cluster.login(*service.login(user))
            with lock:
                counts["logins"] += 1
                counts["failures"] += not works
            turn += clients / rate
            time.sleep(max(0, turn - time.monotonic()))

    threads = [threading.Thread(target=client, args=(number, 4)) for number in range(4)]
    for thread in threads:
        thread.start()
    start = time.monotonic()
    for number in range(rotations):
        service.perform("RotateSecret", SecretId=user, RotationLambdaARN="arn:magpie:rotator:postgresql-alternating-users")
        service.wait_for("Secret Rotation Succeeded", user, number + 1)
        # So that a client that is about to log in does so before the rotation after the next.
        time.sleep(0.2)
    taken = time.monotonic() - start
    done.set()
    for thread in threads:
        thread.join()
    service.kill()
    return counts["logins"], counts["failures"], counts["logins"] / taken


def speed(service, connections=8, seconds=4):
    """Values a second that are read over the control socket."""
    service.start()
    for number in range(100):
        service.perform("CreateSecret", Name=f"speed/{number}", SecretString=json.dumps({"password": f"value {number}" * 4}))
    request = {number: b'secretsmanager:GetSecretValue {"SecretId":"speed/%d"}\n' % number for number in range(100)}
    script = f"""
import socket, sys, time
client = socket.socket(socket.AF_UNIX); client.connect({os.path.join(service.state, "magpie.sock")!r})
reader = client.makefile("rb"); requests = {request!r}; count = 0; end = time.monotonic() + {seconds}
while time.monotonic() < end:
    for number in range(100):
        client.sendall(requests[number]); assert reader.readline()[:1] == b"+"
    count += 100
print(count)
"""
    before = cpu(service.process.pid)
    start = time.monotonic()
    clients = [subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) for _ in range(connections)]
    total = sum(int(client.communicate()[0]) for client in clients)
    taken = time.monotonic() - start
    used = cpu(service.process.pid) - before
    service.kill()
    return total / taken, total / used


def cpu(process):
    with open(f"/proc/{process}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def leaks(cluster, service, passwords):
    """Files in which a password is in clear."""
    found = []
    for folder in [cluster.folder, service.state]:
        for base, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(base, name)
                if os.path.isfile(path):
                    with open(path, "rb") as file:
                        data = file.read()
                    found += [path for password in passwords
                              if password.encode() in data or base64.b64encode(password.encode()) in data]
    return found


def main():
    proofs = ["deaths", "reconnects", "speed"]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("proofs", nargs="*", metavar="PROOF", help=f"out of {', '.join(proofs)}; all of them by default")
    wanted = parser.parse_args().proofs or proofs
    unknown = [name for name in wanted if name not in proofs]
    if unknown:
        parser.error(f"no proof is called {unknown[0]}; there are: {', '.join(proofs)}")
    base = tempfile.mkdtemp(prefix="magpie-secrets-")
    os.chmod(base, 0o755)
    folders = [os.path.join(base, name) for name in ("pg", "state")]
    for folder in folders:
        os.mkdir(folder)
    cluster, service = Cluster(folders[0]), Service(folders[1])
    fine = True
    try:
        if "deaths" in wanted or "reconnects" in wanted:
            failures = deaths(cluster, service)
            fine &= not failures
            print(f"deaths: {2 * len(POINTS)} kills, failures: {failures or 'none'}", flush=True)
        if "reconnects" in wanted:
            logins, failed, rate = reconnects(cluster, service)
            fine &= failed == 0
            print(f"reconnects: {logins} logins at {rate:.0f} a second through 50 rotations, {failed} failed", flush=True)
        if "deaths" in wanted or "reconnects" in wanted:
            service.start()
            names = [secret["Name"] for secret in service.perform("ListSecrets")["SecretList"]]
            passwords = {service.login(name)[1] for name in names} - {"master-password"}
            service.kill()
            found = leaks(cluster, service, passwords)
            fine &= not found
            print(f"leaks: {len(passwords)} passwords looked for in all files of both, found in: {found or 'none'}", flush=True)
        if "speed" in wanted:
            rate, each = speed(service)
            print(f"speed: {rate:.0f} values a second with 8 clients, {each:.0f} for each second of one core", flush=True)
            fine &= each >= 10_000
    finally:
        if service.process and service.process.poll() is None:
            service.kill()
        cluster.stop()
        shutil.rmtree(base, ignore_errors=True)
    print("all proven" if fine else "NOT PROVEN")
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
