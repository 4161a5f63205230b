const EDITABLE = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';

const isEditing = (event: KeyboardEvent): boolean =>
  event.composedPath().some((target) => target instanceof Element && target.matches(EDITABLE));

/** `n` and `p`, alone and outside anything that takes text, while `isOn`. Events that a page made up are not ours. */
export function followKeys(document: Document, isOn: () => boolean, step: (direction: 1 | -1) => boolean, signal: AbortSignal): void {
  const pressed = (event: KeyboardEvent): void => {
    if (!event.isTrusted || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
    if ((event.key !== 'n' && event.key !== 'p') || !isOn() || isEditing(event)) return;
    if (!step(event.key === 'n' ? 1 : -1)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  (document.defaultView ?? window).addEventListener('keydown', pressed, { capture: true, signal });
}
