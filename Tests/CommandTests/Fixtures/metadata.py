"""What programs are told that ask for credentials as on an instance of EC2: each check prints its name.

    metadata.py ENDPOINT

It runs as root, and makes its sockets as another user, whose they are for the kernel then.
"""
import http.client
import json
import os
import pwd
import socket
import sys
import time
import urllib.parse

import boto3

endpoint = sys.argv[1]
place = urllib.parse.urlparse(endpoint).netloc
maker = pwd.getpwnam("nobody").pw_uid
make = socket.socket.__init__


def make_as_other(self, *arguments, **parameters):
    os.seteuid(maker)
    try:
        make(self, *arguments, **parameters)
    finally:
        os.seteuid(0)


socket.socket.__init__ = make_as_other
roles = "/latest/meta-data/iam/security-credentials/"
life = "X-aws-ec2-metadata-token-ttl-seconds"


def ask(method, path, **headers):
    connection = http.client.HTTPConnection(place, timeout=120)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def token(seconds="60", **headers):
    return ask("PUT", "/latest/api/token", **{life: seconds}, **headers)


def sessions():
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"):
        os.environ.pop(name, None)
    os.environ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = endpoint + "/"
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.environ["AWS_CONFIG_FILE"] = "/dev/null"
    session = boto3.Session(region_name="local")
    credentials = session.get_credentials()
    assert credentials.method == "iam-role", credentials.method
    assert credentials.get_frozen_credentials().access_key.startswith("ASIA")
    arn = session.client("sts", endpoint_url=endpoint).get_caller_identity()["Arn"]
    assert arn.endswith(":user/nobody"), arn
    assert ask("GET", roles, X_aws_ec2_metadata_token=token()[1]) == (200, "nobody")
    assert ask("GET", "/latest/meta-data/placement/region", X_aws_ec2_metadata_token=token()[1])[0] == 200
    status, document = ask("GET", "/latest/dynamic/instance-identity/document", X_aws_ec2_metadata_token=token()[1])
    assert status == 200 and json.loads(document)["region"] == "local", document


def tokens():
    assert ask("GET", roles)[0] == 401
    assert ask("GET", roles, X_aws_ec2_metadata_token="x" * 56)[0] == 401
    for seconds in ("0", "21601", "x", ""):
        assert token(seconds)[0] == 400, seconds
    assert ask("PUT", "/latest/api/token")[0] == 400
    assert ask("GET", "/latest/api/token")[0] == 405
    short = token("1")[1]
    time.sleep(1.5)
    assert ask("GET", roles, X_aws_ec2_metadata_token=short)[0] == 401
    assert ask("GET", roles + "root", X_aws_ec2_metadata_token=token()[1])[0] == 404


def strangers():
    # What somebody has passed on, whoever that was.
    for header in ({"X_Forwarded_For": "10.0.0.1"}, {"Forwarded": "for=10.0.0.1"}, {"Via": "1.1 x"},
                   {"Host": "keys.example.com"}):
        assert token(**header)[0] == 403, header
    # A bucket may be called like that.
    status, body = ask("GET", "/latest/x", Authorization="AWS4-HMAC-SHA256 Credential=a/20260101/r/s3/aws4_request, "
                       "SignedHeaders=host, Signature=" + "0" * 64)
    assert status in (400, 403) and "<Error>" in body, (status, body)


def others():
    global maker
    good = token()[1]
    for maker in (0, pwd.getpwnam("daemon").pw_uid):
        assert token()[0] == 403
        assert ask("GET", roles, X_aws_ec2_metadata_token=good)[0] == 403


for check in (sessions, tokens, strangers, others):
    check()
    print(check.__name__, flush=True)
