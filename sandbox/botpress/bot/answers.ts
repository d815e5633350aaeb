import { textIn } from '../../shared/json'

export type Saying = { type: string; payload: Record<string, unknown> }

const text = (words: string): Saying => ({ type: 'text', payload: { text: words } })

/** How the bot of Fernhill Bikes, a small bicycle shop, greets. */
export const GREETING = text(
  'Hi, this is the Fernhill Bikes bot. Ask me about an order, our opening hours or our bikes, or ask for a human.'
)

const ESCALATION = /\b(?:human|agent|person)\b/i

export const asksForHuman = (words: string): boolean => ESCALATION.test(words)

const ANSWERS: { asks: RegExp; say: Saying }[] = [
  {
    asks: /\border\b/i,
    say: {
      type: 'choice',
      payload: {
        text: 'What is it about your order?',
        options: [
          { label: 'Where is it?', value: 'where' },
          { label: 'I want to return it', value: 'return' },
          { label: 'Talk to a human', value: 'human' },
        ],
      },
    },
  },
  { asks: /\b(?:hours|open|opening)\b/i, say: text('We are open Monday to Saturday, 9:00 to 18:00.') },
  { asks: /\bbikes?\b/i, say: text('There is the Ridge 2 for hills and gravel, and the Lane for the way to work.') },
  { asks: /\b(?:hi|hello|hey)\b/i, say: text('Hello! What can I do for you?') },
  { asks: /\b(?:thanks|thank you|bye)\b/i, say: text('You are welcome. Have a good ride!') },
]

const NO_ANSWER = text('I have no answer to that. Say "human" and I will fetch someone who has.')
const NOT_TEXT = text('Thank you, I have it. Say "human" if someone should look at it.')

/** The bot's own answer to what a user said, outside of a session. */
export const answerTo = ({ type, payload }: Saying): Saying => {
  if (type !== 'text') {
    return NOT_TEXT
  }
  const words = textIn(payload, 'text')
  return ANSWERS.find(({ asks }) => asks.test(words))?.say ?? NO_ANSWER
}
