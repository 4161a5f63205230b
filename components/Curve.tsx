/** The captured share against the number of claims shown, over the slider; what it says, the slider's value text says too. */
export function Curve({ curve, k }: { curve: readonly number[]; k: number }) {
  const last = Math.max(1, curve.length - 1);
  const x = (index: number) => (100 * index) / last;
  const y = (share: number) => 100 * (1 - share);
  const line = curve.map((share, index) => `${x(index)},${y(share)}`).join(' ');
  const at = Math.min(k, curve.length) - 1;
  return (
    <div class="curve">
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <polygon points={`0,100 ${line} 100,100`} />
        <polyline points={line} />
      </svg>
      <i style={{ insetInlineStart: `${x(at)}%`, top: `${y(curve[at] ?? 0)}%` }} />
    </div>
  );
}
