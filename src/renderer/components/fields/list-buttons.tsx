import { ActionIcon, Button, type MantineSpacing } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';

interface AddButtonProps {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

/** Button below a list or a choice of items that adds one. */
export function AddButton({ label, disabled = false, onClick }: AddButtonProps) {
  return (
    <Button
      variant="default"
      size="xs"
      style={{ alignSelf: 'flex-start' }}
      leftSection={<IconPlus size={14} aria-hidden />}
      disabled={disabled}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}

interface RemoveButtonProps {
  /** Name for screen readers, which says what is removed. */
  readonly label: string;
  /** Space above, to stand beside the field and not its label. */
  readonly mt?: MantineSpacing;
  readonly onClick: () => void;
}

/** Button that removes an item of a list in a form. */
export function RemoveButton({ label, mt = 0, onClick }: RemoveButtonProps) {
  return (
    <ActionIcon variant="subtle" color="gray" mt={mt} aria-label={label} onClick={onClick}>
      <IconTrash size={16} aria-hidden />
    </ActionIcon>
  );
}
