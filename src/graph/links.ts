/**
 * Names that are linked, directly or through others, as groups.
 *
 * @example
 * links.join('a', 'b'); links.join('b', 'c'); links.find('a') === links.find('c'); // true
 */
export class Links {
  private readonly above = new Map<string, string>();

  join(a: string, b: string): void {
    const [one, other] = [this.find(a), this.find(b)];
    // The smaller name stands for the group, so that the order of joining does not matter.
    if (one !== other) this.above.set(one < other ? other : one, one < other ? one : other);
  }

  /** The name that stands for the group of a name. */
  find(name: string): string {
    let top = name;
    for (let next = this.above.get(top); next !== undefined; next = this.above.get(top)) top = next;
    this.shorten(name, top);
    return top;
  }

  /** Lets every name on the way point at the top, so that the way stays short. */
  private shorten(name: string, top: string): void {
    for (let at = name; at !== top; ) {
      const next = this.above.get(at) ?? top;
      this.above.set(at, top);
      at = next;
    }
  }
}
