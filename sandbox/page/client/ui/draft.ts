import { useState } from 'preact/hooks'
import type { UploadAnswer } from '../../model'

/** What is written and not sent. */
export type Draft = { text: string; files: UploadAnswer[] }

export const NO_DRAFT: Draft = { text: '', files: [] }

/** For as long as the page is open. */
const drafts = new Map<string, Draft>()

/**
 * A draft that is still there when the place where it is written has been away.
 * @param id whom it is for
 * @returns it, and a function that changes it, also after that place has gone
 */
export const useDraft = (id: string): [Draft, (change: (draft: Draft) => Draft) => void] => {
  const [draft, setDraft] = useState(() => drafts.get(id) ?? NO_DRAFT)
  const update = (change: (draft: Draft) => Draft): void => {
    const changed = change(drafts.get(id) ?? NO_DRAFT)
    drafts.set(id, changed)
    setDraft(changed)
  }
  return [draft, update]
}
