import { describe, expect, it } from 'vitest'
import { MAX_TEXT_LENGTH } from '../brevo/client'
import { batchText } from './batch'

describe('batchText', () => {
  it('puts all lines into one text, in order', () => {
    expect(batchText(['U: one', 'U: two'])).toBe('U: one\nU: two')
  })

  it('condenses the oldest lines into one that says so', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `U: ${index} ${'x'.repeat(500)}`)
    const text = batchText(lines)
    const condensed = Number(/^\((\d+) earlier messages of this conversation are left out/.exec(text)?.[1])
    expect(text.length).toBeLessThanOrEqual(MAX_TEXT_LENGTH)
    expect(text).toContain(lines.at(-1))
    expect(text).toContain(lines[condensed + 1])
    expect(text).toContain(`U: ${condensed} x`)
    expect(text).toContain('…')
    expect(text).not.toContain(`U: ${condensed - 1} `)
  })

  it('shortens a long line rather than leave it out', () => {
    const text = batchText([`U: ${'x'.repeat(9_990)}`, 'U: did you get it?'])
    expect(text.length).toBeLessThanOrEqual(MAX_TEXT_LENGTH)
    expect(text).toMatch(/^U: x{9000,}…\nU: did you get it\?$/)
  })

  it('keeps the newest line whole even if it alone is too long', () => {
    const newest = 'y'.repeat(MAX_TEXT_LENGTH + 5)
    expect(batchText(['old', newest])).toContain(newest)
  })
})
