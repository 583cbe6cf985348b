import { commonWords } from './window/common';
import { deliveryWords } from './window/delivery';
import { dryRunWords } from './window/dry-run';
import { filesWords } from './window/files';
import { helpWords } from './window/help';
import { historyWords } from './window/history';
import { overviewWords } from './window/overview';
import { policyWords } from './window/policy';
import { rulesWords } from './window/rules';
import { settingsWords } from './window/settings';

/** English texts of the area `window`, page by page. */
export const window = {
  ...commonWords,
  ...overviewWords,
  ...historyWords,
  ...rulesWords,
  ...dryRunWords,
  ...policyWords,
  ...filesWords,
  ...deliveryWords,
  ...settingsWords,
  ...helpWords,
};
