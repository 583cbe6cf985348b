/** Moves to the first field that is wrong, so that its sentence is seen and read out. */
export function focusFirstError(
  form: { readonly getInputNode: (path: string) => HTMLElement | null },
  errors: Readonly<Record<string, unknown>>,
): void {
  const [first] = Object.keys(errors);
  if (first !== undefined) {
    form.getInputNode(first)?.focus();
  }
}
