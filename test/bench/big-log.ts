import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { SAMPLE_PATTERNS } from './patterns';
import { seededRandom, type Random } from './random';
import { BENCH_CACHE } from './report';
import { errorLine, sampleLine } from './sample-lines';

const SEED = 1;
const BLOCKS = 64;
const BLOCK_BYTES = 2 ** 19;

/** Planted lines per byte: about 0.0107 % of lines of about 100 bytes. */
const HITS_PER_BYTE = 895e-9;

/** Text of the last line: a tool that printed it has read everything. */
export const LAST_WORDS = 'hit=last';

/** A generated log, and the number of lines in it that match the first 1, 10 and 100 sample patterns. */
export interface BigLog {
  readonly path: string;
  readonly bytes: number;
  readonly planted: Readonly<Record<1 | 10 | 100, number>>;
}

/** Returns the log of about this size from the cache; writes it if it is missing or from another generator. */
export function bigLog(bytes: number): BigLog {
  const random = seededRandom(SEED);
  const blocks = Array.from({ length: BLOCKS }, () => block(random));
  const hits = Math.max(30, Math.round(bytes * HITS_PER_BYTE));
  const made = createHash('sha256').update(`${bytes} ${hits} ${JSON.stringify(SAMPLE_PATTERNS)}`);
  blocks.forEach((each) => made.update(each));
  const fingerprint = made.digest('hex');
  const path = join(BENCH_CACHE, `catch-up-${Math.round(bytes / 1e6)}mb.log`);
  if (!isThere(path, fingerprint)) {
    mkdirSync(BENCH_CACHE, { recursive: true });
    write(`${path}.part`, { blocks, bytes, hits, random });
    renameSync(`${path}.part`, path);
    writeFileSync(`${path}.made`, `${fingerprint} ${statSync(path).size}`);
  }
  return {
    path,
    bytes: statSync(path).size,
    planted: { 1: planted(hits, 1), 10: planted(hits, 10), 100: planted(hits, 100) },
  };
}

function isThere(path: string, fingerprint: string): boolean {
  return (
    existsSync(path) &&
    existsSync(`${path}.made`) &&
    readFileSync(`${path}.made`, 'utf8') === `${fingerprint} ${statSync(path).size}`
  );
}

function block(random: Random): Buffer {
  const lines: string[] = [];
  for (let characters = 0; characters < BLOCK_BYTES;) {
    const line = sampleLine(random);
    characters += line.length + 1;
    lines.push(`${line}\n`);
  }
  return Buffer.from(lines.join(''));
}

/** Pattern of a hit: a third have the first, a third the next nine, a third the other ninety. */
function patternOf(hit: number): number {
  const turn = Math.floor(hit / 3);
  return [0, 1 + (turn % 9), 10 + (turn % 90)][hit % 3] ?? 0;
}

/** Number of hits of the first `patterns`, including the last line, which has the first. */
function planted(hits: number, patterns: number): number {
  return (
    1 + Array.from({ length: hits }, (_none, hit) => patternOf(hit)).filter((pattern) => pattern < patterns).length
  );
}

interface Plan {
  readonly blocks: readonly Buffer[];
  readonly bytes: number;
  readonly hits: number;
  readonly random: Random;
}

/** Writes blocks in random order, each hit after a random line in its share of them. */
function write(path: string, { blocks, bytes, hits, random }: Plan): void {
  const rounds = Math.ceil(bytes / BLOCK_BYTES);
  const file = openSync(path, 'w');
  let hit = 0;
  for (let round = 0; round < rounds; round += 1) {
    let rest = blocks[random(blocks.length)] ?? Buffer.alloc(0);
    for (const until = Math.floor(((round + 1) / rounds) * hits); hit < until; hit += 1) {
      const cut = rest.indexOf('\n', random(Math.max(1, rest.length - 2_000))) + 1;
      writeSync(file, rest.subarray(0, cut));
      writeSync(file, `${hitLine(random, patternOf(hit), `hit=${hit}`)}\n`);
      rest = rest.subarray(cut);
    }
    writeSync(file, rest);
  }
  writeSync(file, `${hitLine(random, 0, LAST_WORDS)}\n`);
  closeSync(file);
}

function hitLine(random: Random, pattern: number, words: string): string {
  return errorLine(random, `${SAMPLE_PATTERNS[pattern]?.sample ?? ''} ${words}`);
}
