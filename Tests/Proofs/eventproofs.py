"""Proofs about the event bus, for prove.py."""

import base64
import hashlib
import hmac
import json
import os
import pwd
import re
import socket
import struct
import sqlite3
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
    """The numbers of the events in a file; a line that is being written at the moment is not there yet."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [json.loads(line)["detail"]["n"] for line in file if line.endswith("\n")]


def putters(service, total, objects=1000, connections=8):
    """Threads, yet to be started, that put `total` events together."""
    requests = [[request(first, objects) for first in range(start * 10, total, connections * 10)]
                for start in range(connections)]

    def put(lines):
        putter = Putter(service)
        for line in lines:
            putter.send(line)
            if putter.answer()["FailedEntryCount"]:
                raise RuntimeError

    return [threading.Thread(target=put, args=(lines,)) for lines in requests]


def throughput(service, total):
    """Events a second from put-events, on the disk, to a line in a file."""
    path = os.path.join(service.home, "all.jsonl")
    rule(Putter(service), "all", [{"Id": "file", "Arn": f"jsonl:{path}"}])
    threads = putters(service, total)
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


class Web:
    """Servers by HTTP that behave badly, each in its own way, and one that behaves well."""

    def __init__(self, key):
        self.key = key
        self.taken = []
        self.forged = 0
        self.redirected = 0
        self.ports = {}
        for name in ("good", "hang", "error", "redirect", "flood", "goal"):
            server = socket.create_server(("127.0.0.1", 0))
            self.ports[name] = server.getsockname()[1]
            threading.Thread(target=self.serve, args=(name, server), daemon=True).start()
        closed = socket.create_server(("127.0.0.1", 0))
        self.ports["refuse"] = closed.getsockname()[1]
        closed.close()

    def url(self, name):
        return f"http://127.0.0.1:{self.ports[name]}/hook"

    def serve(self, name, server):
        while True:
            client, _ = server.accept()
            threading.Thread(target=self.answer, args=(name, client), daemon=True).start()

    def answer(self, name, client):
        reader = client.makefile("rb")
        try:
            while line := reader.readline():
                headers = {}
                while (header := reader.readline().strip()):
                    field, value = header.decode().split(": ", 1)
                    headers[field.lower()] = value
                body = reader.read(int(headers.get("content-length", 0)))
                if name == "goal":
                    self.redirected += 1
                if name == "hang":
                    time.sleep(3600)
                elif name == "flood":
                    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n")
                    while True:
                        client.sendall(b"x" * 65536)
                elif name == "redirect":
                    client.sendall(f"HTTP/1.1 302 Found\r\nLocation: {self.url('goal')}\r\nContent-Length: 0\r\n\r\n".encode())
                elif name == "error":
                    client.sendall(b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")
                else:
                    self.check(headers, body)
                    client.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
                del line
        except OSError:
            pass

    def check(self, headers, body):
        text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        code = base64.b64encode(hmac.new(self.key, text, hashlib.sha256).digest()).decode()
        if headers["webhook-signature"] != "v1," + code:
            self.forged += 1
        self.taken.append(json.loads(body)["detail"]["n"])


def webhooks(service, count=40):
    """Puts events to a good server and to bad ones; returns what is wrong, the causes and the good one's slowest."""
    with open(f"{service.state}/webhook.key", "rb") as file:
        web = Web(file.read())
    putter = Putter(service)
    path = os.path.join(service.home, "beside.jsonl")
    policy = {"MaximumRetryAttempts": 1}
    names = ["good", "hang", "error", "redirect", "flood", "refuse"]
    for name in names:
        rule(putter, name, [{"Id": name, "Arn": web.url(name), "RetryPolicy": policy,
                             "WebhookParameters": {"TimeoutInSeconds": 2}}])
    rule(putter, "beside", [{"Id": "file", "Arn": f"jsonl:{path}"}])
    slowest = 0
    for number in range(count):
        start = time.monotonic()
        putter.perform("PutEvents", {"Entries": [entry(number, 7)]})
        while len(web.taken) <= number or len(numbers(path)) <= number:
            time.sleep(0.0005)
            if time.monotonic() - start > 30:
                return ["the good server got nothing"], {}, 30_000
        slowest = max(slowest, (time.monotonic() - start) * 1000)
    causes = {}
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        causes = {}
        token = {}
        while True:
            page = putter.perform("ListDeadLetters", token)
            for letter in page["DeadLetters"]:
                counts = causes.setdefault(letter["TargetId"], {})
                counts[letter["ErrorCode"]] = counts.get(letter["ErrorCode"], 0) + 1
            if "NextToken" not in page:
                break
            token = {"NextToken": page["NextToken"]}
        if sum(sum(counts.values()) for counts in causes.values()) >= 4 * count:
            break
        time.sleep(0.2)
    expected = {"hang": {"TIMEOUT": count}, "error": {"HTTP_500": count}, "redirect": {"REDIRECT": count},
                "refuse": {"CONNECTION_FAILED": count}}
    wrong = [f"{name}: {causes.get(name)}" for name in names if causes.get(name) != expected.get(name)]
    if web.taken != list(range(count)) or web.forged or web.redirected:
        wrong.append(f"taken {len(web.taken)}, forged {web.forged}, redirected {web.redirected}")
    return wrong, causes, slowest


