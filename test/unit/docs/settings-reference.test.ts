import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { alertmanagerSchema } from '../../../src/shared/settings/alertmanager/alertmanager-schema';
import { problemRoutingSchema } from '../../../src/shared/settings/channels/channel-schema';
import { alertsSourceSchema, fileSchema, journalSourceSchema } from '../../../src/shared/settings/log-schema';
import { policySchema } from '../../../src/shared/settings/rules/policy-schema';
import { ruleSchema } from '../../../src/shared/settings/rules/rule-schema';
import {
  appSchema,
  deliverySchema,
  groupSchema,
  heartbeatSchema,
  metricsSchema,
  receiveSchema,
  recipientSchema,
  sensSchema,
  watchSchema,
} from '../../../src/shared/settings/schema';

/** Tables of docs/reference/settings.md, compared with the schema. */

const PAGE = readFileSync(new URL('../../../docs/reference/settings.md', import.meta.url), 'utf8');

const OBJECTS: Readonly<Record<string, z.ZodMiniObject>> = {
  app: appSchema,
  watch: watchSchema,
  sens: sensSchema,
  delivery: deliverySchema,
  problems: problemRoutingSchema,
  policy: policySchema,
  metrics: metricsSchema,
  alertmanager: alertmanagerSchema,
  receive: receiveSchema,
  'recipients[]': recipientSchema,
  'groups[]': groupSchema,
  'files[]': z.extend(fileSchema, {
    journal: z.optional(journalSourceSchema.shape.journal),
    alerts: z.optional(alertsSourceSchema.shape.alerts),
  }),
  'rules[]': ruleSchema,
  'heartbeats[]': heartbeatSchema,
};

/** A field as the schema or the page has it. */
interface Field {
  readonly default: string;
  readonly values: string;
}

/** A schema without its wrappers, and what these say of the default. */
interface Unwrapped {
  readonly inner: z.core.$ZodType;
  readonly fallback: string;
}

function unwrap(schema: z.core.$ZodType, fallback = '_required_'): Unwrapped {
  if (schema instanceof z.ZodMiniDefault) {
    return unwrap(schema.def.innerType, `\`${JSON.stringify(schema.def.defaultValue)}\``);
  }
  if (schema instanceof z.ZodMiniPrefault) {
    return unwrap(schema.def.innerType, '');
  }
  if (schema instanceof z.ZodMiniOptional) {
    return unwrap(schema.def.innerType, fallback === '_required_' ? 'optional' : fallback);
  }
  return schema instanceof z.ZodMiniNullable ? unwrap(schema.def.innerType, fallback) : { inner: schema, fallback };
}

/** Bounds of a refined number or duration. */
const BOUNDS = z.object({ params: z.object({ minimum: z.string(), maximum: z.string() }) });

function valuesOf(schema: z.core.$ZodType): string {
  if (schema instanceof z.ZodMiniEnum) {
    return schema.options.map((value) => `\`${value}\``).join(', ');
  }
  if (schema instanceof z.ZodMiniLiteral) {
    return Array.from(schema.def.values, (value) => `\`${String(value)}\``).join(', ');
  }
  const checks = schema._zod.def.checks ?? [];
  const bounds = checks.map((check) => BOUNDS.safeParse(check._zod.def)).find(({ success }) => success)?.data?.params;
  const quote = schema instanceof z.ZodMiniString ? '`' : '';
  return bounds ? `${quote}${bounds.minimum}${quote}–${quote}${bounds.maximum}${quote}` : '';
}

/** Fields of an object and of the objects in it, by path; quiet hours have one table, that of the policy. */
function fieldsOf(path: string, object: z.ZodMiniObject): [string, Field][] {
  return Object.entries<z.core.$ZodType>(object.shape).flatMap(([name, schema]) => {
    const { inner, fallback } = unwrap(schema);
    const list = inner instanceof z.ZodMiniArray ? '[]' : '';
    const item = inner instanceof z.ZodMiniArray ? unwrap(inner.def.element).inner : inner;
    const itemPath = `${path}.${name}${list}`;
    const parts = item instanceof z.ZodMiniObject && itemPath !== 'rules[].quiet[]' ? fieldsOf(itemPath, item) : [];
    return [[`${path}.${name}`, { default: fallback, values: valuesOf(item) }], ...parts];
  });
}

/** Fields of the page: the rows of each section that is named after an object. */
function documentedFields(): [string, Field][] {
  return PAGE.split(/^### /m)
    .slice(1)
    .flatMap((section) => {
      const object = /^`([\w.[\]]+)`/.exec(section)?.[1] ?? '';
      const body = section.split(/^## /m)[0] ?? '';
      return Array.from(
        body.matchAll(/^\| `(\w+)` +\| (.*?) +\| (.*?) *\| /gm),
        ([, name = '', fallback = '', values = '']): [string, Field] => [
          `${object}.${name}`,
          { default: fallback.trim(), values: values.trim() },
        ],
      );
    });
}

/** Words for a default that the schema does not have: a link, or a phrase such as "all files". */
const IN_WORDS = /^(\[.+|[a-z ]+|`policy\.\w+`)$/;

it('every field is in its table, with its default and values', () => {
  const documented = new Map(documentedFields());
  const inSchema = Object.entries(OBJECTS).flatMap(([path, object]) => fieldsOf(path, object));
  expect([...documented.keys()].sort()).toEqual(inSchema.map(([path]) => path).sort());
  const expected = inSchema.map(([path, field]) => {
    const said = documented.get(path)?.default ?? '';
    const isFree = field.default === 'optional' || said.startsWith('[');
    return [path, { ...field, default: isFree && IN_WORDS.test(said) ? said : field.default }] as const;
  });
  expect([...documented].sort()).toEqual([...expected].sort());
});
