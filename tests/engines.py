"""Find and start the browser engines, driven by WebDriver."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

from marionette import Firefox
from selenium import webdriver

WINDOW = (1400, 1000)
MINI_BROWSERS = "lib*/*/webkit*gtk-*/MiniBrowser"

PACKAGES = {
    "chromium": ("chromium", "chromium-driver"),
    "firefox": ("firefox-esr",),
    "webkit": ("webkit2gtk-driver", "xvfb"),
}
"""What to install on Debian: ``.ci/browser`` does."""


class Missing(Exception):
    """An engine is not installed; the text says what is missing."""


@contextlib.contextmanager
def started(engine):
    """Run a session in ``engine`` during the block. Raises :class:`Missing`."""
    with contextlib.ExitStack() as ends:
        driver = {"chromium": _chromium, "firefox": _firefox, "webkit": _webkit}[engine](ends)
        ends.callback(driver.quit)
        driver.set_window_size(*WINDOW)
        driver.set_script_timeout(30)
        yield driver


def _program(*names):
    for path in filter(None, map(shutil.which, names)):
        # A name alone proves little: some commands only tell how to install something else.
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            if not subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode:
                return path
    raise Missing(f"no {names[0]}")


def _chromium(ends):
    options = webdriver.ChromeOptions()
    named = filter(None, [os.environ.get("CHROMIUM")])
    options.binary_location = _program(
        *named, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"
    )
    options.add_argument("--headless=new")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.add_argument("--no-sandbox")
    service = webdriver.ChromeService(_program("chromedriver"))
    return webdriver.Chrome(options=options, service=service)


def _firefox(ends):
    return Firefox(_program("firefox-esr", "firefox"))


def _webkit(ends):
    program = shutil.which("WebKitWebDriver")  # it has no --version
    found = sorted(Path("/usr").glob(MINI_BROWSERS))
    if not program or not found:
        raise Missing("no WebKitWebDriver" if not program else "no MiniBrowser")
    service = webdriver.WebKitGTKService(program, env=_display(ends))
    options = webdriver.WebKitGTKOptions()
    options.binary_location = str(found[-1])
    options.add_argument("--automation")
    options.set_capability("browserName", "MiniBrowser")
    return webdriver.WebKitGTK(options=options, service=service)


def _display(ends):
    """An environment with a virtual display: this engine has no headless mode."""
    screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    if not shutil.which("Xvfb"):
        raise Missing("no Xvfb")
    process = subprocess.Popen(screen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    ends.callback(process.wait)
    ends.callback(process.terminate)
    number = process.stdout.readline().strip()
    if not number:
        raise Missing("no display: Xvfb does not start")
    return os.environ | {"DISPLAY": f":{number}", "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
