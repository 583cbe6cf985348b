import { Button, Drawer, Stack } from '@mantine/core';
import type { SubmitEventHandler, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsProblem } from '../../../shared/settings/problems';
import { useUnsavedEdits } from '../../navigation/leave-guard';
import { useSettingsSaver } from './settings-saver';
import { ChangedBehind, type Behind } from './changed-behind';
import { FormActions } from './form-actions';
import { SettingsProblems } from './settings-problems';
import { useFocusBack } from '../layout/use-focus-back';

interface ItemDrawerProps {
  readonly title: string;
  readonly size: number;
  readonly dirty: boolean;
  readonly saving: boolean;
  readonly problems: readonly SettingsProblem[];
  /** Change to the item elsewhere since it was opened; null for none. */
  readonly behind: Behind | null;
  readonly onSubmit: SubmitEventHandler<HTMLFormElement>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Drawer with the form of one item; asks about unsaved edits before it closes. */
export function ItemDrawer({
  title,
  size,
  dirty,
  saving,
  problems,
  behind,
  onSubmit,
  onClose,
  children,
}: ItemDrawerProps) {
  const { t } = useTranslation();
  useFocusBack();
  const { asking } = useSettingsSaver();
  const leave = useUnsavedEdits(dirty);
  const close = (): void => leave(onClose);
  return (
    <Drawer
      opened
      onClose={close}
      // Then Escape belongs to the dialog above.
      closeOnEscape={!asking}
      title={title}
      position="right"
      size={size}
      closeButtonProps={{ 'aria-label': t('window.form.close') }}
      // Keeps the focused field clear of the title and the buttons.
      styles={{ content: { scrollPaddingBlock: 80 } }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          <ChangedBehind behind={behind} />
          <SettingsProblems title={t('window.form.notSaved')} problems={problems} />
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
