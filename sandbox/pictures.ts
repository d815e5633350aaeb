import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file as a person picks it. */
export type PickedFile = { name: string; mimeType: string; buffer: Buffer }

const png = (name: string): PickedFile => ({
  name,
  mimeType: 'image/png',
  buffer: readFileSync(join(__dirname, 'pictures', name)),
})

/** What the customer sends. */
export const BROKEN_CHAIN = png('broken-chain.png')

/** What the agent answers with. */
export const NEW_CHAIN = png('new-chain.png')
