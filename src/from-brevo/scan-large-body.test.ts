import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanLargeBody } from './scan-large-body'

const VISITOR_ID = 'bpcAZFyZ3Qk1pWq8yJv0bN4mXsabcdefg'

const transcript = (text: string, visitorId = VISITOR_ID) => ({
  eventName: 'conversationTranscript',
  messages: [{ id: 'Pw4zqGf2h8yGAb3Nk', type: 'agent', text }],
  visitor: { id: visitorId, threadId: 'MbTxss4wZbjRkPWxA' },
})

describe('scanLargeBody', () => {
  it('finds event and visitor', () => {
    const body = transcript('x'.repeat(100_000))
    const head = { name: 'conversationTranscript', visitorId: VISITOR_ID }
    expect(scanLargeBody(JSON.stringify(body))).toEqual(head)
    expect(scanLargeBody(JSON.stringify(body, null, 2))).toEqual(head)
  })

  it('finds nothing in what is not ours, or names nobody', () => {
    expect(scanLargeBody(JSON.stringify(transcript('x', 'kZMvWhf8npAu3H6qd57w2Hv6nh6rnxvg')))).toBeUndefined()
    expect(scanLargeBody(JSON.stringify({ ...transcript('x'), eventName: 'other' }))).toBeUndefined()
    expect(scanLargeBody('')).toBeUndefined()
  })

  it('leaves alone what names two', () => {
    const both = JSON.stringify([transcript('x'), transcript('x', VISITOR_ID.replace('AZ', 'BZ'))])
    expect(scanLargeBody(both)).toBeUndefined()
    expect(scanLargeBody(JSON.stringify([transcript('x'), { eventName: 'conversationFragment' }]))).toBeUndefined()
  })

  it('cannot be deceived by a text, whatever it quotes', () => {
    const forged = `"eventName":"conversationFragment","id":"${VISITOR_ID.replace('AZ', 'BZ')}"`
    const part = fc.constantFrom(forged, '\\', '"', '\\"', ',', '{', 'x')
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const body = JSON.stringify(transcript(parts.join('')))
        expect(scanLargeBody(body)).toEqual({ name: 'conversationTranscript', visitorId: VISITOR_ID })
      })
    )
  })

  it.each(['"eventName"', '"id":"bpc', '"id"        ', '"id":"bpcAZFyZ3Qk1pWq8yJv0bN4mXsabcdefg",', '"', 'a'])(
    'takes a bounded time for 8 MB of %j',
    (piece) => {
      const raw = piece.repeat(8_000_000 / piece.length)
      const started = process.cpuUsage()
      scanLargeBody(raw)
      const { user, system } = process.cpuUsage(started)
      expect((user + system) / 1_000).toBeLessThan(1_500)
    }
  )
})
