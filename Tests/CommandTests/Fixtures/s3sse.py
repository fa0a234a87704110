"""Objects that are encrypted by the service on their way to the disk: each check prints its name, or what was wrong.

    s3sse.py ENDPOINT ACCESS_KEY_ID SECRET_ACCESS_KEY HOME

HOME has the folders of the buckets 'bucket' and 'sealed', which may be written to; the latter encrypts by itself.
"""
import base64
import json
import os
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint, key_id, secret, home = sys.argv[1:5]
text = b"canary-text " * 30000


def client(service, key_id=key_id, secret=secret):
    return boto3.client(service, endpoint_url=endpoint, region_name="local", aws_access_key_id=key_id,
                        aws_secret_access_key=secret, config=Config(retries={"max_attempts": 1}))


s3, kms, iam = client("s3"), client("kms"), client("iam")
key = kms.create_key()["KeyMetadata"]["Arn"]
kms.create_alias(AliasName="alias/share", TargetKeyId=key)


def on_disk(bucket, name):
    with open(os.path.join(home, bucket, name), "rb") as file:
        return file.read()


def check(bucket, name, word, arn, body=text):
    head = s3.head_object(Bucket=bucket, Key=name)
    assert head["ServerSideEncryption"] == word and head.get("SSEKMSKeyId") == arn, head
    assert head["ContentLength"] == len(body), head
    answer = s3.get_object(Bucket=bucket, Key=name)
    assert answer["Body"].read() == body and answer["ServerSideEncryption"] == word
    assert s3.get_object(Bucket=bucket, Key=name, Range="bytes=70000-70010")["Body"].read() == body[70000:70011]
    assert b"canary" not in on_disk(bucket, name)
    entry, = s3.list_objects_v2(Bucket=bucket, Prefix=name)["Contents"]
    assert entry["Size"] == len(body) and entry["ETag"] == head["ETag"], (entry, head)
    return head


