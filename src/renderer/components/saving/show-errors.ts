/** Part of a Mantine form that finds its fields. */
interface FormFields {
  readonly getInputNode: (path: string) => HTMLElement | null;
}

/** Shows errors at the fields of a form and focuses the first of them. */
export function showErrors(
  form: FormFields & { readonly setErrors: (errors: Record<string, string>) => void },
  errors: Readonly<Record<string, string>>,
): void {
  form.setErrors(errors);
  focusFirstError(form, errors);
}

/** Focuses the first field with an error, so that its sentence is seen and read out. */
export function focusFirstError(form: FormFields, errors: Readonly<Record<string, unknown>>): void {
  const [first] = Object.keys(errors)
    .flatMap((path) => form.getInputNode(path) ?? [])
    .sort((one, other) => (isBefore(one, other) ? -1 : 1));
  first?.focus();
}

function isBefore(one: Node, other: Node): boolean {
  return (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
