"""Lists in pages to their end: each item once, and no end that goes on."""

# By service and operation: how many there must be, what the most of a page is called, the tokens in and out, and where the items are.
LISTS = {
    "kms": [("ListKeys", "Limit", "Marker", "NextMarker", "Keys"), ("ListAliases", "Limit", "Marker", "NextMarker", "Aliases"),
            ("ListGrants", "Limit", "Marker", "NextMarker", "Grants"), ("ListKeyPolicies", "Limit", "Marker", "NextMarker", "PolicyNames"),
            ("ListResourceTags", "Limit", "Marker", "NextMarker", "Tags"), ("ListKeyRotations", "Limit", "Marker", "NextMarker", "Rotations"),
            ("ListRetirableGrants", "Limit", "Marker", "NextMarker", "Grants")],
    "secretsmanager": [("ListSecrets", "MaxResults", "NextToken", "NextToken", "SecretList"),
                       ("ListSecretVersionIds", "MaxResults", "NextToken", "NextToken", "Versions")],
    "events": [(name, "Limit", "NextToken", "NextToken", items) for name, items in [
        ("ListRules", "Rules"), ("ListEventBuses", "EventBuses"), ("ListArchives", "Archives"), ("ListReplays", "Replays"),
        ("ListConnections", "Connections"), ("ListApiDestinations", "ApiDestinations"), ("ListTargetsByRule", "Targets"),
        ("ListRuleNamesByTarget", "RuleNames")]],
    "iam": [(name, "MaxItems", "Marker", "Marker", items) for name, items in [
        ("ListUsers", "Users"), ("ListGroups", "Groups"), ("ListRoles", "Roles"), ("ListPolicies", "Policies"),
        ("ListInstanceProfiles", "InstanceProfiles"), ("ListAttachedUserPolicies", "AttachedPolicies"), ("ListUserPolicies", "PolicyNames"),
        ("ListPolicyVersions", "Versions"), ("ListGroupsForUser", "Groups"), ("ListUserTags", "Tags"), ("ListAccessKeys", "AccessKeyMetadata"),
        ("ListEntitiesForPolicy", "PolicyUsers")]],
    "sqs": [("ListQueues", "MaxResults", "NextToken", "NextToken", "QueueUrls")],
    "macie2": [(name, "maxResults", "nextToken", "nextToken", items) for name, items in [
        ("ListAllowLists", "allowLists"), ("ListCustomDataIdentifiers", "items"), ("ListFindingsFilters", "findingsFilterListItems"),
        ("ListFindings", "findingIds")]],
    "cloudtrail": [("LookupEvents", "MaxResults", "NextToken", "NextToken", "Events")],
}
MOST = 500


def text_of(item):
    """What tells an item of XML from others."""
    return "/".join((element.text or "").strip() for element in item.iter())


def read(speaker, operation, tree, items):
    answer = speaker.say(operation, tree)
    if answer.status >= 300:
        return answer, [], None
    if speaker.protocol == "query":
        return answer, [text_of(item) for item in answer.output.findall(items + "/member")], answer.output.findtext
    return answer, [repr(item) for item in answer.output.get(items) or []], answer.output.get


def pages(world, service, model):
    """Tries each list in pages of one; gives operation, requests, and what was wrong."""
    for name, most, inward, outward, items in LISTS.get(service, []):
        if name not in model.operation_names:
            continue
        operation = model.operation_model(name)
        base = make(world, service, operation, name)
        speaker = world.speaker(service)
        # The trail gets longer while it is read.
        _, everything, _ = read(speaker, operation, base, items)
        found, token, requests, wrong = [], None, 1, []
        while requests < MOST:
            answer, some, get = read(speaker, operation, {**base, most: 1, **({inward: token} if token else {})}, items)
            requests += 1
            if get is None:
                wrong.append(str(answer))
                break
            if len(some) > 1:
                wrong.append(f"{len(some)} items on a page of one")
            found += some
            token = get(outward)
            truncated = get("Truncated") if service == "kms" else get("IsTruncated") if service == "iam" else None
            if truncated is not None and str(truncated).lower() != str(token is not None).lower():
                wrong.append(f"truncated is {truncated}, and the token {token}")
            if not token:
                break
        if name != "LookupEvents" and sorted(found) != sorted(everything):
            wrong.append(f"{len(found)} items in pages, {len(everything)} in one")
        if len(everything) < {"ListKeyPolicies": 1, "ListReplays": 1, "ListAccessKeys": 2}.get(name, 3) and name != "LookupEvents":
            wrong.append(f"only {len(everything)} items to try it with")
        # There is one policy, and no error for its list to have.
        for bad in () if name == "ListKeyPolicies" else ("no-such-token", "0" * 40):
            answer = speaker.say(operation, {**base, inward: bad})
            requests += 1
            if not 400 <= answer.status < 500:
                wrong.append(f"a token that nobody has given: {answer}")
        yield name, requests, wrong


