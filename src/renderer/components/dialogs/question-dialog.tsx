import { Button, Group, Modal, Text } from '@mantine/core';

interface QuestionDialogProps {
  /** False closes the dialog and returns the focus to where it was. */
  readonly opened: boolean;
  readonly title: string;
  readonly text: string;
  /** Label of the answer that changes nothing: it has the focus, and Escape gives it too. */
  readonly stay: string;
  readonly onStay: () => void;
  readonly goOn: string;
  readonly onGoOn: () => void;
}

/** Confirms an action that cannot be undone; shown above drawers and other dialogs. */
export function QuestionDialog({ opened, title, text, stay, onStay, goOn, onGoOn }: QuestionDialogProps) {
  return (
    <Modal.Root opened={opened} onClose={onStay} zIndex={400} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body pt="md">
          <Modal.Title fw={600} mb="xs">
            {title}
          </Modal.Title>
          <Text>{text}</Text>
          <Group justify="flex-end" mt="lg" gap="sm">
            <Button variant="default" data-autofocus onClick={onStay}>
              {stay}
            </Button>
            <Button color="red" onClick={onGoOn}>
              {goOn}
            </Button>
          </Group>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
