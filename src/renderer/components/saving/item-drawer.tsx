import { Box, Button, Drawer, Stack } from '@mantine/core';
import { type ReactNode, type SubmitEventHandler, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isEqual, type Items, type ListName } from '../../../shared/settings/merge';
import type { Settings } from '../../../shared/settings/schema';
import { useSettings, useSettingsView } from '../../bridge/app-context';
import { useSentences } from '../../format/sentences';
import { type PlacedProblems, placeProblems } from '../../forms/problem-fields';
import { withItem, withOthersOf } from '../../forms/settings-edits';
import { useUnsavedEdits } from '../../navigation/leave-guard';
import { FormActions } from '../dialogs/form-actions';
import { useReturnFocus } from '../dialogs/use-return-focus';
import { useNotifications } from '../layout/notifications';
import { useSavedItem } from './saved-item';
import { type ExternalChange, ExternalChangeAlert, SettingsProblems } from './settings-alerts';
import { useSettingsSaver } from './settings-saver';
import { useSaveSettings } from './use-save-settings';

/** State of the form of one item. */
interface ItemState {
  readonly saving: boolean;
  /** Problems that belong to no field of the form. */
  readonly elsewhere: PlacedProblems['elsewhere'];
  /** Change to the item elsewhere since the form was opened; null for none. */
  readonly externalChange: ExternalChange | null;
}

interface ItemDrawerProps extends ItemState {
  readonly title: string;
  readonly size: number;
  readonly dirty: boolean;
  /** True while another drawer is on top. */
  readonly covered?: boolean;
  readonly onSubmit: SubmitEventHandler<HTMLFormElement>;
  readonly onClose: () => void;
  /** Stays in view below the title. */
  readonly pinned?: ReactNode;
  readonly children: ReactNode;
}

/** Drawer with the form of one item; asks about unsaved edits before it closes. */
export function ItemDrawer({
  title,
  size,
  dirty,
  saving,
  elsewhere,
  externalChange,
  covered = false,
  onSubmit,
  onClose,
  pinned,
  children,
}: ItemDrawerProps) {
  const { t } = useTranslation();
  useReturnFocus();
  const { isAsking } = useSettingsSaver();
  const leave = useUnsavedEdits(dirty);
  const close = (): void => leave(onClose);
  return (
    <Drawer
      opened
      onClose={close}
      // Then Escape belongs to the dialog above.
      closeOnEscape={!isAsking && !covered}
      title={title}
      position="right"
      size={size}
      closeButtonProps={{ 'aria-label': t('window.form.close') }}
      // Keeps the focused field clear of the title and the buttons.
      styles={{ content: { scrollPaddingBlock: pinned ? '200px 80px' : 80 } }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          {pinned && (
            <Box pos="sticky" top={60} pb={4} bg="var(--mantine-color-body)" style={{ zIndex: 2 }}>
              {pinned}
            </Box>
          )}
          <ExternalChangeAlert change={externalChange} />
          <SettingsProblems title={t('window.form.notSaved')} problems={elsewhere} />
          {children}
          <FormActions>
            <Button variant="default" onClick={close}>
              {t('window.form.cancel')}
            </Button>
            <Button type="submit" loading={saving}>
              {t('window.form.save')}
            </Button>
          </FormActions>
        </Stack>
      </form>
    </Drawer>
  );
}

/** Saves one item of a list of the settings. */
export interface ItemForm<Name extends ListName> extends ItemState {
  /** Saves the item and confirms it. Null when the form can close, else the error sentences by field. */
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
  const { t } = useTranslation();
  const sentences = useSentences();
  const notifications = useNotifications();
  const { mark } = useSavedItem();
  const saving = useSaveSettings();
  const [base] = useState(() => ({
    revision: view.revision,
    settings: opened === null ? view.settings : withItem(view.settings, list, opened),
  }));
  const [elsewhere, setElsewhere] = useState<PlacedProblems['elsewhere']>([]);
  const save: ItemForm<Name>['save'] = async (item) => {
    const draft = withOthersOf(withItem(base.settings, list, item), settings);
    const items: readonly { readonly id: string }[] = draft[list];
    const place = `${list}[${items.findIndex(({ id }) => id === item.id)}]`;
    const saved = await saving.save(draft, base);
    if (saved.ok) {
      if (saved.value === 'mine') {
        notifications.showSuccess(t('window.notice.saved'));
        mark({ list, id: item.id, isNew: opened === null });
      }
      return null;
    }
    const placed = placeProblems(saved.error, place, field);
    setElsewhere(placed.elsewhere);
    return sentences.fieldErrors(placed.fields);
  };
  // During a save, the change is one's own.
  const externalChange = opened === null || saving.saving ? null : externalChangeOf(settings, list, opened);
  return { saving: saving.saving, elsewhere, externalChange, save };
}

function externalChangeOf(settings: Settings, list: ListName, opened: Items[ListName]): ExternalChange | null {
  const now = settings[list].find(({ id }) => id === opened.id);
  if (now === undefined) {
    return 'removed';
  }
  return isEqual(now, opened) ? null : 'changed';
}
