/** Tag of field 1 that holds a message or text. */
const field1 = 0x0a;
/** Tag of field 2 that holds a message or text. */
const field2 = 0x12;

/**
 * True for a trace, log or metric request of OTLP in protobuf: field 1 (resource spans) begins with field 1 (resource), and that with field 1
 * (an attribute), or the resource is empty and scopes follow. Three nested lengths that fit into each other do not come about in text.
 */
export function isOtlpProtobuf(head: Buffer): boolean {
  const outer = message(head, 0, field1);
  const resource = outer && message(head, outer.from, field1);
  if (outer === undefined || resource === undefined || resource.from + resource.size > outer.from + outer.size) return false;
  if (resource.size === 0) return message(head, resource.from, field2) !== undefined;
  const attribute = message(head, resource.from, field1);
  if (attribute === undefined || attribute.from + attribute.size > resource.from + resource.size) return false;
  const key = message(head, attribute.from, field1);
  return key !== undefined && key.from + key.size <= attribute.from + attribute.size;
}

/** True for such a request after four bytes of length, big end first. */
export function isOtlpBlock(head: Buffer): boolean {
  if (head.length < 6) return false;
  const block = head.subarray(4);
  const outer = message(block, 0, field1);
  return outer !== undefined && outer.from + outer.size <= head.readUInt32BE(0) && isOtlpProtobuf(block);
}

/** Where the content of the field at a place starts, and its size; `undefined` when another field or none is there. */
function message(bytes: Buffer, at: number, tag: number): { from: number; size: number } | undefined {
  if (bytes[at] !== tag) return undefined;
  let size = 0;
  for (let i = 1; i <= 5; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    size += (byte & 0x7f) * 2 ** (7 * (i - 1));
    if (byte < 0x80) return { from: at + i + 1, size };
  }
  return undefined;
}
