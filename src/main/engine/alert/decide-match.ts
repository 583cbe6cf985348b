import { parseDuration } from '../../../shared/duration';
import type { Decision } from '../../../shared/history';
import { messageTime } from '../../../shared/message-template';
import type { Rule } from '../../../shared/settings';
import type { Found } from '../match/found';
import type { ComposedText } from './compose';
import { decidePair } from './decide-pair';
import type { Origin } from './found-in-file';
import { incidentNumber, noteMatch, type IncidentNote } from './note-incident';
import { caseKey } from './policy/case-key';
import { cooldownPolicy, heldByCooldown, isResting, restAfter, restEnds } from './policy/cooldown';
import { shapeKeyOf } from './policy/line-shape';
import { muteAt } from './policy/mute';
import type { PolicyMemory } from './policy/policy-memory';
import { canPay, costOf, leastCost, nextDigest, pay, type PurseSettings } from './policy/purse';
import { quietUntil, reservedFor } from './policy/quiet-hours';
import { countMatch } from './policy/threshold';
import { beginsToWait, endsWaiting, joinsWaiting, keptLine, UNTOLD, type WaitReason } from './policy/waiting';
import type { Told } from './told';

/** The incident that a line has ended. */
export interface Ending {
  /** Its number; 0 when none was open. */
  readonly incident: number;
  /** Whether its first text has gone out. */
  readonly wasTold: boolean;
}

/** What is decided on, and what it is decided from. */
export interface MatchFacts {
  readonly rule: Rule;
  readonly settings: PurseSettings;
  readonly line: string;
  readonly found: Found;
  /** ms since 1970. */
  readonly at: number;
  /** What the clock shows that stands still while nobody watches, ms; as `at` unless it is given. */
  readonly watchedAt?: number;
  /** Where the line stands. */
  readonly origin?: Origin;
  readonly paused: boolean;
  readonly recipients: number;
  /** What is told is that this is over; without it, the match is trouble and belongs to an incident. */
  readonly ends?: Ending;
  /** The text of the rule, its message filled in. */
  readonly compose: (told: Told) => ComposedText;
}

/** What becomes of a match; `told` and its `text` are null when none goes out for it now. */
export interface Verdict {
  readonly decision: Decision;
  readonly told: Told | null;
  readonly text: ComposedText | null;
  /** The incident it belongs to, if any. */
  readonly incident: IncidentNote | null;
  /** When SENS is to send it, ms since 1970; at once unless said. */
  readonly reserveAt?: number;
}

/** A verdict before the match is noted with its incident. */
type Decided = Omit<Verdict, 'incident'>;

/** Matches that nobody has been told of yet: how many, and when the first came (ms since 1970). */
interface Untold {
  readonly held: number;
  readonly firstHeldAt: number;
}

/** A match that counts, with those that led up to it. */
interface Counting extends MatchFacts {
  readonly key: string;
  /** Matches that come to be told of with it, itself among them, and when the first of them came. */
  readonly count: number;
  readonly firstAt: number;
  /** Of these, the ones held back after the threshold was reached before. */
  readonly before: Untold;
}

/** A match that goes out unless a cooldown or the budget holds it back. */
interface Passing extends Counting {
  /** What its cooldown goes by. */
  readonly restKey: string;
}

const NONE: Untold = { held: 0, firstHeldAt: 0 };

/** Decides what becomes of a match. What it remembers goes through `memory` alone, and time comes in with the match. */
export function decideMatch(match: MatchFacts, memory: PolicyMemory): Verdict {
  const decided = decide(match, memory);
  if (match.ends) {
    return { ...decided, incident: null };
  }
  const { rule, found, at, settings, compose } = match;
  const noted = { ...decided, rule, key: caseKey(rule, found), at, policy: settings.policy, compose };
  return { ...decided, incident: noteMatch(noted, memory) };
}

function decide(match: MatchFacts, memory: PolicyMemory): Decided {
  const { rule, found } = match;
  if (rule.pair && found.part !== 'overdue') {
    return heldBack(...decidePair(match, rule.pair, memory));
  }
  const silenced = paused(match, memory) ?? muted(match, memory);
  if (silenced) {
    return silenced;
  }
  const counting = counted(match, memory);
  if ('decision' in counting) {
    return counting;
  }
  const waiting = match.ends ? endsUntold(counting, match.ends, memory) : null;
  const later = waiting ?? quiet(counting, memory) ?? joined(counting, memory);
  if (later) {
    return later;
  }
  const passing = { ...counting, restKey: cooldownKey(counting) };
  return resting(passing, memory) ?? afforded(passing, memory);
}