def refusal(code, call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return
    raise AssertionError("it was not refused")


def puts():
    context = base64.b64encode(json.dumps({"team": "red"}).encode()).decode()
    answer = s3.put_object(Bucket="bucket", Key="kms", Body=text, ServerSideEncryption="aws:kms", SSEKMSKeyId="alias/share",
                           SSEKMSEncryptionContext=context, Metadata={"a": "b"})
    assert answer["ServerSideEncryption"] == "aws:kms" and answer["SSEKMSKeyId"] == key, answer
    head = check("bucket", "kms", "aws:kms", key)
    assert head["Metadata"] == {"a": "b"} and head["ETag"] == answer["ETag"]
    own = s3.put_object(Bucket="bucket", Key="own", Body=text, ServerSideEncryption="aws:kms")["SSEKMSKeyId"]
    assert own == kms.describe_key(KeyId="alias/aws/s3")["KeyMetadata"]["Arn"]
    check("bucket", "own", "aws:kms", own)
    s3.put_object(Bucket="bucket", Key="aes", Body=text, ServerSideEncryption="AES256")
    check("bucket", "aes", "AES256", None)
    refusal("InvalidArgument", s3.put_object, Bucket="bucket", Key="x", Body=b"", ServerSideEncryption="other")
    refusal("InvalidArgument", s3.put_object, Bucket="bucket", Key="x", Body=b"", ServerSideEncryption="aws:kms",
            SSEKMSEncryptionContext=base64.b64encode(b'{"magpie:purpose":"secret"}').decode())
    refusal("KMS.NotFoundException", s3.put_object, Bucket="bucket", Key="x", Body=b"", ServerSideEncryption="aws:kms",
            SSEKMSKeyId="alias/none")
    assert not os.path.exists(os.path.join(home, "bucket/x"))


def defaults():
    rule, = s3.get_bucket_encryption(Bucket="sealed")["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}, rule
    refusal("ServerSideEncryptionConfigurationNotFoundError", s3.get_bucket_encryption, Bucket="bucket")
    assert s3.put_object(Bucket="sealed", Key="a/b", Body=text)["ServerSideEncryption"] == "AES256"
    check("sealed", "a/b", "AES256", None)


def copies():
    s3.copy_object(Bucket="bucket", Key="plain", CopySource="bucket/kms")
    assert on_disk("bucket", "plain") == text
    os.remove(os.path.join(home, "bucket/plain"))
    answer = s3.copy_object(Bucket="sealed", Key="copy", CopySource="bucket/kms", ServerSideEncryption="aws:kms", SSEKMSKeyId=key)
    assert answer["SSEKMSKeyId"] == key
    check("sealed", "copy", "aws:kms", key)


def parts():
    body = text * 20
    upload = s3.create_multipart_upload(Bucket="sealed", Key="m", ServerSideEncryption="aws:kms", SSEKMSKeyId=key)
    assert upload["SSEKMSKeyId"] == key
    upload = {"Bucket": "sealed", "Key": "m", "UploadId": upload["UploadId"]}
    made = []
    for number, start in enumerate(range(0, len(body), 5 << 20), 1):
        answer = s3.upload_part(**upload, PartNumber=number, Body=body[start:start + (5 << 20)])
        assert answer["ServerSideEncryption"] == "aws:kms", answer
        made.append({"PartNumber": number, "ETag": answer["ETag"]})
    answer = s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": made})
    assert answer["SSEKMSKeyId"] == key, answer
    check("sealed", "m", "aws:kms", key, body)


def rights():
    iam.create_user(UserName="reader")
    made = iam.create_access_key(UserName="reader")["AccessKey"]
    reader = client("s3", made["AccessKeyId"], made["SecretAccessKey"])

    def allow(*actions):
        iam.put_user_policy(UserName="reader", PolicyName="a", PolicyDocument=json.dumps({
            "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": actions, "Resource": "*"}]}))

    allow("s3:GetObject", "s3:PutObject")
    assert reader.get_object(Bucket="bucket", Key="aes")["Body"].read() == text
    refusal("AccessDenied", reader.get_object, Bucket="bucket", Key="kms")
    refusal("AccessDenied", reader.put_object, Bucket="bucket", Key="r", Body=b"x", ServerSideEncryption="aws:kms", SSEKMSKeyId=key)
    reader.put_object(Bucket="bucket", Key="r", Body=b"x", ServerSideEncryption="AES256")
    refusal("AccessDenied", reader.copy_object, Bucket="bucket", Key="r", CopySource="bucket/kms")
    allow("s3:GetObject", "s3:PutObject", "kms:GenerateDataKey")
    reader.put_object(Bucket="bucket", Key="r", Body=b"x", ServerSideEncryption="aws:kms", SSEKMSKeyId=key)
    refusal("AccessDenied", reader.get_object, Bucket="bucket", Key="r")
    allow("s3:GetObject", "kms:Decrypt")
    assert reader.get_object(Bucket="bucket", Key="r")["Body"].read() == b"x"
    assert reader.get_object(Bucket="bucket", Key="kms")["Body"].read() == text


def tags():
    s3.put_object_tagging(Bucket="bucket", Key="kms", Tagging={"TagSet": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": ""}]})
    assert s3.get_object_tagging(Bucket="bucket", Key="kms")["TagSet"] == [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": ""}]
    s3.delete_object_tagging(Bucket="bucket", Key="kms")
    assert s3.get_object_tagging(Bucket="bucket", Key="kms")["TagSet"] == []
    refusal("InvalidTag", s3.put_object_tagging, Bucket="bucket", Key="kms",
            Tagging={"TagSet": [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]})
    refusal("NoSuchKey", s3.put_object_tagging, Bucket="bucket", Key="none", Tagging={"TagSet": []})


for part in [puts, defaults, copies, parts, rights, tags]:
    try:
        part()
        print(part.__name__)
    except Exception as error:
        import traceback
        print(part.__name__, type(error).__name__, error, [entry.lineno for entry in traceback.extract_tb(error.__traceback__)])
