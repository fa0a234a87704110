#!/usr/bin/env python3
"""Shows that magpied misses nothing and loses nothing, on this machine.

Each proof starts the built service over an empty folder, does something unkind, waits until the service says that it has
settled, and compares what it found with what is there. A line for each proof begins with PASS, FAIL, LEFT OUT (this machine
lacks something) or NOT RUN (the proof itself went wrong). The status is 0 only when all that was asked for passed.

    make prove [ONLY=attacks/swapped-root,latency] [SCALE=10]
    python3 Tests/Proofs/prove.py [--only LIST] [--scale N]
"""

import argparse
import ctypes
import gzip
import json
import mmap
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback

import attacks
import eventproofs
import hostilefiles
import iamproofs
import keyproofs
import objectproofs
import rotationproofs
import secretreads
import soak
import thresholds
import values
from disk import Disk
from service import RELEASE, SEED, Service, write

def kept(*figures):
    """Whether figures keep what README.md promises, by their names in `thresholds.py`, and how they are beside it."""
    promises = [(thresholds.PROMISES[name], measured) for name, measured in figures]
    return all(promise.holds(measured) for promise, measured in promises), ", ".join(
        f"{measured:,.3g} {promise.unit} ({promise})" if measured < 100 else f"{measured:,.0f} {promise.unit} ({promise})"
        for promise, measured in promises)


def missing(keys):
    """For the report, a few of the keys that are not where they should be."""
    return f"; missing: {', '.join(sorted(keys)[:5])}" if keys else ""


def folders(scale):
    """mkdir -p a/b/c/d/e and a seed in the leaf, before anybody can watch the folders."""
    count = 10_000 // scale
    results = []
    for watch in ("fanotify", "inotify", "polling"):
        service = Service(watch=watch)
        for number in range(count):
            leaf = os.path.join(service.bucket, str(number), "b", "c", "d", "e")
            os.makedirs(leaf)
            write(os.path.join(leaf, "leaf"))
        settled = service.settled()
        results.append((service.backend(), len(service.found()) if settled else -1))
        service.stop()
    return all(found == count for _, found in results), f"of {count:,} seeds found: " + ", ".join(
        f"{found:,} by {backend}" for backend, found in results)


def crash(scale):
    """kill -9 at random moments under load; in the end each object has its verdict and each finding its event."""
    service = Service()
    kills = 200 // scale
    chance = random.Random(1)
    isOver = threading.Event()
    written = set()

    def load():
        number = 0
        while not isOver.is_set():
            key = f"{number % 50}-{number}"
            write(os.path.join(service.bucket, key), SEED if number % 2 else b"nothing\n")
            if number % 2:
                written.add(key)
            number += 1
            time.sleep(0.002)

    writer = threading.Thread(target=load)
    writer.start()
    for _ in range(kills):
        time.sleep(chance.uniform(0.02, 0.3))
        service.kill()
        service.start()
    isOver.set()
    writer.join()
    settled = service.settled()
    found = set(service.found())
    events = service.events()
    buckets = service.ask("buckets", "list")
    objects = sum(len(files) for _, _, files in os.walk(service.bucket))
    announced = {event["detail"]["resourcesAffected"]["s3Object"]["key"] for event in events
                 if event["detail-type"] == "Macie Finding" and event["detail"]["category"] == "CLASSIFICATION"}
    contents = {}
    clashes = sum(1 for event in events if contents.setdefault(event["id"], json.dumps(event)) != json.dumps(event))
    repeats = len(events) - len(contents)
    service.stop()
    passed = (settled and found == written and announced == written and clashes == 0
              and buckets[0]["objectCount"] == objects)
    return passed, (f"{kills} kills; {len(found):,} of {len(written):,} findings, {len(announced & written):,} announced, "
                    f"{buckets[0]['objectCount']:,} of {objects:,} objects, {repeats} events came twice with one id")


