import type { AlertRecords, ImageRecords } from '../ledger/tables/alerts';
import type { HeldRecords } from '../ledger/tables/held-counts';
import type { IncidentRecords } from '../ledger/tables/incidents';
import type { PolicyRecords } from '../ledger/tables/policy-states';

/** What the alert desk needs of the ledger; a dry run gives it one in memory. */
export interface DeskLedger {
  readonly policy: Pick<PolicyRecords, 'find' | 'ofKind' | 'save'>;
  readonly alerts: Pick<AlertRecords, 'addMatch' | 'addAlert' | 'tellOf'>;
  readonly images: Pick<ImageRecords, 'keep'>;
  /** Left out where each match is told of by itself: in a dry run. */
  readonly held?: Pick<HeldRecords, 'storesOne' | 'add' | 'tellOf'>;
  /** Left out where incidents are not kept: in a dry run. */
  readonly incidents?: Pick<IncidentRecords, 'open' | 'more' | 'change' | 'escalated' | 'forgotten'>;
}
