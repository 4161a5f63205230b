import type { Edit } from '../core/model';
import type { Blocks, Claims } from './derive';
import { lastEdit as words } from './strings';

/** The text of the block or the titles of the claims that it was done to. */
function objectOf(edit: Edit, blocks: Blocks, claims: Claims): string {
  if ('block' in edit) return blocks.get(edit.block)?.text ?? '';
  const ids = 'claims' in edit ? edit.claims : [edit.claim];
  return ids.flatMap((id) => claims.get(id)?.title ?? []).join(' · ');
}

interface LastEditProps {
  edit: Edit;
  blocks: Blocks;
  claims: Claims;
  onUndo: () => void;
}

/** What the reader changed last, and the way back. */
export function LastEdit({ edit, blocks, claims, onUndo }: LastEditProps) {
  return (
    <p class="last-edit small">
      <span dir="auto">{words.line(edit.do, objectOf(edit, blocks, claims))}</span>
      <button type="button" class="text" aria-label={words.undoLabel} onClick={() => onUndo()}>
        {words.undo}
      </button>
    </p>
  );
}
