import { useEffect, useState } from 'preact/hooks'
import type { CallView, Hello, News, Snapshot } from '../model'

/** `connecting`: nothing heard yet. `lost`: was there, and is not now. */
export type Connection = 'connecting' | 'live' | 'lost'

export type Known = { connection: Connection; real: boolean; snapshot?: Snapshot; calls: CallView[] }

const SHOWN_CALLS = 300
const RETRY_MS = 1_500

/**
 * Each call once, as it was told last, in the order of their beginnings: calls are told when they end, and what caused
 * others ends after them.
 */
const inOrder = (calls: CallView[]): CallView[] => {
  const latest = [...new Map(calls.map((call) => [call.id, call])).values()]
  return latest.sort((one, other) => one.at - other.at || other.durationMs - one.durationMs || one.id - other.id)
}

/** What is shown, with what has been told since; the very same list when that is nothing. */
const withNew = (shown: CallView[], told: CallView[]): CallView[] =>
  told.length === 0 ? shown : inOrder([...shown, ...told]).slice(-SHOWN_CALLS)

/**
 * Listens to the server, for as long as it takes: a connection that ends is opened again.
 * @returns a function that ends it
 */
const listen = (tell: (change: (known: Known) => Known) => void): (() => void) => {
  let source: EventSource
  let timer: number | undefined
  let isKnown = false
  const open = (): void => {
    source = new EventSource('/api/stream')
    // What this server's own code has written, in the very version this page was served with.
    source.addEventListener('hello', ({ data }) => {
      const { real, snapshot, calls }: Hello = JSON.parse(data)
      // The sandbox may have been started anew, perhaps with another page: nothing that is shown here is in it.
      if (isKnown) {
        window.location.reload()
        return
      }
      isKnown = true
      tell(() => ({ connection: 'live', real, snapshot, calls: inOrder(calls) }))
    })
    source.addEventListener('news', ({ data }) => {
      const { snapshot, calls }: News = JSON.parse(data)
      tell((known) => ({ ...known, snapshot, calls: withNew(known.calls, calls) }))
    })
    source.addEventListener('error', () => {
      tell((known) => ({ ...known, connection: 'lost' }))
      if (source.readyState === EventSource.CLOSED) {
        timer = window.setTimeout(open, RETRY_MS)
      }
    })
  }
  open()
  return () => {
    window.clearTimeout(timer)
    source.close()
  }
}

/** What the server tells, as it tells it. */
export const useNews = (): Known => {
  const [known, setKnown] = useState<Known>({ connection: 'connecting', real: false, calls: [] })
  useEffect(() => listen(setKnown), [])
  return known
}
