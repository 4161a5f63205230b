import type { Edit } from '../core/model';
import type { Blocks, Claims } from './derive';
import { lastEdit as words } from './strings';

interface LastEditProps {
  edit: Edit;
  blocks: Blocks;
  claims: Claims;
  onUndo: () => void;
}

/** What the reader changed last, and the way back. */
export function LastEdit({ edit, blocks, claims, onUndo }: LastEditProps) {
  const what = 'claim' in edit ? claims.get(edit.claim)?.title : blocks.get(edit.block)?.text;
  return (
    <p class="last-edit small">
      <span dir="auto">{words.line(edit.do, what ?? '')}</span>
      <button type="button" class="text" aria-label={words.undoLabel} onClick={() => onUndo()}>
        {words.undo}
      </button>
    </p>
  );
}
