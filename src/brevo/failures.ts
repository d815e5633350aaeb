/** All that is known of a kind of failure. */
type Failure = {
  /** What happened, as the bot's owner reads it: a sentence without its full stop. */
  happened: string
  /** What the owner can do about it, in a sentence without its full stop. */
  remedy: string
  /** Pauses before further tries, in ms; none where another try would fare no better. */
  pausesMs: readonly number[]
  /** Whether the last pause repeats as long as there is time. Not where a further try may double a line. */
  goesOn: boolean
}

const table = <Name extends string>(failures: Record<Name, Failure>): Record<Name, Failure> => failures

const ONCE = { pausesMs: [], goesOn: false }
const OUTAGES = 'If this persists, see https://status.brevo.com for outages'

/** What can go wrong with a call to Brevo, by what can be done about it. */
export const FAILURES = table({
  /** No connection was made; nothing was stored. */
  unreachable: {
    happened: 'Brevo could not be reached over the network',
    remedy: OUTAGES,
    pausesMs: [300, 900, 1_500],
    goesOn: true,
  },
  /** The account's hourly limit is used up; nothing was stored. */
  limited: {
    happened: "The hourly limit of your Brevo account's API is used up",
    remedy: 'It resets automatically within the hour; a higher Brevo plan has a higher limit',
    pausesMs: [1_000, 3_000],
    goesOn: false,
  },
  /** Brevo answered 503 before doing anything. */
  busy: { happened: 'Brevo is busy or under maintenance', remedy: OUTAGES, pausesMs: [500, 1_500], goesOn: true },
  /** A time-out, a cut connection or a 5xx; the message may have been stored. */
  unclear: {
    happened: 'Brevo did not answer in time or answered with an error',
    remedy: OUTAGES,
    pausesMs: [500, 1_500],
    goesOn: false,
  },
  /** One of the two meanings of a 401. */
  wrongKey: {
    happened: 'Brevo does not accept the API key',
    remedy:
      'Create one in Brevo under Settings → SMTP & API → API Keys & MCP, and enter it in the configuration of this integration',
    ...ONCE,
  },
  /** The other meaning of a 401. */
  blockedAddress: {
    happened: 'Brevo blocks API calls from unknown IP addresses, and those of Botpress change',
    remedy: 'Open https://app.brevo.com/security/authorised_ips and deactivate the blocking for API keys',
    ...ONCE,
  },
  /** Brevo does not accept this request, now or later. */
  refused: {
    happened: 'Brevo rejected the request',
    remedy:
      'Check the agent ID of this integration (and on the "Start HITL" card), and that the API key has access to Conversations',
    ...ONCE,
  },
  /** No call was made, because the invocation had no time left. */
  outOfTime: {
    happened: 'There was no time left to call Brevo',
    remedy: 'The next message of either side sends them, or the hourly check',
    ...ONCE,
  },
})

export type BrevoFailure = keyof typeof FAILURES
