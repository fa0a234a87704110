"""What requests to IAM and STS are about; see `fixtures.py`."""

import json

ANYTHING = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]})
TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:root"},
     "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]}]})
SERVICE_TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]})


def kept(give):
    """What stays the same within a request, though others are made anew."""
    return lambda world: world.kept(give)


def maker(kind, operation, member, more=lambda world: {}):
    """Gives the name of something that an operation of IAM makes."""
    def give(world):
        def make():
            name = world.name(kind)
            world.ask("iam", operation, {member: name, **more(world)})
            return name
        return world.keep(kind, make)
    return give


user, group = maker("user", "CreateUser", "UserName"), maker("group", "CreateGroup", "GroupName")
role = maker("role", "CreateRole", "RoleName", lambda world: {"AssumeRolePolicyDocument": TRUST})
profile = maker("profile", "CreateInstanceProfile", "InstanceProfileName")


def policy(world):
    return world.keep("policy", lambda: world.ask("iam", "CreatePolicy", {
        "PolicyName": world.name("policy"), "PolicyDocument": ANYTHING}).findtext("Policy/Arn"))


def both(*steps):
    """The input of the last step, after others that it needs."""
    def give(world):
        made = {}
        for step in steps:
            made.update(step(world, made) or {})
        return made
    return give


def has(member, give):
    return lambda world, made: {member: world.anew(give)}


def does(operation, *members, **more):
    def act(world, made):
        world.ask("iam", operation, {**{member: made[member] for member in members}, **more})
    return act


def access_key(world):
    def make():
        name = user(world)
        return name, world.ask("iam", "CreateAccessKey", {"UserName": name}).findtext("AccessKey/AccessKeyId")
    return world.keep("access key", make)


def key_of(world):
    name, key = world.anew(access_key)
    return {"UserName": name, "AccessKeyId": key}


def new_version(world):
    arn = world.anew(policy)
    version = world.ask("iam", "CreatePolicyVersion", {"PolicyArn": arn, "PolicyDocument": ANYTHING}).findtext("PolicyVersion/VersionId")
    return {"PolicyArn": arn, "VersionId": version}


SERVICE = "macie.amazonaws.com"


def no_service_role(world):
    """Services that Magpie runs have one role each: it is made anew."""
    try:
        world.ask("iam", "DeleteServiceLinkedRole", {"RoleName": "AWSServiceRoleForAmazonMacie"})
    except RuntimeError:
        # It is not there.
        pass
    return {"AWSServiceName": SERVICE}


def service_role(world):
    world.made["service role"] = world.ask("iam", "CreateServiceLinkedRole", no_service_role(world)).findtext("Role/RoleName")
    return world.made["service role"]


def task(world):
    return world.ask("iam", "DeleteServiceLinkedRole", {"RoleName": world.anew(service_role)}).findtext("DeletionTaskId")


def report(world):
    return world.keep("report", lambda: world.ask("iam", "GenerateServiceLastAccessedDetails", {"Arn": user_arn(world)}).findtext("JobId"))


def user_arn(world):
    return f"arn:aws:iam::{world.account}:user/{world.kept(user)}"


def role_arn(world):
    return f"arn:aws:iam::{world.account}:role/{world.kept(role)}"


def alias(world):
    name = world.name("alias")
    world.ask("iam", "CreateAccountAlias", {"AccountAlias": name})
    return name


def credential_report(world):
    world.ask("iam", "GenerateCredentialReport")
    return {}


def set_up_policies(operation, kind, member, give):
    """Something with an inline policy that the operation is about."""
    return both(has(member, give), lambda world, made: {"PolicyName": "inline"} if not world.ask(
        "iam", operation, {**made, "PolicyName": "inline", "PolicyDocument": ANYTHING}) else {"PolicyName": "inline"})


def attached(operation, member, give):
    def act(world, made):
        world.ask("iam", operation, made)
    return both(has(member, give), has("PolicyArn", kept(policy)), act)


