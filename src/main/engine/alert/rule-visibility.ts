import type { Mute } from '../../../shared/contract/status';
import type { Rule } from '../../../shared/settings/schema';
import { ruleTitle } from '../../../shared/settings/titles';
import type { ExpectedFile } from './expectations/absence-monitor';
import type { Pause } from './pause';
import type { Visibility } from './time/observed-time';
import type { ProblemReporter } from '../common/problems';

export interface RuleVisibilityDeps {
  /** True if files of the rule are being read. */
  readonly canRead: (rule: Rule) => boolean;
  /** The paths of a rule's files, each with true if it is being read. */
  readonly reading: (rule: Rule) => ReadonlyMap<string, boolean>;
  readonly pause: Pick<Pause, 'isActive'>;
  readonly mutes: () => readonly Mute[];
  readonly problems: ProblemReporter;
}

/** Decides whether a missing line of a rule would have been seen, and reports rules that cannot see theirs. */
export class RuleVisibility {
  readonly #deps: RuleVisibilityDeps;

  constructor(deps: RuleVisibilityDeps) {
    this.#deps = deps;
  }

  ofRule(rule: Rule): Visibility {
    return this.#deps.canRead(rule) ? this.#ifRead(rule) : 'blind';
  }

  ofFiles(rule: Rule): ExpectedFile[] {
    const ifRead = this.#ifRead(rule);
    return Array.from(this.#deps.reading(rule), ([path, isRead]) => ({ path, visibility: isRead ? ifRead : 'blind' }));
  }

  showBlind(rule: Rule, blind: boolean): void {
    const { problems } = this.#deps;
    if (blind) {
      problems.raise('absence-blind', rule.id, { title: ruleTitle(rule) });
    } else {
      problems.clear('absence-blind', rule.id);
    }
  }

  /** Visibility if the files are being read: a pause or mute silences the rule. */
  #ifRead({ id }: Rule): Visibility {
    const { pause, mutes } = this.#deps;
    return pause.isActive() || mutes().some(({ rule }) => rule === id) ? 'silenced' : 'reading';
  }
}
