import { oneLine } from '../text'
import { joined, said, sceneItems, type Describe } from './describe-parts'
import type { Payload } from './payload'
import { indented } from './speaker'

/** A question with its options in one line. */
export const choice: Describe = (message, scene) => [
  said(message.text('text'), scene),
  joined(
    sceneItems(message.list('options'), scene).map((option) => bracketed(option)),
    ' '
  ),
]

/** An option or button, and what else it says. What it sends when it is chosen is of no interest. */
const bracketed = (option: Payload): string => {
  const label = option.text('label', 'title', 'text', 'value')
  option.ignore('value', 'payload', 'action')
  return joined([label && `[${oneLine(label)}]`, ...option.unreadWords()], ' ')
}

/** Title and subtitle, picture, links on lines of their own, the other buttons in one line. */
export const card: Describe = (message, scene) => {
  const heading = joined([message.text('title'), message.text('subtitle')], ' – ')
  const picture = message.address('imageUrl')
  const buttons = sceneItems(message.list('actions'), scene).map((action) => button(action))
  return [
    said(heading, scene),
    picture && `${scene.words.picture}${scene.words.colon}${picture}`,
    ...buttons.map(({ link }) => link),
    joined(
      buttons.map(({ plain }) => plain),
      ' '
    ),
  ]
}

const button = (action: Payload): { link?: string; plain?: string } => {
  const address = action.raw('action') === 'url' ? action.address('value') : undefined
  return address === undefined ? { plain: bracketed(action) } : { link: joined([bracketed(action), address], ' ') }
}

/** Card after card; what belongs to one is indented. */
export const carousel: Describe = (message, scene) =>
  sceneItems(message.list('items'), scene).map((item) => {
    const [first = '', ...further] = joined([...card(item, scene), ...item.unreadWords()]).split('\n')
    return joined([first, ...further.map(indented)])
  })
