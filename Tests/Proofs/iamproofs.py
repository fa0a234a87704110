"""Proofs about what IAM keeps, for prove.py."""

import json
import os
import pwd
import random
import re
import shutil
import socket
import statistics
import subprocess
import threading
import time
import uuid

from disk import Disk
from rotationproofs import Asker, Gone
from service import CouldNotRun
from threadkills import ProcessKill

ACCOUNT = "arn:aws:iam::000000000000"


def document(text, effect="Allow"):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Sid": text, "Effect": effect, "Action": "kms:Decrypt", "Resource": "*"}]})


TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"AWS": "000000000000"}, "Action": "sts:AssumeRole"}]})
OTHER_TRUST = TRUST.replace("Allow", "Deny")
USER, GROUP, ROLE, POLICY, OTHER = {"UserName": "u"}, {"GroupName": "g"}, {"RoleName": "r"}, {"PolicyArn": f"{ACCOUNT}:policy/p"}, {
    "PolicyArn": f"{ACCOUNT}:policy/other"}
PROFILE = {"InstanceProfileName": "magpie-proof.service"}

# What is there before each operation, and after it was undone.
SCENE = [
    ("CreateUser", USER), ("CreateGroup", GROUP), ("CreateRole", {**ROLE, "AssumeRolePolicyDocument": TRUST}),
    ("CreatePolicy", {"PolicyName": "p", "PolicyDocument": document("p")}),
    ("CreatePolicy", {"PolicyName": "other", "PolicyDocument": document("other")}),
    ("CreatePolicyVersion", {**OTHER, "PolicyDocument": document("second")}),
    ("PutUserPolicy", {**USER, "PolicyName": "in", "PolicyDocument": document("before")}),
    ("AttachUserPolicy", {**USER, **OTHER}), ("CreateInstanceProfile", PROFILE),
]

# Each operation that writes, and what undoes it.
OPERATIONS = [
    ("CreateUser", {"UserName": "n"}, [("DeleteUser", {"UserName": "n"})]),
    ("DeleteUserPolicy", {**USER, "PolicyName": "in"}, [
        ("PutUserPolicy", {**USER, "PolicyName": "in", "PolicyDocument": document("before")})]),
    ("PutUserPolicy", {**USER, "PolicyName": "in", "PolicyDocument": document("after", "Deny")}, [
        ("PutUserPolicy", {**USER, "PolicyName": "in", "PolicyDocument": document("before")})]),
    ("AttachUserPolicy", {**USER, **POLICY}, [("DetachUserPolicy", {**USER, **POLICY})]),
    ("DetachUserPolicy", {**USER, **OTHER}, [("AttachUserPolicy", {**USER, **OTHER})]),
    ("PutUserPermissionsBoundary", {**USER, "PermissionsBoundary": POLICY["PolicyArn"]}, [
        ("DeleteUserPermissionsBoundary", USER)]),
    ("UpdateUser", {**USER, "NewUserName": "renamed", "NewPath": "/far/"}, [
        ("UpdateUser", {"UserName": "renamed", "NewUserName": "u", "NewPath": "/"})]),
    ("TagUser", {**USER, "Tags": [{"Key": "team", "Value": "hr"}]}, [("UntagUser", {**USER, "TagKeys": ["team"]})]),
    ("AddUserToGroup", {**GROUP, **USER}, [("RemoveUserFromGroup", {**GROUP, **USER})]),
    ("PutGroupPolicy", {**GROUP, "PolicyName": "in", "PolicyDocument": document("g")}, [
        ("DeleteGroupPolicy", {**GROUP, "PolicyName": "in"})]),
    ("AttachGroupPolicy", {**GROUP, **POLICY}, [("DetachGroupPolicy", {**GROUP, **POLICY})]),
    ("CreateGroup", {"GroupName": "n"}, [("DeleteGroup", {"GroupName": "n"})]),
    ("CreateRole", {"RoleName": "n", "AssumeRolePolicyDocument": TRUST}, [("DeleteRole", {"RoleName": "n"})]),
    ("UpdateAssumeRolePolicy", {**ROLE, "PolicyDocument": OTHER_TRUST}, [
        ("UpdateAssumeRolePolicy", {**ROLE, "PolicyDocument": TRUST})]),
    ("PutRolePolicy", {**ROLE, "PolicyName": "in", "PolicyDocument": document("r")}, [
        ("DeleteRolePolicy", {**ROLE, "PolicyName": "in"})]),
    ("AttachRolePolicy", {**ROLE, **POLICY}, [("DetachRolePolicy", {**ROLE, **POLICY})]),
    ("AddRoleToInstanceProfile", {**ROLE, **PROFILE}, [("RemoveRoleFromInstanceProfile", {**ROLE, **PROFILE})]),
    ("CreatePolicy", {"PolicyName": "n", "PolicyDocument": document("n")}, [
        ("DeletePolicy", {"PolicyArn": f"{ACCOUNT}:policy/n"})]),
    ("SetDefaultPolicyVersion", {**OTHER, "VersionId": "v2"}, [("SetDefaultPolicyVersion", {**OTHER, "VersionId": "v1"})]),
    ("DeletePolicyVersion", {**OTHER, "VersionId": "v2"}, None),
    ("CreateAccessKey", USER, None),
]

