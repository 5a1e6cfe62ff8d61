import { encode } from 'uqr'

/** A QR code with two modules of quiet around it, always dark on white. */
export function Qr(props: { text: string; label: string }) {
  const code = () => encode(props.text, { border: 2 })
  const path = () =>
    code()
      .data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
      .join('')
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${code().size} ${code().size}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={props.label}
    >
      <path fill="#fff" d={`M0 0h${code().size}v${code().size}H0z`} />
      <path fill="#16130F" d={path()} />
    </svg>
  )
}
