import { useEffect, useState } from 'preact/hooks'
import type { Snapshot } from '../model'

/** `connecting`: nothing heard yet. `lost`: was there, and is not now. */
export type Connection = 'connecting' | 'live' | 'lost'

type News = { connection: Connection; snapshot?: Snapshot | undefined }

const RETRY_MS = 1_500

/** Listens to the server for as long as the page is open: a connection that ends is opened again. */
const listen = (tell: (change: (known: News) => News) => void): void => {
  let isKnown = false
  const connect = (): void => {
    const source = new EventSource('/api/stream')
    source.addEventListener('open', () => {
      // The sandbox may have been started anew, perhaps with another page: nothing that is shown here is in it.
      if (isKnown) {
        window.location.reload()
      }
      isKnown = true
    })
    source.addEventListener('message', ({ data }) => {
      // What this server's own code has written, in the very version this page was served with.
      const snapshot: Snapshot = JSON.parse(data)
      tell(() => ({ connection: 'live', snapshot }))
    })
    source.addEventListener('error', () => {
      source.close()
      tell(({ snapshot }) => ({ connection: 'lost', snapshot }))
      window.setTimeout(connect, RETRY_MS)
    })
  }
  connect()
}

/** What the server tells, as it tells it. */
export const useNews = (): News => {
  const [news, setNews] = useState<News>({ connection: 'connecting' })
  useEffect(() => listen(setNews), [])
  return news
}
