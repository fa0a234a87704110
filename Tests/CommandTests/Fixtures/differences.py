"""Where answers once differed from AWS's: each place by a client, in the order of the list that was made of them.

    differences.py ENDPOINT ACCESS_KEY_ID SECRET_ACCESS_KEY REGION

It prints what still differs, and how many places it has looked at.
"""

import datetime
import json
import re
import sys
import urllib.error
import urllib.request
import uuid

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

endpoint, key_id, secret, region = sys.argv[1:5]


def client(service):
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id=key_id,
        aws_secret_access_key=secret,
        config=Config(parameter_validation=False, retries={"max_attempts": 1}),
    )


kms, sm, ev, sqs = [client(name) for name in ["kms", "secretsmanager", "events", "sqs"]]
wrong, count = [], 0


def err(call, **parameters):
    """Code and text of a refusal, or `OK` and the answer."""
    try:
        answer = call(**parameters)
        answer.pop("ResponseMetadata", None)
        return "OK", answer
    except ClientError as error:
        return error.response["Error"]["Code"], error.response["Error"]["Message"]


def check(name, found, wanted):
    global count
    count += 1
    if not (wanted(found) if callable(wanted) else found == wanted):
        wrong.append(name)
        print("differs:", name, found)


def code(wanted, text=None):
    """Tells whether something is a refusal with a code and a text, or one about which a function says so."""
    return lambda found: found[0] == wanted and (text is None or (found[1] == text if isinstance(text, str) else text(found[1])))


def raw(target, body, service="secretsmanager"):
    """The answer to what no SDK sends: they make tokens up."""
    data = json.dumps(body).encode()
    request = AWSRequest(
        "POST", endpoint + "/", data=data, headers={"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": target}
    )
    SigV4Auth(Credentials(key_id, secret), service, region).add_auth(request)
    try:
        with urllib.request.urlopen(urllib.request.Request(endpoint + "/", data, dict(request.headers))) as answer:
            return "OK", json.loads(answer.read())
    except urllib.error.HTTPError as error:
        answer = json.loads(error.read())
        return answer["__type"], answer.get("message")


