import { mkdirSync, writeFileSync } from 'node:fs';
import type { WatchOptions } from '../../../src/main/engine/watch/discovery/watch-options';
import { Watching } from './watching';
import { dropRoot } from './without-root';

/** A `Watching`, not yet started, on a log of one line, run by a user to whom permissions apply. */
export function watchingWithoutRoot(watch: Partial<WatchOptions>): Watching {
  const watching = new Watching({ watch });
  mkdirSync(watching.path('.'), { recursive: true });
  writeFileSync(watching.path(), 'old\n');
  dropRoot(watching.dir);
  return watching;
}
