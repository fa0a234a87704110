"""Objects that are encrypted by the service on their way to the disk: each check prints its name, or what was wrong.

    s3sse.py ENDPOINT ACCESS_KEY_ID SECRET_ACCESS_KEY HOME [again]

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
if sys.argv[5:]:
    key = kms.describe_key(KeyId="alias/share")["KeyMetadata"]["Arn"]
else:
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


def changes():
    rules = lambda word, **more: {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": word, **more}}]}
    put = lambda bucket, *said, **more: s3.put_bucket_encryption(
        Bucket=bucket, ServerSideEncryptionConfiguration=rules(*said, **more))
    put("bucket", "aws:kms", KMSMasterKeyID=key)
    rule, = s3.get_bucket_encryption(Bucket="bucket")["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}, rule
    assert s3.put_object(Bucket="bucket", Key="default", Body=text)["SSEKMSKeyId"] == key
    check("bucket", "default", "aws:kms", key)
    put("sealed", "aws:kms", KMSMasterKeyID="alias/share")
    assert s3.put_object(Bucket="sealed", Key="other", Body=text)["SSEKMSKeyId"] == key
    for bucket in ("bucket", "sealed"):
        s3.delete_bucket_encryption(Bucket=bucket)
        s3.delete_bucket_encryption(Bucket=bucket)
    # What the configuration says is said again.
    refusal("ServerSideEncryptionConfigurationNotFoundError", s3.get_bucket_encryption, Bucket="bucket")
    assert s3.put_object(Bucket="sealed", Key="own", Body=text)["ServerSideEncryption"] == "AES256"
    assert "ServerSideEncryption" not in s3.put_object(Bucket="bucket", Key="clear", Body=b"x")
    refusal("InvalidArgument", s3.put_bucket_encryption, Bucket="bucket",
            ServerSideEncryptionConfiguration=rules("AES256", KMSMasterKeyID=key))
    refusal("NotImplemented", s3.put_bucket_encryption, Bucket="bucket",
            ServerSideEncryptionConfiguration=rules("aws:kms:dsse"))
    refusal("MalformedXML", s3.put_bucket_encryption, Bucket="bucket", ServerSideEncryptionConfiguration={"Rules": [{}]})
    refusal("AccessDenied", s3.put_bucket_encryption, Bucket="closed", ServerSideEncryptionConfiguration=rules("AES256"))
    block = {name: True for name in ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")}
    s3.put_public_access_block(Bucket="bucket", PublicAccessBlockConfiguration=block)
    refusal("AccessDenied", s3.put_public_access_block, Bucket="bucket",
            PublicAccessBlockConfiguration={**block, "BlockPublicPolicy": False})
    refusal("AccessDenied", s3.delete_public_access_block, Bucket="bucket")
    assert s3.get_public_access_block(Bucket="bucket")["PublicAccessBlockConfiguration"] == block


def kept():
    s3.put_bucket_encryption(Bucket="bucket", ServerSideEncryptionConfiguration={
        "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]})
    upload = s3.create_multipart_upload(Bucket="sealed", Key="later", ServerSideEncryption="aws:kms", SSEKMSKeyId=key)
    s3.upload_part(Bucket="sealed", Key="later", UploadId=upload["UploadId"], PartNumber=1, Body=text * 20)


def again():
    # After the service has begun anew.
    rule, = s3.get_bucket_encryption(Bucket="bucket")["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}, rule
    upload, = s3.list_multipart_uploads(Bucket="sealed")["Uploads"]
    upload = {"Bucket": "sealed", "Key": "later", "UploadId": upload["UploadId"]}
    made = [{"PartNumber": part["PartNumber"], "ETag": part["ETag"]} for part in s3.list_parts(**upload)["Parts"]]
    answer = s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": made})
    check("sealed", "later", "aws:kms", answer["SSEKMSKeyId"], text * 20)


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
    # What waits for the rest does not lie in clear either.
    waiting = [os.path.join(folder, name) for folder, _, names in os.walk(os.path.join(home, "state/uploads")) for name in names]
    assert any(os.path.getsize(path) > 5 << 20 for path in waiting), waiting
    for path in waiting:
        with open(path, "rb") as file:
            assert b"canary" not in file.read(), path
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


for part in [again] if sys.argv[5:] else [puts, defaults, changes, copies, parts, rights, tags, kept]:
    try:
        part()
        print(part.__name__)
    except Exception as error:
        import traceback
        print(part.__name__, type(error).__name__, error, [entry.lineno for entry in traceback.extract_tb(error.__traceback__)])
