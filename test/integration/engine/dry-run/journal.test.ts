import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runDry } from '../../../support/engine/dry-run';
import { scratchDir } from '../../../support/files/scratch-dir';
import { JournalWriter } from '../../../support/journal/journal-writer';

function written(...messages: readonly string[]): JournalWriter {
  const journal = new JournalWriter(join(scratchDir(), 'journal'));
  journal.write(...messages);
  return journal;
}

function settings(directory: string): object {
  return {
    files: [{ id: 'app', journal: { directory } }],
    rules: [{ id: 'errors', match: { text: 'ERROR' }, message: '{{host}}: {{line}}', key: 'unit' }],
    recipients: [{ id: 'me', number: '010-1234-5678' }],
  };
}

describe('a dry run on the journal', () => {
  it('reads the entries with their own times', async () => {
    const journal = written('ERROR one', 'fine', 'ERROR\ntwo');
    const result = await runDry({ settings: settings(journal.dir) });
    expect(result).toMatchObject({ files: 1, lines: 3, leftOut: [], sent: 2, warnings: [] });
    expect(result.matches.first).toMatchObject([
      { at: 1_700_000_000_001, line: 'ERROR one', path: `journal: ${journal.dir}` },
      { at: 1_700_000_000_003, line: 'ERROR\ntwo' },
    ]);
    expect(result.texts.first[0]?.content).toBe('web1: ERROR one');
  });

  it('leaves out older entries', async () => {
    const journal = written('ERROR old');
    journal.time += 10_000_000;
    journal.write('ERROR new');
    const now = journal.time / 1_000;
    const result = await runDry({ settings: settings(journal.dir), now, limits: { sinceMs: 5_000, bytes: null } });
    expect(result.matches.first.map(({ line }) => line)).toEqual(['ERROR new']);
    expect(result.lines).toBe(1);
  });

  it('counts an entry of two selections once', async () => {
    const { dir } = written('ERROR one', 'ERROR two');
    const selections = [{}, { identifiers: ['app'] }];
    const files = selections.map((journal, index) => ({ id: `j${index}`, journal: { ...journal, directory: dir } }));
    const result = await runDry({ settings: { ...settings(dir), files } });
    expect(result.matches.first.map(({ line }) => line)).toEqual(['ERROR one', 'ERROR two']);
  });

  it('says that there is no journal', async () => {
    const directory = join(scratchDir(), 'none');
    const result = await runDry({ settings: settings(directory), journal: true });
    expect(result).toMatchObject({ files: 0, leftOut: [{ path: `journal: ${directory}`, why: 'missing' }] });
  });

  it('ends early without waiting for the rest', async () => {
    const journal = written(...Array.from({ length: 2_000 }, (_none, index) => `ERROR ${index}`));
    const result = await runDry({ settings: settings(journal.dir) }, [], { matches: 10, texts: 1_000 });
    expect(result.matches.total).toBe(10);
  });
});
