import type { Language } from '../../../shared/settings/schema';
import type { Translate } from '../../../shared/i18n/translator';
import type { RunningLogbells } from '../../control/running-logbells';
import type { AppPaths, Environment } from '../../settings/config-dir';
import { runningLines, runningObject, runningTable } from '../format/running-report';
import type { ExitCode } from '../output/ending';
import { printError } from '../output/messages';
import type { Output } from '../output/terminal';
import { hasUserUnit, startCommand } from '../service/start-command';

/** Paths and language of a command that must not create settings. */
export interface StatusContext {
  readonly environment: Environment;
  readonly paths: AppPaths;
  readonly translate: Translate;
  readonly language: Language;
  /** True with `--system`, for the system service. */
  readonly system?: boolean;
  /** Root of runtime files, `/run`; another one in tests. */
  readonly runDir?: string;
  /** Root folder of the machine, `/`; another one in tests. */
  readonly root?: string;
}

/** Arguments of `logbell status`. */
interface StatusRun {
  readonly context: StatusContext;
  readonly json: boolean;
  readonly output: Output;
}

/** Lists the running Logbells that this user can reach; 1 if none runs or one is unhealthy. */
export async function runStatus({ context, json, output }: StatusRun): Promise<ExitCode> {
  const { environment, paths, translate, language, runDir } = context;
  const place = { environment, dataDir: paths.dataDir, ...(runDir === undefined ? {} : { runDir }) };
  // Loaded late, as no other command needs an HTTP client to begin.
  const { findRunningLogbells } = await import('../../control/running-logbells');
  const found = await findRunningLogbells(place);
  const { running, silent, hidden } = found;
  const healthy = running.length > 0 && silent.length === 0 && running.every(({ health }) => health.ok);
  const words = { t: translate, language, now: Date.now() };
  if (json) {
    output.json({ healthy, running: running.map((status) => runningObject(status, words)), silent, hidden });
  } else {
    const width = output.width();
    if (running.length === 0) {
      output.out(translate('cli.running.none'));
    } else if (width === null) {
      running.flatMap((status) => runningLines(status, words)).forEach(output.out);
    } else {
      runningTable(running, width, words).forEach(output.out);
    }
    writeRest(found, output, context);
  }
  return healthy ? 0 : 1;
}

function writeRest({ running, silent, hidden }: RunningLogbells, output: Output, context: StatusContext): void {
  const { translate } = context;
  silent.forEach((path) =>
    printError(output, translate, translate('cli.running.silent', { path }), translate('cli.fix.silent')),
  );
  if (running.length === 0 && silent.length === 0) {
    const { way, command } = startCommand(context);
    output.out(translate(`cli.start.${way}`, { command }));
    if (hasUserUnit(context)) {
      output.out(translate('cli.start.login'));
    }
  }
  if (hidden.length > 0) {
    output.out(translate('cli.running.hidden'));
  } else if (process.geteuid?.() !== 0) {
    output.out(translate('cli.running.others'));
  }
}
