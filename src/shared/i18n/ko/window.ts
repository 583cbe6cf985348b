import { channelsStrings } from './window/channels';
import { commonStrings } from './window/common';
import { deliveryStrings } from './window/delivery';
import { dryRunStrings } from './window/dry-run';
import { filesStrings } from './window/files';
import { helpStrings } from './window/help';
import { historyStrings } from './window/history';
import { overviewStrings } from './window/overview';
import { policyStrings } from './window/policy';
import { rulesStrings } from './window/rules';
import { settingsStrings } from './window/settings';

/** Korean strings of the area `window`, page by page. */
export const window = {
  ...commonStrings,
  ...overviewStrings,
  ...historyStrings,
  ...rulesStrings,
  ...dryRunStrings,
  ...policyStrings,
  ...filesStrings,
  ...deliveryStrings,
  ...channelsStrings,
  ...settingsStrings,
  ...helpStrings,
};
