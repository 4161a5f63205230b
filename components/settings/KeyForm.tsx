import { useId, useState } from 'preact/hooks';
import { failures } from '../strings';
import type { Entered, KeyLasts, Service, ServiceState, Trial } from './state';
import { key as keyWords, page as words } from './strings';

function sentence(trial: Trial, lasts: KeyLasts | null): string {
  if (trial === 'trying') return keyWords.trying;
  if (trial === 'good') return lasts === null ? keyWords.good : `${keyWords.good} ${keyWords.lasts[lasts]}`;
  if (trial === 'forgotten') return keyWords.forgotten;
  if (trial === null) return lasts === null ? '' : keyWords.lasts[lasts];
  return 'wrong' in trial ? trial.wrong : failures[trial.code];
}

interface KeyFormProps {
  service: Service;
  state: ServiceState;
  /** Null where the provider has its own. */
  address: string | null;
  onConnect: (entered: Entered) => void;
  onForget: () => void;
}

/** Where a provider is and the key it wants: tried at once, and kept only when it works. What was typed is not shown again. */
export function KeyForm({ service, state: { lasts, trial }, address, onConnect, onForget }: KeyFormProps) {
  const id = useId();
  const [where, setWhere] = useState(address ?? '');
  const [secret, setSecret] = useState('');
  const [session, setSession] = useState(false);
  const failed = trial !== null && typeof trial === 'object';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onConnect({ address: where, key: secret.trim(), lasts: session ? 'session' : 'kept' });
    setSecret('');
  };
  const described = { 'aria-describedby': `${id}-said`, 'aria-invalid': failed };
  return (
    <form onSubmit={submit}>
      {address !== null && (
        <label>
          <span>{words.address}</span>
          <input type="text" inputMode="url" value={where} onInput={(event) => setWhere(event.currentTarget.value)} {...described} />
          <span class="small">{words.addressHint}</span>
        </label>
      )}
      <label>
        <span>{address === null ? keyWords.label : keyWords.optional}</span>
        <input
          type="password"
          autocomplete="off"
          spellcheck={false}
          required={address === null}
          value={secret}
          onInput={(event) => setSecret(event.currentTarget.value)}
          {...described}
        />
        <span class="small">{keyWords.privacy}</span>
      </label>
      <label class="tick">
        <input type="checkbox" checked={session} onChange={(event) => setSession(event.currentTarget.checked)} />
        <span>{keyWords.session}</span>
      </label>
      <p class={failed ? 'said wrong' : 'said'} id={`${id}-said`} role="status">
        {sentence(trial, lasts)}
        {failed && 'detail' in trial && trial.detail && (
          <span class="small" dir="auto">
            {trial.detail}
          </span>
        )}
      </p>
      <p class="ways">
        <button type="submit" class="text" disabled={trial === 'trying'}>
          {keyWords.try[service]}
        </button>
        {lasts !== null && (
          <button type="button" class="text danger" onClick={() => onForget()}>
            {keyWords.forget}
          </button>
        )}
      </p>
    </form>
  );
}
