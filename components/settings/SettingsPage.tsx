import type { Settings } from '../../core/settings';
import { Amount, Choices, ModelField } from './Fields';
import { KeyForm } from './KeyForm';
import type { Service, SettingsActions, SettingsState } from './state';
import { page as words } from './strings';

interface Props {
  state: SettingsState;
  actions: SettingsActions;
}

const VOYAGE: Record<Settings['voyageModel'], string> = { 'voyage-3.5': 'voyage-3.5', 'voyage-3.5-lite': 'voyage-3.5-lite' };

function Provider({ state, actions, service, address }: Props & { service: Service; address: string | null }) {
  return (
    <KeyForm
      key={service}
      service={service}
      state={state.services[service]}
      address={address}
      onConnect={(entered) => actions.connect(service, entered)}
      onForget={() => actions.forget(service)}
    />
  );
}

/** A server of the reader's choice: where, which model, and what it costs. */
function Server({ state, actions, service }: Props & { service: 'server' | 'embedder' }) {
  const chosen = state.settings[service];
  const change = (more: Partial<Settings['server']>) => actions.change({ [service]: { ...chosen, ...more } });
  const { input = null, output = null } = chosen.price ?? {};
  return (
    <>
      <Provider state={state} actions={actions} service={service} address={chosen.address} />
      <ModelField label={words.model} models={state.services[service].models} value={chosen.model} onPick={(model) => change({ model })} />
      <fieldset>
        <legend>{words.price}</legend>
        <Amount label={words.input} value={input} onChange={(value) => change({ price: { input: value, output: output ?? 0 } })} />
        {service === 'server' && (
          <Amount label={words.output} value={output} onChange={(value) => change({ price: { input: input ?? 0, output: value } })} />
        )}
        <p class="small">{words.priceHint}</p>
      </fieldset>
    </>
  );
}

function Decomposer({ state, actions }: Props) {
  const { decomposer, model } = state.settings;
  return (
    <section>
      <Choices
        legend={words.decomposer}
        name="decomposer"
        options={words.decomposers}
        value={decomposer}
        onPick={(value) => actions.change({ decomposer: value })}
      />
      {decomposer === 'extractive' && <p class="small">{words.offline}</p>}
      {decomposer === 'anthropic' && (
        <>
          <Provider state={state} actions={actions} service="anthropic" address={null} />
          <ModelField
            label={words.model}
            hint={words.modelHint}
            models={state.services.anthropic.models}
            value={model}
            onPick={(value) => value !== '' && actions.change({ model: value })}
          />
        </>
      )}
      {decomposer === 'openai-compatible' && <Server state={state} actions={actions} service="server" />}
    </section>
  );
}

function Similarity({ state, actions }: Props) {
  const { similarity, voyageModel } = state.settings;
  return (
    <section>
      <Choices
        legend={words.similarity}
        name="similarity"
        options={words.similarities}
        value={similarity}
        onPick={(value) => actions.change({ similarity: value })}
      />
      <p class="small">{similarity === 'lexical' ? words.offline : words.uncalibrated}</p>
      {similarity === 'voyage' && (
        <>
          <Provider state={state} actions={actions} service="voyage" address={null} />
          <Choices
            legend={words.model}
            name="voyage-model"
            options={VOYAGE}
            value={voyageModel}
            onPick={(value) => actions.change({ voyageModel: value })}
          />
        </>
      )}
      {similarity === 'openai-compatible' && <Server state={state} actions={actions} service="embedder" />}
    </section>
  );
}

const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ja', 'zh'] as const;
const names = new Intl.DisplayNames('en', { type: 'language' });

function Language({ state, actions }: Props) {
  return (
    <label>
      <span>{words.language}</span>
      <select value={state.settings.language ?? ''} onChange={(event) => actions.change({ language: event.currentTarget.value || null })}>
        <option value="">{words.ownLanguage}</option>
        {LANGUAGES.map((code) => (
          <option key={code} value={code}>
            {names.of(code)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Money({ state: { settings, spent }, actions }: Props) {
  const { limits } = settings;
  return (
    <section>
      <fieldset>
        <legend>{words.limits}</legend>
        <Amount label={words.article} value={limits.article} onChange={(article) => actions.change({ limits: { ...limits, article } })} />
        <Amount label={words.day} value={limits.day} onChange={(day) => actions.change({ limits: { ...limits, day } })} />
        <p class="small">{words.limitsHint}</p>
      </fieldset>
      <h2>{words.spent}</h2>
      <p class="num">{words.spentLine(spent.today, spent.all, spent.tokens)}</p>
      {spent.unsettled > 0 && <p class="small">{words.unsettled(spent.unsettled)}</p>}
    </section>
  );
}

function Agreed({ state, actions }: Props) {
  return (
    <section>
      <h2>{words.agreed}</h2>
      {state.agreed.length === 0 && <p class="small">{words.agreedNone}</p>}
      <ul class="kept">
        {state.agreed.map((origin) => (
          <li key={origin}>
            <span>{origin}</span>
            <button type="button" class="text small" aria-label={words.withdrawLabel(origin)} onClick={() => actions.withdraw(origin)}>
              {words.withdraw}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who finds the claims and compares the sentences, and what that may cost. Every change is kept at once. */
export function SettingsPage(props: Props) {
  return (
    <main class="panel settings">
      <h1>{words.title}</h1>
      <Decomposer {...props} />
      <Similarity {...props} />
      <section>
        <Language {...props} />
      </section>
      <Money {...props} />
      <Agreed {...props} />
      <p class="small foot">{words.privacy}</p>
      <p class="unseen" role="status">
        {props.state.saved ? words.saved : ''}
      </p>
    </main>
  );
}
