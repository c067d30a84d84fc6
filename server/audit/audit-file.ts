import { open, stat, type FileHandle } from 'node:fs/promises'
import { z } from 'zod'

const line = z.object({ position: z.number().int(), seal: z.string() })

/** The place of a line in the chain. */
export type LinePlace = z.infer<typeof line>

/** The file that a SIEM reads, wherever it has been moved to since. */
export interface AuditFile {
  path: string
  /** The place of the last whole line; null in a file that is new, or empty, or of somebody else. */
  last: () => Promise<LinePlace | null>
  /** Adds whole lines after the last whole one, and waits until the disk has them. */
  append: (lines: string) => Promise<void>
  close: () => Promise<void>
}

// Longer than any line: names, reasons and clients are bounded.
const tail = 64 * 1024

/** Opens the file when it is first needed: made for its owner only, and anew where it was renamed or removed. */
export function openAuditFile(path: string): AuditFile {
  let handle: FileHandle | null = null
  const current = async (): Promise<FileHandle> => {
    if (handle && !(await isStill(handle, path))) {
      await handle.close()
      handle = null
    }
    handle ??= await open(path, 'a+', 0o600)
    return handle
  }
  return {
    path,
    last: async () => lastLine(await current()),
    append: async (lines) => {
      const file = await current()
      await file.appendFile(lines)
      await file.datasync()
    },
    close: async () => {
      await handle?.close()
      handle = null
    },
  }
}

async function isStill(handle: FileHandle, path: string): Promise<boolean> {
  const [held, there] = await Promise.all([handle.stat(), stat(path).catch(() => null)])
  return there !== null && held.ino === there.ino && held.dev === there.dev
}

/** Cuts off what a crash left of a line, and reads the line before. */
async function lastLine(file: FileHandle): Promise<LinePlace | null> {
  const { size } = await file.stat()
  const start = Math.max(0, size - tail)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start)
  const end = buffer.subarray(0, bytesRead).lastIndexOf('\n')
  if (end + 1 < bytesRead) await file.truncate(start + end + 1)
  if (end < 0) return null
  const text = buffer.toString('utf8', buffer.lastIndexOf('\n', end - 1) + 1, end)
  return line.safeParse(parsed(text)).data ?? null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
