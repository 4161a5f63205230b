import type { ExportFormat, ExportWay, PanelActions } from './state';
import { takeAlong as words } from './strings';

const FORMATS = Object.keys(words.formats) as ExportFormat[];
const WAYS = Object.keys(words.ways) as ExportWay[];

export function TakeAlong({ onExport }: { onExport: PanelActions['exportAs'] }) {
  return (
    <section class="take-along">
      <h2>{words.title}</h2>
      {FORMATS.map((format) => (
        <p key={format}>
          <span class="format">
            {words.formats[format]} <span class="small">{words.uses[format]}</span>
          </span>
          {WAYS.map((way) => (
            <button key={way} type="button" class="text" aria-label={words.label(format, way)} onClick={() => onExport(format, way)}>
              {words.ways[way]}
            </button>
          ))}
        </p>
      ))}
    </section>
  );
}
