import type { CallHandlers } from './call-handlers';
import { createSettingsTransfer, type SettingsTransferParts } from './settings-transfer';

/** Answers the window's calls for export and import; `imported` is called once settings have changed by one. */
export function transferCalls(
  parts: SettingsTransferParts,
  imported: () => Promise<void>,
): Pick<CallHandlers, 'settings:export' | 'settings:open-import' | 'settings:import'> {
  const transfer = createSettingsTransfer(parts);
  return {
    'settings:export': ({ withNumbers }) => transfer.exportTo(withNumbers),
    'settings:open-import': () => transfer.open(),
    'settings:import': async () => {
      const outcome = transfer.importOpened();
      if (outcome.ok) {
        await imported();
      }
      return outcome;
    },
  };
}
