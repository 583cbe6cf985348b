import { chownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
// The engine imports it late, when the checkout may be in a folder (such as /root) that only root can enter.
import 'axios';

/** A user without rights of its own (Debian: nobody). */
const NOBODY = 65_534;

/** Goes on as an ordinary user who owns `dir`, so that permissions count even where tests run as root. */
export function goOnWithoutRoot(dir: string): void {
  if (process.geteuid?.() !== 0) {
    return;
  }
  giveAway(dir);
  process.seteuid?.(NOBODY);
  onTestFinished(() => process.seteuid?.(0));
}

function giveAway(path: string): void {
  chownSync(path, NOBODY, NOBODY);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const below = join(path, entry.name);
    if (entry.isDirectory()) {
      giveAway(below);
    } else {
      chownSync(below, NOBODY, NOBODY);
    }
  }
}
