import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readsJournal } from '../../../../../src/renderer/forms/log/journal-form';
import { idBase, logField, logToValues, NEW_LOG, valuesToLog } from '../../../../../src/renderer/forms/log/log-form';
import { PRIORITIES } from '../../../../../src/shared/settings/choices';
import { parseSettings } from '../../../../../src/shared/settings/parse';
import { fileSchema, journalSourceSchema } from '../../../../../src/shared/settings/log-schema';

const names = fc.array(fc.constantFrom('ssh.service', 'sshd', '_TRANSPORT=kernel'), { maxLength: 3 });
const journalSource = fc.record({
  id: fc.constant('sshd'),
  journal: fc.record({
    units: names,
    identifiers: names,
    priority: fc.constantFrom(...PRIORITIES),
    matches: names,
    directory: fc.constantFrom('', '/var/log/journal/remote'),
    namespace: fc.constantFrom('', 'shop'),
    user: fc.boolean(),
  }),
  start: fc.constantFrom('end', 'beginning'),
});

describe('form of a log', () => {
  it('returns every journal source unchanged', () => {
    fc.assert(
      fc.property(journalSource, (written) => {
        const parsed = journalSourceSchema.parse(written);
        expect(valuesToLog(parsed.id, logToValues(parsed))).toEqual(parsed);
      }),
    );
  });

  it('returns a file unchanged', () => {
    const file = fileSchema.parse({ id: 'app', path: '/var/log/app.log', encoding: 'cp949' });
    expect(valuesToLog('app', logToValues(file))).toEqual(file);
  });

  it('returns received alerts unchanged, and names them', () => {
    const alerts = { id: 'alerts', alerts: { labels: { severity: 'critical|page', team: '' } } };
    expect(valuesToLog('alerts', logToValues(alerts))).toEqual(alerts);
    expect(idBase({ ...NEW_LOG, kind: 'alerts' })).toBe('alerts');
    expect(valuesToLog('a', { ...NEW_LOG, kind: 'alerts' })).toEqual({ id: 'a', alerts: { labels: {} } });
  });

  it('starts from the defaults of the settings', () => {
    const parsed = journalSourceSchema.parse({ id: 'journal', journal: {} });
    expect(valuesToLog('journal', { ...NEW_LOG, kind: 'journal' })).toEqual(parsed);
  });

  it('leaves out blanks around values, and values that are only blanks', () => {
    const values = { ...NEW_LOG, kind: 'journal', units: [' ssh.service ', ' '], directory: ' /srv/journal ' } as const;
    expect(valuesToLog('sshd', values)).toMatchObject({
      journal: { units: ['ssh.service'], directory: '/srv/journal' },
    });
  });

  it('knows if a rule checks journal entries', () => {
    const logs = [
      fileSchema.parse({ id: 'app', path: '/var/log/app.log' }),
      journalSourceSchema.parse({ id: 'sshd', journal: {} }),
    ];
    expect(readsJournal({ allFiles: true, files: [] }, logs)).toBe(true);
    expect(readsJournal({ allFiles: false, files: ['sshd'] }, logs)).toBe(true);
    expect(readsJournal({ allFiles: false, files: ['app'] }, logs)).toBe(false);
    expect(readsJournal({ allFiles: true, files: [] }, logs.slice(0, 1))).toBe(false);
  });

  it('names a log by what it selects', () => {
    const journal = { ...NEW_LOG, kind: 'journal' } as const;
    expect(idBase({ ...NEW_LOG, path: '/var/log/app.log ' })).toBe('app.log');
    expect(idBase({ ...journal, units: ['ssh.service'], identifiers: ['sshd'] })).toBe('sshd');
    expect(idBase({ ...journal, units: ['ssh.service'] })).toBe('ssh');
    expect(idBase(journal)).toBe('journal');
  });

  it('has a field for every error it can cause', () => {
    const wrong = {
      ...NEW_LOG,
      kind: 'journal',
      matches: ['_TRANSPORT=kernel', 'kernel'],
      directory: 'journal',
      namespace: '+',
    } as const;
    const faults = parseSettings({ files: [valuesToLog('kernel', wrong)] }).problems;
    expect(faults.map(({ path }) => logField(path.replace('files[0].', '')))).toEqual([
      'matches',
      'namespace',
      'directory',
      'directory',
    ]);
    const long = { ...NEW_LOG, kind: 'journal', units: ['u'.repeat(501)], namespace: 'n'.repeat(101) } as const;
    const lengths = parseSettings({ files: [valuesToLog('kernel', long)] }).problems;
    expect(lengths.map(({ path }) => logField(path.replace('files[0].', '')))).toEqual(['units', 'namespace']);
  });
});
