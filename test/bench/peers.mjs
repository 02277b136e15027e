// The peer job: read a whole dump and print per session the number of traces, spans and error spans and the sum of input tokens, as tab-separated rows,
// done by jq and by DuckDB. Each is used only where it is installed.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** The peers that are installed, and for the others how to install them. `command(kind, file)` gives the words to run. */
export function findPeers() {
  return [
    { name: 'jq', command: jqCommand(), install: 'apt-get install jq' },
    { name: 'DuckDB', command: duckdbCommand(), install: 'pip install duckdb (for the python3 on PATH), or the duckdb command line' },
  ].map((peer) => ({ ...peer, version: peer.command && versionOf(peer) }));
}

const works = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

function versionOf({ name }) {
  const asked = name === 'jq' ? ['jq', ['--version']] : hasDuckdbCli() ? ['duckdb', ['--version']] : ['python3', ['-c', 'import duckdb; print(duckdb.__version__)']];
  return spawnSync(asked[0], asked[1], { encoding: 'utf8' }).stdout.trim();
}

const isGzip = (file) => file.endsWith('.gz');

/** Traces of a document stand under "traces", or under "traces" of each of "export.experiments". */
function isNested(file) {
  const head = Buffer.alloc(4096);
  const descriptor = openSync(file, 'r');
  try {
    return head.toString('utf8', 0, readSync(descriptor, head)).includes('"experiments"');
  } finally {
    closeSync(descriptor);
  }
}

// jq

function jqCommand() {
  if (!works('jq', ['--version'])) return undefined;
  return (kind, file) => {
    const program = `reduce (${jqRows(kind, file)}) as $r ({}; .[$r[0]] |= [.[0] + $r[1], .[1] + $r[2], .[2] + $r[3], .[3] + $r[4]]) | to_entries[] | [.key] + .value | @tsv`;
    return jqWords(program, file);
  };
}

function jqWords(program, file) {
  return isGzip(file) ? ['sh', '-c', 'gzip -dc "$1" | jq -rn "$2"', 'sh', file, program] : ['jq', '-rn', program, file];
}

const jqUsage = '(if type == "string" then fromjson else . end).input_tokens';
const jqAttribute = (key, type) => `first(.attributes[] | select(.key == "${key}") | .value.${type})`;

/** Rows [session, traces, spans, errors, input tokens]: one a trace, for OTLP one a span. */
function jqRows(kind, file) {
  if (kind === 'otlp') {
    const span = `[(${jqAttribute('session.id', 'stringValue')} // ""), (if .parentSpanId == "" then 1 else 0 end), 1, (if .status.code == 2 then 1 else 0 end), (${jqAttribute('llm.token_count.prompt', 'intValue')} // "0" | tonumber)]`;
    return `inputs | .resourceSpans[].scopeSpans[].spans[] | ${span}`;
  }
  const errors = '[.data.spans[] | select(.status.code == "STATUS_CODE_ERROR")] | length';
  const tokens = `[.data.spans[].attributes["mlflow.chat.tokenUsage"] // empty | ${jqUsage}] | add // 0`;
  return `${jqTraces(kind, file)} | [(.info.trace_metadata["mlflow.trace.session"] // ""), 1, (.data.spans | length), (${errors}), (${tokens})]`;
}

function jqTraces(kind, file) {
  if (kind === 'jsonl' || kind === 'gzip') return 'inputs';
  return isNested(file) ? 'inputs | .export.experiments[].traces[]' : 'inputs | .traces[]';
}

/** jq's rows [session, trace, span, parent, input tokens or ""], for a second count by another rule. */
export function spanRowsCommand(kind, file) {
  const rows =
    kind === 'otlp'
      ? `inputs | .resourceSpans[].scopeSpans[].spans[] | [(${jqAttribute('session.id', 'stringValue')} // ""), .traceId, .spanId, .parentSpanId, (${jqAttribute('llm.token_count.prompt', 'intValue')} // "")]`
      : `${jqTraces(kind, file)} | (.info.trace_metadata["mlflow.trace.session"] // "") as $s | .info.trace_id as $t | .data.spans[] | [$s, $t, .span_id, .parent_span_id // "", (.attributes["mlflow.chat.tokenUsage"] // null | if . == null then "" else ${jqUsage} end)]`;
  return jqWords(`${rows} | @tsv`, file);
}

