import type { JSX } from 'preact'
import type { RegisterAnswer } from '../../model'
import { Icon } from '../ui/icon'

/** What `register` answered, as Studio shows it. */
export const Answer = ({ answer }: { answer: RegisterAnswer }): JSX.Element => (
  <div class={`answer ${answer.ok ? 'good' : 'bad'}`}>
    <Icon name={answer.ok ? 'check' : 'warning'} />
    <p>{answer.ok ? 'Saved and registered. The bot log may say more.' : answer.message}</p>
  </div>
)
