import type { OwnerLine } from '../../../shared/owner-log'
import { Log } from '../ui/log'
import { Words } from '../ui/text'
import { exactTimeOf } from '../ui/time'

/** What the bot's owner reads of the integration in Botpress. */
export const BotLog = ({ lines }: { lines: OwnerLine[] }) => (
  <Log label="Bot log" newest={lines.at(-1)?.id}>
    {lines.length === 0 ? (
      <p class="empty quiet note">The integration has said nothing to the bot’s owner yet.</p>
    ) : (
      <ol class="note">
        {lines.map(({ id, at, level, text }) => (
          <li key={id} class={`owner-line padded ${level}`}>
            <p class="quiet">
              {exactTimeOf(at)} <strong>{level}</strong>
            </p>
            <Words text={text} />
          </li>
        ))}
      </ol>
    )}
  </Log>
)
