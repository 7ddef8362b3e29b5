/** A trend without axes, beside its number. Heard as the sentence given. */
export function Sparkline(props: { values: readonly (number | null)[]; label: string; width?: number }) {
  const width = props.width ?? 88;
  const height = 24;
  const known = props.values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const least = Math.min(...known);
  const span = Math.max(...known) - least || 1;
  const step = (width - 6) / Math.max(1, props.values.length - 1);
  const points = props.values.flatMap((value, index) =>
    value === null ? [] : [[3 + index * step, height - 3 - ((value - least) / span) * (height - 6)] as const],
  );
  const [endX, endY] = points.at(-1)!;
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={props.label}
      className="sj-flip"
    >
      <polyline
        points={points.map((point) => point.join(',')).join(' ')}
        fill="none"
        stroke="var(--sj-accent)"
        strokeWidth="1.75"
        strokeLinejoin="round"
      />
      <circle cx={endX} cy={endY} r="2.5" fill="var(--sj-accent)" />
    </svg>
  );
}
