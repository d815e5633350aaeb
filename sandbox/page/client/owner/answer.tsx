import type { ActionAnswer } from '../../model'
import { Icon } from '../ui/icon'

const isGood = (answer: ActionAnswer): boolean => answer.ok && (answer.check?.isProven ?? true)

/** What `register`, or the check of the set-up, answered, as Studio shows it. */
export const Answer = ({ answer }: { answer: ActionAnswer }) => (
  <div class={`answer note ${isGood(answer) ? 'good' : 'bad'}`}>
    <Icon name={isGood(answer) ? 'check' : 'warning'} />
    {answer.ok && answer.check ? (
      <ul>
        {answer.check.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    ) : (
      <p>{answer.ok ? 'Saved. The bot log may say more.' : answer.message}</p>
    )}
  </div>
)
