import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StoredFile } from './brevo'

const picture = (name: string, mimeType = 'image/png'): StoredFile => ({
  name,
  mimeType,
  buffer: readFileSync(join(__dirname, 'pictures', name)),
})

/** What the customer sends. */
export const BROKEN_CHAIN = picture('broken-chain.png')

/** What the agent answers with. */
export const NEW_CHAIN = picture('new-chain.png')

/** The pictures that the agents have in Brevo. */
export const PORTRAITS = { julia: picture('julia.svg', 'image/svg+xml'), marco: picture('marco.svg', 'image/svg+xml') }
