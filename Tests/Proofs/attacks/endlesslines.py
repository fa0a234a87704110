"""Lines that do not end, at the socket of the service and at that of the keys."""

import os
import sys
import time

import hostile
from attacks import attack

POUR = hostile.CLIENT + r"""
count, size = int(sys.argv[2]), int(sys.argv[3])
clients = []
try:
    for _ in range(count):
        clients.append(connect())
    block = b"x" * (1 << 20)
    for _ in range(size):
        for client in list(clients):
            try: client.sendall(block)
            except OSError: clients.remove(client)
    print(len(clients), "held")
    sys.stdout.flush()
    time.sleep(2)
except OSError as error:
    print(error)
"""


@attack(11, "endless-lines", "60 MB without a line feed on each of 40 connections, magpied below a quarter of its MemoryMax")
def endless_lines(scale):
    if why := hostile.needed():
        return None, why
    with hostile.Stage() as stage:
        stage.settled()
        said = hostile.python_as(hostile.MALLORY, POUR, stage.socket, 40, 60, timeout=120).stdout.decode().strip()
        peak = hostile.peaks(stage).get("magpied", 0)
        limit = hostile.memory_limit("magpied") // 4
        isAlive = stage.isAlive() and stage.magpie("status", "--format", "json").stdout != ""
        return isAlive and 0 < peak < limit, f"{peak >> 20} of {limit >> 20} MiB, {'answers' if isAlive else 'ENDED'} ({said})"


@attack(11, "strangers-at-the-keys", "magpie-keys drops whoever is not the service, and stays below half of its MemoryMax")
def strangers(scale):
    if why := hostile.needed():
        return None, why
    with hostile.Stage() as stage:
        stage.settled()
        stage.magpie("kms", "create-key")
        sockets = [os.path.join(base, name) for base, _, names in os.walk(stage.state) for name in names if name == "keys.sock"]
        if not sockets:
            return True, "the key process has no socket that a stranger could find"
        # As with the units: the folder of the socket can be entered by the group.
        folder = os.path.dirname(sockets[0])
        while folder != stage.home:
            os.chmod(folder, 0o711)
            folder = os.path.dirname(folder)
        os.chmod(sockets[0], 0o666)
        said = hostile.python_as(hostile.MALLORY, POUR, sockets[0], 10, 60, timeout=120).stdout.decode().strip()
        peak = hostile.peaks(stage).get("magpie-keys", 0)
        limit = hostile.memory_limit("magpie-keys") // 2
        works = stage.magpie("kms", "create-key").returncode == 0
        return works and 0 < peak < limit, f"{peak >> 20} of {limit >> 20} MiB, {'works' if works else 'NO ANSWER'} ({said})"


@attack(11, "many-waiting", "1,000 clients that wait, magpied below a quarter of its MemoryMax, and others served within a second")
def many_waiting(scale):
    if why := hostile.needed():
        return None, why
    with hostile.Stage(settle=600_000) as stage:
        # Much is under way for as long as this takes, so that waiting does not end.
        for number in range(5000):
            stage.give("mallory", f"restless{number}")
        script = hostile.CLIENT + r"""
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
clients = []
for number in range(int(sys.argv[2])):
    try:
        client = connect(3); client.sendall(b'magpie:WaitUntilSettled {"Timeout":60}\n'); clients.append(client)
    except OSError: pass
print(len(clients), flush=True)
time.sleep(8)
"""
        client = hostile.start_as(hostile.MALLORY, [sys.executable, "-c", script, stage.socket, str(1000 // scale)],
                                  stdout=-1, text=True)
        held = client.stdout.readline().strip()
        start = time.monotonic()
        answered = stage.magpie("status", "--format", "json", timeout=60).stdout != ""
        took = time.monotonic() - start
        peak = hostile.peaks(stage).get("magpied", 0)
        client.kill()
        client.wait()
        limit = hostile.memory_limit("magpied") // 4
        return answered and took < 1 and peak < limit, (
            f"{held} connected, {peak >> 20} of {limit >> 20} MiB, root answered after {took:.2f} s")
