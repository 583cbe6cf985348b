import { Ledger, ledgerFile } from '../engine/ledger/ledger';
import { faultParams } from '../engine/ledger/file/database';
import type { CliContext } from './cli-context';
import { printError } from './output/messages';
import type { Output } from './output/terminal';
import type { ExitCode } from './output/ending';

/**
 * Runs `work` on the ledger, also while another Logbell uses it; runs `empty` if there is no ledger yet. Prints why a
 * ledger cannot be used on standard error.
 */
export function withLedger(
  { paths, system, translate }: CliContext,
  output: Output,
  empty: () => ExitCode,
  work: (ledger: Ledger) => ExitCode,
): ExitCode {
  const opened = Ledger.openShared(ledgerFile(paths.dataDir));
  if (!opened.ok) {
    const { code } = opened.error;
    const params = faultParams(opened.error);
    const isDenied = system && opened.error.reason === 'EACCES';
    const remedy = isDenied ? translate('cli.fix.denied') : translate(`problem.${code}.remedy`, params);
    printError(output, translate, translate(`problem.${code}.title`, params), remedy);
    return 1;
  }
  const ledger = opened.value;
  if (ledger === null) {
    return empty();
  }
  try {
    return work(ledger);
  } finally {
    ledger.close();
  }
}
