/** Counts numbered lines that come back, each of which should come once. */
export class NumberedMatches {
  readonly #mark: RegExp;
  readonly #times = new Map<number, number>();

  /** `mark`: text before the number in a line, such as `seq=`. */
  constructor(mark: string) {
    this.#mark = new RegExp(`${mark}(\\d+)`);
  }

  /** Number of distinct numbers seen. */
  get distinct(): number {
    return this.#times.size;
  }

  see(line: string): void {
    const number = this.#mark.exec(line)?.[1];
    if (number !== undefined) {
      this.#times.set(Number(number), (this.#times.get(Number(number)) ?? 0) + 1);
    }
  }

  /** Lost and repeated numbers among those from 0 to below `written`. */
  tally(written: number): { readonly lost: number; readonly repeated: number } {
    const times = [...this.#times];
    const known = times.filter(([number]) => number < written).length;
    return { lost: written - known, repeated: times.reduce((sum, [, count]) => sum + count - 1, 0) };
  }
}
