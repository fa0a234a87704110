"""Proofs about secrets that are read through magpied, for prove.py."""

import json
import socket
import time

import keyproofs
import secretrequests
import thresholds


def value(number):
    """The value of a secret, as an application has it."""
    return json.dumps({"username": "app", "password": f"value {number} " * 4, "host": "db", "port": 5432})


def ask(client, reader, operation, parameters):
    """An answer of Secrets Manager."""
    client.sendall(secretrequests.line(operation, parameters))
    line = reader.readline()
    if line[:1] != b"+":
        raise ValueError(line)
    return json.loads(line[1:])


def connect(service):
    """A connection and what reads from it."""
    client = socket.socket(socket.AF_UNIX)
    client.connect(f"{service.state}/magpie.sock")
    return client, client.makefile("rb")


def reads(service, duration, connections=24, count=100):
    """What GetSecretValue costs over the control socket, with the audit log and nobody who listens to events."""
    client, reader = connect(service)
    for number in range(count):
        ask(client, reader, "CreateSecret", {"Name": f"speed/{number}", "SecretString": value(number)})
    requests = [b'secretsmanager:GetSecretValue {"SecretId":"speed/%d"}\n' % number for number in range(count)]
    return keyproofs.load(service, requests, connections, duration)


def timed(function, *arguments):
    """How many milliseconds a call took, and what it gave."""
    start = time.monotonic()
    result = function(*arguments)
    return (time.monotonic() - start) * 1000, result


def fill(service, count, connections=16):
    """Makes secrets; how many a second."""
    clients = [connect(service) for _ in range(connections)]
    start = time.monotonic()
    for first in range(0, count, connections):
        numbers = range(first, min(count, first + connections))
        for number, (client, _) in zip(numbers, clients):
            client.sendall(secretrequests.line("CreateSecret", {"Name": f"many/{number}", "SecretString": value(number)}))
        for _, (_, reader) in zip(numbers, clients):
            line = reader.readline()
            if line[:1] != b"+":
                raise ValueError(line)
    return count / (time.monotonic() - start)


def pages(service, parameters):
    """How many secrets a list has, and the milliseconds of each of its pages."""
    client, reader = connect(service)
    times, found, token = [], 0, {}
    while True:
        taken, page = timed(ask, client, reader, "ListSecrets", parameters | token)
        times.append(taken)
        found += len(page["SecretList"])
        if "NextToken" not in page:
            return found, times
        token = {"NextToken": page["NextToken"]}


def single(service, count, number=1000):
    """The milliseconds of reads of many secrets, one after the other."""
    client, reader = connect(service)
    step = max(1, count // number)
    times = []
    for index in range(0, count, step):
        taken, answer = timed(ask, client, reader, "GetSecretValue", {"SecretId": f"many/{index}"})
        if answer["SecretString"] != value(index):
            raise ValueError(answer)
        times.append(taken)
    return sorted(times)


def many(service, count):
    """Starts a service over many secrets, and uses it while it makes the table that workers recognise them by.

    Returns whether all answers were right, and the figures.
    """
    made = fill(service, count)
    service.kill()
    start = time.monotonic()
    service.start()
    started = time.monotonic() - start
    times = single(service, count)
    before = keyproofs.seconds(service.process.pid)
    while True:
        time.sleep(1)
        now = keyproofs.seconds(service.process.pid)
        if now - before < 0.05:
            break
        before = now
    built = time.monotonic() - start
    orders = [{"SortBy": by, "SortOrder": way} for by in ("created-date", "name", "last-accessed-date", "last-changed-date")
              for way in ("asc", "desc")]
    lists = [pages(service, order) for order in orders]
    filtered, some = pages(service, {"Filters": [{"Key": "name", "Values": ["many/77"]}]})
    page = [taken for _, times in lists for taken in times]
    with open(f"{service.bucket}/leak", "w", encoding="utf-8") as file:
        file.write(f"export PASSWORD={json.loads(value(count // 2))['password']}\n")
    service.settled()
    findings = service.ask("findings", "list")
    isRight = all(listed == count for listed, _ in lists) and len(findings) == 1
    memory = service.memory()
    kept = [thresholds.PROMISES[name].holds(figure) for name, figure in (
        ("many secrets restart", started), ("many secrets page", sorted(page)[len(page) // 2]), ("many secrets memory", memory))]
    return isRight and all(kept), (
        f"{count:,} secrets, made {made:,.0f} a second; answers {started:.1f} s after a restart, all recognised after {built:.0f} s; "
        f"meanwhile one is read in {times[len(times) // 2]:.1f} ms, 99 % within {times[int(len(times) * 0.99)]:.1f} ms; in each of "
        f"{len(orders)} orders all listed, a page in {sorted(page)[len(page) // 2]:.1f} ms, the slowest in {max(page):.0f} ms; "
        f"{filtered:,} found by name in {sum(some):.0f} ms; {len(findings)} of 1 leak found; {memory} MB at most")