HIDDEN = ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "0x7f000001", "017700000001", "127.1",
          "169.254.169.254", "10.1.2.3", "172.16.0.1", "192.168.0.1", "100.64.0.1", "[::ffff:127.0.0.1]", "[::]",
          "[fe80::1]", "[fd00::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "rebind.example", "meta.example"]


class Resolver:
    """A name server whose answers flip: first an address that is public, then one that is not."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 53))
        self.asked = {}
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            query, client = self.socket.recvfrom(4096)
            end = query.index(b"\0", 12) + 5
            question = query[12:end]
            kind = question[-4:-2]
            name = question[:-4]
            turn = self.asked.get((name, kind), 0)
            self.asked[name, kind] = turn + 1
            address = b"\x01\x01\x01\x01" if turn == 0 and b"rebind" in name else b"\xa9\xfe\xa9\xfe"
            if b"rebind" in name and turn:
                address = b"\x7f\x00\x00\x01"
            answer = b"\xc0\x0c\0\x01\0\x01\0\0\0\0\0\x04" + address if kind == b"\0\x01" else b""
            head = query[:2] + b"\x81\x80\0\x01" + (b"\0\x01" if answer else b"\0\0") + b"\0\0\0\0"
            self.socket.sendto(head + question + answer, client)


def addresses(service):
    """Posts to addresses that are not public by every name that they have; returns those that were connected to."""
    Resolver()
    taken = []
    server = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
    port = server.getsockname()[1]

    def accept():
        while True:
            client, address = server.accept()
            taken.append(address)
            client.close()

    threading.Thread(target=accept, daemon=True).start()
    putter = Putter(service)
    for index, host in enumerate(HIDDEN):
        rule(putter, f"r{index}", [{"Id": "t", "Arn": f"http://{host}:{port}/", "RetryPolicy": {"MaximumRetryAttempts": 3},
                                    "WebhookParameters": {"TimeoutInSeconds": 1, "AllowPlainHTTP": True}}])
    putter.perform("PutEvents", {"Entries": [entry(1, 1)]})
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        letters = putter.perform("ListDeadLetters", {})["DeadLetters"]
        if len(letters) == len(HIDDEN):
            break
        time.sleep(0.2)
    codes = {HIDDEN[int(letter["RuleArn"].rsplit("/r", 1)[1])]: letter["ErrorCode"] for letter in letters}
    return taken, codes


MONTH = 30 * 86_400
BUS = "arn:aws:events:local:000000000000:event-bus/default"
ARCHIVE = "arn:aws:events:local:000000000000:archive/month"


def fill(service, total, objects=1000):
    """Makes an archive of a month with `total` events, and returns its beginning.

    When they are there, and the service is stopped, the times of their arrival are spread over a month that has ended,
    which no client can do.
    """
    putter = Putter(service)
    putter.perform("CreateArchive", {"ArchiveName": "month", "EventSourceArn": BUS, "EventPattern": '{"source":["app"]}'})
    threads = putters(service, total, objects)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    service.settled()
    service.stop(keep=True)
    begin = int(time.time()) - MONTH - 3600
    database = sqlite3.connect(f"{service.state}/magpie.sqlite")
    with database:
        database.execute("UPDATE event SET ingestedAt = ? + json_extract(envelope, '$.detail.n') * ?", (begin, MONTH / total))
        database.execute("CREATE TEMPORARY TABLE spread AS SELECT archive, ingestedAt, event FROM archivedEvent "
                         "JOIN event ON number = event ORDER BY 2, 3")
        database.execute("DELETE FROM archivedEvent")
        database.execute("INSERT INTO archivedEvent SELECT * FROM spread")
    database.close()
    service.start()
    return begin


def start_replay(putter, name, begin, end):
    putter.perform("StartReplay", {"ReplayName": name, "EventSourceArn": ARCHIVE, "EventStartTime": begin, "EventEndTime": end,
                                   "Destination": {"Arn": BUS, "FilterArns": [f"arn:aws:events:local:000000000000:rule/{name}"]}})


def state(putter, name):
    answer = putter.perform("DescribeReplay", {"ReplayName": name})
    return answer["State"], answer["EventCount"]


def finish(service, name, timeout=1800):
    """Waits for the end of a replay and for the delivery of what it has put."""
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        result = state(Putter(service), name)
        if result[0] not in ("RUNNING", "STARTING", "CANCELLING"):
            break
        time.sleep(0.1)
    service.settled(timeout)
    return result


def replayed(path, name):
    """The numbers of the events in a file that a replay has put, each with how often it came, and whether all are marked."""
    counts = {}
    marked = True
    with open(path, encoding="utf-8") as file:
        for line in file:
            event = json.loads(line)
            marked = marked and event.get("replay-name") == name
            number = event["detail"]["n"]
            counts[number] = counts.get(number, 0) + 1
    return counts, marked


def replay(service, total, kills=5):
    """Replays a month, a part of it, a part that is cancelled, and one that is killed; and tries a rule on it."""
    wrong = []
    begin = fill(service, total)
    size = os.path.getsize(f"{service.state}/magpie.sqlite") >> 20
    before = service.memory()
    paths = {}
    for name in ("whole", "part", "cancelled", "killed"):
        paths[name] = os.path.join(service.home, f"{name}.jsonl")
        rule(Putter(service), name, [{"Id": "file", "Arn": f"jsonl:{paths[name]}"}])
    begun = time.monotonic()
    start_replay(Putter(service), "whole", begin, begin + MONTH)
    end = finish(service, "whole")
    seconds = time.monotonic() - begun
    memory = service.memory()
    counts, marked = replayed(paths["whole"], "whole")
    if end != ("COMPLETED", total) or counts != dict.fromkeys(range(total), 1) or not marked:
        wrong.append(f"whole: {end}, {len(counts)} events, {sum(counts.values())} lines")
    # The tenth day to the twentieth, the first second of it being in and the first of the next not.
    third = total // 3
    start_replay(Putter(service), "part", begin + MONTH // 3, begin + 2 * MONTH // 3)
    end = finish(service, "part")
    counts, _ = replayed(paths["part"], "part")
    chosen = [n for n in range(total) if begin + MONTH // 3 <= begin + n * (MONTH / total) < begin + 2 * MONTH // 3]
    if counts != dict.fromkeys(chosen, 1) or abs(len(chosen) - third) > 1:
        wrong.append(f"part: {end}, {len(counts)} events of {len(chosen)}")
    # Cancelled: what was put until then, from the beginning without a gap, and no more.
    putter = Putter(service)
    start_replay(putter, "cancelled", begin, begin + MONTH)
    while state(putter, "cancelled")[1] < total // 5:
        time.sleep(0.001)
    begun = time.monotonic()
    putter.perform("CancelReplay", {"ReplayName": "cancelled"})
    while state(putter, "cancelled")[0] == "CANCELLING":
        time.sleep(0.001)
    took = time.monotonic() - begun
    end = finish(service, "cancelled")
    counts, _ = replayed(paths["cancelled"], "cancelled")
    if end[0] != "CANCELLED" or not total // 5 <= end[1] < total or counts != dict.fromkeys(range(end[1]), 1):
        wrong.append(f"cancelled: {end}, {len(counts)} events")
    # Killed: each event is put once, and what was being written when that happened may come twice.
    start_replay(putter, "killed", begin, begin + MONTH)
    for number in range(kills):
        while state(Putter(service), "killed")[1] < total * (number + 1) // (kills + 1):
            time.sleep(0.002)
        service.kill()
        service.start()
    end = finish(service, "killed")
    counts, _ = replayed(paths["killed"], "killed")
    repeated = sum(counts.values()) - len(counts)
    if end != ("COMPLETED", total) or sorted(counts) != list(range(total)) or repeated > 1000 * kills:
        wrong.append(f"killed: {end}, {len(counts)} events")
    # What a rule would have met.
    begun = time.monotonic()
    answer = Putter(service).perform("DryRunRule", {
        "ArchiveName": "month", "EventPattern": '{"detail":{"n":[{"numeric":["<",%d]}]}}' % (total // 2)})
    dry = time.monotonic() - begun
    days = answer["MatchedByDay"]
    if (answer["ExaminedCount"], answer["MatchedCount"]) != (total, total // 2) or sum(days.values()) != total // 2 \
            or not 15 <= len(days) <= 17:
        wrong.append(f"dry run: {answer['ExaminedCount']}, {answer['MatchedCount']}, {len(days)} days")
    begun = time.monotonic()
    putter = Putter(service)
    archive = putter.perform("DescribeArchive", {"ArchiveName": "month"})
    described = time.monotonic() - begun
    if archive["EventCount"] != total:
        wrong.append(f"archive: {archive['EventCount']}")
    return wrong, (f"{total:,} events of a month in {size:,} MB: replayed in {seconds:.0f} s ({total / seconds:,.0f}/s), each once, "
                   f"{before} MB before and {memory} MB at most; ten days of it: {len(chosen):,}, all of them and no other; "
                   f"cancelled within {took * 1000:.0f} ms; killed {kills} times: each event, {repeated} twice; "
                   f"dry run in {dry:.1f} s, archive described in {described:.1f} s")


class Datagrams:
    """A socket that takes datagrams."""

    def __init__(self, path):
        self.taken = []
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(path)
        os.chmod(path, 0o666)
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            self.taken.append(self.socket.recv(1 << 20))


def number(line):
    return json.loads(line)["detail"]["n"]


def journal_entry(data):
    """The fields of an entry in the journal's own format."""
    fields = {}
    while data:
        name, data = data.split(b"\n", 1)
        if b"=" in name:
            name, value = name.split(b"=", 1)
        else:
            size, = struct.unpack("<Q", data[:8])
            value, data = data[8:8 + size], data[8 + size + 1:]
        fields[name.decode()] = value.decode()
    return fields


