"""A stub OpenAI-compatible chat server: it gives scripted answers, one per request.

Bound to 127.0.0.1 on a free port.  The answers, tool calls and token counts
come from the script; the clients and their instrumentation are the real ones.
"""
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MODEL = "gpt-4o-mini"
SNAPSHOT = "gpt-4o-mini-2024-07-18"


def say(text, usage, finish="stop"):
    """A scripted text answer; usage = (input tokens, output tokens)."""
    return {"message": {"role": "assistant", "content": text}, "finish": finish, "usage": usage}


def call(name, arguments, call_id, usage, text=None):
    """A scripted tool call."""
    tool_call = {
        "id": call_id,
        "type": "function",
        "function": {"name": name, "arguments": json.dumps(arguments, ensure_ascii=False)},
    }
    message = {"role": "assistant", "content": text, "tool_calls": [tool_call]}
    return {"message": message, "finish": "tool_calls", "usage": usage}


class StubModel:
    """Context manager. `script` is the list of answers, given out in order."""

    def __init__(self, script):
        self.script = list(script)
        self.served = 0

    def __enter__(self):
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if stub.served >= len(stub.script):
                    self.send_error(500, "the script is over")
                    return
                step = stub.script[stub.served]
                stub.served += 1
                tokens_in, tokens_out = step["usage"]
                time.sleep(0.03 + tokens_out * 0.001)
                body = json.dumps(
                    {
                        "id": f"chatcmpl-stub{stub.served:04d}",
                        "object": "chat.completion",
                        "created": int(time.time()),
                        "model": SNAPSHOT,
                        "choices": [
                            {"index": 0, "message": step["message"], "finish_reason": step["finish"], "logprobs": None}
                        ],
                        "usage": {
                            "prompt_tokens": tokens_in,
                            "completion_tokens": tokens_out,
                            "total_tokens": tokens_in + tokens_out,
                        },
                    }
                ).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def client(self):
        from openai import OpenAI

        return OpenAI(base_url=self.url, api_key="stub", max_retries=0)

    def __exit__(self, *error):
        self.server.shutdown()
        if error[0] is None and self.served != len(self.script):
            raise AssertionError(f"script has {len(self.script)} answers, {self.served} were asked for")
