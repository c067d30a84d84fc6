import { create } from 'zustand'

/** Whether the server can be heard: while it cannot, what a page shows may be out of date. */
export const useConnection = create<{ isLost: boolean }>()(() => ({ isLost: false }))
