"""Reads the object 'sealed' of the bucket 'bucket', which the service has encrypted, as somebody who may and somebody who may not.

    s3sealed.py ENDPOINT ACCESS_KEY_ID SECRET_ACCESS_KEY PLAINTEXT_FILE
"""
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint, key_id, secret, plain = sys.argv[1:5]
plain = open(plain, "rb").read()


def client(service, key_id=key_id, secret=secret):
    return boto3.client(service, endpoint_url=endpoint, region_name="local", aws_access_key_id=key_id,
                        aws_secret_access_key=secret, config=Config(retries={"max_attempts": 1}))


s3, iam = client("s3"), client("iam")
head = s3.head_object(Bucket="bucket", Key="sealed")
assert head["ContentLength"] == len(plain) and head["ServerSideEncryption"] == "aws:kms", head
entry, = s3.list_objects_v2(Bucket="bucket", Prefix="sealed")["Contents"]
assert entry["Size"] == len(plain) and entry["ETag"] == head["ETag"], entry
assert s3.get_object(Bucket="bucket", Key="sealed")["Body"].read() == plain
part = s3.get_object(Bucket="bucket", Key="sealed", Range="bytes=65530-200001")
assert part["Body"].read() == plain[65530:200002] and part["ContentRange"] == f"bytes 65530-200001/{len(plain)}"
print("administrator")

iam.create_user(UserName="reader")
key = iam.create_access_key(UserName="reader")["AccessKey"]
reader = client("s3", key["AccessKeyId"], key["SecretAccessKey"])


def allow(action, condition={}):
    iam.put_user_policy(UserName="reader", PolicyName=action.split(":")[1], PolicyDocument=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*", "Condition": condition}]}))


allow("s3:GetObject")
try:
    reader.get_object(Bucket="bucket", Key="sealed")
    print("not refused")
except ClientError as error:
    print(error.response["Error"]["Code"])
allow("kms:Decrypt", {"StringEquals": {"kms:ViaService": "s3.local.amazonaws.com"}})
assert reader.get_object(Bucket="bucket", Key="sealed")["Body"].read() == plain
print("reader")
