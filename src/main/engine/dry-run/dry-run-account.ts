import type { DryRunMatch, DryRunResult, DryRunText } from '../../../shared/contract/dry-run';
import type { Decision, DecisionWhy } from '../../../shared/contract/history';
import { textBytes } from '../../../shared/sms/text';
import type { NewAlert } from '../ledger/tables/types';
import { DayCounts } from './day-counts';
import { Ends } from './ends-of';

/** What a dry run has come to; its memory is bounded, however much that is. */
export class DryRunAccount {
  readonly #matches = new Ends<DryRunMatch>();
  readonly #texts = new Ends<DryRunText>();
  readonly #held: Partial<Record<DecisionWhy, number>> = {};
  readonly #days: DayCounts;
  #sent = 0;
  #won = 0;
  #span: DryRunResult['span'] = null;

  /** `zone`: in which days are counted. */
  constructor(zone: string) {
    this.#days = new DayCounts(zone);
  }

  addMatch(match: DryRunMatch): void {
    const { at, decision } = match;
    this.#matches.add(match);
    this.#days.add(at, { matches: 1 });
    this.#span = { from: this.#span?.from ?? at, to: at };
    this.addHeld(decision);
  }

  /** Counts what was decided, when that is to hold something back. */
  addHeld(decision: Decision | null): void {
    if (decision?.outcome === 'held') {
      this.#held[decision.why] = (this.#held[decision.why] ?? 0) + 1;
    }
  }

  addAlert(alert: NewAlert): void {
    const { at, type, subject, content, recipients, prices } = alert;
    const won = recipients.reduce((sum, { ownText }) => sum + prices[ownText?.type ?? type], 0);
    const names = recipients.map(({ id, name }) => (name === '' ? id : name));
    this.#texts.add({ at, type, subject, content, bytes: textBytes(content), won, recipients: names });
    this.#days.add(at, { texts: recipients.length, won });
    this.#sent += recipients.length;
    this.#won += won;
  }

  /** Texts to single recipients so far. */
  get sent(): number {
    return this.#sent;
  }

  get matches(): number {
    return this.#matches.all.total;
  }

  get all(): Pick<DryRunResult, 'span' | 'matches' | 'texts' | 'sent' | 'won' | 'held' | 'days'> {
    return {
      span: this.#span,
      matches: this.#matches.all,
      texts: this.#texts.all,
      sent: this.#sent,
      won: this.#won,
      held: this.#held,
      days: this.#days.all,
    };
  }
}
