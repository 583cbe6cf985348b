import { seededFraction } from '../../bench/random';

/** Model of two receivers, SENS and a store, in steps of one second; times in seconds since the alert. */

/** What may happen in a history. */
export interface World {
  /** Longest time from the last check to the acceptance at SENS: a slow network, a suspended machine. */
  readonly inFlight: number;
  /** Longest time from the acceptance to the entry in SENS's message list. */
  readonly listLag: number;
}

/** How two receivers agree. `list`: SENS's message list is the judge; `lease`: the holder of a lock in a store sends. */
export type Agreement =
  { readonly kind: 'list'; readonly delay: number } | { readonly kind: 'lease'; readonly lookAfter: number };

/** Texts of one alert, and when the first was accepted; null for none. */
export interface Outcome {
  readonly texts: number;
  readonly firstAt: number | null;
}

const END = 3_600;
/** Time after which a receiver gives up an answer, and after which a store ends a lost session. */
const ANSWER_TIMEOUT = 10;
const SESSION_TIMEOUT = 15;

type Span = readonly [from: number, to: number];

const covers = (spans: readonly Span[], at: number): boolean => spans.some(([from, to]) => from <= at && at < to);

/** One receiver: its bad times, and what its ledger says of the alert. */
interface Node {
  readonly dead: readonly Span[];
  readonly cut: readonly Span[];
  readonly cutFromStore: readonly Span[];
  state: 'none' | 'owed' | 'sending' | 'unknown' | 'done';
  since: number;
}

/** Plays one history of two receivers that both get one alert. */
export function play(seed: number, world: World, agreement: Agreement): Outcome {
  const random = seededFraction(seed);
  const spans = (chance: number, longest: number): Span[] =>
    Array.from({ length: 2 }, (): Span => {
      const from = Math.floor(random() * 120) - 20;
      return [from, from + 1 + Math.floor(random() * longest)];
    }).filter(() => random() < chance);
  const node = (): Node => ({
    ...{ dead: spans(0.3, 300), cut: spans(0.2, 120), cutFromStore: spans(0.2, 120) },
    ...{ state: 'none', since: 0 },
  });
  const nodes = [node(), node()] as const;
  const game = new Game(random, world);
  for (let at = 0; at <= END; at += 1) {
    game.at = at;
    nodes.forEach((each, index) => {
      if (covers(each.dead, at)) {
        // What was in flight when the receiver died is unknown to the next run.
        each.state = each.state === 'sending' ? 'unknown' : each.state;
        return;
      }
      each.state = each.state === 'none' ? 'owed' : each.state;
      game.settle(each);
      if (agreement.kind === 'list') {
        byList(game, each, index, agreement.delay);
      } else {
        byLease(game, each, index, agreement.lookAfter);
      }
    });
  }
  const accepted = game.accepted.toSorted((one, other) => one - other);
  return { texts: accepted.length, firstAt: accepted[0] ?? null };
}

/** SENS and the store. */
class Game {
  at = 0;
  /** Times at which SENS accepted a text of the alert, and those at which its list shows it. */
  readonly accepted: number[] = [];
  readonly listed: number[] = [];
  /** Row of the store: who began to send when, and whether it is done. */
  readonly store = { holder: -1, lostAt: Infinity, begun: -Infinity, isDone: false };
  readonly #answers = new Map<Node, number>();
  readonly #random: () => number;
  readonly #world: World;

  constructor(random: () => number, world: World) {
    this.#random = random;
    this.#world = world;
  }

  /** Sends; SENS accepts later, and the answer may not come back in time. */
  send(node: Node): void {
    node.state = 'sending';
    node.since = this.at;
    if (covers(node.cut, this.at)) {
      this.#answers.set(node, Infinity);
      return;
    }
    const isSlow = this.#random() < 0.2;
    const acceptedAt = this.at + (isSlow ? Math.ceil(this.#random() * this.#world.inFlight) : 0);
    this.accepted.push(acceptedAt);
    this.listed.push(acceptedAt + Math.ceil(this.#random() * this.#world.listLag));
    this.#answers.set(node, this.#random() < 0.2 ? Infinity : acceptedAt + 1);
  }

  /** Takes an answer, or gives it up. */
  settle(node: Node): void {
    if (node.state !== 'sending') {
      return;
    }
    if (this.at >= (this.#answers.get(node) ?? Infinity) && !covers(node.cut, this.at)) {
      node.state = 'done';
    } else if (this.at - node.since >= ANSWER_TIMEOUT) {
      node.state = 'unknown';
    }
  }

  /** Looks at SENS's list; null while SENS is out of reach. */
  look(node: Node): boolean | null {
    return covers(node.cut, this.at) ? null : this.listed.some((shownAt) => shownAt <= this.at);
  }
}

/**
 * Turns alternate: the first receiver sends at once; later turns look first. Turns are one delay apart, so that both
 * never act at the same time.
 */
function byList(game: Game, node: Node, index: number, delay: number): void {
  const turn = Math.floor(game.at / delay);
  const isOwn = turn % 2 === index && game.at % delay === 0;
  const isFirst = turn === 0 && index === 0 && game.at < delay / 3;
  if (node.state === 'owed' && isFirst) {
    game.send(node);
    return;
  }
  if (!isOwn || game.at === 0 || node.state === 'done' || node.state === 'sending') {
    return;
  }
  const found = game.look(node);
  if (found === true) {
    node.state = 'done';
  } else if (found === false) {
    game.send(node);
  }
}

/** The holder of the lock notes in the store that it begins, sends, and notes the end. */
function byLease(game: Game, node: Node, index: number, lookAfter: number): void {
  const { store } = game;
  if (covers(node.cutFromStore, game.at)) {
    if (store.holder === index && store.lostAt === Infinity) {
      store.lostAt = game.at;
    }
    return;
  }
  if (store.holder === index) {
    store.lostAt = Infinity;
  } else if (store.holder === -1 || game.at - store.lostAt >= SESSION_TIMEOUT) {
    Object.assign(store, { holder: index, lostAt: Infinity });
  } else {
    // The holder of the lock is asked by keep-alive, which a dead one does not answer.
    store.lostAt = Math.min(store.lostAt, game.at);
    return;
  }
  store.isDone ||= node.state === 'done';
  if (store.isDone || node.state === 'sending') {
    return;
  }
  if (store.begun === -Infinity) {
    store.begun = game.at;
    game.send(node);
  } else if (game.at - store.begun >= lookAfter) {
    const found = game.look(node);
    store.isDone = found === true;
    if (found === false) {
      store.begun = game.at;
      game.send(node);
    }
  }
}
