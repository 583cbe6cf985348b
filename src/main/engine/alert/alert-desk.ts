import { recipientsOf, type Settings } from '../../../shared/settings';
import type { Clock } from '../clock';
import type { EngineEvent } from '../events';
import type { RuleState, WrittenAlert } from '../ledger/alert-records';
import type { Ledger } from '../ledger/ledger';
import type { LineMatch } from '../match/match-block';
import { addressees } from './addressees';
import { composeAlert, composeText, type ComposedText } from './compose';
import { decide } from './decide';
import type { Pause } from './pause';

/** What the desk is given. */
export interface AlertDeskParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly hostName: string;
  readonly settings: () => Settings;
  /** Whether texts go to the practice SENS. */
  readonly practice: () => boolean;
}

/** A match, and where it was found. */
export interface FoundInFile {
  readonly match: LineMatch;
  readonly path: string;
  /** The entries of the settings the file belongs to. */
  readonly fileIds: readonly string[];
}

/** Matches as decided and written, to be told once the transaction is committed. */
export interface DecidedMatches {
  readonly events: readonly EngineEvent[];
  readonly matchIds: readonly number[];
  readonly heldByPause: number;
  /** Texts that have come to be owed. */
  readonly owed: readonly number[];
}

/** Decides what becomes of each match and writes it: the match, the alert, the texts owed. */
export class AlertDesk {
  readonly #parts: AlertDeskParts;

  constructor(parts: AlertDeskParts) {
    this.#parts = parts;
  }

  /** Decides on matches, in their order; must run inside a ledger transaction. */
  decideAll(all: readonly FoundInFile[]): DecidedMatches {
    const states = new Map<string, RuleState>();
    const events: EngineEvent[] = [];
    const matchIds: number[] = [];
    let heldByPause = 0;
    const owed: number[] = [];
    for (const found of all) {
      const { id } = found.match.rule.rule;
      const state = states.get(id) ?? this.#parts.ledger.alerts.ruleState(id);
      const outcome = this.#decideOne(found, state);
      states.set(id, outcome.state);
      events.push(...outcome.events);
      matchIds.push(outcome.matchId);
      heldByPause += outcome.heldByPause ? 1 : 0;
      owed.push(...outcome.owed);
    }
    states.forEach((state, id) => this.#parts.ledger.alerts.saveRuleState(id, state));
    if (heldByPause > 0) {
      this.#parts.pause.saveHeld(heldByPause);
    }
    return { events, matchIds, heldByPause, owed };
  }

  /** Owes a test text to these recipients, an MMS when it has a picture; gives its id in history. Must run inside a ledger transaction. */
  addTest(recipientIds: readonly string[], content: string, image: Uint8Array | null): WrittenAlert {
    const { ledger, clock, settings, practice } = this.#parts;
    const recipients = settings().recipients.filter(({ id }) => recipientIds.includes(id));
    const { delivery } = settings();
    const fitted = composeText(content, 'Logbell', delivery);
    const text: ComposedText = image === null ? fitted : { ...fitted, type: 'MMS' };
    return ledger.alerts.addAlert({
      at: clock.now(),
      kind: 'test',
      ruleId: '',
      rule: '',
      content: text.content,
      type: text.type,
      subject: text.subject,
      prices: delivery.prices,
      held: 0,
      practice: practice(),
      recipients: addressees(recipients, text),
      ...(image === null ? {} : { image: ledger.images.keep(image) }),
    });
  }

  #decideOne(
    { match, path, fileIds }: FoundInFile,
    state: RuleState,
  ): { state: RuleState; events: EngineEvent[]; matchId: number; heldByPause: boolean; owed: readonly number[] } {
    const { ledger, clock, pause, settings } = this.#parts;
    const { rule, title } = match.rule;
    const at = clock.now();
    const recipients = recipientsOf(rule, settings().recipients);
    const decided = decide({ rule, state, now: at, paused: pause.isActive(), recipients: recipients.length });
    const { decision, heldBefore } = decided;
    const fileId = rule.files?.find((id) => fileIds.includes(id)) ?? fileIds[0] ?? '';
    const alert = decision.outcome === 'alerted' ? this.#addAlert(match, at, path, heldBefore) : null;
    const newMatch = { at, ruleId: rule.id, rule: title, fileId, path, line: match.line, decision };
    const matchId = ledger.alerts.addMatch(newMatch, alert?.id ?? null);
    const told: EngineEvent = {
      event: 'match',
      id: matchId,
      at,
      rule: rule.id,
      file: path,
      line: match.line,
      decision,
    };
    return {
      state: decided.state,
      events: alert ? [told, alert.event] : [told],
      matchId,
      heldByPause: decision.why === 'paused',
      owed: alert?.textIds ?? [],
    };
  }

  #addAlert(match: LineMatch, at: number, path: string, held: number): WrittenAlert & { event: EngineEvent } {
    const { ledger, hostName, settings, practice } = this.#parts;
    const { rule, title } = match.rule;
    const { matched, groups, named } = match.found;
    const values = { rule: title, file: path, line: match.line, host: hostName, match: matched, groups, named };
    const { delivery } = settings();
    const text = composeAlert({ message: rule.message, at, held, smsOnly: delivery.smsOnly, ...values });
    const { id, textIds } = ledger.alerts.addAlert({
      at,
      kind: 'rule',
      ruleId: rule.id,
      rule: title,
      content: text.content,
      type: text.type,
      subject: text.subject,
      prices: delivery.prices,
      held,
      practice: practice(),
      recipients: addressees(recipientsOf(rule, settings().recipients), text),
    });
    const event = {
      event: 'alert',
      id,
      at,
      rule: rule.id,
      title,
      line: match.line,
      content: text.content,
      held,
      practice: practice(),
    } as const;
    return { id, textIds, event };
  }
}
