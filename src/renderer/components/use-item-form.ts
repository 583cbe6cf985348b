import { useState } from 'react';
import { useSettings } from '../bridge/app-context';
import { placeProblems, type PlacedProblems } from '../edits/fields-of-problems';
import { withItem, type Items, type ListName } from '../edits/settings-edits';
import { useSentences } from '../words/sentences';
import { useSaveSettings } from './use-save-settings';

/** Saving of one item of a list of the settings. */
export interface ItemForm<Name extends ListName> {
  readonly saving: boolean;
  readonly elsewhere: PlacedProblems['elsewhere'];
  /** Saves the item; gives null when it is saved, else the sentences to show, by field. */
  readonly save: (item: Items[Name]) => Promise<Readonly<Record<string, string>> | null>;
}

/** Gives a form what it needs to save one item; `field` names its field for a path within the item. */
export function useItemForm<Name extends ListName>(list: Name, field: (path: string) => string | null): ItemForm<Name> {
  const settings = useSettings();
  const sentences = useSentences();
  const saving = useSaveSettings();
  const [elsewhere, setElsewhere] = useState<PlacedProblems['elsewhere']>([]);
  const save: ItemForm<Name>['save'] = async (item) => {
    const draft = withItem(settings, list, item);
    const items: readonly { readonly id: string }[] = draft[list];
    const base = `${list}[${items.findIndex(({ id }) => id === item.id)}]`;
    const problems = await saving.save(draft);
    if (problems === null) {
      return null;
    }
    const placed = placeProblems(problems, base, field);
    setElsewhere(placed.elsewhere);
    return sentences.fieldErrors(placed.fields);
  };
  return { saving: saving.saving, elsewhere, save };
}
