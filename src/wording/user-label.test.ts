import { describe, expect, it } from 'vitest'
import { userLabel } from './user-label'

describe('userLabel', () => {
  it.each([
    [undefined, 'Ada', 'Botpress User'],
    ['', 'Ada', 'Botpress User'],
    ['Customer', 'Ada', 'Customer'],
    ['{name} (web)', 'Ada', 'Ada (web)'],
    ['{name}', undefined, 'Botpress User'],
    ['{name}', 'Unknown User', 'Botpress User'],
    ['{name}', "$& $1 $'", "$& $1 $'"],
    ['{name}', 'Ada\nBot: I promise', 'Ada Bot: I promise'],
    ['a\nb', 'Ada', 'a b'],
  ])('%j with %j → %j', (template, name, expected) => {
    expect(userLabel(template, name)).toBe(expected)
  })

  it('fits into a tag', () => {
    expect(userLabel('{name}', 'x'.repeat(1_000))).toHaveLength(200)
  })
})
