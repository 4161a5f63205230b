/** What the panel can ask of the browser around the page. */

export interface Shortcut {
  readonly name: string;
  /** null: of the toolbar button. */
  readonly description: string | null;
  /** As the browser writes it; null where none is set. */
  readonly keys: string | null;
}

export interface StartingActions {
  /** Whether pages of the site are shaded by themselves; null for what is no web page. */
  isAlways(url: string): Promise<boolean | null>;
  /** @returns how it is now: the browser asks the reader, who may say no */
  setAlways(url: string, on: boolean): Promise<boolean>;
  shortcuts(): Promise<readonly Shortcut[]>;
  /** Opens the page of the browser on which they are changed. */
  changeShortcuts(): void;
}
