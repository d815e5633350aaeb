import * as z from 'zod/mini'
import { clean } from '../text'

/*
 * Every message of Botpress as plain text for an agent. Payloads are read leniently: those of the history come
 * from any channel and the SDK checks none. To support a new type of message, add a line to the table.
 */

const text = z.catch(z.optional(z.string()), undefined)
const amount = z.catch(z.optional(z.number()), undefined)

const list = <T extends z.core.$ZodType>(item: T) => z.catch(z.array(item), [])

const option = z.object({ label: text, value: text })
const button = z.object({ label: text, value: text, action: text })

/** All fields that the known types of message have, each missing or of the right type. */
const fields = z.object({
  text,
  markdown: text,
  title: text,
  subtitle: text,
  address: text,
  imageUrl: text,
  audioUrl: text,
  videoUrl: text,
  fileUrl: text,
  latitude: amount,
  longitude: amount,
  options: list(z.catch(option, { label: undefined, value: undefined })),
  actions: list(z.catch(button, { label: undefined, value: undefined, action: undefined })),
  items: list(z.unknown()),
})

type Fields = z.infer<typeof fields>

const blocItem = z.object({ type: z.string(), payload: z.unknown() })

const EMPTY = '(empty message)'

const joined = (parts: (string | undefined)[], separator: string): string =>
  parts.filter((part) => part !== undefined && part.trim() !== '').join(separator)

const media = (kind: string, title: string | undefined, url: string | undefined): string =>
  `${kind}${title ? ` "${title}"` : ''}: ${url ?? '(no link)'}`

const choices = ({ text: question, options }: Fields): string =>
  joined([question, ...options.map(({ label, value }) => `- ${label ?? value ?? '(no label)'}`)], '\n')

const buttonLine = ({ action, label, value }: Fields['actions'][number]): string =>
  action === 'url' && value ? `- [${label ?? value}] ${value}` : `- [${label ?? value ?? '(no label)'}]`

const card = ({ title, subtitle, imageUrl, actions }: Fields): string =>
  joined(
    [
      `Card: ${joined([title, subtitle], ' – ') || '(no title)'}`,
      imageUrl && media('Image', undefined, imageUrl),
      ...actions.map(buttonLine),
    ],
    '\n'
  )

const place = ({ title, address, latitude, longitude }: Fields): string => {
  const position = latitude === undefined || longitude === undefined ? undefined : `(${latitude}, ${longitude})`
  return `Location: ${joined([joined([title, address], ', '), position], ' ') || '(not told)'}`
}

/** Blocs inside blocs are followed no deeper than this. */
const MAX_DEPTH = 5

const describers: Record<string, (fields: Fields, depth: number) => string> = {
  text: (message) => message.text ?? '',
  markdown: (message) => message.markdown ?? message.text ?? '',
  image: (message) => media('Image', message.title, message.imageUrl),
  audio: (message) => media('Audio', message.title, message.audioUrl),
  video: (message) => media('Video', message.title, message.videoUrl),
  file: (message) => media('File', message.title, message.fileUrl),
  choice: choices,
  dropdown: choices,
  card,
  carousel: ({ items }) =>
    joined(
      items.map((item) => card(read(item))),
      '\n'
    ),
  location: place,
  bloc: ({ items }, depth) =>
    joined(
      items.map((item) => describeItem(item, depth + 1)),
      '\n'
    ),
}

const describeItem = (item: unknown, depth: number): string => {
  const parsed = blocItem.safeParse(item)
  return parsed.success && depth <= MAX_DEPTH ? describeAt(depth, parsed.data.type, parsed.data.payload) : EMPTY
}

const describeUnknown = (type: string, message: Fields): string => {
  const link = message.imageUrl ?? message.audioUrl ?? message.videoUrl ?? message.fileUrl
  const content = joined([message.title, message.subtitle, message.text ?? message.markdown, link], ' – ')
  return content ? `(${type}) ${content}` : `(a message of type "${type}" that cannot be shown here)`
}

const NO_FIELDS = fields.parse({})

const read = (payload: unknown): Fields => fields.safeParse(payload).data ?? NO_FIELDS

const describeAt = (depth: number, type: string, payload: unknown): string => {
  const message = read(payload)
  const describe = Object.hasOwn(describers, type) ? describers[type] : undefined
  const description = clean(describe ? describe(message, depth) : describeUnknown(clean(type), message)).trim()
  return description || EMPTY
}

/**
 * What an agent reads for a message: its text, or what it is with its title and link; items, options and buttons
 * on lines of their own. Never empty.
 * @param payload the message's payload, of any shape
 */
export const describeMessage = (type: string, payload: unknown): string => describeAt(0, type, payload)
