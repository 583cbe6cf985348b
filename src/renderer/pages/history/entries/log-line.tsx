import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { InertBlock } from '../../../components/display/inert-block';

const SHOWN_CHARACTERS = 400;

/** Line of a log; a very long one is cut until it is unfolded. */
export function LogLine({ line }: { readonly line: string }) {
  const { t } = useTranslation();
  const [whole, { toggle }] = useDisclosure(false);
  const characters = Array.from(line);
  const long = characters.length > SHOWN_CHARACTERS;
  return (
    <div>
      <pre className="logbell-entry-line">
        <InertBlock text={long && !whole ? `${characters.slice(0, SHOWN_CHARACTERS).join('')}…` : line} />
      </pre>
      {long && (
        <Button variant="subtle" size="compact-xs" aria-expanded={whole} onClick={toggle}>
          {t(whole ? 'window.history.hideLine' : 'window.history.showLine')}
        </Button>
      )}
    </div>
  );
}
