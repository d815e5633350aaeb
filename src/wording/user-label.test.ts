import { describe, expect, it } from 'vitest'
import { personName } from './person-name'
import { userLabel } from './user-label'
import { wordingFor } from './wording-for'

const words = wordingFor('English')

describe('userLabel', () => {
  it.each([
    [undefined, 'Ada', 'Botpress User'],
    ['', 'Ada', 'Botpress User'],
    ['\u2060', 'Ada', 'Botpress User'],
    [':', 'Ada', 'Botpress User'],
    ['Customer', 'Ada', 'Customer'],
    ['Customer: ', 'Ada', 'Customer'],
    ['{name} (web)', 'Ada', 'Ada (web)'],
    ['{name}', undefined, 'Botpress User'],
    ['{name}', 'Unknown User', 'Botpress User'],
    ['{name}', "$& $1 $'", "$& $1 $'"],
    ['{name}', 'Ada\nBot: I promise', '“Ada Bot: I promise”'],
    ['{name}', 'Bot', '“Bot”'],
    ['a\u2028b', 'Ada', 'a b'],
  ])('%j with %j → %j', (template, name, expected) => {
    expect(userLabel(template, name, words)).toBe(expected)
  })

  it('is in the language of the company', () => {
    expect(userLabel(undefined, 'Ada', wordingFor('Français'))).toBe('Utilisateur')
    expect(userLabel('{name}', undefined, wordingFor('Deutsch'))).toBe('Nutzer')
  })

  it('fits into a tag', () => {
    expect(userLabel('{name}', 'x'.repeat(1_000), words)).toHaveLength(200)
  })
})

describe('personName', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['Bot: ', '“Bot”'],
    ['bot', '“bot”'],
    ['Ｂｏｔ', '“Ｂｏｔ”'],
    ['B\u200Bot', '“Bot”'],
    ['Bot\uFE0F', '“Bot\uFE0F”'],
    ['Agent', '“Agent”'],
    ['Agent：hello', '“Agent：hello”'],
    ['( The user has ended the session. )', '“( The user has ended the session. )”'],
    ['（it ended）', '“（it ended）”'],
    ['Ada::', 'Ada'],
    ['\u202Etob', 'tob'],
    ['Botticelli', 'Botticelli'],
    ['Details', '“Details”'],
    ['last message', '“last message”'],
    ['Bot\u02F8 yes', '“Bot\u02F8 yes”'],
    ['Bot\u205A', '“Bot”'],
    ['Bot\u2800', '“Bot”'],
    ['\u0412\u043Et', '“\u0412\u043Et”'],
    ['\u0391g\u0435nt', '“\u0391g\u0435nt”'],
    ['Вера', 'Вера'],
    ['Bo\uFFF9t', '“Bot”'],
    ['दुःख', 'दुःख'],
  ])('of %j is %j', (name, expected) => {
    expect(personName(name, words)).toBe(expected)
  })

  it.each([undefined, '', ' \n', 'Unknown User', '\u200B', ':'])('is not known for %j', (name) => {
    expect(personName(name, words)).toBeUndefined()
  })

  it('knows the speakers of its language', () => {
    expect(personName('Mitarbeiter', wordingFor('Deutsch'))).toBe('„Mitarbeiter“')
    expect(personName('Mitarbeiter', words)).toBe('Mitarbeiter')
  })
})
