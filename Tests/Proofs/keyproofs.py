"""Proofs about keys, for prove.py."""

import base64
import json
import os
import selectors
import socket
import subprocess
import time


class Keys:
    """A connection on which the key service is asked, by way of magpied."""

    def __init__(self, service):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(f"{service.state}/magpie.sock")
        self.reader = self.socket.makefile("rb")

    def ask(self, operation, parameters):
        """The answer, or the code of the error."""
        self.socket.sendall(b"kms:%s %s\n" % (operation.encode(), json.dumps(parameters).encode()))
        line = self.reader.readline()
        if not line:
            raise ConnectionError
        answer = json.loads(line[1:])
        return answer if line[:1] == b"+" else answer.get("code", answer["message"])


def processes(service):
    """magpied and magpie-keys, by their numbers."""
    children = subprocess.run(["pgrep", "-P", str(service.process.pid), "-f", "magpie-keys"], capture_output=True, text=True,
                              check=False).stdout.split()
    return [service.process.pid, *map(int, children)]


def seconds(process):
    """The processor time of a process."""
    with open(f"/proc/{process}/stat", encoding="ascii") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def load(service, requests, connections, duration):
    """Asks on many connections at once, one request each.

    Returns answers a second, the share of processor cores that the service took, and the 50th and 99th percentile of the
    milliseconds that an answer took.
    """
    selector = selectors.DefaultSelector()
    clients = []
    for _ in range(connections):
        client = socket.socket(socket.AF_UNIX)
        client.connect(f"{service.state}/magpie.sock")
        clients.append(client)
        selector.register(client, selectors.EVENT_READ)
    numbers = processes(service)
    before = sum(map(seconds, numbers))
    start = time.monotonic()
    sent = {}
    for index, client in enumerate(clients):
        client.sendall(requests[index % len(requests)])
        sent[client] = time.monotonic()
    times = []
    wrong = 0
    index = 0
    end = start + duration
    while (now := time.monotonic()) < end:
        for key, _ in selector.select(1):
            client = key.fileobj
            answer = client.recv(65536)
            now = time.monotonic()
            times.append(now - sent[client])
            wrong += answer[:1] != b"+" or answer[-1:] != b"\n"
            index += 1
            client.sendall(requests[index % len(requests)])
            sent[client] = now
    taken = now - start
    cores = (sum(map(seconds, numbers)) - before) / taken
    for client in clients:
        client.close()
    times.sort()
    return len(times) / taken, cores, times[len(times) // 2] * 1000, times[int(len(times) * 0.99)] * 1000, wrong


def encrypts(service, duration, connections=24):
    """What Encrypt costs over the control socket."""
    keys = Keys(service)
    key = keys.ask("CreateKey", {})["KeyMetadata"]["KeyId"]
    plaintext = base64.b64encode(b"x" * 64).decode()
    context = {"bucket": "share", "key": "payroll.csv"}
    request = json.dumps({"KeyId": key, "Plaintext": plaintext, "EncryptionContext": context}).encode()
    return load(service, [b"kms:Encrypt %s\n" % request], connections, duration)