# What is another each time.
CHANGING = {"CreateDate", "UpdateDate", "UserId", "RoleId", "GroupId", "PolicyId", "InstanceProfileId", "VersionId",
            "DefaultVersionId", "AccessKeyId", "RoleLastUsed"}


def plain(value):
    if isinstance(value, dict):
        return {key: plain(member) for key, member in value.items() if key not in CHANGING}
    return [plain(element) for element in value] if isinstance(value, list) else value


class Scene:
    """A service with some identities."""

    def __init__(self, make_service, **options):
        self.service = make_service(**options)
        self.asker = Asker(self.service)
        for operation, parameters in SCENE:
            self.ask(operation, parameters)

    def ask(self, operation, parameters):
        return self.asker.ask(f"iam:{operation}", **parameters)

    def insist(self, operation, parameters):
        """An answer, on another connection if this one is gone."""
        try:
            return self.ask(operation, parameters)
        except Gone:
            return self.ask(operation, parameters)

    def view(self):
        """All that is kept, without what is another each time."""
        details = self.insist("GetAccountAuthorizationDetails", {"MaxItems": 1000})
        details = {key: value for key, value in details.items() if key.endswith("List") or key == "Policies"}
        details["Policies"] = [policy for policy in details.get("Policies", []) if ":aws:policy/" not in policy["Arn"]]
        keys = [self.ask("ListAccessKeys", {"UserName": user["UserName"]}) for user in details["UserDetailList"]]
        return json.dumps(plain([details, keys]), sort_keys=True)

    def undo(self, operation, steps):
        if operation == "CreateAccessKey":
            for key in self.ask("ListAccessKeys", USER)["AccessKeyMetadata"]:
                self.ask("DeleteAccessKey", {**USER, "AccessKeyId": key["AccessKeyId"]})
        elif operation == "DeletePolicyVersion":
            self.ask("CreatePolicyVersion", {**OTHER, "PolicyDocument": document("second")})
        else:
            for step in steps:
                self.ask(*step)

    def revive(self):
        self.service.process.wait()
        self.service.start()

    def version(self, parameters):
        """The second version has another name each time that it was made."""
        if parameters.get("VersionId") != "v2":
            return parameters
        versions = self.ask("ListPolicyVersions", OTHER)["Versions"]
        return {**parameters, "VersionId": next(v["VersionId"] for v in versions if v["VersionId"] != "v1")}


def killed(scene, operation, parameters, limit):
    """Asks, and has the service killed before so many calls; whether it was, whether it has answered, and its calls."""
    kill = ProcessKill(scene.service.process.pid, limit)
    kill.start()
    kill.isReady.wait()
    answered = True
    try:
        scene.ask(operation, parameters)
    except Gone:
        answered = False
    kill.isOver.set()
    kill.join()
    return kill.hasKilled, answered, kill.calls


