"""Proofs about the event bus, for prove.py."""

import json
import os
import socket
import threading
import time


class Putter:
    """A connection on which events are put, without the start of a program for each call."""

    def __init__(self, service):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(f"{service.state}/magpie.sock")
        self.reader = self.socket.makefile("rb")

    def perform(self, operation, parameters):
        self.socket.sendall(b"events:%s %s\n" % (operation.encode(), json.dumps(parameters).encode()))
        return self.answer()

    def send(self, line):
        self.socket.sendall(line)

    def answer(self):
        line = self.reader.readline()
        if not line:
            raise ConnectionError
        if line[:1] != b"+":
            raise RuntimeError(line)
        return json.loads(line[1:])


def entry(number, objects, size=900):
    """An entry whose event is about `size` bytes long."""
    detail = json.dumps({"n": number, "text": "x" * (size - 300)})
    return {"Source": "app", "DetailType": "proof", "Detail": detail, "Resources": [f"object-{number % objects}"]}


def request(first, objects):
    entries = [entry(number, objects) for number in range(first, first + 10)]
    return b"events:PutEvents %s\n" % json.dumps({"Entries": entries}).encode()


def rule(putter, name, targets):
    putter.perform("PutRule", {"Name": name, "EventPattern": json.dumps({"source": ["app"]})})
    answer = putter.perform("PutTargets", {"Rule": name, "Targets": targets})
    assert answer["FailedEntryCount"] == 0, answer


def numbers(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [json.loads(line)["detail"]["n"] for line in file]


def throughput(service, total):
    """Events a second from put-events, on the disk, to a line in a file."""
    path = os.path.join(service.home, "all.jsonl")
    rule(Putter(service), "all", [{"Id": "file", "Arn": f"jsonl:{path}"}])
    connections = 8
    requests = [[request(first, 1000) for first in range(start * 10, total, connections * 10)]
                for start in range(connections)]

    def put(lines):
        putter = Putter(service)
        for line in lines:
            putter.send(line)
            if putter.answer()["FailedEntryCount"]:
                raise RuntimeError

    threads = [threading.Thread(target=put, args=(lines,)) for lines in requests]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.monotonic() - start
    while not service.settled():
        pass
    delivered = time.monotonic() - start
    files = [path] + [f"{path}.{number}" for number in range(1, 6)]
    found = sorted(set().union(*(numbers(file) for file in files)))
    return found == list(range(total)), total / taken, total / delivered


def latency(service, count=300):
    """Milliseconds from put-events to a line in the target's file, one event at a time."""
    path = os.path.join(service.home, "single.jsonl")
    putter = Putter(service)
    rule(putter, "single", [{"Id": "file", "Arn": f"jsonl:{path}"}])
    times = []
    size = 0
    for number in range(count):
        time.sleep(0.01)
        start = time.monotonic()
        putter.perform("PutEvents", {"Entries": [entry(number, 10)]})
        while not os.path.exists(path) or os.path.getsize(path) == size:
            time.sleep(0.0002)
        times.append((time.monotonic() - start) * 1000)
        size = os.path.getsize(path)
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.99)]


class Listener:
    """A server on a Unix socket that hangs up on every other client without having read all."""

    def __init__(self, path, objects, fails=True):
        self.events = {}
        self.objects = objects
        self.fails = fails
        self.disorder = 0
        self.received = 0
        self.seen = set()
        self.server = socket.socket(socket.AF_UNIX)
        self.server.bind(path)
        os.chmod(path, 0o666)
        self.server.listen(64)
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        for turn in range(1 << 60):
            client, _ = self.server.accept()
            if self.fails and turn % 2 == 0:
                client.close()
                continue
            data = b""
            while chunk := client.recv(1 << 20):
                data += chunk
            for line in data.splitlines():
                self.take(json.loads(line)["detail"]["n"])
            client.close()

    def take(self, number):
        """Notes an event; new ones of an object must come in order, repeats may come at any time."""
        self.received += 1
        if number in self.seen:
            return
        self.seen.add(number)
        key = number % self.objects
        if number < self.events.get(key, -1):
            self.disorder += 1
        self.events[key] = max(number, self.events.get(key, -1))


def kills(service, total, count):
    """Kills the service `count` times while `total` events pass to three targets, one of which fails half the time."""
    objects = 997
    paths = [os.path.join(service.home, name) for name in ("one.jsonl", "two.sock", "three.sock")]
    good = Listener(paths[1], objects, fails=False)
    bad = Listener(paths[2], objects)
    rule(Putter(service), "three", [
        {"Id": "one", "Arn": f"jsonl:{paths[0]}"},
        {"Id": "two", "Arn": f"unix:{paths[1]}"},
        {"Id": "three", "Arn": f"unix:{paths[2]}", "RetryPolicy": {"MaximumRetryAttempts": 6}},
    ])
    acknowledged = set()
    position = {"next": 0}
    done = threading.Event()

    def put():
        """Puts in order on one connection, one request at a time; what was not answered is put again."""
        first = 0
        while first < total:
            try:
                putter = Putter(service)
                while first < total:
                    putter.send(request(first, objects))
                    putter.answer()
                    position["next"] = first
                    acknowledged.update(range(first, first + 10))
                    first += 10
            except (ConnectionError, OSError):
                time.sleep(0.02)
        done.set()

    threading.Thread(target=put, daemon=True).start()
    for number in range(count):
        while position["next"] < total * (number + 1) // (count + 1) and not done.is_set():
            time.sleep(0.005)
        service.kill()
        service.start()
    done.wait()
    deadline = time.monotonic() + 900
    putter = Putter(service)
    while time.monotonic() < deadline:
        metrics = putter.perform("ListRuleMetrics", {})
        targets = [t for r in metrics["Rules"] for t in r["Targets"]]
        if all(t["Waiting"] == 0 for t in targets):
            break
        time.sleep(0.5)
    dead = set()
    token = {}
    while True:
        page = putter.perform("ListDeadLetters", token)
        dead.update(json.loads(letter["Event"])["detail"]["n"] for letter in page["DeadLetters"])
        if "NextToken" not in page:
            break
        token = {"NextToken": page["NextToken"]}
    one = set().union(*(numbers(file) for file in [paths[0]] + [f"{paths[0]}.{number}" for number in range(1, 30)]))
    lost = [len(acknowledged - seen) for seen in (one, good.seen, bad.seen | dead)]
    repeated = good.received - len(good.seen)
    return lost, len(dead), good.disorder + bad.disorder, repeated
