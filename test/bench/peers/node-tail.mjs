/**
 * The peer node-tail: `node node-tail.mjs FILE PATTERNS [URL]` prints each line of FILE that matches one of the
 * patterns (a JSON list as in the settings), with `--from-beginning` also existing lines; with a URL it POSTs each
 * instead.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import axios from 'axios';
import { Tail } from 'tail';

const { values, positionals } = parseArgs({
  options: { 'from-beginning': { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [file = '', patternFile = '', url] = positionals;
/** @type {unknown} */
const listed = JSON.parse(readFileSync(patternFile, 'utf8'));
const patterns = /** @type {({ text: string } | { regex: string })[]} */ (listed);
const finders = patterns.map((pattern) => {
  if ('text' in pattern) {
    return (/** @type {string} */ line) => line.includes(pattern.text);
  }
  const regex = new RegExp(pattern.regex);
  return (/** @type {string} */ line) => regex.test(line);
});

const tail = new Tail(file, { fromBeginning: values['from-beginning'] });
tail.on('line', (line) => {
  if (!finders.some((has) => has(line))) {
    return;
  }
  if (url === undefined) {
    process.stdout.write(`${line}\n`);
  } else {
    void axios.post(url, { line });
  }
});
process.stdout.write('ready\n');
