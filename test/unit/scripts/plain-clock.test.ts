import { expect, it } from 'vitest';
import { plainClock } from '../../../scripts/build/plain-clock.mjs';

it('reads the time since the start from the process', () => {
  const changed = plainClock().renderChunk('const took = performance.now() - begun.performance.now();');
  expect(changed).toBe('const took = (globalThis.process.uptime()*1e3) - begun.performance.now();');
});
