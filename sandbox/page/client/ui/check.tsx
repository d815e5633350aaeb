import type { ComponentChildren } from 'preact'

type Props = { checked: boolean; onChange: (checked: boolean) => void; children: ComponentChildren }

export const Check = ({ checked, onChange, children }: Props) => (
  <label class="check row">
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
    <span>{children}</span>
  </label>
)
