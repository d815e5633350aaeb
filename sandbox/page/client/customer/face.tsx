/** The mark of the shop whose bot this is: a wheel. */
export const ShopMark = ({ size = 36 }: { size?: number }) => (
  <svg class="shop-mark" width={size} height={size} viewBox="0 0 36 36" aria-hidden="true">
    <g fill="none" stroke="currentColor" stroke-width="2">
      <circle cx="18" cy="18" r="10.5" />
      <path d="M18 7.500v21M7.5 18h21M10.6 10.600l14.8 14.800M25.4 10.6 10.6 25.4" stroke-width="1.2" />
    </g>
    <circle class="shop-mark-hub" cx="18" cy="18" r="3.5" />
  </svg>
)

type Props = { name: string; picture?: string | null | undefined; size?: 'small' | undefined }

/** A person's picture, or the first letter of the name. */
export const Face = ({ name, picture, size }: Props) =>
  picture ? (
    <img class={`face ${size ?? ''}`} src={picture} alt="" />
  ) : (
    <span class={`face ${size ?? ''}`} aria-hidden="true">
      {name.slice(0, 1)}
    </span>
  )
