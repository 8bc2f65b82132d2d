"""Ends a build in good order when a signal asks it to."""

from __future__ import annotations

import signal
import threading


def end_in_good_order() -> None:
    """Let signals that end the process raise ``SystemExit``, so that ``finally`` blocks run."""

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and threading.current_thread() is threading.main_thread():
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, end)
