"""What programs that use boto3 do, against a service at an endpoint: each check prints its name, or what was wrong.

    wire.py ENDPOINT ACCESS_KEY_ID SECRET_ACCESS_KEY
"""
import datetime
import json
import socket
import sys
import urllib.error
import urllib.request

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

endpoint, key_id, secret = sys.argv[1:4]


def client(service, key_id=key_id, secret=secret, token=None, region="eu-central-1"):
    return boto3.client(service, endpoint_url=endpoint, region_name=region, aws_access_key_id=key_id,
                        aws_secret_access_key=secret, aws_session_token=token,
                        config=Config(retries={"max_attempts": 1}))


def refusal(code, status, call, *arguments, **parameters):
    try:
        call(*arguments, **parameters)
    except ClientError as error:
        found = (error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"])
        assert found == (code, status), found
        assert error.response["ResponseMetadata"]["RequestId"]
        return error
    raise AssertionError("it was not refused")


def fetch(url, method="GET", headers={}, body=None):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers, method=method)) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def keys():
    kms = client("kms")
    key = kms.create_key(Description="two\nlines", Tags=[{"TagKey": "team", "TagValue": "a"}])["KeyMetadata"]
    assert key["CreationDate"].year >= 2026 and key["Description"] == "two\nlines"
    context = {"dept": "hr"}
    sealed = kms.encrypt(KeyId=key["KeyId"], Plaintext=b"\x00hush", EncryptionContext=context)["CiphertextBlob"]
    assert kms.decrypt(CiphertextBlob=sealed, EncryptionContext=context)["Plaintext"] == b"\x00hush"
    refusal("InvalidCiphertextException", 400, kms.decrypt, CiphertextBlob=sealed)
    try:
        kms.describe_key(KeyId="alias/none")
    except kms.exceptions.NotFoundException:
        pass
    kms.create_alias(AliasName="alias/wire", TargetKeyId=key["KeyId"])
    pages = kms.get_paginator("list_keys").paginate(PaginationConfig={"PageSize": 1})
    assert key["KeyId"] in [entry["KeyId"] for page in pages for entry in page["Keys"]]
    refusal("ValidationException", 400, kms.encrypt, KeyId=key["KeyId"], Plaintext=b"x" * 5000)


def secrets():
    manager = client("secretsmanager")
    made = manager.create_secret(Name="app/db", SecretString="hush", Tags=[{"Key": "team", "Value": "a"}])
    value = manager.get_secret_value(SecretId=made["ARN"])
    assert value["SecretString"] == "hush" and value["CreatedDate"].year >= 2026
    manager.put_secret_value(SecretId="app/db", SecretBinary=b"\xff\x00")
    assert manager.get_secret_value(SecretId="app/db")["SecretBinary"] == b"\xff\x00"
    versions = manager.describe_secret(SecretId="app/db")["VersionIdsToStages"]
    assert sorted(sum(versions.values(), [])) == ["AWSCURRENT", "AWSPREVIOUS"]
    refusal("ResourceNotFoundException", 400, manager.get_secret_value, SecretId="none")


def events():
    bus = client("events")
    bus.put_rule(Name="wire", EventPattern=json.dumps({"source": ["wire"]}))
    assert "wire" in [rule["Name"] for rule in bus.list_rules()["Rules"]]
    answer = bus.put_events(Entries=[{"Source": "wire", "DetailType": "t", "Detail": "{}"}])
    assert answer["FailedEntryCount"] == 0
    # Older SDKs do not know of the time.
    assert bus.describe_event_bus().get("CreationTime", datetime.datetime.now()).year >= 2026
    refusal("ResourceNotFoundException", 400, bus.describe_rule, Name="none")


