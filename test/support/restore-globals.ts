import { afterAll, vi } from 'vitest';

// Test files that share a process must not see what another one has replaced.
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});
