/** Keeps count of numbered lines that come back, each of which is to come once. */
export class NumberedMatches {
  readonly #mark: RegExp;
  readonly #times = new Map<number, number>();

  /** `mark` is what stands before the number in a line, such as `seq=`. */
  constructor(mark: string) {
    this.#mark = new RegExp(`${mark}(\\d+)`);
  }

  /** Different numbers seen. */
  get distinct(): number {
    return this.#times.size;
  }

  see(line: string): void {
    const number = this.#mark.exec(line)?.[1];
    if (number !== undefined) {
      this.#times.set(Number(number), (this.#times.get(Number(number)) ?? 0) + 1);
    }
  }

  /** Of the numbers from 0 to below `written`: those never seen, and how often one came once more than it should. */
  tally(written: number): { readonly lost: number; readonly repeated: number } {
    const times = [...this.#times];
    const known = times.filter(([number]) => number < written).length;
    return { lost: written - known, repeated: times.reduce((sum, [, count]) => sum + count - 1, 0) };
  }
}
