import { maskNumber } from '../../../shared/phone-number';
import { recipientsOf, type Settings } from '../../../shared/settings';
import type { Clock } from '../clock';
import type { EngineEvent } from '../events';
import type { WrittenAlert } from '../ledger/alert-records';
import type { Ledger } from '../ledger/ledger';
import type { LineMatch } from '../match/match-block';
import { composeAlert, composeText } from './compose';
import { decideMatch, type Told } from './decide-match';
import type { Pause } from './pause';
import { PolicyMemory } from './policy/policy-memory';

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
  /** Rules with more keys than are kept, so that some had to be forgotten. */
  readonly forgot: ReadonlySet<string>;
}

/** What became of one match. */
interface DecidedMatch {
  readonly events: readonly EngineEvent[];
  readonly matchId: number;
  readonly heldByPause: boolean;
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
    const { ledger, clock, pause } = this.#parts;
    const memory = new PolicyMemory((kind, ruleId, key) => ledger.policy.find(kind, ruleId, key));
    const events: EngineEvent[] = [];
    const matchIds: number[] = [];
    let heldByPause = 0;
    const owed: number[] = [];
    for (const found of all) {
      const outcome = this.#decideOne(found, memory);
      events.push(...outcome.events);
      matchIds.push(outcome.matchId);
      heldByPause += outcome.heldByPause ? 1 : 0;
      owed.push(...outcome.owed);
    }
    const forgot = ledger.policy.save(memory.takeChanges(), clock.now());
    if (heldByPause > 0) {
      pause.saveHeld(heldByPause);
    }
    return { events, matchIds, heldByPause, owed, forgot };
  }

  /** Owes a test text to these recipients; gives its id in history. Must run inside a ledger transaction. */
  addTest(recipientIds: readonly string[], content: string): WrittenAlert {
    const { ledger, clock, settings, practice } = this.#parts;
    const recipients = settings().recipients.filter(({ id }) => recipientIds.includes(id));
    const text = composeText(content, 'Logbell');
    return ledger.alerts.addAlert({
      at: clock.now(),
      kind: 'test',
      ruleId: '',
      rule: '',
      content: text.content,
      type: text.type,
      subject: text.subject,
      held: 0,
      practice: practice(),
      recipients: recipients.map(({ id, name, number }) => ({ id, name, to: maskNumber(number) })),
    });
  }

  #decideOne({ match, path, fileIds }: FoundInFile, memory: PolicyMemory): DecidedMatch {
    const { ledger, clock, pause, settings } = this.#parts;
    const { rule, title } = match.rule;
    const { line, found } = match;
    const at = clock.now();
    const recipients = recipientsOf(rule, settings().recipients).length;
    const { decision, told } = decideMatch({ rule, line, found, at, paused: pause.isActive(), recipients }, memory);
    const fileId = rule.files?.find((id) => fileIds.includes(id)) ?? fileIds[0] ?? '';
    const alert = told && this.#addAlert(match, at, path, told);
    const newMatch = { at, ruleId: rule.id, rule: title, fileId, path, line, decision };
    const matchId = ledger.alerts.addMatch(newMatch, alert?.id ?? null);
    const event: EngineEvent = { event: 'match', id: matchId, at, rule: rule.id, file: path, line, decision };
    return {
      events: alert ? [event, alert.event] : [event],
      matchId,
      heldByPause: decision.why === 'paused',
      owed: alert?.textIds ?? [],
    };
  }

  #addAlert(match: LineMatch, at: number, path: string, told: Told): WrittenAlert & { event: EngineEvent } {
    const { ledger, hostName, settings, practice } = this.#parts;
    const { rule, title } = match.rule;
    const { matched, groups, named } = match.found;
    const held = told.heldBack;
    const values = { rule: title, file: path, line: match.line, host: hostName, match: matched, groups, named };
    const text = composeAlert({ message: rule.message, at, told, ...values });
    const { id, textIds } = ledger.alerts.addAlert({
      at,
      kind: 'rule',
      ruleId: rule.id,
      rule: title,
      content: text.content,
      type: text.type,
      subject: text.subject,
      held,
      practice: practice(),
      recipients: recipientsOf(rule, settings().recipients).map((to) => ({
        id: to.id,
        name: to.name,
        to: maskNumber(to.number),
      })),
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
