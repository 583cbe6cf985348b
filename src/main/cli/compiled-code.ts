import module from 'node:module';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Environment } from '../settings/config-dir';

/** The part of `node:module` that Node 20 lacks. */
interface CodeCaches {
  readonly enableCompileCache?: (folder: string) => unknown;
  readonly flushCompileCache?: () => void;
}

const { enableCompileCache, flushCompileCache } = module as unknown as CodeCaches;

/**
 * Keeps compiled code between starts, in the cache folder that systemd gives a service (systemd.exec(5),
 * CacheDirectory), or else in that of the user. Node writes it when it exits, and does without if it cannot.
 */
export function keepCompiledCode(environment: Environment): void {
  const { CACHE_DIRECTORY: ofService = '', XDG_CACHE_HOME: ofUser = '' } = environment;
  const cache = join(isAbsolute(ofUser) ? ofUser : join(homedir(), '.cache'), 'logbell');
  enableCompileCache?.(join(ofService === '' ? cache : ofService, 'compiled'));
}

/** Writes the compiled code of this start now: later it is partly dropped (heap-limits.ts). */
export function saveCompiledCode(): void {
  flushCompileCache?.();
}
