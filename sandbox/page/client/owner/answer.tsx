import type { ActionAnswer } from '../../model'
import { Icon } from '../ui/icon'

const isGood = (answer: ActionAnswer): boolean => answer.ok && (answer.check?.isProven ?? true)

const Checks = ({ lines }: { lines: string[] }) => (
  <ul>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
)

/** What `register`, or the check of the set-up, answered, as Studio shows it. */
export const Answer = ({ answer }: { answer: ActionAnswer }) => (
  <div class={`answer ${isGood(answer) ? 'good' : 'bad'}`}>
    <Icon name={isGood(answer) ? 'check' : 'warning'} />
    {answer.ok && answer.check ? (
      <Checks lines={answer.check.lines} />
    ) : (
      <p>{answer.ok ? 'Saved. The bot log may say more.' : answer.message}</p>
    )}
  </div>
)