def queues():
    def ask(operation, **parameters):
        # Older SDKs speak to queues by another protocol: this is what newer ones send.
        body = json.dumps(parameters).encode()
        headers = {"X-Amz-Target": "AmazonSQS." + operation, "Content-Type": "application/x-amz-json-1.0"}
        request = AWSRequest("POST", endpoint, headers, body)
        SigV4Auth(Credentials(key_id, secret), "sqs", "eu-central-1").add_auth(request)
        status, text = fetch(endpoint, "POST", dict(request.headers), body)
        return status, json.loads(text or "{}")

    status, answer = ask("CreateQueue", QueueName="wire")
    assert status == 200 and answer["QueueUrl"].startswith(endpoint), answer
    url = answer["QueueUrl"]
    assert ask("SendMessage", QueueUrl=url, MessageBody="hello")[0] == 200
    status, answer = ask("ReceiveMessage", QueueUrl=url)
    assert [message["Body"] for message in answer["Messages"]] == ["hello"], answer
    assert ask("DeleteMessage", QueueUrl=url, ReceiptHandle=answer["Messages"][0]["ReceiptHandle"])[0] == 200
    status, answer = ask("GetQueueUrl", QueueName="none")
    assert status == 400 and "QueueDoesNotExist" in answer["__type"], answer
    status, answer = ask("SendMessage", QueueUrl=url)
    assert status == 400 and answer["message"] == "The request must contain the parameter MessageBody.", answer


def queues_of_sdks():
    """As the SDK that is here speaks to queues: by JSON, or by the query protocol before 1.28.82."""
    sqs = client("sqs")
    dead = sqs.create_queue(QueueName="dead")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    url = sqs.create_queue(QueueName="live", tags={"team": "a&b"}, Attributes={
        "VisibilityTimeout": "30", "RedrivePolicy": json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 9})})["QueueUrl"]
    assert sqs.list_queue_tags(QueueUrl=url)["Tags"] == {"team": "a&b"}
    assert {dead, url} <= set(sqs.list_queues()["QueueUrls"])
    assert sqs.list_dead_letter_source_queues(QueueUrl=dead)["queueUrls"] == [url]
    sqs.send_message(QueueUrl=url, MessageBody="<one>\n", MessageAttributes={
        "kind": {"DataType": "String", "StringValue": "first"}, "raw": {"DataType": "Binary", "BinaryValue": b"\x00\xff"}})
    sent = sqs.send_message_batch(QueueUrl=url, Entries=[{"Id": "a", "MessageBody": "two"}, {"Id": "b", "MessageBody": ""}])
    assert [entry["Id"] for entry in sent["Successful"]] == ["a"], sent
    assert [(entry["Id"], entry["SenderFault"]) for entry in sent["Failed"]] == [("b", True)], sent
    got = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, AttributeNames=["All"], MessageAttributeNames=["All"])["Messages"]
    assert sorted(message["Body"] for message in got) == ["<one>\n", "two"], got
    first = next(message for message in got if message["Body"] != "two")
    assert first["MessageAttributes"]["kind"]["StringValue"] == "first" and first["MessageAttributes"]["raw"]["BinaryValue"] == b"\x00\xff"
    assert first["Attributes"]["ApproximateReceiveCount"] == "1", first
    handles = [message["ReceiptHandle"] for message in got]
    sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=handles[0], VisibilityTimeout=0)
    changed = sqs.change_message_visibility_batch(QueueUrl=url, Entries=[{"Id": "x", "ReceiptHandle": handles[1], "VisibilityTimeout": 0}])
    assert [entry["Id"] for entry in changed["Successful"]] == ["x"], changed
    gone = sqs.delete_message_batch(QueueUrl=url, Entries=[{"Id": str(place), "ReceiptHandle": handle} for place, handle in enumerate(handles)])
    assert len(gone["Successful"]) == 2, gone
    sqs.untag_queue(QueueUrl=url, TagKeys=["team"])
    assert "Tags" not in sqs.list_queue_tags(QueueUrl=url)
    refusal("AWS.SimpleQueueService.NonExistentQueue", 400, sqs.get_queue_url, QueueName="none")
    refusal("InvalidAttributeName", 400, sqs.get_queue_attributes, QueueUrl=url, AttributeNames=["Colour"])
    sqs.delete_queue(QueueUrl=url)


