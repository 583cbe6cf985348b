import { hostname } from 'node:os';
import type { IncidentRefusal, IncidentView } from '../../../shared/contract/incident';
import { ageWords } from '../../../shared/i18n/duration-words';
import type { Translate } from '../../../shared/i18n/translator';
import { messageTime } from '../../../shared/sms/template';
import { acknowledgeIncident, closeIncident } from '../../engine/alert/incidents/incident-log';
import type { CliContext } from '../cli-context';
import { incidentSpan } from '../format/state-words';
import { type Row, tableLines } from '../format/table';
import { withLedger } from '../open-ledger';
import { styled } from '../output/line';
import { printError } from '../output/messages';
import type { Output } from '../output/terminal';
import type { ExitCode } from '../output/ending';

/** Arguments of `logbell incidents`. */
interface IncidentsRun {
  readonly context: CliContext;
  readonly json: boolean;
  readonly output: Output;
}

/** Arguments of `logbell incidents ack` and `close`; `id` is the incident's number as typed. */
interface IncidentActionRun extends Omit<IncidentsRun, 'json'> {
  readonly id: string;
  readonly action: 'acknowledge' | 'close';
}

/** Most incidents that are listed, newest first. */
const MAX_LISTED = 500;

/** Lists the incidents that are not closed, newest first. */
export function runIncidents(run: IncidentsRun): ExitCode {
  return withLedger(
    run.context,
    run.output,
    () => writeIncidents([], run),
    ({ incidents }) => writeIncidents(incidents.list({ which: 'open', before: null, limit: MAX_LISTED }), run),
  );
}

function writeIncidents(incidents: readonly IncidentView[], { context, json, output }: IncidentsRun): ExitCode {
  const { translate } = context;
  const width = output.width();
  const now = Date.now();
  if (json) {
    incidents.forEach((each) => output.json(jsonObject(each)));
  } else if (incidents.length === 0) {
    output.out(translate('cli.noIncidents'));
  } else if (width === null) {
    incidents.forEach((each) => plainIncident(each, now, translate).forEach(output.out));
  } else {
    const rows = incidents.map((each) => rowOf(each, now, translate));
    tableLines(columns(translate), rows, width).forEach(output.out);
    const open = incidents.find(({ state }) => state === 'open');
    if (open) {
      output.out(translate('cli.incidentsNext', { id: open.id }));
    }
  }
  return 0;
}

function columns(translate: Translate): Parameters<typeof tableLines>[0] {
  return [
    { heading: translate('cli.heading.id'), align: 'right' },
    { heading: translate('cli.heading.rule') },
    { heading: translate('cli.heading.state') },
    { heading: translate('cli.heading.matches'), align: 'right' },
    { heading: translate('cli.heading.age'), align: 'right' },
    { heading: translate('cli.heading.line') },
  ];
}

function rowOf(incident: IncidentView, now: number, translate: Translate): Row {
  const { id, state, count, openedAt, line } = incident;
  const silence = silenceWords(incident, translate);
  return {
    cells: [
      styled(String(id)),
      styled(nameOf(incident)),
      incidentSpan(state, translate),
      styled(count.toLocaleString('en')),
      styled(ageWords(now - openedAt, translate)),
    ],
    last: [styled(line), ...silence.map((words) => styled(words, 'dim'))],
  };
}

/** Sentence about the silence of an incident, if it has one. */
function silenceWords({ silence }: IncidentView, translate: Translate): readonly string[] {
  return silence === undefined
    ? []
    : [translate(`incident.silence.${silence.state}`, { time: messageTime(silence.until) })];
}

/** Name of an incident's rule, and its group value, if any. */
function nameOf({ rule, key }: IncidentView): string {
  return key === '' ? rule : `${rule} (${key})`;
}

/** Acknowledges or closes an incident. A running Logbell notices within a second. */
export function runIncidentAction({ context, output, id, action }: IncidentActionRun): ExitCode {
  const { translate, state } = context;
  if (!/^[1-9]\d{0,14}$/.test(id)) {
    printError(output, translate, translate('cli.badIncidentId', { id }), translate('cli.fix.badIncidentId'));
    return 2;
  }
  const refuse = (why: IncidentRefusal): ExitCode => {
    printError(output, translate, translate(`incident.refusal.${why}`));
    return 1;
  };
  const onNone = (): ExitCode => refuse('unknown');
  return withLedger(context, output, onNone, (ledger) => {
    const change = { cause: 'command', at: Date.now() } as const;
    const silencing = { settings: state.settings, host: hostname() };
    const done = ledger.commit(() =>
      action === 'acknowledge'
        ? acknowledgeIncident(ledger, Number(id), silencing, change)
        : closeIncident(ledger, Number(id), silencing, change),
    );
    if (done.ok) {
      const key = action === 'acknowledge' ? 'cli.acknowledged' : 'cli.closed';
      output.out(translate(key, { id }));
      output.out(translate(`${key}Next`, { id }));
      return 0;
    }
    return refuse(done.error);
  });
}

function jsonObject({ ruleId, rule: title, line, ...incident }: IncidentView): object {
  return { ...incident, rule: ruleId, title, line };
}

function plainIncident(incident: IncidentView, now: number, translate: Translate): readonly string[] {
  const { id, state, count, openedAt, line } = incident;
  const age = translate('cli.age', { age: ageWords(now - openedAt, translate) });
  const head = translate('cli.incident', {
    id,
    rule: nameOf(incident),
    state: translate(`incident.state.${state}`),
    count,
    age,
  });
  return [head, `  ${line}`, ...silenceWords(incident, translate).map((words) => `  ${words}`)];
}
