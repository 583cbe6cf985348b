import { Badge } from '@mantine/core';
import { IconCheck, IconChecks, IconClock, IconQuestionMark, IconSend, IconX, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TextState } from '../../../shared/contract/history';

const LOOK: Readonly<Record<TextState, { readonly icon: Icon; readonly color: string }>> = {
  owed: { icon: IconClock, color: 'gray' },
  sending: { icon: IconSend, color: 'blue' },
  accepted: { icon: IconCheck, color: 'cyan' },
  delivered: { icon: IconChecks, color: 'teal' },
  failed: { icon: IconX, color: 'red' },
  unknown: { icon: IconQuestionMark, color: 'yellow' },
};

/** Badge for the state of a text. */
export function TextStateBadge({ state }: { readonly state: TextState }) {
  const { t } = useTranslation();
  const { icon: Shape, color } = LOOK[state];
  return (
    <Badge color={color} leftSection={<Shape size={12} aria-hidden />}>
      {t(`window.text.${state}`)}
    </Badge>
  );
}
