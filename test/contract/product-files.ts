/** The files of the product that lean on a supposition about a service, by what they do. */
export const PRODUCT_FILES = {
  client: 'src/brevo/client.ts',
  error: 'src/brevo/error.ts',
  retry: 'src/brevo/retry.ts',
  register: 'src/setup/register.ts',
  startHitl: 'src/actions/start-hitl.ts',
  visitorId: 'src/session/visitor-id.ts',
  webhook: 'src/from-brevo/webhook.ts',
  parseEvent: 'src/from-brevo/event.ts',
  started: 'src/from-brevo/started.ts',
  fragment: 'src/from-brevo/fragment.ts',
  toUser: 'src/from-brevo/relay.ts',
  toBrevo: 'src/to-brevo/relay.ts',
  unsent: 'src/to-brevo/waiting.ts',
  describe: 'src/to-brevo/describe.ts',
  sweep: 'src/to-brevo/sweep.ts',
  lease: 'src/session/lease.ts',
  once: 'src/session/once.ts',
  ending: 'src/session/ending.ts',
} as const

export type ProductFile = keyof typeof PRODUCT_FILES
