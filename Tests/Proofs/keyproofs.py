"""Proofs about keys, for prove.py."""

import base64
import json
import os
import selectors
import shutil
import socket
import struct
import subprocess
import tempfile
import time

import values as valueforms


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


# What is in memory, and where it must not be


def relatives(process):
    """A process and all that descend from it, with the names of their programs."""
    parents, names = {}, {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat", encoding="utf-8", errors="replace") as file:
                    text = file.read()
                with open(f"/proc/{entry}/cmdline", "rb") as file:
                    words = file.read().split(b"\0")
            except OSError:
                continue
            parents[int(entry)] = int(text.rpartition(")")[2].split()[1])
            names[int(entry)] = os.path.basename(b" ".join(words[:2]).decode(errors="replace").split(" ")[0])
    found = [process]
    for number in found:
        found += [child for child, parent in parents.items() if parent == number]
    return {number: names.get(number, "") for number in found}


def memory(process):
    """Everything that a process can read of its own memory."""
    pieces = []
    with open(f"/proc/{process}/maps", encoding="utf-8") as maps, open(f"/proc/{process}/mem", "rb", buffering=0) as file:
        for line in maps:
            places, rights = line.split()[:2]
            if rights[0] != "r" or line.rstrip().endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                continue
            start, end = (int(place, 16) for place in places.split("-"))
            try:
                file.seek(start)
                while start < end and (piece := file.read(min(end - start, 1 << 24))):
                    pieces.append(piece)
                    start += len(piece)
            except OSError:
                continue
    return b"".join(pieces)


def memories(service):
    """The memory of each process of a service, by the name of its program."""
    found = {}
    for number, name in relatives(service.process.pid).items():
        found.setdefault(name, []).append(memory(number))
    return {name: b"\0".join(pieces) for name, pieces in found.items()}


def files(folder):
    """What lies in all files of a folder."""
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    yield path, file.read()


def forms(secret):
    """A value as it is, reversed, and in the encodings in which it might have been written, halves of it too."""
    found = {secret, secret.hex().encode(), secret.hex().upper().encode(), *valueforms.base64_forms(secret)}
    half = len(secret) // 2
    if half >= valueforms.FRAGMENT:
        found |= {secret[:half], secret[half:], secret[::-1]}
    if secret.isascii():
        found |= {secret.decode().encode("utf-16-le"), secret.decode().encode("utf-16-be")}
    return found


def count(content, secret):
    """How often a value occurs in some form; whole ones have parts that count too, so any number but none is too many."""
    return sum(content.count(form) for form in forms(secret))


def wrapped_keys(message):
    """The context and the wrapped data keys of a message of the AWS Encryption SDK, version 2."""
    def take(number):
        nonlocal place
        place += number
        return message[place - number:place]

    place = 0
    assert take(1) == b"\x02" and take(34)
    context = {}
    rest = take(int.from_bytes(take(2), "big"))
    if rest:
        at = 2
        for _ in range(int.from_bytes(rest[:2], "big")):
            texts = []
            for _ in range(2):
                size = int.from_bytes(rest[at:at + 2], "big")
                texts.append(rest[at + 2:at + 2 + size].decode())
                at += 2 + size
            context[texts[0]] = texts[1]
    keys = []
    for _ in range(int.from_bytes(take(2), "big")):
        _, _, key = (take(int.from_bytes(take(2), "big")) for _ in range(3))
        keys.append(key)
    return context, keys


def core(program, arguments, folder, channel=None):
    """Whether a program of another user, asked to leave a core, leaves one or lets that user look into its memory."""
    os.chown(folder, 65534, 65534)
    # Bash: other shells take descriptors of one digit only.
    words = "ulimit -c unlimited; " + (f"exec 3<&{channel.fileno()}; " if channel else "") + 'exec "$@"'
    user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    process = subprocess.Popen([*user, "bash", "-c", words, "bash", program, *arguments], cwd=folder, stderr=subprocess.DEVNULL,
                               pass_fds=[channel.fileno()] if channel else [])
    time.sleep(0.5)
    with open(f"/proc/{process.pid}/limits", encoding="ascii") as file:
        limit = next(line.split()[4] for line in file if line.startswith("Max core file size"))
    isOpen = subprocess.run([*user, "cat", f"/proc/{process.pid}/maps"], capture_output=True, check=False).returncode == 0
    os.kill(process.pid, 6)
    _, status = os.waitpid(process.pid, 0)
    return {"limit": limit, "open": isOpen, "dumped": os.WCOREDUMP(status) or not os.WIFSIGNALED(status)}


def magpie(service, *arguments):
    """Runs the program; what it says."""
    run = subprocess.run([*service.client(), *arguments], capture_output=True, check=False)
    if run.returncode:
        raise RuntimeError(f"{arguments}: {run.stderr.decode()}")
    return run.stdout


def imported(service, material):
    """The number of a key whose material somebody knows, which `material` becomes: wrapped by the client."""
    path = os.path.join(service.home, "material")
    magpie(service, "kms", "create-key", "--origin", "EXTERNAL")
    key = json.loads(magpie(service, "kms", "list-keys"))["Keys"][-1]["KeyId"]
    magpie(service, "kms", "create-alias", "--alias-name", "alias/known", "--target-key-id", key)
    with open(path, "wb") as file:
        file.write(material)
    magpie(service, "kms", "rotate-alias", "--alias-name", "alias/known", "--key-material", path)
    os.remove(path)
    return json.loads(magpie(service, "kms", "describe-key", "--key-id", "alias/known"))["KeyMetadata"]["KeyId"]


def use(service, key, canary):
    """Uses a key for everything: messages, data keys, objects, and a secret that is read and rotated."""
    context = ["--encryption-context", "purpose=proof"]
    for number in range(20):
        plain = os.path.join(service.home, "plain")
        with open(plain, "wb") as file:
            file.write(b"note %d" % number)
        answer = json.loads(magpie(service, "kms", "encrypt", "--key-id", key, "--plaintext", f"fileb://{plain}", *context))
        with open(plain, "wb") as file:
            file.write(base64.b64decode(answer["CiphertextBlob"]))
        magpie(service, "kms", "decrypt", "--ciphertext-blob", f"fileb://{plain}", *context)
        os.remove(plain)
    magpie(service, "kms", "generate-data-key", "--key-id", key, "--key-spec", "AES_256")
    for name in ("kept", "undone"):
        with open(os.path.join(service.bucket, name), "wb") as file:
            file.write(b"nothing of interest\n" * 10_000)
    service.settled()
    for name in ("kept", "undone"):
        magpie(service, "objects", "encrypt", "--bucket", "bucket", "--key", name, "--key-id", key)
    magpie(service, "objects", "decrypt", "--bucket", "bucket", "--key", "undone")
    path = os.path.join(service.home, "value")
    with open(path, "wb") as file:
        file.write(json.dumps({"username": "app", "apiKey": canary.decode()}).encode())
    magpie(service, "secretsmanager", "create-secret", "--name", "canary", "--secret-string", f"file://{path}",
           "--kms-key-id", key)
    os.remove(path)
    magpie(service, "secretsmanager", "get-secret-value", "--secret-id", "canary")


def roots(power, count):
    """The first 32 bits of the fractions of roots of the first primes: the constants of FIPS 180-4, sections 4.2.2 and 5.3.3."""
    primes = [number for number in range(2, 312) if all(number % divisor for divisor in range(2, number))][:count]
    found = []
    for prime in primes:
        low, high = 0, 1 << 40
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if middle ** power <= prime << (32 * power) else (low, middle)
        found.append(low & 0xffffffff)
    return found


def digested(block):
    """What SHA-256 keeps in memory once it has taken in 64 bytes: FIPS 180-4, section 6.2.2, as words of this machine."""
    def turn(word, by):
        return (word >> by | word << (32 - by)) & 0xffffffff

    words = list(struct.unpack(">16I", block))
    for index in range(16, 64):
        low, high = words[index - 15], words[index - 2]
        words.append((words[index - 16] + (turn(low, 7) ^ turn(low, 18) ^ low >> 3) + words[index - 7]
                      + (turn(high, 17) ^ turn(high, 19) ^ high >> 10)) & 0xffffffff)
    start = roots(2, 8)
    a, b, c, d, e, f, g, h = start
    for word, constant in zip(words, roots(3, 64)):
        first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + constant + word
        second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c)
        a, b, c, d, e, f, g, h = (first + second) & 0xffffffff, a, b, c, (d + first) & 0xffffffff, e, f, g
    return struct.pack("=8I", *((old + new) & 0xffffffff for old, new in zip(start, (a, b, c, d, e, f, g, h))))


