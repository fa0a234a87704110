"""Requests that are audited, without end."""

import hashlib
import time

import hostile
from attacks import attack

POUR = hostile.CLIENT + r"""
end, count, refused = time.monotonic() + float(sys.argv[2]), 0, 0
while time.monotonic() < end:
    try:
        client = connect(5)
        reader = client.makefile("rb")
        while time.monotonic() < end:
            client.sendall(b'kms:ListKeys {}\n' * 50)
            for _ in range(50):
                line = reader.readline()
                if not line: raise OSError
                count += 1
                refused += line[:1] == b"-"
    except OSError:
        time.sleep(0.05)
print(count, refused)
"""


def play(stage, chance):
    """Some seconds of it."""
    hostile.python_as(hostile.MALLORY, POUR, stage.socket, 5, timeout=60)


@attack(12, "audit-flood", "the lowest role makes the state grow by at most 100 KB a second for long (8 GB a day; it was 103)")
def audit_flood(scale):
    if why := hostile.needed():
        return None, why
    with hostile.Stage() as stage:
        stage.settled()
        stage.magpie("kms", "create-key")
        # What may come at once is over by then.
        first = hostile.python_as(hostile.MALLORY, POUR, stage.socket, 5, timeout=60).stdout.decode().split()
        before, start = hostile.disk(stage.state), time.monotonic()
        clients = [hostile.start_as(hostile.MALLORY, [hostile.sys.executable, "-c", POUR, stage.socket, str(max(10, 30 // scale))], stdout=-1, text=True)
                   for _ in range(4)]
        delay = stage.delay()
        answers = [list(map(int, client.communicate()[0].split())) for client in clients]
        seconds = time.monotonic() - start
        rate = (hostile.disk(stage.state) - before) / seconds
        works = stage.magpie("kms", "list-keys").returncode == 0
        return rate <= 100_000 and works and delay < 5, (
            f"{rate / 1000:,.0f} KB a second ({rate * 86_400 / 1e9:,.1f} GB a day) through {sum(count for count, _ in answers):,} answers, "
            f"{sum(refused for _, refused in answers):,} of them refusals (and {first} before); alice's file after {delay:.2f} s; "
            f"root is {'served' if works else 'NOT SERVED'}")
