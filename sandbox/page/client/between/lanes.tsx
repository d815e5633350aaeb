/** Where each party stands, in the drawing's units. */
const X: Record<string, number> = { botpress: 7, integration: 36, brevo: 65 }

const HEAD = 5

/** A call as an arrow between the three lanes: Botpress, the integration, Brevo. */
export const Lanes = ({ from, to }: { from: string; to: string }) => {
  const start = X[from] ?? 0
  const end = X[to] ?? 0
  const forth = end > start
  const tip = forth ? end - 3 : end + 3
  const wing = forth ? tip - HEAD : tip + HEAD
  const brevo = from === 'brevo' || to === 'brevo'
  return (
    <svg
      class={`lanes ${brevo ? 'to-brevo' : ''}`}
      width="72"
      height="20"
      viewBox="0 0 72 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      aria-hidden="true"
    >
      <circle cx={start} cy="10" r="2" />
      <path d={`M${start} 10H${tip}M${wing} ${10 - HEAD + 1}L${tip} 10L${wing} ${10 + HEAD - 1}`} />
    </svg>
  )
}
