import { ResourceNotFoundError } from '@botpress/client'
import { withoutEmpty } from './contract'
import type { Tags } from './records'

type GivenTags = Record<string, string | undefined>

/** The tags after an update: merged, the empty ones unset. */
export const mergeTags = (old: Tags, given: GivenTags | undefined): Tags => withoutEmpty({ ...old, ...given })

type GetOrCreate = { tags: GivenTags; discriminateByTags?: string[] }

/**
 * The test by which a get-or-create call finds what is there. Without `discriminateByTags` all tags must be the
 * same; with it only those named, and one without a value is the same as one that was never set: it matches strangers.
 * @param warn told of each that has none
 */
export const discriminate = (
  { tags, discriminateByTags }: GetOrCreate,
  warn: (text: string) => void
): ((record: { tags: Tags }) => boolean) => {
  for (const tag of (discriminateByTags ?? []).filter((name) => !tags[name])) {
    warn(`a get-or-create call discriminates by tag "${tag}", which has no value`)
  }
  const wanted = withoutEmpty(tags)
  const named = Object.keys(wanted)
  return (record) => {
    const names = discriminateByTags ?? [...Object.keys(record.tags), ...named]
    return names.every((tag) => record.tags[tag] === wanted[tag])
  }
}

/** The tags of a get-or-create call, those in `discriminateByTags` too, so that they are checked as such. */
export const namedTags = ({ tags, discriminateByTags = [] }: GetOrCreate): GivenTags => ({
  ...Object.fromEntries(discriminateByTags.map((tag) => [tag, ''])),
  ...tags,
})

/** @throws {ApiError} when there is none */
export const found = <T>(what: string, id: string, record: T | undefined): T => {
  if (!record) {
    throw new ResourceNotFoundError(`${what} "${id}" not found`)
  }
  return record
}
