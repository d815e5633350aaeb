import { z } from '@botpress/sdk'
import { describe, expect, it } from 'vitest'
import definition from '../../integration.definition'
import { fieldsOf, valuesOf, viewOf } from './server/fields'

const schema = z.object({
  key: z.string().secret().title('Key').describe('Where it is found'),
  language: z.enum(['English', 'Français']).default('English').title('Language'),
  tone: z.union([z.literal('warm').title('Warm'), z.literal('dry')]).optional(),
  loud: z.boolean().default(true).title('Loud'),
  tries: z.number().optional().title('Tries'),
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
      ['tone', 'choice', false],
      ['Loud', 'switch', false],
      ['Tries', 'number', false],
      ['notice', 'longText', false],
      ['user', 'fixed', true],
    ])
    expect(fields[0]).toMatchObject({ description: 'Where it is found' })
    expect(fields[2]?.options).toEqual([
      { value: 'warm', label: 'Warm' },
      { value: 'dry', label: 'dry' },
    ])
  })

  it('shows what is stored, or the default, and of a secret only whether there is one', () => {
    const values = viewOf(fields, { key: 'top secret', tries: 3, notice: 'Bye' })
    expect(values.map(({ value, isSet }) => [value, isSet])).toEqual([
      ['', true],
      ['English', false],
      ['', false],
      [true, false],
      ['3', true],
      ['Bye', true],
      ['{{ event.userId }}', false],
    ])
  })

  it('stores what was changed but what is fixed, keeps a secret left alone, and removes what is empty', () => {
    const stored = { key: 'top secret', tries: 3, notice: 'Bye' }
    expect(valuesOf(fields, { tries: '4', notice: '', loud: false, tone: '', user: 'me' }, stored)).toEqual({
      key: 'top secret',
      tries: 4,
      loud: false,
    })
    expect(valuesOf(fields, { key: '' }, stored)).toMatchObject({ key: '' })
    expect(() => valuesOf(fields, { tries: 'many' }, stored)).toThrow('"Tries" is a number.')
    expect(() => valuesOf(fields, { other: '' }, stored)).toThrow('There is no field "other".')
  })
})
