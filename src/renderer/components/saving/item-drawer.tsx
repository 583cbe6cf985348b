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
  /** What happened to the item elsewhere since it was opened; null when nothing did. */
  readonly behind: Behind | null;
  readonly onSubmit: SubmitEventHandler<HTMLFormElement>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form at the right edge for one item; unsaved edits are asked about before it closes. */
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
      // The key is for the question above it then.
      closeOnEscape={!asking}
      title={title}
      position="right"
      size={size}
      closeButtonProps={{ 'aria-label': t('window.form.close') }}
      // What has the focus never stands behind the title or the buttons.
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
