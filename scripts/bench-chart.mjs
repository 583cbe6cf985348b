/**
 * `npm run bench:chart`: draws the results of `npm run bench` for the page docs/explain/benchmarks.md: a chart of
 * `catch-up` and a table of all figures with their limits.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isEntryPoint, readOptions, runScript } from './setup/command.mjs';
import { projectFolder, readJson } from './setup/project.mjs';

const USAGE = 'npm run bench:chart [-- --from FOLDER]';
const PAGE = join(projectFolder, 'docs', 'explain', 'benchmarks.md');
const CHART = join(projectFolder, 'docs', 'images', 'benchmarks.svg');

/**
 * Results of one benchmark, as test/bench/report.ts stores them.
 *
 * @typedef {object} Results
 * @property {string} name
 * @property {string} date ISO 8601
 * @property {number} runs
 * @property {number} scale share of the full size
 * @property {{ cores: number, processor: string, memoryGiB: number, node: string }} machine
 * @property {readonly Readonly<Record<string, string | number>>[]} rows
 * @property {readonly { what: string, limit: number, unit: string, measured: number, met: boolean }[]} verdicts
 */

const WIDTH = 720;
const LABEL_WIDTH = 170;
const BAR_HEIGHT = 18;
const GROUP_GAP = 34;
const OWN_COLOR = '#1c7ed6';
const PEER_COLOR = '#adb5bd';

/**
 * Draws the seconds of each tool in `catch-up` as bars, one group for each number of patterns.
 *
 * @param {Results} results
 */
export function chartOf({ rows, machine, date }) {
  const bars = rows.map((row) => ({
    patterns: Number(row['patterns']),
    tool: String(row['tool']),
    seconds: Number(row['s median']),
  }));
  const longest = Math.max(...bars.map(({ seconds }) => seconds));
  const room = WIDTH - LABEL_WIDTH - 70;
  /** @type {string[]} */
  const parts = [];
  let top = 56;
  for (const patterns of new Set(bars.map((bar) => bar.patterns))) {
    const heading = patterns === 1 ? '1 pattern' : `${patterns} patterns`;
    parts.push(text({ x: 16, y: top, content: heading, weight: 600 }));
    top += 10;
    for (const { tool, seconds } of bars.filter((bar) => bar.patterns === patterns)) {
      const width = Math.max(1, Math.round((room * seconds) / longest));
      const isOwn = tool === 'logbell';
      const middle = top + BAR_HEIGHT - 5;
      parts.push(
        text({ x: LABEL_WIDTH - 8, y: middle, content: isOwn ? 'Logbell' : tool, anchor: 'end' }),
        `<rect x="${LABEL_WIDTH}" y="${top + 2}" width="${width}" height="${BAR_HEIGHT - 4}" rx="2" fill="${isOwn ? OWN_COLOR : PEER_COLOR}"/>`,
        text({ x: LABEL_WIDTH + width + 6, y: middle, content: `${seconds.toFixed(2)} s`, weight: isOwn ? 600 : 400 }),
      );
      top += BAR_HEIGHT;
    }
    top += GROUP_GAP;
  }
  const title = 'Seconds to find every match in a 1 GB log (less is better)';
  const footer = `${machine.processor}, ${machine.cores} cores, Node ${machine.node}, ${date.slice(0, 10)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${top + 8}" viewBox="0 0 ${WIDTH} ${top + 8}" role="img" font-family="sans-serif" font-size="13">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    text({ x: 16, y: 26, content: title, weight: 600 }),
    ...parts,
    text({ x: 16, y: top - 8, content: footer, color: '#868e96' }),
    '</svg>\n',
  ].join('\n');
}

/**
 * An SVG text element.
 *
 * @param {{ x: number, y: number, content: string, weight?: number, anchor?: string, color?: string }} options
 */
function text({ x, y, content, weight = 400, anchor = 'start', color = '#212529' }) {
  return `<text x="${x}" y="${y}" font-weight="${weight}" text-anchor="${anchor}" fill="${color}">${escaped(content)}</text>`;
}

function escaped(/** @type {string} */ content) {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * A Markdown table of all figures with their limits.
 *
 * @param {readonly Results[]} all
 */
export function tableOf(all) {
  const rows = all.flatMap(({ name, runs, scale, verdicts }) =>
    verdicts.map(({ what, limit, unit, measured, met }) => {
      const figure = `${what.replaceAll('|', '\\|')}${scale === 1 ? '' : ` (${scale} of the size)`}`;
      const result = met ? 'met' : '**missed**';
      return `| \`${name}\` | ${figure} | ${shown(measured)} ${unit} | ${shown(limit)} ${unit} | ${result} | ${runs} |`;
    }),
  );
  return [
    '| benchmark | figure | measured | limit | result | runs |',
    '| --- | --- | --: | --: | --- | --: |',
    ...rows,
  ].join('\n');
}

function shown(/** @type {number} */ value) {
  return Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 100 ? 2 : 0);
}

/**
 * Reads the results in a folder, by name.
 *
 * @param {string} folder
 * @returns {Results[]}
 */
function resultsIn(folder) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return names.sort().map((name) => /** @type {Results} */ (readJson(join(folder, name))));
}

/** Writes chart and table. Fails if `catch-up` has not run. */
function draw() {
  const { values } = readOptions({ options: { from: { type: 'string' } } }, USAGE);
  const all = resultsIn(values.from ?? join(projectFolder, '.cache', 'bench'));
  const catchUp = all.find(({ name }) => name === 'catch-up');
  if (!catchUp) {
    console.error('There are no results of catch-up. Run: npm run bench -- catch-up');
    return 1;
  }
  mkdirSync(dirname(CHART), { recursive: true });
  writeFileSync(CHART, chartOf(catchUp));
  const page = readFileSync(PAGE, 'utf8');
  writeFileSync(
    PAGE,
    page.replace(/(<!-- results -->\n)[^]*?(<!-- end -->)/, (_whole, start, end) => `${start}${tableOf(all)}\n${end}`),
  );
  return 0;
}

if (isEntryPoint(import.meta.url)) {
  await runScript(() => Promise.resolve(draw()));
}
