"""A finding that was archived, and an unrelated line."""

import hostile
from attacks import attack


@attack(7, "archived-comes-back", "what was archived stays so, unannounced, when an unrelated line is appended")
def archived(scale):
    with hostile.Stage() as stage:
        path = stage.give("mallory", "notes.txt", b"a note\n" + hostile.SEED)
        stage.settled()
        (finding,) = stage.findings()
        done = stage.magpie("findings", "archive", finding["id"], "--reason", "known")
        assert done.returncode == 0, done.stderr
        before = len([event for event in stage.events() if event["detail-type"] == "Macie Finding"])
        for number in range(3):
            with open(path, "ab") as file:
                file.write(b"an unrelated line %d\n" % number)
            stage.settled()
        open_findings = len(stage.findings())
        announced = len([event for event in stage.events() if event["detail-type"] == "Macie Finding"
                         and not event["detail"].get("archived")]) - before
        with open(path, "ab") as file:
            file.write(b"payment card 4242 4266 0487 6471\n")
        stage.settled()
        isNew = len(stage.findings())
        return open_findings == 0 and announced <= 0 and isNew == 1, (
            f"{open_findings} findings are open again, {announced} events; another value is told: {'yes' if isNew else 'NO'}")
