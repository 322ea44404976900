"""Where a browser keeps texts that were not sent: a script that lists the keys."""

KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('kaiji-'))"
