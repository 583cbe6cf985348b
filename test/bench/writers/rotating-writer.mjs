/**
 * Writes numbered lines to a log at an even pace and rotates it each second: `node rotating-writer.mjs FILE MODE
 * LINES_PER_SECOND SECONDS`, MODE `rename` or `copytruncate`. Each tenth line, and the first and last two of each
 * generation, are matches; the latter say `edge`, one of four turns, and are numbered from 0 (`edge=`). Prints
 * `{"lines", "hits", "edges", "rotations"}` at the end. Older generations stay as FILE.1 (the newest), FILE.2 …
 */
import { closeSync, copyFileSync, existsSync, openSync, renameSync, truncateSync, writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const TICK_MS = 10;
const ROTATE_MS = 1_000;

const [file = '', mode = '', rate = '', seconds = ''] = process.argv.slice(2);
const linesPerMs = Number(rate) / 1_000;
const endMs = Number(seconds) * 1_000;

let log = openSync(file, 'a');
let lines = 0;
let hits = 0;
let edges = 0;
let rotations = 0;

/**
 * Writes the lines that are due at this time, whole and at once.
 *
 * @param {number} atMs since the start
 */
function writeDue(atMs) {
  const until = Math.round(atMs * linesPerMs);
  const batch = [];
  const first = lines;
  for (; lines < until; lines += 1) {
    const isEdge = isGenerationEdge && (lines - first < 2 || until - lines <= 2);
    const isHit = lines % 10 === 0 || isEdge;
    batch.push(`2026-11-22 10:11:12.345 INFO order-api n=${lines} ${wordsOf(isHit, isEdge)}\n`);
    hits += isHit ? 1 : 0;
    edges += isEdge ? 1 : 0;
  }
  if (batch.length > 0) {
    writeSync(log, batch.join(''));
  }
}

/**
 * Returns the text of a line.
 *
 * @param {boolean} isHit
 * @param {boolean} isEdge
 */
function wordsOf(isHit, isEdge) {
  const hit = isEdge ? `edge ${edges % 4}; edge=${edges}` : 'hello world';
  return isHit ? hit : 'ordinary line';
}

/** Moves each rotated file to the next name, the oldest first. */
function shiftOlder() {
  for (let number = rotations; number >= 1; number -= 1) {
    if (existsSync(`${file}.${number}`)) {
      renameSync(`${file}.${number}`, `${file}.${number + 1}`);
    }
  }
}

let isGenerationEdge = true;
const startedAt = performance.now();
for (let now = 0; now < endMs; now = performance.now() - startedAt) {
  const rotate = now >= (rotations + 1) * ROTATE_MS;
  isGenerationEdge ||= rotate;
  writeDue(now);
  isGenerationEdge = false;
  if (rotate) {
    shiftOlder();
    rotations += 1;
    isGenerationEdge = true;
    if (mode === 'copytruncate') {
      copyFileSync(file, `${file}.1`);
      truncateSync(file);
    } else {
      renameSync(file, `${file}.1`);
      // Like a daemon until it is told to reopen its log.
      writeDue(performance.now() - startedAt);
      closeSync(log);
      log = openSync(file, 'a');
    }
  }
  await setTimeout(TICK_MS);
}
process.stdout.write(`${JSON.stringify({ lines, hits, edges, rotations })}\n`);
