import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packageName, shippedPackages } from '../../../scripts/packaging/content.mjs';
import { writeDesktopSbom } from '../../../scripts/packaging/desktop/packages.mjs';
import { scratchDir } from '../../support/files/scratch-dir';

/** Text of the bill of materials of logbell-desktop. */
function billOfMaterials(): string {
  return readFileSync(writeDesktopSbom({ version: '1.2.3', time: 0, folder: scratchDir(), electron: '4.5.6' }), 'utf8');
}

it('the bill of materials of logbell-desktop names each shipped package and Electron, the same each time', () => {
  const [first, second] = [billOfMaterials(), billOfMaterials()];
  expect(second).toBe(first);
  const { components } = JSON.parse(first) as { components: readonly { name: string; version: string }[] };
  const named = components.map(({ name, version }) => `${name}@${version}`);
  const shipped = shippedPackages().map((each) => `${packageName(each)}@${each.version}`);
  expect(named.sort()).toEqual([...new Set([...shipped, 'electron@4.5.6'])].sort());
});
