import { useEffect, useState } from 'preact/hooks'
import type { CallView, Hello, Snapshot } from '../model'

/** `connecting`: nothing heard yet. `lost`: was there, and is not now. */
export type Connection = 'connecting' | 'live' | 'lost'

/** All that the page knows. */
export type News = { connection: Connection; real: boolean; snapshot?: Snapshot; calls: CallView[] }

const SHOWN_CALLS = 300
const RETRY_MS = 1_500

const merged = (news: News, changes: Partial<Snapshot>): News =>
  news.snapshot ? { ...news, snapshot: { ...news.snapshot, ...changes } } : news

/**
 * Each call once, as it was told last, in the order of their beginnings: calls are told when they end, and what caused
 * others ends after them.
 */
const inOrder = (calls: CallView[]): CallView[] => {
  const latest = [...new Map(calls.map((call) => [call.id, call])).values()]
  return latest.sort((one, other) => one.at - other.at || other.durationMs - one.durationMs || one.id - other.id)
}

/**
 * Listens to the server, for as long as it takes: a connection that ends is opened again.
 * @returns a function that ends it
 */
const listen = (tell: (change: (news: News) => News) => void): (() => void) => {
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
    source.addEventListener('change', ({ data }) => {
      const changes: Partial<Snapshot> = JSON.parse(data)
      tell((news) => merged(news, changes))
    })
    source.addEventListener('calls', ({ data }) => {
      const calls: CallView[] = JSON.parse(data)
      tell((news) => ({ ...news, calls: inOrder([...news.calls, ...calls]).slice(-SHOWN_CALLS) }))
    })
    source.addEventListener('error', () => {
      tell((news) => ({ ...news, connection: 'lost' }))
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
export const useNews = (): News => {
  const [news, setNews] = useState<News>({ connection: 'connecting', real: false, calls: [] })
  useEffect(() => listen(setNews), [])
  return news
}
