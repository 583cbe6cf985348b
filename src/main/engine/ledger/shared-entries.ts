import { createHash } from 'node:crypto';
import { changeStatement } from './file/change-statement';
import type { Connection } from './file/connection';

/** Newest matches kept: more than one selection can be ahead of another. */
const KEPT = 200_000;
/** Matches added between two removals of old ones. */
const A_REMOVAL = 1_000;
/** Length of the names in the table, characters. */
const NAME_CHARACTERS = 22;

/** Matches in entries of the journal that several followed selections hold, so that each counts once for a rule. */
export class SharedEntries {
  readonly #find;
  readonly #add;
  readonly #remove;

  constructor(connection: Connection) {
    this.#find = connection.prepare('SELECT selection FROM shared_entries WHERE name = ?').raw();
    this.#add = changeStatement(connection, 'INSERT INTO shared_entries (name, selection) VALUES (?, ?)');
    this.#remove = changeStatement(connection, 'DELETE FROM shared_entries WHERE id <= ?');
  }

  /** True unless the rule already matched the entry in another selection. */
  isFirst(ruleId: string, cursor: string, selection: string): boolean {
    const [name, reader] = [digest(`${ruleId}\n${cursor}`), digest(selection)];
    const known = this.#find.get(name) as [string] | undefined;
    if (known) {
      return known[0] === reader;
    }
    const id = Number(this.#add.run(name, reader).lastInsertRowid);
    if (id % A_REMOVAL === 0) {
      this.#remove.run(id - KEPT);
    }
    return true;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, NAME_CHARACTERS);
}
