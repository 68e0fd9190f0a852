import { useId } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string
  readonly placeholder?: string
  readonly maxLength?: number
  readonly autoFocus?: boolean
  readonly required?: boolean
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'date' | 'datetime-local'
}

/** A field of one line, with its name and what it wants. */
export function Field({ label, hint, placeholder, required = false, type = 'text', maxLength = 200, ...rest }: FieldProps) {
  return (
    <TextField className="field" {...rest} type={type} maxLength={maxLength} isRequired={required}>
      <Label>{label}</Label>
      <Input dir="auto" {...(placeholder ? { placeholder } : {})} />
      {hint && <Text slot="description">{hint}</Text>}
    </TextField>
  )
}

/** A field of several lines. */
export function LongField({
  label,
  hint,
  placeholder,
  required = false,
  rows = 3,
  maxLength = 8_000,
  type: _,
  ...rest
}: FieldProps & { readonly rows?: number }) {
  return (
    <TextField className="field" {...rest} maxLength={maxLength} isRequired={required}>
      <Label>{label}</Label>
      <TextArea dir="auto" rows={rows} spellCheck {...(placeholder ? { placeholder } : {})} />
      {hint && <Text slot="description">{hint}</Text>}
    </TextField>
  )
}

interface ChoiceProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly onChange: (value: V) => void
  readonly options: readonly (readonly [V, string])[]
}

/** One of a few, by the platform's own list: best under a thumb. */
export function Choice<V extends string>({ label, value, onChange, options }: ChoiceProps<V>) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(options.find(([one]) => one === event.target.value)?.[0] ?? value)}>
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

/** One of two or three, all in sight. */
export function Segments<V extends string>({ label, value, onChange, options }: ChoiceProps<V>) {
  return (
    <ToggleButtonGroup
      className="segments"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find(([one]) => keys.has(one))
        if (chosen) onChange(chosen[0])
      }}
    >
      {options.map(([one, words]) => (
        <ToggleButton key={one} id={one} className="segment">
          {words}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
