import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAX_JSON_BYTES } from '../../../../src/main/settings/json-file';
import { openJsonStore } from '../../../../src/main/settings/json-store';
import { createSecretsFile, type SecretsFile } from '../../../../src/main/settings/secrets/secrets-file';
import { scratchDir } from '../../../support/files/scratch-dir';

function place(content?: string): { dir: string; path: string; file: SecretsFile } {
  const dir = scratchDir();
  const path = join(dir, 'secrets.json');
  if (content !== undefined) {
    writeFileSync(path, content);
  }
  return { dir, path, file: createSecretsFile({ path, openStore: openJsonStore, now: () => 0 }) };
}

describe('the secrets file', () => {
  it('is written for the owner only and returns what was stored', () => {
    const { path, file } = place();
    expect(file.read()).toBeNull();
    file.write({ kept: 'keyring', backend: 'kwallet6', accessKey: 'Y2lwaGVy' });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(file.read()).toEqual({ kept: 'keyring', backend: 'kwallet6', accessKey: 'Y2lwaGVy' });
  });

  it('is empty once all keys are removed', () => {
    const { dir, path, file } = place();
    file.write({ kept: 'file', backend: '', secretKey: 'key' });
    file.write(null);
    expect(readFileSync(path, 'utf8')).not.toContain('key');
    expect(file.read()).toBeNull();
    expect(readdirSync(dir)).toEqual(['secrets.json']);
  });

  it.each(['{ broken', '{"kept":"elsewhere"}'])('is set aside, never deleted, if it cannot be used', (content) => {
    const { dir, file } = place(content);
    expect(file.read()).toBeNull();
    const [aside] = readdirSync(dir);
    expect(aside).toMatch(/^secrets\.json\.bad-/);
    expect(readFileSync(join(dir, aside ?? ''), 'utf8')).toBe(content);
    file.write({ kept: 'file', backend: '', accessKey: 'new' });
    expect(file.read()?.accessKey).toBe('new');
  });

  it('is never replaced if it is too large to be read, and reports why', () => {
    const { dir, path, file } = place('');
    truncateSync(path, MAX_JSON_BYTES + 1);
    expect(file.read()).toBeNull();
    expect(file.fault()).toMatchObject({ code: 'keys-too-large', params: { file: path, size: '21', limit: '20' } });
    expect(() => file.write({ kept: 'file', backend: '', accessKey: 'new' })).toThrow(
      expect.objectContaining({ code: 'EFBIG' }),
    );
    expect(statSync(path).size).toBe(MAX_JSON_BYTES + 1);
    expect(readdirSync(dir)).toEqual(['secrets.json']);
    truncateSync(path, 0);
    writeFileSync(path, '{"kept":"file"}');
    expect([file.read()?.kept, file.fault()]).toEqual(['file', null]);
  });
});
