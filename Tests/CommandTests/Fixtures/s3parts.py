"""Objects that come in parts, before and after the service was started anew: each check prints its name, or what was wrong.

    s3parts.py ENDPOINT ACCESS_KEY_ID SECRET_ACCESS_KEY FOLDER first|second

FOLDER is that of the bucket 'bucket', which may be written to.
"""
import base64
import binascii
import hashlib
import os
import random
import sys

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint, key_id, secret, folder, half = sys.argv[1:6]
random.seed(1)
parts = [random.randbytes((5 << 20) + 7), random.randbytes(5 << 20), random.randbytes(1000)]
whole = b"".join(parts)
s3 = boto3.client("s3", endpoint_url=endpoint, region_name="local", aws_access_key_id=key_id, aws_secret_access_key=secret,
                  config=Config(retries={"max_attempts": 1}, signature_version="s3v4",
                                request_checksum_calculation="when_required"))


def content(key):
    with open(os.path.join(folder, key), "rb") as file:
        return file.read()


def refusal(code, status, call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        found = (error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"])
        assert found == (code, status), (found, error)
        return
    raise AssertionError("it was not refused")


def begin(key, **more):
    return {"Bucket": "bucket", "Key": key, "UploadId": s3.create_multipart_upload(Bucket="bucket", Key=key, **more)["UploadId"]}


def put(upload, number, body, **more):
    answer = s3.upload_part(**upload, PartNumber=number, Body=body, **more)
    return {"PartNumber": number, "ETag": answer["ETag"],
            **{name: value for name, value in answer.items() if name in ("ChecksumCRC32", "ChecksumSHA256", "ChecksumCRC64NVME")}}


def complete(upload, made, **more):
    return s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": made}, **more)


def tag():
    return f'"{hashlib.md5(b"".join(hashlib.md5(part).digest() for part in parts)).hexdigest()}-{len(parts)}"'


def wholes():
    upload = begin("m/whole", ContentType="text/m", Metadata={"a": "b"}, Tagging="t=1")
    assert not os.path.exists(os.path.join(folder, "m"))
    put(upload, 2, b"replaced")
    made = [put(upload, number + 1, part) for number, part in enumerate(parts)]
    answer = complete(upload, made)
    assert answer["ETag"] == tag() and answer["Key"] == "m/whole", answer
    assert content("m/whole") == whole
    head = s3.head_object(Bucket="bucket", Key="m/whole")
    assert head["ETag"] == tag() and head["ContentType"] == "text/m" and head["Metadata"] == {"a": "b"}, head
    assert s3.list_objects_v2(Bucket="bucket")["Contents"][0]["ETag"] == tag()
    refusal("NoSuchUpload", 404, complete, upload=upload, made=made)
    # By whoever divides objects by themselves.
    with open("source", "wb") as file:
        file.write(whole * 2)
    s3.upload_file("source", "bucket", "m/file", Config=TransferConfig(multipart_threshold=5 << 20, multipart_chunksize=5 << 20))
    assert content("m/file") == whole * 2


def refusals():
    upload = begin("m/refused")
    made = [put(upload, number + 1, part) for number, part in enumerate(parts)]
    refusal("InvalidPartOrder", 400, complete, upload=upload, made=[made[1], made[0]])
    refusal("InvalidPart", 400, complete, upload=upload, made=[{"PartNumber": 1, "ETag": '"0"'}])
    refusal("InvalidPart", 400, complete, upload=upload, made=[made[0], {"PartNumber": 9, "ETag": made[1]["ETag"]}])
    refusal("EntityTooSmall", 400, complete, upload=upload, made=[made[0], made[2], {**put(upload, 4, b"x")}])
    refusal("BadDigest", 400, s3.upload_part, **upload, PartNumber=1, Body=b"x",
            ContentMD5=base64.b64encode(hashlib.md5(b"y").digest()).decode())
    refusal("NoSuchUpload", 404, s3.upload_part, **{**upload, "UploadId": "0" * 32}, PartNumber=1, Body=b"x")
    refusal("NoSuchUpload", 404, s3.upload_part, **{**upload, "UploadId": "../x"}, PartNumber=1, Body=b"x")
    refusal("NoSuchUpload", 404, s3.upload_part, **{**upload, "Key": "m/other"}, PartNumber=1, Body=b"x")
    refusal("InvalidArgument", 400, s3.upload_part, **upload, PartNumber=10001, Body=b"x")
    refusal("AccessDenied", 403, s3.create_multipart_upload, Bucket="closed", Key="a")
    refusal("PreconditionFailed", 412, s3.complete_multipart_upload, **{**upload}, MultipartUpload={"Parts": made[:1]},
            IfMatch='"x"') if os.path.exists(os.path.join(folder, "m/refused")) else None
    s3.abort_multipart_upload(**upload)
    refusal("NoSuchUpload", 404, s3.abort_multipart_upload, **upload)
    refusal("NoSuchUpload", 404, s3.list_parts, **upload)
    assert not os.path.exists(os.path.join(folder, "m/refused"))


def lists():
    uploads = [begin(key) for key in ("l/a/1", "l/a/2", "l/b", "l/b")]
    for number in range(1, 6):
        put(uploads[0], number, b"x" * number)
    pages = s3.get_paginator("list_parts").paginate(**uploads[0], PaginationConfig={"PageSize": 2})
    found = [(part["PartNumber"], part["Size"]) for page in pages for part in page["Parts"]]
    assert found == [(number, number) for number in range(1, 6)], found
    pages = s3.get_paginator("list_multipart_uploads").paginate(Bucket="bucket", Prefix="l/", PaginationConfig={"PageSize": 1})
    found = [upload["Key"] for page in pages for upload in page.get("Uploads", [])]
    assert found == ["l/a/1", "l/a/2", "l/b", "l/b"], found
    page = s3.list_multipart_uploads(Bucket="bucket", Prefix="l/", Delimiter="/")
    assert [group["Prefix"] for group in page["CommonPrefixes"]] == ["l/a/"] and len(page["Uploads"]) == 2, page
    for upload in uploads:
        s3.abort_multipart_upload(**upload)


def copies():
    upload = begin("m/copied")
    source = {"Bucket": "bucket", "Key": "m/whole"}
    first = s3.upload_part_copy(**upload, PartNumber=1, CopySource=source, CopySourceRange=f"bytes=0-{(6 << 20) - 1}")
    rest = s3.upload_part_copy(**upload, PartNumber=2, CopySource=source, CopySourceRange=f"bytes={6 << 20}-{len(whole) - 1}")
    complete(upload, [{"PartNumber": 1, "ETag": first["CopyPartResult"]["ETag"]},
                      {"PartNumber": 2, "ETag": rest["CopyPartResult"]["ETag"]}])
    assert content("m/copied") == whole
    upload = begin("m/copied")
    refusal("InvalidArgument", 400, s3.upload_part_copy, **upload, PartNumber=1, CopySource=source,
            CopySourceRange=f"bytes=0-{len(whole)}")
    s3.abort_multipart_upload(**upload)


def sums():
    upload = begin("m/composite", ChecksumAlgorithm="SHA256")
    made = [put(upload, number + 1, part, ChecksumAlgorithm="SHA256") for number, part in enumerate(parts)]
    digest = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()
    answer = complete(upload, made)
    assert answer["ChecksumSHA256"] == base64.b64encode(digest).decode() + "-3" and answer["ChecksumType"] == "COMPOSITE", answer
    crc = base64.b64encode(binascii.crc32(whole).to_bytes(4, "big")).decode()
    upload = begin("m/full", ChecksumAlgorithm="CRC32", ChecksumType="FULL_OBJECT")
    made = [put(upload, number + 1, part, ChecksumAlgorithm="CRC32") for number, part in enumerate(parts)]
    refusal("BadDigest", 400, complete, upload=upload, made=made, ChecksumCRC32="AAAAAA==", ChecksumType="FULL_OBJECT")
    answer = complete(upload, made, ChecksumCRC32=crc, ChecksumType="FULL_OBJECT")
    assert answer["ChecksumCRC32"] == crc and answer["ChecksumType"] == "FULL_OBJECT", answer
    assert s3.head_object(Bucket="bucket", Key="m/full", ChecksumMode="ENABLED")["ChecksumCRC32"] == crc


def begun():
    upload = begin("m/later", ContentType="text/later")
    put(upload, 1, parts[0])
    with open("upload", "w") as file:
        file.write(upload["UploadId"])


def goes_on():
    with open("upload") as file:
        upload = {"Bucket": "bucket", "Key": "m/later", "UploadId": file.read()}
    first, = s3.list_parts(**upload)["Parts"]
    made = [{"PartNumber": 1, "ETag": first["ETag"]}, put(upload, 2, parts[1]), put(upload, 3, parts[2])]
    assert complete(upload, made)["ETag"] == tag() and content("m/later") == whole
    assert s3.head_object(Bucket="bucket", Key="m/later")["ContentType"] == "text/later"


for check in [wholes, refusals, lists, copies, sums, begun] if half == "first" else [goes_on]:
    try:
        check()
        print(check.__name__)
    except Exception as error:
        import traceback
        print(check.__name__, type(error).__name__, error, [entry.lineno for entry in traceback.extract_tb(error.__traceback__)])
