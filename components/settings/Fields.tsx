import { useId } from 'preact/hooks';

interface ChoicesProps<Value extends string> {
  legend: string;
  name: string;
  options: Readonly<Record<Value, string>>;
  value: Value;
  onPick: (value: Value) => void;
}

/** A few choices, one a line. */
export function Choices<Value extends string>({ legend, name, options, value, onPick }: ChoicesProps<Value>) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {(Object.keys(options) as Value[]).map((option) => (
        <label key={option} class="tick">
          <input type="radio" name={name} checked={option === value} onChange={() => onPick(option)} />
          <span>{options[option]}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface ModelFieldProps {
  label: string;
  hint?: string;
  models: readonly string[];
  value: string;
  onPick: (model: string) => void;
}

/** Out of the provider's list; where there is none, by its name. */
export function ModelField({ label, hint, models, value, onPick }: ModelFieldProps) {
  const list = useId();
  return (
    <label>
      <span>{label}</span>
      <input type="text" list={list} spellcheck={false} value={value} onChange={(event) => onPick(event.currentTarget.value.trim())} />
      <datalist id={list}>
        {models.map((model) => (
          <option key={model} value={model} />
        ))}
      </datalist>
      {hint && <span class="small">{hint}</span>}
    </label>
  );
}

interface AmountProps {
  label: string;
  /** US dollars; null where nothing was entered. */
  value: number | null;
  onChange: (value: number) => void;
}

/** What is no amount is not taken: the field says so by itself. */
export function Amount({ label, value, onChange }: AmountProps) {
  return (
    <label class="amount">
      <input
        type="number"
        min={0}
        step="any"
        value={value ?? ''}
        onChange={({ currentTarget }) => {
          if (currentTarget.value !== '' && currentTarget.validity.valid) onChange(currentTarget.valueAsNumber);
        }}
      />
      <span>{label}</span>
    </label>
  );
}
