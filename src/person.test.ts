import { describe, expect, it } from 'vitest'
import { personProfile } from './person'

describe('personProfile', () => {
  it('keeps name and picture within the limits of Botpress', () => {
    const { name } = personProfile('x'.repeat(500), undefined)
    expect(name).toHaveLength(200)
    expect(personProfile('Ada', `https://example.com/${'x'.repeat(40_000)}`)).toEqual({ name: 'Ada' })
  })

  it('leaves out what is not known or no web address', () => {
    expect(personProfile(' ', 'javascript:alert(1)')).toEqual({})
    expect(personProfile(null, null)).toEqual({})
    expect(personProfile(undefined, '//example.com/j.png')).toEqual({ pictureUrl: 'https://example.com/j.png' })
    expect(personProfile('Julia', 'https://example.com/j.png')).toEqual({
      name: 'Julia',
      pictureUrl: 'https://example.com/j.png',
    })
  })
})
