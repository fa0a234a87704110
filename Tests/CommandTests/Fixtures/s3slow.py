"""What holds while one user sends many objects as slowly as can be: each check prints its name.

    s3slow.py ENDPOINT ACCESS_KEY_ID SECRET_ACCESS_KEY
"""
import json
import socket
import sys
import time
import urllib.parse

import boto3
from botocore.config import Config

endpoint, key_id, secret = sys.argv[1:4]
size, most = 200_000, 40
place = urllib.parse.urlparse(endpoint)


def client(service, key_id=key_id, secret=secret):
    return boto3.client(service, endpoint_url=endpoint, region_name="local", aws_access_key_id=key_id,
                        aws_secret_access_key=secret,
                        config=Config(retries={"total_max_attempts": 1}, signature_version="s3v4" if service == "s3" else None))


iam = client("iam")
iam.create_user(UserName="slow")
made = iam.create_access_key(UserName="slow")["AccessKey"]
iam.put_user_policy(UserName="slow", PolicyName="a", PolicyDocument=json.dumps({
    "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}))
slow, fast = client("s3", made["AccessKeyId"], made["SecretAccessKey"]), client("s3")


class Sender:
    """Sends an object by pieces."""

    def __init__(self, s3, name):
        url = urllib.parse.urlparse(s3.generate_presigned_url("put_object", Params={"Bucket": "bucket", "Key": name}))
        self.socket = socket.create_connection((place.hostname, place.port), timeout=120)
        self.socket.sendall(f"PUT {url.path}?{url.query} HTTP/1.1\r\nHost: {place.netloc}\r\n"
                            f"Content-Length: {size}\r\n\r\n".encode())
        self.rest = size

    def send(self, count):
        count = min(count, self.rest)
        self.socket.sendall(b"x" * count)
        self.rest -= count

    def answer(self):
        self.send(self.rest)
        text = b""
        while b"\r\n\r\n" not in text or (b"HTTP/1.1 503" in text and b"</Error>" not in text):
            piece = self.socket.recv(65536)
            if not piece:
                break
            text += piece
        self.socket.close()
        return int(text.split()[1]), text


def put(s3, name):
    return Sender(s3, name).answer()


senders = [Sender(slow, f"slow/{number}") for number in range(most)]
for sender in senders:
    sender.send(100_000)


def bounded():
    # Until all of them have been taken up.
    deadline = time.monotonic() + 120
    while True:
        status, text = put(slow, "one-more")
        if status == 503:
            break
        assert status == 200 and time.monotonic() < deadline, text
        # One of them may have come while this one was taken up, and nobody may have to wait until a connection is idle for too long.
        senders.append(Sender(slow, f"slow/{len(senders)}"))
        senders[-1].send(100_000)
        for sender in senders:
            sender.send(10)
    assert b"<Code>SlowDown</Code>" in text, text


def others():
    for number in range(8):
        assert put(fast, f"fast/{number}")[0] == 200
    # What has no body that is still to come is no transfer.
    assert slow.list_objects_v2(Bucket="bucket", Prefix="fast/")["KeyCount"] == 8


def goes_on():
    for sender in senders[:3]:
        assert sender.answer()[0] == 200
    # Those who are done make room.
    assert put(slow, "then")[0] == 200
    for sender in senders[3:]:
        sender.socket.close()
    deadline = time.monotonic() + 120
    waiting = [Sender(slow, f"again/{number}") for number in range(most - 1)]
    assert [sender.answer()[0] for sender in waiting].count(200) > 0
    while put(slow, "last")[0] != 200:
        assert time.monotonic() < deadline
    assert fast.list_objects_v2(Bucket="bucket", Prefix="slow/")["KeyCount"] == 3


for check in (bounded, others, goes_on):
    check()
    print(check.__name__, flush=True)
