import type { Outlook } from '../core/cost';
import { consent as words } from './strings/consent';

interface ConsentProps {
  /** One for each provider that has not been agreed to, or whose cost is to be seen first. */
  outlooks: readonly Outlook[];
  /** The month of the prices. */
  pricesAsOf: string;
  /** US dollars spent today, and the day's limit. */
  today: number;
  dayLimit: number;
  onAgree: () => void;
  onOffline: () => void;
}

const tokens = ({ inputTokens, outputTokens }: Outlook): string =>
  words.tokens(
    words.about(inputTokens.value, inputTokens.margin),
    outputTokens.value === 0 ? '' : words.about(outputTokens.value, outputTokens.margin),
  );

function Destination({ outlook }: { outlook: Outlook }) {
  const { remote, usd } = outlook;
  return (
    <li>
      <h3>{new URL(remote.origin).host}</h3>
      <p>
        {words.what(outlook.paragraphs, outlook.words)}, {words.task[remote.task]}
      </p>
      <p class="small num">
        {remote.model} · {tokens(outlook)} · {usd === null ? words.noPrice : words.cost(usd.value, usd.margin)}
      </p>
    </li>
  );
}

/** Before anything is sent: where, what, how much of it, at what cost. */
export function Consent({ outlooks, pricesAsOf, today, dayLimit, onAgree, onOffline }: ConsentProps) {
  const exact = outlooks.length > 0 && outlooks.every((outlook) => outlook.exact);
  return (
    <section class="consent" aria-label={words.title}>
      <h2>{words.title}</h2>
      <ul>
        {outlooks.map((outlook) => (
          <Destination key={`${outlook.remote.origin} ${outlook.remote.task}`} outlook={outlook} />
        ))}
      </ul>
      <p class="small">{exact ? words.counted(pricesAsOf) : words.basis(pricesAsOf)}</p>
      <p class="small num">{words.limits(today, dayLimit)}</p>
      <p class="ways">
        <button type="button" class="text" onClick={() => onAgree()}>
          {words.agree}
        </button>
        <button type="button" class="text" onClick={() => onOffline()}>
          {words.offline}
        </button>
      </p>
    </section>
  );
}
