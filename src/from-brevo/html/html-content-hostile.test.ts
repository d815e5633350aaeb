import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { htmlContent, MAX_HTML_LENGTH } from './html-content'

describe('hostile HTML', () => {
  it('never throws, and no tag is left of what is well formed', () => {
    const part = fc.constantFrom(
      ...'<>/!-=\'"& ab'.split(''),
      '<a href=',
      '<img src=',
      '<!--',
      '</',
      '<script>',
      '<li>'
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string())), (parts) => {
        expect(typeof htmlContent(parts.join('')).words).toBe('string')
      })
    )
  })

  it('is read as far as its limit when it is too long, with a sign', () => {
    const picture = `<img src="data:image/png;base64,${'A'.repeat(MAX_HTML_LENGTH)}">`
    expect(htmlContent(`<p>Hi</p>${picture}<p>more</p>`).words).toBe('Hi\n…')
    expect(htmlContent(`<p>${'a'.repeat(MAX_HTML_LENGTH)}</p>`).words.length).toBeGreaterThan(100_000)
  })

  it.each([
    ['<'],
    ['<div>'],
    ['</div>'],
    ['<!--'],
    ['<!doctype'],
    ['<a href="https://x.y/1">'],
    ['<a b="'],
    ['<a '],
    ['a=" '],
    ['&'],
    [' '],
    ['\u00A0'],
    ['<svg><desc>'],
    ['<script></'],
    ['<pre>\n'],
    ['<br>'],
    ['<li>a'],
  ])('takes time in proportion to its length: %j', (piece) => {
    const take = (length: number): number => {
      const html = piece.repeat(Math.floor(length / piece.length))
      const started = process.cpuUsage()
      htmlContent(html)
      const { user, system } = process.cpuUsage(started)
      return (user + system) / 1_000
    }
    const quarter = take(MAX_HTML_LENGTH / 4)
    const whole = take(MAX_HTML_LENGTH)
    expect(whole).toBeLessThan(1_500)
    // Four times the length; a quadratic reader would take sixteen times as long.
    expect(whole).toBeLessThan(Math.max(500, quarter * 10))
  })
})
