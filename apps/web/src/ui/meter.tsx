import { Meter as Base } from "@base-ui/react/meter";

/** How much of a limit is used, as a slim bar. `label` is spoken. */
export function Meter({
  value,
  max,
  label,
  className = "w-16",
}: {
  value: number;
  max: number;
  label: string;
  className?: string;
}) {
  return (
    <Base.Root
      aria-label={label}
      value={Math.min(value, max)}
      max={max}
      getAriaValueText={() => `${value} of ${max}`}
      className={className}
    >
      <Base.Track className="h-1 overflow-hidden rounded-sm bg-line">
        <Base.Indicator className="rounded-sm bg-accent" />
      </Base.Track>
    </Base.Root>
  );
}
