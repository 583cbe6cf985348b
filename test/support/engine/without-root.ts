import { chownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
// Imported now, as the engine imports it late, when the checkout may be in a folder that only root can enter (such as
// /root).
import 'axios';
import 'nodemailer/lib/mail-composer';
import 'nodemailer/lib/smtp-connection';
import '../../../src/main/engine/ledger/file/sqlite';

/** A user without privileges (Debian: nobody). */
const NOBODY = 65_534;

/** Drops root and continues as a user who owns `dir`, so that permissions apply even where tests run as root. */
export function dropRoot(dir: string): void {
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
