/** A file as a person picks it. */
export type PickedFile = { name: string; mimeType: string; buffer: Buffer }

const svg = (name: string, body: string): PickedFile => ({
  name,
  mimeType: 'image/svg+xml',
  buffer: Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 280 180" width="560" height="360">${body}</svg>`
  ),
})

const LINK = '<rect x="-30" y="-15" width="60" height="30" rx="15" fill="none" stroke-width="9"/>'

const chain = (links: [x: number, y: number, turn: number][], color: string): string =>
  `<g stroke="${color}">${links.map(([x, y, turn]) => `<g transform="translate(${x} ${y}) rotate(${turn})">${LINK}</g>`).join('')}</g>`

/** What the customer sends. */
export const BROKEN_CHAIN = svg(
  'broken-chain.svg',
  `<rect width="280" height="180" fill="#d9e2dc"/><ellipse cx="140" cy="150" rx="110" ry="10" fill="#c3d0c8"/>` +
    chain(
      [
        [50, 82, -8],
        [96, 78, 4],
        [188, 104, 34],
        [230, 122, 12],
      ],
      '#4b5a52'
    ) +
    '<path d="M134 74l10 10-10 10 8 10" fill="none" stroke="#b3261e" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>'
)

/** What the agent answers with. */
export const NEW_CHAIN = svg(
  'new-chain.svg',
  `<rect width="280" height="180" fill="#fff6de"/><rect x="20" y="34" width="240" height="112" rx="16" fill="#ffffff" stroke="#e9d9a8" stroke-width="2"/>` +
    chain(
      [
        [66, 90, 0],
        [104, 90, 0],
        [142, 90, 0],
        [180, 90, 0],
        [218, 90, 0],
      ],
      '#0b5d46'
    )
)
