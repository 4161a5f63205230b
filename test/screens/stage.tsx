/** A page that draws any scene when it is asked to; scripts/screens.mjs asks and takes the pictures. */
import '../../components/panel.css';
import { render } from 'preact';
import { SCENES } from '../fixtures/scenes';

const stage = document.getElementById('stage')!;

/** A scene as a reader finds it, or with every fold that has content opened. */
function show(surface: string, name: string, open: boolean): void {
  render(null, stage);
  render(SCENES[surface]![name]!(), stage);
  if (open) for (const fold of stage.querySelectorAll('details')) if (fold.childElementCount > 1) fold.open = true;
  window.scrollTo(0, 0);
}

const names = Object.fromEntries(Object.entries(SCENES).map(([surface, scenes]) => [surface, Object.keys(scenes)]));

Object.assign(window, { show, names });
