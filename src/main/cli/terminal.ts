import type { Translate } from '../../shared/i18n/translator';
import { errorCode, errorFrames } from '../error-code';
import type { Output } from './event-writer';

/** The terminal, or what stands in for it. A reader that has gone away ends the process quietly, as it does other filters. */
export const terminal: Output = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
};

/** One line that is written over as things go on. */
export interface StatusLine {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

/** Such a line on standard error; null where that is no terminal. */
export function statusLine(): StatusLine | null {
  // To the beginning of the line, then what stands there is erased (ECMA-48, CR and EL).
  const write = (text: string): void => void process.stderr.write(`\r\u001b[K${text}`);
  return process.stderr.isTTY ? { show: write, clear: () => write('') } : null;
}

/** Resolves on the first SIGINT or SIGTERM, or when nobody reads the output any more. */
export function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    process.stdout.on('error', () => resolve());
  });
}

/** Ends the process on what nobody caught, with its code and where it was: Node itself would print the error with all it carries. */
export function endOnUncaught(translate: Translate): void {
  process.once('uncaughtException', (error) => {
    terminal.err(`${translate('cli.fault', { reason: errorCode(error) })} ${errorFrames(error)}`);
    process.exit(1);
  });
}
