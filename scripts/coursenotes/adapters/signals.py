"""Exit cleanly when a signal ends the process."""

from __future__ import annotations

import signal
import threading


def exit_on_signals() -> None:
    """Let SIGTERM and SIGHUP raise ``SystemExit``, so that ``finally`` blocks run."""

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and threading.current_thread() is threading.main_thread():
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, end)
