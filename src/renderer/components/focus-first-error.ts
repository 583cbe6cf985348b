/** Moves to the first field on the page that is wrong, so that its sentence is seen and read out. */
export function focusFirstError(
  form: { readonly getInputNode: (path: string) => HTMLElement | null },
  errors: Readonly<Record<string, unknown>>,
): void {
  const [first] = Object.keys(errors)
    .flatMap((path) => form.getInputNode(path) ?? [])
    .sort((one, other) => (isBefore(one, other) ? -1 : 1));
  first?.focus();
}

function isBefore(one: Node, other: Node): boolean {
  return (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