function heldBack(why: Decision['why'], params: Decision['params']): Decided {
  return { decision: { outcome: 'held', why, params }, told: null, text: null };
}

function paused(match: MatchFacts, memory: PolicyMemory): Decided | null {
  if (!match.paused) {
    return null;
  }
  countHeld(match, memory);
  return heldBack('paused', {});
}

function muted(match: MatchFacts, memory: PolicyMemory): Decided | null {
  const { rule, at } = match;
  const mute = muteAt(memory.get('mute', rule.id), at);
  if (!mute) {
    return null;
  }
  countHeld(match, memory);
  memory.set('mute', rule.id, '', { ...mute, held: mute.held + 1 }, mute.until);
  return heldBack('muted', { until: messageTime(mute.until) });
}

/** Counts a match for the rule's next text, whatever that is about. */
function countHeld({ rule, at }: MatchFacts, memory: PolicyMemory): void {
  const { held, firstHeldAt } = memory.get('held', rule.id) ?? { held: 0, firstHeldAt: at };
  memory.set('held', rule.id, '', { held: held + 1, firstHeldAt });
}

function counted(match: MatchFacts, memory: PolicyMemory): Counting | Decided {
  const { rule, at, found } = match;
  const key = caseKey(rule, found);
  if (!rule.threshold) {
    return { ...match, key, count: 1, firstAt: at, before: NONE };
  }
  const { count, within } = rule.threshold;
  const before = memory.get('threshold', rule.id, key) ?? NONE;
  const { outcome, seen, firstAt, state } = countMatch(memory.get('threshold', rule.id, key), at, {
    count,
    withinMs: parseDuration(within) ?? 0,
  });
  memory.set('threshold', rule.id, key, state);
  switch (outcome) {
    case 'few':
      return heldBack('threshold', { seen, count, within });
    case 'after':
      return heldBack('threshold-over', { within });
    case 'reached':
      return {
        ...match,
        key,
        count: seen + before.held,
        firstAt: before.held > 0 ? Math.min(firstAt, before.firstHeldAt) : firstAt,
        before,
      };
  }
}

/** When the quiet hours end in which a match came, ms since 1970; null when it came outside of them or is urgent. */
function quietEnd({ rule, at, settings: { policy } }: MatchFacts): number | null {
  return rule.urgent ? null : quietUntil(rule.quiet ?? policy.quiet, at, policy.zone);
}

function quiet(match: Counting, memory: PolicyMemory): Decided | null {
  const { at, count, firstAt } = match;
  const { policy } = match.settings;
  const until = quietEnd(match);
  if (until === null || reservedFor(until, at, policy.quietBy) !== null) {
    return null;
  }
  const told = { count, firstAt, heldBack: match.before.held, key: match.key, incident: numberOf(match, memory) };
  waitFor('quiet', until, match, told, memory);
  return heldBack('quiet', { until: messageTime(until) });
}

/** What nobody has been told of yet is told together with its end. */
function endsUntold(match: Counting, { incident, wasTold }: Ending, memory: PolicyMemory): Decided | null {
  const { rule, at, key, count, firstAt } = match;
  const reason = UNTOLD.find((each) => memory.get('waiting', rule.id, each) !== undefined);
  if (wasTold || reason === undefined) {
    return null;
  }
  waitFor(reason, at, match, { count, firstAt, heldBack: 0, key, incident }, memory);
  return heldBack('joined', {});
}

/** While a text of the rule waits for others, its own further matches join it. */
function joined(match: Counting, memory: PolicyMemory): Decided | null {
  const { rule, at, count } = match;
  const state = memory.get('waiting', rule.id, 'wait');
  if (state === undefined || state.dueAt <= at || match.ends) {
    return null;
  }
  memory.set('waiting', rule.id, 'wait', joinsWaiting(state, count, at), state.dueAt);
  return heldBack('joined', {});
}

function resting(match: Passing, memory: PolicyMemory): Decided | null {
  const { rule, at, count, firstAt, restKey } = match;
  const state = memory.get('cooldown', rule.id, restKey);
  const policy = cooldownPolicy(rule);
  if (!isResting(state, at, policy)) {
    return null;
  }
  memory.set('cooldown', rule.id, restKey, heldByCooldown(state, count, firstAt));
  if (rule.rollup && state.held === 0) {
    const first = { line: keptLine(match.line), content: match.compose(onlyItself(match, memory)).content };
    memory.set('rollup', rule.id, restKey, first, restEnds(state, policy));
  }
  return heldBack('cooldown', { cooldown: rule.cooldown });
}

