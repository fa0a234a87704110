#!/usr/bin/env python3
"""Messages of the AWS Encryption SDK for Python, as vectors and for round trips.

    python3 sdk.py vectors > vectors.json       makes the vectors anew (needs aws-encryption-sdk from PyPI)
    python3 sdk.py encrypt < case               prints a message
    python3 sdk.py decrypt < case               prints a plaintext

A case is an object of JSON: bytes are in hexadecimal digits. All keys and texts are invented.
"""

import hashlib
import json
import sys
import warnings

warnings.filterwarnings("ignore")

import aws_encryption_sdk  # noqa: E402
from aws_encryption_sdk.identifiers import (  # noqa: E402
    AlgorithmSuite, CommitmentPolicy, EncryptionKeyType, WrappingAlgorithm)
from aws_encryption_sdk.internal.crypto.wrapping_keys import WrappingKey  # noqa: E402
from aws_encryption_sdk.key_providers.base import MasterKey, MasterKeyConfig, MasterKeyProviderConfig  # noqa: E402
from aws_encryption_sdk.key_providers.raw import RawMasterKeyProvider  # noqa: E402
from aws_encryption_sdk.structures import DataKey, EncryptedDataKey, MasterKeyInfo  # noqa: E402

KEY = hashlib.sha256(b"wrapping key").digest()
SUITES = {0x0014: "AES_128_GCM_IV12_TAG16", 0x0046: "AES_192_GCM_IV12_TAG16", 0x0078: "AES_256_GCM_IV12_TAG16",
          0x0114: "AES_128_GCM_IV12_TAG16_HKDF_SHA256", 0x0146: "AES_192_GCM_IV12_TAG16_HKDF_SHA256",
          0x0178: "AES_256_GCM_IV12_TAG16_HKDF_SHA256", 0x0214: "AES_128_GCM_IV12_TAG16_HKDF_SHA256_ECDSA_P256",
          0x0346: "AES_192_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384",
          0x0378: "AES_256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384", 0x0478: "AES_256_GCM_HKDF_SHA512_COMMIT_KEY",
          0x0578: "AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384"}


def provider(case):
    """Master keys of the case's namespace: AES, or RSA where the case has a key in PEM."""
    if case["namespace"] == "aws-kms":
        return FakeKMS(config=FakeConfig(key_id=case["name"].encode()))

    class Provider(RawMasterKeyProvider):
        provider_id = case["namespace"]

        def _get_raw_key(self, key_id):
            if "privateKey" in case:
                return WrappingKey(WrappingAlgorithm.RSA_OAEP_SHA256_MGF1, case["privateKey"].encode(),
                                   EncryptionKeyType.PRIVATE)
            if "publicKey" in case:
                return WrappingKey(WrappingAlgorithm.RSA_OAEP_SHA256_MGF1, case["publicKey"].encode(),
                                   EncryptionKeyType.PUBLIC)
            return WrappingKey(WrappingAlgorithm.AES_256_GCM_IV12_TAG16_NO_PADDING, KEY, EncryptionKeyType.SYMMETRIC)

    result = Provider()
    result.add_master_key(case["name"])
    return result


class FakeConfig(MasterKeyConfig):
    provider_id = "aws-kms"


class FakeKMS(MasterKey):
    """KMS for tests: the blob is the data key, masked, and a digest of the context."""

    provider_id = "aws-kms"
    _config_class = FakeConfig

    def __new__(cls, **kwargs):
        result = super().__new__(cls, **kwargs)
        result._config_class = FakeConfig
        return result

    @staticmethod
    def blob(key, context):
        mask = hashlib.sha256(b"fake").digest()[:len(key)]
        return bytes(a ^ b for a, b in zip(key, mask)) + hashlib.sha256(
            json.dumps(context, sort_keys=True).encode()).digest()

    def _generate_data_key(self, algorithm, encryption_context):
        key = hashlib.sha256(b"data key").digest()[:algorithm.data_key_len]
        return DataKey(self.key_provider, key, self.blob(key, encryption_context))

    def _encrypt_data_key(self, data_key, algorithm, encryption_context):
        return EncryptedDataKey(self.key_provider, self.blob(data_key.data_key, encryption_context))

    def _decrypt_data_key(self, encrypted_data_key, algorithm, encryption_context):
        size = algorithm.data_key_len
        blob = encrypted_data_key.encrypted_data_key
        key = bytes(a ^ b for a, b in zip(blob[:size], hashlib.sha256(b"fake").digest()[:size]))
        assert self.blob(key, encryption_context) == blob
        return DataKey(MasterKeyInfo("aws-kms", self.key_id), key, blob)


def client(suite):
    policy = (CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT if suite in (0x0478, 0x0578)
              else CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT)
    return aws_encryption_sdk.EncryptionSDKClient(commitment_policy=policy)


def encrypt(case):
    message, header = client(case["suite"]).encrypt(
        source=bytes.fromhex(case["plaintext"]), key_provider=provider(case), encryption_context=case["context"],
        algorithm=getattr(AlgorithmSuite, SUITES[case["suite"]]), frame_length=case["frameLength"])
    return message


def decrypt(case):
    plaintext, header = client(case["suite"]).decrypt(
        source=bytes.fromhex(case["message"]), key_provider=provider(case))
    assert set(case["context"].items()) <= set(header.encryption_context.items())
    return plaintext


def text(count):
    return (hashlib.sha512(b"plaintext").digest() * (count // 64 + 1))[:count]


def vectors():
    result = []
    for suite in SUITES:
        for frame in (0, 128):
            for count in (0, 1, 128, 300):
                case = {"suite": suite, "namespace": "invented", "name": "key 1", "frameLength": frame,
                        "context": {"purpose": "test", "büro": "näh"} if count else {}, "plaintext": text(count).hex()}
                case["message"] = encrypt(case).hex()
                result.append(case)
    for suite in (0x0478, 0x0578):
        case = {"suite": suite, "namespace": "aws-kms", "frameLength": 4096, "context": {"bucket": "b"},
                "name": "arn:aws:kms:local:000000000000:key/11111111-2222-3333-4444-555555555555",
                "plaintext": text(5000).hex()}
        case["message"] = encrypt(case).hex()
        result.append(case)
    return result


if __name__ == "__main__":
    if sys.argv[1] == "vectors":
        rows = ",\n".join(json.dumps(case, ensure_ascii=False) for case in vectors())
        print(f"[\n{rows}\n]")
    else:
        print({"encrypt": encrypt, "decrypt": decrypt}[sys.argv[1]](json.load(sys.stdin)).hex())
