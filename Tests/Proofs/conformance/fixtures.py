"""What requests are about: by service, what a member is (`Operation.Member`, `Member`, or `~Member` wherever it is).

`Operation` alone is all of its input that must be there. What is no constant is made when a case needs it.
"""

import datetime
import json
import uuid

NOW = datetime.datetime.now(datetime.timezone.utc)
DAY = datetime.timedelta(days=1)
ANYBODY = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]}]})


def resource_policy(action):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:root"}, "Action": action, "Resource": "*"}]})


# KMS

def key(spec="SYMMETRIC_DEFAULT", usage="ENCRYPT_DECRYPT", origin="AWS_KMS"):
    def give(world):
        return world.keep(f"key {spec} {usage} {origin}", lambda: world.ask(
            "kms", "CreateKey", {"KeySpec": spec, "KeyUsage": usage, "Origin": origin})["KeyMetadata"]["KeyId"])
    return give


any_key, signer, mac_key = key(), key("ECC_NIST_P256", "SIGN_VERIFY"), key("HMAC_256", "GENERATE_VERIFY_MAC")
agreer, external = key("ECC_NIST_P256", "KEY_AGREEMENT"), key(origin="EXTERNAL")


def doomed_key(world):
    name = world.anew(any_key)
    world.ask("kms", "ScheduleKeyDeletion", {"KeyId": name})
    return name


def alias(world):
    def make():
        name = "alias/" + world.name("alias")
        world.ask("kms", "CreateAlias", {"AliasName": name, "TargetKeyId": any_key(world)})
        return name
    return world.keep("alias", make)


def ciphertext(world):
    return world.kept(lambda world: world.keep("ciphertext", lambda: world.ask(
        "kms", "Encrypt", {"KeyId": any_key(world), "Plaintext": b"x"})["CiphertextBlob"]))


def kept(give):
    """What stays the same within a request, though others are made anew."""
    return lambda world: world.kept(give)


any_key_kept, signer_kept, mac_key_kept = kept(any_key), kept(signer), kept(mac_key)


def signature(world):
    return world.ask("kms", "Sign", {"KeyId": signer_kept(world), "Message": b"x", "SigningAlgorithm": "ECDSA_SHA_256"})["Signature"]


def mac(world):
    return world.ask("kms", "GenerateMac", {"KeyId": mac_key_kept(world), "Message": b"x", "MacAlgorithm": "HMAC_SHA_256"})["Mac"]


def grant(world):
    return world.ask("kms", "CreateGrant", {
        "KeyId": any_key_kept(world), "GranteePrincipal": "arn:aws:iam::000000000000:root", "Operations": ["Encrypt"]})


KMS = {
    "~KeyId": any_key_kept, "~TargetKeyId": any_key_kept, "~SourceKeyId": any_key_kept, "~DestinationKeyId": any_key_kept,
    "ScheduleKeyDeletion.KeyId": any_key, "~PendingWindowInDays": 7, "CancelKeyDeletion.KeyId": doomed_key, "DisableKey.KeyId": any_key,
    "RotateKeyOnDemand.KeyId": any_key, "CreateAlias.AliasName": lambda world: "alias/" + world.name(),
    "DeleteAlias.AliasName": alias, "UpdateAlias.AliasName": alias, "UpdateAlias.TargetKeyId": any_key_kept, "~CiphertextBlob": ciphertext,
    "~GranteePrincipal": "arn:aws:iam::000000000000:root", "~RetiringPrincipal": "arn:aws:iam::000000000000:root",
    "~Operations": ["Encrypt"], "RevokeGrant.GrantId": lambda world: grant(world)["GrantId"],
    "RetireGrant": lambda world: {"GrantToken": grant(world)["GrantToken"]},
    "RetireGrant.GrantToken": lambda world: grant(world)["GrantToken"], "~GrantTokens": [], "~PolicyName": "default",
    "~Policy": lambda world: resource_policy("kms:*"),
    "Sign.KeyId": signer_kept, "Verify.KeyId": signer_kept, "~SigningAlgorithm": "ECDSA_SHA_256", "Verify.Message": b"x", "~Signature": signature,
    "GenerateMac.KeyId": mac_key_kept, "VerifyMac.KeyId": mac_key_kept, "~MacAlgorithm": "HMAC_SHA_256", "VerifyMac.Message": b"x",
    "VerifyMac.Mac": mac, "GetPublicKey.KeyId": signer_kept, "DeriveSharedSecret.KeyId": kept(agreer),
    "DeriveSharedSecret.PublicKey": lambda world: world.ask("kms", "GetPublicKey", {"KeyId": world.kept(agreer)})["PublicKey"],
    "GetParametersForImport.KeyId": kept(external), "ImportKeyMaterial.KeyId": kept(external), "DeleteImportedKeyMaterial.KeyId": kept(external),
    "Decrypt": lambda world: {"CiphertextBlob": ciphertext(world)}, "~WrappingAlgorithm": "RSAES_OAEP_SHA_256",
    "ReEncrypt": lambda world: {"CiphertextBlob": ciphertext(world), "DestinationKeyId": any_key_kept(world)},
    "GenerateDataKey": lambda world: {"KeyId": any_key_kept(world), "KeySpec": "AES_256"},
    "GenerateDataKeyWithoutPlaintext": lambda world: {"KeyId": any_key_kept(world), "KeySpec": "AES_256"},
    "GenerateRandom": {"NumberOfBytes": 8}, "~KeyPairSpec": "ECC_NIST_P256", "CreateKey.Origin": "AWS_KMS", "~EncryptionContext": {"a": "b"},
}