function afforded(match: Passing, memory: PolicyMemory): Decided {
  const { rule, at, recipients, settings } = match;
  // Before the text is composed, so that a flood over the budget costs little.
  if (canPay(memory, rule, leastCost(recipients, settings), at, settings)) {
    const told = toTell(match, memory);
    const text = match.compose(told);
    const cost = costOf(text.type, recipients, settings);
    if (canPay(memory, rule, cost, at, settings)) {
      pay(memory, rule.id, cost, at, settings);
      return alerted(match, told, text, memory);
    }
  }
  const until = nextDigest(at, settings);
  waitFor('budget', until, match, onlyItself(match, memory), memory);
  return heldBack('budget', { until: messageTime(until) });
}

function alerted(match: Passing, told: Told, text: ComposedText, memory: PolicyMemory): Decided {
  const { rule, recipients, at, settings } = match;
  memory.remove('held', rule.id);
  beginRest(match, memory);
  const until = quietEnd(match);
  if (until !== null && recipients > 0) {
    // Only what SENS is to hold comes so far in quiet hours.
    const params = { until: messageTime(until) };
    return { decision: { outcome: 'alerted', why: 'reserved', params }, told, text, reserveAt: until };
  }
  const wait = rule.urgent ? '0s' : (rule.wait ?? settings.policy.wait);
  const waitMs = parseDuration(wait) ?? 0;
  if (waitMs > 0) {
    waitFor('wait', at + waitMs, match, told, memory);
    return { decision: { outcome: 'alerted', why: 'grouped', params: { wait } }, told: null, text: null };
  }
  const overdue = match.found.part === 'overdue' ? rule.pair?.within : undefined;
  const why = overdue === undefined ? 'matched' : 'overdue';
  const params = overdue === undefined ? {} : { within: overdue };
  const decision: Decision =
    recipients > 0 ? { outcome: 'alerted', why, params } : { outcome: 'alerted', why: 'no-recipients', params: {} };
  return { decision, told, text };
}

/** What a text of this match tells: it, and all that was held back before. */
function toTell(match: Passing, memory: PolicyMemory): Told {
  const { rule, key, count, firstAt, before } = match;
  const untold = [memory.get('held', rule.id) ?? NONE, memory.get('cooldown', rule.id, match.restKey) ?? NONE];
  const held = untold.reduce((sum, each) => sum + each.held, 0);
  const firsts = untold.flatMap((each) => (each.held > 0 ? [each.firstHeldAt] : []));
  const incident = numberOf(match, memory);
  return { count: count + held, heldBack: before.held + held, firstAt: Math.min(firstAt, ...firsts), key, incident };
}

function numberOf({ rule, key, ends }: Counting, memory: PolicyMemory): number {
  return ends?.incident ?? incidentNumber(memory, rule.id, key);
}

function onlyItself(match: Passing, memory: PolicyMemory): Told {
  const { count, firstAt, before, key } = match;
  return { count, heldBack: before.held, firstAt, key, incident: numberOf(match, memory) };
}

function waitFor(reason: WaitReason, dueAt: number, match: Counting, told: Told, memory: PolicyMemory): void {
  const { rule, at, line } = match;
  const state = memory.get('waiting', rule.id, reason);
  if (state && match.ends) {
    memory.set('waiting', rule.id, reason, endsWaiting(state, match.compose(told).content, at), state.dueAt);
    return;
  }
  const waiting = state
    ? joinsWaiting(state, told.count, at)
    : beginsToWait({ reason, dueAt, line, at, told, content: match.compose(told).content });
  memory.set('waiting', rule.id, reason, waiting, waiting.dueAt);
}

function beginRest({ rule, at, restKey }: Passing, memory: PolicyMemory): void {
  const policy = cooldownPolicy(rule);
  if (rule.rollup) {
    memory.remove('rollup', rule.id, restKey);
  }
  if (policy.restMs === 0) {
    memory.remove('cooldown', rule.id, restKey);
  } else {
    memory.set('cooldown', rule.id, restKey, restAfter(memory.get('cooldown', rule.id, restKey), at, policy));
  }
}

/** What a cooldown goes by; without one, no line's shape has to be found. */
function cooldownKey({ rule, line, key }: Counting): string {
  if (rule.cooldownBy === 'rule' || cooldownPolicy(rule).restMs === 0) {
    return '';
  }
  return rule.cooldownBy === 'key' ? key : shapeKeyOf(line, key);
}