key = kms.create_key()["KeyMetadata"]
K = key["KeyId"]
ARN = key["Arn"]
acc = ARN.split(":")[4]
reg = ARN.split(":")[3]
# 1
check(
    "1a",
    err(kms.generate_random, NumberOfBytes=2000),
    code(
        "ValidationException",
        "1 validation error detected: Value '2000' at 'numberOfBytes' failed to satisfy constraint: "
        "Member must have value less than or equal to 1024",
    ),
)
check(
    "1b",
    err(kms.tag_resource, KeyId=K, Tags=[{"TagKey": "", "TagValue": "x"}]),
    code("ValidationException", lambda t: "tags.1.member.tagKey" in t),
)
check(
    "1c",
    err(kms.encrypt, KeyId=K, Plaintext=b"x" * 4097),
    code("ValidationException", lambda t: t.startswith("1 validation error detected: Value at 'plaintext' failed")),
)
check("1d", err(ev.put_events, Entries=[]), code("ValidationException", lambda t: "at 'entries'" in t))
check(
    "1e",
    err(ev.put_events, Entries=[{"Source": "x"}] * 11),
    code("ValidationException", lambda t: "[PutEventsRequestEntry(time=null, source=x" in t),
)
h = kms.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")["KeyMetadata"]["KeyId"]
check(
    "1f",
    err(kms.generate_mac, KeyId=h, Message=b"x", MacAlgorithm="X"),
    code("ValidationException", lambda t: "[HMAC_SHA_384, HMAC_SHA_256, HMAC_SHA_224, HMAC_SHA_512]" in t),
)
# 3
check("3", kms.describe_key(KeyId=K)["KeyMetadata"]["CreationDate"].microsecond % 1000, 0)
# 4
kms.create_key()
r = kms.list_keys(Limit=1)
check("4", r["NextMarker"], lambda m: not re.fullmatch(r"[0-9a-f-]{36}", m))
# 5
rsa = kms.create_key(KeySpec="RSA_2048", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
blob = kms.encrypt(KeyId=K, Plaintext=b"x")["CiphertextBlob"]
T = "The key ID in the request does not identify a CMK that can perform this operation."
check("5a", err(kms.decrypt, CiphertextBlob=blob, KeyId=h), code("IncorrectKeyException", T))
check("5b", err(kms.re_encrypt, CiphertextBlob=blob, SourceKeyId=rsa, DestinationKeyId=K), code("IncorrectKeyException"))
check("5c", err(kms.encrypt, KeyId=h, Plaintext=b"x"), code("InvalidKeyUsageException"))
# 6
check(
    "6a", err(kms.rotate_key_on_demand, KeyId=rsa), code("UnsupportedOperationException", lambda t: t in ("", "An error occurred"))
)
kms.disable_key(KeyId=rsa)
check("6b", err(kms.rotate_key_on_demand, KeyId=rsa), code("DisabledException"))
ext = kms.create_key(Origin="EXTERNAL")["KeyMetadata"]["KeyId"]
# 8
check(
    "8",
    err(kms.get_parameters_for_import, KeyId=K, WrappingAlgorithm="RSAES_OAEP_SHA_256", WrappingKeySpec="RSA_2048"),
    code("UnsupportedOperationException", f"{ARN} origin is AWS_KMS which is not valid for this operation."),
)
# 9
check(
    "9a",
    err(kms.tag_resource, KeyId=K, Tags=[{"TagKey": "AWS:x", "TagValue": "y"}]),
    code("TagException", "Tags beginning with aws: are reserved"),
)
check(
    "9b",
    err(kms.tag_resource, KeyId=K, Tags=[{"TagKey": "x", "TagValue": "y"}, {"TagKey": "x", "TagValue": "y"}]),
    code("TagException", "Duplicate tag keys"),
)
# 10
check(
    "10a",
    err(kms.create_alias, AliasName="foo", TargetKeyId=K),
    code(
        "ValidationException",
        'Alias must start with the prefix "alias/". Please see '
        "https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html",
    ),
)
check("10b", err(kms.delete_alias, AliasName="foo"), code("ValidationException", "Invalid identifier"))
kms.create_alias(AliasName="alias/d", TargetKeyId=K)
check(
    "10c",
    err(kms.create_alias, AliasName="alias/e", TargetKeyId="alias/d"),
    code("ValidationException", "Aliases must refer to keys. Not aliases"),
)
check("10d", err(kms.create_alias, AliasName="alias/aws/e", TargetKeyId=K), code("NotAuthorizedException"))
# 11
check("11a", err(kms.describe_key, KeyId=ARN.replace(reg, "eu-west-9")), code("NotFoundException", "Invalid arn eu-west-9"))
check(
    "11b",
    err(kms.describe_key, KeyId=ARN.replace(acc, "999999999999")),
    lambda g: g[0] in ("NotFoundException", "AccessDeniedException"),
)
mrk = "mrk-" + "a" * 32
check("11c", err(kms.describe_key, KeyId=mrk), code("NotFoundException", f"Key '{ARN.rsplit('/',1)[0]}/{mrk}' does not exist"))
check("12", err(kms.generate_random), code("ValidationException", "NumberOfBytes is required."))
check("13", err(kms.get_key_rotation_status, KeyId=h), lambda g: g[0] == "OK" and g[1]["KeyRotationEnabled"] is False)
check(
    "14", err(kms.create_key, KeySpec="SYMMETRIC_DEFAULT", CustomerMasterKeySpec="SYMMETRIC_DEFAULT"), code("ValidationException")
)
ec = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="KEY_AGREEMENT")["KeyMetadata"]["KeyId"]
check(
    "15",
    err(kms.derive_shared_secret, KeyId=ec, KeyAgreementAlgorithm="ECDH", PublicKey=b"xx"),
    code("ValidationException", lambda t: t in ("", "An error occurred")),
)
check(
    "16",
    err(kms.verify_mac, KeyId=h, Message=b"x", Mac=b"y" * 32, MacAlgorithm="HMAC_SHA_256", DryRun=True),
    code("KMSInvalidMacException"),
)
ed = err(kms.create_key, KeySpec="ECC_NIST_EDWARDS25519", KeyUsage="SIGN_VERIFY")
check("16m", ed[0], "OK")
check("16n", any(a["AliasName"].startswith("alias/aws/") for a in kms.list_aliases()["Aliases"]), True)
# Secrets Manager


def tok():
    return str(uuid.uuid4())


