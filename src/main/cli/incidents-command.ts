import type { IncidentRefusal, IncidentView } from '../../shared/contract/incident';
import { ageWords } from '../../shared/i18n/duration-words';
import type { Translate } from '../../shared/i18n/translator';
import { acknowledgeIncident, closeIncident } from '../engine/alert/incidents/incident-log';
import type { CliContext } from './cli-context';
import { withLedger } from './open-ledger';
import type { Output } from './output/terminal';
import type { ExitCode } from './output/ending';

/** Arguments of `logbell incidents`. */
interface IncidentsRun {
  readonly context: CliContext;
  readonly json: boolean;
  readonly output: Output;
}

/** Arguments of `logbell ack` and `logbell incidents close`; `id` is the incident's number as typed. */
interface IncidentActionRun extends Omit<IncidentsRun, 'json'> {
  readonly id: string;
  readonly action: 'acknowledge' | 'close';
}

/** Most incidents that are listed, newest first. */
const MAX_LISTED = 500;

/** Lists the incidents that are not closed, newest first. */
export function runIncidents({ context, json, output }: IncidentsRun): ExitCode {
  const { translate } = context;
  const write = (open: readonly IncidentView[]): ExitCode => {
    const now = Date.now();
    open.forEach((each) =>
      json ? output.json(jsonObject(each)) : plainIncident(each, now, translate).forEach(output.out),
    );
    if (open.length === 0 && !json) {
      output.out(translate('cli.noIncidents'));
    }
    return 0;
  };
  return withLedger(
    context,
    output,
    () => write([]),
    ({ incidents }) => write(incidents.list({ which: 'open', before: null, limit: MAX_LISTED })),
  );
}

/** Acknowledges or closes an incident. A running Logbell notices within a second. */
export function runIncidentAction({ context, output, id, action }: IncidentActionRun): ExitCode {
  const { translate, state } = context;
  if (!/^[1-9]\d{0,14}$/.test(id)) {
    output.err(translate('cli.badIncidentId', { id }));
    return 2;
  }
  const refuse = (why: IncidentRefusal): ExitCode => {
    output.err(translate(`incident.refusal.${why}`));
    return 1;
  };
  const onNone = (): ExitCode => refuse('unknown');
  return withLedger(context, output, onNone, (ledger) => {
    const change = { cause: 'command', at: Date.now() } as const;
    const { policy, rules } = state.settings;
    const done = ledger.commit(() =>
      action === 'acknowledge'
        ? acknowledgeIncident(ledger, Number(id), policy, change)
        : closeIncident(ledger, Number(id), rules, change),
    );
    if (done.ok) {
      output.out(translate(action === 'acknowledge' ? 'cli.acknowledged' : 'cli.closed', { id }));
      return 0;
    }
    return refuse(done.error);
  });
}

function jsonObject({ ruleId, rule: title, line, ...incident }: IncidentView): object {
  return { ...incident, rule: ruleId, title, line };
}

function plainIncident(incident: IncidentView, now: number, translate: Translate): readonly string[] {
  const { id, rule, key, state, count, openedAt, line } = incident;
  const age = translate('cli.age', { age: ageWords(now - openedAt, translate) });
  const name = key === '' ? rule : `${rule} (${key})`;
  const head = translate('cli.incident', { id, rule: name, state: translate(`incident.state.${state}`), count, age });
  return [head, `  ${line}`];
}
