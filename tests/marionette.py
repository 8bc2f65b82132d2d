"""Drive Firefox from Selenium without geckodriver, which Debian lacks, by the Marionette protocol.

Marionette is part of every Firefox (``--marionette``); geckodriver only translates for it. Packets
are ``length:[0, id, command, parameters]`` and ``length:[1, id, error, result]``
(https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html).
"""

import json
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from selenium.webdriver import FirefoxOptions, Remote

COMMANDS = {
    "newSession": "WebDriver:NewSession",
    "get": "WebDriver:Navigate",
    "refresh": "WebDriver:Refresh",
    "goBack": "WebDriver:Back",
    "getCurrentUrl": "WebDriver:GetCurrentURL",
    "findElement": "WebDriver:FindElement",
    "findElements": "WebDriver:FindElements",
    "w3cGetActiveElement": "WebDriver:GetActiveElement",
    "clickElement": "WebDriver:ElementClick",
    "sendKeysToElement": "WebDriver:ElementSendKeys",
    "getElementAriaRole": "WebDriver:GetComputedRole",
    "getElementAriaLabel": "WebDriver:GetComputedLabel",
    "w3cExecuteScript": "WebDriver:ExecuteScript",
    "w3cExecuteScriptAsync": "WebDriver:ExecuteAsyncScript",
    "actions": "WebDriver:PerformActions",
    "switchToFrame": "WebDriver:SwitchToFrame",
    "switchToParentFrame": "WebDriver:SwitchToParentFrame",
    "setWindowRect": "WebDriver:SetWindowRect",
    "setTimeouts": "WebDriver:SetTimeouts",
    "printPage": "WebDriver:Print",
    "screenshot": "WebDriver:TakeScreenshot",
    "setContext": "Marionette:SetContext",
}
"""Selenium's names → Marionette's; their parameters are the same."""


class Connection:
    """Receives Selenium's commands."""

    client_config = None

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.file = self.socket.makefile("rb")
        self.number = 0
        self._receive()  # its greeting

    def execute(self, command, parameters):
        if command == "quit":
            return {}  # quit() ends the process
        own = {key: value for key, value in (parameters or {}).items() if key != "sessionId"}
        if command == "newSession":
            own = {"capabilities": own["capabilities"]}
        self.number += 1
        packet = json.dumps([0, self.number, COMMANDS[command], own]).encode()
        self.socket.sendall(b"%d:%b" % (len(packet), packet))
        _, _, failed, result = self._receive()
        if failed:
            return {"status": 500, "value": json.dumps({"value": failed})}
        if isinstance(result, dict) and set(result) == {"value"}:
            result = result["value"]
        return {"value": result}

    def close(self):
        self.file.close()
        self.socket.close()

    def _receive(self):
        length = b""
        while not length.endswith(b":"):
            byte = self.file.read(1)
            if not byte:
                raise ConnectionError("Firefox has closed the connection")
            length += byte
        return json.loads(self.file.read(int(length[:-1])))


class Firefox(Remote):
    """A session in a separate Firefox; ``quit`` ends both."""

    def __init__(self, program):
        self.profile = Path(tempfile.mkdtemp(prefix="firefox-"))
        settings = {"marionette.port": 0, "datareporting.policy.dataSubmissionEnabled": False}
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in settings.items())
        (self.profile / "user.js").write_text("".join(lines), "utf-8")
        arguments = ("--headless", "--no-remote", "--marionette", "--remote-allow-system-access")
        self.process = subprocess.Popen(
            [program, *arguments, "--profile", str(self.profile)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            self.connection = Connection(self._port())
            super().__init__(command_executor=self.connection, options=FirefoxOptions())
        except BaseException:
            self._end()
            raise

    def chrome(self, script):
        """Run a script in the browser's chrome; return what it passes to its last argument."""
        self.execute("setContext", {"value": "chrome"})
        try:
            return self.execute_async_script(script)
        finally:
            self.execute("setContext", {"value": "content"})

    def quit(self):
        self.connection.close()
        self._end()

    def _port(self):
        """The port that Firefox chose, which it writes into its profile."""
        file = self.profile / "MarionetteActivePort"
        for _ in range(300):
            if file.exists() and (text := file.read_text()):
                return int(text)
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError("Firefox does not start")

    def _end(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)
