import type { EndsOf } from '../../../shared/contract/dry-run';

/** Items kept at each end of a list. */
const KEPT = 100;

/** Keeps the first and the last of however many items. */
export class Ends<Item> {
  #total = 0;
  readonly #first: Item[] = [];
  readonly #last: Item[] = [];

  add(item: Item): void {
    this.#total += 1;
    if (this.#first.length < KEPT) {
      this.#first.push(item);
      return;
    }
    this.#last.push(item);
    if (this.#last.length > KEPT) {
      this.#last.shift();
    }
  }

  get all(): EndsOf<Item> {
    return { total: this.#total, first: this.#first, last: this.#last };
  }
}