def kills(make_service, scale):
    """A kill before every call that leaves something behind, of each operation of IAM that writes: old or new."""
    scene = Scene(make_service)
    wrong, ends, new = [], 0, 0
    try:
        for operation, parameters, steps in OPERATIONS:
            before = scene.view()
            scene.ask(operation, scene.version(parameters))
            after = scene.view()
            scene.undo(operation, steps)
            if after == before or scene.view() != before:
                return [f"{operation} changes nothing, or is not undone"], ""
            limit = 1
            while True:
                was_killed, answered, _ = killed(scene, operation, scene.version(parameters), limit)
                if not was_killed:
                    # What was answered holds, whatever happens to the process.
                    scene.service.process.kill()
                scene.revive()
                found = scene.view()
                if found not in (before, after) or answered and found != after:
                    wrong.append(f"{operation} before call {limit}: {'half' if found not in (before, after) else 'lost'}")
                    return wrong, ""
                if found == after:
                    new += 1
                    scene.undo(operation, steps)
                ends += was_killed
                if not was_killed:
                    break
                limit += scale
        healthy = subprocess.run([*scene.service.client(), "audit", "verify"], capture_output=True, check=False).returncode == 0
        if not healthy:
            wrong.append("the audit log is broken")
        return wrong, f"{len(OPERATIONS)} operations, {ends} kills, new after {new} of them, audit log whole"
    finally:
        scene.service.stop()


