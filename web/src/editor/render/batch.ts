/**
 * Numbers of many things that are drawn at once, a fixed count of them each. A slot may have any number of things; what
 * is no longer meant stays in place with a last number below 0, which is not drawn, until half of all is like that.
 */
export class Batch {
  readonly #ranges = new Map<number, { start: number; count: number }>();
  data: Float32Array;
  /** How many things stand in the data, those that are not drawn included. */
  count = 0;
  /** The things that changed since a copy was last made of them: from the first up to but without the second. */
  changed: [from: number, to: number] = [0, 0];
  #idle = 0;

  constructor(
    readonly stride: number,
    room = 64,
  ) {
    this.data = new Float32Array(room * stride);
  }

  set(slot: number, values: readonly number[]): void {
    const count = values.length / this.stride;
    const range = this.#ranges.get(slot);
    if (range === undefined && count === 0) return;
    if (range?.count === count) {
      this.data.set(values, range.start * this.stride);
      return this.#touch(range.start, range.start + count);
    }
    if (range !== undefined) this.#forget(slot, range);
    if (count === 0) return;
    this.#tidy();
    this.#grow(this.count + count);
    this.data.set(values, this.count * this.stride);
    this.#ranges.set(slot, { start: this.count, count });
    this.count += count;
    this.#touch(this.count - count, this.count);
  }

  clear(): void {
    this.#ranges.clear();
    this.count = this.#idle = 0;
    this.changed = [0, 0];
  }

  #touch(from: number, to: number): void {
    const [first, last] = this.changed;
    this.changed = first === last ? [from, to] : [Math.min(first, from), Math.max(last, to)];
  }

  #forget(slot: number, { start, count }: { start: number; count: number }): void {
    for (let i = start; i < start + count; i++) this.data[(i + 1) * this.stride - 1] = -1;
    this.#ranges.delete(slot);
    this.#idle += count;
    this.#touch(start, start + count);
  }

  #tidy(): void {
    if (this.#idle < 1024 || this.#idle * 2 < this.count) return;
    const data = new Float32Array(this.data.length);
    let at = 0;
    for (const range of this.#ranges.values()) {
      data.set(this.data.subarray(range.start * this.stride, (range.start + range.count) * this.stride), at * this.stride);
      range.start = at;
      at += range.count;
    }
    [this.data, this.count, this.#idle] = [data, at, 0];
    this.changed = [0, at];
  }

  #grow(count: number): void {
    if (count * this.stride <= this.data.length) return;
    const data = new Float32Array(Math.max(count, (this.data.length / this.stride) * 2) * this.stride);
    data.set(this.data);
    this.data = data;
  }
}
