import { z } from '@botpress/sdk'
import { describe, expect, it } from 'vitest'
import definition from '../../integration.definition'
import { fieldsOf, valuesOf, viewOf } from './server/fields'

const schema = z.object({
  key: z.string().secret().title('Key').describe('Where it is found'),
  language: z.enum(['English', 'Français']).optional().title('Language'),
  loud: z.boolean().optional().title('Loud'),
  notice: z.string().max(1_000).optional(),
  user: z.literal('{{ event.userId }}'),
})
const fields = fieldsOf(schema)

describe('a form made of a schema', () => {
  it('has every field of the integration’s configuration, with its title and description', () => {
    const shape = Object.entries(definition.configuration?.schema.shape ?? {})
    const made = fieldsOf(definition.configuration!.schema)
    expect(made.map(({ name }) => name)).toEqual(shape.map(([name]) => name))
    expect(made.every(({ name, title, description }) => title !== name && description !== '')).toBe(true)
    expect(made.find(({ name }) => name === 'apiKey')).toMatchObject({ kind: 'secret', required: true })
  })

  it('gives each type of value a kind of its own', () => {
    expect(fields.map(({ title, kind, required }) => [title, kind, required])).toEqual([
      ['Key', 'secret', true],
      ['Language', 'choice', false],
      ['Loud', 'switch', false],
      ['notice', 'longText', false],
      ['user', 'fixed', true],
    ])
    expect(fields[0]).toMatchObject({ description: 'Where it is found' })
    expect(fields[1]?.options).toEqual(['English', 'Français'])
  })

  it('shows what is stored, and of a secret only whether there is one', () => {
    const values = viewOf(fields, { key: 'top secret', loud: true, notice: 'Bye' })
    expect(values.map(({ value, isSet }) => [value, isSet])).toEqual([
      ['', true],
      ['', false],
      [true, true],
      ['Bye', true],
      ['{{ event.userId }}', false],
    ])
  })

  it('stores what was changed but what is fixed, keeps a secret left alone, and removes what is empty', () => {
    const stored = { key: 'top secret', language: 'English', notice: 'Bye' }
    expect(valuesOf(fields, { notice: '', loud: false, user: 'me' }, stored)).toEqual({
      key: 'top secret',
      language: 'English',
      loud: false,
    })
    expect(valuesOf(fields, { key: '' }, stored)).toMatchObject({ key: '' })
    expect(() => valuesOf(fields, { other: '' }, stored)).toThrow('There is no field "other".')
  })
})
