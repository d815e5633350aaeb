import { DEFAULT_SESSION_OVER_NOTICE, DEFAULT_USER_LABEL } from '../../../definitions/defaults'
import type { Wording } from '../wording'
import { durationIn, pluralIn } from './plural'

const counted = pluralIn('en')
const duration = durationIn(counted, {
  minutes: { one: '# minute', other: '# minutes' },
  hours: { one: '# hour', other: '# hours' },
  days: { one: '# day', other: '# days' },
})

/** English. Brevo's own words: conversation, visitor, agent. */
export const en: Wording = {
  botLabel: 'Bot',
  agentLabel: 'Agent',
  userLabel: DEFAULT_USER_LABEL,
  colon: ': ',
  quoted: (text) => `“${text}”`,

  asksForAgent: (name = 'A user') => `${name} asks for an agent`,
  lastMessage: 'Last message',
  email: 'E-mail',
  contact: 'Contact',
  details: 'Details',
  conversationSoFar: 'Conversation so far',
  notShown: (count) =>
    counted(count, { one: '(# earlier message not shown)', other: '(# earlier messages not shown)' }),
  earlierAgent: '(earlier conversation with an agent)',
  earlierAgentEnd: '(it ended)',

  picture: 'Picture',
  audio: 'Audio',
  video: 'Video',
  file: 'File',
  place: 'Place',
  noLink: '(no link)',
  emptyMessage: '(empty message)',
  unreadable: (type) => `(a message of type “${type}” that cannot be shown here)`,

  delayed: (minutes) => `(Delayed by ${duration(minutes)}: Brevo accepted no messages.)`,
  tooMany: (count) =>
    counted(count, {
      one: '(# earlier message could not be delivered: too many were waiting. It is in Botpress.)',
      other: '(# earlier messages were too many to deliver. They are in Botpress.)',
    }),
  rejected: (count) =>
    counted(count, {
      one: '(# earlier message could not be shown here: Brevo rejected it.)',
      other: '(# earlier messages could not be shown here: Brevo rejected them.)',
    }),
  finishedBefore: '(The chat was finished before this message arrived. The user is with the bot again.)',

  userLeft: DEFAULT_SESSION_OVER_NOTICE,
  alreadyFinished: 'This chat was already finished. Your last message was not delivered.',
  neverConnected:
    'The user was never connected to this chat. Your last message was not delivered. Please finish this conversation.',
  sendAgain: 'Your last message may not have reached the user. Please send it again.',

  setupTest: '(Test of the connection with Botpress. Nobody is waiting; please finish this conversation.)',

  unopenableFile: '(a file that cannot be opened)',
  correction: (text) => `Correction: ${text}`,
  partMissing: '(part of this message could not be shown)',
}