# Secrets


def secret(world):
    return world.keep("secret", lambda: world.ask(
        "secretsmanager", "CreateSecret", {"Name": world.name("secret"), "SecretString": "x", "ClientRequestToken": str(uuid.uuid4())})["Name"])


def doomed_secret(world):
    name = world.anew(secret)
    world.ask("secretsmanager", "DeleteSecret", {"SecretId": name})
    return name


def token(_):
    return str(uuid.uuid4())


def version(world):
    return world.ask("secretsmanager", "GetSecretValue", {"SecretId": world.kept(secret)})["VersionId"]


SECRETS = {
    "~SecretId": kept(secret), "DeleteSecret.SecretId": secret, "RestoreSecret.SecretId": doomed_secret, "CreateSecret.Name": lambda world: world.name("secret"),
    "~ClientRequestToken": token, "CreateSecret": lambda world: {"Name": world.name("secret"), "ClientRequestToken": token(world)},
    "PutSecretValue": lambda world: {"SecretId": world.kept(secret), "ClientRequestToken": token(world), "SecretString": "y"},
    "UpdateSecret": lambda world: {"SecretId": world.kept(secret), "ClientRequestToken": token(world)},
    "~ResourcePolicy": resource_policy("secretsmanager:GetSecretValue"), "~KmsKeyId": any_key_kept,
    "GetSecretValue.VersionId": version, "~VersionStage": "AWSCURRENT",
    "UpdateSecretVersionStage": lambda world: {"SecretId": world.kept(secret), "VersionStage": "example", "MoveToVersionId": version(world)},
    "RotateSecret": lambda world: {"SecretId": world.kept(secret), "ClientRequestToken": token(world)},
    "UpdateSecretVersionStage.VersionStage": "example", "UpdateSecretVersionStage.MoveToVersionId": version,
    "BatchGetSecretValue": lambda world: {"SecretIdList": [world.kept(secret)]}, "SecretIdList.[]": kept(secret),
    "BatchGetSecretValue.Filters": [{"Key": "name", "Values": ["secret"]}],
    "~VersionStages": ["AWSCURRENT"], "PasswordLength": 32,
}

# Events


def bus(world):
    def make():
        name = world.name("bus")
        world.ask("events", "CreateEventBus", {"Name": name})
        return name
    return world.keep("bus", make)


def rule(world):
    def make():
        name = world.name("rule")
        world.ask("events", "PutRule", {"Name": name, "EventPattern": '{"source": ["a"]}'})
        return name
    return world.keep("rule", make)


def archive(world):
    def make():
        name = world.name("archive")
        world.ask("events", "CreateArchive", {"ArchiveName": name, "EventSourceArn": default_bus(world)})
        return name
    return world.keep("archive", make)


def default_bus(world):
    return f"arn:aws:events:{world.region}:{world.account}:event-bus/default"


def archive_arn(world):
    return f"arn:aws:events:{world.region}:{world.account}:archive/{world.kept(archive)}"


def replay(world):
    def make():
        name = world.name("replay")
        world.ask("events", "StartReplay", {
            "ReplayName": name, "EventSourceArn": archive_arn(world), "EventStartTime": NOW - DAY, "EventEndTime": NOW - DAY / 2,
            "Destination": {"Arn": default_bus(world)}})
        return name
    return world.keep("replay", make)


def connection(world):
    def make():
        name = world.name("connection")
        return name, world.ask("events", "CreateConnection", {
            "Name": name, "AuthorizationType": "API_KEY",
            "AuthParameters": {"ApiKeyAuthParameters": {"ApiKeyName": "a", "ApiKeyValue": "b"}}})["ConnectionArn"]
    return world.keep("connection", make)


def destination(world):
    def make():
        name = world.name("destination")
        world.ask("events", "CreateApiDestination", {
            "Name": name, "ConnectionArn": world.kept(connection)[1], "InvocationEndpoint": "https://example.com/", "HttpMethod": "POST"})
        return name
    return world.keep("destination", make)


def permission(world):
    world.ask("events", "PutPermission", {"Action": "events:PutEvents", "Principal": "000000000001", "StatementId": "example"})
    return {"StatementId": "example"}