def macie():
    found = client("macie2")
    assert found.get_macie_session()["status"] == "ENABLED"
    made = found.create_custom_data_identifier(name="Badge", regex="B-[0-9]{6}", clientToken="a" * 32)
    identifier = made["customDataIdentifierId"]
    assert found.get_custom_data_identifier(id=identifier)["regex"] == "B-[0-9]{6}"
    listed = found.list_custom_data_identifiers()["items"]
    assert identifier in [item["id"] for item in listed], listed
    found.tag_resource(resourceArn=made_arn(found, identifier), tags={"team": "red"})
    found.untag_resource(resourceArn=made_arn(found, identifier), tagKeys=["team", "none"])
    assert found.list_tags_for_resource(resourceArn=made_arn(found, identifier))["tags"] == {}
    assert isinstance(found.list_findings()["findingIds"], list)
    assert isinstance(found.describe_buckets()["buckets"], list)
    found.delete_custom_data_identifier(id=identifier)
    refusal("ResourceNotFoundException", 404, found.get_allow_list, id="0" * 22)
    refusal("ValidationException", 400, found.create_custom_data_identifier, name="Badge", regex="(")


def made_arn(found, identifier):
    return found.get_custom_data_identifier(id=identifier)["arn"]


def trail():
    found = client("cloudtrail").lookup_events(MaxResults=5)["Events"]
    assert found and found[0]["EventTime"].year >= 2026


def identities():
    iam = client("iam")
    user = iam.create_user(UserName="eve", Tags=[{"Key": "a", "Value": "+ =@"}, {"Key": "b", "Value": ""}])["User"]
    assert user["Tags"] == [{"Key": "a", "Value": "+ =@"}, {"Key": "b", "Value": ""}]
    document = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "secretsmanager:*", "Resource": "*"}]}
    iam.put_user_policy(UserName="eve", PolicyName="one", PolicyDocument=json.dumps(document))
    assert iam.get_user_policy(UserName="eve", PolicyName="one")["PolicyDocument"] == document
    assert iam.get_account_summary()["SummaryMap"]["Users"] >= 2
    pages = iam.get_paginator("list_users").paginate(PaginationConfig={"PageSize": 1})
    assert "eve" in [user["UserName"] for page in pages for user in page["Users"]]
    refusal("NoSuchEntity", 404, iam.get_user, UserName="none")
    refusal("EntityAlreadyExists", 409, iam.create_user, UserName="eve")
    refusal("DeleteConflict", 409, iam.delete_user, UserName="eve")


