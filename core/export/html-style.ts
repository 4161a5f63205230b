/** The style sheet of the annotated page: the look of the overlay and the panel, on screen and on paper, with no address in it. */

/** `--n` is the level that a block shows: by the claims shown (s0..s5) or by all (a0..a5), as the reader chooses above the article. */
const SHADE = `
.b { position: relative; padding: 2px 0 2px; --n: var(--s); background: oklch(.7 .1 235 / calc(var(--n) * .06)); }
:root:has(#by-all:checked) .b { --n: var(--a); }
${[0, 1, 2, 3, 4, 5].map((n) => `.s${n} { --s: ${n}; } .a${n} { --a: ${n}; }`).join(' ')}
.b::before { content: ""; position: absolute; inset-inline-start: -16px; top: 4px; bottom: 4px; width: 3px; border-radius: 2px;
  background: linear-gradient(to top, var(--accent) calc(var(--n) * 20%), var(--track) calc(var(--n) * 20%)); }
.key .s0::before, :root:has(#by-shown:checked) .s0::before, :root:has(#by-all:checked) .a0::before { border-radius: 0; background: repeating-linear-gradient(to bottom, var(--edge) 0 5px, transparent 5px 10px); }
.unsent::before, .failed::before { width: 5px !important; border-radius: 0; background: repeating-linear-gradient(135deg, var(--edge) 0 1.5px, transparent 1.5px 4px) !important; box-shadow: inset 0 0 0 .5px var(--edge); }
.failed::before { background: repeating-linear-gradient(135deg, var(--warn) 0 1.5px, transparent 1.5px 4px) !important; box-shadow: inset 0 0 0 .5px var(--warn); }
:root:has(#by-none:checked) main .b { background: none; } :root:has(#by-none:checked) main .b::before { display: none; }
mark { background: none; color: inherit; } mark.shown { box-shadow: inset 0 -2px 0 var(--accent); }
.fact { text-decoration: underline dotted var(--warn) 2px; text-underline-offset: 4px; }
:target { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; scroll-margin: 24px; }`;

const SCREEN = `
:root { color-scheme: light dark; --ground: light-dark(oklch(.995 .002 95), oklch(.19 .01 260)); --panel: light-dark(oklch(.985 .003 95), oklch(.22 .012 260));
  --ink: light-dark(oklch(.22 .01 260), oklch(.92 .006 95)); --quiet: light-dark(oklch(.47 .012 260), oklch(.72 .012 260)); --line: light-dark(oklch(.9 .005 95), oklch(.32 .012 260));
  --edge: light-dark(oklch(.6 .01 260), oklch(.6 .012 260)); --track: light-dark(oklch(.88 .03 235), oklch(.34 .04 235)); --accent: light-dark(oklch(.45 .11 235), oklch(.78 .09 235)); --warn: light-dark(oklch(.5 .12 50), oklch(.8 .1 70)); }
* { box-sizing: border-box; } body { margin: 0; background: var(--ground); color: var(--ink); font: 14px/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 400px); } p, h1, h2, h3, blockquote, ul, dl, dd, pre { margin: 0; padding: 0; } ul { list-style: none; } a { color: var(--accent); }
.text { font: 18px/1.6 Georgia, serif; max-width: 688px; width: 100%; margin: 0 auto; padding: 40px 24px 64px 40px; } .text h1 { font-size: 30px; line-height: 1.2; text-wrap: pretty; } .text h2 { font-size: 21px; line-height: 1.3; margin: 32px 0 16px; }
.text .b { margin-bottom: 8px; } .text ul { margin-bottom: 16px; } .list-item > p:first-child { display: list-item; list-style: disc; margin-inline-start: 20px; } .quote > p:first-child { padding-inline-start: 20px; font-style: italic; } .caption > p:first-child { font-size: 15px; color: var(--quiet); }
pre { font: 14px/1.5 ui-monospace, monospace; white-space: pre-wrap; margin-bottom: 16px; } .small, .note { font: 12px/1.45 system-ui, sans-serif; color: var(--quiet); } .note { padding-bottom: 2px; } .source { margin: 4px 0 16px; }
aside { background: var(--panel); border-inline-start: 1px solid var(--line); padding: 40px 20px 64px; } aside h2 { font-size: 12px; font-weight: 600; color: var(--quiet); margin: 24px 0 8px; } .lead { font-size: 16px; line-height: 1.4; margin-bottom: 8px; }
.figures { display: flex; flex-wrap: wrap; gap: 8px 24px; font: 14px/1.45 system-ui, sans-serif; } .figures b { display: block; font-size: 22px; font-variant-numeric: tabular-nums; } .basis { margin-top: 8px; }
.key { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 8px 0; padding: 0 0 0 16px; } .key .b { padding: 2px 6px; } .key .b::before { inset-inline-start: -8px; top: 2px; bottom: 2px; } fieldset { border: 0; margin: 8px 0 32px; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 16px; }
.claim { border-top: 1px solid var(--line); padding: 12px 0; } .claim h3 { font-size: 14px; line-height: 1.35; margin: 2px 0 4px; } .claim blockquote { margin-top: 6px; padding-inline-start: 12px; border-inline-start: 2px solid var(--line); } .chosen { border-inline-start: 3px solid var(--accent); padding-inline-start: 12px; margin-inline-start: -15px; }
aside li { border-top: 1px solid var(--line); padding: 8px 0; } dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 12px; } dt { color: var(--quiet); } a:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (max-width: 860px) { main { display: block; } aside { border: 0; border-top: 1px solid var(--line); } .text { padding-bottom: 24px; } }
@media (forced-colors: active) { .b::before { forced-color-adjust: none; --accent: CanvasText; --edge: CanvasText; --warn: CanvasText; --track: Canvas; box-shadow: 0 0 0 .5px CanvasText; } mark.shown { text-decoration: underline 2px; } .chosen { border-inline-start-color: Highlight; } }`;

/** On paper it is light, whatever the reader's theme, and what can only be clicked is gone. */
const PAPER = `
@media print { :root { color-scheme: light; --ground: white; --panel: white; } @page { margin: 18mm 16mm; } body { font-size: 10pt; } .b, .b::before, .key, mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { display: block; } .text { max-width: none; padding: 0 0 0 16px; font-size: 11pt; line-height: 1.5; } aside { border: 0; padding: 0 0 0 16px; break-before: page; } fieldset { display: none; } :target { outline: none; } a { color: inherit; text-decoration: none; } .go { display: none; }
  .source a::after { content: none; } h2, h3 { break-after: avoid; } .claim, .key, .figures, aside li { break-inside: avoid; } p { orphans: 2; widows: 2; } }`;

export const STYLE = `${SCREEN}${SHADE}${PAPER}\n`.replace(/^\n/, '');
