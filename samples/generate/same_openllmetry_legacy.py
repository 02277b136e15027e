"""good/same-conversation/openllmetry-legacy.otlp.jsonl

The same app with traceloop-sdk of 2025 (see requirements-openllmetry-legacy.txt), which wrote
messages as gen_ai.prompt.N.* and gen_ai.completion.N.* attributes.
"""
import same_openllmetry

if __name__ == "__main__":
    same_openllmetry.main("good/same-conversation/openllmetry-legacy.otlp.jsonl")
