/** One word beside a name. */
import './badge.css';

export function Badge({
  strong = false,
  children,
}: {
  readonly strong?: boolean;
  readonly children: string;
}) {
  return (
    <span className="badge" data-strong={strong}>
      {children}
    </span>
  );
}
