"""What is refused here whatever is asked, and why some answers differ from AWS's."""

import re

# Operations that are about something that there is not on a file server: each is refused with a clean error.
REFUSED = {
    "kms": "ConnectCustomKeyStore CreateCustomKeyStore DeleteCustomKeyStore DescribeCustomKeyStores DisconnectCustomKeyStore "
           "UpdateCustomKeyStore ReplicateKey UpdatePrimaryRegion",
    "secretsmanager": "RemoveRegionsFromReplication StopReplicationToReplica ReplicateSecretToRegions",
    "events": "ActivateEventSource CreatePartnerEventSource DeactivateEventSource DeletePartnerEventSource DescribeEventSource "
              "DescribePartnerEventSource ListEventSources ListPartnerEventSourceAccounts ListPartnerEventSources PutPartnerEvents "
              "CreateEndpoint DeleteEndpoint DescribeEndpoint ListEndpoints UpdateEndpoint",
    "iam": "ChangePassword CreateLoginProfile DeleteAccountPasswordPolicy DeleteLoginProfile GetAccountPasswordPolicy GetLoginProfile "
           "UpdateAccountPasswordPolicy UpdateLoginProfile CreateOpenIDConnectProvider CreateSAMLProvider DeleteOpenIDConnectProvider "
           "DeleteSAMLProvider GetOpenIDConnectProvider GetSAMLProvider ListOpenIDConnectProviders ListSAMLProviders UpdateSAMLProvider "
           "CreateServiceSpecificCredential GetSSHPublicKey GetServerCertificate ListSSHPublicKeys ListServerCertificates "
           "ListServiceSpecificCredentials ListSigningCertificates UploadSSHPublicKey UploadServerCertificate UploadSigningCertificate "
           "CreateVirtualMFADevice DeactivateMFADevice DeleteVirtualMFADevice EnableMFADevice GetMFADevice ListMFADevices "
           "ListVirtualMFADevices ResyncMFADevice GenerateOrganizationsAccessReport GetOrganizationsAccessReport",
    "sts": "AssumeRoleWithSAML AssumeRoleWithWebIdentity AssumeRoot GetFederationToken",
    "macie2": "AcceptInvitation BatchUpdateAutomatedDiscoveryAccounts CreateInvitations CreateMember DeclineInvitations DeleteInvitations "
              "DeleteMember DescribeOrganizationConfiguration DisableOrganizationAdminAccount DisassociateFromAdministratorAccount "
              "DisassociateFromMasterAccount DisassociateMember EnableOrganizationAdminAccount GetAdministratorAccount GetInvitationsCount "
              "GetMasterAccount GetMember ListAutomatedDiscoveryAccounts ListInvitations ListMembers ListOrganizationAdminAccounts "
              "UpdateMemberSession UpdateOrganizationConfiguration",
    "sqs": "AddPermission RemovePermission CancelMessageMoveTask ListMessageMoveTasks StartMessageMoveTask",
}
REFUSED = {service: set(names.split()) for service, names in REFUSED.items()}

# Operations that nobody has asked for: they are not there, which is said as AWS says it of what it does not have.
ABSENT = {
    "iam": "AcceptDelegationRequest AddClientIDToOpenIDConnectProvider AssociateDelegationRequest CreateDelegationRequest DeleteSSHPublicKey "
           "DeleteServerCertificate DeleteServiceSpecificCredential DeleteSigningCertificate DisableOrganizationsRootCredentialsManagement "
           "DisableOrganizationsRootSessions DisableOutboundWebIdentityFederation EnableOrganizationsRootCredentialsManagement "
           "EnableOrganizationsRootSessions EnableOutboundWebIdentityFederation GetDelegationRequest GetHumanReadableSummary "
           "GetOutboundWebIdentityFederationInfo ListDelegationRequests ListInstanceProfileTags ListMFADeviceTags "
           "ListOpenIDConnectProviderTags ListOrganizationsFeatures ListSAMLProviderTags ListServerCertificateTags RejectDelegationRequest "
           "RemoveClientIDFromOpenIDConnectProvider ResetServiceSpecificCredential SendDelegationToken SetSecurityTokenServicePreferences "
           "TagInstanceProfile TagMFADevice TagOpenIDConnectProvider TagSAMLProvider TagServerCertificate UntagInstanceProfile "
           "UntagMFADevice UntagOpenIDConnectProvider UntagSAMLProvider UntagServerCertificate UpdateDelegationRequest "
           "UpdateOpenIDConnectProviderThumbprint UpdateSSHPublicKey UpdateServerCertificate UpdateServiceSpecificCredential "
           "UpdateSigningCertificate",
    "sts": "GetDelegatedAccessToken GetWebIdentityToken",
}
ABSENT = {service: set(names.split()) for service, names in ABSENT.items()}

