import { readdirSync, readFileSync } from 'node:fs';

/** Ids of the running journalctl that follow this folder. */
export function journalctlOf(dir: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const args = commandLine(pid);
      return args[0]?.endsWith('journalctl') && args.includes('--follow') && args.includes(`--directory=${dir}`);
    })
    .map(Number);
}

function commandLine(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/** Kills the journalctl that follow this folder; returns how many there were. */
export function killJournalctl(dir: string): number {
  const found = journalctlOf(dir);
  found.forEach((pid) => process.kill(pid, 'SIGKILL'));
  return found.length;
}
