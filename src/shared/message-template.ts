/** Values by the name a template calls them: `rule`, `line`, a group's number or name. */
export type TemplateValues = Readonly<Record<string, string>>;

const VARIABLE = /\{\{\s*([\p{L}\p{N}_.-]{1,64})\s*\}\}/gu;

/** A message with its `{{variables}}` filled in. A name without a value stays as written, so that a slip is seen; values are not read again. */
export function fillTemplate(template: string, values: TemplateValues): string {
  return template.replace(VARIABLE, (written, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? written) : written,
  );
}
