"""What holds of a service in memory that is told to forget everything: each check prints its name.

    reset.py ENDPOINT PROCESS
"""
import http.client
import os
import sys
import threading
import time
import urllib.parse

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint, process = sys.argv[1:3]
place = urllib.parse.urlparse(endpoint).netloc


def client(service):
    return boto3.client(service, endpoint_url=endpoint, region_name="us-east-1",
                        config=Config(retries={"total_max_attempts": 1}))


def ask(method, path, connection=None):
    connection = connection or http.client.HTTPConnection(place, timeout=120)
    connection.request(method, path)
    answer = connection.getresponse()
    return answer.status, answer.read()


def healthy():
    assert ask("GET", "/_magpie/health") == (200, b'{"status":"running"}')
    # Who only looks changes nothing.
    client("kms").create_key()
    assert ask("GET", "/_magpie/reset")[0] in (400, 403)
    assert len(client("kms").list_keys()["Keys"]) == 1


def forgotten():
    kms, iam, queues = client("kms"), client("iam"), client("sqs")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    users = len(iam.list_users()["Users"])
    client("secretsmanager").create_secret(Name="one", SecretString="x")
    client("events").put_rule(Name="one", EventPattern='{"source":["a"]}')
    iam.create_user(UserName="somebody")
    queues.create_queue(QueueName="one")
    connection = http.client.HTTPConnection(place, timeout=120)
    assert ask("GET", "/_magpie/health", connection)[0] == 200
    for _ in range(3):
        # By one connection, which stays.
        assert ask("POST", "/_magpie/reset", connection) == (200, b'{"status":"reset"}')
        assert ask("GET", "/_magpie/health", connection)[0] == 200
    assert kms.list_keys()["Keys"] == []
    assert client("secretsmanager").list_secrets()["SecretList"] == []
    assert "one" not in [rule["Name"] for rule in client("events").list_rules()["Rules"]]
    assert len(iam.list_users()["Users"]) == users
    assert "QueueUrls" not in queues.list_queues()
    try:
        kms.describe_key(KeyId=key)
        raise AssertionError("the key is still there")
    except kms.exceptions.NotFoundException:
        pass
    # It serves as before, and the names are free again.
    client("secretsmanager").create_secret(Name="one", SecretString="y")
    assert client("secretsmanager").get_secret_value(SecretId="one")["SecretString"] == "y"


def waiting():
    # Who waits for something that is forgotten is told to come again; who asks meanwhile is answered by the new one.
    queues = client("sqs")
    url = queues.create_queue(QueueName="long")["QueueUrl"]
    codes = []

    def receive():
        try:
            queues.receive_message(QueueUrl=url, WaitTimeSeconds=20)
        except ClientError as error:
            codes.append(error.response["ResponseMetadata"]["HTTPStatusCode"])

    waits = threading.Thread(target=receive)
    waits.start()
    time.sleep(1)
    resets = threading.Thread(target=ask, args=("POST", "/_magpie/reset"))
    resets.start()
    time.sleep(0.5)
    client("kms").list_keys()
    waits.join()
    resets.join()
    assert codes == [503], codes


def children():
    # No process of the service before is left, neither running nor as an entry.
    client("kms").create_key()
    for _ in range(5):
        assert ask("POST", "/_magpie/reset")[0] == 200
        client("kms").create_key()
    names = []
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = open(f"/proc/{entry}/stat").read()
        except FileNotFoundError:
            continue
        if fields.rsplit(")", 1)[1].split()[1] == process:
            names.append(fields[fields.index("(") + 1:fields.rindex(")")])
    assert sorted(set(names)) == sorted(names) and "magpie-api" in names and "magpie-keys" in names, names


for check in (healthy, forgotten, waiting, children):
    check()
    print(check.__name__, flush=True)
