import { askLogbellOf } from '../../control/running-logbells';
import type { RunningStatus } from '../../control/running-status';
import type { Answer } from '../../control/status-client';
import { reasonObjects, sentenceOf } from '../format/running-report';
import type { ExitCode } from '../output/ending';
import type { Output } from '../output/terminal';
import type { StatusContext } from './status-command';

/** Arguments of `logbell health`. */
interface HealthRun {
  readonly context: StatusContext;
  readonly json: boolean;
  readonly output: Output;
}

/** Result of the command, as `--json` prints it; `state` is a stable interface. */
interface HealthReport {
  readonly healthy: boolean;
  readonly state: 'healthy' | 'unhealthy' | 'not-running' | 'not-responding' | 'denied';
  readonly message: string;
  readonly reasons: ReturnType<typeof reasonObjects>;
}

/** Most reasons that the line names. */
const MAX_NAMED = 3;

/** Prints in one line whether the Logbell of these settings is healthy; 1 if it is not or does not run. */
export async function runHealth({ context, json, output }: HealthRun): Promise<ExitCode> {
  const { environment, paths, runDir, translate } = context;
  const place = { environment, dataDir: paths.dataDir, ...(runDir === undefined ? {} : { runDir }) };
  const report = reportOf(await askLogbellOf(place), context);
  if (json) {
    output.json(report);
  } else {
    output.out(translate(report.healthy ? 'cli.health.ok' : 'cli.health.bad', { sentence: report.message }));
  }
  return report.healthy ? 0 : 1;
}

function reportOf(answer: Answer, context: StatusContext): HealthReport {
  const { translate, paths, system = false } = context;
  if (answer.kind === 'status') {
    return reportOfRunning(answer.status, context);
  }
  const unhealthy = (state: HealthReport['state'], message: string): HealthReport => ({
    ...{ healthy: false, state, message, reasons: [] },
  });
  if (answer.kind === 'silent') {
    return unhealthy('not-responding', translate('cli.health.notResponding'));
  }
  // Only the runtime folder of the service can hide its socket; that of the user's own Logbell is not there.
  return answer.kind === 'denied' && system
    ? unhealthy('denied', translate('cli.health.denied'))
    : unhealthy('not-running', translate('cli.health.notRunning', { folder: paths.configDir }));
}

function reportOfRunning(status: RunningStatus, { translate, language }: StatusContext): HealthReport {
  const reasons = reasonObjects(status, translate);
  if (status.health.ok) {
    const message = sentenceOf(status, { t: translate, language, now: Date.now() });
    return { healthy: true, state: 'healthy', message, reasons };
  }
  const sentences = reasons
    .slice(0, MAX_NAMED)
    .map(({ message }) => message)
    .join(' · ');
  const count = reasons.length - MAX_NAMED;
  const message = count > 0 ? translate('cli.health.more', { sentences, count }) : sentences;
  return { healthy: false, state: 'unhealthy', message, reasons };
}
