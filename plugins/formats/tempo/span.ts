import { asString, attributeMap, nanoseconds, own, spanIdOf, type JsonValue, type RawSpan, type RawTrace, type ReadContext, type Status } from '../../../src/plugin.js';

interface Located {
  value: JsonValue;
  pointer: string;
}

/** Stands for the parent that a search result does not name: the matched spans of a trace hang below one stand-in and do not become turns of their own. */
const unknownParent = 'not-in-search-result';

/** The spans that matched, from `spanSets` or, in answers of older servers, `spanSet`; each once. */
export function matchedSpans({ value, pointer }: Located, { traceId }: RawTrace, { place }: ReadContext): RawSpan[] {
  const spans = new Map<string, RawSpan>();
  for (const part of setsOf(value, pointer).flatMap(spansOf)) {
    const spanId = spanIdOf(padded(own(part.value, 'spanID'))) ?? `no-id:${place.file}:${place.record}${part.pointer}`;
    if (!spans.has(spanId)) spans.set(spanId, { ...readSpan(part.value), traceId, spanId, place: { ...place, pointer: part.pointer } });
  }
  return [...spans.values()];
}

/** Servers give the same set under both names. */
function setsOf(value: JsonValue, pointer: string): Located[] {
  const sets = own(value, 'spanSets');
  if (Array.isArray(sets) && sets.length > 0) return sets.map((set, index) => ({ value: set, pointer: `${pointer}/spanSets/${index}` }));
  return [{ value: own(value, 'spanSet') ?? null, pointer: `${pointer}/spanSet` }];
}

function spansOf({ value, pointer }: Located): Located[] {
  const list = own(value, 'spans');
  return Array.isArray(list) ? list.map((span, index) => ({ value: span, pointer: `${pointer}/spans/${index}` })) : [];
}

function padded(id: JsonValue | undefined): JsonValue | undefined {
  return typeof id === 'string' && /^[0-9a-f]{1,15}$/i.test(id) ? id.padStart(16, '0') : id;
}

function readSpan(value: JsonValue): Omit<RawSpan, 'traceId' | 'spanId' | 'place'> {
  const attributes = attributeMap(own(value, 'attributes'));
  const startNs = nanoseconds(own(value, 'startTimeUnixNano'), 'ns') || undefined;
  const duration = nanoseconds(own(value, 'durationNanos'), 'ns');
  return {
    type: 'span',
    parentId: unknownParent,
    name: asString(own(value, 'name') ?? attributes.get('name')) ?? '',
    otelKind: kindOf(attributes),
    startNs,
    endNs: startNs === undefined || duration === undefined ? undefined : startNs + duration,
    status: statusOf(attributes),
    attributes,
    events: [],
    resource: resourceOf(attributes),
  };
}

const kinds = ['internal', 'server', 'client', 'producer', 'consumer'];

/** Kind, status and service are given as attributes where the search selected them. */
function kindOf(attributes: ReadonlyMap<string, JsonValue>): string | undefined {
  return kinds.find((kind) => kind === attributes.get('kind'));
}

function statusOf(attributes: ReadonlyMap<string, JsonValue>): Status {
  const code = (['ok', 'error'] as const).find((word) => word === attributes.get('status')) ?? 'unset';
  const message = asString(attributes.get('statusMessage'));
  return message === undefined || message === '' ? { code } : { code, message };
}

function resourceOf(attributes: ReadonlyMap<string, JsonValue>): RawSpan['resource'] {
  const service = attributes.get('service.name') ?? attributes.get('resource.service.name');
  return service === undefined ? undefined : new Map([['service.name', service]]);
}
