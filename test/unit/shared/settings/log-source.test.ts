import { describe, expect, it } from 'vitest';
import { fileSources, journalSources, logTitle } from '../../../../src/shared/settings/log-source';
import { fileSchema, journalSourceSchema } from '../../../../src/shared/settings/log-schema';

const file = fileSchema.parse({ id: 'app', path: '/var/log/app.log' });
const journal = journalSourceSchema.parse({ id: 'all', journal: {} });

describe('entries of files', () => {
  it('are told apart', () => {
    expect(fileSources([journal, file])).toEqual([file]);
    expect(journalSources([journal, file])).toEqual([journal]);
  });

  it.each([
    [{}, 'journal'],
    [{ units: ['ssh.service'], identifiers: ['sshd'] }, 'journal: ssh.service, sshd'],
    [{ priority: 'warning', matches: ['_TRANSPORT=kernel'] }, 'journal: _TRANSPORT=kernel, priority warning'],
    [{ user: true, namespace: 'web' }, 'journal: --user, web'],
    [{ directory: '/var/log/journal/remote' }, 'journal: /var/log/journal/remote'],
  ])('show %o as %s', (selection, title) => {
    expect(logTitle(journalSourceSchema.parse({ id: 'one', journal: selection }))).toBe(title);
    expect(logTitle(file)).toBe('/var/log/app.log');
  });
});
