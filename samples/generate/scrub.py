"""The scrub step: takes everything that tells about the generating machine out of a dump.

What it replaces (and nothing else):
  * the folder of the scripts, of the Python packages and temporary folders, in any
    string (stack traces, artifact locations)       -> app/, site-packages/, store/
  * host name and user name as whole words           -> host, user
  * address and port of the stub server              -> localhost:8080
  * mlflow.source.name                               -> app/agent.py
  * mlflow.source.git.* (the project's own checkout) -> removed
"""
import getpass
import os
import re
import socket
import sysconfig
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))

_PATHS = [
    (re.compile(re.escape(HERE) + "/?"), "app/"),
    (re.compile(re.escape(sysconfig.get_paths()["purelib"]) + "/?"), "site-packages/"),
    (re.compile(re.escape(sysconfig.get_paths()["stdlib"]) + "/?"), "lib/python3/"),
    (re.compile(r"(file://)?" + re.escape(tempfile.gettempdir()) + r"/[\w.-]+/?"), "store/"),
    (re.compile(r"127\.0\.0\.1:\d+"), "localhost:8080"),
    (re.compile(r"127\.0\.0\.1"), "localhost"),
]
_WHOLE = {getpass.getuser(): "user", socket.gethostname(): "host"}


def scrub_text(text):
    for pattern, neutral in _PATHS:
        text = pattern.sub(neutral, text)
    return _WHOLE.get(text, text)


def scrub(value):
    """Scrubs every string of a decoded JSON value."""
    if isinstance(value, str):
        return scrub_text(value)
    if isinstance(value, list):
        return [scrub(item) for item in value]
    if isinstance(value, dict):
        result = {}
        for key, item in value.items():
            if key.startswith("mlflow.source.git."):
                continue
            if key == "mlflow.source.name":
                item = "app/agent.py"
            result[key] = scrub(item)
        if result.get("key") == "server.port":  # an OTLP attribute
            result["value"] = {"intValue": "8080"}
        return result
    return value
