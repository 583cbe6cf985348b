import { setTimeout as after } from 'node:timers/promises';
import type { Translate } from '../../../shared/i18n/translator';
import { errorCode, errorFrames } from '../../engine/common/error-code';
import type { LineWriter } from './line-writer';
import { printError } from './messages';
import { type StandardStreams, terminal } from './terminal';

/** Exit status of a command: 0 stopped on request, 1 failure, 2 bad usage or settings (docs/reference/cli.md). */
export type ExitCode = 0 | 1 | 2;

/** Longest wait for slow readers after the command was asked to stop, ms. */
const MOST_WAIT_MS = 30_000;
/** Interval of the checks for such readers, ms. */
const CHECK_INTERVAL_MS = 50;
/** Longest wait for the last line on standard error, ms. */
const LAST_LINE_WAIT_MS = 1_000;

/**
 * Waits until all output is written; after `stop`, only while the readers take some of it every 5 s. Returns false if
 * lines are missing, and reports it on standard error.
 */
export async function outputWritten(
  streams: StandardStreams,
  stop: Promise<unknown>,
  translate: Translate,
): Promise<boolean> {
  const { stdout, stderr } = streams;
  stdout.catchUp();
  stderr.catchUp();
  await Promise.race([allIdle(streams), stop.then(() => readersDone(streams))]);
  const isComplete = stdout.missing === 0 && stderr.missing === 0;
  // head(1) and others end on purpose.
  if (stdout.missing > 0 && !stdout.isGone) {
    const { failure, missing: count } = stdout;
    if (failure === null) {
      printError(terminal, translate, translate('cli.outputUnread', { count }));
    } else {
      const sentence = translate('cli.outputFailed', { reason: failure, count });
      printError(terminal, translate, sentence, translate('cli.fix.output'));
    }
    await Promise.race([stderr.whenIdle(), after(LAST_LINE_WAIT_MS)]);
  }
  return isComplete;
}

function allIdle({ stdout, stderr }: StandardStreams): Promise<unknown> {
  return Promise.all([stdout.whenIdle(), stderr.whenIdle()]);
}

/** Resolves when no reader still reads. */
async function readersDone({ stdout, stderr }: StandardStreams): Promise<void> {
  const since = performance.now();
  const isReading = (writer: LineWriter): boolean => !writer.isIdle() && !writer.isSilent(since);
  while ((isReading(stdout) || isReading(stderr)) && performance.now() - since < MOST_WAIT_MS) {
    await after(CHECK_INTERVAL_MS);
  }
}

/**
 * Ends the process on an uncaught error and prints its code and place; Node would print all properties of the error.
 */
export function endOnUncaught(streams: StandardStreams, translate: Translate): void {
  let isEnding = false;
  process.on('uncaughtException', (error) => {
    if (isEnding) {
      return;
    }
    isEnding = true;
    const sentence = `${translate('cli.fault', { reason: errorCode(error) })} ${errorFrames(error)}`;
    printError(terminal, translate, sentence, translate('cli.fix.fault'));
    void Promise.race([allIdle(streams), after(LAST_LINE_WAIT_MS)]).then(() => process.exit(1));
  });
}
