import { Fragment, memo } from 'react';
import type { LiveMark } from '../../../shared/contract/live-view';
import { inertPieces, type TextPiece } from '../../format/inert-text';

interface InertLineProps {
  readonly text: string;
  readonly marks?: readonly LiveMark[];
}

/** Gives an empty line the height of the others. */
const BLANK = '\u00a0';

/** Foreign text made inert: hidden characters appear by name, and matches of a rule are marked. */
export const InertLine = memo(function InertLine({ text, marks }: InertLineProps) {
  if (text === '') {
    return BLANK;
  }
  return inertPieces(text, marks).map((piece, index) => <Piece key={`${index} ${piece.text}`} piece={piece} />);
});

function Piece({ piece: { text, hidden, marked } }: { readonly piece: TextPiece }) {
  const shown = hidden ? <span className="logbell-hidden">{text}</span> : text;
  return marked ? <mark>{shown}</mark> : shown;
}

/** Foreign text of several lines, made inert as in `InertLine`; line breaks are kept. */
export function InertBlock({ text }: { readonly text: string }) {
  return text.split('\n').map((line, index) => (
    <Fragment key={`${index} ${line}`}>
      {index > 0 && '\n'}
      <InertLine text={line} />
    </Fragment>
  ));
}