IAM = {
    "~UserName": kept(user), "~GroupName": kept(group), "~RoleName": kept(role), "~InstanceProfileName": kept(profile), "~PolicyArn": kept(policy),
    "CreateUser.UserName": lambda world: world.name("user"), "CreateGroup.GroupName": lambda world: world.name("group"),
    "CreateRole.RoleName": lambda world: world.name("role"), "CreateInstanceProfile.InstanceProfileName": lambda world: world.name("profile"),
    "CreatePolicy.PolicyName": lambda world: world.name("policy"), "~PolicyDocument": ANYTHING, "~AssumeRolePolicyDocument": TRUST,
    "UpdateAssumeRolePolicy.PolicyDocument": TRUST, "~PermissionsBoundary": kept(policy), "~Tags": [{"Key": "a", "Value": "b"}], "~TagKeys": ["a"],
    "DeleteUser.UserName": user, "DeleteGroup.GroupName": group, "DeleteRole.RoleName": role, "DeleteInstanceProfile.InstanceProfileName": profile,
    "DeletePolicy.PolicyArn": policy, "CreatePolicyVersion.PolicyArn": policy, "DeletePolicyVersion": new_version, "SetDefaultPolicyVersion": new_version,
    "~VersionId": "v1", "CreateAccessKey": lambda world: {"UserName": world.anew(user)}, "CreateAccessKey.UserName": lambda world: world.anew(user), "DeleteAccessKey": key_of, "UpdateAccessKey": lambda world: {**key_of(world), "Status": "Inactive"},
    "GetAccessKeyLastUsed.AccessKeyId": lambda world: world.kept(access_key)[1], "UpdateUser.UserName": user, "UpdateGroup.GroupName": group,
    "UpdateUser.NewUserName": lambda world: world.name("user"), "UpdateGroup.NewGroupName": lambda world: world.name("group"),
    "PutUserPolicy.UserName": user, "PutGroupPolicy.GroupName": group, "PutRolePolicy.RoleName": role, "~PolicyName": "inline",
    "AttachUserPolicy.UserName": user, "AttachGroupPolicy.GroupName": group, "AttachRolePolicy.RoleName": role,
    "DetachUserPolicy": attached("AttachUserPolicy", "UserName", user), "DetachGroupPolicy": attached("AttachGroupPolicy", "GroupName", group),
    "DetachRolePolicy": attached("AttachRolePolicy", "RoleName", role),
    "DeletePermissionsBoundary": {}, "RemoveUserFromGroup": both(has("UserName", user), has("GroupName", kept(group)), does("AddUserToGroup", "UserName", "GroupName")),
    "RemoveRoleFromInstanceProfile": both(has("RoleName", role), has("InstanceProfileName", profile), does("AddRoleToInstanceProfile", "RoleName", "InstanceProfileName")),
    "AddRoleToInstanceProfile.InstanceProfileName": profile, "DeleteRolePermissionsBoundary.RoleName": lambda world: bounded(world, "Role", role),
    "DeleteUserPermissionsBoundary.UserName": lambda world: bounded(world, "User", user),
    "CreateServiceLinkedRole": no_service_role, "CreateServiceLinkedRole.AWSServiceName": SERVICE,
    "DeleteServiceLinkedRole.RoleName": service_role, "GetServiceLinkedRoleDeletionStatus.DeletionTaskId": task,
    "CreateAccountAlias.AccountAlias": lambda world: world.name("alias"), "DeleteAccountAlias.AccountAlias": alias,
    "~JobId": report, "GenerateServiceLastAccessedDetails.Arn": user_arn, "ListPoliciesGrantingServiceAccess.Arn": user_arn, "~PolicySourceArn": user_arn,
    "~ServiceNamespace": "s3", "ServiceNamespaces.[]": "s3", "PolicyInputList.[]": ANYTHING, "PermissionsBoundaryPolicyInputList.[]": ANYTHING,
    "~ResourcePolicy": json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}]}),
    "ActionNames.[]": "s3:GetObject", "ResourceArns.[]": "arn:aws:s3:::example/a", "~CallerArn": user_arn, "~ResourceOwner": "arn:aws:iam::000000000000:root",
    "ContextEntries.[]": {"ContextKeyName": "aws:username", "ContextKeyValues": ["a"], "ContextKeyType": "string"},
    "ContextEntries.[].ContextKeyName": "aws:username", "GetCredentialReport": credential_report, "~PathPrefix": "/", "~NewPath": "/new/",
}
for kind, give in [("User", user), ("Group", group), ("Role", role)]:
    for verb in ("Get", "Delete"):
        IAM[f"{verb}{kind}Policy"] = set_up_policies(f"Put{kind}Policy", kind, kind + "Name", give)


def bounded(world, kind, give):
    name = give(world)
    world.ask("iam", f"Put{kind}PermissionsBoundary", {kind + "Name": name, "PermissionsBoundary": world.kept(policy)})
    return name


STS = {
    "~RoleArn": role_arn, "~RoleSessionName": "example", "AssumeRole.Policy": ANYTHING, "~Tags": [{"Key": "a", "Value": "b"}], "TransitiveTagKeys": [],
    "PolicyArns.[].arn": kept(policy), "~AccessKeyId": lambda world: world.kept(access_key)[1],
}