def cuts(make_service, scale):
    """Power cuts at random moments while policies are written: what was acknowledged holds."""
    disk = Disk()
    if disk.lacks:
        return None, disk.lacks
    chance = random.Random(5)
    count = max(2, 40 // scale)
    lost, acknowledged = [], 0
    try:
        scene = Scene(make_service, prepare=disk.mount)
        service = scene.service
        for cut in range(count):
            kept, isOver = {"number": -1}, threading.Event()

            def write():
                number = 0
                asker = Asker(service)
                while not isOver.is_set():
                    try:
                        asker.ask("iam:PutUserPolicy", **USER, PolicyName="in", PolicyDocument=document(f"c{cut}n{number}"))
                    except Exception:  # The disk is gone, and so is the service.
                        return
                    kept["number"] = number
                    number += 1

            writer = threading.Thread(target=write)
            writer.start()
            isOver.wait(chance.uniform(0.02, 0.5))
            known = kept["number"]
            disk.cut(service.state)
            isOver.set()
            service.kill()
            writer.join()
            disk.remount(service.state)
            service.start()
            policy = json.dumps(Asker(service).ask("iam:GetUserPolicy", **USER, PolicyName="in")["PolicyDocument"])
            found = re.search(rf"c{cut}n(\d+)", policy)
            if known >= 0 and (not found or int(found[1]) < known):
                lost.append(f"cut {cut}: {known} was acknowledged, there is {policy}")
            acknowledged += known + 1
        verified = subprocess.run([*service.client(), "audit", "verify"], capture_output=True, check=False).returncode == 0
        service.kill()
    finally:
        disk.remove()
    shutil.rmtree(service.home, ignore_errors=True)
    return not lost and verified, (f"{count} cuts while {acknowledged:,} policies were acknowledged, {len(lost)} of the last ones "
                                   f"lost, audit log {'whole' if verified else 'broken'}{'; ' + lost[0] if lost else ''}")



# What many principals cost those who ask

STATEMENTS = [{"Effect": "Allow", "Action": ["secretsmanager:DescribeSecret", f"events:Put{number}"],
               "Resource": f"arn:aws:secretsmanager:*:*:secret:team{number}/*"} for number in range(20)]


def fill(service, operation, parameters, count, connections=16):
    """Asks for something for each number, on some connections at once."""
    clients = []
    for _ in range(connections):
        client = socket.socket(socket.AF_UNIX)
        client.connect(f"{service.state}/magpie.sock")
        clients.append((client, client.makefile("rb")))
    for first in range(0, count, connections):
        numbers = range(first, min(count, first + connections))
        for number, (client, _) in zip(numbers, clients):
            client.sendall(b"iam:%s %s\n" % (operation.encode(), json.dumps(parameters(number)).encode()))
        for _, (_, reader) in zip(numbers, clients):
            line = reader.readline()
            if line[:1] != b"+":
                raise ValueError(line)


class Crowd:
    """A service with so many users and roles, and a user of the system who asks there."""

    def __init__(self, make_service, users, roles):
        self.service = make_service(more="limits: { readerRequestsPerSecond: 1000000, userRequestsPerSecond: 1000000 }\n")
        for path in (self.service.home, self.service.state):
            os.chmod(path, 0o711)
        os.chmod(f"{self.service.state}/magpie.sock", 0o666)
        asker = Asker(self.service)
        self.name = pwd.getpwuid(65534).pw_name
        policy = json.dumps({"Version": "2012-10-17", "Statement": STATEMENTS})
        fill(self.service, "CreateUser", lambda number: {"UserName": f"user{number}"}, users)
        fill(self.service, "CreateRole", lambda number: {"RoleName": f"role{number}", "AssumeRolePolicyDocument": TRUST}, roles)
        asker.ask("iam:CreateUser", UserName=self.name)
        asker.ask("iam:CreatePolicy", PolicyName="twenty", PolicyDocument=policy)
        asker.ask("iam:AttachUserPolicy", UserName=self.name, PolicyArn=f"{ACCOUNT}:policy/twenty")
        asker.ask("iam:AttachUserPolicy", UserName=self.name, PolicyArn="arn:aws:iam::aws:policy/MagpieOperateAccess")
        asker.ask("iam:CreateUser", UserName="changed")
        asker.secrets("CreateSecret", Name="team7/db", SecretString="x", ClientRequestToken=str(uuid.uuid4()))
        self.asker = asker
        groups = os.getgroups()
        os.setgroups([])
        os.setegid(65534)
        os.seteuid(65534)
        try:
            # The kernel tells who has connected, whoever sends.
            self.client = socket.socket(socket.AF_UNIX)
            self.client.connect(f"{self.service.state}/magpie.sock")
        finally:
            os.seteuid(0)
            os.setegid(0)
            os.setgroups(groups)
        self.reader = self.client.makefile("rb")

    def seconds(self, text, rounds):
        """How long the user waits for so many answers."""
        start = time.perf_counter()
        for _ in range(rounds):
            self.client.sendall(text)
            line = self.reader.readline()
            if line[:1] != b"+":
                raise CouldNotRun(line.decode())
        return time.perf_counter() - start

    def requests(self, rounds):
        """Microseconds of a request that policies decide about, and that needs nothing else."""
        return self.seconds(b'secretsmanager:DescribeSecret {"SecretId":"team7/db"}\n', rounds) / rounds * 1e6

    def after_change(self, rounds):
        """Microseconds of the first such request after a change of somebody else: all is looked up again."""
        times = []
        for number in range(rounds):
            self.asker.ask("iam:TagUser", UserName="changed", Tags=[{"Key": "n", "Value": str(number)}])
            times.append(self.requests(1))
        return statistics.median(times)

    def change(self, rounds):
        """Milliseconds of a change, which is on the disk when it is answered."""
        times = []
        for number in range(rounds):
            start = time.perf_counter()
            self.asker.ask("iam:TagUser", UserName="changed", Tags=[{"Key": "m", "Value": str(number)}])
            times.append(time.perf_counter() - start)
        return statistics.median(times) * 1000

    def close(self):
        self.client.close()
        self.service.stop()


def principals(make_service, users, roles, rounds=15):
    """Whether who asks is answered as fast where there are many others; the ratio of medians, in alternating rounds."""
    few, many = Crowd(make_service, 10, 1), Crowd(make_service, users, roles)
    try:
        measures = {"requests": 2000, "after_change": 40, "change": 40}
        figures = {name: ([], []) for name in measures}
        for _ in range(rounds):
            for name, count in measures.items():
                for crowd, times in zip((few, many), figures[name]):
                    times.append(getattr(crowd, name)(count))
        return {name: tuple(statistics.median(times) for times in both) for name, both in figures.items()}, many.service.memory()
    finally:
        few.close()
        many.close()
