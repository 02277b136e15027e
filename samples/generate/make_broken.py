"""broken/*: damaged dumps, made from the good ones.  Needs nothing but Python.

(The two CSV files of broken/ come from mlflow_pandas.py.)
"""
import copy
import json
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent
SAME = SAMPLES / "good" / "same-conversation"


def write(name, data):
    (SAMPLES / "broken" / name).write_bytes(data)
    print(f"broken/{name}")


def jsonl(records):
    return "".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) + "\n" for r in records).encode()


def spans_of(record):
    return [span for r in record["resourceSpans"] for scope in r["scopeSpans"] for span in scope["spans"]]


def named(record, start):
    return [span for span in spans_of(record) if span["name"].startswith(start)]


def truncated():
    lines = (SAME / "openinference.otlp.jsonl").read_bytes().splitlines(keepends=True)
    last = lines[-1]
    write("truncated.jsonl", b"".join(lines[:-1]) + last[: len(last) // 2])


def truncated_document():
    """Ends in the middle of the third trace."""
    data = (SAMPLES / "good" / "healthy-support-session.json").read_bytes()
    third = [i for i in range(len(data)) if data.startswith(b'"info": {', i)][2]
    write("truncated-document.json", data[: third + 3000])


def bad_utf8():
    """In the second line every e with acute accent is one Latin-1 byte, 0xE9."""
    lines = (SAME / "openinference.otlp.jsonl").read_bytes().splitlines(keepends=True)
    assert "é".encode() in lines[1]
    lines[1] = lines[1].replace("é".encode(), b"\xe9")
    write("bad-utf8.jsonl", b"".join(lines))


def not_a_trace():
    first, second, third = (SAME / "genai.otlp.jsonl").read_bytes().splitlines(keepends=True)
    log = b"2026-11-24 17:03:11,402 INFO table_assistant: exporter started\n"
    write("not-a-trace.jsonl", first + b"42\n" + second + log + b'{"hello":"world"}\n' + third)


def duplicates():
    """Every record twice; the first copy of one root span has no end time and no output yet."""
    records = [json.loads(line) for line in (SAME / "genai.otlp.jsonl").read_text().splitlines()]
    first = copy.deepcopy(records)
    root = named(first[1], "invoke_agent")[0]
    del root["endTimeUnixNano"]
    root["attributes"] = [a for a in root["attributes"] if a["key"] != "gen_ai.output.messages"]
    write("duplicates.otlp.jsonl", jsonl(first + records))


def cycles():
    """Turn 1: the root is its own parent.  Turn 2: the tool and the second model call are each other's parent."""
    records = [json.loads(line) for line in (SAME / "genai.otlp.jsonl").read_text().splitlines()]
    root = named(records[0], "invoke_agent")[0]
    root["parentSpanId"] = root["spanId"]
    tool = named(records[1], "execute_tool")[0]
    chat = max(named(records[1], "chat"), key=lambda span: int(span["startTimeUnixNano"]))
    tool["parentSpanId"], chat["parentSpanId"] = chat["spanId"], tool["spanId"]
    write("cycles.otlp.jsonl", jsonl(records))


def no_data():
    write("empty.json", b"")
    header = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10\x08\x06\x00\x00\x00\x1f\xf3\xffa"
    write("binary.bin", header + bytes(range(256)) * 2)


if __name__ == "__main__":
    for make in (truncated, truncated_document, bad_utf8, not_a_trace, duplicates, cycles, no_data):
        make()
