/** <QrCode path="…" size={29} label="…" />: always dark on white, with a margin from the class around it. */
interface Props {
  path: string;
  size: number;
  label: string;
}

export const QrCode = ({ path, size, label }: Props) => (
  <div class="join__qr">
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path d={path} />
    </svg>
  </div>
);
