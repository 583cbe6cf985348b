import { setTimeout as after } from 'node:timers/promises';
import type { Translate } from '../../shared/i18n/translator';
import { errorCode, errorFrames } from '../error-code';
import type { LineWriter } from './line-writer';
import { terminal, type StandardStreams } from './terminal';

/** How long a command that was asked to stop waits for a slow reader, ms. */
const MOST_WAIT_MS = 30_000;
/** How often such a reader is looked at, ms. */
const LOOK_MS = 50;
/** How long the last words of the process may take, ms. */
const LAST_WORDS_MS = 1_000;

/**
 * Waits until all output was taken, for as long as it takes. Once the command was asked to stop, a reader that takes nothing for 5 s is
 * not waited for. Says on standard error what is missing; false when something is.
 */
export async function outputWritten(
  streams: StandardStreams,
  stop: Promise<unknown>,
  translate: Translate,
): Promise<boolean> {
  const { stdout, stderr } = streams;
  stdout.catchUp();
  stderr.catchUp();
  await Promise.race([allIdle(streams), stop.then(() => readersSilent(streams))]);
  const isComplete = stdout.missing === 0 && stderr.missing === 0;
  // A reader that has gone away knows it.
  if (stdout.missing > 0 && !stdout.isGone) {
    const { failure, missing: lines } = stdout;
    terminal.err(
      failure === null
        ? translate('cli.outputUnread', { lines })
        : translate('cli.outputFailed', { reason: failure, lines }),
    );
    await Promise.race([stderr.whenIdle(), after(LAST_WORDS_MS)]);
  }
  return isComplete;
}

function allIdle({ stdout, stderr }: StandardStreams): Promise<unknown> {
  return Promise.all([stdout.whenIdle(), stderr.whenIdle()]);
}

/** Resolves when neither reader is worth waiting for any longer. */
async function readersSilent({ stdout, stderr }: StandardStreams): Promise<void> {
  const since = performance.now();
  const isReading = (writer: LineWriter): boolean => !writer.isIdle() && !writer.isSilent(since);
  while ((isReading(stdout) || isReading(stderr)) && performance.now() - since < MOST_WAIT_MS) {
    await after(LOOK_MS);
  }
}

/** Ends the process on what nobody caught, with its code and where it was: Node itself would print the error with all it carries. */
export function endOnUncaught(streams: StandardStreams, translate: Translate): void {
  let isEnding = false;
  process.on('uncaughtException', (error) => {
    if (isEnding) {
      return;
    }
    isEnding = true;
    terminal.err(`${translate('cli.fault', { reason: errorCode(error) })} ${errorFrames(error)}`);
    void Promise.race([allIdle(streams), after(LAST_WORDS_MS)]).then(() => process.exit(1));
  });
}
