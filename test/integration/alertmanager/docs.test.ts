import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { allPages, blocksOf } from '../../support/docs/page';
import { scratchDir } from '../../support/files/scratch-dir';
import { amtool } from '../../support/metrics/programs';

/** Configurations of Alertmanager in the docs. */
const CONFIGURATIONS = allPages().flatMap((page) =>
  blocksOf(page)
    .filter(({ kind, content }) => kind === 'yaml' && content.includes('receivers:'))
    .map(({ content }) => [page.path, content] as const),
);

it.each(CONFIGURATIONS)('amtool accepts the configuration in %s', async (_path, content) => {
  const file = join(scratchDir(), 'alertmanager.yml');
  writeFileSync(file, content);
  const checked = await amtool(['check-config', file]);
  expect(checked, checked.output).toMatchObject({ status: 0 });
});

it('they are those of both how-tos, in both languages', () => {
  expect(CONFIGURATIONS.map(([path]) => path)).toEqual(
    expect.arrayContaining(
      ['docs', 'docs/ko'].flatMap((folder) => [
        `${folder}/how-to/prometheus-alerts.md`,
        `${folder}/how-to/three-servers-one-alertmanager.md`,
      ]),
    ),
  );
});
