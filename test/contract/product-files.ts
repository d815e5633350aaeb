/** The files of the product that lean on a supposition about a service, by what they do. */
export const PRODUCT_FILES = {
  client: 'src/brevo/client.ts',
  exchange: 'src/brevo/exchange.ts',
  error: 'src/brevo/error.ts',
  retry: 'src/brevo/retry.ts',
  register: 'src/setup/register.ts',
  record: 'src/setup/record.ts',
  checkBrevo: 'src/setup/check-brevo.ts',
  checkSetup: 'src/actions/check-setup.ts',
  startHitl: 'src/actions/start-hitl.ts',
  findOrCreate: 'src/actions/start-conversation.ts',
  visitorId: 'src/session/visitor-id.ts',
  webhook: 'src/handler.ts',
  parseEvent: 'src/from-brevo/parse-event.ts',
  started: 'src/from-brevo/conversation-started.ts',
  fragment: 'src/from-brevo/conversation-fragment.ts',
  transcript: 'src/from-brevo/conversation-transcript.ts',
  agentUser: 'src/from-brevo/agent-user.ts',
  mergedVisitor: 'src/from-brevo/merged-visitor.ts',
  toUser: 'src/from-brevo/relay-to-user.ts',
  unsent: 'src/outbox/unsent.ts',
  describe: 'src/wording/describe-message.ts',
  sweep: 'src/outbox/sweep.ts',
  claim: 'src/session/claim.ts',
  findSession: 'src/session/find-session.ts',
} as const

export type ProductFile = keyof typeof PRODUCT_FILES
