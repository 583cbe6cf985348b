import { describe, expect, it } from 'vitest';
import { manualPage } from '../../../src/main/cli/manual-page';

const FACTS = { version: '1.2.3', date: '2026-01-02' };
const PAGES = { en: manualPage('en', FACTS), ko: manualPage('ko', FACTS) };

/** Words of a page as a reader sees them. */
const shown = (page: string): string => page.replaceAll('\\-', '-').replaceAll('\\(aq', "'").replaceAll('\\(dq', '"');

describe.each(['en', 'ko'] as const)('the manual page in %s', (language) => {
  const page = PAGES[language];

  it('names its version and date', () => {
    expect(page.split('\n')[0]).toBe('.TH LOGBELL 1 2026-01-02 "Logbell 1.2.3" Logbell');
  });

  it('has a section for each command and subcommand, with arguments, options and examples', () => {
    expect(shown(page)).toMatch(/^\.SS "logbell outbox resend \[.+\] <id>"$/m);
    expect(shown(page)).toMatch(/^\.B -v, --verbose$/m);
    expect(shown(page)).toMatch(/^\.EX\n {2}logbell watch\n/m);
    expect(shown(page)).not.toMatch(/^\.SS "logbell help/m);
  });

  it('has no line that roff could take for a request', () => {
    const requests = page
      .split('\n')
      .filter((line) => /^[.']/.test(line) && !/^\.(TH|SH|SS|TP|B|I|PP|EX|EE)\b/.test(line));
    expect(requests).toEqual([]);
  });
});

it('the two languages have the same sections', () => {
  const macros = (page: string): readonly string[] => page.match(/^\.[A-Z]+/gm) ?? [];
  expect(macros(PAGES.ko)).toEqual(macros(PAGES.en));
  expect(PAGES.ko).toMatch(/^\.SH 이름$/m);
});
