import type { Settings } from '../../../../shared/settings/schema';
import { useSettingsView } from '../../../bridge/app-context';
import { useSaveSettings } from '../../../components/saving/use-save-settings';
import { isWithin } from '../../../forms/problem-fields';
import { useSentences } from '../../../format/sentences';

/** Saves one way to the channels as soon as a field of it changes. */
export interface Routing {
  /** Sentence about the last change to the field; undefined for none. */
  readonly errorAt: (path: string) => string | undefined;
  readonly save: (change: (settings: Settings) => Settings) => void;
}

/** State and save function of a section that is saved at once. */
export function useRouting(): Routing {
  const view = useSettingsView();
  const sentences = useSentences();
  const { problems, save } = useSaveSettings();
  return {
    errorAt: (path) => {
      const own = problems.find((problem) => isWithin(problem.path, path));
      return own && sentences.settingsProblem(own);
    },
    save: (change) => void save(change(view.settings), view),
  };
}
