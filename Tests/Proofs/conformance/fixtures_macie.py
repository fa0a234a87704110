"""What requests to Macie are about; see `fixtures.py`."""

import uuid


def token(_):
    return str(uuid.uuid4())


def kept(give):
    """What stays the same within a request, though others are made anew."""
    return lambda world: world.kept(give)


def maker(operation, member, tree):
    """Gives the id of something that an operation makes."""
    def give(world):
        return world.keep(operation, lambda: world.ask("macie2", operation, tree(world))[member])
    return give


REGEX = {"regex": "[A-Z]{3}-[0-9]{5}"}
CRITERIA = {"criterion": {"type": {"eq": ["SensitiveData:S3Object/Financial"]}}}
list_of = maker("CreateAllowList", "id", lambda world: {"clientToken": token(world), "name": world.name("list"), "criteria": REGEX})
identifier = maker("CreateCustomDataIdentifier", "customDataIdentifierId", lambda world: {
    "clientToken": token(world), "name": world.name("identifier"), **REGEX})
filter_of = maker("CreateFindingsFilter", "id", lambda world: {"action": "NOOP", "name": world.name("filter"), "findingCriteria": CRITERIA})


def finding(world):
    def make():
        world.ask("macie2", "CreateSampleFindings", {})
        return world.ask("macie2", "ListFindings", {})["findingIds"][0]
    return world.keep("finding", make)


def template(world):
    return world.keep("template", lambda: world.ask("macie2", "ListSensitivityInspectionTemplates")["sensitivityInspectionTemplates"][0]["id"])


def scope(world):
    return world.keep("scope", lambda: world.ask("macie2", "ListClassificationScopes")["classificationScopes"][0]["id"])


def tagged(world):
    return world.ask("macie2", "GetAllowList", {"id": world.kept(list_of)})["arn"]


def asked(operation):
    """Asks for something first that may have been done already."""
    def give(world):
        try:
            world.ask("macie2", operation)
        except RuntimeError:
            # It is so already.
            pass
        return {}
    return give


DEFINITION = {"bucketCriteria": {"includes": {"and": [{"simpleCriterion": {"comparator": "EQ", "key": "S3_BUCKET_NAME", "values": ["example"]}}]}}}
MACIE = {
    "EnableMacie": asked("DisableMacie"), "DisableMacie": asked("EnableMacie"), "s3JobDefinition": DEFINITION,
    "CreateClassificationJob.name": lambda world: world.name("job"),
    "~clientToken": token, "CreateAllowList.name": lambda world: world.name("list"), "CreateAllowList.criteria": REGEX, "UpdateAllowList.criteria": REGEX,
    "GetAllowList.id": kept(list_of), "UpdateAllowList.id": kept(list_of), "DeleteAllowList.id": list_of,
    "UpdateAllowList.name": lambda world: world.name("list"), "CreateCustomDataIdentifier.name": lambda world: world.name("identifier"),
    "~regex": REGEX["regex"], "GetCustomDataIdentifier.id": kept(identifier), "DeleteCustomDataIdentifier.id": identifier,
    "BatchGetCustomDataIdentifiers.ids": lambda world: [world.kept(identifier)], "~sampleText": "ABC-12345",
    "CreateFindingsFilter.name": lambda world: world.name("filter"), "CreateFindingsFilter.findingCriteria": CRITERIA, "~findingCriteria": CRITERIA,
    "GetFindingsFilter.id": kept(filter_of), "UpdateFindingsFilter.id": kept(filter_of), "DeleteFindingsFilter.id": filter_of,
    "UpdateFindingsFilter.name": lambda world: world.name("filter"), "GetFindings.findingIds": lambda world: [finding(world)], "~findingId": finding,
    "~groupBy": "type", "GetSensitivityInspectionTemplate.id": template, "UpdateSensitivityInspectionTemplate.id": template,
    "GetClassificationScope.id": scope, "UpdateClassificationScope.id": scope, "ListTagsForResource.resourceArn": tagged,
    "TagResource.resourceArn": tagged, "UntagResource.resourceArn": tagged, "tags": {"a": "b"}, "UntagResource.tagKeys": ["a"],
    "DescribeClassificationJob.jobId": "0" * 32, "UpdateClassificationJob.jobId": "0" * 32,
    "GetResourceProfile.resourceArn": "arn:aws:s3:::example", "ListResourceProfileArtifacts.resourceArn": "arn:aws:s3:::example",
    "ListResourceProfileDetections.resourceArn": "arn:aws:s3:::example", "UpdateResourceProfile.resourceArn": "arn:aws:s3:::example",
    "UpdateResourceProfileDetections.resourceArn": "arn:aws:s3:::example", "maximumMatchDistance": 50, "keywords.[]": "example",
    "ignoreWords.[]": "ignored", "position": 1, "size": 10, "~maxResults": 10, "~status": "ENABLED",
    "~accountId": "000000000000", "GetUsageTotals.timeRange": "MONTH_TO_DATE", "~expectedBucketOwner": "000000000000",
    "~sensitivityScoreOverride": 100,
}
