import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileField, fileToValues, NEW_FILE, valuesToFile } from '../../../../../src/renderer/forms/log/file-form';
import { ENCODINGS, TRACES } from '../../../../../src/shared/settings/choices';
import { parseSettings } from '../../../../../src/shared/settings/parse';
import { fileSchema } from '../../../../../src/shared/settings/log-schema';

const limits = { timeout: fc.constantFrom('500ms', '1s', '30s', '1m'), maxLines: fc.integer({ min: 2, max: 10_000 }) };
const file = fc.record({
  id: fc.constant('app'),
  path: fc.constantFrom('/var/log/app.log', '/srv/*.log'),
  encoding: fc.constantFrom(...ENCODINGS),
  start: fc.constantFrom('end', 'beginning'),
  flushAfter: fc.constantFrom('', '100ms', '5s', '1h'),
  multiLine: fc.oneof(
    fc.constant(null),
    fc.record({ preset: fc.constantFrom(...TRACES), ...limits }),
    fc.record({ firstLine: fc.constantFrom('^\\d', 'ERROR'), ...limits }),
  ),
});

describe('form of a file', () => {
  it('returns every file unchanged', () => {
    fc.assert(
      fc.property(file, (written) => {
        const parsed = fileSchema.parse(written);
        expect(valuesToFile(parsed.id, fileToValues(parsed))).toEqual(parsed);
      }),
    );
  });

  it('starts from the defaults of the settings', () => {
    const parsed = fileSchema.parse({ id: 'app', path: '/var/log/app.log' });
    expect(valuesToFile('app', { ...NEW_FILE, path: ' /var/log/app.log ' })).toEqual(parsed);
    const withEvents = fileSchema.parse({ id: 'app', path: '/a', multiLine: { preset: 'java' } });
    expect(valuesToFile('app', { ...NEW_FILE, path: '/a', grouping: 'java' })).toEqual(withEvents);
  });

  it('has a field for every error it can cause', () => {
    const wrong = {
      ...NEW_FILE,
      path: 'a',
      grouping: 'custom',
      firstLine: '(',
      flushAmount: 2,
      flushUnit: 'h',
    } as const;
    const drafts = [
      valuesToFile('app', wrong),
      valuesToFile('app', { ...wrong, path: '/a', flushAmount: '', waitAmount: '', maxLines: 1 }),
    ];
    const faults = drafts.flatMap((draft) => parseSettings({ files: [draft] }).problems);
    expect(faults.map(({ path }) => fileField(path.replace('files[0].', '')))).toEqual([
      'flushAmount',
      'waitAmount',
      'maxLines',
    ]);
    const later = parseSettings({ files: [valuesToFile('app', { ...wrong, flushAmount: 0 })] }).problems;
    expect(later.map(({ path }) => fileField(path.replace('files[0].', '')))).toEqual(['path', 'firstLine']);
  });
});
