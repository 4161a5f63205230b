import { useEffect, useState } from 'preact/hooks';
import type { StartingActions } from './starting';
import { alwaysHere as words } from './strings/starting';

/** Whether pages of this site are shaded by themselves. Nothing for what is no web page. */
export function AlwaysHere({ url, actions }: { url: string; actions: StartingActions }) {
  const [on, setOn] = useState<boolean | null>(null);
  useEffect(() => {
    void actions.isAlways(url).then(setOn);
  }, [url]);
  if (on === null) return null;
  const { hostname } = new URL(url);
  // Asked for inside the gesture: the browser lets nothing else ask.
  const change = (input: HTMLInputElement) => {
    void actions.setAlways(url, input.checked).then((now) => {
      input.checked = now;
      setOn(now);
    });
  };
  return (
    <p class="small always">
      <label>
        <input type="checkbox" checked={on} onChange={(event) => change(event.currentTarget)} /> {words.label(hostname)}
      </label>
      <br />
      {on ? words.isOn : words.isOff}
    </p>
  );
}
