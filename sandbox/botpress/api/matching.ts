import { withoutEmpty } from './contract'
import type { Tags } from './records'

type GivenTags = Record<string, string | undefined>

/** Whether a record has all of these tag values. */
export const hasTags = (wanted: GivenTags | undefined): ((record: { tags: Tags }) => boolean) => {
  const pairs = Object.entries(wanted ?? {})
  return ({ tags }) => pairs.every(([tag, value]) => tags[tag] === value)
}

/** The tags after an update: merged, the empty ones unset. */
export const mergeTags = (old: Tags, given: GivenTags | undefined): Tags => withoutEmpty({ ...old, ...given })

type GetOrCreate = { tags: GivenTags; discriminateByTags?: string[] }

/**
 * The test by which a get-or-create call finds what is there. Without `discriminateByTags` all tags must be the
 * same; with it only those named, and one without a value is the same as one that was never set: it matches strangers.
 */
export const discriminate = ({ tags, discriminateByTags }: GetOrCreate): ((record: { tags: Tags }) => boolean) => {
  const wanted = withoutEmpty(tags)
  return (record) => {
    const names = discriminateByTags ?? [...Object.keys(record.tags), ...Object.keys(wanted)]
    return names.every((tag) => record.tags[tag] === wanted[tag])
  }
}

/** Names in `discriminateByTags` that have no value in the call, so that they would match strangers. */
export const valuelessDiscriminators = ({ tags, discriminateByTags }: GetOrCreate): string[] =>
  (discriminateByTags ?? []).filter((tag) => !tags[tag])

/** Names in `discriminateByTags` as tags, so that they are checked as such. */
export const namedTags = ({ discriminateByTags }: GetOrCreate): Tags =>
  Object.fromEntries((discriminateByTags ?? []).map((tag) => [tag, '']))
