"""Proofs about what SDKs of AWS are served by, for prove.py."""

import json
import os
import resource
import signal
import socket
import subprocess
import threading
import time

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from service import RELEASE, CouldNotRun


class Endpoint:
    """magpied --ephemeral, and requests that are signed for it."""

    def __init__(self):
        self.process = subprocess.Popen([os.path.join(RELEASE, "magpied"), "--ephemeral", "--port", "0"], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL)
        line = self.process.stdout.readline()
        if not line:
            raise CouldNotRun("magpied --ephemeral has ended")
        self.ready = json.loads(line)
        self.host = self.ready["endpoint"].split("//")[1]
        name, port = self.host.split(":")
        self.place = (name, int(port))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def signed(self, operation, body):
        """The bytes of a request to KMS."""
        headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "TrentService." + operation, "Host": self.host}
        request = AWSRequest("POST", self.ready["endpoint"] + "/", data=json.dumps(body).encode(), headers=headers)
        key = Credentials(self.ready["accessKeyId"], self.ready["secretAccessKey"])
        SigV4Auth(key, "kms", self.ready["region"]).add_auth(request)
        request = request.prepare()
        head = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
        return f"POST / HTTP/1.1\r\n{head}\r\n".encode() + request.body

    def connect(self):
        stream = socket.create_connection(self.place, timeout=120)
        stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return stream


def ask(stream, request):
    """Status and body of the answer to a request."""
    stream.sendall(request)
    answer = b""
    while b"\r\n\r\n" not in answer:
        piece = stream.recv(65_536)
        if not piece:
            raise ConnectionError("closed")
        answer += piece
    head, _, body = answer.partition(b"\r\n\r\n")
    length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    while len(body) < length:
        body += stream.recv(65_536)
    return int(head.split()[1]), body


class Unkind:
    """Clients that keep connections and do nothing useful with them, until they are told to end."""

    def __init__(self, endpoint, idle, slow):
        self.endpoint, self.isOver, self.sent, self.closed = endpoint, threading.Event(), 0, 0
        self.idle = [endpoint.connect() for _ in range(idle)]
        self.slow = [endpoint.connect() for _ in range(slow)]
        self.threads = [threading.Thread(target=self.trickle), threading.Thread(target=self.pour)]
        for thread in self.threads:
            thread.start()

    def trickle(self):
        """A head that gets a line longer now and then, and never ends."""
        for stream in self.slow:
            stream.sendall(b"POST / HTTP/1.1\r\nHost: " + self.endpoint.host.encode() + b"\r\n")
        while not self.isOver.wait(1):
            for stream in self.slow:
                try:
                    stream.sendall(b"X-Slow: 1\r\n")
                except OSError:
                    # It was told to go, which is as well.
                    continue

    def pour(self):
        """Heads without end, as fast as they are taken."""
        lines = b"X-More: " + b"x" * 1000 + b"\r\n"
        while not self.isOver.is_set():
            stream = self.endpoint.connect()
            try:
                stream.sendall(b"POST / HTTP/1.1\r\nHost: " + self.endpoint.host.encode() + b"\r\n")
                while not self.isOver.is_set():
                    stream.sendall(lines * 64)
                    self.sent += len(lines) * 64
            except OSError:
                # It was cut off: once more from the start.
                self.closed += 1
            stream.close()

    def stop(self):
        self.isOver.set()
        for thread in self.threads:
            thread.join()
        for stream in self.idle + self.slow:
            stream.close()


def crowd(scale):
    """10,000 idle connections, 200 slow ones and one that sends heads without end: figures of what others see meanwhile."""
    idle, slow = 10_000 // scale, 200 // scale
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < idle + slow + 200:
        raise CouldNotRun(f"only {hard} files may be open")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, idle + slow + 200), hard))
    endpoint = Endpoint()
    try:
        stream = endpoint.connect()
        key = json.loads(ask(stream, endpoint.signed("CreateKey", {}))[1])["KeyMetadata"]["KeyId"]
        request = endpoint.signed("Encrypt", {"KeyId": key, "Plaintext": "aGVsbG8gd29ybGQ="})
        unkind = Unkind(endpoint, idle, slow)
        times, refused, end = [], 0, time.monotonic() + 20
        while time.monotonic() < end:
            # A connection of its own for every tenth, as short-lived programs have.
            if len(times) % 10 == 0:
                stream.close()
                stream = endpoint.connect()
            start = time.perf_counter()
            status, _ = ask(stream, request)
            times.append(time.perf_counter() - start)
            refused += status != 200
            time.sleep(0.002)
        unkind.stop()
    finally:
        endpoint.stop()
    times.sort()
    return {"asked": len(times), "refused": refused, "idle": idle, "slow": slow, "poured": unkind.sent, "closed": unkind.closed,
            "median": times[len(times) // 2] * 1000, "99 %": times[int(len(times) * 0.99)] * 1000}
