"""Files that claim to be large."""

import os
import signal
import time

import hostile
from attacks import attack


def play(stage, chance):
    """Two files of 15 TB, most of them nothing, for some seconds."""
    for number in range(2):
        path = os.path.join(stage.mallory, f"hole{number}")
        hostile.as_user(hostile.MALLORY, ["truncate", "-s", "15T", path])
        hostile.as_user(hostile.MALLORY, ["sh", "-c", f"printf 'text\\n' >> {path}"])
    time.sleep(5)
    hostile.as_user(hostile.MALLORY, ["sh", "-c", f"rm -f {stage.mallory}/hole*"])


@attack(2, "holes", "alice's new file is found within 5 s beside two files of 15 TB, and no worker outlives magpied by 5 s")
def holes(scale):
    if why := hostile.needed():
        return None, why
    with hostile.Stage() as stage:
        stage.settled()
        for number in range(2):
            run = hostile.as_user(hostile.MALLORY, ["truncate", "-s", "15T", os.path.join(stage.mallory, f"hole{number}")])
            if run.returncode:
                return None, "the file system has no files of 15 TB"
        time.sleep(2)
        delay = stage.delay(timeout=20)
        for number in range(2):
            os.unlink(os.path.join(stage.mallory, f"hole{number}"))
        workers = [process for process in hostile.descendants(stage.process.pid) if process != stage.process.pid]
        stage.process.send_signal(signal.SIGTERM)
        start = time.monotonic()

        def areGone():
            stage.process.poll()
            return not any(hostile.unit_of(worker) for worker in workers)
        gone = hostile.until(areGone, 15)
        took = time.monotonic() - start
        for worker in workers:
            if hostile.unit_of(worker):
                os.kill(worker, signal.SIGKILL)
        return delay < 5 and gone and took < 5, (
            f"found after {delay:.2f} s{' or never' if delay >= 20 else ''}, all workers gone {f'after {took:.1f} s' if gone else 'NOT within 15 s'}")


@attack(2, "content-in-holes", "what lies beyond holes is found, and a file removed while it is read frees its worker within 5 s")
def content_in_holes(scale):
    if why := hostile.needed():
        return None, why
    with hostile.Stage() as stage:
        stage.settled()
        path = os.path.join(stage.home, "sparse")
        with open(path, "wb") as file:
            file.seek(3 << 40)
            file.write(hostile.SEED)
            file.seek(4 << 40)
            file.write(b"the end\n")
        os.chown(path, hostile.MALLORY, hostile.MALLORY)
        os.rename(path, os.path.join(stage.mallory, "sparse"))
        start = time.monotonic()
        found = hostile.until(lambda: any(finding["key"] == "sparse" for finding in stage.findings()), 20, 0.2)
        took = time.monotonic() - start
        os.unlink(os.path.join(stage.mallory, "sparse"))
        settled = stage.settled(5)
        return found and settled, f"{f'found after {took:.1f} s' if found else 'NOT FOUND within 20 s'}, {'freed' if settled else 'NOT FREED'}"
