"""Each hostile file is scanned alone: how long, with how much memory, and what is said of it.

Seconds are those of processors, so that others who use the machine do not count.
"""

import json
import os
import resource
import subprocess
import tempfile

import bombs
from service import RELEASE

# Seconds and bytes that any file may take.
MOST_SECONDS, MOST_BYTES = 5, 512 << 20


def scanned(path):
    """How a scan of a file ended: status, seconds, bytes of memory of its largest process, its findings, and what it says on the file."""
    # In a process of its own, so that its children are counted and no others.
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        result = subprocess.run([os.path.join(RELEASE, "magpie"), "scan", "--format", "jsonl", "--verbose", "--no-progress", path],
                                capture_output=True, timeout=120)
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        report = [result.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss << 10, result.stdout.decode(errors="replace"), result.stderr.decode(errors="replace")]
        with os.fdopen(write, "w") as output:
            json.dump(report, output)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    return json.loads(text)


def fault(name, data, must, folder):
    """What is wrong with how a file was scanned, or nothing; and its time and memory."""
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(data)
    status, seconds, used, out, err = scanned(path)
    os.unlink(path)
    is_found = '"4242' in out or '"CREDIT_CARD_NUMBER' in out or "CREDIT_CARD" in out
    is_partial = name in err and any(word in err for word in ("partial", "skipped", "not read"))
    wrong = []
    if status not in (0, 1, 2):
        wrong.append(f"status {status}")
    if "crash" in err or "died" in err or "scanner failed" in err:
        wrong.append("a worker crashed: " + err.strip()[-200:])
    if seconds > MOST_SECONDS:
        wrong.append(f"{seconds:.1f} s")
    if used > MOST_BYTES:
        wrong.append(f"{used >> 20} MiB")
    if must == "found" and not is_found:
        wrong.append("the seed was not found" + (", partial" if is_partial else ""))
    if must == "partial" and not is_partial:
        wrong.append("nothing is said to be unread")
    if must == "either" and not (is_found or is_partial):
        wrong.append("neither found nor said to be unread")
    return wrong, seconds, used


def prove(scale, only=None):
    """Scans all of them, or those whose names contain `only`."""
    wrong, slowest, largest, count = [], (0, ""), (0, ""), 0
    with tempfile.TemporaryDirectory() as folder:
        for index, (name, data, must) in enumerate(bombs.all_of_them()):
            if index % scale or only and only not in name:
                continue
            count += 1
            faults, seconds, used = fault(name, data, must, folder)
            wrong += [f"{name}: {text}" for text in faults]
            slowest, largest = max(slowest, (seconds, name)), max(largest, (used, name))
    return not wrong, (f"{count} hostile files, each ended with a verdict; the slowest in {slowest[0]:.1f} s ({slowest[1]}), the largest in "
                       f"{largest[0] >> 20} MiB ({largest[1]})" + (f"; wrong: {'; '.join(wrong)}" if wrong else ""))
