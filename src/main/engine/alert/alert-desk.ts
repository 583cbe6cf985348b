import type { DecisionWhy } from '../../../shared/history';
import { recipientsOf, ruleTitle, type Settings } from '../../../shared/settings';
import type { Clock } from '../clock';
import type { EngineEvent } from '../events';
import type { WrittenAlert } from '../ledger/alert-records';
import type { Ledger } from '../ledger/ledger';
import type { LineMatch } from '../match/match-block';
import type { AbsenceRule } from './absence-watch';
import { noticeRule } from './notice-rule';
import { writeAlert } from './alert-writer';
import { collectDue, type Collected } from './collect-due';
import { composeAlert, composeText, type ComposedText } from './compose';
import { composeCollected, matchesOf, titleOf } from './compose-collected';
import { decideMatch } from './decide-match';
import type { Pause } from './pause';
import { muteAt, type MuteState } from './policy/mute';
import { PolicyMemory } from './policy/policy-memory';
import { costOf, pay } from './policy/purse';
import type { Told } from './told';

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

/** What was decided and written, to be told once the transaction is committed. */
export interface Decided {
  readonly events: readonly EngineEvent[];
  readonly matchIds: readonly number[];
  readonly heldByPause: number;
  /** Texts that have come to be owed. */
  readonly owed: readonly number[];
  /** Rules whose lines were expected and have come. */
  readonly expected: ReadonlySet<string>;
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

/** The decisions whose matches a collected text tells of. */
const COLLECTED_WHYS: Readonly<Record<Collected['kind'], readonly DecisionWhy[]>> = {
  group: ['grouped', 'joined'],
  digest: ['quiet', 'budget'],
};

/** Decides what becomes of each match and writes it: the match, the alert, the texts owed. */
export class AlertDesk {
  readonly #parts: AlertDeskParts;

  constructor(parts: AlertDeskParts) {
    this.#parts = parts;
  }