OAUTH = {"ClientParameters": {"ClientID": "a", "ClientSecret": "b"}, "AuthorizationEndpoint": "https://example.com/", "HttpMethod": "POST"}
EVENTS = {
    "~Rule": kept(rule), "~RoleArn": None, "DescribeRule.Name": kept(rule), "EnableRule.Name": kept(rule), "DisableRule.Name": rule,
    "DeleteRule.Name": rule, "PutRule": lambda world: {"Name": world.name("rule"), "EventPattern": '{"source": ["a"]}'},
    "PutRule.Name": lambda world: world.name("rule"), "~EventPattern": '{"source": ["a"]}', "~ScheduleExpression": "rate(1 day)",
    "~EventBusName": "default", "DescribeEventBus.Name": "default", "CreateEventBus.Name": lambda world: world.name("bus"),
    "DeleteEventBus.Name": bus, "UpdateEventBus.Name": kept(bus), "~ArchiveName": kept(archive), "DeleteArchive.ArchiveName": archive,
    "CreateArchive.ArchiveName": lambda world: world.name("archive"), "~EventSourceArn": default_bus, "~KmsKeyIdentifier": any_key_kept,
    "StartReplay.EventSourceArn": archive_arn, "~ReplayName": kept(replay), "StartReplay.ReplayName": lambda world: world.name("replay"),
    "StartReplay.EventStartTime": NOW - DAY, "StartReplay.EventEndTime": NOW - DAY / 2, "StartReplay.Destination.Arn": default_bus,
    "CancelReplay.ReplayName": replay, "CreateConnection.Name": lambda world: world.name("connection"),
    "~AuthParameters": {"ApiKeyAuthParameters": {"ApiKeyName": "a", "ApiKeyValue": "b"}}, "~AuthorizationType": "API_KEY",
    "UpdateConnection.Name": lambda world: world.kept(connection)[0], "DescribeConnection.Name": lambda world: world.kept(connection)[0],
    "DeleteConnection.Name": lambda world: connection(world)[0], "DeauthorizeConnection.Name": lambda world: connection(world)[0],
    "~ConnectionArn": lambda world: world.kept(connection)[1], "CreateApiDestination.Name": lambda world: world.name("destination"),
    "~InvocationEndpoint": "https://example.com/", "UpdateApiDestination.Name": kept(destination), "DescribeApiDestination.Name": kept(destination),
    "DeleteApiDestination.Name": destination, "~ResourceARN": lambda world: f"arn:aws:events:{world.region}:{world.account}:rule/{world.kept(rule)}",
    "Targets.[].Arn": lambda world: f"arn:aws:events:{world.region}:{world.account}:event-bus/{world.kept(bus)}",
    "Targets.[].Id": "one", "Entries.[]": {"Source": "a", "DetailType": "b", "Detail": "{}"},
    "PutPermission": {"Action": "events:PutEvents", "Principal": "000000000001", "StatementId": "example"}, "RemovePermission": permission,
    "PutPermission.Policy": lambda world: json.dumps({"Version": "2012-10-17", "Statement": [{
        "Sid": "a", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000001:root"}, "Action": "events:PutEvents", "Resource": default_bus(world)}]}),
    "TestEventPattern.Event": json.dumps({"id": "1", "account": "000000000000", "source": "a", "time": "2026-01-01T00:00:00Z", "region": "us-east-1",
                                          "resources": [], "detail-type": "b", "detail": {}}),
    "ListRuleNamesByTarget.TargetArn": default_bus, "~OAuthParameters": OAUTH, "~HttpParameters": {"HeaderParameters": {"a": "b"}},
    "~InputPath": "$.detail", "~Input": "{}",
}
EVENTS = {name: value for name, value in EVENTS.items() if value is not None}

# Queues


def queue(world):
    return world.keep("queue", lambda: world.ask("sqs", "CreateQueue", {"QueueName": world.name("queue")})["QueueUrl"])


def receipt(world):
    url = world.kept(queue)
    world.ask("sqs", "SendMessage", {"QueueUrl": url, "MessageBody": "x"})
    return world.ask("sqs", "ReceiveMessage", {"QueueUrl": url})["Messages"][0]["ReceiptHandle"]


QUEUES = {
    "~QueueUrl": kept(queue), "DeleteQueue.QueueUrl": queue, "PurgeQueue.QueueUrl": queue, "CreateQueue.QueueName": lambda world: world.name("queue"),
    "GetQueueUrl.QueueName": lambda world: world.kept(queue).rsplit("/", 1)[1], "~ReceiptHandle": receipt, "~VisibilityTimeout": 1,
    "~WaitTimeSeconds": 0, "~MaxNumberOfMessages": 1, "~Attributes": {"VisibilityTimeout": "30"}, "Entries.[].Id": "one",
    "~QueueOwnerAWSAccountId": "000000000000", "~AttributeNames": ["All"], "~MessageAttributeNames": ["All"],
    "~MessageAttributes": {"a": {"DataType": "String", "StringValue": "b"}},
    "~MessageSystemAttributes": {"AWSTraceHeader": {"DataType": "String", "StringValue": "Root=1"}},
    "ListQueues": {}, "ListQueues.NextToken": "",
}

from fixtures_macie import MACIE  # noqa: E402
from fixtures_iam import IAM, STS  # noqa: E402

TABLES = {"kms": KMS, "secretsmanager": SECRETS, "events": EVENTS, "sqs": QUEUES, "macie2": MACIE, "iam": IAM, "sts": STS,
          "cloudtrail": {"LookupEvents.LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": "a"}]}}
