/** The files of the product that lean on a supposition about a service, by what they do. */
export const PRODUCT_FILES = {
  client: 'src/brevo/client.ts',
  error: 'src/brevo/error.ts',
  retry: 'src/brevo/retry.ts',
  register: 'src/setup/register.ts',
  startHitl: 'src/actions/start-hitl.ts',
  visitorId: 'src/session/visitor-id.ts',
  webhook: 'src/handler.ts',
  parseEvent: 'src/from-brevo/parse-event.ts',
  started: 'src/from-brevo/conversation-started.ts',
  fragment: 'src/from-brevo/conversation-fragment.ts',
  toUser: 'src/from-brevo/relay-to-user.ts',
  toBrevo: 'src/outbox/relay-to-brevo.ts',
  unsent: 'src/outbox/unsent.ts',
  describe: 'src/wording/describe-message.ts',
  sweep: 'src/outbox/sweep.ts',
  lease: 'src/session/claim.ts',
  once: 'src/session/claim.ts',
  ending: 'src/session/ending.ts',
} as const

export type ProductFile = keyof typeof PRODUCT_FILES
