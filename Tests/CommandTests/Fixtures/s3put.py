"""What programs that use boto3 write into buckets, against a service at an endpoint: each check prints its name, or what was wrong.

    s3put.py ENDPOINT ACCESS_KEY_ID SECRET_ACCESS_KEY FOLDER

FOLDER is that of the bucket 'bucket', which is empty and may be written to; the bucket 'closed' may not.
"""
import base64
import hashlib
import http.client
import io
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
import zlib

import boto3
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

endpoint, key_id, secret, folder = sys.argv[1:5]
big = os.urandom(1 << 20) * 7 + b"end"


def client(service, key_id=key_id, secret=secret, **options):
    config = Config(retries={"max_attempts": 1}, signature_version="s3v4" if service == "s3" else None, **options)
    return boto3.client(service, endpoint_url=endpoint, region_name="local", aws_access_key_id=key_id,
                        aws_secret_access_key=secret, config=config)


s3 = client("s3")


def path(key):
    return os.path.join(folder, key)


def content(key):
    with open(path(key), "rb") as file:
        return file.read()


def get(key):
    return s3.get_object(Bucket="bucket", Key=key)["Body"].read()


def keys(**query):
    return [entry["Key"] for entry in s3.list_objects_v2(Bucket="bucket", **query).get("Contents", [])]


