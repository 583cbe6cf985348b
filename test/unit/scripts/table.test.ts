import { expect, it, vi } from 'vitest';
import { tableOfTotals } from '../../../scripts/checks/table.mjs';

it('aligns its columns, with Hangul two columns wide', () => {
  vi.stubEnv('LC_ALL', 'ko_KR.UTF-8');
  const lines = tableOfTotals([{ name: 'integration', passed: 120, failed: 0 }]).split('\n');
  expect(lines).toEqual(['검사          통과   실패', 'integration   120    0']);
  vi.unstubAllEnvs();
});
