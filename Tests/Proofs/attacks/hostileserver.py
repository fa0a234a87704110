"""A server that listens where PostgreSQL was, and asks for passwords."""

import json
import socket
import struct
import threading
import time

import hostile
from attacks import attack

PASSWORDS = (b"Current-Harbor-4711", b"Master-Meadow-0815")


class Impostor(threading.Thread):
    """Speaks as much of PostgreSQL's protocol as it takes to be told a password."""

    def __init__(self, kind):
        super().__init__(daemon=True)
        self.kind = kind
        self.heard = b""
        self.connections = 0
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]

    def run(self):
        while True:
            try:
                client, _ = self.server.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        reader = client.makefile("rb")
        try:
            while True:
                size, code = struct.unpack("!ii", reader.read(8))
                reader.read(size - 8)
                if code != 80877103 and code != 80877104:
                    break
                client.sendall(b"N")
            if self.kind == "trust":
                client.sendall(b"R" + struct.pack("!ii", 8, 0) + b"Z\0\0\0\5I")
            elif self.kind == "md5":
                client.sendall(b"R" + struct.pack("!ii", 12, 5) + b"salt")
            elif self.kind == "clear":
                client.sendall(b"R" + struct.pack("!ii", 8, 3))
            else:
                client.sendall(b"R" + struct.pack("!i", 8 + 15) + struct.pack("!i", 10) + b"SCRAM-SHA-256\0\0")
            while head := reader.read(5):
                body = reader.read(struct.unpack("!i", head[1:])[0] - 4)
                self.heard += head[:1] + body
                if head[:1] == b"p" and self.kind == "forged" and b"n,," in body:
                    nonce = body.rsplit(b"r=", 1)[1]
                    text = b"r=" + nonce + b"forged,s=c2FsdHNhbHQ=,i=4096"
                    client.sendall(b"R" + struct.pack("!ii", 8 + len(text), 11) + text)
                elif head[:1] == b"p" and self.kind == "forged":
                    text = b"v=" + b"A" * 43 + b"="
                    client.sendall(b"R" + struct.pack("!ii", 8 + len(text), 12) + text)
                    client.sendall(b"R" + struct.pack("!ii", 8, 0) + b"Z\0\0\0\5I")
                elif head[:1] == b"p":
                    client.sendall(b"R" + struct.pack("!ii", 8, 0) + b"Z\0\0\0\5I")
                elif head[:1] in b"QS":
                    client.sendall(b"C" + struct.pack("!i", 4 + 11) + b"ALTER ROLE\0" + b"Z\0\0\0\5I")
                elif head[:1] == b"P":
                    client.sendall(b"1\0\0\0\4")
        except (OSError, struct.error):
            pass


@attack(4, "hostile-server", "a server that asks for a password in clear or as MD5, for none, or with a forged signature learns none and is believed nothing")
def hostile_server(scale):
    texts, isGood = [], True
    with hostile.Stage() as stage:
        stage.settled()
        for kind in ("clear", "md5", "trust", "forged"):
            server = Impostor(kind)
            server.start()
            value = {"engine": "postgres", "host": "127.0.0.1", "port": server.port, "username": "app",
                     "password": PASSWORDS[0].decode(), "dbname": "postgres"}
            stage.magpie("secretsmanager", "create-secret", "--name", f"db/{kind}", "--secret-string", json.dumps(value))
            made = stage.magpie("secretsmanager", "rotate-secret", "--secret-id", f"db/{kind}", "--rotation-lambda-arn",
                                "arn:magpie:rotator:postgresql-single-user")
            if made.returncode:
                return False, f"{kind}: {made.stderr}"
            hostile.until(lambda: server.connections, 10)
            time.sleep(4)
            server.server.close()
            current = stage.magpie("secretsmanager", "get-secret-value", "--secret-id", f"db/{kind}")
            isSame = PASSWORDS[0].decode() in current.stdout.replace("\\", "")
            pending = stage.magpie("secretsmanager", "get-secret-value", "--secret-id", f"db/{kind}", "--version-stage", "AWSPENDING")
            try:
                new = json.loads(json.loads(pending.stdout)["SecretString"])["password"].encode()
            except (ValueError, KeyError):
                new = None
            # A digest by MD5 is as good as the password to who has a list of words.
            isTold = PASSWORDS[0] in server.heard or b"pmd5" in server.heard or bool(new and new in server.heard)
            isGood = isGood and isSame and not isTold and server.connections > 0
            texts.append(f"{kind}: {server.connections} connections, {'TOLD a password' if isTold else 'told none'}, "
                         f"{'not believed' if isSame else 'BELIEVED'}")
    return isGood, "; ".join(texts)