// DuckDB

const hasDuckdbCli = () => works('duckdb', ['--version']);

function duckdbCommand() {
  if (hasDuckdbCli()) return (kind, file) => ['duckdb', '-noheader', '-list', '-separator', '\t', '-c', duckdbQuery(kind, file)];
  if (!works('python3', ['-c', 'import duckdb'])) return undefined;
  const program = 'import sys, duckdb\nfor row in duckdb.sql(sys.argv[1]).fetchall(): print(*row, sep="\\t")';
  return (kind, file) => ['python3', '-c', program, duckdbQuery(kind, file)];
}

const traceType = `STRUCT(info STRUCT(trace_metadata STRUCT("mlflow.trace.session" VARCHAR)), data STRUCT(spans STRUCT(status STRUCT(code VARCHAR), attributes STRUCT("mlflow.chat.tokenUsage" VARCHAR))[]))`;
const otlpType = 'STRUCT(scopeSpans STRUCT(spans STRUCT(parentSpanId VARCHAR, status STRUCT(code INTEGER), attributes STRUCT("key" VARCHAR, "value" STRUCT(stringValue VARCHAR, intValue BIGINT))[])[])[])[]';

/** The typed query, which reads only the fields that the job needs. */
function duckdbQuery(kind, file) {
  const path = `'${file.replaceAll("'", "''")}'`;
  if (kind === 'otlp') return otlpQuery(path);
  const lines = kind === 'jsonl' || kind === 'gzip';
  return `SELECT coalesce(t.info.trace_metadata."mlflow.trace.session", ''), count(*), sum(len(t.data.spans)), sum(len([s for s in t.data.spans if s.status.code = 'STATUS_CODE_ERROR'])),
    coalesce(sum(list_sum([CAST(s.attributes."mlflow.chat.tokenUsage"->>'$.input_tokens' AS BIGINT) for s in t.data.spans if s.attributes."mlflow.chat.tokenUsage" IS NOT NULL])), 0)
    FROM (${lines ? lineTraces(path) : documentTraces(path, file)}) GROUP BY 1`;
}

const lineTraces = (path) =>
  `SELECT {info: info, data: data} AS t FROM read_ndjson(${path}, columns = {info: 'STRUCT(trace_metadata STRUCT("mlflow.trace.session" VARCHAR))', data: 'STRUCT(spans STRUCT(status STRUCT(code VARCHAR), attributes STRUCT("mlflow.chat.tokenUsage" VARCHAR))[])'})`;

function documentTraces(path, file) {
  const size = statSync(file).size + 1024;
  const read = (columns) => `read_json(${path}, format = 'unstructured', maximum_object_size = ${size}, columns = ${columns})`;
  if (!isNested(file)) return `SELECT unnest(traces) AS t FROM ${read(`{traces: '${traceType}[]'}`)}`;
  return `SELECT unnest(e.traces) AS t FROM (SELECT unnest("export".experiments) AS e FROM ${read(`{"export": 'STRUCT(experiments STRUCT(traces ${traceType}[])[])'}`)})`;
}

function otlpQuery(path) {
  return `SELECT coalesce([a.value.stringValue for a in s.attributes if a.key = 'session.id'][1], ''), count(*) FILTER (s.parentSpanId = ''), count(*), count(*) FILTER (s.status.code = 2),
    coalesce(sum([a.value.intValue for a in s.attributes if a.key = 'llm.token_count.prompt'][1]), 0)
    FROM (SELECT unnest(c.spans) AS s FROM (SELECT unnest(r.scopeSpans) AS c FROM (SELECT unnest(resourceSpans) AS r FROM read_ndjson(${path}, columns = {resourceSpans: '${otlpType}'})))) GROUP BY 1`;
}