# Operations of which no request can be right in a service without buckets, schedules and enclaves: any error of the model will do.
NO_BASE = {
    "kms ImportKeyMaterial", "secretsmanager RotateSecret", "events CancelReplay", "sts DecodeAuthorizationMessage", "macie2 GetResourceProfile",
    "macie2 ListResourceProfileArtifacts", "macie2 ListResourceProfileDetections", "macie2 UpdateResourceProfile",
    "macie2 UpdateResourceProfileDetections", "macie2 GetSensitiveDataOccurrences", "macie2 UpdateClassificationJob",
    "macie2 CreateClassificationJob", "macie2 DescribeClassificationJob",
}

# Mistakes that services have errors of their own for, by documentation and by what others have seen: code and text.
TOKEN = ("InvalidParameterException", "ClientRequestToken must be 32-64 characters long.")
OWN_ERRORS = {
    **{("secretsmanager", "ClientRequestToken", kind): TOKEN for kind in ("short", "long", "too wide")},
    ("kms", "PendingWindowInDays", "low"): ("ValidationException", "greater than or equal to 7"),
    ("kms", "PendingWindowInDays", "high"): ("ValidationException", "less than or equal to 30"),
    **{("cloudtrail", "MaxResults", kind): ("InvalidMaxResultsException", "1 to 50") for kind in ("low", "high")},
}

# `SERVICE OPERATION KIND PATH` as patterns, and the reason.
DIFFERENCES = [
    (r"macie2 CreateAllowList (missing|null) clientToken|macie2 CreateAllowList pair clientToken missing.*",
     "the commands of magpie go without a token, and no SDK does"),
    (r"macie2 UpdateResourceProfile lowest .*", "the documentation knows one score: 100"),
    (r"sqs ListQueues denied ", "a list has what who asks may see, which is nothing"),
    (r"kms (Decrypt|ReEncrypt) null optional CiphertextBlob", "it must be there unless a dry run goes without it"),
    (r"secretsmanager RotateSecret (low|high) RotationRules.*", "that there is nothing that rotates is told first"),
    (r"iam Create(Role|User) \S+ PermissionsBoundary", "NoSuchEntity, as AWS answers though its model does not have it"),
    (r"iam GetAccessKeyLastUsed .*", "NoSuchEntity for a key that there is not, which the model does not have"),
    (r"sts AssumeRole \S+ (TransitiveTagKeys|PolicyArns).*", "errors that AWS has though its model does not have them"),
    (r"kms \w+ \S+ Recipient.*|kms \w+ null optional Recipient.*", "there are no enclaves: Recipient is refused with UnsupportedOperationException"),
    (r"kms ScheduleKeyDeletion (lowest|highest) PendingWindowInDays", "the documentation says 7 to 30 days, the model 1 to 365"),
    (r"iam \w+ long Marker", "markers are longer: what they stand for may be 512 bytes long"),
    (r"events DescribeReplay .*", "how many events were replayed is told, which EventBridge does not"),
    (r"events \w+ (short|long|pattern) .*TargetArn.*", "no text shows a target's address: it may hold a secret"),
    (r"events PutTargets \S+ Targets\.\[\]\.Arn.*", "no text shows a target's address: it may hold a secret"),
    (r"events PutEvents pattern EndpointId.*", "there are no endpoints: each is refused in the words of that"),
    (r"events PutTargets pattern .*(RedshiftData|RunCommand|SageMaker).*", "kept for targets that are not here, and not looked at"),
    (r"events \w+ .*ResourceConfigurationArn.*", "there are no private networks: each is refused in the words of that"),
    (r"events UpdateConnection .*(BasicAuth|OAuth|ApiKeyAuth).*", "a connection that becomes one of another kind needs all of that kind"),
]


def of(service, operation, kind, path):
    """Why an answer may differ; none where it may not."""
    for pattern, reason in DIFFERENCES:
        if re.fullmatch(pattern, f"{service} {operation} {kind} {path}"):
            return reason
    return None