def policies_decide():
    iam = client("iam")
    iam.create_user(UserName="mallory")
    key = iam.create_access_key(UserName="mallory")["AccessKey"]
    who = (key["AccessKeyId"], key["SecretAccessKey"])
    assert client("sts", *who).get_caller_identity()["Arn"].endswith(":user/mallory")
    refusal("AccessDeniedException", 400, client("kms", *who).list_keys)
    refusal("AccessDenied", 403, client("iam", *who).list_users)

    def allow(condition):
        statement = {"Effect": "Allow", "Action": "kms:ListKeys", "Resource": "*", "Condition": condition}
        iam.put_user_policy(UserName="mallory", PolicyName="p", PolicyDocument=json.dumps(
            {"Version": "2012-10-17", "Statement": [statement]}))

    for condition in [{"IpAddress": {"aws:SourceIp": "127.0.0.0/8"}}, {"Bool": {"aws:SecureTransport": "false"}},
                      {"StringLike": {"aws:UserAgent": "Boto3/*"}},
                      {"StringEquals": {"aws:RequestedRegion": "eu-central-1"}}]:
        allow(condition)
        client("kms", *who).list_keys()
    for condition in [{"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}, {"Bool": {"aws:SecureTransport": "true"}},
                      {"StringEquals": {"aws:RequestedRegion": "us-east-1"}}]:
        allow(condition)
        refusal("AccessDeniedException", 400, client("kms", *who).list_keys)
    # A key that is taken back is no key, at once.
    iam.update_access_key(UserName="mallory", AccessKeyId=who[0], Status="Inactive")
    refusal("InvalidClientTokenId", 403, client("sts", *who).get_caller_identity)


def sessions():
    sts, iam = client("sts"), client("iam")
    trust = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": sts.get_caller_identity()["Arn"]}, "Action": "sts:AssumeRole"}]}
    role = iam.create_role(RoleName="wire", AssumeRolePolicyDocument=json.dumps(trust))["Role"]
    assert role["AssumeRolePolicyDocument"] == trust
    session = sts.assume_role(RoleArn=role["Arn"], RoleSessionName="wire", DurationSeconds=900)["Credentials"]
    who = (session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"])
    assert client("sts", *who).get_caller_identity()["Arn"].endswith(":assumed-role/wire/wire")
    refusal("AccessDeniedException", 400, client("secretsmanager", *who).list_secrets)
    refusal("InvalidClientTokenId", 403, client("sts", who[0], who[1], "x" + who[2]).get_caller_identity)
    refusal("InvalidClientTokenId", 403, client("sts", who[0], who[1]).get_caller_identity)
    refusal("UnrecognizedClientException", 400, client("kms", key_id, secret, who[2]).list_keys)


def signatures():
    refusal("InvalidSignatureException", 400, client("kms", secret="x" * 40).list_keys)
    refusal("SignatureDoesNotMatch", 403, client("iam", secret="x" * 40).list_users)
    refusal("UnrecognizedClientException", 400, client("events", key_id="AKIA" + "A" * 16).list_rules)
    refusal("InvalidClientTokenId", 403, client("sts", key_id="AKIA" + "A" * 16).get_caller_identity)
    address = client("sts").generate_presigned_url("get_caller_identity", ExpiresIn=60, HttpMethod="GET")
    status, text = fetch(address)
    assert status == 200 and "<Arn>" in text, text
    status, text = fetch(address[:-1] + ("0" if address[-1] != "0" else "1"))
    assert status == 403 and "SignatureDoesNotMatch" in text, text


def nonsense():
    refusal("UnknownOperationException", 400, client("dynamodb").list_tables)
    for target in ["TrentService.ListKeys", "Nothing.Nothing", ""]:
        status, text = fetch(endpoint, "POST", {"X-Amz-Target": target, "Content-Type": "application/x-amz-json-1.1"},
                             b"{}")
        assert status == 400 and json.loads(text)["__type"] == "MissingAuthenticationTokenException", text
    status, text = fetch(endpoint)
    assert status == 403 and "<Code>MissingAuthenticationToken</Code>" in text, text
    assert fetch(endpoint, headers={"Host": "evil.example"})[0] == 421
    assert fetch(endpoint, headers={"Origin": "http://evil.example"})[0] == 403
    assert fetch(endpoint, headers={"Sec-Fetch-Site": "cross-site"})[0] == 403
    assert fetch(endpoint, "POST", body=b"x" * (11 << 20))[0] == 413
    assert fetch(endpoint + "/_magpie/health") == (200, '{"status":"running"}')


def sockets():
    place = ("127.0.0.1", int(endpoint.rsplit(":", 1)[1]))

    def raw(request):
        with socket.create_connection(place) as stream:
            stream.settimeout(120)
            try:
                stream.sendall(request)
                return stream.recv(100).split(b"\r\n")[0]
            except ConnectionError:
                return b""

    host = b"Host: localhost:%d\r\n" % place[1]
    assert b" 400 " in raw(b"GET / HTTP/1.1\r\n" + host + host + b"\r\n"), "two hosts"
    assert b" 400 " in raw(b"GET / HTTP/1.1\r\n\r\n"), "no host"
    assert b" 200 " not in raw(b"GET /_magpie/health HTTP/1.1\r\n" + host + b"X: " + b"x" * 200_000 + b"\r\n\r\n")
    assert b" 200 " not in raw(b"GET /_magpie/health HTTP/1.1\r\n" + host + b"X: y\r\n" * 10_000 + b"\r\n")
    smuggled = b"GET /_magpie/health HTTP/1.1\r\n" + host + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    assert b" 200 " not in raw(smuggled), "two lengths"
    # Those that do not go on keep nobody else waiting.
    slow = [socket.create_connection(place) for _ in range(300)]
    for index, stream in enumerate(slow):
        head = b"POST / HTTP/1.1\r\n" + host
        stream.sendall(head if index % 2 else head + b"Content-Length: 10000000\r\n\r\n" + b"x" * 10_000)
    for _ in range(20):
        client("kms").list_keys()
    for stream in slow:
        stream.close()


for check in [keys, secrets, events, queues, queues_of_sdks, macie, trail, identities, policies_decide, sessions, signatures, nonsense, sockets]:
    try:
        check()
        print(check.__name__)
    except Exception as error:
        print(check.__name__, "failed:", type(error).__name__, error, "line", error.__traceback__.tb_next.tb_lineno)
