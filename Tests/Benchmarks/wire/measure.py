#!/usr/bin/env python3
"""Measures the AWS wire: requests a second with connections that stay open, what they cost the service, its start and memory.

    python3 Tests/Benchmarks/wire/measure.py [--magpied .build/release/magpied] [--seconds 10] [--connections 16] [--moto]

Client and service share the machine. It needs boto3 and cc; with --moto, moto_server is measured in alternating runs.
"""
import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

HERE = os.path.dirname(os.path.abspath(__file__))


def processes(root):
    """The numbers of a process and of those that it has started."""
    found, children = [root], {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                parent = int(open(f"/proc/{name}/stat").read().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(name))
    for process in found:
        found += children.get(process, [])
    return found


def seconds_of(root):
    total = {}
    for process in processes(root):
        try:
            fields = open(f"/proc/{process}/stat").read().rsplit(")", 1)[1].split()
            name = open(f"/proc/{process}/comm").read().strip()
        except OSError:
            continue
        total[name] = total.get(name, 0) + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def megabytes_of(root):
    """The proportional share of memory, process by process."""
    total = {}
    for process in processes(root):
        try:
            lines = open(f"/proc/{process}/smaps_rollup").read().splitlines()
            name = open(f"/proc/{process}/comm").read().strip()
        except OSError:
            continue
        share = next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
        total[name] = total.get(name, 0) + share / 1024
    return total


class Magpie:
    def __init__(self, program, *options):
        self.name = " ".join(("magpie",) + options)
        start = time.monotonic()
        self.process = subprocess.Popen([program, "--ephemeral", "--port", "0", *options], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL)
        self.ready = json.loads(self.process.stdout.readline())
        self.start = time.monotonic() - start
        self.endpoint = self.ready["endpoint"]
        self.key = (self.ready.get("accessKeyId", "test"), self.ready.get("secretAccessKey", "test"))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


class Moto:
    name = "moto"
    key = ("test", "test")

    def __init__(self, port=5599):
        self.endpoint = f"http://127.0.0.1:{port}"
        start = time.monotonic()
        self.process = subprocess.Popen(["moto_server", "-p", str(port)], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        while True:
            try:
                urllib.request.urlopen(self.endpoint + "/moto-api/", timeout=1)
                break
            except OSError:
                time.sleep(0.01)
        self.start = time.monotonic() - start

    def stop(self):
        self.process.kill()
        self.process.wait()


def requests(server):
    """What is measured, by names: service, headers and body."""
    def client(service):
        return boto3.client(service, endpoint_url=server.endpoint, region_name="us-east-1",
                            aws_access_key_id=server.key[0], aws_secret_access_key=server.key[1])
    key = client("kms").create_key()["KeyMetadata"]["KeyId"]
    client("secretsmanager").create_secret(Name="bench", SecretString="x" * 64)

    def of_json(service, target, body):
        return service, {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": target}, json.dumps(body)

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    return {
        "sts GetCallerIdentity": ("sts", form, "Action=GetCallerIdentity&Version=2011-06-15"),
        "kms Encrypt": of_json("kms", "TrentService.Encrypt", {"KeyId": key, "Plaintext": "aGVsbG8gd29ybGQ="}),
        "secretsmanager GetSecretValue": of_json(
            "secretsmanager", "secretsmanager.GetSecretValue", {"SecretId": "bench"}),
    }


def signed(server, service, headers, body):
    """The bytes of a request."""
    host = server.endpoint.split("//")[1]
    request = AWSRequest("POST", server.endpoint + "/", data=body.encode(), headers={**headers, "Host": host})
    SigV4Auth(Credentials(*server.key), service, "us-east-1").add_auth(request)
    request = request.prepare()
    head = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
    return f"POST / HTTP/1.1\r\n{head}\r\n".encode() + request.body


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--magpied", default=".build/release/magpied")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--moto", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        load = os.path.join(folder, "load")
        subprocess.run(["cc", "-O2", "-o", load, os.path.join(HERE, "load.c"), "-lpthread"], check=True)
        starts = []
        for _ in range(5):
            server = Magpie(options.magpied)
            starts.append(server.start)
            server.stop()
        print("start, ms:", " ".join(f"{start * 1000:.0f}" for start in sorted(starts)))
        for run in range(options.runs):
            for make in [lambda: Magpie(options.magpied), lambda: Magpie(options.magpied, "--any-credentials")] + (
                    [Moto] if options.moto else []):
                server = make()
                try:
                    measure(server, load, folder, options)
                finally:
                    server.stop()


def measure(server, load, folder, options):
    for name, (service, headers, body) in requests(server).items():
        path = os.path.join(folder, "request")
        with open(path, "wb") as file:
            file.write(signed(server, service, headers, body))
        port = server.endpoint.rsplit(":", 1)[1]
        before = seconds_of(server.process.pid)
        answer = subprocess.run([load, port, str(options.connections), str(options.seconds), path], check=True,
                                capture_output=True, text=True).stdout.split()
        after = seconds_of(server.process.pid)
        answers, failures, seconds = int(answer[0]), int(answer[1]), float(answer[2])
        used = {name: after[name] - before.get(name, 0) for name in after}
        each = " ".join(f"{name} {value / max(1, answers) * 1e6:.0f}" for name, value in sorted(used.items()))
        print(f"{server.name}: {name}: {answers / seconds:.0f}/s, {answers / max(0.01, sum(used.values())):.0f} a second of "
              f"the service, p50 {answer[3]} us, p99 {answer[4]} us, {failures} failures; us each: {each}", flush=True)
    print(f"{server.name}: memory, MiB:", " ".join(
        f"{name} {value:.0f}" for name, value in sorted(megabytes_of(server.process.pid).items())), flush=True)


if __name__ == "__main__":
    main()
