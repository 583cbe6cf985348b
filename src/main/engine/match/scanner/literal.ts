/** Longest literal that is searched for, bytes: one comparison of a SIMD register. */
export const LITERAL_BYTES = 16;
/** Bytes of a literal that select its chain in the tables; also the length of the shortest literal. */
export const WINDOW_BYTES = 3;
/** Bytes of a literal that the vectorized filter checks. */
export const FILTER_BYTES = 4;

/** A byte sequence to search for: bytes whose bits under `mask` equal `value`. */
export interface ByteLiteral {
  readonly value: Uint8Array;
  /** As long as `value`: 0xFF, or 0xDF for an ASCII letter of either case. */
  readonly mask: Uint8Array;
  /** Identifies the literal. */
  readonly key: string;
}

/** Total share assigned to bytes that were not seen. */
const UNSEEN_SHARE = 0.02;
const RUN_SLOTS_BITS = 18;

/** Frequencies of bytes and byte sequences in a sample of text. */
export class TextStatistics {
  /** Share of each of the 256 bytes; none is 0. */
  readonly shares: Float64Array;
  /** Count of each sequence of `FILTER_BYTES`, ignoring case; sequences may share a slot. */
  readonly #runs = new Uint16Array(1 << RUN_SLOTS_BITS);
  readonly #seen: number;

  constructor(sample: Uint8Array) {
    const counts = new Float64Array(256);
    let run = 0;
    for (const byte of sample) {
      counts[byte] = (counts[byte] ?? 0) + 1;
      run = (run << 8) | byte;
      const slot = slotOf(run);
      this.#runs[slot] = (this.#runs[slot] ?? 0) + 1;
    }
    const seen = (1 - UNSEEN_SHARE) / Math.max(1, sample.length);
    this.shares = counts.map((count) => count * seen + UNSEEN_SHARE / 256);
    this.#seen = Math.max(1, sample.length);
  }

  /** Probability of the literal's byte `at` at any place of the text. */
  shareOf({ value, mask }: ByteLiteral, at: number): number {
    const byte = value[at] ?? 0;
    const exact = this.shares[byte] ?? 0;
    return mask[at] === 0xff ? exact : exact + (this.shares[byte | 0x20] ?? 0);
  }

  /** Probability of the literal's bytes from `at` on, up to `FILTER_BYTES`: the measured rate plus an estimate. */
  runShare(literal: ByteLiteral, at: number): number {
    const { value } = literal;
    const end = Math.min(value.length, at + FILTER_BYTES);
    let estimate = 1;
    let run = 0;
    for (let place = at; place < end; place += 1) {
      estimate *= this.shareOf(literal, place);
      run = (run << 8) | (value[place] ?? 0);
    }
    const counted = end - at === FILTER_BYTES ? (this.#runs[slotOf(run)] ?? 0) / this.#seen : 0;
    return counted + estimate;
  }
}

function slotOf(run: number): number {
  return Math.imul(run | 0x20202020, 0x9e3779b1) >>> (32 - RUN_SLOTS_BITS);
}

/** Statistics of typical log lines, used until a sample was taken. */
export const TYPICAL_TEXT = new TextStatistics(
  Buffer.from(
    '2026-01-15 13:47:02.386  INFO 1 --- [http-nio-8080-exec-9] ' +
      'c.e.shop.order.OrderService : order created id=48210557\n' +
      '203.0.113.9 - - [15/Jan/2026:13:47:02 +0900] "GET /api/v1/items?page=2 HTTP/1.1" 200 1534 "-" "Mozilla/5.0"\n' +
      'Jan 15 13:47:02 web1 sshd[2219]: Accepted publickey for deploy from 198.51.100.7 port 50312 ssh2\n' +
      '{"level":"info","ts":"2026-01-15T13:47:02Z","msg":"request done","status":200,"ms":12} 주문을 처리했습니다\n',
  ),
);
