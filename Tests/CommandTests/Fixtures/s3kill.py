"""Kills the process that writes, and the service, at each of their steps of a put, a copy, a delete and a completed upload.

    s3kill.py ENDPOINT ACCESS_KEY_ID SECRET_ACCESS_KEY HOME

HOME has the folder of the bucket 'bucket', which may be written to, and magpie.yaml; the file 'daemon' has the number of the service's
process. An object is what it was or what it shall be, never half of it, and what was acknowledged is there: else a line says what is
wrong. At the end there is nothing beside the objects, and two lines say how often each process was killed.
"""
import os
import signal
import subprocess
import sys
import time
import urllib.request

import boto3
from botocore.config import Config

endpoint, key_id, secret, home = sys.argv[1:5]
folder = os.path.join(home, "bucket")
old, new = b"o" * 300_000, b"n" * 400_000
part = b"p" * (5 << 20)
s3 = boto3.client("s3", endpoint_url=endpoint, region_name="local", aws_access_key_id=key_id, aws_secret_access_key=secret,
                  config=Config(retries={"max_attempts": 1}, read_timeout=120))
kills = {"magpie-act": 0, "magpied": 0}


def daemon():
    with open(os.path.join(home, "daemon")) as file:
        return int(file.read())


def pids(name):
    if name == "magpied":
        return [daemon()]
    found = subprocess.run(["pgrep", "-P", str(daemon()), "-x", name], capture_output=True, text=True).stdout.split()
    return [int(pid) for pid in found]


def is_up():
    try:
        return urllib.request.urlopen(endpoint + "/_magpie/health", timeout=5).status == 200
    except OSError:
        return False


def start():
    with open(os.path.join(home, "log"), "ab") as log:
        process = subprocess.Popen(["magpied", "--config", os.path.join(home, "magpie.yaml")], stderr=log, cwd=home)
    with open(os.path.join(home, "daemon"), "w") as file:
        file.write(str(process.pid))
    for _ in range(2400):
        if is_up():
            return
        time.sleep(0.05)
    raise SystemExit("the service does not come up")


def content(name):
    try:
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def attempt(name, call, count, step):
    """Runs a call while one process ends at a step. Returns whether it was acknowledged, and whether the process has ended."""
    targets = pids(name)
    trace = subprocess.Popen(["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={step}",
                              "-e", f"inject={step}:signal=KILL:when={count}"]
                             + [argument for pid in targets for argument in ("-p", str(pid))], stderr=subprocess.PIPE)
    for _ in range(2400):
        status = [open(f"/proc/{pid}/status").read() for pid in targets if os.path.exists(f"/proc/{pid}/status")]
        if all(f"TracerPid:\t{trace.pid}\n" in text for text in status):
            break
        time.sleep(0.01)
    try:
        call()
        done = True
    except Exception:
        done = False
    time.sleep(0.05)
    died = any(not os.path.exists(f"/proc/{pid}") or "State:\tZ" in open(f"/proc/{pid}/status").read() for pid in targets)
    if trace.poll() is None:
        trace.send_signal(signal.SIGINT)
    trace.wait()
    if died:
        kills[name] += 1
        if name == "magpied":
            try:
                os.waitpid(targets[0], 0)
            except ChildProcessError:
                pass
            start()
    return done, died


def upload(key):
    begun = {"Bucket": "bucket", "Key": key, "UploadId": s3.create_multipart_upload(Bucket="bucket", Key=key)["UploadId"]}
    made = [{"PartNumber": number, "ETag": s3.upload_part(**begun, PartNumber=number, Body=body)["ETag"]}
            for number, body in enumerate((part, b"end"), 1)]
    return lambda: s3.complete_multipart_upload(**begun, MultipartUpload={"Parts": made})


def put(key, body):
    s3.put_object(Bucket="bucket", Key=key, Body=body)


calls = {
    "new": (None, new, lambda: lambda: put("k/new/object", new), "k/new/object"),
    "replace": (old, new, lambda: lambda: put("k/object", new), "k/object"),
    "copy": (old, new, lambda: lambda: s3.copy_object(Bucket="bucket", Key="k/object", CopySource="bucket/source"), "k/object"),
    "delete": (old, None, lambda: lambda: s3.delete_object(Bucket="bucket", Key="k/gone/object"), "k/gone/object"),
    "complete": (old, part + b"end", lambda: upload("k/object"), "k/object"),
}
steps = {
    "magpie-act": [("fallocate", 1), ("pwrite64", 1), ("pwrite64", 2), ("fchmod", 1), ("utimensat", 1), ("fsetxattr", 1),
                   ("fsync", 1), ("fsync", 2), ("fsync", 3), ("linkat", 1), ("linkat", 2), ("renameat", 1), ("mkdirat", 1),
                   ("unlinkat", 1), ("unlinkat", 2)],
    "magpied": [("fdatasync", 1), ("fdatasync", 2), ("fsync", 1), ("sendmsg", 2), ("sendmsg", 4), ("unlinkat", 1)],
}
put("source", new)
for name, places in steps.items():
    for what, (before, after, make, key) in calls.items():
        for step, count in places:
            if before is None:
                s3.delete_object(Bucket="bucket", Key=key)
            else:
                put(key, before)
            call = make()
            done, died = attempt(name, call, count, step)
            found = content(key)
            if found not in (before, after) or (done and found != after):
                print(name, what, step, count, "done" if done else "failed", "left", None if found is None else len(found))
            # What was cut short can be done again.
            if not done:
                try:
                    call()
                except Exception as error:
                    # Of an upload the first try may have done all but the answer.
                    if what != "complete" or content(key) != after or "NoSuchUpload" not in str(error):
                        print(name, what, step, count, "again", error)
                if content(key) != after:
                    print(name, what, step, count, "not done again")
os.kill(daemon(), signal.SIGTERM)
try:
    os.waitpid(daemon(), 0)
except ChildProcessError:
    time.sleep(3)
start()
for _ in range(2400):
    left = [entry for entry in os.listdir(folder) if entry.startswith(".magpie")]
    if not left:
        break
    time.sleep(0.05)
print("left", left)
for name, count in kills.items():
    print(name, "killed often" if count >= (30 if name == "magpie-act" else 10) else f"killed {count} times")
