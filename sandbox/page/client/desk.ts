import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Action } from '../action'

/** What every part of the page may use. */
export type Desk = {
  /** Whether the server is there; without it nothing can be done. */
  live: boolean
  /** Does something, and tells whether it was done; a failure is shown at the bottom of the page. */
  run: (action: Action) => Promise<boolean>
  /** Shows a sentence at the bottom of the page. */
  complain: (sentence: string) => void
}

export const DeskContext = createContext<Desk>({ live: false, run: async () => false, complain: () => {} })

export const useDesk = (): Desk => useContext(DeskContext)
