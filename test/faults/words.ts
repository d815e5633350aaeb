import { API_KEY } from '../../sandbox/sandbox'

/** Stands in every text of a user; in nothing else. */
export const USER_WORD = 'zebrafinch'
/** Stands in every text and file name of an agent. */
export const AGENT_WORD = 'kingfisher'
/** Stands in every text of a visitor who is not the bot's. */
export const STRANGER_WORD = 'nightjar'

export const USER_NAME = 'Persephone Quillfeather'
export const USER_EMAIL = 'persephone+q@owlpost.example'
/** Has every kind of character that a secret may have. */
export const WEBHOOK_SECRET = 'hoopoe-of_the.webhook~9431'

/** What no log may hold, with what it is. */
const CONFIDENTIAL: [what: string, words: string][] = [
  ['the API key', API_KEY],
  ['the webhook secret', WEBHOOK_SECRET],
  ["a user's words", USER_WORD],
  ["an agent's words", AGENT_WORD],
  ["a stranger's words", STRANGER_WORD],
  ["a user's name", USER_NAME],
  ["a user's e-mail address", USER_EMAIL],
  ["an agent's name", 'Julia'],
  ["an agent's name", 'Marco'],
  ["an agent's e-mail address", 'julia@shop.example'],
  ["an agent's e-mail address", 'marco@shop.example'],
]

/** Shorter pieces of base64 might stand in an id by chance. */
const MIN_BASE64_LENGTH = 8

/**
 * The base64 that stands for the words wherever they begin within a group of three bytes, less the letters at both
 * ends that depend on what stands around them.
 */
const base64Forms = (words: string): string[] =>
  [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(words)])
    const encoded = bytes.toString('base64').replace(/=+$/, '')
    const first = Math.ceil((offset * 8) / 6)
    const whole = encoded.slice(first, Math.floor((bytes.length * 8) / 6))
    return whole.length < MIN_BASE64_LENGTH ? [] : [whole, whole.replaceAll('+', '-').replaceAll('/', '_')]
  })

const percentForms = (words: string): string[] => {
  const all = [...Buffer.from(words)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  return [encodeURIComponent(words), new URLSearchParams({ words }).toString().slice('words='.length), all]
}

const FORMS = CONFIDENTIAL.map(([what, words]) => {
  const plain = [words, JSON.stringify(words).slice(1, -1), ...percentForms(words)].map((form) => form.toLowerCase())
  return { what, plain: [...new Set(plain)], base64: [...new Set(base64Forms(words))] }
})

/** What must not stand in a log and does, in whatever form: plain, percent-encoded or in base64. */
export const leaksIn = (output: string): string[] => {
  const lowered = output.toLowerCase()
  return FORMS.filter(
    ({ plain, base64 }) => plain.some((form) => lowered.includes(form)) || base64.some((form) => output.includes(form))
  ).map(({ what }) => what)
}