for op, kw in [
    ("get_secret_value", {}),
    ("describe_secret", {}),
    ("delete_secret", {"ForceDeleteWithoutRecovery": True}),
    ("put_secret_value", {"SecretString": "x"}),
]:
    check(
        "17 " + op,
        err(getattr(sm, op), SecretId="a b*", **kw),
        code(
            "ValidationException",
            lambda t: t.startswith(
                "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!"
            ),
        ),
    )
t1, t2 = tok(), tok()
s = sm.create_secret(Name="s", SecretString="one", ClientRequestToken=t1)
sm.put_secret_value(SecretId="s", SecretString="two", ClientRequestToken=t2, VersionStages=["AWSPENDING"])
sm.update_secret_version_stage(SecretId="s", VersionStage="AWSCURRENT", MoveToVersionId=t2, RemoveFromVersionId=t1)
sm.update_secret_version_stage(SecretId="s", VersionStage="AWSCURRENT", MoveToVersionId=t1, RemoveFromVersionId=t2)
check("18", sm.describe_secret(SecretId="s")["VersionIdsToStages"][t2], ["AWSPREVIOUS"])
T19 = "You must provide a ClientRequestToken value. We recommend a UUID-type value."
check("19a", raw("secretsmanager.CreateSecret", {"Name": "zz", "SecretString": "x"}), code("InvalidRequestException", T19))
check("19b", raw("secretsmanager.RotateSecret", {"SecretId": "nope"}), code("InvalidParameterException", T19))
check(
    "20",
    err(sm.create_secret, Name="s", SecretString="other", ClientRequestToken=t1),
    code(
        "ResourceExistsException",
        f"You can't use ClientRequestToken {t1} because that value is already in use for a version of secret {s['ARN']}.",
    ),
)
check("21a", "Description" in sm.describe_secret(SecretId="s"), False)
sm.tag_resource(SecretId="s", Tags=[{"Key": "a", "Value": "b"}])
sm.untag_resource(SecretId="s", TagKeys=["a"])
check("21b", sm.describe_secret(SecretId="s").get("Tags"), [])
sm.create_secret(Name="AppBeta", SecretString="x")
sm.create_secret(Name="COMPANYthings", SecretString="x")
sm.create_secret(Name="SecretTwo", SecretString="x")


def f(v):
    return [x["Name"] for x in sm.list_secrets(Filters=[{"Key": "all", "Values": [v]}])["SecretList"]]


for v, w in [
    ("AppBeta", ["AppBeta"]),
    ("app", ["AppBeta"]),
    ("Beta", ["AppBeta"]),
    ("two", ["SecretTwo"]),
    ("company", []),
    ("eta", []),
]:
    check("22 " + v, f(v), w)
check(
    "23a",
    err(sm.put_secret_value, SecretId="s", SecretString="x", ClientRequestToken="short"),
    code("InvalidParameterException", "ClientRequestToken must be 32-64 characters long."),
)
check(
    "23c",
    err(sm.batch_get_secret_value, SecretIdList=["s"], MaxResults=2),
    code("InvalidParameterException", "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided."),
)
# EventBridge
E = {"id": "1", "account": acc, "source": "x", "time": "2026-01-01T00:00:00Z", "region": reg, "detail-type": "t", "detail": {}}
check(
    "24a",
    err(ev.test_event_pattern, EventPattern='{"source":["x"]}', Event=json.dumps(E)),
    lambda g: g[0] == "OK" and g[1]["Result"],
)
for b in ['"x"', "[1]", json.dumps({k: v for k, v in E.items() if k != "id"})]:
    check(
        "24 " + b[:9],
        err(ev.test_event_pattern, EventPattern='{"source":["x"]}', Event=b),
        code("ValidationException", "Parameter Event is not valid."),
    )
p = '{"source":[{"prefx":"a"}]}'
check(
    "25a",
    err(ev.put_rule, Name="r", EventPattern=p),
    code(
        "InvalidEventPatternException",
        lambda t: t.startswith("Event pattern is not valid. Reason: ") and f'\n at [Source: (String)"{p}"; line: 1, column: ' in t,
    ),
)
check(
    "25b",
    err(ev.put_rule, Name="r", EventPattern="xyz"),
    code("InvalidEventPatternException", lambda t: "Unrecognized token 'xyz': was expecting" in t),
)
check(
    "26",
    err(ev.put_rule, Name="r", EventPattern='{"source":[{"wildcard":"a**"}]}'),
    code(
        "InvalidEventPatternException",
        lambda t: "Consecutive wildcard characters at pos 2" in t or "Consecutive wildcard characters at pos 3" in t,
    ),
)
check(
    "27",
    err(ev.put_rule, Name="r", EventPattern='{"resources":[{"wildcard":"*:*:*:*:*:event-bus/*"}]}'),
    code(
        "InvalidEventPatternException",
        lambda t: "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences "
        "after a wildcard character" in t,
    ),
)


