import { Button, Group, Modal, Text } from '@mantine/core';

interface ConfirmDialogProps {
  /** False closes the dialog and returns the focus to where it was. */
  readonly opened: boolean;
  readonly title: string;
  readonly text: string;
  /** Label of the answer that changes nothing: it has the focus, and Escape gives it too. */
  readonly cancelLabel: string;
  readonly onCancel: () => void;
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
}

/** Confirms an action that cannot be undone; shown above drawers and other dialogs. */
export function ConfirmDialog({
  opened,
  title,
  text,
  cancelLabel,
  onCancel,
  confirmLabel,
  onConfirm,
}: ConfirmDialogProps) {
  return (
    <Modal.Root opened={opened} onClose={onCancel} zIndex={400} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body pt="md">
          <Modal.Title fw={600} mb="xs">
            {title}
          </Modal.Title>
          <Text>{text}</Text>
          <Group justify="flex-end" mt="lg" gap="sm">
            <Button variant="default" data-autofocus onClick={onCancel}>
              {cancelLabel}
            </Button>
            <Button color="red" onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </Group>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
