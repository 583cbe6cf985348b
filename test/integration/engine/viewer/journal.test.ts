import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleSchema } from '../../../../src/shared/settings/rules/rule-schema';
import { Watching } from '../../../support/engine/watching';
import { scratchDir } from '../../../support/files/scratch-dir';
import { JournalWriter } from '../../../support/journal/journal-writer';

interface Shown {
  readonly journal: JournalWriter;
  readonly watching: Watching;
}

async function shown(): Promise<Shown> {
  const journal = new JournalWriter(join(scratchDir(), 'journal'));
  const rules = [{ id: 'errors', match: { text: 'ERROR' } }];
  const watching = new Watching({ journals: [{ directory: journal.dir }], rules, start: 'beginning' });
  await watching.start();
  return { journal, watching };
}

async function newestMatch({ engine }: Watching): Promise<number> {
  const entries = await engine.history({ search: '', before: null, limit: 10 });
  return entries.find(({ kind }) => kind === 'match')?.id ?? 0;
}

describe('the entry of a match', () => {
  it('is shown among those around it', async () => {
    const { journal, watching } = await shown();
    journal.write(...Array.from({ length: 40 }, (_none, index) => `before ${index}`), 'ERROR\nin two lines');
    journal.write('after\nalso in two', 'last');
    await watching.sees('ERROR\nin two lines');
    const around = await watching.engine.lineInFile(await newestMatch(watching));
    expect(around).toMatchObject({ ok: true });
    const { before, matched, after } = around.ok ? around.value : { before: [], matched: [], after: [] };
    expect(before.map(({ text }) => text)).toEqual(
      Array.from({ length: 30 }, (_none, index) => `before ${index + 10}`),
    );
    expect(matched.map(({ text }) => text)).toEqual(['ERROR', 'in two lines']);
    expect(after.map(({ text }) => text)).toEqual(['after', 'also in two', 'last']);
  });

  it('may be gone', async () => {
    const { journal, watching } = await shown();
    journal.write('ERROR one');
    await watching.sees('ERROR one');
    journal.rotate();
    journal.vacuum();
    journal.write('later');
    const around = await watching.engine.lineInFile(await newestMatch(watching));
    expect(around).toEqual({ ok: false, error: 'vacuumed' });
  });
});

describe('a live view of the journal', () => {
  it('shows the last entries, then new ones', async () => {
    const { journal, watching } = await shown();
    journal.write(...Array.from({ length: 210 }, (_none, index) => `entry ${index}`));
    const query = { fileId: 'j0', path: `journal: ${journal.dir}` };
    const first = await watching.engine.readLive({ ...query, after: null });
    expect(first.lines.map(({ text }) => text)).toEqual(
      Array.from({ length: 200 }, (_n, index) => `entry ${index + 10}`),
    );
    const none = await watching.engine.readLive({ ...query, after: first.cursor });
    expect(none).toMatchObject({ state: 'read', lines: [], cursor: first.cursor });
    journal.write('an ERROR');
    const next = await watching.engine.readLive({ ...query, after: none.cursor });
    expect(next.lines).toEqual([{ text: 'an ERROR', cut: false, marks: [{ start: 3, end: 8 }], rules: ['errors'] }]);
  });

  it('is empty before the first entry', async () => {
    const { journal, watching } = await shown();
    const query = { fileId: 'j0', path: `journal: ${journal.dir}`, after: null };
    expect(await watching.engine.readLive(query)).toMatchObject({ lines: [], cursor: null });
    journal.write('first');
    expect((await watching.engine.readLive(query)).lines).toMatchObject([{ text: 'first' }]);
  });
});

it('counts how many of the last entries a rule matches', async () => {
  const { journal, watching } = await shown();
  journal.write(...Array.from({ length: 30 }, (_none, index) => (index === 0 ? 'fine' : `ERROR ${index}`)));
  const rule = ruleSchema.parse({ id: 'new', match: { text: 'ERROR' } });
  expect(await watching.engine.matchShare(rule)).toEqual({ lines: 30, matches: 29, nearlyAll: true });
});
