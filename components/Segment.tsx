interface SegmentProps<Value extends string> {
  legend: string;
  /** Name of the radio group; one of a kind in the panel. */
  name: string;
  options: Readonly<Record<Value, string>>;
  value: Value;
  onPick: (value: Value) => void;
}

/** A few choices side by side, one of them taken: radio buttons, drawn as one control. */
export function Segment<Value extends string>({ legend, name, options, value, onPick }: SegmentProps<Value>) {
  return (
    <fieldset class="segment">
      <legend class="unseen">{legend}</legend>
      {(Object.keys(options) as Value[]).map((option) => (
        <label key={option}>
          <input type="radio" name={name} checked={option === value} onChange={() => onPick(option)} />
          <span class="choice">{options[option]}</span>
        </label>
      ))}
    </fieldset>
  );
}
