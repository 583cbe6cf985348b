import { Table, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RowActions, useRemoval } from '../../../components/saving/row-actions';
import { useSavedRow } from '../../../components/saving/saved-item';

/** List of the settings with people. */
type PeopleList = 'recipients' | 'groups';

/** A recipient or a recipient group. */
interface PeopleRow {
  readonly id: string;
  /** Names it in buttons and notices. */
  readonly title: string;
  readonly name: string;
  readonly details: ReactNode;
  readonly onEdit: () => void;
}

interface PeopleTableProps {
  readonly list: PeopleList;
  readonly label: string;
  /** Titles of the columns for name and details. */
  readonly columns: readonly [string, string];
  readonly rows: readonly PeopleRow[];
}

/** Table of recipients or recipient groups, with a drawer and a delete button for each. */
export function PeopleTable({ list, label, columns, rows }: PeopleTableProps) {
  const { t } = useTranslation();
  const remove = useRemoval(list);
  return (
    <Table highlightOnHover aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column}>{column}</Table.Th>
          ))}
          <Table.Th w={80}>
            <VisuallyHidden>{t('window.row.actions')}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Row key={row.id} list={list} row={row} onDelete={() => void remove(row.id, row.title)} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface RowProps {
  readonly list: PeopleList;
  readonly row: PeopleRow;
  readonly onDelete: () => void;
}

function Row({ list, row: { id, title, name, details, onEdit }, onDelete }: RowProps) {
  const saved = useSavedRow(list, id);
  return (
    <Table.Tr {...saved}>
      <Table.Td className="logbell-path logbell-opens" onClick={onEdit}>
        {name}
      </Table.Td>
      <Table.Td>{details}</Table.Td>
      <Table.Td>
        <RowActions title={title} onEdit={onEdit} onDelete={onDelete} />
      </Table.Td>
    </Table.Tr>
  );
}
