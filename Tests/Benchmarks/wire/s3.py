#!/usr/bin/env python3
"""Measures how fast large objects are got from S3: against nginx's sendfile in clear, and against AES-GCM alone encrypted.

    python3 Tests/Benchmarks/wire/s3.py [--programs .build/release] [--megabytes 512] [--runs 7]

Client (curl) and servers share the machine; runs alternate. It needs boto3, curl, openssl and nginx (Debian's nginx-light), and prints
for each run what a second brings and what a gigabyte costs the server's processes.
"""
import argparse
import json
import os
import re
import signal
import statistics
import subprocess
import tempfile
import time

import boto3
from botocore.config import Config

from measure import seconds_of

TICK = os.sysconf("SC_CLK_TCK")


def get(url, size):
    start = time.monotonic()
    out = subprocess.run(["curl", "-sS", "-o", "/dev/null", "-w", "%{http_code} %{size_download}", url],
                         check=True, capture_output=True, text=True).stdout.split()
    assert out == ["200", str(size)], out
    return time.monotonic() - start


def nginx(folder, port):
    config = os.path.join(folder, "nginx.conf")
    with open(config, "w") as file:
        file.write(f"""daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log; user root;
events {{ worker_connections 64; }}
http {{ sendfile on; tcp_nopush on; access_log off; server {{ listen 127.0.0.1:{port}; root {folder}/bucket; }} }}
""")
    return subprocess.Popen(["nginx", "-c", config, "-p", folder])


def magpie(folder, port, programs):
    config = os.path.join(folder, "magpie.yaml")
    with open(config, "w") as file:
        file.write(f"""state: {folder}/state
buckets:
  - {{ path: {folder}/bucket, writable: true }}
discovery: {{ identifiers: none }}
api:
  listen: ["127.0.0.1:{port}"]
""")
    log = open(os.path.join(folder, "log"), "w")
    process = subprocess.Popen([os.path.join(programs, "magpied"), "--config", config, "--socket", f"{folder}/s"], stderr=log)
    while "serving SDKs" not in open(log.name).read():
        assert process.poll() is None, open(log.name).read()
        time.sleep(0.05)
    return process


def command(programs, folder, *words):
    environment = dict(os.environ, MAGPIE_SOCKET=f"{folder}/s")
    return json.loads(subprocess.run([os.path.join(programs, "magpie"), *words, "--socket", f"{folder}/s"], check=True,
                                     capture_output=True, text=True, env=environment).stdout or "{}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", default=".build/release")
    parser.add_argument("--megabytes", type=int, default=512)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    size = options.megabytes << 20
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "bucket"))
        os.mkdir(os.path.join(folder, "state"), 0o700)
        with open(os.path.join(folder, "bucket/plain"), "wb") as file:
            for _ in range(options.megabytes):
                file.write(os.urandom(1 << 20))
        servers = {"nginx": nginx(folder, 5601), "magpie": magpie(folder, 5602, options.programs)}
        try:
            command(options.programs, folder, "iam", "create-user", "--user-name", "a")
            command(options.programs, folder, "iam", "attach-user-policy", "--user-name", "a", "--policy-arn",
                    "arn:aws:iam::aws:policy/MagpieAdministratorAccess")
            key = command(options.programs, folder, "iam", "create-access-key", "--user-name", "a")["AccessKey"]
            s3 = boto3.client("s3", endpoint_url="http://127.0.0.1:5602", region_name="local",
                              aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"],
                              config=Config(signature_version="s3v4", read_timeout=600))
            s3.copy_object(Bucket="bucket", Key="sealed", CopySource="bucket/plain", ServerSideEncryption="AES256")

            def url(name):
                return s3.generate_presigned_url("get_object", Params={"Bucket": "bucket", "Key": name}, ExpiresIn=86400)

            kinds = {"nginx": (servers["nginx"], "http://127.0.0.1:5601/plain"),
                     "magpie plain": (servers["magpie"], url("plain")), "magpie encrypted": (servers["magpie"], url("sealed"))}
            rates, costs = {name: [] for name in kinds}, {name: [] for name in kinds}
            raw = []
            for _ in range(options.runs):
                for name, (server, place) in kinds.items():
                    before = sum(seconds_of(server.pid).values())
                    rates[name].append(size / 1e6 / get(place, size))
                    costs[name].append((sum(seconds_of(server.pid).values()) - before) / size * 1e9)
                text = subprocess.run(["openssl", "speed", "-seconds", "1", "-bytes", "65536", "-evp", "aes-256-gcm"],
                                      capture_output=True, text=True).stdout
                raw.append(float(re.search(r"([0-9.]+)k\s*$", text).group(1)) / 1e3)
            for name in kinds:
                print(f"{name}: {statistics.median(rates[name]):.0f} MB/s (best {max(rates[name]):.0f}), "
                      f"{statistics.median(costs[name]):.2f} s of the server's processes a GB")
            print(f"AES-256-GCM of one core: {statistics.median(raw):.0f} MB/s (best {max(raw):.0f})")
            plain = statistics.median(a / b for a, b in zip(rates["magpie plain"], rates["nginx"]))
            sealed = statistics.median(a / b for a, b in zip(rates["magpie encrypted"], raw))
            print(f"plain to nginx {plain:.2f}, encrypted to AES-GCM {sealed:.2f}")
            print(seconds_of(servers["magpie"].pid))
        finally:
            for server in servers.values():
                server.send_signal(signal.SIGTERM)
            for server in servers.values():
                server.wait()


if __name__ == "__main__":
    main()
