/** What of a form (Mantine's) is needed to lead to its fields. */
interface FormFields {
  readonly getInputNode: (path: string) => HTMLElement | null;
}

/** Shows at its fields what is wrong with a form, and moves to the first of them. */
export function showErrors(
  form: FormFields & { readonly setErrors: (errors: Record<string, string>) => void },
  errors: Readonly<Record<string, string>>,
): void {
  form.setErrors(errors);
  focusFirstError(form, errors);
}

/** Moves to the first field on the page that is wrong, so that its sentence is seen and read out. */
export function focusFirstError(form: FormFields, errors: Readonly<Record<string, unknown>>): void {
  const [first] = Object.keys(errors)
    .flatMap((path) => form.getInputNode(path) ?? [])
    .sort((one, other) => (isBefore(one, other) ? -1 : 1));
  first?.focus();
}

function isBefore(one: Node, other: Node): boolean {
  return (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
