import { useEffect, useState } from 'preact/hooks';
import type { KeepingActions } from './state';
import { bringBack as words } from './strings';

type OnImport = KeepingActions['importFile'];

/** A file that cannot be read holds no decomposition: it is refused where all the others are. */
const importFrom = (file: File, onImport: OnImport): Promise<void> => file.text().then(onImport, () => onImport(''));

/** Files may be dropped anywhere on the panel. True while one is held over it. */
export function useDrop(onImport: OnImport): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const life = new AbortController();
    const on = (type: 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
      addEventListener(type, (event) => event.dataTransfer?.types.includes('Files') && act(event), { signal: life.signal });
    on('dragover', (event) => {
      event.preventDefault();
      setHeld(true);
    });
    // the pointer left the panel, and not only an element in it
    on('dragleave', (event) => event.relatedTarget === null && setHeld(false));
    on('drop', (event) => {
      event.preventDefault();
      setHeld(false);
      const file = event.dataTransfer?.files[0];
      if (file) void importFrom(file, onImport);
    });
    return () => life.abort();
  }, [onImport]);
  return held;
}

/** The way in for what was taken along. */
export function BringBack({ onImport }: { onImport: OnImport }) {
  const onChange = (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (file) void importFrom(file, onImport);
    // the same file may be chosen again
    input.value = '';
  };
  return (
    <p class="bring-back">
      <label class="text">
        <input class="unseen" type="file" accept=".json,application/json" onChange={(event) => onChange(event.currentTarget)} />
        {words.choose}
      </label>
      <span class="small">{words.how}</span>
    </p>
  );
}
