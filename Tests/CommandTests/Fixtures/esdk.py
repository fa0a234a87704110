"""What a program written for AWS with the AWS Encryption SDK does; only the endpoint is not AWS's.

    esdk.py ENDPOINT REGION ENCRYPTED DECRYPTED

With aws-encryption-sdk[MPL] from PyPI. It encrypts with a KMS keyring, writes the message and what it holds to two files, and
prints a line for each way in which that was decrypted.
"""
import sys

import aws_encryption_sdk
import boto3
from aws_cryptographic_material_providers.mpl import AwsCryptographicMaterialProviders
from aws_cryptographic_material_providers.mpl.config import MaterialProvidersConfig
from aws_cryptographic_material_providers.mpl.models import CreateAwsKmsKeyringInput
from aws_encryption_sdk import CommitmentPolicy

endpoint, region, encrypted, decrypted = sys.argv[1:5]
kms = boto3.client("kms", endpoint_url=endpoint, region_name=region)
keys = [kms.create_key(Description=f"esdk {number}")["KeyMetadata"]["Arn"] for number in range(2)]
client = aws_encryption_sdk.EncryptionSDKClient(commitment_policy=CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT)
providers = AwsCryptographicMaterialProviders(config=MaterialProvidersConfig())
plaintext = b"invented " * 30_000
context = {"purpose": "test", "number": "1"}

keyring = providers.create_aws_kms_keyring(input=CreateAwsKmsKeyringInput(kms_key_id=keys[0], kms_client=kms))
message, _ = client.encrypt(source=plaintext, keyring=keyring, encryption_context=context)
back, _ = client.decrypt(source=message, keyring=keyring, encryption_context=context)
assert back == plaintext
print("keyring")

try:
    other = providers.create_aws_kms_keyring(input=CreateAwsKmsKeyringInput(kms_key_id=keys[1], kms_client=kms))
    client.decrypt(source=message, keyring=other)
    sys.exit("decrypted with another key")
except Exception as error:  # noqa: BLE001: the library's own kinds differ from version to version
    assert "decrypt" in str(error).lower(), error
print("another key")

with open(encrypted, "wb") as file:
    file.write(message)
with open(decrypted, "wb") as file:
    file.write(plaintext)
print(keys[0])