def latency(scale):
    """From the close of a small file to its event in the feed, with settle time 0."""
    service = Service()
    service.settled()
    times = []
    for number in range(200 // scale):
        before = os.path.getsize(service.feed) if os.path.exists(service.feed) else 0
        write(os.path.join(service.bucket, str(number)))
        start = time.perf_counter()
        while not os.path.exists(service.feed) or os.path.getsize(service.feed) == before:
            if time.perf_counter() - start > 10:
                return False, "no event within 10 s"
            time.sleep(0.0005)
        times.append(time.perf_counter() - start)
    service.stop()
    times.sort()
    worst = times[int(len(times) * 0.99) - 1]
    return kept(("latency median", times[len(times) // 2] * 1000), ("latency 99 %", worst * 1000))


def overflow(scale):
    """The queue runs over while the service is stopped; everything is found within 30 s after it goes on."""
    limit = "/proc/sys/fs/inotify/max_queued_events"
    with open(limit, encoding="ascii") as file:
        old = file.read()
    try:
        with open(limit, "w", encoding="ascii") as file:
            file.write("64")
    except OSError as error:
        return None, f"needs root: {error}"
    try:
        service = Service(watch="inotify")
        service.settled()
        for folder in range(200):
            os.mkdir(os.path.join(service.bucket, str(folder)))
        service.settled()
        service.process.send_signal(signal.SIGSTOP)
        count = 20_000 // scale
        seeds = set()
        for number in range(count):
            key = f"{number % 200}/{number}"
            if number % 541 == 0:
                seeds.add(key)
            write(os.path.join(service.bucket, key), SEED if key in seeds else b"nothing\n")
        service.process.send_signal(signal.SIGCONT)
        start = time.perf_counter()
        settled = service.settled(30)
        took = time.perf_counter() - start
        found = set(service.found())
        overflows = service.ask("status")["buckets"][0]["overflows"]
        service.stop()
    finally:
        with open(limit, "w", encoding="ascii") as file:
            file.write(old)
    isKept, text = kept(("overflow", took))
    return isKept and settled and found == seeds and overflows > 0, (
        f"{len(found)} of {len(seeds)} seeds among {count:,} changes after {text}; {overflows} overflows")


WRITER = """
import os, sys, time
folder, number, seconds, seed = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), b"payment card 4242 4242 4242 4242\\n"
end = time.monotonic() + seconds
count = 0
while time.monotonic() < end:
    if count % 1000 == 0:
        current = os.path.join(folder, f"{number}-{count // 1000}")
        os.mkdir(current)
    fd = os.open(os.path.join(current, str(count)), os.O_WRONLY | os.O_CREAT, 0o600)
    os.write(fd, seed if count % 1000 == 999 else b"nothing\\n" * 10)
    os.close(fd)
    count += 1
print(count)
"""


def burst(scale):
    """Two writers, as fast as the machine writes, for 60 s."""
    service = Service(settle=2000)
    seconds = 60 / scale
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, service.bucket, str(number), str(seconds)],
                                stdout=subprocess.PIPE, text=True) for number in range(2)]
    counts = [int(writer.communicate()[0]) for writer in writers]
    start = time.perf_counter()
    settled = service.settled(3600)
    took = time.perf_counter() - start
    found = len(service.found())
    expected = sum(count // 1000 for count in counts)
    objects = service.ask("buckets", "list")[0]["objectCount"]
    memory = service.memory()
    service.stop()
    isKept, text = kept(("burst memory", memory))
    return isKept and settled and found == expected and objects == sum(counts), (
        f"{sum(counts):,} files, {sum(counts) / seconds:,.0f} a second; {found:,} of {expected:,} seeds, {objects:,} "
        f"objects, settled {took:.0f} s after the last, {text}")


def million(scale):
    """A million objects in the records: how long until the service answers, and until an unchanged tree is compared."""
    service = Service()
    service.settled()
    count = 1_000_000 // scale
    for number in range(count):
        if number % 1000 == 0:
            current = os.path.join(service.bucket, str(number // 1000))
            os.mkdir(current)
        write(os.path.join(current, str(number)), SEED if number % 10_000 == 0 else b"nothing\n")
    settled = service.settled(3600)
    first = service.memory()
    service.process.terminate()
    service.process.wait()
    start = time.perf_counter()
    service.start()
    ready = time.perf_counter() - start
    settled = service.settled(600) and settled
    compared = time.perf_counter() - start
    status = service.ask("status")
    objects = service.ask("buckets", "list")[0]["objectCount"]
    memory = service.memory()
    service.stop()
    isKept, text = kept(("million restart", ready), ("million compared", compared), ("million memory", memory))
    passed = isKept and settled and objects == count and status["scanned"] == 0
    return passed, f"{objects:,} objects; {text}; {first} MB while they were found; {status['scanned']} scanned again"


def full(scale):
    """The disk with the state fills up under load, and has room again later: nothing is lost, and it is said."""
    if os.geteuid() != 0:
        return None, "needs root to mount"
    mount = []

    def small(state):
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32M,mode=700", "none", state], check=True)
        mount.append(state)

    try:
        service = Service(prepare=small)
        count = 20_000 // scale
        for number in range(100):
            write(os.path.join(service.bucket, f"first-{number}"))
        service.settled()
        filler = os.path.join(service.state, "filler")
        with open(filler, "wb") as file:
            try:
                while True:
                    file.write(bytes(65536))
                    file.flush()
            except OSError:
                pass
        for number in range(count):
            write(os.path.join(service.bucket, str(number)), SEED if number % 100 == 0 else b"nothing\n")
        isSettled = service.settled(3)
        problems = service.ask("status")["problems"]
        os.unlink(filler)
        settled = service.settled(60)
        found = len(service.found())
        healthy = service.ask("status")["isHealthy"]
        announced = len({event["id"] for event in service.events(wasFull=True)
                         if event["detail-type"] == "Macie Finding" and event["detail"]["category"] == "CLASSIFICATION"})
        service.kill()
    finally:
        for state in mount:
            subprocess.run(["umount", "-l", state], check=False)
    expected = 100 + len(range(0, count, 100))
    shutil.rmtree(service.home, ignore_errors=True)
    return not isSettled and problems and settled and healthy and found == announced == expected, (
        f"said {problems[0].split(':')[0] if problems else 'nothing'!r} while full; then {found} of {expected} found, "
        f"{announced} announced")


def power(scale):
    """The disk with the state loses everything that was not flushed, at random moments under load."""
    disk = Disk()
    if disk.lacks:
        return None, disk.lacks
    chance = random.Random(2)
    cuts = max(2, 40 // scale)
    lost = 0
    written = set()
    try:
        service = Service(prepare=disk.mount)
        for cut in range(cuts):
            keys = [f"{cut}-{number}" for number in range(50)]
            for key in keys:
                write(os.path.join(service.bucket, key))
                written.add(key)
            service.settled()
            # What is acknowledged from here on must be there afterwards; a walk could not find it again.
            identity = next(f["id"] for f in service.ask("findings", "list", "--limit", "999999")
                            if f["key"] == keys[0])
            subprocess.run([*service.client(), "findings", "archive", identity, "--reason", f"cut {cut}"], check=True)
            events = {event["id"] for event in service.events()}
            for number in range(chance.randrange(200)):
                key = f"{cut}-late-{number}"
                write(os.path.join(service.bucket, key))
                written.add(key)
            disk.cut(service.state)
            service.kill()
            disk.remount(service.state)
            service.start()
            archived = {f["id"] for f in service.ask("findings", "list", "--all", "--limit", "999999")
                        if f.get("archivedBy")}
            lost += identity not in archived
            lost += len(events - {event["id"] for event in service.events()})
        settled = service.settled()
        found = {f["key"] for f in service.ask("findings", "list", "--archived", "--limit", "999999")
                 if f["type"].startswith("SensitiveData:")}
        verified = subprocess.run([*service.client(), "audit", "verify"], capture_output=True, check=False).returncode == 0
        service.kill()
    finally:
        disk.remove()
    shutil.rmtree(service.home, ignore_errors=True)
    return settled and lost == 0 and found == written and verified, (
        f"{cuts} cuts; {lost} acknowledged facts lost, {len(found & written):,} of {len(written):,} findings, audit log "
        f"{'whole' if verified else 'broken'}{missing(written - found)}{'' if settled else ', not settled'}")


def canary(scale):
    """Values that were found are nowhere: not in state, log, events, metrics, answers, nor in the service's memory."""
    log = tempfile.TemporaryFile()
    service = Service(log=log)
    if not shutil.which("gcore"):
        return None, "needs gcore, to look into the memory of the service"
    secrets = [b"4539 7192 6408 3152", b"4539719264083152", b"zq7kanarienvogel@example.org", b"DE50371040449015273648", b"DE50 3710 4044 9015 2736 48"]
    for number in range(200):
        write(os.path.join(service.bucket, f"{number}.txt"),
              b"payment card %s\nmail zq7kanarienvogel@example.org\niban DE50 3710 4044 9015 2736 48\n" % secrets[number % 2])
    service.settled()
    answers = b"".join(subprocess.run([*service.client(), *command], capture_output=True, check=False).stdout
                       for command in (["status"], ["metrics"], ["buckets", "list"], ["findings", "list", "--format", "json"],
                                       ["findings", "stats", "--group-by", "identifier"]))
    for finding in service.ask("findings", "list")[:20]:
        answers += subprocess.run([*service.client(), "findings", "show", finding["id"]], capture_output=True,
                                  check=False).stdout
    core = os.path.join(service.home, "core")
    dumped = subprocess.run(["gcore", "-o", core, str(service.process.pid)], capture_output=True, check=False).returncode == 0
    # A worker that dies in the middle of it must not tell either.
    with open(f"/proc/{service.process.pid}/task/{service.process.pid}/children", encoding="ascii") as file:
        for worker in map(int, file.read().split()):
            os.kill(worker, signal.SIGSEGV)
    write(os.path.join(service.bucket, "after.txt"))
    service.settled()
    os.kill(service.process.pid, signal.SIGABRT)
    service.process.wait()
    places = {"answers": answers}
    log.seek(0)
    places["log"] = log.read()
    for folder, _, names in os.walk(service.home):
        if folder != service.bucket:
            for name in names:
                if not name.endswith(".sock"):
                    with open(os.path.join(folder, name), "rb") as file:
                        places[name] = file.read()
    wanted = values.forms(secrets)
    # Would they be seen? In each form, in the middle of something, and compressed.
    blind = [form for form in wanted if not values.hits({form}, b"\0" * 50 + form + b"\0" * 50)
             or not values.hits({form}, b"text" + gzip.compress(b"line\n" * 20 + form))]
    hits = {name: sorted(values.hits(wanted, content))[:3] for name, content in places.items()}
    hits = {name: forms for name, forms in hits.items() if forms}
    shutil.rmtree(service.home, ignore_errors=True)
    return dumped and not hits and not blind, (
        f"{len(secrets)} values in {len(wanted):,} forms (fragments, reversed, base64, hex, URL-encoded, UTF-16, compressed) in "
        f"{len(places)} places, {sum(map(len, places.values())) >> 20} MB: {len(hits)} hits{f' in {hits}' if hits else ''}"
        f"{f'; {len(blind)} forms would not be seen' if blind else ''}{'' if dumped else '; the memory could not be looked at'}")


def writer(scale):
    """A file that a writer never closes: each secret is announced within the longest settle time."""
    service = Service(settle=1000)
    with open(service.configuration, "a", encoding="utf-8") as file:
        file.write("longestSettleMilliseconds: 3000\n")
    service.process.send_signal(signal.SIGHUP)
    time.sleep(1)
    service.settled()
    seconds = 60 // scale
    waits = []
    with open(os.path.join(service.bucket, "log"), "wb", buffering=0) as file:
        start = time.monotonic()
        seeds = 0
        pending = None
        while time.monotonic() - start < seconds:
            if pending is None:
                file.write(SEED)
                seeds += 1
                pending = time.monotonic()
            else:
                file.write(b"nothing\n")
            counts = [event["detail"]["classificationDetails"]["result"]["sensitiveData"][0]["totalCount"]
                      for event in service.events()
                      if event["detail-type"] == "Macie Finding" and event["detail"]["category"] == "CLASSIFICATION"]
            if counts and max(counts) >= seeds:
                waits.append(time.monotonic() - pending)
                pending = None
            time.sleep(0.01)
    scans = service.ask("status")["scanned"]
    service.stop()
    isKept, text = kept(("writer", max(waits, default=0)))
    return isKept and bool(waits), f"{len(waits)} secrets, {text}; {scans} scans"


def ways(scale):
    """Whatever way a secret gets into a file, it is found under the name that the file has in the end, and no other."""
    results = []
    for watch in ("fanotify", "inotify", "polling"):
        service = Service(watch=watch)
        service.settled()
        path = lambda name: os.path.join(service.bucket, name)
        outside = os.path.join(service.home, "outside")
        os.mkdir(outside)
        write(path("truncated"), SEED + b"nothing\n")
        write(path("cleaned"))
        write(path("linked"), b"nothing\n")
        write(path("mapped"), b"nothing, and more of it\n" * 10)
        for name in ("left", "right"):
            os.makedirs(path(name + "/deep"))
        write(path("left/deep/file"))
        write(path("right/deep/file"), b"nothing\n")
        os.makedirs(os.path.join(outside, "tree/a/b"))
        write(os.path.join(outside, "tree/a/b/moved in"))
        os.makedirs(path("goes/a/b"))
        write(path("goes/a/b/moved out"))
        os.link(path("linked"), os.path.join(outside, "linked"))
        service.settled()
        expected = {"truncated", "left/deep/file", "goes/a/b/moved out", "cleaned"}
        first = set(service.found()) == expected
        # Truncated by name, without any handle that is closed for writing.
        os.truncate(path("truncated"), len(SEED))
        os.truncate(path("cleaned"), 0)
        # Saved as editors do: a new file takes the name of the old one.
        write(path(".save.tmp"))
        os.rename(path(".save.tmp"), path("saved"))
        # Without a name at first.
        descriptor = os.open(service.bucket, os.O_TMPFILE | os.O_RDWR, 0o600)
        os.write(descriptor, SEED)
        # AT_SYMLINK_FOLLOW: the name under /proc stands for the file.
        ctypes.CDLL(None).linkat(-100, f"/proc/self/fd/{descriptor}".encode(), -100, path("nameless").encode(), 0x400)
        os.close(descriptor)
        # Through memory.
        with open(path("mapped"), "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
            memory[:len(SEED)] = SEED
        # By the kernel alone.
        with open(path("truncated"), "rb") as source, open(path("copied"), "wb") as target:
            os.copy_file_range(source.fileno(), target.fileno(), len(SEED))
        with open(path("truncated"), "rb") as source, open(path("sent"), "wb") as target:
            os.sendfile(target.fileno(), source.fileno(), 0, len(SEED))
        # Folders that come, go and change places.
        os.rename(os.path.join(outside, "tree"), path("tree"))
        os.rename(path("goes"), os.path.join(outside, "gone"))
        subprocess.run([sys.executable, "-c", EXCHANGE, path("left"), path("right")], check=True)
        write(os.path.join(outside, "gone/a/b/late"))
        write(path("tree/a/b/late"))
        # Under a name outside the bucket: only a watch of the file system sees that, or a walk.
        with open(os.path.join(outside, "linked"), "ab") as file:
            file.write(SEED)
        settled = service.settled()
        expected = {"truncated", "saved", "nameless", "mapped", "copied", "sent", "tree/a/b/moved in", "tree/a/b/late",
                    "right/deep/file", "linked"}
        found = set(service.found())
        if watch == "inotify":
            expected.remove("linked")
            found.discard("linked")
        results.append((watch, first and settled and found == expected, found ^ expected))
        service.stop()
    return all(good for _, good, _ in results), ", ".join(
        f"{watch}: {'all' if good else 'not ' + str(sorted(wrong))}" for watch, good, wrong in results)


EXCHANGE = """
import ctypes, sys
libc = ctypes.CDLL(None, use_errno=True)
if libc.renameat2(-100, sys.argv[1].encode(), -100, sys.argv[2].encode(), 2) != 0:
    sys.exit(str(ctypes.get_errno()))
"""


def events(scale):
    """20,000 events a second from put-events to a line in a file, all on the disk; and how long one takes."""
    service = Service(more="feedMegabytes: 10000\n")
    total = 400_000 // scale
    complete, taken, delivered = eventproofs.throughput(service, total)
    service.stop()
    service = Service()
    median, worst = eventproofs.latency(service)
    service.stop()
    isKept, text = kept(("events delivered", delivered), ("events latency 99 %", worst))
    return isKept and complete, (
        f"{total:,} events of 900 bytes, {'all' if complete else 'NOT ALL'} delivered: {taken:,.0f}/s taken; one alone: "
        f"median {median:.1f} ms; {text}")


def deliveries(scale):
    """Kills while events pass to three targets, one of which fails half the time."""
    service = Service(more="feedMegabytes: 10000\n")
    total, kills = 1_000_000 // scale, max(5, 100 // scale)
    start = time.monotonic()
    lost, dead, disorder, repeated = eventproofs.kills(service, total, kills)
    seconds = time.monotonic() - start
    service.stop()
    return sum(lost) == 0 and disorder == 0, (
        f"{kills} kills, {total:,} events in {seconds:.0f} s: lost {lost[0]}, {lost[1]} and {lost[2]} of three targets, "
        f"{dead:,} in the dead letters of the third, {disorder} out of order, {repeated} came twice to the second")


def jobs(scale):
    """A discovery job over many objects, killed and started again ten times."""
    service = Service(more="feedMegabytes: 10000\n")
    total = 1_000_000 // scale
    service.kill()
    for number in range(total):
        folder = os.path.join(service.bucket, f"{number % 1000:03}")
        if number < 1000:
            os.mkdir(folder)
        write(os.path.join(folder, f"{number}.txt"), b"nothing\n" if number % 10 else SEED)
    service.start()
    service.settled(3600)
    path = os.path.join(service.home, "jobs.jsonl")
    putter = eventproofs.Putter(service)
    pattern = {"detail-type": ["Object Scan Completed"], "detail": {"jobId": [{"exists": True}]}}
    putter.perform("PutRule", {"Name": "jobs", "EventPattern": json.dumps(pattern)})
    putter.perform("PutTargets", {"Rule": "jobs", "Targets": [{"Id": "file", "Arn": f"jsonl:{path}"}]})
    subprocess.run([*service.client(), "jobs", "create", "--name", "all"], check=True, capture_output=True)
    start = time.monotonic()
    kills, low, disorder = 0, 0, 0
    while True:
        job = service.ask("jobs", "show", "--job-id", "all")
        done = job["Progress"]["Done"]
        disorder += done < low
        low = done
        if job["JobStatus"] == "COMPLETE":
            break
        if kills < 10 and done >= total * (kills + 1) // 11:
            service.kill()
            service.start()
            kills += 1
        time.sleep(0.02)
    seconds = time.monotonic() - start
    service.settled()
    seen = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            event = json.loads(line)
            seen.setdefault(event["detail"]["object"]["key"], set()).add(event["id"])
    twice = sum(len(ids) > 1 for ids in seen.values())
    progress = job["Progress"]
    service.stop()
    right = progress["Chosen"] == progress["Done"] == len(seen) == total and progress["Sensitive"] == total // 10
    return right and not twice and not disorder, (
        f"{total:,} objects, {kills} kills, {seconds:.0f} s: {progress['Done']:,} of {progress['Chosen']:,} done, "
        f"{progress['Sensitive']:,} with findings; {len(seen):,} looked at, {twice} twice; "
        f"progress went back {disorder} times")


def replay(scale):
    """A month of archived events is put again: all or a part, until it is cancelled, and over kills."""
    service = Service(more="feedMegabytes: 10000\n")
    wrong, text = eventproofs.replay(service, 1_000_000 // scale)
    service.stop()
    return not wrong, text + (f"; wrong: {'; '.join(wrong)}" if wrong else "")


def targets(scale):
    """Each event reaches a target of each kind, whole; a command runs as the user that it is to, and not for ever."""
    service = Service()
    count = 200 // scale
    wrong, kinds, left = eventproofs.targets(service, max(10, count // 10 * 10))
    service.stop()
    return None if left and not wrong else not wrong, (f"{count} events, all to {', '.join(kinds)}; a command that goes on is ended"
                       f"{'; left out: ' + ', '.join(left) if left else ''}{'; wrong: ' + ', '.join(wrong) if wrong else ''}")


def webhooks(scale):
    """Servers that hang, fail, redirect, flood or are not there, and addresses that are not public, by all their names."""
    service = Service(more='webhookNetworks: ["127.0.0.0/8"]\n')
    wrong, causes, slowest = eventproofs.webhooks(service, max(5, 40 // scale))
    service.stop()
    isKept, words = kept(("webhooks", slowest))
    text = f"{words}; given up as {causes}; wrong: {wrong or 'nothing'}"
    if os.geteuid() != 0:
        return None if isKept and not wrong else False, text + "; addresses left out, that takes root"
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as resolv:
        resolv.write("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
        resolv.flush()
        command = f"mount --bind {resolv.name} $(readlink -f /etc/resolv.conf) && exec \"$@\""
        service = Service(wrap=["unshare", "-m", "sh", "-c", command, "sh"])
        taken, codes = eventproofs.addresses(service)
        service.stop()
    refused = sum(code == "ADDRESS_REFUSED" for code in codes.values())
    others = {host: code for host, code in codes.items() if code != "ADDRESS_REFUSED"}
    return isKept and not wrong and not taken and len(codes) == len(eventproofs.HIDDEN) and not others, (
        f"{text}; {refused} of {len(eventproofs.HIDDEN)} hidden addresses refused, {len(taken)} connected to {others or ''}")


def keys(scale):
    """20,000 encrypts a second over the control socket on one core, each in the audit log before it is answered."""
    service = Service(wrap=["taskset", "-c", "0"])
    rate, cores, median, worst, wrong = keyproofs.encrypts(service, max(2, 20 // scale))
    audit = subprocess.run([*service.client(), "audit", "verify"], capture_output=True, text=True, check=False)
    service.stop()
    isKept, text = kept(("encrypts", rate / cores), ("encrypts 99 %", worst))
    return isKept and not wrong and audit.returncode == 0, (
        f"{rate:,.0f} encrypts a second with {cores:.2f} of one core, median {median:.2f} ms; {text}; {wrong} wrong answers; {audit.stdout.strip() or audit.stderr.strip()}")


def secretreads_(scale):
    """10,000 values of secrets a second over the control socket on one core, each read in the audit log before."""
    service = Service(wrap=["taskset", "-c", "0"])
    rate, cores, median, worst, wrong = secretreads.reads(service, max(2, 20 // scale))
    audit = subprocess.run([*service.client(), "audit", "verify"], capture_output=True, text=True, check=False)
    service.stop()
    isKept, text = kept(("secret reads", rate / cores), ("secret reads 99 %", worst))
    return isKept and not wrong and audit.returncode == 0, (
        f"{rate:,.0f} values a second with {cores:.2f} of one core, median {median:.2f} ms; {text}; {wrong} wrong answers; {'; '.join(audit.stdout.strip().splitlines())}")


def manysecrets(scale):
    """100,000 secrets: the service starts, answers and recognises one of them."""
    service = Service()
    passed, text = secretreads.many(service, 100_000 // scale)
    service.stop()
    return passed, text


def keymemory(scale):
    """Keys are in the memory of the key process and nowhere else, secret values in no file, and nothing makes a core."""
    if os.geteuid() != 0:
        return None, "looking into memory takes root"
    return keyproofs.keymemory(Service, RELEASE)


MAGPIE = os.path.join(RELEASE, "magpie")


def rewriting(scale):
    """Kills and power cuts at every system call of encryptions, decryptions and recoveries in place."""
    return objectproofs.every_call(MAGPIE, scale)


def rewritingkills(scale):
    """10,000 random kill -9 while 1,000 files are encrypted and decrypted in place."""
    return objectproofs.random_kills(MAGPIE, 10_000 // scale)


def rewritingfaults(scale):
    """Disks that are full, fail or lie while files are encrypted and decrypted in place."""
    return objectproofs.faults(MAGPIE, scale)


def rewritingspeed(scale):
    """How fast files are encrypted in place."""
    return objectproofs.speed(MAGPIE, 400 // scale)


def acting(scale):
    """Kills the service, or its helpers, while a rule has a bucket encrypted; then everything is undone."""
    service = Service(more="encryptionsPerHour: 1000000\nencryptedPercentPerDay: 100\n")
    files, kills = max(30, 300 // scale), max(5, 60 // scale)
    wrong, text = objectproofs.acting(service, files, kills, random.Random(4))
    service.stop()
    return not wrong, f"{files} files, {kills} kills: all encrypted, then: {text}; wrong: {wrong[:5] or 'nothing'}"


def rotating(scale):
    """Kills the service, or its helpers, at random moments of rotations at PostgreSQL."""
    if not rotationproofs.isAvailable():
        return None, "needs Debian's postgresql"
    wrong, text = rotationproofs.random_kills(Service, max(8, 200 // scale), random.Random(5))
    return not wrong, text + (f"; wrong: {len(wrong)}: {'; '.join(wrong[:5])}" if wrong else "")


def rotatingcalls(scale):
    """Kills the service at every system call of rotations at PostgreSQL."""
    if not rotationproofs.isAvailable() or os.uname().machine != "x86_64":
        return None, "needs Debian's postgresql, and x86-64"
    wrong, text = rotationproofs.every_call(Service, scale)
    return not wrong, text + (f"; wrong: {len(wrong)}: {'; '.join(wrong[:5])}" if wrong else "")


def identities(scale):
    """Kills the service before each call that leaves something behind, of each operation of IAM that writes."""
    if os.uname().machine != "x86_64":
        return None, "needs x86-64"
    wrong, text = iamproofs.kills(Service, scale)
    return not wrong, text + (f"; wrong: {'; '.join(wrong[:5])}" if wrong else "")


def identitypower(scale):
    """The disk with the state loses everything that was not flushed while policies are written."""
    return iamproofs.cuts(Service, scale)


def principals(scale):
    """100,000 users and 10,000 roles besides: who asks waits no longer than where there are ten."""
    if os.geteuid() != 0:
        return None, "needs root, to ask as somebody else"
    users, roles = 100_000 // scale - 3, 10_000 // scale - 3
    figures, memory = iamproofs.principals(Service, users, roles)
    few, many = figures["requests"]
    isKept, text = kept(("principals", many / few))
    again, change = figures["after_change"], figures["change"]
    return isKept, (f"{users:,} users and {roles:,} roles: {many:.1f} µs a request where it is {few:.1f} with ten; {text}; "
                    f"the first after a change {again[1]:.0f} where it is {again[0]:.0f}; a change {change[1]:.2f} ms where it "
                    f"is {change[0]:.2f}; {memory} MB at most")


def crowd(scale):
    """Others are answered while 10,000 connections of SDKs are idle, 200 slow, and one sends heads without end."""
    try:
        import wireproofs
    except ImportError as error:
        return None, f"this machine has no {error.name}"
    figures = wireproofs.crowd(scale)
    isKept, text = kept(("crowd 99 %", figures["99 %"]))
    return isKept and not figures["refused"], (
        f"{figures['asked']:,} encrypts beside {figures['idle']:,} idle and {figures['slow']} slow connections and "
        f"{figures['poured'] / 1e6:,.0f} MB of heads, cut off {figures['closed']:,} times: median {figures['median']:.1f} ms, "
        f"{text}; {figures['refused']} refused")


PROOFS = {"million": million, "folders": folders, "crash": crash, "latency": latency, "overflow": overflow, "burst": burst,
          "full": full, "power": power, "canary": canary, "writer": writer, "ways": ways,
          "events": events, "deliveries": deliveries, "jobs": jobs, "replay": replay,
          "targets": targets, "webhooks": webhooks, "keys": keys, "keymemory": keymemory, "secretreads": secretreads_,
          "manysecrets": manysecrets, "crowd": crowd,
          "rewriting": rewriting, "rewritingkills": rewritingkills, "rewritingfaults": rewritingfaults,
          "rewritingspeed": rewritingspeed, "acting": acting,
          "rotating": rotating, "rotatingcalls": rotatingcalls, "identities": identities,
          "identitypower": identitypower, "principals": principals, "bombs": hostilefiles.prove}


# What can be done once: proofs by name, each attack by its own name, and names for several of them.
GROUPS = {"attacks": attacks.names(), "proofs": list(PROOFS)}
ALL = {**PROOFS, **attacks.functions(), "soak": soak.prove}


def chosen(text):
    """The names of proofs that a list such as `latency,attacks/swapped-root` stands for."""
    names = []
    for word in text.split(","):
        found = GROUPS.get(word, [word])
        unknown = [name for name in found if name not in ALL]
        if unknown:
            raise SystemExit(f"prove: no proof is called {unknown[0]}; there are: {', '.join([*GROUPS, *ALL])}")
        names += found
    return names


def attempt(name, scale):
    """What became of a proof, and in which words."""
    try:
        passed, text = ALL[name](scale)
    except Exception as error:  # Whatever goes wrong in a proof, the others are made.
        traceback.print_exc()
        return "NOT RUN", f"{type(error).__name__}: {error}"
    return "LEFT OUT" if passed is None else "PASS" if passed else "FAIL", text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", metavar="LIST", default="proofs,attacks",
                        help=f"names separated by commas, out of {', '.join([*GROUPS, *ALL])}")
    parser.add_argument("--scale", type=int, default=1, metavar="N", help="do only the Nth part")
    parser.add_argument("--minutes", type=float, default=30, metavar="N", help="how long soak goes on")
    parser.add_argument("--seed", type=int, help="the order of soak's attacks; by default another each time")
    options = parser.parse_args()
    soak.MINUTES, soak.SEED = options.minutes, options.seed
    counts = {}
    for name in chosen(options.only):
        result, text = attempt(name, options.scale)
        counts[result] = counts.get(result, 0) + 1
        print(f"{result}  {name}: {text}", flush=True)
    # What was not shown is not proven.
    unproven = thresholds.undocumented()
    for line in unproven:
        print(f"FAIL  thresholds: {line}")
    isProven = set(counts) == {"PASS"} and not unproven
    tally = ", ".join(f"{count} {result.lower()}" for result, count in sorted(counts.items()))
    print(f"prove: {'all proven' if isProven else 'NOT PROVEN'}: {tally}", flush=True)
    return 0 if isProven else 1


if __name__ == "__main__":
    sys.exit(main())
