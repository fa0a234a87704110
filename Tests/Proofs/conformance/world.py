"""A service of its own to ask, and what must be there for requests to be right."""

import itertools
import json
import os
import signal
import subprocess

import botocore.session

import fixtures
from speaking import Speaker

REPOSITORY = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", ".."))
MODELS = {}


def model(service):
    """What AWS says of a service."""
    if service not in MODELS:
        MODELS[service] = botocore.session.get_session().get_service_model(service)
    return MODELS[service]


class World:
    """magpied --ephemeral; things are made in it when they are first needed, and always anew while `is_fresh`."""

    def __init__(self, programs, log):
        self.programs, self.log = programs, log
        self.numbers = itertools.count(1)
        self.is_fresh = False
        self.made = {}
        self.start()

    def start(self):
        self.process = subprocess.Popen([os.path.join(self.programs, "magpied"), "--ephemeral", "--port", "0"],
                                        stdout=subprocess.PIPE, stderr=self.log)
        self.ready = json.loads(self.process.stdout.readline())
        self.account, self.region = self.ready["account"], self.ready["region"]
        self.key = (self.ready["accessKeyId"], self.ready["secretAccessKey"])
        self.speakers, self.made = {}, {}
        self.began = next(self.numbers)

    @property
    def nobody(self):
        """An access key of a user without a policy."""
        if "nobody" not in self.made:
            name = self.name("nobody")
            self.ask("iam", "CreateUser", {"UserName": name})
            key = self.ask("iam", "CreateAccessKey", {"UserName": name})
            self.made["nobody"] = (key.findtext("AccessKey/AccessKeyId"), key.findtext("AccessKey/SecretAccessKey"))
        return self.made["nobody"]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self.process.stdout.close()

    def restart(self):
        self.stop()
        self.start()

    def speaker(self, service, key=None):
        if key is not None:
            return Speaker(model(service), self.ready["endpoint"], key, self.region)
        if service not in self.speakers:
            self.speakers[service] = Speaker(model(service), self.ready["endpoint"], self.key, self.region)
        return self.speakers[service]

    def ask(self, service, name, tree=None):
        """The output of a request that must be right."""
        answer = self.speaker(service).say(model(service).operation_model(name), tree or {})
        if answer.status >= 300:
            raise RuntimeError(f"{service} {name} {tree}: {answer}")
        return answer.output

    def name(self, prefix="thing"):
        """A name that nothing has."""
        return f"{prefix}-{next(self.numbers)}"

    def keep(self, kind, make):
        """Something of a kind, which is made when it is needed."""
        if self.is_fresh:
            return make()
        if kind not in self.made:
            self.made[kind] = make()
        return self.made[kind]

    def anew(self, give):
        """The same, but something that nothing else uses."""
        was, self.is_fresh = self.is_fresh, True
        try:
            return give(self)
        finally:
            self.is_fresh = was

    def kept(self, give):
        """The same, but what others use, too."""
        was, self.is_fresh = self.is_fresh, False
        try:
            return give(self)
        finally:
            self.is_fresh = was

    def hint(self, service, operation):
        """Gives what members of an operation's input are; see `shapes.valid`."""
        table = fixtures.TABLES[service]

        def give(names):
            path = ".".join(names)
            for key in ([operation + ("." + path if path else "")] + ([path, "~" + names[-1]] if names else [])):
                if key in table:
                    value = table[key]
                    return value(self) if callable(value) else value
            return None
        return give
