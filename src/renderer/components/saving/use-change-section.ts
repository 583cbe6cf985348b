import type { DeliverySettings, WatchSettings } from '../../../shared/settings/schema';
import { useSettingsView } from '../../bridge/app-context';
import { useSentences } from '../../format/sentences';
import { useSaveSettings } from './use-save-settings';

interface Sections {
  readonly watch: WatchSettings;
  readonly delivery: DeliverySettings;
}

/** Change of one field of a settings section. */
export interface ChangeSection<Section> {
  /** Error of the last change; undefined for none. */
  readonly error: string | undefined;
  /** Saves the section with this change, unless the field is unchanged. */
  readonly change: (change: Partial<Section>) => Promise<void>;
}

/** Saves one field of a section as soon as it is left. */
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
