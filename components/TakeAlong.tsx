import type { ExportFormat, ExportWay, PanelActions } from './state';
import { takeAlong as words } from './strings';

const FORMATS = Object.keys(words.formats) as ExportFormat[];
const WAYS: readonly ExportWay[] = ['download', 'copy'];
/** A page is looked at, not pasted. */
const waysOf = (format: ExportFormat): readonly ExportWay[] => (format === 'html' ? ['download', 'print'] : WAYS);

export function TakeAlong({ onExport }: { onExport: PanelActions['exportAs'] }) {
  return (
    <section class="take-along">
      <h2>{words.title}</h2>
      {FORMATS.map((format) => (
        <p key={format}>
          <span class="format">
            {words.formats[format]} <span class="small">{words.uses[format]}</span>
          </span>
          {waysOf(format).map((way) => (
            <button key={way} type="button" class="text" aria-label={words.label(format, way)} onClick={() => onExport(format, way)}>
              {words.ways[way]}
            </button>
          ))}
        </p>
      ))}
    </section>
  );
}
