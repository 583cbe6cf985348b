import { Fragment } from 'react';
import { InertLine } from './inert-line';

/** A foreign text of several lines that steers nothing (`InertLine`); its lines stay lines. */
export function InertBlock({ text }: { readonly text: string }) {
  return text.split('\n').map((line, index) => (
    <Fragment key={`${index} ${line}`}>
      {index > 0 && '\n'}
      <InertLine text={line} />
    </Fragment>
  ));
}
