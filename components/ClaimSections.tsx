import { useMemo, useState } from 'preact/hooks';
import { Candidates, type ListProps, SelectedClaims } from './Claims';
import { ANY, Find, fitting } from './Find';
import { Questions } from './Questions';
import { digest as words } from './strings';

/** The selected claims, the open questions, and the candidates that were considered: all, or those that the reader looks for. */
export function ClaimSections(props: Omit<ListProps, 'fits'>) {
  const { decomposition: d } = props;
  const [sought, setSought] = useState(ANY);
  const fits = useMemo(() => fitting(d.claims, sought), [d.claims, sought]);
  const list = { ...props, fits };
  return (
    <>
      <section>
        <h2>{words.selected}</h2>
        {d.claims.length === 0 ? <p>{words.noClaims}</p> : <SelectedClaims {...list} />}
      </section>
      {d.claims.length > 1 && <Find claims={d.claims} selected={d.selection.selected} sought={sought} fits={fits} onSeek={setSought} />}
      <Questions decomposition={d} />
      <Candidates {...list} />
    </>
  );
}
