import type { ComponentChildren } from 'preact';
import { count } from './strings';

interface FoldProps {
  title: string;
  /** How many things are inside; left out where that says nothing. */
  n?: number;
  /** One line that the closed fold says already. */
  brief?: string;
  open?: boolean;
  onToggle?: (open: boolean) => void;
  children: ComponentChildren;
}

/** A section that opens and closes. `open` is how it starts; after that it is the reader's. */
export function Fold({ title, n, brief, open = false, onToggle, children }: FoldProps) {
  return (
    <details class="fold" open={open} onToggle={onToggle && ((event) => onToggle(event.currentTarget.open))}>
      <summary>
        <h2>{n === undefined ? title : `${title} (${count(n)})`}</h2>
        {brief && <span class="small num">{brief}</span>}
      </summary>
      {children}
    </details>
  );
}
