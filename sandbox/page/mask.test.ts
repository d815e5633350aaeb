import { expect, it } from 'vitest'
import { Mask } from './server/mask'

it('covers secrets by field, by value in every form, and in queries', () => {
  const mask = new Mask()
  mask.add('top secret')
  mask.add('abc')
  const masked = mask.over({
    'Api-Key': 'anything',
    list: [{ token: 'x' }, 'top%20secret', 'say top secret!', Buffer.from('top secret').toString('base64')],
    body: '{"url":"https://x.example/?secret=wrong&a=1"}',
    count: 3,
    nothing: null,
    text: 'abc',
    log: 'enter https://x.example/?secret=YOUR-WEBHOOK-SECRET and tick',
  })
  expect(masked).toEqual({
    'Api-Key': '••••',
    list: [{ token: '••••' }, '••••', 'say ••••!', '••••'],
    body: '{"url":"https://x.example/?secret=••••&a=1"}',
    count: 3,
    nothing: null,
    text: 'abc',
    log: 'enter https://x.example/?secret=YOUR-WEBHOOK-SECRET and tick',
  })
})
