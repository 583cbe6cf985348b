import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartName } from '../../navigation/problem-target';
import { useArrival } from '../../navigation/use-target-focus';

interface RowActionsProps {
  /** Title of the row's item, so that each button has a name of its own. */
  readonly title: string;
  /** Names by which links lead to the row's edit button. */
  readonly parts?: readonly PartName[];
  readonly onEdit: () => void;
  readonly onDelete: () => void;
  /** Extra actions of this table, before the others. */
  readonly children?: ReactNode;
}

const NO_PARTS: readonly PartName[] = [];

/** Edit and delete buttons at the end of a table row. */
export function RowActions({ title, parts = NO_PARTS, onEdit, onDelete, children }: RowActionsProps) {
  const { t } = useTranslation();
  const edit = useArrival<HTMLButtonElement>(parts);
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      {children}
      <Tooltip label={t('window.row.edit')}>
        <ActionIcon
          ref={edit}
          className="logbell-part"
          variant="subtle"
          color="gray"
          aria-label={t('window.row.editOf', { title })}
          onClick={onEdit}
        >
          <IconPencil size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('window.row.delete')}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('window.row.deleteOf', { title })} onClick={onDelete}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
