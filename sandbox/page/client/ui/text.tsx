const LINK = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/g

/** Words with their line breaks, addresses as links that open beside the page. */
export const Words = ({ text }: { text: string }) => (
  <p class="words" dir="auto">
    {text.split(LINK).map((part, index) =>
      index % 2 === 1 ? (
        <a key={index} href={part} target="_blank" rel="noreferrer">
          {part}
        </a>
      ) : (
        part
      )
    )}
  </p>
)

export const sizeOf = (bytes: number): string => {
  if (bytes < 1_000) {
    return `${bytes} B`
  }
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
