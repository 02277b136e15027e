/** Any value that JSON can hold. Integers of 16 digits and more arrive as strings, so that none loses precision. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object as parsed: own keys only are read, never the prototype's. */
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}
