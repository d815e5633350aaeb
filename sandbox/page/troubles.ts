/** What can be made hard, for whom, and what it does. */
export const TROUBLES = [
  { name: 'slow', where: 'Brevo', label: 'Slow', does: 'Answers after 4 seconds' },
  {
    name: 'limited',
    where: 'Brevo',
    label: 'Rate limit',
    does: 'The hourly limit is used up: answers 429 for two minutes',
  },
  { name: 'error500', where: 'Brevo', label: 'Error 500', does: 'Answers 500' },
  { name: 'unreachable', where: 'Brevo', label: 'Down', does: 'Unreachable: every connection is cut' },
  {
    name: 'namesRefused',
    where: 'Brevo',
    label: 'Refuses own names',
    does: 'Refuses messages under the names of users',
  },
  { name: 'duplicate', where: 'Webhooks', label: 'Twice', does: 'Delivers every webhook twice at once' },
  { name: 'outOfOrder', where: 'Webhooks', label: 'Out of order', does: 'Lets each webhook be overtaken by the next' },
  {
    name: 'held',
    where: 'Webhooks',
    label: 'Held back',
    does: 'Agents answer late: webhooks are kept back until they are released',
  },
  { name: 'botpressFails', where: 'Botpress', label: 'API fails', does: 'Answers every API call with 500' },
] as const

export type TroubleName = (typeof TROUBLES)[number]['name']

export const TROUBLE_NAMES = TROUBLES.map(({ name }) => name)
