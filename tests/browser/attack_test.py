#!/usr/bin/env python3
"""The review page keeps others out, and works on whatever comes.

    python3 tests/browser/attack_test.py JIZEN
"""

import json
import socket
import sys
import threading
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from program import ReviewProgram

JIZEN = ""
MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(1)>&\'</textarea>'


class Attacks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = ReviewProgram(JIZEN, ["corpus/text/tochigi-r01.txt"])
        cls.id = cls.program.sheet("tochigi-r01")
        cls.here = f"http://127.0.0.1:{cls.program.port}"

    @classmethod
    def tearDownClass(cls):
        cls.program.close()

    def tearDown(self):
        self.assertEqual(self.program.request("GET", "/")[0], 200, "the page works on")
        self.assertEqual(len(self.program.get("queue")["sheets"]), 1)

    def entries(self):
        return len(self.program.get(f"sheets/{self.id}")["log"])

    def post(self, headers, body=b"{}", path=None, host=None):
        return self.program.request("POST", path or f"/api/sheets/{self.id}/decide", body,
                                    headers, host)[0]

    def test_foreign_host_is_refused(self):
        for host in ("evil.example", "evil.example:80", f"evil.example:{self.program.port}", "",
                     "127.0.0.1", f"127.0.0.1.evil.example:{self.program.port}"):
            if host:
                self.assertEqual(self.program.request("GET", "/api/queue", host=host)[0], 403, host)

    def test_posts_from_other_pages_are_refused(self):
        before = self.entries()
        body = json.dumps({"path": "/motto", "kind": "accept"}).encode()
        json_type = {"Content-Type": "application/json", "X-Jizen": "1"}
        for headers in ({**json_type, "Origin": "http://evil.example"},
                        {**json_type, "Origin": "null"},
                        {**json_type, "Origin": f"https://127.0.0.1:{self.program.port}"},
                        {**json_type, "Origin": self.here, "Sec-Fetch-Site": "cross-site"},
                        {"Content-Type": "application/json"}):
            self.assertEqual(self.post(headers, body), 403, headers)
        self.assertEqual(self.post({"Content-Type": "text/plain", "Origin": self.here}, body), 415)
        self.assertEqual(self.entries(), before)

    def test_other_methods_are_refused(self):
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
            status = self.program.request(method, "/api/queue", headers={"Origin": self.here})[0]
            self.assertIn(status, (400, 403, 404, 405), method)

    def test_every_answer_carries_the_policy(self):
        for path in ("/", "/main.js", "/api/queue", "/nothing"):
            _, headers, _ = self.program.request("GET", path)
            policy = headers["Content-Security-Policy"]
            self.assertIn("default-src 'none'", policy)
            self.assertNotIn("unsafe", policy)
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")

    def test_no_path_reaches_the_file_system(self):
        for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd",
                     "/api/sheets/../../etc/passwd", "/api/sheets/%2e%2e/pages/1/picture",
                     f"/api/sheets/{self.id}/pages/../../../etc/passwd/picture", "//etc/passwd",
                     f"/api/sheets/{self.id}/pages/99999/picture", "/index.html%00.txt"):
            status, _, data = self.program.request("GET", path)
            self.assertIn(status, (400, 404), path)
            self.assertNotIn(b"root:", data)

    def test_oversized_and_malformed_bodies_are_refused(self):
        before = self.entries()
        headers = {"Content-Type": "application/json", "Origin": self.here}
        for body in (b"", b"{", b"[]", b"null", b"\xff\xfe", b"{\"path\": 1}",
                     b'{"path":"/motto","kind":"set","value":{"a":[1]}}',
                     b'{"path":"/nothing","kind":"accept"}',
                     b'{"path":"/areas/99999999999999999999/name","kind":"accept"}',
                     b'{"kind":"split","path":"/areas/0/goals/0","value":"x"}',
                     b'{"kind":"merge","path":"/areas/0/goals/0","value":99}',
                     b'{"kind":"set","path":"/motto","value":"x","detail":"x"}',
                     b"[" * 100_000):
            self.assertIn(self.post(headers, body), (400, 404), body[:60])
        self.assertIn(self.post(headers, b"x" * (2 << 20)), (400, 413))
        for path in ("/api/bulk", "/api/bulk/undo", "/api/quality/draw", "/api/quality/answer"):
            self.assertIn(self.post(headers, b'{"changes":[{}],"size":0}', path), (200, 400), path)
        self.assertEqual(self.entries(), before)

    def test_markup_in_every_field_stays_text(self):
        sheet = self.program.get(f"sheets/{self.id}")["sheet"]
        for path in [p for p in sheet["fields"] if p.rsplit("/", 1)[1] in ("goal", "text", "motto")]:
            status, body = self.program.post(
                f"sheets/{self.id}/decide", {"path": path, "kind": "set", "value": MARKUP,
                                             "note": MARKUP, "author": MARKUP})
            self.assertEqual(status, 200, body)
        _, headers, data = self.program.request("GET", f"/api/sheets/{self.id}")
        self.assertTrue(headers["Content-Type"].startswith("application/json"))
        self.assertIn(MARKUP, json.loads(data)["sheet"]["areas"][0]["goals"][0]["goal"])
        while self.program.post(f"sheets/{self.id}/decide",
                                {"path": "", "kind": "undo"})[1]["outcome"] == "done":
            pass

    def test_slow_clients_do_not_stop_others(self):
        slow = []
        for _ in range(100):
            client = socket.create_connection(("127.0.0.1", self.program.port))
            client.sendall(b"POST /api/bulk HTTP/1.1\r\nHost: 127")
            slow.append(client)
        self.assertEqual(self.program.request("GET", "/")[0], 200)
        for client in slow:
            client.close()

    def test_hundred_at_a_time_are_answered(self):
        answers = []

        def ask():
            answers.append(self.program.request("GET", f"/api/sheets/{self.id}")[0])

        threads = [threading.Thread(target=ask) for _ in range(100)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(answers), 100)
        self.assertLessEqual(set(answers), {200, 429})


class OpenAddress(unittest.TestCase):
    def test_token_is_required_where_others_can_reach_it(self):
        program = ReviewProgram(JIZEN, ["corpus/text/tochigi-r01.txt"], "--listen", "0.0.0.0")
        try:
            token = program.url.partition("#token=")[2]
            self.assertGreaterEqual(len(token), 32)
            self.assertEqual(program.request("GET", "/api/queue")[0], 401)
            for wrong in ("", "x", token[:-1] + ("0" if token[-1] != "0" else "1")):
                self.assertEqual(
                    program.request("GET", "/api/queue", headers={"X-Jizen-Token": wrong})[0], 401)
            self.assertEqual(
                program.request("GET", "/api/queue", headers={"X-Jizen-Token": token})[0], 200)
        finally:
            program.close()


if __name__ == "__main__":
    JIZEN = sys.argv.pop(1)
    unittest.main()
