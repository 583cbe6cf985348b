import { closeSync, openSync, writeSync } from 'node:fs';
import { seededRandom } from './random';
import { sampleLine } from './sample-lines';

/** Pattern that matches in a flood. */
export const FLOOD_PATTERN = { text: 'hello world' };

/** Text before the number of a matching line. */
export const FLOOD_MARK = 'seq=';

const TEMPLATES = 4_096;
const CHUNK_LINES = 8_192;

/**
 * Writes a log of at least this many bytes in which every `every`th line matches, numbered from 0, and the last one,
 * too; returns the number of matches.
 */
export function writeFloodLog(path: string, bytes: number, every: number): number {
  const random = seededRandom(2);
  const templates = Array.from({ length: TEMPLATES }, () => sampleLine(random));
  const file = openSync(path, 'w');
  let written = 0;
  let matching = 0;
  while (written < bytes) {
    const lines: string[] = [];
    for (let line = 0; line < CHUNK_LINES; line += 1) {
      const template = templates[random(TEMPLATES)] ?? '';
      const matches = (line + 1) % Math.min(every, CHUNK_LINES) === 0;
      lines.push(matches ? `${template} ${FLOOD_PATTERN.text} ${FLOOD_MARK}${matching}\n` : `${template}\n`);
      matching += matches ? 1 : 0;
    }
    written += writeSync(file, lines.join(''));
  }
  closeSync(file);
  return matching;
}
