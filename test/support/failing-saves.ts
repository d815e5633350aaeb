import { expect } from 'vitest'
import { API_KEY, MARCO } from '../../sandbox/sandbox'
import type { Flow } from './flow'

type Save = { fields: Record<string, unknown>; provoke?: (flow: Flow) => void }

const fails = (path: RegExp, status: number, body?: object) => (flow: Flow) =>
  flow.brevo.faults.add({ path, fault: { kind: 'status', status, ...(body && { body }) } })

const UNKNOWN_ADDRESS = 'We have detected you are using an unrecognised IP address 1.2.3.4'

/** For each sentence that a save fails with: what is saved, and what is wrong in Brevo. */
const SAVES: Record<string, Save> = {
  'Brevo does not accept the API key': { fields: { apiKey: API_KEY.slice(0, -4) } },
  'Brevo blocks API calls from unknown IP addresses': {
    fields: { userLabel: 'Visitor' },
    provoke: fails(/./, 401, { code: 'unauthorized', message: UNKNOWN_ADDRESS }),
  },
  'Brevo does not know the agent ID': { fields: { agentId: MARCO.id.slice(0, -1) } },
  'The API key may not use Conversations': { fields: { agentId: MARCO.id }, provoke: fails(/conversations/, 403) },
  'The API key could not be checked': {
    fields: { userLabel: 'Visitor' },
    provoke: (flow) => flow.brevo.limit.exhaust(1_800),
  },
}

const saveFails =
  (sentence: string, { fields, provoke }: Save) =>
  async (flow: Flow): Promise<void> => {
    provoke?.(flow)
    const failed = { ok: false, message: expect.stringContaining(sentence) }
    expect(await flow.configured(fields, () => flow.botpress.register())).toEqual(failed)
    flow.brevo.faults.clear()
    flow.brevo.limit.reset()
    expect(await flow.botpress.register()).toEqual({ ok: true })
  }

/** By the words of hub.md: each symptom of a save, how it comes about, and that the save passes afterwards. */
export const FAILING_SAVES: Record<string, (flow: Flow) => Promise<void>> = Object.fromEntries(
  Object.entries(SAVES).map(([sentence, save]) => [`Saving fails: "${sentence}"`, saveFails(sentence, save)])
)
