import { listOf, objectOf, attributeMap, decoded, isObject, own, type JsonObject, type JsonValue } from '../../../src/plugin.js';
import { field, filled, has, snakeCase, textOf } from './names.js';
import { costDetailsOf, usageDetailsOf } from './usage.js';

const prefix = 'langfuse.observation';

/** Fields of a row that become something else than an attribute, or an attribute under another name. */
const placed = [
  ...['id', 'traceId', 'parentObservationId', 'name', 'startTime', 'endTime', 'type', 'input', 'output', 'metadata', 'level', 'statusMessage'],
  ...['model', 'providedModelName', 'modelParameters', 'usageDetails', 'costDetails', 'completionStartTime', 'promptName', 'promptVersion'],
  ...['sessionId', 'userId', 'toolDefinitions', 'traceName', 'traceTags', 'traceTimestamp', 'scores'],
];
const placedKeys = new Set(placed.flatMap((name) => [name, snakeCase(name)]));

/**
 * What a row says of its observation, under the keys that Langfuse's own client sets on OpenTelemetry spans, so that one convention reads both.
 * Attributes that the server kept of an OpenTelemetry span come with it; fields without such a key stay under their own names.
 */
export function attributesOf(row: JsonObject): Map<string, JsonValue> {
  const metadata = objectOf(field(row, 'metadata'));
  const attributes = attributeMap(own(metadata, 'attributes'));
  for (const [key, value] of Object.entries(row)) if (value !== undefined && value !== null && value !== '' && !placedKeys.has(key)) attributes.set(key, value);
  for (const [key, value] of [...textFields(row), ...callFields(row), ...personFields(row)]) if (value !== undefined) attributes.set(key, value);
  const rest = metadata ? withoutSpanData(metadata) : field(row, 'metadata');
  if (rest !== undefined && rest !== '') attributes.set(`${prefix}.metadata`, rest);
  return attributes;
}

type Field = readonly [key: string, value: JsonValue | undefined];

function textFields(row: JsonObject): Field[] {
  return [
    [`${prefix}.type`, textOf(row, 'type')?.toLowerCase()],
    [`${prefix}.input`, recordedText(row, 'input')],
    [`${prefix}.output`, recordedText(row, 'output')],
    [`${prefix}.level`, filled(row, 'level')],
    [`${prefix}.status_message`, filled(row, 'statusMessage')],
  ];
}

function callFields(row: JsonObject): Field[] {
  return [
    [`${prefix}.model.name`, filled(row, 'model', 'providedModelName')],
    [`${prefix}.model.parameters`, filled(row, 'modelParameters')],
    [`${prefix}.usage_details`, usageDetailsOf(row)],
    [`${prefix}.cost_details`, costDetailsOf(row)],
    [`${prefix}.completion_start_time`, filled(row, 'completionStartTime')],
    [`${prefix}.prompt.name`, filled(row, 'promptName')],
    [`${prefix}.prompt.version`, filled(row, 'promptVersion')],
    ['gen_ai.tool.definitions', toolDefinitionsOf(row)],
  ];
}

function personFields(row: JsonObject): Field[] {
  return [
    ['langfuse.session.id', filled(row, 'sessionId')],
    ['langfuse.user.id', filled(row, 'userId')],
  ];
}

/** Fields that are `null` where there is nothing; a table of texts has nothing but the empty text to say so. */
const nullable = ['parentObservationId', 'endTime', 'completionStartTime', 'statusMessage', 'promptId', 'promptName', 'version'];

function recordedText(row: JsonObject, name: string): JsonValue | undefined {
  const value = field(row, name);
  return value === '' && nullable.some((other) => has(row, other) && field(row, other) === '') ? undefined : value;
}

/** A list, or a map from the name of a tool to the text of its definition. */
function toolDefinitionsOf(row: JsonObject): JsonValue | undefined {
  const recorded = field(row, 'toolDefinitions');
  const byName = objectOf(recorded);
  const list = byName ? Object.entries(byName).flatMap(([name, definition]) => asDefinition(name, decoded(definition))) : listOf(recorded);
  return list.length === 0 ? undefined : [...list];
}

function asDefinition(name: string, definition: JsonValue | undefined): JsonValue[] {
  return [isObject(definition) ? { name, ...definition } : { name }];
}

const spanData = new Set(['attributes', 'resourceAttributes', 'scope']);

/** Metadata without the parts of an OpenTelemetry span that the server keeps in it. */
function withoutSpanData(metadata: JsonObject): JsonObject | undefined {
  const rest = Object.entries(metadata).filter(([key, value]) => !(spanData.has(key) && isObject(value)));
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}
