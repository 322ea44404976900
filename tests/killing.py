"""Does a verb in a process of its own, which kills itself at one step of it.

`python -m tests.killing VERB STEP KEY`; a verb that comes to its end prints "done" before.
"""

import os
import signal
import sys

import django


def main(verb, step, key):
    django.setup()
    if step != "acknowledged":
        _kill_at(step)
    VERBS[verb](int(key))
    if step == "committed":
        _end()
    print("done", flush=True)
    _end()


def _kill_at(step):
    from disclosures.models import Answer, Rendition, Revision, RevisionEvent
    from disclosures.models.rendition import VersionFiles

    places = {
        "files made": (VersionFiles, "of", 1),
        "version stored": (Revision, "save", 1),
        "files stored": (Rendition, "store_all", 1),
        "event appended": (RevisionEvent, "append", 1),
        "state moved": (Revision, "_move", 1),
        "two rows saved": (Answer, "save", 2),
    }
    if step in places:
        _end_after(*places[step])


def _end_after(owner, name, times):
    """Let the process end once this method has returned so often."""
    before, calls = getattr(owner, name), []

    def wrapped(*args, **kwargs):
        result = before(*args, **kwargs)
        calls.append(1)
        if len(calls) == times:
            _end()
        return result

    setattr(owner, name, wrapped)


def _end():
    os.kill(os.getpid(), signal.SIGKILL)


def _submit(checklist_key):
    from disclosures.models import Checklist

    from .factory import submit

    submit(Checklist.objects.get(pk=checklist_key), "2.0")


def _approve(revision_key):
    from disclosures.models import Revision

    from .factory import approve

    approve(Revision.objects.get(pk=revision_key))


def _withdraw(revision_key):
    from disclosures.models import Revision

    from .factory import reviewer

    notice = {"reason": "Wrong", "public_notice": "Wrong"}
    Revision.objects.get(pk=revision_key).withdraw(by=reviewer(), **notice)


def _confirm(intake_key):
    from disclosures.imports.run import confirm, preview
    from disclosures.models import Intake

    intake = Intake.objects.get(pk=intake_key)
    seen, digest = preview(intake)
    confirm(intake, by=intake.by, seen=digest, ticked=range(len(seen.rows)))


VERBS = {"submit": _submit, "approve": _approve, "withdraw": _withdraw, "import": _confirm}

if __name__ == "__main__":
    main(*sys.argv[1:])
