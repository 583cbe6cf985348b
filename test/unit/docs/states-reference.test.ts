import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { windowTexts } from '../../../src/shared/i18n/window-texts';

/**
 * Tables of docs/reference/states.md: every code with the strings of both languages. `npm run test:unit -- test/unit/docs
 * -u` writes the tables anew after a change of the strings.
 */

const PAGE = fileURLToPath(new URL('../../../docs/reference/states.md', import.meta.url));
const en = windowTexts.en.translation;
const ko = windowTexts.ko.translation;

/** Strings by code; those of problems are under `title`. */
type Strings = Readonly<Record<string, string | { readonly title: string }>>;

/** The codes and strings of each table. */
const TABLES: Readonly<Record<string, { readonly english: Strings; readonly korean: Strings }>> = {
  'text states': { english: textStates(en), korean: textStates(ko) },
  reasons: { english: en.reason, korean: ko.reason },
  decisions: { english: en.decision, korean: ko.decision },
  'incident states': { english: en.incident.state, korean: ko.incident.state },
  'file states': { english: en.window.fileState, korean: ko.window.fileState },
  'app states': { english: appStates(en), korean: appStates(ko) },
  problems: { english: en.problem, korean: ko.problem },
};

type Texts = typeof en | typeof ko;

function textStates({ window: { text } }: Texts): Strings {
  const { owed, sending, accepted, delivered, failed, unknown } = text;
  return { owed, sending, accepted, delivered, failed, unknown };
}

function appStates({ window: { state } }: Texts): Strings {
  const { unconfigured, watching, alert, paused, problem } = state;
  return { unconfigured, watching, alert, paused, problem };
}

/** A string as the page shows it: nested nouns filled in, and "…" for values. */
function shown(strings: Strings, code: string, { noun }: Texts): string {
  const entry = strings[code] ?? '';
  return (typeof entry === 'string' ? entry : entry.title)
    .replace(/\$t\(noun\.(\w+),[^)]*\)/g, (_whole, name: string) => (noun as Record<string, string>)[name] ?? '')
    .replace(/\{\{.*?\}\}/g, '…')
    .replaceAll('|', '\\|');
}

/** Rows of all codes but variants such as the singular of a string or the context of a problem. */
function tableOf(name: string): string {
  const { english, korean } = TABLES[name] ?? { english: {}, korean: {} };
  const codes = Object.keys(english).filter((code) => !code.includes('_'));
  const rows = codes.map((code) => `| \`${code}\` | ${shown(english, code, en)} | ${shown(korean, code, ko)} |`);
  return ['| code | English | 한국어 |', '| --- | --- | --- |', ...rows].join('\n');
}

it('every code is in its table, with the words of the window in both languages', async () => {
  const page = readFileSync(PAGE, 'utf8');
  const names = new Set<string>();
  const current = page.replace(/(<!-- table: (.+) -->\n)[^]*?(<!-- end -->)/g, (_whole, start, name, end) => {
    names.add(String(name));
    return `${String(start)}${tableOf(String(name))}\n${String(end)}`;
  });
  expect([...names].sort()).toEqual(Object.keys(TABLES).sort());
  await expect(current).toMatchFileSnapshot(PAGE);
});