  /** Decides on matches, in their order; must run inside a ledger transaction. */
  decideAll(all: readonly FoundInFile[]): Decided {
    const { ledger, clock, pause } = this.#parts;
    const memory = new PolicyMemory(ledger.policy);
    const isExpected = ({ match }: FoundInFile): boolean => match.rule.rule.absence !== undefined;
    const decided = all.filter((found) => !isExpected(found)).map((found) => this.#decideOne(found, memory));
    const heldByPause = decided.filter((each) => each.heldByPause).length;
    if (heldByPause > 0) {
      pause.saveHeld(heldByPause);
    }
    return {
      events: decided.flatMap(({ events }) => events),
      matchIds: decided.map(({ matchId }) => matchId),
      heldByPause,
      owed: decided.flatMap(({ owed }) => owed),
      expected: new Set(all.filter(isExpected).map(({ match }) => match.rule.rule.id)),
      forgot: ledger.policy.save(memory.takeChanges(), clock.now()),
    };
  }

  /** Tells that the lines a rule expects are missing, or back; must run inside a ledger transaction. */
  tellAbsence(rule: AbsenceRule, missing: boolean): Decided {
    const { ledger, clock } = this.#parts;
    const { message, recovered } = rule.absence;
    const notice = noticeRule(rule, missing ? message : recovered);
    const match = { rule: notice, line: notice.title, found: { matched: '', groups: [], named: {} } };
    const decided = this.decideAll([{ match, path: '', fileIds: [] }]);
    const now = clock.now();
    const state = missing ? { toldAt: now } : null;
    ledger.policy.save([{ kind: 'absence', ruleId: rule.id, key: '', state, dueAt: null }], now);
    return decided;
  }

  /** Tells what has waited and is due; must run inside a ledger transaction. */
  settleDue(): Decided {
    const { ledger, clock, pause, settings } = this.#parts;
    const memory = new PolicyMemory(ledger.policy);
    const now = clock.now();
    const unmuted = this.#unmuted(memory, (_ruleId, state) => muteAt(state, now) === null);
    const collected = collectDue(memory, settings(), now, pause.isActive());
    const written = collected.map((each) => this.#addCollected(each, memory));
    return {
      events: [...unmuted, ...written.map(({ event }) => event)],
      matchIds: [],
      heldByPause: 0,
      owed: written.flatMap(({ textIds }) => textIds),
      expected: new Set(),
      forgot: ledger.policy.save(memory.takeChanges(), clock.now()),
    };
  }

  /** Mutes a rule until a time (ms since 1970), or ends that with null; must run inside a ledger transaction. */
  mute(ruleId: string, until: number | null): Decided {
    const { ledger, clock } = this.#parts;
    const memory = new PolicyMemory(ledger.policy);
    const now = clock.now();
    const held = memory.get('mute', ruleId)?.held ?? 0;
    if (until !== null) {
      memory.set('mute', ruleId, '', { from: now, until, held }, until);
    }
    const events = until === null ? this.#unmuted(memory, (each) => each === ruleId) : [];
    const forgot = ledger.policy.save(memory.takeChanges(), now);
    return { events, matchIds: [], heldByPause: 0, owed: [], expected: new Set(), forgot };
  }

  /** Owes a test text to these recipients, an MMS when it has a picture; gives its id in history. Must run inside a ledger transaction. */
  addTest(recipientIds: readonly string[], content: string, image: Uint8Array | null): WrittenAlert {
    const { ledger, clock, settings, practice } = this.#parts;
    const fitted = composeText(content, 'Logbell', settings().delivery);
    const text: ComposedText = image === null ? fitted : { ...fitted, type: 'MMS' };
    return writeAlert(ledger.alerts, {
      at: clock.now(),
      kind: 'test',
      ruleId: '',
      rule: '',
      text,
      prices: settings().delivery.prices,
      line: '',
      held: 0,
      practice: practice(),
      recipients: settings().recipients.filter(({ id }) => recipientIds.includes(id)),
      ...(image === null ? {} : { image: ledger.images.keep(image) }),
    });
  }

  /** Ends the mutes of these rules. */
  #unmuted(memory: PolicyMemory, isOver: (ruleId: string, state: MuteState) => boolean): EngineEvent[] {
    const rules = new Map(this.#parts.settings().rules.map((rule) => [rule.id, ruleTitle(rule)]));
    return memory.all('mute').flatMap(({ ruleId, state }) => {
      if (!isOver(ruleId, state)) {
        return [];
      }
      memory.remove('mute', ruleId);
      return [{ event: 'unmuted', rule: ruleId, title: rules.get(ruleId) ?? ruleId, held: state.held } as const];
    });
  }

  #decideOne({ match, path, fileIds }: FoundInFile, memory: PolicyMemory): DecidedMatch {
    const { ledger, clock, pause, settings } = this.#parts;
    const { rule, title } = match.rule;
    const { line, found } = match;
    const at = clock.now();
    const all = settings();
    const { decision, told, text, reserveAt } = decideMatch(
      {
        rule,
        settings: all,
        line,
        found,
        at,
        paused: pause.isActive(),
        recipients: recipientsOf(rule, all).length,
        compose: (each) => this.#compose(match, path, at, each),
      },
      memory,
    );
    const fileId = rule.files?.find((id) => fileIds.includes(id)) ?? fileIds[0] ?? '';
    const alert = text && this.#addAlert(match, at, text, told?.heldBack ?? 0, reserveAt);
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

  #compose({ rule: { rule, title }, line, found }: LineMatch, path: string, at: number, told: Told): ComposedText {
    const { matched, groups, named } = found;
    const { hostName, settings } = this.#parts;
    const { smsOnly } = settings().delivery;
    const values = { rule: title, file: path, line, host: hostName, match: matched, groups, named };
    return composeAlert({ message: rule.message, at, told, smsOnly, ...values });
  }

  #addAlert(
    match: LineMatch,
    at: number,
    text: ComposedText,
    held: number,
    reserveAt?: number,
  ): ReturnType<typeof writeAlert> {
    const { ledger, settings, practice } = this.#parts;
    const { rule, title } = match.rule;
    const recipients = recipientsOf(rule, settings());
    const { line } = match;
    const alert = { at, kind: 'rule', ruleId: rule.id, rule: title, held, practice: practice() } as const;
    const { prices } = settings().delivery;
    const reserved = reserveAt === undefined ? {} : { reserveAt };
    return writeAlert(ledger.alerts, { ...alert, ...reserved, prices, text, line, recipients });
  }

  #addCollected(collected: Collected, memory: PolicyMemory): ReturnType<typeof writeAlert> {
    const { ledger, clock, practice, settings } = this.#parts;
    const { kind, rules, recipients } = collected;
    const only = rules.length === 1 ? rules[0] : undefined;
    const text = composeCollected(collected, settings().delivery);
    const at = clock.now();
    if (kind === 'digest') {
      // A group was paid for when it began to wait.
      pay(memory, '', costOf(text.type, recipients.length, settings()), at, settings());
    }
    const written = writeAlert(ledger.alerts, {
      at,
      kind: 'collected',
      ruleId: only?.rule.id ?? '',
      rule: titleOf(collected),
      text,
      line: only?.state.line ?? text.content,
      held: matchesOf(collected) - 1,
      prices: settings().delivery.prices,
      practice: practice(),
      recipients,
    });
    for (const { rule, state } of rules) {
      ledger.alerts.tellOf(written.id, rule.id, state.firstAt, state.lastAt, COLLECTED_WHYS[kind]);
    }
    return written;
  }
}
