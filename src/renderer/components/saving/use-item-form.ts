import { useState } from 'react';
import { isSame, type Items, type ListName } from '../../../shared/settings/merge';
import type { Settings } from '../../../shared/settings/schema';
import { useSettings, useSettingsView } from '../../bridge/app-context';
import { placeProblems, type PlacedProblems } from '../../forms/fields-of-problems';
import { withItem } from '../../forms/settings-edits';
import { useSentences } from '../../format/sentences';
import type { Behind } from './changed-behind';
import { useSaveSettings } from './use-save-settings';

/** Saves one item of a list of the settings. */
export interface ItemForm<Name extends ListName> {
  readonly saving: boolean;
  readonly elsewhere: PlacedProblems['elsewhere'];
  /** Change to the item elsewhere since the form was opened; null for none. */
  readonly behind: Behind | null;
  /** Saves the item. Null when the form can close, else the error sentences by field. */
  readonly save: (item: Items[Name]) => Promise<Readonly<Record<string, string>> | null>;
}

/**
 * State and save function for the form of one item (null: a new one). `field` maps a path within the item to a field.
 */
export function useItemForm<Name extends ListName>(
  list: Name,
  opened: Items[Name] | null,
  field: (path: string) => string | null,
): ItemForm<Name> {
  const view = useSettingsView();
  const settings = useSettings();
  const sentences = useSentences();
  const saving = useSaveSettings();
  const [base] = useState(() => ({
    revision: view.revision,
    settings: opened === null ? view.settings : withItem(view.settings, list, opened),
  }));
  const [elsewhere, setElsewhere] = useState<PlacedProblems['elsewhere']>([]);
  const save: ItemForm<Name>['save'] = async (item) => {
    const draft = withItem(base.settings, list, item);
    const items: readonly { readonly id: string }[] = draft[list];
    const place = `${list}[${items.findIndex(({ id }) => id === item.id)}]`;
    const saved = await saving.save(draft, base);
    if (saved.ok) {
      return null;
    }
    const placed = placeProblems(saved.error, place, field);
    setElsewhere(placed.elsewhere);
    return sentences.fieldErrors(placed.fields);
  };
  // During a save, the change is one's own.
  const behind = opened === null || saving.saving ? null : behindOf(settings, list, opened);
  return { saving: saving.saving, elsewhere, behind, save };
}

function behindOf(settings: Settings, list: ListName, opened: Items[ListName]): Behind | null {
  const now = settings[list].find(({ id }) => id === opened.id);
  if (now === undefined) {
    return 'removed';
  }
  return isSame(now, opened) ? null : 'changed';
}
