"""What clients may do with a connection by HTTP, and what comes of it: each check prints its name, or what was wrong.

    front.py ENDPOINT ACCESS_KEY_ID SECRET_ACCESS_KEY
"""
import json
import socket
import sys
import threading
import time

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

endpoint, key_id, secret = sys.argv[1:4]
host, port = endpoint.split("//")[1].split(":")


def signed(operation="GenerateRandom", body='{"NumberOfBytes": 8}', head=lambda lines: lines, version="1.1", **more):
    """The bytes of a request to KMS; `head` may do what it likes to the lines of its head."""
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "TrentService." + operation, "Host": f"{host}:{port}"}
    request = AWSRequest("POST", endpoint + "/", data=body.encode(), headers={**headers, **more})
    SigV4Auth(Credentials(key_id, secret), "kms", "us-east-1").add_auth(request)
    request = request.prepare()
    lines = head([f"{name}: {value}" for name, value in request.headers.items()])
    return (f"POST / HTTP/{version}\r\n" + "\r\n".join(lines) + "\r\n\r\n").encode() + request.body


class Connection:
    def __init__(self):
        self.stream = socket.create_connection((host, int(port)), timeout=30)
        self.rest = b""

    def send(self, *requests):
        self.stream.sendall(b"".join(requests))
        return self

    def answer(self):
        """Status, lines of the head, and body of the next answer; `None` at the end."""
        while b"\r\n\r\n" not in self.rest:
            piece = self.stream.recv(65_536)
            if not piece:
                assert not self.rest, self.rest
                return None
            self.rest += piece
        head, self.rest = self.rest.split(b"\r\n\r\n", 1)
        lines = [line.split(b":", 1) for line in head.split(b"\r\n")[1:]]
        headers = {name.decode().lower(): value.decode().strip() for name, value in lines}
        assert len(headers) == len(lines), head
        status, length = int(head.split()[1]), int(headers.get("content-length", 0))
        while len(self.rest) < length:
            self.rest += self.stream.recv(65_536)
        body, self.rest = self.rest[:length], self.rest[length:]
        return status, headers, body

    def statuses(self, count):
        return [self.answer()[0] for _ in range(count)]

    def is_over(self):
        return self.answer() is None


def heads():
    status, headers, body = Connection().send(signed()).answer()
    assert status == 200 and len(json.loads(body)["Plaintext"]) == 12, body
    assert headers["content-type"] == "application/x-amz-json-1.1" and headers["date"].endswith(" GMT"), headers
    assert len(headers["x-amzn-requestid"]) == 36, headers
    upper = signed(head=lambda lines: [line.split(":", 1)[0].upper() + ":" + line.split(":", 1)[1] for line in lines])
    spaced = signed(head=lambda lines: [line.replace(": ", ":    ", 1) + "  " for line in lines if line])
    assert Connection().send(upper, spaced).statuses(2) == [200, 200]


def pipelining():
    """What comes before the answer to what was sent first is answered in its turn."""
    bodies = [json.dumps({"NumberOfBytes": count}) for count in range(1, 40)]
    connection = Connection().send(*[signed(body=body) for body in bodies])
    sizes = [len(json.loads(connection.answer()[2])["Plaintext"]) for _ in bodies]
    assert sizes == [4 * ((count + 2) // 3) for count in range(1, 40)], sizes
    # A request that is taken in another way, between two of those.
    other = f"GET /_magpie/health HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode()
    assert Connection().send(signed(), other, signed(), other, other, signed()).statuses(6) == [200] * 6
    # A mistake behind a request keeps it from nothing.
    connection = Connection().send(signed(), b"\x00\r\n\r\n")
    assert connection.statuses(2) == [200, 400] and connection.is_over()


def halves():
    """Who says that nothing more comes still gets the answer, and so does who sends byte by byte."""
    connection = Connection().send(signed())
    connection.stream.shutdown(socket.SHUT_WR)
    assert connection.statuses(1) == [200] and connection.is_over()
    connection, request = Connection(), signed()
    for place in range(0, len(request), 7):
        connection.send(request[place:place + 7])
    assert connection.statuses(1) == [200]


def ends():
    """Connections end when they are to, and stay when not."""
    connection = Connection().send(signed(Connection="close"))
    assert connection.statuses(1) == [200] and connection.is_over()
    connection = Connection().send(signed(version="1.0"))
    assert connection.statuses(1) == [200] and connection.is_over()
    connection = Connection()
    for _ in range(20):
        assert connection.send(signed()).statuses(1) == [200]


def bodies():
    """Of all lengths, in whatever way they say it."""
    for length in [0, 1, 16_383, 16_384, 16_385, 65_537, 300_000]:
        body = '{"NumberOfBytes": 8}' + " " * length
        assert Connection().send(signed(body=body)).statuses(1) == [200], length
    request = signed(head=lambda lines: [line for line in lines if "ength" not in line] + ["Transfer-Encoding: chunked"])
    head, body = request.split(b"\r\n\r\n", 1)
    chunked = head + b"\r\n\r\n" + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    assert Connection().send(chunked, signed()).statuses(2) == [200, 200]
    waiting = Connection().send(signed(Expect="100-continue").split(b"\r\n\r\n")[0] + b"\r\n\r\n")
    assert waiting.statuses(1) == [100]
    assert waiting.send(b'{"NumberOfBytes": 8}').statuses(1) == [200]


def refusals():
    """What only a browser or a broken client sends is refused, and its connection ends."""
    for change, status in [
        (lambda lines: [line for line in lines if not line.startswith("Host")], 400),
        (lambda lines: lines + [f"Host: {host}:{port}"], 400),
        (lambda lines: ["Host: evil.example" if line.startswith("Host") else line for line in lines], 421),
        (lambda lines: lines + ["Origin: http://localhost"], 403),
        (lambda lines: lines + ["Sec-Fetch-Site: cross-site"], 403),
        (lambda lines: lines + ["Content-Length: 3"], 400),
    ]:
        connection = Connection().send(signed(head=change))
        assert connection.statuses(1) == [status], status
        assert connection.is_over()
    # A signature that is none ends nothing.
    connection = Connection().send(signed(head=lambda lines: [line.replace("Signature=", "Signature=0") for line in lines]))
    assert connection.statuses(1) == [400] and connection.send(signed()).statuses(1) == [200]


def crowd():
    """Many at the same time get each their own answer."""
    wrong = []

    def ask(number):
        connection = Connection()
        for round in range(30):
            count = 1 + (number * 31 + round) % 60
            answer = connection.send(signed(body=json.dumps({"NumberOfBytes": count}))).answer()
            if answer[0] != 200 or len(json.loads(answer[2])["Plaintext"]) != 4 * ((count + 2) // 3):
                wrong.append((number, round, answer))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong, wrong[:3]


for check in [heads, pipelining, halves, ends, bodies, refusals, crowd]:
    start = time.monotonic()
    try:
        check()
        print(check.__name__)
    except Exception as error:  # noqa: BLE001
        print(f"{check.__name__}: {type(error).__name__}: {error}")
