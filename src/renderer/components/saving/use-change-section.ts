import type { DeliverySettings, WatchSettings } from '../../../shared/settings/schema';
import { useSettingsView } from '../../bridge/app-context';
import { useSentences } from '../../format/sentences';
import { useSaveSettings } from './use-save-settings';

interface Sections {
  readonly watch: WatchSettings;
  readonly delivery: DeliverySettings;
}

/** Changes one field of a section of the settings. */
export interface ChangeSection<Section> {
  /** What was wrong with the last change; undefined when nothing was. */
  readonly error: string | undefined;
  /** Saves the section with this change, unless the field is as it was. */
  readonly change: (change: Partial<Section>) => Promise<void>;
}

/** For a field that is saved as soon as it is left. */
export function useChangeSection<Name extends keyof Sections>(
  name: Name,
  field: keyof Sections[Name] & string,
): ChangeSection<Sections[Name]> {
  const view = useSettingsView();
  const sentences = useSentences();
  const { problems, save } = useSaveSettings();
  const place = `${name}.${field}`;
  const own = problems.find(({ path }) => path === place);
  return {
    error: own && sentences.settingsProblem(own),
    change: async (change) => {
      const before: Sections[Name] = view.settings[name];
      const section = { ...before, ...change };
      if (section[field] !== before[field]) {
        await save({ ...view.settings, [name]: section }, view);
      }
    },
  };
}
