import { loadLibsql } from './libsql';
import type { OpenSqlite } from './native-database';
import { openNodeSqlite } from './node-sqlite';

/** Opens a database with the SQLite of Node, or with libsql where Node has none. */
export const openSqlite: OpenSqlite = openNodeSqlite ?? (await loadLibsql());