def make(world, service, operation, name):
    """Makes things to list; gives the input."""
    import shapes
    hint = world.hint(service, name)
    tree = shapes.valid(operation.input_shape, hint)
    for number in range(4):
        fill(world, service, name, number, tree)
    return tree


def fill(world, service, name, number, tree):
    """Makes one more thing to list."""
    import fixtures
    import fixtures_iam
    import fixtures_macie
    from fixtures_iam import ANYTHING
    world.is_fresh = True
    try:
        if service == "kms":
            if name == "ListResourceTags":
                world.ask("kms", "TagResource", {**tree, "Tags": [{"TagKey": f"t{number}", "TagValue": "x"}]})
            elif name == "ListKeyRotations":
                world.ask("kms", "RotateKeyOnDemand", tree)
            elif name in ("ListGrants", "ListRetirableGrants"):
                world.ask("kms", "CreateGrant", {"KeyId": fixtures.any_key_kept(world), "GranteePrincipal": "arn:aws:iam::000000000000:root",
                                                 "RetiringPrincipal": "arn:aws:iam::000000000000:root", "Operations": ["Encrypt"], "Name": f"g{number}"})
            else:
                {"ListKeys": fixtures.any_key, "ListAliases": fixtures.alias}.get(name, lambda _: None)(world)
        elif service == "secretsmanager":
            if name == "ListSecrets":
                fixtures.secret(world)
            else:
                world.ask(service, "PutSecretValue", {**tree, "SecretString": f"v{number}", "ClientRequestToken": fixtures.token(world),
                                                      "VersionStages": [f"s{number}"]})
        elif service == "events":
            make = {"ListRules": fixtures.rule, "ListEventBuses": fixtures.bus, "ListArchives": fixtures.archive, "ListReplays": fixtures.replay,
                    "ListConnections": fixtures.connection, "ListApiDestinations": fixtures.destination}.get(name)
            if name == "ListReplays" and number > 0:
                return
            if make:
                make(world)
            elif name == "ListTargetsByRule":
                world.ask(service, "PutTargets", {"Rule": tree["Rule"], "Targets": [{"Id": f"t{number}", "Arn": other_bus(world)}]})
            else:
                tree["TargetArn"] = other_bus(world)
                world.ask(service, "PutTargets", {"Rule": fixtures.rule(world), "Targets": [{"Id": "t", "Arn": tree["TargetArn"]}]})
        elif service == "iam":
            user = tree.get("UserName")
            if name in ("ListUsers", "ListGroups", "ListRoles", "ListPolicies", "ListInstanceProfiles"):
                {"ListUsers": fixtures_iam.user, "ListGroups": fixtures_iam.group, "ListRoles": fixtures_iam.role,
                 "ListPolicies": fixtures_iam.policy, "ListInstanceProfiles": fixtures_iam.profile}[name](world)
            elif name == "ListAttachedUserPolicies":
                world.ask(service, "AttachUserPolicy", {"UserName": user, "PolicyArn": fixtures_iam.policy(world)})
            elif name == "ListUserPolicies":
                world.ask(service, "PutUserPolicy", {"UserName": user, "PolicyName": f"p{number}", "PolicyDocument": ANYTHING})
            elif name == "ListPolicyVersions":
                world.ask(service, "CreatePolicyVersion", {**tree, "PolicyDocument": ANYTHING})
            elif name == "ListGroupsForUser":
                world.ask(service, "AddUserToGroup", {"UserName": user, "GroupName": fixtures_iam.group(world)})
            elif name == "ListUserTags":
                world.ask(service, "TagUser", {"UserName": user, "Tags": [{"Key": f"t{number}", "Value": "x"}]})
            elif name == "ListEntitiesForPolicy":
                world.ask(service, "AttachUserPolicy", {"UserName": fixtures_iam.user(world), **tree})
            elif name == "ListAccessKeys":
                # At most two a user: with one more page than items, that is enough.
                tree.setdefault("UserName", fixtures_iam.user(world))
                if number < 2:
                    world.ask(service, "CreateAccessKey", {"UserName": tree["UserName"]})
        elif service == "sqs":
            fixtures.queue(world)
        elif service == "macie2":
            {"ListAllowLists": fixtures_macie.list_of, "ListCustomDataIdentifiers": fixtures_macie.identifier,
             "ListFindingsFilters": fixtures_macie.filter_of, "ListFindings": fixtures_macie.finding}[name](world)
    finally:
        world.is_fresh = False


def other_bus(world):
    import fixtures
    return f"arn:aws:events:{world.region}:{world.account}:event-bus/{fixtures.kept(fixtures.bus)(world)}"
