import * as z from 'zod'
import { TROUBLE_NAMES } from './troubles'

const id = z.string().min(1).max(100)
const text = z.string().max(20_000)

/** A file that was uploaded before, with its link. */
const upload = z.strictObject({
  name: z.string(),
  mimeType: z.string(),
  link: z.url({ protocol: /^https?$/ }),
  size: z.number(),
})

export type Upload = z.infer<typeof upload>

const files = z.array(upload).max(10)

/** Changes to the fields of a form, by name; a field that is left out stays as it is. */
const draft = z.record(z.string().max(100), z.union([z.string().max(5_000), z.boolean()]))

export type Draft = z.infer<typeof draft>

export const action = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('openChat') }),
  z.strictObject({ do: z.literal('say'), chatId: id, text, files }),
  z.strictObject({ do: z.literal('escalate'), chatId: id }),
  z.strictObject({ do: z.literal('answer'), visitorId: id, agentId: id, text, files }),
  z.strictObject({ do: z.literal('finish'), visitorId: id, agentId: id }),
  z.strictObject({ do: z.literal('read'), visitorId: id }),
  // A visitor of the website writes.
  z.strictObject({ do: z.literal('visit') }),
  z.strictObject({ do: z.literal('trouble'), name: z.enum(TROUBLE_NAMES), on: z.boolean() }),
  z.strictObject({ do: z.literal('release') }),
  // What the platform's timer does every hour.
  z.strictObject({ do: z.literal('runRegister') }),
  // A save in Studio.
  z.strictObject({ do: z.literal('configure'), draft }),
  // A save of the webhook in Brevo.
  z.strictObject({ do: z.literal('enterWebhook'), draft }),
  z.strictObject({ do: z.literal('setCard'), draft }),
  // The integration's check of the set-up, which comes with the answer.
  z.strictObject({ do: z.literal('checkSetup') }),
])

export type Action = z.infer<typeof action>
