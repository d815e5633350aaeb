import { describe, expect, it } from 'vitest'
import { realEmail } from './email'

describe('realEmail', () => {
  it.each([
    ['Ada@Example.COM ', 'ada@example.com'],
    ['ada@no-reply.example.com', 'ada@no-reply.example.com'],
    [undefined, undefined],
    ['', undefined],
    ['ada', undefined],
    ['@example.com', undefined],
    ['a@b@c', undefined],
    ['a b@example.com', undefined],
    [`${'a'.repeat(250)}@example.com`, undefined],
    ['user_01H@no-reply.my-bot.botpress.com', undefined],
    ['user_01H@my-bot.botpress.invalid', undefined],
    ['USER@NO-REPLY.bot.botpress.com', undefined],
  ])('%s → %s', (given, expected) => {
    expect(realEmail(given)).toBe(expected)
  })
})
