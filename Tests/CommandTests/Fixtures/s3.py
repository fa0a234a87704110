"""What programs that use boto3 do with buckets, against a service at an endpoint: each check prints its name, or what was wrong.

    s3.py ENDPOINT ACCESS_KEY_ID SECRET_ACCESS_KEY FOLDER

FOLDER is that of the bucket 'bucket', which is empty.
"""
import hashlib
import json
import os
import sys
import urllib.error
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint, key_id, secret, folder = sys.argv[1:5]
big = os.urandom(1 << 20) * 20


def client(service, key_id=key_id, secret=secret, token=None):
    config = Config(retries={"max_attempts": 1}, signature_version="s3v4" if service == "s3" else None)
    return boto3.client(service, endpoint_url=endpoint, region_name="local", aws_access_key_id=key_id,
                        aws_secret_access_key=secret, aws_session_token=token, config=config)


s3 = client("s3")


def put(name, content):
    path = os.path.join(os.fsencode(folder), os.fsencode(name))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def refusal(code, status, call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        found = (error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"])
        assert found == (code, status), found
        return
    raise AssertionError("it was not refused")


def fetch(url):
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def buckets():
    bucket, = [bucket for bucket in s3.list_buckets()["Buckets"] if bucket["Name"] == "bucket"]
    assert bucket["CreationDate"].year >= 2026
    assert s3.head_bucket(Bucket="bucket")["BucketRegion"] == "local"
    assert s3.get_bucket_location(Bucket="bucket")["LocationConstraint"] == "local"
    assert "Status" not in s3.get_bucket_versioning(Bucket="bucket")
    assert s3.get_public_access_block(Bucket="bucket")["PublicAccessBlockConfiguration"]["BlockPublicAcls"] is True
    grant, = s3.get_bucket_acl(Bucket="bucket")["Grants"]
    assert grant["Permission"] == "FULL_CONTROL" and grant["Grantee"]["Type"] == "CanonicalUser"
    rule, = s3.get_bucket_ownership_controls(Bucket="bucket")["OwnershipControls"]["Rules"]
    assert rule["ObjectOwnership"] == "BucketOwnerEnforced"
    refusal("404", 404, s3.head_bucket, Bucket="nowhere")
    refusal("NoSuchBucket", 404, s3.list_objects_v2, Bucket="nowhere")
    refusal("NoSuchBucketPolicy", 404, s3.get_bucket_policy, Bucket="bucket")
    refusal("NoSuchTagSet", 404, s3.get_bucket_tagging, Bucket="bucket")
    refusal("NotImplemented", 501, s3.get_bucket_cors, Bucket="bucket")


def lists():
    names = ["a/1", "a/2", "a b+c%", "b/c/d", "é/ü", "z"]
    for name in names:
        put(name, name.encode())
    put(b"\xff", b"no text")
    order = sorted(names, key=lambda name: name.encode())
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket="bucket", PaginationConfig={"PageSize": 2})
    found = [entry for page in pages for entry in page.get("Contents", [])]
    assert [entry["Key"] for entry in found][:-1] == order, found
    assert found[0]["Size"] == len(order[0]) and found[0]["ETag"].startswith('"') and found[0]["LastModified"]
    pages = s3.get_paginator("list_objects").paginate(Bucket="bucket", Delimiter="/", PaginationConfig={"PageSize": 1})
    groups = [group["Prefix"] for page in pages for group in page.get("CommonPrefixes", [])]
    assert groups == ["a/", "b/", "é/"], groups
    page = s3.list_objects_v2(Bucket="bucket", Prefix="a/", StartAfter="a/1")
    assert [entry["Key"] for entry in page["Contents"]] == ["a/2"] and page["KeyCount"] == 1
    refusal("InvalidArgument", 400, s3.list_objects_v2, Bucket="bucket", ContinuationToken="nonsense")
    for name in names:
        assert s3.get_object(Bucket="bucket", Key=name)["Body"].read() == name.encode()


def objects():
    put("big.bin", big)
    head = s3.head_object(Bucket="bucket", Key="big.bin")
    assert head["ContentLength"] == len(big) and head["AcceptRanges"] == "bytes"
    assert head["ContentType"] == "application/octet-stream"
    answer = s3.get_object(Bucket="bucket", Key="big.bin")
    assert hashlib.sha256(answer["Body"].read()).digest() == hashlib.sha256(big).digest()
    part = s3.get_object(Bucket="bucket", Key="big.bin", Range="bytes=1000000-1999999")
    assert part["ResponseMetadata"]["HTTPStatusCode"] == 206
    assert part["ContentRange"] == f"bytes 1000000-1999999/{len(big)}"
    assert part["Body"].read() == big[1000000:2000000]
    s3.download_file("bucket", "big.bin", "copy.bin")
    with open("copy.bin", "rb") as file:
        assert file.read() == big
    refusal("InvalidRange", 416, s3.get_object, Bucket="bucket", Key="big.bin", Range="bytes=99999999-")
    refusal("304", 304, s3.get_object, Bucket="bucket", Key="z", IfNoneMatch=s3.head_object(Bucket="bucket", Key="z")["ETag"])
    refusal("PreconditionFailed", 412, s3.get_object, Bucket="bucket", Key="z", IfMatch='"other"')
    refusal("NoSuchKey", 404, s3.get_object, Bucket="bucket", Key="none")
    refusal("404", 404, s3.head_object, Bucket="bucket", Key="none")
    answer = s3.get_object(Bucket="bucket", Key="z", ResponseContentType="text/x", ResponseContentDisposition="inline")
    assert answer["ContentType"] == "text/x" and answer["ContentDisposition"] == "inline"
    attributes = s3.get_object_attributes(Bucket="bucket", Key="z", ObjectAttributes=["ObjectSize", "ETag"])
    assert attributes["ObjectSize"] == 1 and '"' not in attributes["ETag"]
    assert s3.get_object_tagging(Bucket="bucket", Key="z")["TagSet"] == []
    put("empty", b"")
    assert s3.get_object(Bucket="bucket", Key="empty")["Body"].read() == b""
    os.symlink("/etc/passwd", os.path.join(folder, "link"))
    refusal("NoSuchKey", 404, s3.get_object, Bucket="bucket", Key="link")


def addresses():
    url = s3.generate_presigned_url("get_object", Params={"Bucket": "bucket", "Key": "a b+c%"}, ExpiresIn=60)
    assert fetch(url) == (200, b"a b+c%")
    status, body = fetch(url.replace("a%20b", "a%20c"))
    assert status == 403 and b"SignatureDoesNotMatch" in body, body
    status, body = fetch(endpoint + "/bucket/z")
    assert status in (400, 403) and b"hush" not in body


def policies():
    iam = client("iam")
    iam.create_user(UserName="reader")
    key = iam.create_access_key(UserName="reader")["AccessKey"]
    reader = client("s3", key["AccessKeyId"], key["SecretAccessKey"])
    refusal("AccessDenied", 403, reader.get_object, Bucket="bucket", Key="a/1")
    iam.put_user_policy(UserName="reader", PolicyName="a", PolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/a/*"},
            {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::bucket",
             "Condition": {"StringLike": {"s3:prefix": "a/*"}}}]}))
    assert reader.get_object(Bucket="bucket", Key="a/1")["Body"].read() == b"a/1"
    refusal("AccessDenied", 403, reader.get_object, Bucket="bucket", Key="z")
    assert reader.list_objects_v2(Bucket="bucket", Prefix="a/")["KeyCount"] == 2
    refusal("AccessDenied", 403, reader.list_objects_v2, Bucket="bucket")
    refusal("AccessDenied", 403, reader.list_buckets)


for check in [buckets, lists, objects, addresses, policies]:
    try:
        check()
        print(check.__name__)
    except Exception as error:
        print(check.__name__, type(error).__name__, error)
