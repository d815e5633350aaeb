import { describe, expect, it } from 'vitest'
import { noticeAfterEnd } from './notice'
import { wordingFor } from './wording-for'

const words = wordingFor('English')

describe('noticeAfterEnd', () => {
  it.each([
    [
      'bot',
      'The user has left this chat. Your last message was not delivered. Please finish this conversation; the user can ask for an agent again.',
    ],
    ['agent', 'This chat was already finished. Your last message was not delivered.'],
    [
      'failedStart',
      'The user was never connected to this chat. Your last message was not delivered. Please finish this conversation.',
    ],
  ] as const)('says what happened: %s', (cause, expected) => {
    expect(noticeAfterEnd(cause, words)).toBe(expected)
  })

  it('gives way to the notice of the owner, unless that is blank', () => {
    expect(noticeAfterEnd('agent', words, ' Call 1234.\nThanks ')).toBe('Call 1234.\nThanks')
    expect(noticeAfterEnd('agent', words, ' \u2060 ')).toBe(words.alreadyFinished)
  })
})
