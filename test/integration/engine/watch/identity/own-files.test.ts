import { appendFileSync, linkSync, mkdirSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runDry } from '../../../../support/engine/dry-run';
import { mountAlso } from '../../../../support/mounts';
import { until } from '../../../../support/time/until';
import { Watching, WAYS, type WatchingOptions } from '../../../../support/engine/watching';

const SECRET = '{ "secretKey": "example" }\n';

/** Makes a path lead to a file of Logbell and returns the path. */
type Lead = (watching: Watching) => string;

/** A name below the scratch folder, as written. */
const below =
  (name: string): Lead =>
  (watching) =>
    `${watching.dir}/logs/${name}`;

const LEADS: readonly (readonly [string, Lead])[] = [
  ['its own path', below('own/secrets.json')],
  ['a path with a dot', below('own/./secrets.json')],
  ['a path with two slashes', below('own//secrets.json')],
  ['a path that goes up and down again', below('own/../own/secrets.json')],
  [
    'a symbolic link',
    (watching) => {
      symlinkSync('own/secrets.json', watching.path('link.log'));
      return watching.path('link.log');
    },
  ],
  [
    'a link to a link',
    (watching) => {
      symlinkSync('own/secrets.json', watching.path('far.log'));
      symlinkSync('far.log', watching.path('near.log'));
      return watching.path('near.log');
    },
  ],
  [
    'a hard link',
    (watching) => {
      linkSync(watching.path('own/secrets.json'), watching.path('hard.log'));
      return watching.path('hard.log');
    },
  ],
  [
    'a link to its folder',
    (watching) => {
      symlinkSync('own', watching.path('linked'));
      return watching.path('linked/secrets.json');
    },
  ],
  [
    'a glob over a link to its folder',
    (watching) => {
      symlinkSync('own', watching.path('linked'));
      return watching.path('linked/*');
    },
  ],
  [
    'another mount of its folder',
    (watching) => {
      const path = watching.path('mounted/secrets.json');
      mkdirSync(watching.path('mounted'));
      if (!mountAlso(watching.path('own'), watching.path('mounted'))) {
        linkSync(watching.path('own/secrets.json'), path);
      }
      return path;
    },
  ],
];

/**
 * An engine that reads files from their start; `own/secrets.json` belongs to Logbell, and so do files put beside it.
 */
function prepared(options: WatchingOptions): Watching {
  const watching = new Watching({ ...options, start: 'beginning' });
  mkdirSync(watching.path('own'), { recursive: true });
  writeFileSync(watching.path('own/secrets.json'), SECRET);
  watching.ownFiles.push(watching.path('own/secrets.json'));
  return watching;
}

/** An engine whose only file is the one that a path leads to. */
function led(lead: Lead, options: WatchingOptions): { readonly watching: Watching; readonly path: string } {
  const file = { path: '' };
  const watching = prepared({ ...options, file });
  file.path = lead(watching);
  return { watching, path: file.path };
}

/** Replaces the file as saving does. */
function save(watching: Watching): void {
  const draft = watching.path('own/secrets.json.tmp-1');
  writeFileSync(draft, SECRET);
  renameSync(draft, watching.path('own/secrets.json'));
}

describe.each(WAYS)('Logbell’s own files, %s', (_way, watch) => {
  it.each(LEADS)('are not read by %s', async (_name, lead) => {
    const { watching } = led(lead, { watch });
    await watching.start();
    await until(() => watching.problems().includes('file-own'), 'it was refused');
    appendFileSync(watching.path('own/secrets.json'), SECRET);
    await watching.settles();
    await watching.sees();
    expect(watching.engine.status().files).toMatchObject([{ state: 'refused', position: 0 }]);
  });

  it('are not read if they are replaced, or if a link is redirected to them, while it watches', async () => {
    const watching = prepared({ watch, paths: ['link.log', 'turned.log', 'own/*', 'draft.log'] });
    symlinkSync('own/secrets.json', watching.path('link.log'));
    writeFileSync(watching.path('app.log'), 'one\n');
    symlinkSync('app.log', watching.path('turned.log'));
    await watching.start();
    await watching.sees('one');
    save(watching);
    unlinkSync(watching.path('turned.log'));
    symlinkSync('own/secrets.json', watching.path('turned.log'));
    const problemsOf = (name: string): boolean =>
      watching.engine.status().problems.some(({ code, subject }) => code === 'file-own' && subject.endsWith(name));
    await until(() => problemsOf('turned.log'), 'the link was refused');
    save(watching);
    writeFileSync(watching.path('own/secrets.json.tmp-2'), SECRET);
    await until(() => problemsOf('.tmp-2'), 'the copy was refused');
    writeFileSync(watching.path('own/.secrets-3.json'), SECRET);
    symlinkSync('own/.secrets-3.json', watching.path('draft.log'));
    await until(() => problemsOf('draft.log'), 'the draft was refused');
    await watching.settles();
    await watching.sees('one');
  });

  it('are no longer read, and a file that replaces them is', async () => {
    const watching = prepared({ watch, paths: ['link.log'] });
    symlinkSync('own/secrets.json', watching.path('link.log'));
    await watching.start();
    expect(watching.problems()).toEqual(['file-own']);
    writeFileSync(watching.path('app.log'), 'one\n');
    unlinkSync(watching.path('link.log'));
    symlinkSync('app.log', watching.path('link.log'));
    await watching.sees('one');
    expect(watching.problems()).toEqual([]);
  });
});

describe('Logbell’s own files are shown to nobody', () => {
  it.each(LEADS)('by %s', async (_name, lead) => {
    const { watching, path } = led(lead, {});
    await watching.start();
    const { engine, ownFiles } = watching;
    const { settings } = watching.config();
    const [rule] = settings.rules;
    expect(await engine.previewEncodings(path)).toEqual({ state: 'missing', path: '', readings: [] });
    const read = await engine.readLive({ fileId: 'f0', path: path.replace('*', 'secrets.json'), after: null });
    expect(read).toMatchObject({ state: 'foreign', lines: [] });
    expect(rule && (await engine.matchShare(rule))).toMatchObject({ lines: 0 });
    expect(await runDry({ settings, ownFiles })).toMatchObject({ files: 0, lines: 0, leftOut: [] });
    const file = path.replace('*', 'secrets.json');
    expect(await runDry({ settings, ownFiles, file })).toMatchObject({
      lines: 0,
      leftOut: [{ path: file, why: 'own' }],
    });
  });

  it('as the place of a match', async () => {
    const watching = prepared({ paths: ['app.log'] });
    writeFileSync(watching.path(), 'one\n'.repeat(1_000));
    await watching.start();
    await until(() => watching.lines().length === 1_000, 'all lines were matched');
    await watching.stop();
    watching.ownFiles.push(join(watching.dir, 'other', 'secrets.json'));
    mkdirSync(join(watching.dir, 'other'));
    linkSync(watching.path(), join(watching.dir, 'other', 'secrets.json'));
    await watching.start();
    const match = watching.events.find((event) => event.event === 'match');
    expect(await watching.engine.lineInFile(match?.id ?? 0)).toEqual({ ok: false, error: 'foreign' });
  });
});
