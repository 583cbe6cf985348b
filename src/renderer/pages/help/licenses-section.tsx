import { Button, ScrollArea, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/layout/section';

/** Packages that are part of Logbell, and their licenses. */
export function LicensesSection() {
  const { t } = useTranslation();
  const [shown, { toggle }] = useDisclosure(false);
  const id = useId();
  return (
    <Section title={t('window.licences.title')} text={t('window.licences.text', { count: SHIPPED_PACKAGES.length })}>
      <Button variant="default" aria-expanded={shown} aria-controls={id} onClick={toggle}>
        {t(shown ? 'window.licences.hide' : 'window.licences.show')}
      </Button>
      <div id={id}>
        {shown && (
          <ScrollArea.Autosize mah={320} mt="sm" viewportProps={{ tabIndex: 0 }}>
            <Table aria-label={t('window.licences.title')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('window.licences.package')}</Table.Th>
                  <Table.Th>{t('window.licences.version')}</Table.Th>
                  <Table.Th>{t('window.licences.licence')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {SHIPPED_PACKAGES.map(({ name, version, license }) => (
                  <Table.Tr key={`${name} ${version}`}>
                    <Table.Td>{name}</Table.Td>
                    <Table.Td>{version}</Table.Td>
                    <Table.Td>{license}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea.Autosize>
        )}
      </div>
    </Section>
  );
}