def forms(material):
    """A key as it lies in memory: as it is, and as HMAC-SHA256 has taken it in (RFC 2104), which is as good as the key."""
    block = material.ljust(64, b"\0")
    return [material, *(digested(bytes(byte ^ pad for byte in block)) for pad in (0x36, 0x5c))]


def keymemory(start, programs):
    """Keys in memory: see prove.py."""
    log = tempfile.TemporaryFile()
    service = start(log=log)
    material, canary = os.urandom(32), base64.b32encode(os.urandom(20))
    key = imported(service, material)
    use(service, key, canary)
    found = memories(service)
    # The data key of the object that stays encrypted is asked for when the memory was copied.
    with open(os.path.join(service.bucket, "kept"), "rb") as file:
        context, wrapped = wrapped_keys(file.read())
    answer = Keys(service).ask("Decrypt", {"CiphertextBlob": base64.b64encode(wrapped[0]).decode(),
                                           "EncryptionContext": context})
    data_key = base64.b64decode(answer["Plaintext"])
    magpie(service, "secretsmanager", "rotate-secret", "--secret-id", "canary", "--rotation-lambda-arn",
           "arn:magpie:rotator:api-key")
    for _ in range(100):
        current = json.loads(magpie(service, "secretsmanager", "get-secret-value", "--secret-id", "canary"))["SecretString"]
        if canary.decode() not in current:
            break
        time.sleep(0.05)
    if canary.decode() in current:
        service.stop()
        return False, "the secret was not rotated"
    rotated = json.loads(current)
    values = [canary, *(text.encode() for text in rotated.values() if len(text) > 8)]
    later = memories(service)
    service.stop(keep=True)
    log.seek(0)
    written = [("log", log.read()), *files(service.home)]
    shutil.rmtree(service.home)
    keys = {name: (sum(count(found[name], form) for form in forms(material)), count(found[name], data_key)) for name in found}
    inFiles = {path for path, content in written for secret in (*forms(material), data_key, *values) if count(content, secret)}
    inMemory = {name: sum(count(content, secret) for secret in values) for name, content in later.items()}
    cores = {}
    folder = tempfile.mkdtemp(prefix="magpie-core-")
    os.chmod(folder, 0o755)
    cores["magpie-keys"] = core(os.path.join(programs, "magpie-keys"),
                                ["--folder", f"{folder}/keys", "--socket", f"{folder}/keys.sock"], folder)
    own, other = socket.socketpair()
    cores["magpie-act"] = core(os.path.join(programs, "magpie-act"), [f"{folder}/keys.sock"], folder, other)
    own.close()
    other.close()
    left = [name for name in os.listdir(folder) if name.startswith("core")]
    shutil.rmtree(folder)
    isTight = not left and all(found == {"limit": "0", "open": False, "dumped": False} for found in cores.values())
    isGood = (keys["magpie-keys"][0] > 0 and not any(inMemory.values()) and "magpie-act" in keys and not inFiles and isTight
              and all(not known and not data for name, (known, data) in keys.items() if name != "magpie-keys"))
    return isGood, (
        f"an imported key is {keys['magpie-keys'][0]} times in the memory of magpie-keys, and "
        f"{sum(known for name, (known, _) in keys.items() if name != 'magpie-keys')} times in that of "
        f"{', '.join(sorted(name for name in keys if name != 'magpie-keys'))}, {sum(map(len, found.values())) >> 20} MB; the data "
        f"key of an object {', '.join(f'{data} times in {name}' for name, (_, data) in sorted(keys.items()))}; "
        f"{len(values)} values of secrets, the key and the data key in {len(inFiles)} of {len(written)} files"
        f"{': ' + ', '.join(sorted(inFiles)) if inFiles else ''}; after reads these values "
        f"{', '.join(f'{number} times in {name}' for name, number in sorted(inMemory.items()))}; "
        f"cores: {'none to be had' if isTight else cores}")