SYSLOG = re.compile(rb"<29>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d magpied: (.*)", re.DOTALL)


def targets(service, count):
    """Brings each event to a target of each kind; returns those that have not got all, and those that were left out."""
    path = lambda name: os.path.join(service.home, name)
    os.chmod(service.home, 0o755)
    os.mkdir(path("told"))
    os.chmod(path("told"), 0o777)
    with open(path("tell"), "w", encoding="utf-8") as file:
        file.write('#!/bin/sh\nfile=$(mktemp "$1/XXXXXXXX") && { id -un; cat; } > "$file"\n')
    with open(path("dawdle"), "w", encoding="utf-8") as file:
        file.write('#!/bin/sh\necho $$ >> "$1"\nsleep 3600\n')
    for name in ("tell", "dawdle"):
        os.chmod(path(name), 0o755)
    stream = Listener(path("stream"), 1, fails=False)
    datagrams = Datagrams(path("datagrams"))
    logs, left = {}, []
    for name, place in (("syslog", "/dev/log"), ("journal", "/run/systemd/journal/socket")):
        if os.geteuid() != 0 or os.path.lexists(place):
            left.append(name)
            continue
        os.makedirs(os.path.dirname(place), exist_ok=True)
        logs[name] = (place, Datagrams(place))
    try:
        user = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        putter = Putter(service)
        putter.perform("CreateEventBus", {"Name": "other"})
        putter.perform("PutRule", {"Name": "far", "EventBusName": "other", "EventPattern": '{"source":["app"]}'})
        putter.perform("PutTargets", {"Rule": "far", "EventBusName": "other",
                                      "Targets": [{"Id": "file", "Arn": f"jsonl:{path('far.jsonl')}"}]})
        rule(putter, "near", [
            {"Id": "file", "Arn": f"jsonl:{path('near.jsonl')}"}, {"Id": "stream", "Arn": f"unix:{path('stream')}"},
            {"Id": "datagrams", "Arn": f"unixgram:{path('datagrams')}"},
            {"Id": "bus", "Arn": "arn:aws:events:local:000000000000:event-bus/other"},
            {"Id": "command", "Arn": f"exec:{path('tell')}",
             "CommandParameters": {"Arguments": [path("told")], **({"User": user} if os.geteuid() == 0 else {})}}])
        rule(putter, "logs", [{"Id": name, "Arn": f"{name}:"} for name in logs] or [{"Id": "file", "Arn": f"jsonl:{path('x')}"}])
        for first in range(0, count, 10):
            putter.send(request(first, 7))
            putter.answer()
        rule(putter, "slow", [{"Id": "slow", "Arn": f"exec:{path('dawdle')}", "RetryPolicy": {"MaximumRetryAttempts": 0},
                               "CommandParameters": {"Arguments": [path("pids")], "TimeoutInSeconds": 1}}])
        putter.perform("PutEvents", {"Entries": [entry(count, 7)]})
        service.settled()
        deadline = time.monotonic() + 30
        letters = []
        while not letters and time.monotonic() < deadline:
            letters = putter.perform("ListDeadLetters", {})["DeadLetters"]
            time.sleep(0.1)
        told = []
        for name in os.listdir(path("told")):
            with open(os.path.join(path("told"), name), encoding="utf-8") as file:
                told.append(file.read().split("\n", 1))
        with open(path("pids"), encoding="ascii") as file:
            pids = file.read().split()
        got = {
            "file": numbers(path("near.jsonl")), "bus": numbers(path("far.jsonl")), "stream": stream.seen,
            "datagrams": [number(data) for data in datagrams.taken],
            f"command as {user}": [number(text) for owner, text in told if owner == user],
        }
        if "syslog" in logs:
            got["syslog"] = [number(SYSLOG.fullmatch(data).group(1)) for data in logs["syslog"][1].taken]
        if "journal" in logs:
            got["journal"] = [number(journal_entry(data)["MESSAGE"]) for data in logs["journal"][1].taken]
        wrong = [name for name, seen in got.items() if sorted(seen) != list(range(count + 1))]
        ended = pids and all(not os.path.exists(f"/proc/{pid}") for pid in pids)
        if [letter["ErrorCode"] for letter in letters] != ["TIMEOUT"] or not ended:
            wrong.append("time limit")
    finally:
        for place, _ in logs.values():
            os.unlink(place)
    return wrong, list(got), left