def refusal(code, status, call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        found = (error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"])
        assert found == (code, status), (found, error)
        return error.response["Error"]["Message"]
    raise AssertionError("it was not refused")


def puts():
    for name, body in [("small", b"hello"), ("empty", b""), ("a/deep/big", big), ("\u00e9 b+c%/\u00fc", b"text")]:
        answer = s3.put_object(Bucket="bucket", Key=name, Body=body)
        assert answer["ETag"] == f'"{hashlib.md5(body).hexdigest()}"', answer
        assert content(name) == body and get(name) == body
        head = s3.head_object(Bucket="bucket", Key=name)
        assert head["ETag"] == answer["ETag"] and head["ContentLength"] == len(body)
    # As the bucket's folder says, and no more rights than that.
    mode = os.stat(folder).st_mode
    assert os.stat(path("small")).st_mode & 0o777 == mode & 0o666
    assert os.stat(path("a/deep")).st_mode & 0o777 == mode & 0o777
    s3.put_object(Bucket="bucket", Key="small", Body=b"other")
    assert content("small") == b"other"
    s3.upload_file(path("small"), "bucket", "again")
    assert content("again") == b"other"
    left = [name for name in os.listdir(folder) if name.startswith(".magpie")]
    assert left == [], left


def descriptions():
    s3.put_object(Bucket="bucket", Key="described.txt", Body=b"x", ContentType="text/x-test", CacheControl="no-store",
                  ContentEncoding="identity", Metadata={"Colour": "green", "size": "L"}, Tagging="a=1&b%20c=d%2B")
    head = s3.head_object(Bucket="bucket", Key="described.txt")
    assert head["ContentType"] == "text/x-test" and head["CacheControl"] == "no-store", head
    assert head["ContentEncoding"] == "identity" and head["Metadata"] == {"colour": "green", "size": "L"}, head
    tags = {tag["Key"]: tag["Value"] for tag in s3.get_object_tagging(Bucket="bucket", Key="described.txt")["TagSet"]}
    assert tags == {"a": "1", "b c": "d+"}, tags
    # What others write to the file is no more what was put.
    etag = head["ETag"]
    with open(path("described.txt"), "ab") as file:
        file.write(b"y")
    head = s3.head_object(Bucket="bucket", Key="described.txt")
    assert head["ETag"] != etag and head["Metadata"]["colour"] == "green"
    refusal("MetadataTooLarge", 400, s3.put_object, Bucket="bucket", Key="m", Body=b"", Metadata={"a": "b" * 2048})
    refusal("AccessControlListNotSupported", 400, s3.put_object, Bucket="bucket", Key="m", Body=b"", ACL="public-read")
    refusal("InvalidStorageClass", 400, s3.put_object, Bucket="bucket", Key="m", Body=b"", StorageClass="GLACIER")
    refusal("NotImplemented", 501, s3.put_object, Bucket="bucket", Key="m", Body=b"", SSECustomerAlgorithm="AES256",
            SSECustomerKey="0" * 32)
    assert not os.path.exists(path("m"))


def conditions():
    s3.put_object(Bucket="bucket", Key="once", Body=b"1", IfNoneMatch="*")
    refusal("PreconditionFailed", 412, s3.put_object, Bucket="bucket", Key="once", Body=b"2", IfNoneMatch="*")
    etag = s3.head_object(Bucket="bucket", Key="once")["ETag"]
    refusal("PreconditionFailed", 412, s3.put_object, Bucket="bucket", Key="once", Body=b"2", IfMatch='"other"')
    refusal("NoSuchKey", 404, s3.put_object, Bucket="bucket", Key="none", Body=b"2", IfMatch=etag)
    s3.put_object(Bucket="bucket", Key="once", Body=b"2", IfMatch=etag)
    refusal("PreconditionFailed", 412, s3.delete_object, Bucket="bucket", Key="once", IfMatch=etag)
    assert content("once") == b"2"


def checksums():
    sums = {"CRC32": zlib.crc32(b"123456789").to_bytes(4, "big"), "CRC32C": bytes.fromhex("e3069283"),
            "CRC64NVME": bytes.fromhex("ae8b14860a799888"), "SHA1": hashlib.sha1(b"123456789").digest(),
            "SHA256": hashlib.sha256(b"123456789").digest()}
    for name, value in sums.items():
        text = base64.b64encode(value).decode()
        answer = s3.put_object(Bucket="bucket", Key=name, Body=b"123456789", **{f"Checksum{name}": text})
        assert answer[f"Checksum{name}"] == text, (name, answer)
        head = s3.head_object(Bucket="bucket", Key=name, ChecksumMode="ENABLED")
        assert head[f"Checksum{name}"] == text, (name, head)
        message = refusal("BadDigest", 400, s3.put_object, Bucket="bucket", Key=f"bad{name}", Body=b"12345678",
                          **{f"Checksum{name}": text})
        assert name in message
        refusal("InvalidRequest", 400, s3.put_object, Bucket="bucket", Key=f"bad{name}", Body=b"1",
                **{f"Checksum{name}": "AAAA"})
        assert not os.path.exists(path(f"bad{name}"))
    md5 = base64.b64encode(hashlib.md5(b"x").digest()).decode()
    s3.put_object(Bucket="bucket", Key="md5", Body=b"x", ContentMD5=md5)
    refusal("BadDigest", 400, s3.put_object, Bucket="bucket", Key="md5", Body=b"y", ContentMD5=md5)
    refusal("InvalidDigest", 400, s3.put_object, Bucket="bucket", Key="md5", Body=b"y", ContentMD5="AAAA")
    assert content("md5") == b"x"


def payloads():
    # As a stream, in chunks with a trailer; not signed; signed at once, or beforehand.
    s3.put_object(Bucket="bucket", Key="stream", Body=io.BytesIO(big))
    assert content("stream") == big
    plain = client("s3", s3={"payload_signing_enabled": True}, request_checksum_calculation="when_required")
    plain.put_object(Bucket="bucket", Key="signed", Body=big)
    assert content("signed") == big
    url = s3.generate_presigned_url("put_object", Params={"Bucket": "bucket", "Key": "presigned"}, ExpiresIn=60)
    with urllib.request.urlopen(urllib.request.Request(url, data=b"presigned", method="PUT")) as answer:
        assert answer.status == 200
    assert content("presigned") == b"presigned"


def send(key, headers, body, mode, tamper=lambda body: body):
    """Sends a request that botocore has signed with a word in place of the body's hash."""
    request = AWSRequest(method="PUT", url=f"{endpoint}/bucket/{key}", headers={**headers, "X-Amz-Content-SHA256": mode})
    signer = S3SigV4Auth(Credentials(key_id, secret), "s3", "local")
    signer.payload = lambda request: mode
    signer.add_auth(request)
    headers = dict(request.headers.items())
    if callable(body):
        body = body(signer, request)
    body = tamper(body)
    connection = http.client.HTTPConnection(urllib.parse.urlparse(endpoint).netloc)
    connection.request("PUT", f"/bucket/{key}", body=body, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def chunks():
    """Chunks that are signed one by one, with trailers and without, as other SDKs send them."""
    import hmac
    pieces = [big[:65536], big[65536:200000], b""]

    def signed(trailer):
        def build(signer, request):
            stamp = request.context["timestamp"]
            scope = signer.credential_scope(request)
            previous = request.headers["Authorization"].split("Signature=")[1]
            key = b"AWS4" + secret.encode()
            for part in scope.split("/"):
                key = hmac.new(key, part.encode(), hashlib.sha256).digest()
            nothing, body = hashlib.sha256(b"").hexdigest(), b""
            for piece in pieces:
                text = "\n".join(["AWS4-HMAC-SHA256-PAYLOAD", stamp, scope, previous, nothing,
                                  hashlib.sha256(piece).hexdigest()])
                previous = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
                body += f"{len(piece):x};chunk-signature={previous}\r\n".encode() + piece + (b"\r\n" if piece else b"")
            if trailer:
                digest = hashlib.sha256(trailer.encode() + b"\n").hexdigest()
                text = "\n".join(["AWS4-HMAC-SHA256-TRAILER", stamp, scope, previous, digest])
                previous = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
                body += f"{trailer}\r\nx-amz-trailer-signature:{previous}\r\n".encode()
            return body + b"\r\n"
        return build

    whole = b"".join(pieces)
    crc = base64.b64encode(zlib.crc32(whole).to_bytes(4, "big")).decode()
    length = {"x-amz-decoded-content-length": str(len(whole)), "content-encoding": "aws-chunked"}
    mode = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
    status, answer = send("chunks", length, signed(None), mode)
    assert status == 200 and content("chunks") == whole, answer
    named = {**length, "x-amz-trailer": "x-amz-checksum-crc32"}
    status, answer = send("trailers", named, signed(f"x-amz-checksum-crc32:{crc}"), mode + "-TRAILER")
    assert status == 200 and content("trailers") == whole, answer
    assert s3.head_object(Bucket="bucket", Key="trailers", ChecksumMode="ENABLED")["ChecksumCRC32"] == crc
    assert "ContentEncoding" not in s3.head_object(Bucket="bucket", Key="trailers")

    def last(body):
        return body[:-200000 // 2] + bytes([body[-200000 // 2] ^ 1]) + body[-200000 // 2 + 1:]

    # Nothing of a body counts before the last signature was right.
    for key, headers, build, mode_, tamper, code in [
            ("t1", length, signed(None), mode, last, b"SignatureDoesNotMatch"),
            ("t2", length, signed(None), mode, lambda body: body.replace(b"chunk-signature=", b"chunk-signature=0", 1),
             b"SignatureDoesNotMatch"),
            ("t3", length, signed(None), mode, lambda body: body[:-90], b"IncompleteBody"),
            ("t4", named, signed("x-amz-checksum-crc32:AAAAAA=="), mode + "-TRAILER", lambda body: body, b"BadDigest"),
            ("t5", named, signed(f"x-amz-checksum-crc32:{crc}"), mode + "-TRAILER",
             lambda body: body.replace(crc.encode(), b"AAAAAA=="), b"SignatureDoesNotMatch"),
            ("t6", named, b"3\r\nabc\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
             "STREAMING-UNSIGNED-PAYLOAD-TRAILER", lambda body: body, b"IncompleteBody"),
            ("t7", length, b"zz\r\n", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", lambda body: body, b"InvalidRequest"),
            ("t8", {}, b"other", hashlib.sha256(b"body").hexdigest(), lambda body: body, b"XAmzContentSHA256Mismatch"),
            ("t9", {}, b"other", "nonsense", lambda body: body, b"InvalidArgument")]:
        status, answer = send(key, headers, build, mode_, tamper)
        assert status in (400, 403) and code in answer, (key, status, answer)
        assert not os.path.exists(path(key)), key
    # Who may not is told so however much is sent.
    other = client("s3", key_id, "wrong")
    refusal("SignatureDoesNotMatch", 403, other.put_object, Bucket="bucket", Key="t0", Body=big)
    assert not os.path.exists(path("t0"))


def places():
    for key in ["../out", "a/../../out", "a//b", "/abs", ".magpie-put-x", "a/./b", "x/.magpie-y", "n" * 256]:
        message = refusal("InvalidArgument", 400, s3.put_object, Bucket="bucket", Key=key, Body=b"x")
        assert "path" in message, message
    refusal("KeyTooLongError", 400, s3.put_object, Bucket="bucket", Key="k/" * 600, Body=b"x")
    assert not os.path.exists(os.path.join(os.path.dirname(folder), "out"))
    os.symlink("/tmp", path("link"))
    refusal("InvalidArgument", 400, s3.put_object, Bucket="bucket", Key="link/file", Body=b"x")
    refusal("InvalidArgument", 400, s3.put_object, Bucket="bucket", Key="link", Body=b"x")
    s3.delete_object(Bucket="bucket", Key="link")
    assert os.path.islink(path("link"))
    refusal("InvalidArgument", 400, s3.put_object, Bucket="bucket", Key="small/file", Body=b"x")
    refusal("InvalidArgument", 400, s3.put_object, Bucket="bucket", Key="a", Body=b"x")
    message = refusal("AccessDenied", 403, s3.put_object, Bucket="closed", Key="a", Body=b"x")
    assert "writable: true" in message, message
    refusal("AccessDenied", 403, s3.delete_object, Bucket="closed", Key="a")
    refusal("NoSuchBucket", 404, s3.put_object, Bucket="nowhere", Key="a", Body=b"x")


def folders():
    s3.put_object(Bucket="bucket", Key="kept/", Body=b"")
    assert "kept/" in keys() and os.path.isdir(path("kept"))
    refusal("InvalidArgument", 400, s3.put_object, Bucket="bucket", Key="full/", Body=b"x")
    s3.put_object(Bucket="bucket", Key="kept/one", Body=b"")
    s3.put_object(Bucket="bucket", Key="gone/by/one", Body=b"")
    s3.put_object(Bucket="bucket", Key="gone/two", Body=b"")
    s3.delete_object(Bucket="bucket", Key="kept/one")
    s3.delete_object(Bucket="bucket", Key="gone/by/one")
    assert os.path.isdir(path("kept")) and not os.path.exists(path("gone/by")) and os.path.exists(path("gone/two"))
    s3.delete_object(Bucket="bucket", Key="gone/two")
    s3.delete_object(Bucket="bucket", Key="kept/")
    assert not os.path.exists(path("gone")) and not os.path.exists(path("kept"))
    s3.delete_object(Bucket="bucket", Key="never/was")


def removals():
    for index in range(5):
        s3.put_object(Bucket="bucket", Key=f"many/{index}", Body=b"x")
    answer = s3.delete_objects(Bucket="bucket", Delete={"Objects": [
        {"Key": "many/0"}, {"Key": "many/none"}, {"Key": "many/../x"}, {"Key": "many/1"}]})
    assert [entry["Key"] for entry in answer["Deleted"]] == ["many/0", "many/none", "many/1"], answer
    assert [entry["Code"] for entry in answer["Errors"]] == ["InvalidArgument"], answer
    answer = s3.delete_objects(Bucket="bucket", Delete={"Objects": [{"Key": f"many/{i}"} for i in range(5)], "Quiet": True})
    assert "Deleted" not in answer and "Errors" not in answer and not os.path.exists(path("many"))


def copies():
    s3.put_object(Bucket="bucket", Key="from \u00e9", Body=big, ContentType="text/from", Metadata={"a": "1"}, Tagging="t=1")
    source = {"Bucket": "bucket", "Key": "from \u00e9"}
    answer = s3.copy_object(Bucket="bucket", Key="to/here", CopySource=source)
    assert answer["CopyObjectResult"]["ETag"] == f'"{hashlib.md5(big).hexdigest()}"', answer
    head = s3.head_object(Bucket="bucket", Key="to/here")
    assert content("to/here") == big and head["ContentType"] == "text/from" and head["Metadata"] == {"a": "1"}
    assert s3.get_object_tagging(Bucket="bucket", Key="to/here")["TagSet"] == [{"Key": "t", "Value": "1"}]
    refusal("InvalidRequest", 400, s3.copy_object, Bucket="bucket", Key="from \u00e9", CopySource=source)
    s3.copy_object(Bucket="bucket", Key="from \u00e9", CopySource=source, MetadataDirective="REPLACE", Metadata={"b": "2"})
    assert s3.head_object(Bucket="bucket", Key="from \u00e9")["Metadata"] == {"b": "2"} and content("from \u00e9") == big
    refusal("PreconditionFailed", 412, s3.copy_object, Bucket="bucket", Key="x", CopySource=source, CopySourceIfMatch='"no"')
    refusal("NoSuchKey", 404, s3.copy_object, Bucket="bucket", Key="x", CopySource="bucket/none")
    refusal("InvalidArgument", 400, s3.copy_object, Bucket="bucket", Key="x", CopySource="bucket")
    with open(path("../closed/theirs"), "wb") as file:
        file.write(b"theirs")
    s3.copy_object(Bucket="bucket", Key="ours", CopySource="closed/theirs")
    assert content("ours") == b"theirs"


def others():
    page = s3.list_object_versions(Bucket="bucket", MaxKeys=2)
    assert page["IsTruncated"] and [version["VersionId"] for version in page["Versions"]] == ["null", "null"], page
    pages = s3.get_paginator("list_object_versions").paginate(Bucket="bucket", PaginationConfig={"PageSize": 3})
    assert [version["Key"] for page in pages for version in page.get("Versions", [])] == keys()
    # Clocks of S3 may be further apart than others.
    import datetime
    import botocore.auth
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    for name in ("get_current_datetime",):
        before = getattr(botocore.auth, name)
        setattr(botocore.auth, name, lambda remove_tzinfo=True: now - datetime.timedelta(minutes=14))
        assert get("small") == b"other"
        setattr(botocore.auth, name, lambda remove_tzinfo=True: now - datetime.timedelta(minutes=16))
        refusal("RequestTimeTooSkewed", 403, s3.get_object, Bucket="bucket", Key="small")
        setattr(botocore.auth, name, before)


def policies():
    iam = client("iam")
    iam.create_user(UserName="writer")
    key = iam.create_access_key(UserName="writer")["AccessKey"]
    writer = client("s3", key["AccessKeyId"], key["SecretAccessKey"])
    refusal("AccessDenied", 403, writer.put_object, Bucket="bucket", Key="w/1", Body=b"x")
    iam.put_user_policy(UserName="writer", PolicyName="a", PolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": ["s3:PutObject", "s3:DeleteObject"], "Resource": "arn:aws:s3:::bucket/w/*"},
            {"Effect": "Deny", "Action": "s3:PutObject", "Resource": "*",
             "Condition": {"StringEquals": {"s3:RequestObjectTag/secret": "yes"}}}]}))
    writer.put_object(Bucket="bucket", Key="w/1", Body=b"x")
    refusal("AccessDenied", 403, writer.put_object, Bucket="bucket", Key="v/1", Body=b"x")
    refusal("AccessDenied", 403, writer.put_object, Bucket="bucket", Key="w/1", Body=b"x", Tagging="secret=yes")
    refusal("AccessDenied", 403, writer.copy_object, Bucket="bucket", Key="w/2", CopySource="bucket/small")
    answer = writer.delete_objects(Bucket="bucket", Delete={"Objects": [{"Key": "w/1"}, {"Key": "small"}]})
    assert [entry["Key"] for entry in answer["Deleted"]] == ["w/1"], answer
    assert [(entry["Key"], entry["Code"]) for entry in answer["Errors"]] == [("small", "AccessDenied")], answer
    assert os.path.exists(path("small"))
    iam.put_user_policy(UserName="writer", PolicyName="b", PolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}))
    assert writer.get_object(Bucket="bucket", Key="small")["Body"].read() == b"other"
    # Whether there is an object only those learn who may list.
    refusal("AccessDenied", 403, writer.get_object, Bucket="bucket", Key="none")
    refusal("403", 403, writer.head_object, Bucket="bucket", Key="none")
    iam.put_user_policy(UserName="writer", PolicyName="c", PolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"}]}))
    refusal("NoSuchKey", 404, writer.get_object, Bucket="bucket", Key="none")


def bucket_policies():
    iam = client("iam")
    user = iam.create_user(UserName="guest")["User"]["Arn"]
    key = iam.create_access_key(UserName="guest")["AccessKey"]
    guest = client("s3", key["AccessKeyId"], key["SecretAccessKey"])
    refusal("NoSuchBucketPolicy", 404, s3.get_bucket_policy_status, Bucket="bucket")

    def policy(**statement):
        return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})

    let_in = policy(Principal={"AWS": user}, Action=["s3:GetObject", "s3:PutObject"], Resource="arn:aws:s3:::bucket/g/*")
    refusal("AccessDenied", 403, guest.put_object, Bucket="bucket", Key="g/1", Body=b"x")
    refusal("AccessDenied", 403, guest.put_bucket_policy, Bucket="bucket", Policy=let_in)
    s3.put_bucket_policy(Bucket="bucket", Policy=let_in)
    assert json.loads(s3.get_bucket_policy(Bucket="bucket")["Policy"]) == json.loads(let_in)
    assert s3.get_bucket_policy_status(Bucket="bucket")["PolicyStatus"]["IsPublic"] is False
    guest.put_object(Bucket="bucket", Key="g/1", Body=b"x")
    assert guest.get_object(Bucket="bucket", Key="g/1")["Body"].read() == b"x"
    refusal("AccessDenied", 403, guest.get_object, Bucket="bucket", Key="small")
    refusal("AccessDenied", 403, guest.delete_object, Bucket="bucket", Key="g/1")
    s3.put_bucket_policy(Bucket="bucket", Policy=policy(
        Effect="Deny", Principal={"AWS": "*"}, Action="s3:DeleteObject", Resource="arn:aws:s3:::bucket/*"))
    refusal("AccessDenied", 403, s3.delete_object, Bucket="bucket", Key="g/1")
    refusal("MalformedPolicy", 400, s3.put_bucket_policy, Bucket="bucket", Policy="{}")
    refusal("MalformedPolicy", 400, s3.put_bucket_policy, Bucket="bucket", Policy=policy(
        Principal={"AWS": user}, Action="s3:GetObject", Resource="arn:aws:s3:::closed/*"))
    refusal("AccessDenied", 403, s3.put_bucket_policy, Bucket="bucket", Policy=policy(
        Principal="*", Action="s3:GetObject", Resource="arn:aws:s3:::bucket/*"))
    # A condition that everybody fulfils, or can, makes a policy no less public.
    for condition in ({"Bool": {"aws:SecureTransport": "false"}}, {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}},
                      {"StringNotEquals": {"aws:PrincipalOrgID": "o-1"}}, {"StringLike": {"aws:userid": "*"}}):
        refusal("AccessDenied", 403, s3.put_bucket_policy, Bucket="bucket", Policy=policy(
            Principal="*", Action="s3:GetObject", Resource="arn:aws:s3:::bucket/*", Condition=condition))
    s3.put_bucket_policy(Bucket="bucket", Policy=policy(
        Principal="*", Action="s3:GetObject", Resource="arn:aws:s3:::bucket/*",
        Condition={"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}))
    assert s3.get_bucket_policy_status(Bucket="bucket")["PolicyStatus"]["IsPublic"] is False
    s3.delete_bucket_policy(Bucket="bucket")
    s3.delete_object(Bucket="bucket", Key="g/1")
    refusal("NoSuchBucketPolicy", 404, s3.get_bucket_policy, Bucket="bucket")


for check in [puts, descriptions, conditions, checksums, payloads, chunks, places, folders, removals, copies,
              others, policies, bucket_policies]:
    try:
        check()
        print(check.__name__)
    except Exception as error:
        import traceback
        print(check.__name__, type(error).__name__, error, traceback.extract_tb(error.__traceback__)[-1].lineno)
