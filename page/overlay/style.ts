/**
 * The style sheet of the shadow root. An important rule for the host in here wins over any of the page's. Colours come by custom properties from the block; forced colours put the system's
 * in their place, and the bar alone carries the level.
 */
export const STYLE = `
:host { all: initial !important; position: absolute !important; display: block !important; left: 0 !important; top: 0 !important; width: 0 !important; height: 0 !important; direction: ltr !important; unicode-bidi: normal !important; pointer-events: none !important; overflow-anchor: none !important; }
.frame { position: absolute; left: 0; top: 0; width: 0; height: 0; contain: layout size style; pointer-events: none; overflow-anchor: none; }
.frame.fixed { position: fixed; }
.track, .block { position: absolute; left: 0; top: 0; width: 0; height: 0; }
.fill, .bar, .fact, .flash, .mark { position: absolute; display: block; }
.bar { width: 3px; border-radius: 2px; background: linear-gradient(to top, var(--accent) var(--height), var(--track) var(--height)); }
.out .bar { background: repeating-linear-gradient(to bottom, var(--quiet) 0 5px, transparent 5px 10px); border-radius: 0; }
.dropped .bar { background: repeating-linear-gradient(to bottom, var(--line) 0 3px, transparent 3px 6px); border-radius: 0; }
.unsent .bar, .failed .bar { width: 5px; margin-left: -1px; border-radius: 0; background: repeating-linear-gradient(135deg, var(--quiet) 0 1.5px, transparent 1.5px 4px); box-shadow: inset 0 0 0 .5px var(--quiet); }
.failed .bar { background: repeating-linear-gradient(135deg, var(--warn) 0 1.5px, transparent 1.5px 4px); box-shadow: inset 0 0 0 .5px var(--warn); }
.mark { width: 7px; height: 7px; background: var(--warn); clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%); }
.lit .fill { outline: 2px solid var(--accent); outline-offset: 1px; }
.fact { height: 2px; background: repeating-linear-gradient(to right, var(--warn) 0 2px, transparent 2px 4px); }
.flash { background: var(--flash); box-shadow: inset 0 -2px 0 var(--accent); animation: fade 1.2s linear forwards; }
@keyframes fade { 0%, 88% { opacity: 1; } 100% { opacity: 0; } }
@media (prefers-reduced-motion: reduce) { .flash { animation: none; } }
@media (forced-colors: active) {
  .frame { forced-color-adjust: none; }
  .block { --accent: CanvasText !important; --quiet: CanvasText !important; --line: GrayText !important; --warn: CanvasText !important; --track: Canvas !important; }
  .fill { display: none; }
  .bar { box-shadow: 0 0 0 .5px CanvasText; }
  .lit .bar { outline: 2px solid Highlight; }
  .out .bar, .dropped .bar { box-shadow: none; }
  .flash { background: none; box-shadow: none; outline: 2px solid Highlight; }
}
@media print { .frame { display: none; } }
`;
