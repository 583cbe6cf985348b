import { Fragment } from 'react';
import { InertLine } from './inert-line';

/** Foreign text of several lines, made inert as in `InertLine`; line breaks are kept. */
export function InertBlock({ text }: { readonly text: string }) {
  return text.split('\n').map((line, index) => (
    <Fragment key={`${index} ${line}`}>
      {index > 0 && '\n'}
      <InertLine text={line} />
    </Fragment>
  ));
}
