"""Starts `jizen review` on a database of its own, and talks to it without a browser."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


class ReviewProgram:
    """A folder with a database of some sheets, and the page being served."""

    def __init__(self, jizen, sheets, *options, started=True):
        self.jizen = str(Path(jizen).resolve())
        self.folder = Path(tempfile.mkdtemp(prefix="jizen-review-"))
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "ja", "USER": "検証者"}
        self.environment.pop("JIZEN_DB", None)
        self.process = None
        if sheets:
            self.run("import", *[str(ROOT / sheet) for sheet in sheets])
        self.options = options
        if started:
            self.start()

    def run(self, *arguments):
        done = subprocess.run([self.jizen, *arguments], cwd=self.folder, env=self.environment,
                              capture_output=True, text=True, check=False)
        if done.returncode == 2:
            raise RuntimeError(done.stderr)
        return done.stdout

    def start(self, port=0):
        self.process = subprocess.Popen(
            [self.jizen, "review", "--port", str(port), *self.options], cwd=self.folder,
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.url = self.process.stdout.readline().strip()
        self.port = int(self.url.split("#")[0].rstrip("/").rsplit(":", 1)[1])

    def stop(self, number=signal.SIGINT):
        self.process.send_signal(number)
        status = self.process.wait(20)
        self.process.stdout.close()
        return status

    def close(self):
        if self.process and self.process.poll() is None:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def request(self, method, path, body=None, headers=None, host=None):
        """(status, headers, bytes)"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), data

    def get(self, path):
        status, _, data = self.request("GET", f"/api/{path}")
        assert status == 200, (status, data)
        return json.loads(data)

    def post(self, path, body):
        """(status, JSON), as the page itself would send it."""
        status, _, data = self.request(
            "POST", f"/api/{path}", json.dumps(body).encode(),
            {"Content-Type": "application/json", "X-Jizen": "1",
             "Origin": f"http://127.0.0.1:{self.port}"})
        return status, json.loads(data)

    def sheet(self, stem):
        """The id of the sheet that was read from a file of this stem."""
        return next(sheet["id"] for sheet in self.get("queue")["sheets"]
                    if Path(sheet["file"]).stem == stem)
