import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Action } from '../action'
import type { ActionAnswer } from '../model'

/** What every part of the page may use. */
export type Desk = {
  /** Whether the server is there; without it nothing can be done. */
  live: boolean
  /** Does something; a failure is shown at the bottom of the page. */
  run: (action: Action) => Promise<ActionAnswer>
  /** Shows a sentence at the bottom of the page. */
  complain: (sentence: string) => void
}

const NOWHERE: Desk = {
  live: false,
  run: () => Promise.resolve({ ok: false, message: '' }),
  complain: () => {},
}

export const DeskContext = createContext<Desk>(NOWHERE)

/** The page's tools. */
export const useDesk = (): Desk => useContext(DeskContext)
