/** The settings page: rendered at every change of what its Desk knows. */
import '../../components/panel.css';
import { render } from 'preact';
import * as z from 'zod/mini';
import { SettingsPage } from '../../components/settings/SettingsPage';
import { Desk } from './desk';

// zod probes `new Function` to see whether it may compile; an extension's CSP reports that as a violation.
z.config({ jitless: true });

const root = document.getElementById('settings');
if (root) {
  const desk: Desk = new Desk((state) => render(<SettingsPage state={state} actions={desk} />, root));
  void desk.open();
}
