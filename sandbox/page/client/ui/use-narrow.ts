import { useEffect, useState } from 'preact/hooks'

const NARROW = window.matchMedia('(max-width: 759px)')

/** Whether the window is so narrow that one pane is shown at a time, now and later. */
export const useNarrow = (): boolean => {
  const [narrow, setNarrow] = useState(NARROW.matches)
  useEffect(() => {
    const changed = (): void => setNarrow(NARROW.matches)
    changed()
    NARROW.addEventListener('change', changed)
    return () => NARROW.removeEventListener('change', changed)
  }, [])
  return narrow
}
