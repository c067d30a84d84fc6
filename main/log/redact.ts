import { homedir } from 'node:os'

const rules: [RegExp, string][] = [
  // What follows these names is a secret whatever it looks like.
  [/\b(cookie|set-cookie|authorization|password)\b(["']?\s*[:=]\s*).*/gi, '$1$2…'],
  // The address without what it asks for: codes and states travel there.
  [/\b([a-z][a-z\d+.-]*:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/gi, '$1?…'],
  [/(\/cb\/)[\w-]+/g, '$1…'],
  [/\b[\w.+-]+@(?=[\w-]+\.[\w.-]*\w)/g, '…@'],
  // Backup codes, temporary passes and invitations as people write them.
  [/\b[\da-z]{4}(-[\da-z]{4}){2,}\b/gi, '…'],
  // Tokens, challenges, keys: anything long that is no word.
  [/(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{20,}(?![\w-])/g, '…'],
  // The codes of an authenticator app.
  [/\b\d{6}\b/g, '…'],
]

/** The text without what nobody should find in a log: secrets, what people type, and whose computer it is. */
export function redact(text: string, home: string = homedir()): string {
  const anonymous = home.length > 1 ? text.replaceAll(home, '~') : text
  return rules.reduce((left, [found, instead]) => left.replace(found, instead), anonymous)
}