def m(p, d):
    return ev.test_event_pattern(EventPattern=json.dumps({"detail": p}), Event=json.dumps({**E, "detail": d}))["Result"]


check("28", m({"a": {"b": ["1"], "c": [{"exists": False}]}}, {"a": [{"b": "1"}, {"b": "2", "c": 1}]}), True)
check("29", m({"a": ["1"], "$or": [{"a": ["2"]}, {"b": ["3"]}]}, {"a": "2"}), True)
check("30a", m({"a": [{"equals-ignore-case": "ß"}]}, {"a": "SS"}), True)
check(
    "31a",
    err(ev.put_rule, Name="r", EventPattern='{"a":[{"cidr":"10.0.0.0/"}]}'),
    lambda g: "Malformed CIDR, one '/' required" in g[1],
)
check("31b", m({"a": [{"exactly": "x"}]}, {"a": "x"}), True)
r = err(ev.put_events, Entries=[{"Source": "x", "DetailType": "t", "Detail": '{"a":1e999}'}])
check("32", r[0] == "OK" and r[1]["FailedEntryCount"], 0)
check(
    "33",
    err(ev.put_rule, Name="r", ScheduleExpression="rate(1 foo)"),
    code("ValidationException", "Parameter ScheduleExpression is not valid."),
)
ev.put_rule(Name="r", EventPattern='{"source":["x"]}')
q = sqs.create_queue(QueueName="q")["QueueUrl"]
QA = sqs.get_queue_attributes(QueueUrl=q, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
check(
    "34a",
    err(ev.put_targets, Rule="r", Targets=[{"Id": "1", "Arn": QA, "Input": "{}", "InputPath": "$.x"}]),
    code("ValidationException", "Only one of Input, InputPath, or InputTransformer must be provided for target 1."),
)
check(
    "34b",
    err(
        ev.put_targets,
        Rule="r",
        Targets=[{"Id": "1", "Arn": QA, "InputTransformer": {"InputPathsMap": {}, "InputTemplate": '"<nope>"'}}],
    ),
    code("ValidationException", "InputTemplate for target 1 contains invalid placeholder nope."),
)
check(
    "34c",
    err(ev.put_targets, Rule="r", Targets=[{"Id": "1", "Arn": "foo"}]),
    code("ValidationException", lambda t: "Provided Arn is not in correct format." in t),
)
check(
    "35",
    err(ev.put_targets, Rule="r", Targets=[{"Id": str(i), "Arn": QA} for i in range(6)]),
    code("LimitExceededException", "The requested resource exceeds the maximum number allowed."),
)
r = err(ev.put_events, Entries=[{"Source": "x", "DetailType": "t", "Detail": "{}", "EventBusName": "nobus"}])
check("37", r[0] == "OK" and r[1]["FailedEntryCount"] == 0 and "EventId" in r[1]["Entries"][0], True)
bus = ev.describe_event_bus()
check("38", err(ev.put_rule, Name="r2", EventPattern='{"source":["x"]}', EventBusName=bus["Arn"])[0], "OK")
check("39", ("LastModifiedTime" in bus, "LastModifiedTime" in ev.list_event_buses()["EventBuses"][0]), (True, True))
check(
    "40a",
    err(ev.create_archive, ArchiveName="a", EventSourceArn=bus["Arn"].replace("/default", "/nobus")),
    code("ResourceNotFoundException", "Event bus nobus does not exist."),
)
d = datetime.datetime(2026, 1, 1)
check(
    "40b",
    err(
        ev.start_replay,
        ReplayName="p",
        EventSourceArn=bus["Arn"].replace("event-bus/default", "archive/none"),
        EventStartTime=d,
        EventEndTime=d + datetime.timedelta(1),
        Destination={"Arn": bus["Arn"]},
    ),
    code("ValidationException", "Parameter EventSourceArn is not valid. Reason: Archive none does not exist."),
)
ar = ev.create_archive(ArchiveName="a", EventSourceArn=bus["Arn"])["ArchiveArn"]
check(
    "40c",
    err(
        ev.start_replay,
        ReplayName="p",
        EventSourceArn=ar,
        EventStartTime=d,
        EventEndTime=d - datetime.timedelta(1),
        Destination={"Arn": bus["Arn"]},
    ),
    code("ValidationException", "Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime."),
)
ob = ev.create_event_bus(Name="other")["EventBusArn"]
check(
    "40d",
    err(
        ev.start_replay,
        ReplayName="p",
        EventSourceArn=ar,
        EventStartTime=d,
        EventEndTime=d + datetime.timedelta(1),
        Destination={"Arn": ob},
    ),
    code("ValidationException", "Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted."),
)
names = [x["Name"] for x in ev.list_rules()["Rules"]]
# Nobody else's rules are there; that of an archive, which AWS shows, is not made.
check("41", sorted(names), ["r", "r2"])
# What was missing
check(
    "m1",
    err(ev.tag_resource, ResourceARN=bus["Arn"].replace("event-bus/default", "rule/r"), Tags=[{"Key": "a", "Value": "b"}])[0],
    "OK",
)
check(
    "m2",
    err(ev.list_tags_for_resource, ResourceARN=bus["Arn"].replace("event-bus/default", "rule/none")),
    code("ResourceNotFoundException"),
)
check(
    "m3",
    err(ev.put_permission, EventBusName="default", Action="events:PutEvents", Principal="123456789012", StatementId="x")[0],
    "OK",
)
check("m4", "Policy" in ev.describe_event_bus(), True)
check(
    "m5",
    err(ev.remove_permission, StatementId="none"),
    code("ResourceNotFoundException", "Statement with the provided id does not exist."),
)
check(
    "m6",
    err(
        ev.create_connection,
        Name="c",
        AuthorizationType="API_KEY",
        AuthParameters={"ApiKeyAuthParameters": {"ApiKeyName": "k", "ApiKeyValue": "v"}},
    )[0],
    "OK",
)
check(
    "m7",
    err(ev.list_archives, State="ENABLED", NamePrefix="a"),
    code(
        "ValidationException", "At most one filter is allowed for ListArchives. Use either : State, EventSourceArn, or NamePrefix."
    ),
)
check("m8", err(sm.replicate_secret_to_regions, SecretId="s", AddReplicaRegions=[{"Region": "x"}])[0], lambda g: g != "OK")


# 36, through a queue
def deliver(tr):
    ev.put_targets(Rule="r", Targets=[{"Id": "1", "Arn": QA, "InputTransformer": tr}])
    ev.put_events(Entries=[{"Source": "x", "DetailType": "t", "Detail": '{"o":{"a":1,"b":"c"},"l":["HIGH"]}'}])
    r = sqs.receive_message(QueueUrl=q, WaitTimeSeconds=4).get("Messages", [])
    for x in r:
        sqs.delete_message(QueueUrl=q, ReceiptHandle=x["ReceiptHandle"])
    return [x["Body"] for x in r]


check("36i", deliver({"InputPathsMap": {"o": "$.detail.o"}, "InputTemplate": '"Payload of <o>"'}), ['"Payload of {a:1,b:c}"'])
check("36i2", deliver({"InputPathsMap": {"l": "$.detail.l"}, "InputTemplate": '"<l> single"'}), ['"[HIGH] single"'])
check(
    "36iii",
    deliver({"InputPathsMap": {"n": "$.detail.none"}, "InputTemplate": '{"x":<n>}'}),
    lambda g: len(g) == 1 and json.loads(g[0]) == {"x": ""},
)
g = deliver({"InputPathsMap": {}, "InputTemplate": '{"e":<aws.events.event>}'})
check(
    "36iv",
    g,
    lambda g: len(g) == 1
    and set(json.loads(g[0])["e"]) >= {"id", "account", "detailType", "time", "source", "region", "resources", "version"}
    and "detail-type" not in json.loads(g[0])["e"],
)
check("36ii", deliver({"InputPathsMap": {"o": "$.detail.o"}, "InputTemplate": '{"x":"<o>"}'}), [])
print(count, "places,", len(wrong), "differ")
