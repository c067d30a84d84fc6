import type { ReactNode, Ref } from 'react'
import { Input } from 'react-aria-components/Input'
import { TextArea } from 'react-aria-components/TextArea'
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField'
import { FieldParts } from './field-parts.tsx'

interface TextFieldProps extends Omit<AriaTextFieldProps, 'children' | 'className' | 'isInvalid'> {
  label: ReactNode
  description?: ReactNode
  /** What is wrong and what to enter instead; undefined while nothing is. */
  error?: string | undefined
  isOptional?: boolean
  isMultiline?: boolean
  /** `large` is 40 px, for the sign-in pages. */
  size?: 'normal' | 'large'
  /** Monospace, for codes and tokens. */
  isCode?: boolean
  placeholder?: string
  inputRef?: Ref<HTMLInputElement>
}

/** One line (or, `isMultiline`, several) of text with its label, hint and error. */
export function TextField(props: TextFieldProps) {
  const { label, description, error, isOptional, isMultiline, size, isCode, placeholder, inputRef, ...rest } =
    props
  const look = ['input', size === 'large' ? 'input--large' : '', isCode ? 'input--code' : ''].join(' ')
  const hint = placeholder === undefined ? {} : { placeholder }
  return (
    <AriaTextField {...rest} className="field" isInvalid={error !== undefined} validationBehavior="aria">
      <FieldParts label={label} isOptional={isOptional} description={description} error={error}>
        {isMultiline ? (
          <TextArea className={look} rows={3} {...hint} />
        ) : (
          <Input className={look} {...hint} {...(inputRef && { ref: inputRef })} />
        )}
      </FieldParts>
    </AriaTextField>
  )
}
