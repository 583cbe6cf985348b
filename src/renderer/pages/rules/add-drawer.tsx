import type { UseFormReturnType } from '@mantine/form';
import type { RuleValues } from '../../forms/rule/rule-form';
import { RecipientDrawer } from '../delivery/people/recipient-drawer';
import { LogDrawer } from '../files/log-drawer';

/** Lists of a rule's form to which the person can add an item that the settings lack. */
export type AddTarget = 'files' | 'recipients' | 'escalate.to';

/** Opens the form of a new item for one list. */
export type OnAdd = (target: AddTarget) => void;

interface AddDrawerProps {
  readonly form: UseFormReturnType<RuleValues>;
  readonly target: AddTarget;
  readonly onClose: () => void;
}

/** Form of a new log or recipient above the form of a rule, which then selects it. */
export function AddDrawer({ form, target, onClose }: AddDrawerProps) {
  const select = (id: string): void => {
    form.setFieldValue(target, (chosen: readonly string[]) => [...chosen, id]);
  };
  return target === 'files' ? (
    <LogDrawer opened="file" onSaved={select} onClose={onClose} />
  ) : (
    <RecipientDrawer recipient={null} onSaved={select} onClose={onClose} />
  );
}
