import { type BrevoWorld, RECEIVED_FROM } from './brevo-world'
import { isTranscript, messagesOf } from './event-log'
import type { Statement } from './statement'

/** What the product takes for granted about the events of what an agent does by hand. */
export const brevoAgent: Statement<BrevoWorld>[] = [
  {
    says: "An agent's answer comes in a conversationFragment, without a receivedFrom",
    leansOn: ['fragment', 'parseEvent'],
    try: async (world) => {
      const { openingId, arrivals } = await world.talk()
      const answers = arrivals
        .filter(({ eventName }) => eventName === 'conversationFragment')
        .flatMap(messagesOf)
        .filter(({ id, receivedFrom }) => id !== openingId && receivedFrom !== RECEIVED_FROM)
      const isUnmarked = answers.length > 0 && answers.every(({ receivedFrom }) => receivedFrom === undefined)
      return { holds: isUnmarked, saw: answers.length === 0 ? 'it did not come' : marked(!isUnmarked) }
    },
  },
  {
    says: 'An agent who finishes causes a conversationTranscript with all messages, the opening with its receivedFrom',
    leansOn: ['transcript', 'mergedVisitor', 'mark'],
    try: async (world) => {
      const { openingId, mark, arrivals } = await world.talk()
      const transcript = arrivals.find(isTranscript)
      const messages = transcript ? messagesOf(transcript) : []
      const opening = messages.find(({ id }) => id === openingId)
      const kept = opening?.receivedFrom === mark
      const isWhole = opening !== undefined && messages.length > 1
      return {
        holds: kept && isWhole,
        saw: transcript ? `it came, ${isWhole ? 'whole' : 'in part'}; opening ${marked(kept)}` : 'it did not come',
      }
    },
  },
]

const marked = (isMarked: boolean): string => (isMarked ? 'with receivedFrom' : 'without receivedFrom')
